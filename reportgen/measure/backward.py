"""The plan backwards: from a year's new revenue to deals, to leads handed to sales, to the first stage.

What a deal takes (its value, conversions, times) is taken from the last twelve months; nothing is rounded
on the way down. What is not known ends the chain there: the stages above it have no figure.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import polars as pl

from reportgen.measure import deals, funnel
from reportgen.measure.books import Books, once
from reportgen.measure.funnel import Step
from reportgen.measure.funnel_shapes import last_day_of
from reportgen.measure.shape import Facts
from reportgen.pack_funnel import plain
from reportgen.period import PeriodKind, last_day

# Days of a month, for a lead time in whole months.
MONTH = 365.25 / 12
YEAR, QUARTERS = 12, 4
DEAL = "won_deal"


@dataclass(frozen=True)
class Link:
    """A stage of a flow: how many entries a deal takes, and how long before it they must be there.

    per_deal  None where it is not known, with the reason
    """

    flow: str
    stage: str
    per_deal: float | None
    days: float = 0.0
    missing: str | None = None


@dataclass(frozen=True)
class Taken:
    """What a step took of late: entered, reached, median days; none where no cohort had its time."""

    entered: int = 0
    reached: int = 0
    days: float | None = None

    @property
    def share(self) -> float | None:
        """The pooled conversion."""
        return self.reached / self.entered if self.entered else None


def recent(books: Books, frame: pl.DataFrame, column: str = "month") -> pl.DataFrame:
    """Rows of the twelve months that end with the report period."""
    last = books.period.last
    return frame.filter(pl.col(column).is_between(last - YEAR + 1, last))


@once
def new_business(books: Books) -> Facts:
    """Deals won with new customers; all deals won where no deal says that it is one.

    Why: the target is revenue from new customers, and small orders of old ones would ask for twice
    the leads.
    """
    won = deals.won(books)
    if "type" not in won.splits:
        return won
    new = pl.col("type") == "new"
    return won.where(new) if won.rows.select(new.any()).item() else won


@once
def mean_deal(books: Books) -> tuple[float, int] | None:
    """Mean yearly amount of the deals won in twelve months, and how many they are."""
    rows = recent(books, deals.amounts(new_business(books)).rows)
    if rows.is_empty():
        return None
    mean = float(rows["value"].sum()) / rows.height
    return (mean, rows.height) if mean > 0 else None


@once
def won_by_flow(books: Books) -> dict[str, int]:
    """Deals won in twelve months by flow; by the one flow there is when deals do not say."""
    won = recent(books, new_business(books).rows)
    if won.is_empty():
        return {}
    if "source_flow" in won.columns:
        named = won.filter(pl.col("source_flow").is_not_null())
        if not named.is_empty():
            own = {plain(flow): flow for flow in books.pack.funnel.flows}
            counts: dict[str, int] = {}
            for word, count in named.group_by("source_flow").len().sort("source_flow").rows():
                flow = own.get(plain(word), word)
                counts[flow] = counts.get(flow, 0) + count
            return counts
    flows = [f for f, stages in funnel.stages(books).items() if stages and f not in _loops(books)]
    return {flows[0]: won.height} if len(flows) == 1 else {}


def _loops(books: Books) -> tuple[str, ...]:
    return books.pack.funnel.loops


@once
def _links_out(books: Books) -> tuple[Step, ...]:
    """Steps from the end of a flow without the SQL stage to that stage: out of a loop, to sales."""
    sql = books.pack.funnel.sql_stage
    days = books.pack.definitions.max_days
    return tuple(
        Step(flow, stages[-1], sql, days if isinstance(days, int) else funnel.LONGEST, None, True)
        for flow, stages in funnel.stages(books).items()
        if stages and sql in books.pack.funnel.stages and sql not in stages
    )


@once
def taken(books: Books) -> dict[str, Taken]:
    """By step: its cohorts of the last four quarters whose time was over, put together."""
    steps = (*funnel.steps(books), *_links_out(books))
    rows, covered = funnel.cohorts_of(books, steps), books.covered("leads")
    if rows is None or covered is None:
        return {}
    quarters = books.calendar.of_kinds((PeriodKind.QUARTER,))
    quarters = quarters.filter(pl.col("first") >= covered[0]).select("first", "last")
    found = {}
    for step in steps:
        closes = last_day_of(pl.col("last")) + pl.duration(days=step.days)
        closed = quarters.filter(closes <= last_day(books.period.last)).sort("last").tail(QUARTERS)
        if closed.is_empty():
            found[step.label] = Taken()
            continue
        first, last = closed["first"].min(), closed["last"].max()
        own = rows.filter((pl.col("step") == step.label) & pl.col("month").is_between(first, last))
        days = own["transit"].drop_nulls()
        middle = days.median()
        found[step.label] = Taken(
            own.height, days.len(), float(middle) if isinstance(middle, int | float) else None
        )
    return found


@once
def links(books: Books) -> tuple[Link, ...]:
    """Every stage of every flow, from the deal up."""
    found = []
    won = won_by_flow(books)
    for flow in dict.fromkeys((*books.pack.funnel.flows, *won)):
        chain = _chain(books, flow)
        if not chain and flow not in won:
            continue
        found += [*reversed(chain), Link(flow, DEAL, 1.0)]
    return tuple(found)


def _chain(books: Books, flow: str) -> list[Link]:
    """The stages of a flow, the last first."""
    stages = funnel.stages(books).get(flow, ())
    if not stages:
        return []
    pack = books.pack.funnel
    sql, pooled = pack.sql_stage, taken(books)
    steps = {s.after: s for s in funnel.steps(books) if s.flow == flow}
    if sql not in pack.stages or sql in stages[:-1]:
        # Whoever enters the last stage is a customer.
        chain = [Link(flow, stages[-1], 1.0)]
    elif sql == stages[-1]:
        chain = [_sql(books, flow)]
    else:
        out = next(step for step in _links_out(books) if step.flow == flow)
        chain = [_above(_sql(books, flow), out.stage, pooled.get(out.label))]
    for _, after in reversed(list(pairwise(stages))):
        step = steps[after]
        chain.append(_above(chain[-1], step.stage, pooled.get(step.label)))
    return chain


def _above(below: Link, stage: str, step: Taken | None) -> Link:
    """The stage before: so many more entries as the step loses, so much earlier as it takes."""
    if below.per_deal is None:
        return replace(below, stage=stage)
    share = None if step is None else step.share
    if step is None or not share or step.days is None:
        reason = "div_zero" if share == 0 else "no_data"
        return Link(below.flow, stage, None, 0.0, reason)
    return Link(below.flow, stage, below.per_deal / share, below.days + step.days)


def _sql(books: Books, flow: str) -> Link:
    """Leads handed to sales for each deal won, in twelve months; of all flows where one has none."""
    sql = books.pack.funnel.sql_stage
    rows, won = funnel.first_entries(books), won_by_flow(books)
    assert rows is not None
    entered = recent(books, rows.filter(pl.col("stage") == sql))
    own = entered.filter(pl.col("flow") == flow).height
    count, deals_won = (own, won.get(flow, 0)) if own else (entered.height, sum(won.values()))
    if not deals_won or not count:
        return Link(flow, sql, None, 0.0, "no_data" if not count else "div_zero")
    return Link(flow, sql, count / deals_won, _days_to_close(books) or 0.0)


@once
def _days_to_close(books: Books) -> float | None:
    """Median days from the hand-over (from creation, where it is not known) to the signature."""
    frame = books.deals
    if frame is None:
        return None
    won = recent(books, frame.filter(pl.col("status") == "won"), "close_month")
    if "type" in won.columns and won.select((pl.col("type") == "new").any()).item():
        won = won.filter(pl.col("type") == "new")
    days = pl.col("cycle_days")
    if "sql_date" in frame.columns:
        handed = (pl.col("close_date") - pl.col("sql_date")).dt.total_days()
        days = pl.coalesce(handed, days)
    middle = won.select(days.alias("days")).filter(pl.col("days") >= 0)["days"].median()
    return float(middle) if isinstance(middle, int | float) else None
