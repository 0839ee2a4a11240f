"""Net revenue retention without contraction."""

from reportgen.measure.metrics.net_revenue_retention_without_contraction import (
    net_revenue_retention_without_contraction,
)
from tests.measure.house import house
from tests.measure.readings import months, readings

NAME = "net_revenue_retention_without_contraction"


def test_house_example() -> None:
    """(32,000 + 4,800 - 4,000) / 32,000 = 102.5 %."""
    reading = house(net_revenue_retention_without_contraction).get(NAME, "TTM2025-12")
    assert (reading.value, reading.numerator, reading.denominator) == (1.025, 32_800, 32_000)


def test_published_example() -> None:
    """Notion metric templates: (100k + 15k - 8k) / 100k = 107 %; who pays less does not show."""
    rows = months("""
        customer_id  from     to       mrr
        A            2025-11  2025-11  70000
        A            2025-12  2025-12  85000
        B            2025-11  2025-11   8000
        C            2025-11  2025-11  22000
        C            2025-12  2025-12   1000
    """)
    figures = readings(
        net_revenue_retention_without_contraction, tables={"recurring_revenue": rows}
    )
    assert figures.get(NAME, "2025-12").value == 1.07
