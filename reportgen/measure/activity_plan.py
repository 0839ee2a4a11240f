"""From the backward plan to what has to be done: so many calls, mails, meetings and downloads."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from reportgen.measure import activities, funnel
from reportgen.measure.backward import recent
from reportgen.measure.backward_cells import needed, windows
from reportgen.measure.books import Books, once
from reportgen.measure.calendar import Calendar
from reportgen.measure.cells import SCHEMA
from reportgen.measure.funnel_shapes import company_only
from reportgen.period import PeriodKind


@once
def for_each_lead(books: Books) -> pl.DataFrame:
    """Activities of twelve months for each lead handed to sales in the months that have any: type, each."""
    nothing = pl.DataFrame(schema={"type": pl.String, "each": pl.Float64})
    rows, firsts = activities.rows(books), funnel.first_entries(books)
    if rows is None or firsts is None:
        return nothing
    done = recent(books, rows)
    first, last = done["month"].min(), done["month"].max()
    handed = recent(books, firsts).filter(
        (pl.col("stage") == books.pack.funnel.sql_stage) & pl.col("month").is_between(first, last)
    )
    if handed.is_empty() or done.is_empty():
        return nothing
    return done.group_by("type").agg(each=pl.col("count").sum().cast(pl.Float64) / handed.height)


@once
def _done(books: Books) -> pl.DataFrame:
    """Activities in the windows of the fiscal year, as far as they have come: period, type, done."""
    rows = activities.rows(books)
    nothing = pl.DataFrame(schema={"period": pl.String, "type": pl.String, "done": pl.Int64})
    if rows is None:
        return nothing
    begun = windows(books).filter(pl.col("first") <= books.period.last)
    monthly = rows.group_by("month", "type").agg(pl.col("count").sum())
    return (
        monthly.join(begun, how="cross")
        .filter(pl.col("month").is_between(pl.col("first"), pl.col("last")))
        .group_by("period", "type")
        .agg(done=pl.col("count").sum().cast(pl.Float64).round().cast(pl.Int64))
    )


@dataclass(frozen=True, eq=False)
class ActivityPlan:
    """Cells by type of activity for each window of the report's fiscal year."""

    books: Books

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables it stands on."""
        return ("plan", "deals", "leads", "sales_activity")

    def cells(self, calendar: Calendar, kinds: tuple[PeriodKind, ...]) -> pl.DataFrame:
        """Cells; calls and meetings have no sum."""
        own = windows(self.books).filter(pl.col("kind").is_in([kind.value for kind in kinds]))
        others = calendar.of_kinds(kinds).join(own, on="period", how="anti")
        each = for_each_lead(self.books)
        sql = self.books.pack.funnel.sql_stage
        leads = (
            needed(self.books)
            .filter(pl.col("stage") == sql)
            .join(own.select("period"), on="period", how="semi")
            .group_by("period", maintain_order=True)
            .agg(pl.col("need").sum(), missing=pl.col("missing").drop_nulls().first())
        )
        if each.is_empty() or leads.is_empty():
            every = pl.concat([own.select("period"), others.select("period")])
            return company_only(every, "no_data")
        table = leads.join(each, how="cross").join(
            _done(self.books), on=["period", "type"], how="left"
        )
        cells = table.select(
            "period",
            "missing",
            split_by=pl.lit("type"),
            split="type",
            value=pl.when(pl.col("missing").is_null()).then(pl.col("need") * pl.col("each")),
            n="done",
        )
        made = pl.concat([pl.DataFrame(schema=SCHEMA), cells], how="diagonal")
        return pl.concat(
            [
                made.select(list(SCHEMA)),
                company_only(leads.select("period"), "not_meaningful"),
                company_only(others, "no_data"),
            ]
        )
