"""Customer lifetime value with expansion."""

import pytest

from reportgen.measure.metrics.customer_lifetime_value_with_expansion import (
    customer_lifetime_value_with_expansion,
)
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.readings import months, readings

NAME = "customer_lifetime_value_with_expansion"


def test_house_example() -> None:
    """3,800 net over openings of 394,900 is 0.9623 % a month: 41,625 x (1 + 0.35604) = 56,445."""
    reading = house(customer_lifetime_value_with_expansion).get(NAME, "2025Q4")
    assert reading.value == pytest.approx(41_625 * (1 + 3_800 / 394_900 * 37))


@pytest.mark.parametrize(("after", "missing"), [(120, None), (9_000, "not_meaningful")])
def test_it_breaks_when_customers_grow_as_fast_as_they_leave(
    after: int, missing: str | None
) -> None:
    """20 on openings of 1,300 are 1.5 % a month, below 1 / 60; a rise to 9,000 is not."""
    revenue = months(f"""
        customer_id  from     to       mrr
        A            2024-11  2025-06  100
        A            2025-07  2025-12  {after}
        N            2025-12  2025-12  100
    """)
    ledger = frame("""
        month    category           amount
        2025-10  revenue_recurring    1000
        2025-12  revenue_recurring    1000
        2025-12  cogs                  500
    """)
    tables = {"recurring_revenue": revenue, "ledger": ledger}
    figures = readings(customer_lifetime_value_with_expansion, tables=tables)
    assert figures.get(NAME, "2025Q4").missing == missing


def test_a_segment_grows_by_its_own_expansion() -> None:
    """SMB: 300 over openings of 3 x 1,000 + 2,700 + 5,000; one of nine left, so nine months."""
    figures = house(customer_lifetime_value_with_expansion)
    expected = 1_500 * 0.75 * 9 * (1 + 300 / 10_700 * 9)
    assert figures.get(NAME, "2025Q4", "segment", "SMB").value == pytest.approx(expected)
