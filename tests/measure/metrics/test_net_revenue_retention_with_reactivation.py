"""Net revenue retention with customers won back."""

from reportgen.measure.metrics.net_revenue_retention_with_reactivation import (
    net_revenue_retention_with_reactivation,
)
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.readings import readings

NAME = "net_revenue_retention_with_reactivation"


def test_house_example() -> None:
    """(38,800 - 5,000) / 32,000 = 105.625 %, 5 points above the cohort's own figure."""
    reading = house(net_revenue_retention_with_reactivation).get(NAME, "TTM2025-12")
    assert (reading.value, reading.numerator, reading.denominator) == (1.05625, 33_800, 32_000)


def test_exchange_rates_keep_nobody() -> None:
    """The krona fell, nobody changed a price: 100 %."""
    rows = frame("customer_id month mrr currency\nA 2025-11 100 SEK\nA 2025-12 100 SEK")
    rates = frame("currency month rate\nSEK 2025-11 0.1\nSEK 2025-12 0.08")
    tables = {"recurring_revenue": rows, "exchange_rates": rates}
    figures = readings(net_revenue_retention_with_reactivation, tables=tables)
    assert figures.get(NAME, "2025-12").value == 1
