"""The backward plan as cells: months, quarters and the year, what there is of it, what is still needed."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from reportgen.measure.backward import (
    DEAL,
    MONTH,
    Link,
    links,
    mean_deal,
    new_business,
    won_by_flow,
)
from reportgen.measure.books import Books, once
from reportgen.measure.calendar import Calendar
from reportgen.measure.cells import EXACT, SCHEMA
from reportgen.measure.funnel_shapes import company_only
from reportgen.measure.leads import stage_entries
from reportgen.measure.plan import NEW_REVENUE, planned_months
from reportgen.pack_funnel import plain
from reportgen.period import Period, PeriodKind

# Entries that count for the year's plan but came before it, and those in it that count for the next.
BEFORE, NEXT = "before_the_year", "for_the_next_year"
KINDS = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR)
REACHED = {
    **dict.fromkeys(("flow", "stage", "period"), pl.String),
    "actual": pl.Int64,
}
TABLES = ("plan", "deals", "leads")


@once
def year(books: Books) -> Period:
    """The fiscal year of the report period."""
    return books.period.fiscal_year()


@once
def windows(books: Books) -> pl.DataFrame:
    """Months, quarters and the year itself, those to come too: period, kind, first, last."""
    whole, start = year(books), books.pack.company.fiscal_year_start
    found = [whole]
    for length, kind in ((1, PeriodKind.MONTH), (3, PeriodKind.QUARTER)):
        for first in range(whole.first, whole.last + 1, length):
            found.append(Period(first, first + length - 1, kind, start))
    return pl.DataFrame(
        [(p.label, p.kind.value, p.first, p.last) for p in found],
        schema={"period": pl.String, "kind": pl.String, "first": pl.Int32, "last": pl.Int32},
        orient="row",
    )


@once
def targets(books: Books) -> pl.DataFrame:
    """New revenue that is planned, by month, from the fiscal year on: month, target.

    The pack's weights share the year's sum out anew; without them the plan's own months stand.
    """
    rows = planned_months(books, NEW_REVENUE).filter(pl.col("month") >= year(books).first)
    weights = books.pack.funnel.seasonality
    if not weights or rows.is_empty():
        return rows
    each = [w / (12 // len(weights)) for w in weights for _ in range(12 // len(weights))]
    spread = pl.DataFrame({"place": range(12), "weight": [w / sum(each) for w in each]})
    place = (pl.col("month") - year(books).first).cast(pl.Int64)
    rows = rows.with_columns(turn=place // 12, place=place % 12)
    whole = pl.len().over("turn") == 12
    return rows.join(spread, on="place").select(
        "month",
        target=pl.when(whole)
        .then(pl.col("target").sum().over("turn") * pl.col("weight"))
        .otherwise("target"),
    )


@once
def needed(books: Books) -> pl.DataFrame:
    """By flow, stage and window: need, and missing where it has none."""
    rows, deal, won = targets(books), mean_deal(books), won_by_flow(books)
    if rows.is_empty() or deal is None or not won:
        return pl.DataFrame(
            schema={
                **dict.fromkeys(("flow", "stage", "period", "missing"), pl.String),
                "need": pl.Float64,
            }
        )
    per_month = rows.with_columns(deals=pl.col("target") / deal[0])
    parts = [
        _of_link(_own_windows(books, shift_of(link)), per_month, link) for link in links(books)
    ]
    shares = pl.DataFrame(
        {"flow": list(won), "share": [count / sum(won.values()) for count in won.values()]},
        schema={"flow": pl.String, "share": pl.Float64},
    )
    return (
        pl.concat(parts)
        .join(shares, on="flow", how="left", maintain_order="left")
        .with_columns(need=pl.col("need") * pl.col("share").fill_null(0.0))
        .drop("share")
    )


def shift_of(link: Link) -> int:
    """How many whole months before the deal a stage must be entered."""
    return round(link.days / MONTH)


def _own_windows(books: Books, shift: int) -> pl.DataFrame:
    """The windows in the months of a stage: those of the year, as a whole, lie earlier.

    Beside them what makes the year's sum close: the months before it, and its last ones, whose
    entries count for the next year.
    """
    back = pl.when(pl.col("kind") == "year").then(shift).otherwise(0)
    own = windows(books).with_columns(pl.col("first") - back, pl.col("last") - back)
    if not shift:
        return own
    first, last = year(books).first, year(books).last
    edges = pl.DataFrame(
        [(BEFORE, "edge", first - shift, first - 1), (NEXT, "edge", last - shift + 1, last)],
        schema=own.schema,
        orient="row",
    )
    return pl.concat([own, edges])


def _of_link(own: pl.DataFrame, per_month: pl.DataFrame, link: Link) -> pl.DataFrame:
    """Entries into one stage by window: earlier by its lead time."""
    shift = shift_of(link)
    entries = per_month.select(
        month=(pl.col("month") - shift).cast(pl.Int32),
        need=pl.col("deals") * pl.lit(link.per_deal, pl.Float64),
    )
    own = own.with_columns(month=pl.int_ranges(pl.col("first"), pl.col("last") + 1, dtype=pl.Int32))
    short = pl.col("need").null_count() > 0
    found = (
        own.explode("month")
        .join(entries, on="month", how="left", maintain_order="left")
        .group_by("period", maintain_order=True)
        .agg(
            need=pl.when(~short).then(pl.col("need").sum()),
            missing=pl.when(pl.lit(link.per_deal is None))
            .then(pl.lit(link.missing))
            .when(short)
            .then(pl.lit("partial_period")),
        )
    )
    return found.select(
        pl.lit(link.flow).alias("flow"),
        pl.lit(link.stage).alias("stage"),
        "period",
        "missing",
        "need",
    )


@once
def reached(books: Books) -> pl.DataFrame:
    """By flow, stage and window: what there was of it up to the report period's end.

    The year's are those of twelve months that end earlier by the stage's lead time, as its needs.
    """
    flow = pl.col("flow")
    entries = stage_entries(books)
    rows = [pl.DataFrame(schema={"flow": pl.String, "stage": pl.String, "month": pl.Int32})]
    if entries.covered is not None:
        rows.append(entries.rows.select("flow", "stage", "month"))
    won = new_business(books)
    if won.covered is not None:
        named = dict.fromkeys(won_by_flow(books))
        own = (
            pl.col("source_flow").replace(_spelled(books))
            if "source_flow" in won.rows.columns
            else pl.lit(next(iter(named), None), pl.String)
        )
        rows.append(won.rows.select(own.alias("flow"), pl.lit(DEAL).alias("stage"), "month"))
    every = pl.concat(rows).filter(flow.is_not_null() & (pl.col("month") <= books.period.last))
    grids = [
        _own_windows(books, shift_of(link)).select(
            pl.lit(link.flow).alias("flow"), pl.lit(link.stage).alias("stage"), pl.all()
        )
        for link in links(books)
    ]
    if not grids:
        return pl.DataFrame(schema=REACHED)
    grid = pl.concat(grids).filter(pl.col("first") <= books.period.last)
    counts = (
        grid.join(every, on=["flow", "stage"])
        .filter(pl.col("month").is_between("first", "last"))
        .group_by("flow", "stage", "period")
        .agg(actual=pl.len().cast(pl.Int64))
    )
    return (
        grid.select("flow", "stage", "period")
        .join(counts, on=["flow", "stage", "period"], how="left")
        .with_columns(pl.col("actual").fill_null(0))
    )


def _spelled(books: Books) -> dict[str, str]:
    frame = books.deals
    own = {plain(flow): flow for flow in books.pack.funnel.flows}
    words = [] if frame is None else frame["source_flow"].drop_nulls().unique().to_list()
    return {word: own.get(plain(word), word) for word in words}


@dataclass(frozen=True, eq=False)
class Backward:
    """Cells of the plan, or of what is still needed of it.

    The company's are its deals; groups by flow (deals), stage, and flow and stage. n counts what
    there is so far.
    """

    books: Books
    rest: bool = False

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables it stands on."""
        return TABLES

    def cells(self, calendar: Calendar, kinds: tuple[PeriodKind, ...]) -> pl.DataFrame:
        """Cells of the report's fiscal year, with its months and quarters to come."""
        known = [kind.value for kind in kinds]
        own = windows(self.books).filter(pl.col("kind").is_in(known))
        others = calendar.of_kinds(kinds).join(own, on="period", how="anti")
        rows = needed(self.books)
        if rows.is_empty():
            return company_only(
                pl.concat([own.select("period"), others.select("period")]), "no_data"
            )
        rows = rows.join(reached(self.books), on=["flow", "stage", "period"], how="left")
        edges = rows.filter(pl.col("period").is_in([BEFORE, NEXT]))
        rows = rows.join(own.select("period"), on="period", how="semi")
        deal = pl.col("stage") == DEAL
        parts = [
            self._halved(_added(rows.filter(deal), "", pl.lit(""))),
            _added(rows.filter(deal), "flow", pl.col("flow")),
            _added(rows, "stage", pl.col("stage")),
            _added(rows, "flow+stage", pl.col("flow") + "+" + pl.col("stage")),
        ]
        if "year" in known and not self.rest:
            named = pl.col("flow") + "+" + pl.col("stage") + "+" + pl.col("period")
            at = edges.with_columns(split=named, period=pl.lit(year(self.books).label))
            parts.append(_added(at, "flow+stage+when", pl.col("split")))
        cells = pl.concat(parts)
        if self.rest:
            cells = cells.with_columns(
                numerator="value",
                value=pl.max_horizontal(pl.col("value") - pl.col("n").fill_null(0), pl.lit(0.0)),
                denominator=pl.lit(None, pl.Float64),
            ).with_columns(value=pl.when(pl.col("missing").is_null()).then("value"))
        return pl.concat([cells.select(list(SCHEMA)), company_only(others, "no_data")])

    def _halved(self, deals: pl.DataFrame) -> pl.DataFrame:
        """The company's deals with what they are derived from: planned revenue, mean deal."""
        mean = mean_deal(self.books)
        each = pl.lit(None if mean is None else mean[0], pl.Float64)
        return deals.with_columns(numerator=pl.col("value") * each, denominator=each)


def _added(rows: pl.DataFrame, split_by: str, split: pl.Expr) -> pl.DataFrame:
    """Needs and actuals of all rows of a group; missing when one of them is."""
    return (
        rows.with_columns(split=split)
        .group_by("period", "split", maintain_order=True)
        .agg(
            missing=pl.col("missing").drop_nulls().first(),
            value=pl.col("need").sum(),
            n=pl.when(pl.col("actual").null_count() < pl.len()).then(pl.col("actual").sum()),
        )
        .with_columns(
            value=pl.when(pl.col("missing").is_null()).then("value"),
            split_by=pl.lit(split_by),
            exact=pl.lit(None, EXACT),
            numerator=pl.lit(None, pl.Float64),
            denominator=pl.lit(None, pl.Float64),
        )
        .select(list(SCHEMA))
    )


def plan_words(books: Books) -> str:
    """What a deal is worth, as it is printed beside the figures."""
    deal = mean_deal(books)
    if deal is None:
        return "no deal won in 12 months"
    whose = " with new customers" if "type" in new_business(books).splits else ""
    return (
        f"mean of {deal[1]} deals won{whose} in 12 months; "
        "conversions of the last 4 quarters that had their time"
    )
