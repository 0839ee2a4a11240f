"""What sellers did, per person and working day, and how near that is to what a person can do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from reportgen.measure import funnel
from reportgen.measure.books import LARGEST_SPLIT, Books, once
from reportgen.measure.calendar import Calendar, month_column
from reportgen.measure.cells import COMPANY, SCHEMA, SOURCE
from reportgen.measure.composed import Together
from reportgen.measure.funnel_shapes import ByGroup, company_only
from reportgen.measure.shape import Facts, Formula, Ratio, Shape, Take, Total, no_facts

if TYPE_CHECKING:
    from reportgen.period import PeriodKind

ANSWERED, BOOKED, CLICKED, FOLLOWED = "call_answered", "meeting_booked", "click", "follow_up"
WITHIN = ("flow", "role")


@once
def rows(books: Books) -> pl.DataFrame | None:
    """Activities up to the report period: month, owner, type, flow, role, count."""
    frame = books.dataset.tables.get("sales_activity")
    if frame is None or frame.is_empty() or books.covered("sales_activity") is None:
        return None
    for name in WITHIN:
        if name not in frame.columns:
            frame = frame.with_columns(pl.lit(None, pl.String).alias(name))
    chosen = frame.select(
        "owner", "type", "flow", "role", "count", SOURCE, month=month_column("date")
    )
    return chosen.filter(pl.col("month") <= books.period.last)


def counted(books: Books, *types: str, by: tuple[str, ...] = ()) -> Facts:
    """How many activities of these types, by month."""
    found = rows(books)
    if found is None:
        return no_facts("sales_activity")
    if types:
        found = found.filter(pl.col("type").is_in(list(types)))
    if found.is_empty():
        return no_facts("sales_activity")
    chosen = found.select("month", *by, SOURCE, value="count")
    return Facts(chosen, by, books.covered("sales_activity"), ("sales_activity",))


def person_days(found: pl.DataFrame, *by: str) -> pl.DataFrame:
    """Working days of each month times the people with such an activity in it: month, value, by.

    Why by month: somebody who was there for a day of it is there; a day without a call is a day.
    """
    start = pl.date(pl.col("month") // 12, pl.col("month") % 12 + 1, 1)
    days = pl.business_day_count(start, start.dt.offset_by("1mo")).cast(pl.Int64)
    people = found.group_by("month", *by).agg(people=pl.col("owner").n_unique().cast(pl.Int64))
    return people.with_columns(value=pl.col("people") * days, n=pl.col("people"))


@once
def per_person(books: Books) -> Shape:
    """Activities per person and working day by type; by flow and type, by role and type.

    A flow's share is of all people with such an activity, so that the flows add up.
    """
    found = rows(books)
    if found is None or found["type"].n_unique() > LARGEST_SPLIT:
        nothing = Total(no_facts("sales_activity"))
        return ByGroup(Ratio(nothing, nothing), empty=True)
    shapes: list[Shape] = [_rate(books, found, person_days(found, "type"), "type")]
    if found["flow"].null_count() < found.height:
        crossed, _ = funnel.crossed(found, "type", ("flow",))
        pairs = crossed.select("type", "flow+type").unique()
        shared = person_days(found, "type").join(pairs, on="type")
        shapes.append(_OfGroups(_rate(books, crossed, shared, "flow+type")))
    if found["role"].null_count() < found.height:
        crossed, _ = funnel.crossed(found, "type", ("role",))
        own = person_days(crossed, "role+type")
        shapes.append(_OfGroups(_rate(books, crossed, own, "role+type")))
    return ByGroup(Together(tuple(shapes)))


def _rate(books: Books, of: pl.DataFrame, days: pl.DataFrame, by: str) -> Ratio:
    covered, tables = books.covered("sales_activity"), ("sales_activity",)
    return Ratio(
        of=Total(Facts(of.select("month", by, SOURCE, value="count"), (by,), covered, tables)),
        per=Total(Facts(days.select("month", "value", "n", by), (by,), covered, tables)),
    )


@dataclass(frozen=True, eq=False)
class _OfGroups:
    """The groups of a shape without the company, which another shape has already."""

    of: Shape

    @property
    def tables(self) -> tuple[str, ...]:
        return self.of.tables

    def cells(self, calendar: Calendar, kinds: tuple[PeriodKind, ...]) -> pl.DataFrame:
        return self.of.cells(calendar, kinds).filter(pl.col("split_by") != "")


def of_type(books: Books, kind: str) -> Ratio:
    """One type of activity per person and working day."""
    found = rows(books)
    own = None if found is None else found.filter(pl.col("type") == kind)
    if own is None or own.is_empty():
        return Ratio(Total(no_facts("sales_activity")), Total(no_facts("sales_activity")))
    days = person_days(own)
    covered = books.covered("sales_activity")
    return Ratio(
        of=Total(counted(books, kind)),
        per=Total(Facts(days.select("month", "value", "n"), (), covered, ("sales_activity",))),
    )


def capacities(books: Books) -> dict[str, float]:
    """What a person can do in a day, by type of activity."""
    capacity = books.pack.funnel.capacity
    return {ANSWERED: capacity.answered_calls, BOOKED: capacity.booked_meetings}


@dataclass(frozen=True, eq=False)
class Load:
    """Activities over capacity by type; the company's is the larger of the two."""

    books: Books

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables it stands on."""
        return ("sales_activity",)

    @property
    def made_of(self) -> dict[str, Shape]:
        """The rates that are held against the capacity, by type."""
        return {kind: of_type(self.books, kind) for kind in capacities(self.books)}

    def cells(self, calendar: Calendar, kinds: tuple[PeriodKind, ...]) -> pl.DataFrame:
        """Cells."""
        parts = []
        for kind, most in capacities(self.books).items():
            rate = of_type(self.books, kind)
            cells = rate.cells(calendar, kinds).filter(pl.col("split_by") == "")
            parts.append(
                cells.with_columns(
                    value=pl.col("value") / float(most),
                    numerator=pl.col("value"),
                    denominator=pl.when(pl.col("value").is_not_null()).then(pl.lit(float(most))),
                    split_by=pl.lit("type"),
                    split=pl.lit(kind),
                ).select(list(SCHEMA))
            )
        both = pl.concat(parts)
        first = both.sort(pl.col("value").is_null(), -pl.col("value"), "split")
        company = first.unique("period", keep="first", maintain_order=True).with_columns(**COMPANY)
        known = both.filter(pl.col("missing").is_null() | (pl.col("missing") == "div_zero"))
        if company.is_empty():
            return company_only(calendar.of_kinds(kinds), "no_data")
        return pl.concat([company.select(list(SCHEMA)), known])


@once
def callers(books: Books) -> Facts:
    """People who called or booked meetings, by month."""
    found = rows(books)
    if found is None:
        return no_facts("sales_activity")
    own = found.filter(pl.col("type").is_in([ANSWERED, BOOKED, "call_dialled", FOLLOWED]))
    people = own.group_by("month").agg(value=pl.col("owner").n_unique().cast(pl.Int64))
    return Facts(people, (), books.covered("sales_activity"), ("sales_activity",))


@once
def in_nurturing(books: Books) -> Facts:
    """Leads that are in a loop at each month's end: went in, and into no other stage since."""
    entries = funnel.entries(books)
    loops = [step for step in funnel.steps(books) if step.is_loop]
    covered = books.covered("leads")
    if entries is None or not loops or covered is None:
        return no_facts("leads")
    inside = {step.stage for step in loops} | {step.after for step in loops[:-1]}
    inside -= {step.after for step in loops[-1:]}
    leaves = pl.col("month").shift(-1).over("lead").fill_null(covered[1] + 1)
    stays = entries.with_columns(leaves=leaves).filter(
        pl.col("stage").is_in(list(inside)) & (pl.col("leaves") > pl.col("month"))
    )
    months = pl.int_ranges("month", "leaves", dtype=pl.Int32)
    inside_rows = stays.select("flow", SOURCE, month=months, value=pl.lit(1)).explode("month")
    return Facts(inside_rows, (), covered, ("leads",))


def active_per_person(books: Books) -> Formula:
    """Leads in nurturing at the window's end for each person who calls."""
    leads, people = pl.col("leads"), pl.col("people")
    return Formula(
        {
            "leads": Total(in_nurturing(books), Take.LAST),
            "people": Total(callers(books), Take.LAST),
        },
        value=leads / people,
        numerator=leads,
        denominator=people,
        n=leads,
        reasons=((people == 0, "div_zero"),),
    )
