"""How many people the backward plan needs to book its meetings."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from reportgen.measure import activities, funnel
from reportgen.measure.activities import BOOKED
from reportgen.measure.backward import recent
from reportgen.measure.backward_cells import needed, windows
from reportgen.measure.books import Books, once
from reportgen.measure.calendar import Calendar
from reportgen.measure.cells import SCHEMA
from reportgen.measure.funnel_shapes import company_only
from reportgen.period import PeriodKind


@once
def flow(books: Books) -> str:
    """The flow that meetings are booked for; the first one where the pack's is none of them."""
    pack = books.pack.funnel
    return pack.hunter_flow if pack.hunter_flow in pack.flows else next(iter(pack.flows), "")


@once
def meeting_stage(books: Books) -> str:
    """The stage whose entry takes meetings: the SQL, or the last but one without it."""
    stages = funnel.stages(books).get(flow(books), ())
    sql = books.pack.funnel.sql_stage
    return sql if sql in stages else stages[-2] if len(stages) > 1 else ""


@once
def _booked(books: Books) -> pl.DataFrame | None:
    """Meetings booked in twelve months, of the flow where they say so."""
    rows = activities.rows(books)
    if rows is None:
        return None
    own = recent(books, rows.filter(pl.col("type") == BOOKED))
    if own["flow"].null_count() < own.height:
        own = own.filter(pl.col("flow") == flow(books))
    return None if own.is_empty() else own


@once
def meetings_per_lead(books: Books) -> float | None:
    """Meetings booked for each lead that was handed to sales, in twelve months."""
    booked, firsts = _booked(books), funnel.first_entries(books)
    if booked is None or firsts is None:
        return None
    # Only months that both exports have, so that one is not longer than the other.
    months = booked["month"]
    leads = recent(books, firsts).filter(
        (pl.col("flow") == flow(books))
        & (pl.col("stage") == meeting_stage(books))
        & pl.col("month").is_between(months.min(), months.max())
    )
    return float(booked["count"].sum()) / leads.height if leads.height else None


@once
def meetings_per_day(books: Books) -> float:
    """Meetings that a person books in a day, as in twelve months; the capacity where unknown."""
    booked = _booked(books)
    if booked is not None:
        days = activities.person_days(booked)["value"].sum()
        if days and float(booked["count"].sum()) > 0:
            return float(booked["count"].sum()) / float(days)
    return books.pack.funnel.capacity.booked_meetings


@once
def people_now(books: Books) -> float | None:
    """People who booked meetings in the last month of the report period that has any."""
    booked = _booked(books)
    if booked is None:
        return None
    last = booked.filter(pl.col("month") == booked["month"].max())
    return float(last["owner"].n_unique())


@dataclass(frozen=True, eq=False)
class Hunters:
    """People needed in each window of the fiscal year; beside them those there are now."""

    books: Books

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables it stands on."""
        return ("plan", "deals", "leads", "sales_activity")

    def cells(self, calendar: Calendar, kinds: tuple[PeriodKind, ...]) -> pl.DataFrame:
        """Cells; halves are the meetings needed and those that a person books in the window."""
        books = self.books
        own = windows(books).filter(pl.col("kind").is_in([kind.value for kind in kinds]))
        others = calendar.of_kinds(kinds).join(own, on="period", how="anti")
        rows = needed(books).filter(
            (pl.col("flow") == flow(books)) & (pl.col("stage") == meeting_stage(books))
        )
        each = meetings_per_lead(books)
        if rows.is_empty() or each is None:
            every = pl.concat([own.select("period"), others.select("period")])
            return company_only(every, "no_data")
        start = pl.date(pl.col("first") // 12, pl.col("first") % 12 + 1, 1)
        after = pl.date((pl.col("last") + 1) // 12, (pl.col("last") + 1) % 12 + 1, 1)
        days = pl.business_day_count(start, after)
        table = own.join(rows.select("period", "need", "missing"), on="period").with_columns(
            meetings=pl.col("need") * each,
            booked=days.cast(pl.Float64) * meetings_per_day(books),
            most=days.cast(pl.Float64) * books.pack.funnel.capacity.booked_meetings,
        )
        now = people_now(books)
        meetings = pl.col("meetings")
        parts = [
            self._part(table, "", "", meetings / pl.col("booked"), pl.col("booked")),
            self._part(table, "part", "at_capacity", meetings / pl.col("most"), pl.col("most")),
            self._part(table, "part", "meetings", meetings, None),
        ]
        if now is not None:
            parts.append(self._part(table, "part", "now", pl.lit(now), None))
        return pl.concat([*parts, company_only(others, "no_data")])

    def _part(
        self, table: pl.DataFrame, by: str, name: str, value: pl.Expr, per: pl.Expr | None
    ) -> pl.DataFrame:
        known = pl.col("missing").is_null()
        nothing = pl.lit(None, pl.Float64)
        cells = table.select(
            "period",
            "missing",
            split_by=pl.lit(by),
            split=pl.lit(name),
            value=pl.when(known).then(value),
            numerator=nothing if per is None else pl.col("meetings"),
            denominator=nothing if per is None else per,
        )
        return pl.concat([pl.DataFrame(schema=SCHEMA), cells], how="diagonal").select(list(SCHEMA))


def meeting_words(books: Books) -> str:
    """What a person books in a day, as it is printed beside the figures."""
    if _booked(books) is None:
        return "booked meetings a person and day by the capacity"
    return "booked meetings a person and day as in the last 12 months"
