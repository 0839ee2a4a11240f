"""A user's mistake as data: collected, sorted and shown together, never raised one by one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from enum import Enum


class Severity(Enum):
    """An error stops the build; a warning is printed here and on the data notes page."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, where it stands, and what to do about it.

    file      path as the user would type it (relative to the pack)
    line      physical line in the file, counted from 1, or None when the whole file is meant
    column    the header as it stands in the file, or the key path in pack.toml
    value     what was seen, verbatim (shortened for display only)
    what      a sentence: what is wrong and what was expected
    advice    a sentence: what to write, or which option to set
    check     the check that found it; `[checks.NAME] waive = "..."` may let it pass
    excerpt   the offending line as it stands in the file
    position  the character of the line, from 1, at which the offending cell begins; 0 when unknown
    sheet     the sheet of a workbook, "" for files that have none
    cell      where a spreadsheet shows it, like C3; "" for files that are none
    """

    file: str
    what: str
    advice: str = ""
    line: int | None = None
    column: str = ""
    value: str = ""
    check: str = ""
    excerpt: str = ""
    severity: Severity = Severity.ERROR
    position: int = 0
    sheet: str = ""
    cell: str = ""

    @property
    def place(self) -> str:
        """`file:line`, as editors and terminals understand it."""
        return self.file if self.line is None else f"{self.file}:{self.line}"

    def as_record(self) -> dict[str, str | int | None]:
        """Plain values for JSON."""
        record = asdict(self)
        record["severity"] = self.severity.value
        return record


SHOWN_PER_GROUP = 5
LONGEST_VALUE = 60
LONGEST_EXCERPT = 100
MOST_RUNS = 40


def shorten(text: str, longest: int = LONGEST_VALUE) -> str:
    """A value that fits in a message; control characters are shown, not sent to the terminal."""
    visible = "".join(
        character if character.isprintable() else repr(character)[1:-1] for character in text
    )
    return visible if len(visible) <= longest else visible[: longest - 1] + "…"


def counted(count: int, word: str) -> str:
    """`1 warning`, `2 warnings`."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def describe(problem: Problem) -> str:
    """One problem as the lines that a person reads in a terminal."""
    place = problem.place
    if problem.sheet:
        place += f", sheet {shorten(problem.sheet)!r}"
    if problem.column:
        place += f", column {shorten(problem.column)!r}"
    if problem.cell:
        place += f" ({problem.cell})"
    lines = [f"{place}: {problem.what}", *_excerpt(problem)]
    if problem.advice:
        lines.append(f"    → {problem.advice}")
    if problem.check:
        lines.append(f"    (check {problem.check})")
    return "\n".join(lines)


def describe_all(problems: Iterable[Problem], shown_per_group: int = SHOWN_PER_GROUP) -> str:
    """All problems; of many alike in one file and column the first few, and the lines of the others."""
    groups: dict[tuple[str, str, str, str], list[Problem]] = {}
    for problem in problems:
        key = (problem.file, problem.column, problem.check, problem.advice)
        groups.setdefault(key, []).append(problem)
    paragraphs = []
    for group in groups.values():
        shown = [describe(problem) for problem in group[:shown_per_group]]
        left = group[shown_per_group:]
        if left:
            runs = _runs(sorted({p.line for p in left if p.line}))
            lines = ", ".join(runs[:MOST_RUNS]) + (", …" if len(runs) > MOST_RUNS else "")
            more = f"    … and {len(left)} more of this kind"
            shown.append(f"{more} (lines {lines})" if lines else more)
        paragraphs.append("\n".join(shown))
    return "\n".join(paragraphs)


def _excerpt(problem: Problem) -> list[str]:
    """The offending line, and where a cell of it is meant, marks below that cell."""
    if not problem.excerpt:
        return []
    at = problem.position - 1
    if at < 0:
        return [f"    | {shorten(problem.excerpt, LONGEST_EXCERPT)}"]
    # Of a long line the part around the cell.
    start = max(0, at - LONGEST_EXCERPT // 2) if len(problem.excerpt) > LONGEST_EXCERPT else 0
    before = ("…" if start else "") + shorten(problem.excerpt[start:at], LONGEST_EXCERPT)
    cell = shorten(problem.excerpt[at : at + len(problem.value)])
    rest = problem.excerpt[at + len(problem.value) :]
    room = max(LONGEST_EXCERPT - len(before) - len(cell), 1)
    marks = " " * _width(before) + "^" * max(_width(cell), 1)
    return [f"    | {before}{cell}{shorten(rest, room)}", f"    | {marks}"]


def _width(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(
        0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WF")
        for c in text
    )


def _runs(lines: Sequence[int]) -> list[str]:
    """`[3, 7, 8, 9]` -> `["3", "7-9"]`."""
    runs: list[list[int]] = []
    for line in lines:
        if runs and line == runs[-1][-1] + 1:
            runs[-1].append(line)
        else:
            runs.append([line])
    return [str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs]


def nearest(word: str, words: list[str]) -> str:
    """`did you mean ...?` when something near exists, else the list of what there is."""
    import difflib

    close = difflib.get_close_matches(word, words, n=1, cutoff=0.6)
    if close:
        return f"Did you mean {close[0]!r}?"
    return f"Known here: {', '.join(words)}." if words else ""
