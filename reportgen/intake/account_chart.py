"""The kind "account chart": what the numbers of a national chart of accounts tell about categories.

Charts are data: one TOML file each in account_charts/. They say as much as a number alone can; which
revenue recurs, and whose salary it is, is said in pack.toml.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import Field

from reportgen.pack_sections import Section

SHIPPED = Path(__file__).parent / "account_charts"
_RANGE = re.compile(r"([0-9]{1,8})(?:\s*[-\u2013]\s*([0-9]{1,8}))?")
Value = TypeVar("Value")


@dataclass(frozen=True)
class Span:
    """Account numbers from first to last, both included and of the same length."""

    first: str
    last: str

    def holds(self, account: str) -> bool:
        """Whether an account lies in it; the sub-account 30411 lies in 3041."""
        head = account[: len(self.first)]
        return len(account) >= len(self.first) and self.first <= head <= self.last

    @property
    def width(self) -> tuple[int, int]:
        """How little it says: the narrower of two spans goes first."""
        return -len(self.first), int(self.last) - int(self.first)


def read_span(text: str) -> Span:
    """`3041` or `3000-3099`; raises ValueError with a sentence for anything else."""
    found = _RANGE.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"{text!r} is neither an account nor a range such as 3000-3099")
    first, last = found[1], found[2] or found[1]
    if len(first) != len(last) or last < first:
        raise ValueError(f"{text!r} does not run from a lower account to a higher of equal length")
    return Span(first, last)


def narrowest(account: str, spans: Iterable[tuple[Span, Value]]) -> list[Value]:
    """What the narrowest spans that hold an account say; several when equally narrow ones differ."""
    held = sorted(((s.width, v) for s, v in spans if s.holds(account)), key=lambda pair: pair[0])
    return [value for width, value in held if width == held[0][0]]


class AccountRange(Section):
    """One run of accounts as it stands in a chart's file; the file says what the keys mean."""

    accounts: str
    name: str = Field(min_length=3)
    category: str | None = None
    cost_centre: Literal["ignored", "first", "needed"] = "ignored"
    could_be: tuple[str, ...] = ()
    closing: bool = False
    cash: bool = False


class ChartFile(Section):
    """A chart as it stands in its file. known_as: how #KPTYP and the like begin for it."""

    title: str = Field(min_length=3)
    known_as: tuple[str, ...]
    ranges: tuple[AccountRange, ...]


@dataclass(frozen=True)
class AccountChart:
    """A chart by the name of its file."""

    name: str
    title: str
    known_as: tuple[str, ...]
    spans: tuple[tuple[Span, AccountRange], ...]

    def tells(self, account: str) -> AccountRange | None:
        """What the number of an account tells, None for one that the chart has not."""
        found = narrowest(account, self.spans)
        return found[0] if found else None


def load_charts() -> dict[str, AccountChart]:
    """The shipped charts by name."""
    charts = {}
    for path in sorted(SHIPPED.glob("*.toml")):
        told = ChartFile.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
        spans = tuple((read_span(one.accounts), one) for one in told.ranges)
        charts[path.stem] = AccountChart(path.stem, told.title, told.known_as, spans)
    return charts


def chart_called(kind: str, charts: Mapping[str, AccountChart]) -> AccountChart | None:
    """The chart that a program's word for it means: `EUBAS97` is BAS, and so is no word at all."""
    if not kind:
        return charts.get("bas")
    bare = kind.upper()
    fits = [c for c in charts.values() if bare.startswith(c.known_as)]
    return fits[0] if fits else None
