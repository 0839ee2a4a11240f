"""Two builds held against each other: their figures, and what their manifests say they were made of."""

from __future__ import annotations

import filecmp
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from reportgen.errors import InputError
from reportgen.measure.figures_file import ENDING, KEYS, read_figures
from reportgen.measure.issued import record_of
from reportgen.measure.reading import FORMULA
from reportgen.measure.restatement import differs
from reportgen.pack import PACK_FILE, nearest
from reportgen.period import Period, parse_period
from reportgen.problem import Problem

# What a manifest says of a build as a whole; inputs, outputs and waivers are told apart.
FACTS = (
    *("reportgen", "company", "period", "currency", "fiscal_year_start"),
    *("locale", "theme", "pages"),
)
SIDES = ("a", "b")
# <pack>-<period>; a month's label has a hyphen of its own.
BUILT = re.compile(r"(.+?)-((?:TTM|YTD)?\d{4}-\d\d|\d{4}Q[1-4]|FY\d{4})")


@dataclass(frozen=True)
class Difference:
    """What differs between two builds.

    changed      figures of both: keys, unit, then, now, then_missing, now_missing
    definitions  metric, then, now: computed otherwise
    only         side -> figures of that side alone: keys, value
    facts        name -> (then, now) of what the manifests say
    inputs       (path, what has become of it)
    common       metric and period of figures that both have
    """

    a: Path
    b: Path
    changed: pl.DataFrame
    definitions: pl.DataFrame
    only: dict[str, pl.DataFrame]
    facts: dict[str, tuple[Any, Any]]
    inputs: tuple[tuple[str, str], ...]
    common: pl.DataFrame

    @property
    def empty(self) -> bool:
        """Whether the two say the same and were made of the same."""
        frames = (self.changed, self.definitions, *self.only.values())
        return not (self.facts or self.inputs or any(frame.height for frame in frames))

    def names_only(self, side: str, column: str) -> list[str]:
        """Metrics or periods that only one side has."""
        other = self.only["b" if side == "a" else "a"]
        both = set(self.common[column]) | set(other[column])
        return sorted(set(self.only[side][column]) - both)


def difference(
    a: Path, b: Path, metrics: Collection[str] = (), periods: Collection[str] = ()
) -> Difference:
    """What differs between two builds, of some metrics and periods alone when they are named.

    a, b  a figures.csv, a folder of builds (the latest one counts), or a pack
    Raises InputError with everything that keeps them from being compared.
    """
    files = [figures_in(a), figures_in(b)]
    read = [read_figures(file) for file in files]
    if problems := [problem for _, found in read for problem in found]:
        raise InputError(problems)
    sides = [_chosen(frame, metrics, periods) for frame, _ in read]
    if problems := [
        *_unknown("--metric", metrics, [frame["metric"] for frame, _ in read]),
        *_unknown("--period", periods, [frame["period"] for frame, _ in read]),
    ]:
        raise InputError(problems)
    then, now = (side.select(*KEYS, "unit", "value", "missing") for side in sides)
    both = then.join(now.drop("unit"), on=KEYS, suffix="_now", maintain_order="left").rename(
        {
            "value": "then",
            "value_now": "now",
            "missing": "then_missing",
            "missing_now": "now_missing",
        }
    )
    words = [side.select("metric", "definition").unique("metric") for side in sides]
    definitions = (
        words[0]
        .join(words[1], on="metric", suffix="_now")
        .filter(pl.col("definition") != pl.col("definition_now"))
        .select("metric", then="definition", now="definition_now")
        .sort("metric")
    )
    records = [record_of(file) or {} for file in files]
    return Difference(
        a=files[0],
        b=files[1],
        changed=both.filter(differs()),
        definitions=definitions,
        only={
            side: one.join(other, on=KEYS, how="anti", maintain_order="left").select(*KEYS, "value")
            for side, one, other in (("a", then, now), ("b", now, then))
        },
        facts=_facts(*records),
        inputs=tuple(_inputs(*records)),
        common=both.select("metric", "period").unique(),
    )


