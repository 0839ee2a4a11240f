"""Plan and actual side by side, for every key of the plan and every window that it has rows for.

A key is the name of a metric, a short form of one, or a category of the ledger. How the months of
a plan make up a window depends on the metric: sums are added, a state is that of the last month, a
rate (which cannot be added) counts where all months of the window plan the same one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import polars as pl

from reportgen.measure import metrics as metrics_folder
from reportgen.measure.acquisition import yearly_revenue_of
from reportgen.measure.beside import Beside
from reportgen.measure.books import Books, once
from reportgen.measure.calendar import Calendar, month_column
from reportgen.measure.cells import COMPANY, EXACT, SCHEMA, SOURCE, cells_from
from reportgen.measure.metric import Metric
from reportgen.measure.shape import MONTHS, Facts, Formula, Shape, Total, no_facts
from reportgen.members import load_member, load_members, member_names
from reportgen.period import PeriodKind
from reportgen.unit import Direction, Unit

PLANNED = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.TO_DATE, PeriodKind.YEAR)
VERSION = "budget"
SHORT = {
    "arr": "annual_recurring_revenue",
    "mrr": "recurring_revenue",
    "new_logos": "new_customers",
}
NEW_REVENUE = ("new_arr", "new_annual_recurring_revenue")
CATEGORIES: Mapping[str, Direction] = {
    "revenue_recurring": Direction.UP,
    "revenue_other": Direction.UP,
    "cogs": Direction.DOWN,
    "sm": Direction.DOWN,
    "rd": Direction.DOWN,
    "ga": Direction.DOWN,
    "other": Direction.DOWN,
}
# What says something of the plan cannot be a key of it.
OWN = (
    *("plan", "plan_count", "actual", "actual_count", "variance_against_plan"),
    *("run_rate_gap", "run_rate_gap_count", "forecast_accuracy"),
)


@dataclass(frozen=True)
class Key:
    """What a key of the plan stands for."""

    name: str
    unit: Unit
    better: Direction
    metric: Metric | None = None


def read_key(text: str) -> Key | None:
    """What a key means: a metric's name, a short form or abbreviation of one, a ledger category."""
    word = text.strip().lower().replace(" ", "_")
    names = [name for name in member_names(metrics_folder) if name not in OWN]
    name = SHORT.get(word, word)
    if name in names:
        return _key_of(text, load_member(metrics_folder, name, Metric))
    if name in NEW_REVENUE:
        return Key(text, Unit.MONEY, Direction.UP)
    if name in CATEGORIES:
        return Key(text, Unit.MONEY, CATEGORIES[name])
    for metric in load_members(metrics_folder, Metric).values():
        if metric.abbreviation.lower().replace(" ", "_") == word and metric.name in names:
            return _key_of(text, metric)
    return None


def _key_of(text: str, metric: Metric) -> Key:
    return Key(text, metric.unit, metric.better, metric)


