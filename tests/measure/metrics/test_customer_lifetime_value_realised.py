"""Customer lifetime value, realised so far."""

import pytest

from reportgen.measure.metrics.customer_lifetime_value_realised import (
    customer_lifetime_value_realised,
)
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.readings import months, readings

NAME = "customer_lifetime_value_realised"
REVENUE = months("""
    customer_id  from     to       mrr
    OLD          2025-01  2025-12  9999
    A            2025-02  2025-12   100
    B            2025-11  2025-12   300
    C            2025-03  2025-03    50
""")


def test_what_customers_have_paid_to_date() -> None:
    """1,100 + 600 + 50 over three customers; the one who has left is one of them."""
    figures = readings(customer_lifetime_value_realised, tables={"recurring_revenue": REVENUE})
    reading = figures.get(NAME, "2025-12")
    assert reading.value == pytest.approx(1750 / 3)
    assert (reading.numerator, reading.denominator, reading.n) == (1750, 3, 3)
    assert figures.get(NAME, "2025-02").value == 100
    assert figures.get(NAME, "2025-10").value == (900 + 50) / 2


def test_customers_older_than_the_exports_are_left_out() -> None:
    """OLD was there in the first month: what it had paid before is not known."""
    figures = readings(customer_lifetime_value_realised, tables={"recurring_revenue": REVENUE})
    assert figures.get(NAME, "2025-01").missing == "insufficient_history"
    stated = readings(
        customer_lifetime_value_realised,
        tables={"recurring_revenue": REVENUE},
        history_starts="2025-01",
    )
    assert stated.get(NAME, "2025-12").value == (1750 + 12 * 9999) / 4


def test_by_year_of_joining_and_segment() -> None:
    """House example: C03 to C06 of 2024, C07 to C09 of 2025; SMB among both."""
    figures = house(customer_lifetime_value_realised)
    # C03 11 x 4,000 + 8 x 3,000 + 3 x 3,500; C04 14 x 3,000; C05 13 x 1,000 + 3 x 1,200;
    # C06 4 x 800 + 2 x 800.
    of_2024 = (44_000 + 24_000 + 10_500) + 42_000 + 16_600 + 4_800
    of_2025 = (10 * 2_000 + 500) + (2 * 1_500 + 1_800) + 2 * 1_500
    assert figures.get(NAME, "2025-12", "cohort", "2024").value == of_2024 / 4
    assert figures.get(NAME, "2025-12", "cohort", "2025").value == pytest.approx(of_2025 / 3)
    assert figures.get(NAME, "2025-12").value == pytest.approx((of_2024 + of_2025) / 7)
    smb = 16_600 + 4_800 + 4_800 + 3_000
    assert figures.get(NAME, "2025-12", "segment", "SMB").value == smb / 4


def test_nobody_won_yet_is_no_mean() -> None:
    """A file of old customers alone."""
    rows = months("customer_id from to mrr\nA 2025-01 2025-12 5")
    customers = frame("customer_id cohort_month\nA 2020-01")
    tables = {"recurring_revenue": rows, "customers": customers}
    figures = readings(customer_lifetime_value_realised, tables=tables)
    assert figures.get(NAME, "2025-12").missing == "div_zero"
