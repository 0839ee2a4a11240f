"""Where each flow narrows: the step, the people or the traffic whose lift would win the most.

In a flow that multiplies, one per cent more at any step is one per cent more customers. So the lowest
share is not by itself the bottleneck; the largest distance to what the step has done or should do is.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import polars as pl

from reportgen.measure import activities, deals, funnel, hunters
from reportgen.measure.backward_cells import needed, reached
from reportgen.measure.books import Books, once
from reportgen.measure.calendar import Calendar
from reportgen.measure.cells import COMPANY, SCHEMA
from reportgen.measure.funnel_shapes import company_only, last_day_of, unseen
from reportgen.pack_funnel import plain
from reportgen.period import PeriodKind

KINDS = (PeriodKind.MONTH, PeriodKind.QUARTER)
REFERENCE = 4
YEAR = 12
ALONE = 2
# A step that fewer have come to has a name, but no amount: one of them more or less is most of it.
LEAST = 30
TABLES = ("leads", "deals", "sales_activity")


class Kind(Enum):
    """What narrows a flow; the value is the word in figures.csv and in the locales."""

    CAPACITY = "capacity"
    STEP = "step"
    VOLUME = "volume"
    LOWEST = "lowest_step"


# In frames below: one row for a candidate of a flow in a window, with
#   name       its step, or its flow and first stage
#   actual, target   conversions, entries, or loads
#   gain       target / actual - 1; null without something to hold it against
FRAME: dict[str, pl.DataType | type[pl.DataType]] = {
    "period": pl.String,
    "flow": pl.String,
    "kind": pl.String,
    "name": pl.String,
    "actual": pl.Float64,
    "target": pl.Float64,
    "gain": pl.Float64,
    "n": pl.Int64,
    "missing": pl.String,
}


@once
def _windows(books: Books) -> pl.DataFrame:
    """Months and quarters that have ended: period, kind, first, last."""
    windows = books.calendar.of_kinds(KINDS)
    return windows.filter(pl.col("last") <= books.period.last)


@once
def by_step(books: Books) -> pl.DataFrame:
    """Each step as it stood at each window's end: its latest quarter that had had its time.

    Held against the pack's target, else against the best of its last four such quarters. Quarters
    of few leads are no reference: one lead of one would be a hundred per cent.
    """
    rows, covered = funnel.cohorts(books), books.covered("leads")
    windows = _windows(books)
    if rows is None or covered is None:
        return pl.DataFrame(schema=FRAME)
    steps = pl.DataFrame(
        [(s.label, s.flow, s.days, s.target) for s in funnel.steps(books)],
        schema={"step": pl.String, "flow": pl.String, "days": pl.Int32, "wanted": pl.Float64},
        orient="row",
    )
    quarters = windows.filter(pl.col("kind") == PeriodKind.QUARTER.value)
    whole = quarters.filter(pl.col("first") >= covered[0]).select(
        pl.col("first", "last").name.prefix("of_")
    )
    month = pl.col("month")
    monthly = rows.group_by("step", "month").agg(
        entered=pl.len().cast(pl.Int64), on=pl.col("transit").count().cast(pl.Int64)
    )
    cohorts = (
        monthly.join(whole, how="cross")
        .filter(month.is_between(pl.col("of_first"), pl.col("of_last")))
        .group_by("step", "of_last")
        .agg(pl.col("entered", "on").sum())
        .join(steps, on="step")
        .with_columns(closes=last_day_of(pl.col("of_last")) + pl.duration(days="days"))
        .with_columns(share=pl.col("on") / pl.col("entered"))
    )
    seen = windows.select("period", "last").join(cohorts, how="cross")
    seen = seen.filter(pl.col("closes") <= last_day_of(pl.col("last"))).with_columns(
        age=pl.col("of_last").rank("ordinal", descending=True).over("period", "step")
    )
    many = pl.col("entered") >= books.pack.definitions.small_n
    latest = pl.col("age") == 1
    own, latest_n = pl.col("share").filter(latest).first(), pl.col("entered").filter(latest).first()
    best = pl.col("share").filter(many & (pl.col("age") <= REFERENCE))
    unseen_steps = [step.label for step in unseen(books)]
    return (
        seen.filter(~pl.col("step").is_in(unseen_steps))
        .group_by("period", "step", "flow", "wanted")
        .agg(
            actual=own,
            n=latest_n,
            best=pl.when(best.len() >= ALONE).then(pl.max_horizontal(best.max(), own)),
        )
        .with_columns(target=pl.coalesce("wanted", "best"))
        .with_columns(
            gain=pl.when(pl.col("actual") > 0).then(pl.col("target") / pl.col("actual") - 1),
            missing=pl.when(pl.col("target").is_null())
            .then(pl.lit("insufficient_history"))
            .when(pl.col("actual") == 0)
            .then(pl.when(pl.col("target") > 0).then(pl.lit("div_zero"))),
            kind=pl.when(pl.col("target").is_null())
            .then(pl.lit(Kind.LOWEST.value))
            .otherwise(pl.lit(Kind.STEP.value)),
            name="step",
        )
        .select(list(FRAME))
        .sort("period", "flow", "name")
    )


@once
def _volumes(books: Books) -> pl.DataFrame:
    """Flows of which fewer leads have entered in a window than the backward plan asks for."""
    rows = needed(books)
    firsts = pl.DataFrame(
        [(flow, stages[0]) for flow, stages in funnel.stages(books).items() if stages],
        schema={"flow": pl.String, "stage": pl.String},
        orient="row",
    )
    actual, need = pl.col("actual").cast(pl.Float64), pl.col("need")
    if rows.is_empty():
        return pl.DataFrame(schema=FRAME)
    return (
        rows.join(firsts, on=["flow", "stage"], how="semi")
        .join(_windows(books).select("period"), on="period", how="semi")
        .join(reached(books), on=["flow", "stage", "period"])
        .filter(pl.col("missing").is_null() & (actual < need) & (actual > 0))
        .select(
            "period",
            "flow",
            kind=pl.lit(Kind.VOLUME.value),
            name=pl.col("flow") + ": " + pl.col("stage"),
            actual=actual,
            target=need,
            gain=need / actual - 1,
            n="actual",
            missing=pl.lit(None, pl.String),
        )
    )


@once
def _capacity(books: Books) -> pl.DataFrame:
    """The hunters' flow, in windows in which their day is full; one more of them is the gain."""
    loads = activities.Load(books).cells(books.calendar, KINDS)
    people = activities.callers(books)
    if people.covered is None:
        return pl.DataFrame(schema=FRAME)
    full = books.pack.funnel.capacity.load
    mean = (
        people.rows.join(_windows(books), how="cross")
        .filter(pl.col("month").is_between(pl.col("first"), pl.col("last")))
        .group_by("period")
        .agg(people=pl.col("value").sum().cast(pl.Float64) / pl.len())
    )
    return (
        loads.filter((pl.col("split_by") == "") & (pl.col("value") >= full - 1e-9))
        .join(mean, on="period")
        .filter(pl.col("people") > 0)
        .select(
            "period",
            flow=pl.lit(hunters.flow(books)),
            kind=pl.lit(Kind.CAPACITY.value),
            name=pl.lit(hunters.flow(books)),
            actual="value",
            target=pl.lit(full),
            gain=1 / pl.col("people"),
            n=pl.col("people").round().cast(pl.Int64),
            missing=pl.lit(None, pl.String),
        )
    )