@dataclass(frozen=True)
class PlanAndActual:
    """One side of the comparison, or their variance; rows of the split `key`.

    side     plan, actual, variance (of the plan) or accuracy (of a forecast)
    unit     only keys of this unit, all when None
    version  which version of the plan: budget or forecast
    """

    books: Books
    side: str
    unit: Unit | None = None
    version: str = VERSION

    @property
    def tables(self) -> tuple[str, ...]:
        """The plan, and what the planned figures are computed from."""
        if self.side == "plan":
            return ("plan",)
        actual = [table for key in self._keys for table in shape_of(self.books, key).tables]
        return tuple(dict.fromkeys(["plan", *actual]))

    def cells(self, calendar: Calendar, kinds: tuple[PeriodKind, ...]) -> pl.DataFrame:
        """Cells by key; the company's own is none, since keys cannot be added up."""
        reason = "not_meaningful" if self._keys else "no_data"
        company = pl.DataFrame(schema=SCHEMA)
        periods = calendar.of_kinds(kinds).select("period", missing=pl.lit(reason))
        company = pl.concat([company, periods.with_columns(**COMPANY)], how="diagonal")
        if not self._keys:
            return company.select(list(SCHEMA))
        table = _side_by_side(self.books, self.version).filter(
            pl.col("split").is_in([key.name for key in self._keys])
        )
        table = table.join(calendar.of_kinds(kinds).select("period"), on="period", how="semi")
        return pl.concat([company.select(list(SCHEMA)), self._cells(table)])

    @property
    def _keys(self) -> list[Key]:
        return [k for k in keys(self.books, self.version).values() if self.unit in (None, k.unit)]

    def _cells(self, table: pl.DataFrame) -> pl.DataFrame:
        planned, actual = pl.col("planned"), pl.col("actual")
        lacks_plan, lacks_actual = pl.col("planned_missing"), pl.col("actual_missing")
        if self.side == "plan":
            return cells_from(table, planned, lacks_plan, exact=pl.col("planned_exact"))
        if self.side == "actual":
            return cells_from(table, actual, lacks_actual, exact=pl.col("actual_exact"))
        exact = (pl.col("actual_exact") - pl.col("planned_exact")).cast(pl.Float64)
        gap = pl.coalesce(exact, actual - planned)
        if self.side == "accuracy":
            return _accuracy(table, gap)
        turned = ((planned < 0) & (actual > 0)) | ((planned > 0) & (actual < 0))
        missing = (
            pl.coalesce(lacks_plan, lacks_actual)
            .fill_null(pl.when(planned == 0).then(pl.lit("div_zero")))
            .fill_null(pl.when(turned).then(pl.lit("not_meaningful")))
        )
        return cells_from(
            table, gap / planned.abs(), missing, numerator=gap, denominator=planned.abs()
        )


def _accuracy(table: pl.DataFrame, gap: pl.Expr) -> pl.DataFrame:
    """How near a forecast came: 1 less its error as a part of the actual figure."""
    actual = pl.col("actual").abs()
    missing = (
        pl.coalesce("planned_missing", "actual_missing")
        .fill_null(pl.when(actual == 0).then(pl.lit("div_zero")))
        # An error larger than the figure itself is no accuracy of so many per cent below zero.
        .fill_null(pl.when(gap.abs() > actual).then(pl.lit("not_meaningful")))
    )
    return cells_from(
        table, 1 - gap.abs() / actual, missing, numerator=gap.abs(), denominator=actual
    )


def keys(books: Books, version: str = VERSION) -> dict[str, Key]:
    """The keys of a version of the plan that are understood, by name."""
    return {name: key for (of, name), key in _keys(books).items() if of == version}


@once
def _keys(books: Books) -> dict[tuple[str, str], Key]:
    found = {}
    for version, text in _rows(books).select("version", "key").unique().sort("key").iter_rows():
        if key := read_key(text):
            found[version, key.name] = key
    return found


@once
def _rows(books: Books) -> pl.DataFrame:
    """The plan in months, in all its versions; a row that names none belongs to the budget."""
    frame = books.dataset.tables.get("plan")
    if frame is None:
        texts = dict.fromkeys(("version", "key"), pl.String)
        return pl.DataFrame(schema={**texts, "month": pl.Int32, "value": EXACT})
    version = pl.col("version") if "version" in frame.columns else pl.lit(None, pl.String)
    rows = frame.select(
        version.fill_null(VERSION).str.to_lowercase().alias("version"),
        "key",
        "value",
        month=month_column(),
    ).drop_nulls()
    return rows.group_by("version", "key", "month").agg(pl.col("value").sum())