def figures_in(place: Path) -> Path:
    """The figures.csv that is meant: the file itself, or that of the latest build in a folder.

    Raises InputError when there is none, or when builds of several packs lie there.
    """
    if place.is_file():
        return place
    folder = place / "output" if (place / PACK_FILE).is_file() else place
    found: dict[str, list[tuple[int, str, Path]]] = {}
    for path in folder.glob(f"*{ENDING}") if folder.is_dir() else ():
        match = BUILT.fullmatch(path.name.removesuffix(ENDING))
        if match and (of := _period(path, match[2])) is not None:
            found.setdefault(match[1], []).append((of.last, match[2], path))
    if not found:
        advice = "Name a figures.csv, the folder of a build, or a pack that was built."
        raise InputError([Problem(str(place), "there are no figures of a build here", advice)])
    if len(found) > 1:
        what = f"builds of several packs lie here: {', '.join(sorted(found))}"
        raise InputError([Problem(str(place), what, "Name one of the files.")])
    return max(next(iter(found.values())))[-1]


def replaced(old: Path, new: Path) -> str:
    """What a rebuild changes about the figures of its own period; empty when nothing."""
    if not old.is_file() or filecmp.cmp(old, new, shallow=False):
        return ""
    try:
        changed = difference(old, new).changed
    except InputError:
        return f"{old.name} was no figures.csv as a build leaves it, and has been replaced."
    own = changed.filter(pl.col("split_by") == "")
    first = ", ".join(f"{metric} {period}" for metric, period in own[:3, :2].rows())
    told = f", among them {first}" if first else ""
    return (
        f"{old.name} has been replaced: since it was built, {own.height:,} figures of the company "
        f"and {changed.height - own.height:,} of groups have changed{told}."
    )


def unguarded(text: str) -> str:
    """A name as it was before an apostrophe kept spreadsheets from taking it for a formula."""
    return text[1:] if text[:1] == "'" and re.match(FORMULA, text[1:]) else text


def _period(path: Path, label: str) -> Period | None:
    start = (record_of(path) or {}).get("fiscal_year_start", 1)
    try:
        return parse_period(label, start if isinstance(start, int) else 1)
    except ValueError:
        return None


def _chosen(
    frame: pl.DataFrame, metrics: Collection[str], periods: Collection[str]
) -> pl.DataFrame:
    if metrics:
        frame = frame.filter(pl.col("metric").is_in(list(metrics)))
    return frame.filter(pl.col("period").is_in(list(periods))) if periods else frame


def _unknown(option: str, named: Collection[str], columns: Sequence[pl.Series]) -> list[Problem]:
    if not named:
        return []
    known = sorted({value for column in columns for value in column.unique()})
    return [
        Problem(option, f"neither of the two has {name!r}", nearest(name, known), value=name)
        for name in named
        if name not in known
    ]


def _facts(a: dict[str, Any], b: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Facts of both manifests that differ; those of one alone tell nothing."""
    if not a or not b:
        return {}
    pairs = {name: (a.get(name), b.get(name)) for name in FACTS}
    for name, kind in (("library", "libraries"), ("waiver", "waivers")):
        one, other = a.get(kind) or {}, b.get(kind) or {}
        pairs |= {f"{name} {key}": (one.get(key), other.get(key)) for key in {**one, **other}}
    pdf = [
        next((o["sha256"] for o in side.get("outputs", ()) if o["path"].endswith(".pdf")), None)
        for side in (a, b)
    ]
    pairs["pdf"] = (pdf[0], pdf[1])
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _inputs(a: dict[str, Any], b: dict[str, Any]) -> list[tuple[str, str]]:
    """Files that went in: new, gone, or with other content."""
    if not a or not b:
        return []
    one, other = (
        {entry["path"]: entry for entry in side.get("inputs", ()) if "path" in entry}
        for side in (a, b)
    )
    told = []
    for path in sorted({**one, **other}):
        if path not in other:
            told.append((path, "gone"))
        elif path not in one:
            told.append((path, "new"))
        elif one[path].get("sha256") != other[path].get("sha256"):
            rows = [side[path].get("rows") for side in (one, other)]
            counted = f", {rows[0]} → {rows[1]} rows" if None not in rows else ""
            told.append((path, f"changed{counted}"))
    return told
