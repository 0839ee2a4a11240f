"""What the rest of the fiscal year must bring for its plan to be met, at the end of each month."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from reportgen.measure.books import Books, once
from reportgen.measure.calendar import Calendar
from reportgen.measure.cells import COMPANY, SCHEMA, cells_from
from reportgen.measure.plan import VERSION, Key, actual_of, keys, plan_within, planned_in
from reportgen.period import Period, PeriodKind
from reportgen.unit import Unit

KINDS = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.TO_DATE)


class EveryYearToDate(Calendar):
    """The windows of a calendar with the year to date at the end of every month, not of the last."""

    @property
    def _to_date(self) -> list[Period]:
        start = self.fiscal_year_start
        months = [Period(n, n, PeriodKind.MONTH, start) for n in range(self.first, self.last + 1)]
        return [month.year_to_date() for month in months]


@dataclass(frozen=True)
class RunRateGap:
    """Remaining target over remaining months of the fiscal year; rows of the split `key`.

    unit  only keys of this unit
    """

    books: Books
    unit: Unit

    @property
    def tables(self) -> tuple[str, ...]:
        """The plan, and what the planned figures are computed from."""
        read = (_actual(self.books, key)[2] for key in self._keys)
        return tuple(dict.fromkeys(["plan", *(table for tables in read for table in tables)]))

    @property
    def _keys(self) -> list[Key]:
        found = [key for key in keys(self.books).values() if key.unit is self.unit]
        return [key for key in found if _actual(self.books, key)[1] != "same"]

    def cells(self, calendar: Calendar, kinds: tuple[PeriodKind, ...]) -> pl.DataFrame:
        """Cells by key; the company's own is none, since keys cannot be added up."""
        windows = calendar.of_kinds(kinds)
        reason = "not_meaningful" if self._keys else "no_data"
        company = windows.select("period", missing=pl.lit(reason), **COMPANY)
        parts = [pl.DataFrame(schema=SCHEMA), company]
        parts += [self._cells(windows, key) for key in self._keys]
        return pl.concat(parts, how="diagonal").select(list(SCHEMA))

    def _cells(self, windows: pl.DataFrame, key: Key) -> pl.DataFrame:
        """The year of each window's last month: what is planned of it, and what is reached by then."""
        years = _years(self.books)
        actual, adding, _ = _actual(self.books, key)
        by_year = _plan_of_years(self.books).filter(
            (pl.col("version") == VERSION) & (pl.col("key") == key.name)
        )
        planned = planned_in(by_year, adding).select(
            pl.col("period").alias("year"), "planned_exact", "planned", "planned_missing"
        )
        table = (
            windows.select("period", "last")
            .join(years, on="last")
            .join(planned, on="year")
            .join(actual, left_on="label", right_on="period", how="left")
            .with_columns(split_by=pl.lit("key"), split=pl.lit(key.name), n=pl.lit(None, pl.Int64))
        )
        exact = (pl.col("planned_exact") - pl.col("actual_exact")).cast(pl.Float64)
        remaining = pl.coalesce(exact, pl.col("planned") - pl.col("actual"))
        months = (pl.col("year_last") - pl.col("last")).cast(pl.Float64)
        missing = (
            pl.coalesce("planned_missing", "actual_missing")
            .fill_null(pl.when(pl.col("actual").is_null()).then(pl.lit("no_data")))
            .fill_null(pl.when(months == 0).then(pl.lit("div_zero")))
        )
        return cells_from(
            table, remaining / months, missing, numerator=remaining, denominator=months
        )


@once
def _calendar(books: Books) -> EveryYearToDate:
    own = books.calendar
    return EveryYearToDate(own.first, own.last, own.fiscal_year_start)


@once
def _years(books: Books) -> pl.DataFrame:
    """last (a month), the label of its year to date, its fiscal year's label and last month."""
    calendar = _calendar(books)
    spans = [p for p in calendar.periods if p.kind is PeriodKind.TO_DATE]
    return pl.DataFrame(
        [(p.last, p.label, p.fiscal_year().label, p.fiscal_year().last) for p in spans],
        schema={"last": pl.Int32, "label": pl.String, "year": pl.String, "year_last": pl.Int32},
        orient="row",
    )


@once
def _plan_of_years(books: Books) -> pl.DataFrame:
    return plan_within(books, books.calendar.of_kinds((PeriodKind.YEAR,)))


@once
def _actuals(books: Books) -> dict[str, tuple[pl.DataFrame, str, tuple[str, ...]]]:
    return {}


def _actual(books: Books, key: Key) -> tuple[pl.DataFrame, str, tuple[str, ...]]:
    """The figures of a key by year to date, how its months are added, and the tables behind it."""
    made = _actuals(books)
    if key.name not in made:
        made[key.name] = actual_of(books, key, _calendar(books))
    return made[key.name]
