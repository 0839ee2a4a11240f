from __future__ import annotations

from datetime import date
from decimal import Decimal

import polars as pl

from reportgen.intake.codes import coded, plain_frame
from reportgen.measure.cells import EXACT
from reportgen.measure.customer_months import Rates
from reportgen.measure.revenue_lines import (
    ends_of,
    first_paid_of,
    lines_of,
    merged,
)
from reportgen.period import month_number

NO_RATES = pl.DataFrame(schema={"currency": pl.String, "month": pl.Int32, "rate": EXACT})
LAST = month_number(date(2026, 6, 30))
SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "customer_id": pl.String,
    "product_line": pl.String,
    "currency": pl.String,
    "month": pl.Date,
    "mrr": EXACT,
    "seats": EXACT,
    "kind": pl.String,
}


def table(*rows: tuple[object, ...]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=SCHEMA, orient="row")


def simple(*rows: tuple[str, int, int]) -> pl.DataFrame:
    """Customer, month of 2026, amount."""
    return table(
        *[
            (name, None, None, date(2026, m, 1), Decimal(amount), None, None)
            for name, m, amount in rows
        ]
    ).select("customer_id", "month", "mrr")


def of(rows: pl.DataFrame, *columns: str) -> list[tuple[object, ...]]:
    return sorted(plain_frame(rows).select(columns).rows())


def test_rows_of_a_line_are_added_up_and_later_months_left_out() -> None:
    rows = simple(("K1", 6, 100), ("K1", 6, 20), ("K1", 7, 100), ("K2", 6, 0))
    lines = lines_of(rows, Rates(NO_RATES, "SEK"), LAST)
    assert of(lines, "customer", "currency", "month", "mrr") == [("K1", "SEK", LAST, 120)]


def test_amounts_are_converted_at_the_rate_of_their_month() -> None:
    rates = pl.DataFrame(
        {"currency": ["EUR"], "month": [LAST], "rate": [Decimal("11.25")]}, schema=NO_RATES.schema
    )
    rows = table(("K1", None, "EUR", date(2026, 6, 1), Decimal(100), None, None))
    lines = lines_of(rows, Rates(rates, "SEK"), LAST)
    assert of(lines, "local", "mrr") == [(100, 1125)]


def test_seats_that_one_row_lacks_are_unknown() -> None:
    def seats(*numbers: int | None) -> object:
        rows = [
            ("K1", None, None, date(2026, 6, 1), Decimal(1), number and Decimal(number), None)
            for number in numbers
        ]
        return lines_of(table(*rows), Rates(NO_RATES, "SEK"), LAST)["seats"].to_list()

    assert seats(2, 3) == [5]
    assert seats(2, None) == [None]


def test_the_first_month_of_a_customer_may_lie_before_the_file() -> None:
    rows = simple(("K1", 3, 100), ("K2", 5, 100), ("K2", 4, 100), ("K1", 4, 100))
    lines = lines_of(rows, Rates(NO_RATES, "SEK"), LAST)
    customers = pl.DataFrame(
        {"customer_id": ["K1", "K2"], "cohort_month": [date(2025, 1, 1), date(2026, 3, 1)]}
    )
    first = month_number(date(2026, 3, 1))
    paid = first_paid_of(lines, customers, first)
    before, april = month_number(date(2025, 1, 1)), first + 1
    assert of(paid, "customer", "first_paid", "cohort_month") == [
        ("K1", before, before),
        # Stated inside the file, where nothing was paid in it: no first payment.
        ("K2", april, first),
    ]


def test_merged_customers_go_by_the_name_at_the_end_of_the_chain() -> None:
    ends = ends_of({"K1": "K2", "K2": "K3"})
    assert ends == {"K1": "K3", "K2": "K3"}
    rows = simple(("K1", 6, 100), ("K2", 6, 20), ("K3", 6, 3), ("K4", 6, 4))
    codes = rows.with_columns(coded(rows["customer_id"]))
    for kept in (rows, codes):
        lines = lines_of(merged(kept, ends), Rates(NO_RATES, "SEK"), LAST)
        assert of(lines, "customer", "mrr") == [("K3", 123), ("K4", 4)]
