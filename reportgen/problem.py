"""A user's mistake as data: collected, sorted and shown together, never raised one by one."""

from __future__ import annotations

from collections.abc import Iterable
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
    if problem.column:
        place += f", column {shorten(problem.column)!r}"
    lines = [f"{place}: {problem.what}"]
    if problem.excerpt:
        lines.append(f"    | {shorten(problem.excerpt, 100)}")
    if problem.advice:
        lines.append(f"    → {problem.advice}")
    if problem.check:
        lines.append(f"    (check {problem.check})")
    return "\n".join(lines)


def describe_all(problems: Iterable[Problem], shown_per_group: int = SHOWN_PER_GROUP) -> str:
    """All problems; of many alike in one file and column the first few and a count."""
    groups: dict[tuple[str, str, str, str], list[Problem]] = {}
    for problem in problems:
        key = (problem.file, problem.column, problem.check, problem.advice)
        groups.setdefault(key, []).append(problem)
    paragraphs = []
    for group in groups.values():
        shown = [describe(problem) for problem in group[:shown_per_group]]
        left = len(group) - len(shown)
        if left:
            lines = ", ".join(str(p.line) for p in group[shown_per_group:][:10] if p.line)
            more = f"    … and {left} more of this kind"
            shown.append(f"{more} (lines {lines}{', …' if left > 10 else ''})" if lines else more)
        paragraphs.append("\n".join(shown))
    return "\n".join(paragraphs)
