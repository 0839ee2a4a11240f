"""The figures that an earlier pack was issued with: found, checked against this pack, and read."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import polars as pl

from reportgen.errors import InputError, PackError
from reportgen.measure.cells import EXACT, SCHEMA
from reportgen.measure.figures_file import AGAIN, ENDING, metrics_in, read_figures
from reportgen.measure.reading import Split
from reportgen.pack import PACK_FILE, Pack, line_of
from reportgen.period import Period, parse_period, periods_within
from reportgen.problem import Problem

NOTHING = "none"
WITHOUT = f'Set previous = "{NOTHING}" under [restatements] to report without comparing.'


@dataclass(frozen=True)
class Issued:
    """What an earlier pack said: its period, and its figures as they stand in its figures.csv.

    own   the company's own figures and its bridges, as `read_figures` gives them
    """

    path: Path
    period: Period
    sha256: str
    own: pl.DataFrame = field(repr=False)
    metrics: frozenset[str] = frozenset()

    @cached_property
    def definitions(self) -> dict[str, str]:
        """How each metric was defined then."""
        return dict(self.own.select("metric", "definition").unique("metric").rows())

    @cached_property
    def _parts(self) -> dict[tuple[Any, ...], pl.DataFrame]:
        cells = self.own.with_columns(exact=pl.lit(None, EXACT)).select(*SCHEMA, "metric")
        return cells.partition_by(["metric", "split_by"], as_dict=True)

    @cached_property
    def _read(self) -> dict[tuple[str, str], Split]:
        return {}

    def by(self, metric: str, split_by: str = "") -> Split:
        """What it said of a metric, by (period, split)."""
        key = (metric, split_by)
        if key not in self._read:
            self._read[key] = Split(self._parts.get(key))
        return self._read[key]

    def ended(self, label: str) -> bool:
        """Whether a period was over when the pack was issued: only then was it the past."""
        return parse_period(label, self.period.fiscal_year_start).last <= self.period.last

    @property
    def past(self) -> list[str]:
        """Labels of all periods that were over then."""
        return [label for label in self.own["period"].unique().sort() if self.ended(label)]


def find_issued(pack: Pack, period: Period, out: Path) -> Path | None:
    """The figures.csv of the latest pack before this period; None when there is none.

    Never the file of the same period, which this very build replaces: a rebuild would then differ
    from the build before it although nothing has changed.
    Raises PackError when pack.toml names a place where nothing is.
    """
    named = pack.restatements.previous
    if named == NOTHING:
        return None
    place = out if named is None else pack.folder / named
    if place.is_file():
        return place
    if named is not None and not place.is_dir():
        raise _mistaken(
            pack, f"there is no file or folder {named!r}", "It is relative to the pack."
        )
    found = []
    for path in place.glob(f"*{ENDING}") if place.is_dir() else ():
        label = path.name.removesuffix(ENDING).removeprefix(f"{pack.name}-")
        if path.name != f"{pack.name}-{label}{ENDING}":
            continue
        try:
            of = parse_period(label, pack.company.fiscal_year_start)
        except ValueError:
            continue
        if of.label == label and of.last < period.last:
            # Of two that end with the same month the one that is as long as this pack.
            found.append((of.last, of.kind is period.kind, label, path))
    return max(found)[-1] if found else None


def read_issued(path: Path, pack: Pack, period: Period) -> Issued:
    """Read what an earlier pack said.

    Raises InputError with everything that keeps the two from being compared, PackError when
    pack.toml names a pack that is not an earlier one.
    """
    of = _period_of(path, pack)
    if of is None:
        what = "of which period it is cannot be told from its name"
        advice = f"Keep the name that the build gave it: {pack.name}-2026Q2{ENDING}."
        raise _mistaken(pack, f"{path.name}: {what}", advice)
    if of.last >= period.last:
        what = f"{path.name} is of {of.label}, which does not end before {period.label}"
        raise _mistaken(pack, what, "Name a folder: the latest earlier pack in it is chosen.")
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    own, problems = read_figures(path, own=True)
    problems = [*_against_record(path, sha256, pack, of), *problems]
    if not problems:
        problems = list(_incomparable(path, own, pack))
    if problems:
        raise InputError(problems)
    return Issued(path, of, sha256, own, frozenset(metrics_in(path)))


def record_of(path: Path) -> dict[str, Any] | None:
    """The manifest beside a figures.csv; None when there is none that can be read."""
    beside = path.with_name(path.name.removesuffix(ENDING) + ".manifest.json")
    try:
        content = json.loads(beside.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return content if isinstance(content, dict) else None


def _mistaken(pack: Pack, what: str, advice: str) -> PackError:
    file = pack.folder / PACK_FILE
    key = ("restatements", "previous")
    line = line_of(file.read_text(encoding="utf-8"), key)
    value = pack.restatements.previous or ""
    return PackError([Problem(str(file), what, advice, line, ".".join(key), value)])


def _period_of(path: Path, pack: Pack) -> Period | None:
    record = record_of(path) or {}
    match = re.search(r"-([A-Z]*\d{4}(?:-\d\d|Q[1-4])?)\.figures\.csv$", path.name)
    try:
        label = str(record.get("period") or (match[1] if match else ""))
        return parse_period(label, pack.company.fiscal_year_start)
    except ValueError:
        return None


def _against_record(path: Path, sha256: str, pack: Pack, of: Period) -> Iterator[Problem]:
    """What the manifest beside it says against it."""
    record = record_of(path) or {}
    for output in record.get("outputs", ()):
        if output.get("path") == path.name and output.get("sha256") != sha256:
            what = "it is not the file that its manifest describes: it was changed after its build"
            yield Problem(str(path), what, f"{AGAIN} {WITHOUT}")
    months = record.get("months", [of.months[0], of.months[-1]])
    start = record.get("fiscal_year_start", pack.company.fiscal_year_start)
    if list(months) != [of.months[0], of.months[-1]]:
        yield _other_year(path, pack, f"its {of.label} is {' to '.join(map(str, months))}")
    elif start != pack.company.fiscal_year_start:
        yield _other_year(path, pack, f"they start in month {start}")


def _incomparable(path: Path, own: pl.DataFrame, pack: Pack) -> Iterator[Problem]:
    """Other money, other fiscal years."""
    ours = pack.company.currency
    money = own["unit"].unique().sort().to_list()
    for unit in money:
        if re.fullmatch("[A-Z]{3}", unit) and unit != ours:
            what = f"its amounts are in {unit}, those of this pack in {ours}"
            yield Problem(str(path), what, WITHOUT, column="unit", value=unit)
    labels = own["period"].unique().sort().to_list()
    start = pack.company.fiscal_year_start
    read = {}
    for label in labels:
        try:
            read[label] = parse_period(label, start)
        except ValueError as reason:
            yield Problem(str(path), str(reason), AGAIN, column="period", value=label)
            return
    if months := [p.last for label, p in read.items() if re.fullmatch(r"\d{4}-\d\d", label)]:
        known = {p.label for p in periods_within(min(months), max(months), start)}
        quarters = [label for label in labels if re.fullmatch(r"\d{4}Q\d", label)]
        if other := [label for label in quarters if label not in known]:
            yield _other_year(path, pack, f"it has a {other[0]} among its months")


def _other_year(path: Path, pack: Pack, seen: str) -> Problem:
    start = pack.company.fiscal_year_start
    what = f"its fiscal years do not start in month {start} as those of this pack do: {seen}"
    return Problem(str(path), what, WITHOUT, column="period")
