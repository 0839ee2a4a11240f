"""Restatements: figures of the past that an earlier pack gave otherwise.

Why not only hold two files against each other: some figures change because time has passed. Leads of
June are followed into August, a plan for the year is reckoned again with what has been won since. So what
today's exports would have given *then* is computed too; only where the earlier pack said something else
has the past itself been changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from reportgen.measure.figures_file import KEYS, read_figures
from reportgen.measure.issued import Issued
from reportgen.measure.reading import Readings

# Sums of floats in another order differ by less than this.
NOISE, RELATIVE_NOISE = 1e-9, 1e-12


def same(then: float | None, now: float | None) -> bool:
    """Whether two values are one, or both missing."""
    if then is None or now is None:
        return then is now
    return abs(then - now) <= max(NOISE, RELATIVE_NOISE * max(abs(then), abs(now)))


def differs(then: str = "then", now: str = "now") -> pl.Expr:
    """The same for the columns of two values: whether they are two."""
    a, b = pl.col(then), pl.col(now)
    noise = pl.max_horizontal(pl.lit(NOISE), RELATIVE_NOISE * pl.max_horizontal(a.abs(), b.abs()))
    return (a.is_null() != b.is_null()) | ((a - b).abs() > noise).fill_null(False)


def beside(then: pl.DataFrame, now: pl.DataFrame) -> pl.DataFrame:
    """Figures that stand in both, side by side: the keys, unit, and then, now and what lacks."""
    columns = ["value", "missing", "definition"]
    return (
        then.select(*KEYS, "unit", *columns)
        .join(now.select(*KEYS, *columns), on=KEYS, suffix="_now", maintain_order="right")
        .rename(
            {
                "value": "then",
                "value_now": "now",
                "missing": "then_missing",
                "missing_now": "now_missing",
                "definition": "then_definition",
                "definition_now": "now_definition",
            }
        )
    )


def plain(figures: pl.DataFrame) -> pl.DataFrame:
    """The columns of figures.csv as `read_figures` gives those of a file."""
    return figures.with_columns(pl.col("value").cast(pl.Float64), missing="missing_because")


@dataclass(frozen=True)
class Restated:
    """All that has changed about the past, company and splits.

    cells         figures that were given otherwise: keys, unit, then, now
    redefined     metric -> how many figures differ, where it is computed otherwise now
    filled        how many figures were missing for want of data, and no longer are
    new, gone     names of metrics that only one of the two packs knows
    """

    cells: pl.DataFrame
    redefined: Mapping[str, int]
    filled: int
    new: tuple[str, ...]
    gone: tuple[str, ...]


def restated(
    issued: Issued, now: pl.DataFrame, as_of: Callable[[Sequence[str]], Readings]
) -> Restated:
    """Hold an earlier pack's figures against those of this one.

    now    all figures of this pack, as `plain` gives them
    as_of  what the exports of this pack give for the period of the earlier one
    """
    then, _ = read_figures(issued.path)
    past = then.filter(pl.col("period").is_in(issued.past))
    pairs = beside(past, now)
    changed = pairs.filter(differs())
    names = changed["metric"].unique(maintain_order=True).to_list()
    reworded = [
        name
        for name in then["metric"].unique(maintain_order=True).to_list()
        if name in issued.definitions
    ]
    told = dict(now.select("metric", "definition").unique("metric").rows())
    reworded = [n for n in reworded if n in told and told[n] != issued.definitions[n]]
    known = [*names, *(name for name in reworded if name not in names)]
    cells, redefined = changed.clear(), dict[str, int]()
    if known:
        recomputed = plain(as_of(known).figures())
        words = dict(recomputed.select("metric", "definition").unique("metric").rows())
        other = [
            n for n in known if n in issued.definitions and words.get(n) != issued.definitions[n]
        ]
        real = (
            beside(past, recomputed)
            .filter(differs())
            .select(KEYS)
            .join(changed, on=KEYS, maintain_order="left")
        )
        cells = real.filter(~pl.col("metric").is_in(other))
        counts = dict(real.group_by("metric").len().rows())
        redefined = {name: counts.get(name, 0) for name in other}
    filled = cells.filter(pl.col("then").is_null())
    ours = set(now["metric"].unique().to_list())
    return Restated(
        cells.filter(pl.col("then").is_not_null()),
        redefined,
        filled.height,
        tuple(sorted(ours - issued.metrics)),
        tuple(sorted(issued.metrics - ours)),
    )
