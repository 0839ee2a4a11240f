"""The form of the corpus: what lies in the folder, and the one reading or the refusal it must get.

A `Cells` puts many cells into one column, those that are read into one file and those that are refused into
another. A `Case` is a whole file. Nothing may come between the two outcomes: a cell is read to its
exact value, or its line, column and value are named in a sentence.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

Content = str | bytes | Callable[[Path], object]
# What each column must hold from top to bottom; numbers as plain decimals, days as 2026-09-30.
Columns = Mapping[str, Sequence[str | None]]


@dataclass(frozen=True)
class No:
    """A refusal: a word of its sentence, and the place it must name.

    value  what was seen; of a cell it is filled in by `Cells`
    whole  the whole file is meant, which has no line
    """

    says: str
    line: int | None = None
    column: str = ""
    value: str = ""
    whole: bool = False


@dataclass(frozen=True)
class Case:
    """One pack: its files, what pack.toml says below `[inputs.TABLE]`, and what must come out.

    content  of `TABLE.csv`, or of the file called `file`; a function makes it at the path
    reads    the columns that must come out, when it is read
    refuses  the problems that must be there, when it is refused
    warns    a word of a warning that must ride along when it is read
    inputs   how many hostile inputs it holds
    checked  whether the checks run too; else they are waived, and only the reading is judged
    """

    name: str
    table: str
    content: Content
    options: str = ""
    reads: Columns | None = None
    refuses: tuple[No, ...] = ()
    warns: str = ""
    file: str = ""
    inputs: int = 1
    checked: bool = False

    def write(self, folder: Path, checks: Sequence[str] = ()) -> Path:
        """Lay the pack into a folder; `checks` are waived."""
        folder.mkdir(parents=True)
        path = folder / (self.file or f"{self.table}.csv")
        path.parent.mkdir(parents=True, exist_ok=True)
        if callable(self.content):
            self.content(path)
        else:
            text = self.content
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        lines = ['[company]\nname = "Prov AB"\ncurrency = "SEK"\n[report]\nperiod = "2026-09"']
        lines.append(f"[inputs.{self.table}]\n{self.options}")
        if not self.checked:
            lines += [f'[checks.{name}]\nwaive = "the reading is judged alone"' for name in checks]
        (folder / "pack.toml").write_text("\n".join(lines), encoding="utf-8")
        return folder


@dataclass(frozen=True)
class Cells:
    """Many cells of one column, each with the value it must come to, None for blank, or a `No`.

    rows  a line of the file with `{}` where the cell stands and `{n}` for the number of the row
    """

    name: str
    table: str
    column: str
    header: str
    row: str
    cells: Sequence[tuple[str, str | No | None]]
    options: str = ""

    def cases(self) -> Iterator[Case]:
        """The file of those that are read, and the file of those that are not."""
        good = [(cell, told) for cell, told in self.cells if not isinstance(told, No)]
        bad = [(cell, told) for cell, told in self.cells if isinstance(told, No)]
        if good:
            values = {self.column: [told for _, told in good]}
            content = self._content([cell for cell, _ in good])
            yield Case(
                f"{self.name}: read",
                self.table,
                content,
                self.options,
                reads=values,
                inputs=len(good),
            )
        if bad:
            refuses = tuple(
                No(no.says, no.line or line, self._heading(), no.value or cell.strip())
                for line, (cell, no) in enumerate(bad, start=2)
            )
            content = self._content([cell for cell, _ in bad])
            yield Case(
                f"{self.name}: refused",
                self.table,
                content,
                self.options,
                refuses=refuses,
                inputs=len(bad),
            )

    def _content(self, cells: Sequence[str]) -> str:
        rows = [self.row.format(cell, n=number) for number, cell in enumerate(cells, start=1)]
        return "\n".join([self.header, *rows, ""])

    def _heading(self) -> str:
        return self.column


def link(target: str) -> Callable[[Path], object]:
    """A symbolic link in place of the file."""
    return lambda path: path.symlink_to(target)


def pipe(path: Path) -> None:
    """A named pipe in place of the file: whoever opens it waits for ever."""
    os.mkfifo(path)


def unreadable(path: Path) -> None:
    """A file that its owner may not open."""
    path.write_bytes(b"month;key;value\n")
    path.chmod(0)