@once
def won_by_flow(books: Books) -> pl.DataFrame:
    """Yearly amounts of deals won in the twelve months to each window's end: period, flow, won."""
    won = deals.amounts(deals.won(books)).rows
    own = {plain(flow): flow for flow in books.pack.funnel.flows}
    straight = [f for f in own.values() if f not in books.pack.funnel.loops]
    if "source_flow" in won.columns:
        words = {w: own.get(plain(w), w) for w in won["source_flow"].drop_nulls().unique()}
        named = won.with_columns(flow=pl.col("source_flow").replace(words))
    else:
        named = won.with_columns(
            flow=pl.lit(straight[0] if len(straight) == 1 else None, pl.String)
        )
    return (
        named.filter(pl.col("flow").is_not_null())
        .join(_windows(books).select("period", "last"), how="cross")
        .filter(pl.col("month").is_between(pl.col("last") - YEAR + 1, pl.col("last")))
        .group_by("period", "flow")
        .agg(won=pl.col("value").sum().cast(pl.Float64))
    )


@once
def candidates(books: Books) -> pl.DataFrame:
    """All that might narrow a flow, with the yearly revenue that lifting it would win."""
    every = pl.concat([by_step(books), _volumes(books), _capacity(books)])
    few = (pl.col("kind") == Kind.STEP.value) & (pl.col("n") < LEAST) & (pl.col("gain") > 0)
    effect = pl.max_horizontal(pl.col("gain"), pl.lit(0.0)) * pl.col("won")
    return every.join(won_by_flow(books), on=["period", "flow"], how="left").with_columns(
        effect=pl.when(~few.fill_null(False)).then(effect),
        missing=pl.coalesce(
            "missing",
            pl.when(pl.col("won").is_null()).then(pl.lit("no_data")),
            pl.when(few).then(pl.lit("suppressed_small_n")),
        ),
    )


