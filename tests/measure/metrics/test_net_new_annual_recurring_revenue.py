"""Net new annual recurring revenue."""

from reportgen.measure.metrics.annual_recurring_revenue import annual_recurring_revenue
from reportgen.measure.metrics.net_new_annual_recurring_revenue import (
    net_new_annual_recurring_revenue,
)
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.readings import readings

NAME = "net_new_annual_recurring_revenue"


def test_closing_less_opening_times_twelve() -> None:
    """(38,800 - 31,000) x 12 = 93,600 in the quarter; 81,600 in the year."""
    figures = house(net_new_annual_recurring_revenue, annual_recurring_revenue)
    assert figures.get(NAME, "2025Q4").exact == 93_600
    assert figures.get(NAME, "FY2025").exact == 81_600
    closing = figures.get("annual_recurring_revenue", "2025-12").exact
    opening = figures.get("annual_recurring_revenue", "2025-09").exact
    assert closing is not None
    assert opening is not None
    assert closing - opening == 93_600


def test_a_loss_is_negative() -> None:
    """August 2025: C04 left with 3,000 a month."""
    assert house(net_new_annual_recurring_revenue).get(NAME, "2025-08").exact == -36_000


def test_exchange_rates_are_inside() -> None:
    """68 a month more, -20 of them by the rate: 816 a year."""
    rows = frame("customer_id month mrr currency\nA 2025-11 10000 SEK\nA 2025-12 11000 SEK")
    rates = frame("currency month rate\nSEK 2025-11 0.090\nSEK 2025-12 0.088")
    tables = {"recurring_revenue": rows, "exchange_rates": rates}
    figures = readings(net_new_annual_recurring_revenue, tables=tables)
    assert figures.get(NAME, "2025-12").exact == 68 * 12


def test_no_figure_without_an_opening_or_a_whole_period() -> None:
    """The first loaded month has no opening; the running quarter no closing."""
    figures = house(net_new_annual_recurring_revenue, period="2025-11")
    assert figures.get(NAME, "2024-01").missing == "insufficient_history"
    assert figures.get(NAME, "2024Q1").missing == "insufficient_history"
    assert figures.get(NAME, "2025Q4").missing == "partial_period"
    empty = readings(net_new_annual_recurring_revenue, tables={})
    assert empty.get(NAME, "2025Q4").missing == "no_data"


def test_segments_add_up() -> None:
    """1,500 + 1,000 + 5,300 a month."""
    figures = house(net_new_annual_recurring_revenue)
    groups = {r.split: r.exact for r in figures.groups(NAME, "segment")}
    assert groups == {"ENT": 18_000, "MM": 12_000, "SMB": 63_600}