def rows_of(books: Books, name: str, version: str) -> Facts:
    """What the plan has under a key, row by row, for whoever asks where a planned figure stands."""
    frame = books.dataset.tables.get("plan")
    if frame is None:
        return no_facts("plan")
    named = pl.col("version") if "version" in frame.columns else pl.lit(None, pl.String)
    own = (pl.col("key") == name) & (named.fill_null(VERSION).str.to_lowercase() == version)
    rows = frame.filter(own).select(SOURCE, "value", month=month_column()).drop_nulls("value")
    span = rows["month"]
    covered = None if rows.is_empty() else (int(span.sort()[0]), int(span.sort()[-1]))
    return Facts(rows, (), covered, ("plan",))


def shape_of(books: Books, key: Key) -> Shape:
    """What a key is held against: the company's own figure."""
    if key.metric is not None:
        shape = key.metric.measure(books)
        # A plan has the figure itself, not those that stand beside it.
        shape = shape.of if isinstance(shape, Beside) else shape
        return replace(shape, of=shape.of.of_company) if isinstance(shape, Total) else shape
    word = key.name.strip().lower().replace(" ", "_")
    if word in NEW_REVENUE:
        return yearly_revenue_of(books, "new")
    return Total(books.ledger(word).of_company)


@once
def _sides(books: Books) -> dict[str, pl.DataFrame]:
    return {}


def _side_by_side(books: Books, version: str) -> pl.DataFrame:
    """split_by, split (the key), period and for both sides the figure, exact and missing."""
    made = _sides(books)
    if version not in made:
        wanted = keys(books, version).values()
        made[version] = pl.concat([_compared(books, key, version) for key in wanted])
    return made[version]


def _compared(books: Books, key: Key, version: str) -> pl.DataFrame:
    actual, adding, _ = actual_of(books, key, books.calendar)
    planned = _planned(books, key, version, adding)
    return planned.join(actual, on="period", how="inner").select(
        pl.lit("key").alias("split_by"),
        pl.lit(key.name).alias("split"),
        pl.lit(None, pl.Int64).alias("n"),
        "period",
        "planned",
        "planned_exact",
        "planned_missing",
        "actual",
        "actual_exact",
        "actual_missing",
    )


def actual_of(
    books: Books, key: Key, calendar: Calendar
) -> tuple[pl.DataFrame, str, tuple[str, ...]]:
    """The company's figures for the windows of a plan, how its months are added, the tables behind.

    Columns: period, actual, actual_exact, actual_missing. How: see `planned_in`.
    """
    shape = shape_of(books, key)
    kinds = key.metric.kinds if key.metric else PLANNED
    wanted = tuple(kind for kind in PLANNED if kind in kinds)
    if kinds == MONTHS or PeriodKind.MONTH not in kinds:
        trailing = kinds != MONTHS and PeriodKind.TRAILING in kinds
        ends = PeriodKind.TRAILING if trailing else PeriodKind.MONTH
        if kinds == MONTHS or trailing:
            return _at_end(calendar, shape.cells(calendar, (ends,)), ends), "last", shape.tables
    cells = _company(shape.cells(calendar, PLANNED))
    if isinstance(shape, Total) or (isinstance(shape, Formula) and shape.exact is not None):
        return cells, "sum", shape.tables
    labels = calendar.of_kinds(wanted).select("period")
    return cells.join(labels, on="period", how="semi"), "same", shape.tables


def _company(cells: pl.DataFrame) -> pl.DataFrame:
    return cells.filter(pl.col("split_by") == "").select(
        "period", actual="value", actual_exact="exact", actual_missing="missing"
    )


def _at_end(calendar: Calendar, cells: pl.DataFrame, kind: PeriodKind) -> pl.DataFrame:
    """A state, put under every window that ends with its month."""
    months = calendar.of_kinds((kind,)).select("last", label="period")
    states = _company(cells).join(months, left_on="period", right_on="label").drop("period")
    windows = calendar.of_kinds(PLANNED).select("period", "last")
    return windows.join(states, on="last", how="left").with_columns(
        actual_missing=pl.when(pl.col("actual").is_null()).then(
            pl.col("actual_missing").fill_null("partial_period")
        )
    )


