from __future__ import annotations

from datetime import date
from decimal import Decimal

import polars as pl

from reportgen.intake.codes import coded
from reportgen.measure.cells import EXACT
from reportgen.measure.customer_months import Rates
from reportgen.measure.turning_points import turning_points
from reportgen.period import month_number

NO_RATES = pl.DataFrame(schema={"currency": pl.String, "month": pl.Int32, "rate": EXACT})
LAST = month_number(date(2026, 12, 1))


def left(text: str, rates: pl.DataFrame = NO_RATES, last: int = LAST) -> list[str]:
    """Lines `customer month amount [currency]` that are left; `=` where a run ends."""
    rows = [line.split() for line in text.strip().splitlines()]
    frame = pl.DataFrame(
        {
            "customer_id": coded(pl.Series([row[0] for row in rows])),
            "month": [date(2026, int(row[1]), 1) for row in rows],
            "mrr": pl.Series([Decimal(row[2]) for row in rows], dtype=EXACT),
            "currency": [row[3] if len(row) > 3 else None for row in rows],
        },
        schema_overrides={"currency": pl.String},
    )
    found = turning_points(frame, Rates(rates, "SEK"), last)
    return [
        f"{customer} {month.month} {float(amount):g}{' =' if stands else ''}"
        for customer, month, amount, stands in found.select(
            pl.col("customer_id").cast(pl.String), "month", "mrr", "stands"
        ).iter_rows()
    ]


def test_months_between_the_first_and_the_last_of_a_run_are_left_out() -> None:
    assert left(
        """
        K1 1 100
        K1 2 100
        K1 3 100
        K1 4 100
        K1 5 120
        K2 5 120
        K2 6 120
        """
    ) == ["K1 1 100", "K1 4 100 =", "K1 5 120", "K2 5 120", "K2 6 120 ="]


def test_a_pause_ends_a_run() -> None:
    rows = "K1 1 100\nK1 2 100\nK1 3 100\nK1 5 100\nK1 6 100\nK1 7 100"
    assert left(rows) == ["K1 1 100", "K1 3 100 =", "K1 5 100", "K1 7 100 ="]


def test_the_order_of_the_rows_does_not_matter() -> None:
    rows = "K2 2 7\nK1 3 100\nK1 1 100\nK2 1 7\nK2 3 7\nK1 2 100"
    assert sorted(left(rows)) == ["K1 1 100", "K1 3 100 =", "K2 1 7", "K2 3 7 ="]


def test_of_a_customer_with_two_rows_in_a_month_all_are_left() -> None:
    rows = "K1 1 5\nK1 2 5\nK1 2 5\nK1 3 5\nK1 4 5\nK2 1 5\nK2 2 5\nK2 3 5"
    assert left(rows) == ["K1 1 5", "K1 2 5", "K1 2 5", "K1 3 5", "K1 4 5", "K2 1 5", "K2 3 5 ="]


def test_a_run_ends_with_the_last_month_that_counts() -> None:
    rows = "K1 1 5\nK1 2 5\nK1 3 5\nK1 4 5\nK1 5 5"
    assert left(rows, last=month_number(date(2026, 3, 1))) == ["K1 1 5", "K1 3 5 ="]


def test_what_is_paid_in_another_currency_moves_every_month() -> None:
    rows = "K1 1 5 EUR\nK1 2 5 EUR\nK1 3 5 EUR\nK2 1 5 SEK\nK2 2 5 SEK\nK2 3 5 SEK"
    quoted = pl.DataFrame(
        {"currency": ["EUR"], "month": [LAST - 11], "rate": [Decimal(11)]}, schema=NO_RATES.schema
    )
    assert left(rows, quoted) == ["K1 1 5", "K1 2 5", "K1 3 5", "K2 1 5", "K2 3 5 ="]
    # Another currency at the same price is no run, whatever is converted.
    assert left("K1 1 5 EUR\nK1 2 5 SEK\nK1 3 5 EUR") == ["K1 1 5", "K1 2 5", "K1 3 5"]
