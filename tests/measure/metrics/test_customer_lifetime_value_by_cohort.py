"""Customer lifetime value, from cohorts."""

import pytest

from reportgen.measure.metrics.customer_lifetime_value_by_cohort import (
    customer_lifetime_value_by_cohort,
)
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.readings import months, readings

NAME = "customer_lifetime_value_by_cohort"
LEDGER = frame("""
    month    category           amount
    2025-10  revenue_recurring    1000
    2025-11  revenue_recurring    1000
    2025-12  revenue_recurring    1000
    2025-12  cogs                 1500
""")
# Three won in December 2024 of whom one leaves after six months; three won in November 2025.
CUSTOMERS = """
    customer_id  from     to       mrr
    OLD          2024-11  2025-12  1000
    A            2024-12  2025-12   100
    B            2024-12  2025-12   100
    C            2024-12  2025-05   100
    D            2025-11  2025-12   400
    E            2025-11  2025-12   400
    F            2025-11  2025-12   400
"""


def test_the_means_of_all_ages_added_up() -> None:
    """Ages 0 and 1: 250; ages 2 to 5: 100; ages 6 to 12: 66.67. Together 1,366.67, at a half."""
    tables = {"recurring_revenue": months(CUSTOMERS), "ledger": LEDGER}
    reading = readings(customer_lifetime_value_by_cohort, tables=tables).get(NAME, "2025Q4")
    assert reading.value == pytest.approx((2 * 250 + 4 * 100 + 7 * 200 / 3) / 2)
    assert reading.n == 6


def test_it_goes_no_further_than_the_packs_longest_lifetime() -> None:
    """Twelve months: the thirteenth age is left out."""
    tables = {"recurring_revenue": months(CUSTOMERS), "ledger": LEDGER}
    figures = readings(customer_lifetime_value_by_cohort, tables=tables, lifetime_cap_months=12)
    expected = (2 * 250 + 4 * 100 + 6 * 200 / 3) / 2
    assert figures.get(NAME, "2025Q4").value == pytest.approx(expected)
    assert "at most 12 months" in figures.definitions[NAME]


def test_an_age_that_two_customers_have_reached_does_not_count() -> None:
    """Without C the older cohort is two: only two ages are left, too few for a lifetime."""
    revenue = months(CUSTOMERS).filter(months(CUSTOMERS)["customer_id"] != "C")
    tables = {"recurring_revenue": revenue, "ledger": LEDGER}
    reading = readings(customer_lifetime_value_by_cohort, tables=tables).get(NAME, "2025Q4")
    assert (reading.value, reading.missing) == (None, "insufficient_history")


def test_house_example_against_a_sum_by_hand() -> None:
    """Seven customers won in the file, each age over those who have reached it."""
    paid = {
        "C03": [4000] * 11 + [3000] * 8 + [3500] * 3,
        "C04": [3000] * 14 + [0] * 5,
        "C05": [1000] * 13 + [0] * 7 + [1200] * 3,
        "C06": [800] * 4 + [0] * 14 + [800] * 2,
        "C07": [2000] * 9 + [2500],
        "C08": [1500, 1500, 1800],
        "C09": [1500, 1500],
    }
    life = 0.0
    for age in range(23):
        reached = [amounts[age] for amounts in paid.values() if len(amounts) > age]
        if len(reached) >= 3:
            life += sum(reached) / len(reached)
    reading = house(customer_lifetime_value_by_cohort).get(NAME, "2025Q4")
    assert reading.value == pytest.approx(life * 0.75)