def _planned(books: Books, key: Key, version: str, adding: str) -> pl.DataFrame:
    """The plan of a key for each window that it has a row in."""
    by_window = _plan_by_window(books).filter(
        (pl.col("version") == version) & (pl.col("key") == key.name)
    )
    return planned_in(by_window, adding)


def planned_in(by_window: pl.DataFrame, adding: str) -> pl.DataFrame:
    """period, planned, planned_exact, planned_missing of windows as `plan_within` has them.

    adding  sum: months are added; last: that of the last month; same: one that all months share
    """
    begun = pl.col("first") >= pl.col("begins")
    gap = pl.when(begun).then(pl.lit("partial_period")).otherwise(pl.lit("insufficient_history"))
    whole = pl.col("planned_months") == pl.col("last") - pl.col("first") + 1
    missing = {
        "sum": pl.when(~whole).then(gap),
        "last": pl.when(pl.col("end").is_null()).then(pl.lit("partial_period")),
        "same": pl.when(~whole)
        .then(gap)
        .otherwise(pl.when(pl.col("same").is_null()).then(pl.lit("not_meaningful"))),
    }[adding]
    exact = pl.col({"sum": "sum", "last": "end", "same": "same"}[adding])
    return (
        by_window.select("period", planned_exact=exact.cast(EXACT), planned_missing=missing)
        .with_columns(
            planned_exact=pl.when(pl.col("planned_missing").is_null()).then("planned_exact")
        )
        .with_columns(planned=pl.col("planned_exact").cast(pl.Float64))
    )


@once
def _plan_by_window(books: Books) -> pl.DataFrame:
    return plan_within(books, books.calendar.of_kinds(PLANNED))


def plan_within(books: Books, windows: pl.DataFrame) -> pl.DataFrame:
    """What the plan says of each version and key in windows that it has a row in.

    windows  period, first, last (month numbers)
    """
    month, value = pl.col("month"), pl.col("value")
    rows = _rows(books).sort("version", "key", "month")
    # A plan by quarters or years has a row for every so many months.
    step = month.diff().over("version", "key").min().over("version", "key").fill_null(1)
    rows = rows.with_columns(step=step, begins=month.min().over("version", "key"))
    months = windows.with_columns(month=pl.int_ranges("first", pl.col("last") + 1, dtype=pl.Int32))
    return (
        months.explode("month")
        .join(rows, on="month")
        .group_by("version", "key", "period", "first", "last", "begins")
        .agg(
            sum=value.sum(),
            end=value.filter(month == pl.col("last")).first(),
            same=pl.when(value.min() == value.max()).then(value.min()),
            planned_months=pl.col("step").sum(),
        )
    )


def planned_months(books: Books, names: tuple[str, ...]) -> pl.DataFrame:
    """What the budget has under any of these keys, by month: month, target (Float64).

    A row for a quarter or a year is shared out evenly over the months of its fiscal period.
    """
    word = pl.col("key").str.strip_chars().str.to_lowercase().str.replace_all(" ", "_")
    rows = _rows(books).filter((pl.col("version") == VERSION) & word.is_in(list(names)))
    rows = rows.sort("key", "month")
    month = pl.col("month")
    step = month.diff().over("key").min().over("key").fill_null(1)
    begins = month - (month % 12 + 13 - books.pack.company.fiscal_year_start) % 12 % step
    spread = rows.with_columns(step=step).with_columns(
        target=pl.col("value").cast(pl.Float64) / pl.col("step"),
        month=pl.int_ranges(begins, begins + step, dtype=pl.Int32),
    )
    return (
        spread.explode("month")
        .drop_nulls("month")
        .group_by("month", maintain_order=True)
        .agg(pl.col("target").sum())
        .select(pl.col("month").cast(pl.Int32), "target")
        .sort("month")
    )
