"""CAC payback when customers leave on the way."""

import pytest

from reportgen.measure.metrics.cac_payback_survival_adjusted import cac_payback_survival_adjusted
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.readings import months, readings

NAME = "cac_payback_survival_adjusted"


def company(spend: int, left: int) -> dict[str, object]:
    """Ten old customers of whom some leave in December, a new one that pays 100 at 50 %."""
    rows = [f"O{i} 2024-11 {'2025-11' if i < left else '2025-12'} 50" for i in range(10)]
    revenue = months("\n".join(["customer_id from to mrr", *rows, "N 2025-12 2025-12 100"]))
    ledger = frame(f"""
        month    category           amount
        2025-10  sm                      0
        2025-11  sm                      0
        2025-12  sm                {spend}
        2025-10  revenue_recurring     500
        2025-11  revenue_recurring     500
        2025-12  revenue_recurring     500
        2025-10  cogs                  250
        2025-11  cogs                  250
        2025-12  cogs                  250
    """)
    tables = {"recurring_revenue": revenue, "ledger": ledger}
    reading = readings(cac_payback_survival_adjusted, tables=tables, cac_lag="none").get(
        NAME, "2025Q4"
    )
    return {"value": reading.value, "missing": reading.missing}


def test_house_example() -> None:
    """Twelve months without churn become 14.3086 at 2 / 74 a month."""
    reading = house(cac_payback_survival_adjusted).get(NAME, "2025Q4")
    assert reading.value == pytest.approx(14.3086, abs=5e-5)


def test_added_up_month_by_month_it_gives_the_spend_back() -> None:
    """1,000 at 50 a month and churn of 2 / 120: the margins of the survivors sum to 1,000."""
    months_needed = company(1000, left=2)["value"]
    assert isinstance(months_needed, float)
    churn = 2 / 120
    earned = sum(50 * (1 - churn) ** month for month in range(int(months_needed)))
    following = 50 * (1 - churn) ** int(months_needed)
    assert earned < 1000 < earned + following


def test_without_churn_it_is_the_simple_payback() -> None:
    """1,000 / (100 x 50 %) = 20."""
    assert company(1000, left=0) == {"value": 20, "missing": None}


def test_customers_who_leave_faster_than_they_pay_never_pay_back() -> None:
    """40 months at 3 / 120 a month: what they will ever earn is just not enough."""
    assert company(2000, left=3) == {"value": None, "missing": "infinite"}