@once
def chosen(books: Books) -> pl.DataFrame:
    """The bottleneck of each flow and window, if it has one.

    Full days first: nothing else can rise while nobody has time. Then a step at nothing, then the
    largest gain; without anything to hold the steps against, the lowest.
    """
    kind, gain = pl.col("kind"), pl.col("gain")
    lowest = kind == Kind.LOWEST.value
    ranked = candidates(books).with_columns(
        rank=pl.when(kind == Kind.CAPACITY.value)
        .then(0)
        .when((kind == Kind.STEP.value) & gain.is_null())
        .then(1)
        .when(~lowest & (gain > 1e-9))
        .then(2)
        .when(lowest)
        .then(3),
        most=pl.when(lowest).then(-pl.col("actual")).otherwise(gain.fill_null(0.0)),
    )
    return (
        ranked.filter(pl.col("rank").is_not_null())
        .sort(
            "period", "flow", "rank", "most", "name", descending=[False, False, False, True, False]
        )
        .unique(["period", "flow"], keep="first", maintain_order=True)
    )


@dataclass(frozen=True, eq=False)
class Bottleneck:
    """Cells of what lifting would win: the largest, by flow, by bottleneck, by kind, by step."""

    books: Books

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables it stands on."""
        return TABLES

    def cells(self, calendar: Calendar, kinds: tuple[PeriodKind, ...]) -> pl.DataFrame:
        """Cells; the halves are what is wanted and what there is."""
        found, every = chosen(self.books), candidates(self.books)
        periods = calendar.of_kinds(kinds).select("period")
        steps = every.filter(pl.col("kind").is_in([Kind.STEP.value, Kind.LOWEST.value]))
        largest = found.sort(
            "period", pl.col("effect").is_null(), -pl.col("effect"), "flow", maintain_order=True
        ).unique("period", keep="first", maintain_order=True)
        parts = [
            _cells(largest, pl.lit(""), "").with_columns(**COMPANY),
            _cells(found, pl.col("flow"), "flow"),
            _cells(found, pl.col("name"), "bottleneck"),
            _cells(found, pl.col("flow") + "+" + pl.col("kind"), "flow+kind"),
            _cells(steps, pl.col("name"), "step"),
        ]
        cells = pl.concat([part.select(list(SCHEMA)) for part in parts])
        cells = cells.join(periods, on="period", how="semi")
        told = cells.filter(pl.col("split_by") == "").select("period")
        empty = "no_data" if every.is_empty() else "insufficient_history"
        return pl.concat([cells, company_only(periods.join(told, on="period", how="anti"), empty)])


def _cells(rows: pl.DataFrame, split: pl.Expr, split_by: str) -> pl.DataFrame:
    known = pl.col("missing").is_null()
    made = rows.select(
        "period",
        "n",
        "missing",
        split_by=pl.lit(split_by),
        split=split,
        value=pl.when(known).then("effect"),
        numerator="target",
        denominator="actual",
    )
    return pl.concat([pl.DataFrame(schema=SCHEMA), made], how="diagonal").select(list(SCHEMA))
