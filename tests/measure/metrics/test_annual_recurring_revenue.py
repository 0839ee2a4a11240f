"""Annual recurring revenue."""

from decimal import Decimal

from reportgen.measure.metrics.annual_recurring_revenue import annual_recurring_revenue
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.readings import readings

NAME = "annual_recurring_revenue"


def test_twelve_times_the_month() -> None:
    """38,800 x 12 = 465,600, from nine customers."""
    reading = house(annual_recurring_revenue).get(NAME, "2025-12")
    assert reading.value == 465_600
    assert reading.exact == 465_600
    assert reading.n == 9


def test_it_is_exact() -> None:
    """2,000 a year is 166.67 a month, and twelve of these are 2,000.04 to the cent."""
    rows = frame("customer_id month mrr\nA 2025-12 166.67")
    reading = readings(annual_recurring_revenue, tables={"recurring_revenue": rows})
    assert reading.get(NAME, "2025-12").exact == Decimal("2000.04")


def test_segments_add_up() -> None:
    """330,000 + 72,000 + 63,600."""
    figures = house(annual_recurring_revenue)
    groups = {r.split: r.exact for r in figures.groups(NAME, "segment")}
    assert groups == {"ENT": 330_000, "MM": 72_000, "SMB": 63_600}


def test_it_stands_under_the_month_for_any_period() -> None:
    """A state has no quarter of its own."""
    figures = house(annual_recurring_revenue)
    assert annual_recurring_revenue.is_state
    assert figures.at(NAME).period == "2025-12"


def test_without_the_table_there_is_no_data() -> None:
    """Never a zero."""
    assert readings(annual_recurring_revenue, tables={}).get(NAME, "2025-12").missing == "no_data"
