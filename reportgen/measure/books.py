"""Books: the dataset in the form that metrics ask for, each common frame computed once.

Why: forty metrics stand on the same customer x month ledger, the same movements and the same spend; each
asks here, and the second to ask gets the first one's answer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cached_property, wraps
from typing import Any, TypeVar

import polars as pl

from reportgen.intake.codes import beside, plain, plain_frame
from reportgen.intake.dataset import FILE_COLUMN, LINE_COLUMN, Dataset
from reportgen.intake.series import ROWS_AT_A_TIME
from reportgen.measure.calendar import Calendar, Lag, month_column
from reportgen.measure.cells import EXACT, SOURCE
from reportgen.measure.customer_history import customer_history
from reportgen.measure.customer_months import (
    LINE,
    ONE,
    Rates,
    movements,
    pairs,
)
from reportgen.measure.deal_rows import deal_rows, deal_splits
from reportgen.measure.revenue_lines import (
    ends_of,
    first_paid_of,
    lines_of,
    merged,
)
from reportgen.measure.shape import SPANS, Facts, no_facts
from reportgen.pack import Pack
from reportgen.period import Period, PeriodKind, month_number, parse_period

LARGEST_SPLIT = 60
# Tables that say nothing of which months an export covers, columns that do, and tables of events.
TIMELESS = ("customers", "plan", "exchange_rates", "actions")
DAYS = ("month", "close_date", "created_date", "entered_at", "date")
EVENTS = ("deals", "leads", "sales_activity", "feedback")


Made = TypeVar("Made")


def once(make: Callable[[Books], Made]) -> Callable[[Books], Made]:
    """Mark a function of the books whose first answer is kept for those who ask again."""

    @wraps(make)
    def kept(books: Books) -> Made:
        if make not in books.notes:
            books.notes[make] = make(books)
        answer: Made = books.notes[make]
        return answer

    return kept


class Books:
    """What metrics compute from: the pack's choices, the calendar and the common frames."""

    def __init__(self, dataset: Dataset, pack: Pack, period: Period) -> None:
        self.dataset = dataset
        self.pack = pack
        self.period = period

    @cached_property
    def notes(self) -> dict[Any, Any]:
        """What functions marked `once` have made of these books already."""
        return {}

    # --- time

    @cached_property
    def calendar(self) -> Calendar:
        """All windows of the loaded history up to the end of the report period."""
        firsts = [span[0] for name in self.dataset.tables if (span := self.covered(name))]
        first = min([*firsts, self.period.first])
        return Calendar(first, self.period.last, self.pack.company.fiscal_year_start)

    @cached_property
    def _covered(self) -> dict[str, tuple[int, int] | None]:
        return {}

    def covered(self, table: str) -> tuple[int, int] | None:
        """First and last month of a table, no later than the report period; None when absent."""
        if table not in self._covered:
            self._covered[table] = self._cover(table)
        return self._covered[table]

    def _cover(self, table: str) -> tuple[int, int] | None:
        if not self.dataset.has(table) or table in TIMELESS:
            return None
        frame = self.dataset.kept(table)
        ends = [(frame[n].min(), frame[n].max()) for n in DAYS if n in frame.columns]
        months = [month_number(day) for pair in ends for day in pair if isinstance(day, date)]
        if not months:
            return None
        first, last = min(months), max(months)
        if table in EVENTS:
            # Deals come as they close: a quiet last week of a month is no missing month.
            last = max(last, self.period.last)
        return (first, min(last, self.period.last)) if first <= self.period.last else None

    def lag(self) -> Lag:
        """Months by which spend precedes the customers that it won, for each kind of window."""
        wanted = self.pack.definitions.cac_lag
        if wanted is None:
            return {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3}
        if wanted == "none":
            return {}
        if wanted == "1q":
            return {PeriodKind.MONTH: 3, PeriodKind.QUARTER: 3}
        months = self.median_cycle_months if wanted == "auto" else int(wanted.split(":")[1])
        return {PeriodKind.MONTH: months, PeriodKind.QUARTER: months}

    def lag_words(self) -> str:
        """The lag as it is printed beside the figures that use it."""
        lag = self.lag()
        month, quarter = lag.get(PeriodKind.MONTH, 0), lag.get(PeriodKind.QUARTER, 0)
        if not month and not quarter:
            return "spend of the same months"
        before = "the quarter" if quarter == 3 else f"{quarter} months"
        if month == quarter:
            return f"spend is that of {before} before; in years that of the same year"
        earlier = "the month" if month == 1 else f"{month} months"
        return (
            f"spend is that of {before} before; in months that of {earlier} before; "
            "in years that of the same year"
        )

    @cached_property
    def median_cycle_months(self) -> int:
        """Median days from creation to close of won deals, in months of 30.4 days."""
        deals = self.deals
        if deals is None:
            return 3
        won = (pl.col("status") == "won") & (pl.col("close_month") <= self.period.last)
        days = deals.filter(won)["cycle_days"].median()
        return round(float(days) / 30.4) if isinstance(days, int | float) else 3

    # --- customers

    @cached_property
    def parents(self) -> pl.DataFrame:
        """customer -> the customer that it is merged into, at the end of the chain."""
        frame = self.dataset.tables.get("customers")
        if frame is None or "merged_into" not in frame.columns:
            return pl.DataFrame(schema={"customer": pl.String, "parent": pl.String})
        pairs_ = frame.filter(pl.col("merged_into").is_not_null())
        ends = ends_of(dict(pairs_.select("customer_id", "merged_into").iter_rows()))
        return pl.DataFrame(
            {"customer": list(ends), "parent": list(ends.values())},
            schema={"customer": pl.String, "parent": pl.String},
        )

    @cached_property
    def lines(self) -> pl.DataFrame:
        """Customer x product line x currency x month with a recurring amount above zero."""
        return plain_frame(lines_of(self._revenue, self.rates, self.period.last))

    @property
    def _revenue(self) -> pl.DataFrame:
        return merged(self.dataset.kept("recurring_revenue"), dict(self.parents.iter_rows()))

    @cached_property
    def _history(self) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Movements and first payments of all customers; of large tables in codes."""
        table, rates, last = self._revenue, self.rates, self.period.last
        covered = self.covered("recurring_revenue")
        customers = self.dataset.tables.get("customers")
        bridged = self.bridge_covered or (0, -1)
        if table.height > ROWS_AT_A_TIME:
            return customer_history(table, rates, last, customers, covered, bridged)
        paid = first_paid_of(self.lines, customers, covered[0] if covered else None)
        return movements(self.lines, rates, paid, bridged), paid

    @cached_property
    def rates(self) -> Rates:
        """Exchange rates to the reporting currency by month."""
        frame = self.dataset.tables.get("exchange_rates")
        empty = pl.DataFrame(schema={"currency": pl.String, "month": pl.Int32, "rate": EXACT})
        if frame is None:
            return Rates(empty, self.pack.company.currency)
        months = frame.select("currency", month_column().alias("month"), "rate")
        return Rates(months.sort("month"), self.pack.company.currency)

    @cached_property
    def first_paid(self) -> pl.DataFrame:
        """customer, first_paid: the month that makes a customer new; before the file when stated."""
        return plain_frame(self._history[1])

    @cached_property
    def customer_splits(self) -> pl.DataFrame:
        """customer and the columns by which customers may be grouped."""
        return plain_frame(self._splits)

    @cached_property
    def _splits(self) -> pl.DataFrame:
        paid = self._history[1]
        cohort = paid.select("customer", cohort=(pl.col("cohort_month") // 12).cast(pl.String))
        frame = self.dataset.tables.get("customers")
        if frame is None:
            return cohort
        renamed = frame.rename({"acquisition_channel": "channel"}, strict=False)
        wanted = ["segment", "country", "channel", *self.dataset.further.get("customers", ())]
        names = [n for n in dict.fromkeys(wanted) if n in renamed.columns and n not in LINE]
        names = [n for n in names if renamed[n].n_unique() <= LARGEST_SPLIT]
        named = cohort.with_columns(customer_id=plain(cohort["customer"]))
        splits = named.join(renamed.select("customer_id", *names), on="customer_id", how="left")
        return splits.drop("customer_id")

    @property
    def split_names(self) -> tuple[str, ...]:
        """Names of the splits of customers."""
        return tuple(name for name in self.customer_splits.columns if name != "customer")

    @property
    def line_split_names(self) -> tuple[str, ...]:
        """Names of the splits that only a customer's lines have."""
        return (
            ("product_line",) if self.lines["product_line"].null_count() < self.lines.height else ()
        )

    @cached_property
    def bridge_covered(self) -> tuple[int, int] | None:
        """Months that have a bridge: all but the first, or all when the history is known to start."""
        covered = self.covered("recurring_revenue")
        if covered is None:
            return None
        starts = self.dataset.history_starts
        if stated := self.pack.definitions.history_starts:
            starts = parse_period(stated).first
        begun = starts is not None and starts <= covered[0]
        return covered if begun else (covered[0] + 1, covered[1])

    @cached_property
    def movements(self) -> pl.DataFrame:
        """See `customer_months.movements`; only months that have a bridge, with the splits."""
        return plain_frame(beside(self._history[0], self._splits, on="customer"))

    @cached_property
    def pairs(self) -> pl.DataFrame:
        """See `customer_months.pairs`, for all windows whose two ends are covered."""
        windows = self.calendar.of_kinds((*SPANS, PeriodKind.TO_DATE)).select(
            "period", opening_month=pl.col("first") - 1, closing_month="last"
        )
        first, last = self.covered("recurring_revenue") or (0, -1)
        inside = windows.filter(
            (pl.col("opening_month") >= first) & (pl.col("closing_month") <= last)
        )
        return pairs(self.lines, self.rates, inside)

    @property
    def pairs_covered(self) -> tuple[int, int] | None:
        """Windows (by first and last month) whose opening balance is in the file."""
        covered = self.covered("recurring_revenue")
        return None if covered is None else (covered[0] + 1, covered[1])

    # --- facts that several metrics stand on

    @property
    def revenue_tables(self) -> tuple[str, ...]:
        """The tables behind figures of recurring revenue."""
        more = [t for t in ("customers", "exchange_rates") if self.dataset.has(t)]
        return ("recurring_revenue", *more)

    @cached_property
    def recurring_revenue(self) -> Facts:
        """Recurring revenue by month; n counts active customers."""
        if not self.dataset.has("recurring_revenue"):
            return no_facts("recurring_revenue")
        covered = self.covered("recurring_revenue")
        by_line = self.lines.group_by("customer", "product_line", "month").agg(
            value=pl.col("mrr").sum()
        )
        finer = by_line.with_columns(n=pl.lit(1)).join(
            self.customer_splits, on="customer", how="left"
        )
        whole = (
            by_line.group_by("customer", "month")
            .agg(pl.col("value").sum(), n=pl.lit(1))
            .join(self.customer_splits, on="customer", how="left")
        )
        tables = self.revenue_tables
        return Facts(
            whole,
            self.split_names,
            covered,
            tables,
            Facts(finer, self.line_split_names, covered, tables),
        )

    @cached_property
    def customers(self) -> Facts:
        """Active customers by month: each row counts 1."""
        revenue = self.recurring_revenue
        one = ONE.alias("value")
        finer = revenue.finer
        if revenue.covered is None or finer is None:
            return revenue
        return Facts(
            revenue.rows.with_columns(one),
            revenue.splits,
            revenue.covered,
            revenue.tables,
            Facts(finer.rows.with_columns(one), finer.splits, finer.covered, finer.tables),
            revenue.groups,
        )

    @cached_property
    def moved(self) -> Facts:
        """All movements of recurring revenue by month; n counts customers that moved."""
        if not self.dataset.has("recurring_revenue"):
            nothing = no_facts("recurring_revenue", columns=("movement",))
            return replace(nothing, rows=nothing.rows.with_columns(leads=pl.lit(False)))
        rows = self.movements.with_columns(n=pl.col("leads").cast(pl.Int64))
        covered, tables = self.bridge_covered, self.revenue_tables
        lines = rows.with_columns(n=first_of("customer", "month", "movement", "product_line"))
        finer = Facts(lines, self.line_split_names, covered, tables)
        # A segment in which nothing ever moved has lost nothing: that is 0, not unknown.
        groups = self.recurring_revenue.groups
        return Facts(rows, self.split_names, covered, tables, finer, groups)

    @cached_property
    def new_customers(self) -> Facts:
        """New customers by month: each counts 1, and 1 in every product line that it starts with."""
        new = self.moved.where(pl.col("movement") == "new")
        if new.covered is None or new.finer is None:
            return new
        one = ONE.alias("value")
        lines = new.finer.rows.filter(pl.col("value") > 0).with_columns(one, n=pl.lit(1))
        lines = lines.unique(["customer", "product_line"], maintain_order=True)
        return replace(
            new,
            rows=new.rows.filter("leads").with_columns(one),
            finer=replace(new.finer, rows=lines),
        )

    def ledger(self, *categories: str) -> Facts:
        """Ledger amounts of some categories by month; no facts when none has a single row."""
        if categories not in self._ledgers:
            self._ledgers[categories] = self._ledger(categories)
        return self._ledgers[categories]

    @cached_property
    def _ledgers(self) -> dict[tuple[str, ...], Facts]:
        return {}

    def _ledger(self, categories: tuple[str, ...]) -> Facts:
        frame = self.dataset.tables.get("ledger")
        if frame is None or "category" not in frame.columns:
            return no_facts("ledger")
        rows = frame.filter(pl.col("category").is_in(list(categories)))
        if rows.is_empty():
            return no_facts("ledger")
        skipped = {"month", "line", "amount", "category", "booked_as", FILE_COLUMN, LINE_COLUMN}
        splits = tuple(
            name
            for name, dtype in frame.schema.items()
            if name not in skipped and dtype == pl.String and rows[name].n_unique() <= LARGEST_SPLIT
        )
        rows = rows.with_columns(month=month_column(), value=pl.col("amount"))
        rows = rows.filter(pl.col("month") <= self.period.last)
        rows = rows.select("month", "value", *splits, SOURCE)
        return Facts(rows, splits, self.covered("ledger"), ("ledger",))

    @cached_property
    def deals(self) -> pl.DataFrame | None:
        """See `deal_rows.deal_rows`: amounts, months, days and the columns of their customers."""
        return deal_rows(self.dataset, self.pack, self.parents, self.rates, self.period.last)

    @cached_property
    def deal_splits(self) -> tuple[str, ...]:
        """Columns by which deals may be grouped."""
        return () if self.deals is None else deal_splits(self.dataset, self.deals, LARGEST_SPLIT)


def first_of(*columns: str) -> pl.Expr:
    """1 on the first row of each combination of these columns, 0 on its further rows."""
    return pl.struct(columns).is_first_distinct().cast(pl.Int64)
