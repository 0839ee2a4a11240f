"""Recurring-revenue bridge from end to end."""

from decimal import Decimal

from reportgen.measure.metrics.recurring_revenue_bridge import recurring_revenue_bridge
from reportgen.measure.metrics.recurring_revenue_bridge_endpoint import (
    recurring_revenue_bridge_endpoint,
)
from reportgen.measure.reading import Readings
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.readings import months, readings

NAME = "recurring_revenue_bridge_endpoint"
MOVEMENTS = ("new", "reactivation", "expansion", "contraction", "churn", "fx")


def bridge(figures: Readings, period: str) -> dict[str, list[Decimal | int | None]]:
    """Movements that are not 0, each with its count."""
    read = {m: figures.get(NAME, period, "movement", m) for m in MOVEMENTS}
    assert all(reading.missing is None for reading in read.values())
    return {name: [reading.exact, reading.n] for name, reading in read.items() if reading.exact}


def test_a_quarter_from_end_to_end() -> None:
    """C08's rise of 300 is a part of what it is new with: 3,300 and 2,500, not 3,000 and 2,800."""
    figures = house(recurring_revenue_bridge_endpoint)
    assert bridge(figures, "2025Q4") == {
        "new": [3_300, 2],
        "reactivation": [2_000, 2],
        "expansion": [2_500, 4],
    }
    assert figures.get(NAME, "2025Q4").exact == 7_800


def test_a_year_from_end_to_end() -> None:
    """C05 left and came back with 200 more: an expansion and nothing else."""
    assert bridge(house(recurring_revenue_bridge_endpoint), "FY2025") == {
        "new": [5_800, 3],
        "reactivation": [800, 1],
        "expansion": [3_200 + 300 + 200, 3],
        "contraction": [-500, 1],
        "churn": [-3_000, 1],
    }


def test_it_closes_as_the_summed_bridge_does_in_every_group() -> None:
    """The way differs, the ends do not."""
    figures = house(recurring_revenue_bridge, recurring_revenue_bridge_endpoint)
    seen = 0
    for (period, split_by, split), reading in figures.of("recurring_revenue_bridge").items():
        if "movement" in split_by:
            continue
        other = figures.get(NAME, period, split_by, split)
        assert (other.exact, other.missing) == (reading.exact, reading.missing)
        seen += 1
    assert seen > 100


def test_in_a_month_both_are_the_same() -> None:
    """A month has no way between its ends."""
    figures = house(recurring_revenue_bridge, recurring_revenue_bridge_endpoint)
    for movement in MOVEMENTS:
        both = [
            figures.get(name, "2025-12", "movement", movement)
            for name in ("recurring_revenue_bridge", NAME)
        ]
        assert both[0].exact == both[1].exact
        assert both[0].n == both[1].n


def test_exchange_rates_are_a_movement_of_their_own() -> None:
    """10,000 SEK at 0.090 -> 0.10 -> 11,000 at 0.088: expansion 88, exchange rates -20."""
    rows = frame("""
        customer_id  month    mrr    currency
        A            2025-09  10000  SEK
        A            2025-10  10000  SEK
        A            2025-11  10000  SEK
        A            2025-12  11000  SEK
    """)
    rates = frame("""
        currency  month    rate
        SEK       2025-09  0.090
        SEK       2025-11  0.10
        SEK       2025-12  0.088
    """)
    tables = {"recurring_revenue": rows, "exchange_rates": rates}
    figures = readings(recurring_revenue_bridge_endpoint, tables=tables)
    assert bridge(figures, "2025Q4") == {"expansion": [88, 1], "fx": [-20, 1]}
    assert figures.get(NAME, "2025Q4").exact == 68


def test_who_came_and_went_inside_the_window_has_not_moved() -> None:
    """B paid in October and November."""
    rows = months("customer_id from to mrr\nA 2025-09 2025-12 100\nB 2025-10 2025-11 50")
    figures = readings(recurring_revenue_bridge_endpoint, tables={"recurring_revenue": rows})
    assert bridge(figures, "2025Q4") == {}
    assert figures.get(NAME, "2025Q4").exact == 0


def test_a_known_start_of_history_gives_the_first_window_a_bridge() -> None:
    """Nobody was there before."""
    rows = months("customer_id from to mrr\nA 2025-10 2025-12 100")
    figures = readings(
        recurring_revenue_bridge_endpoint,
        tables={"recurring_revenue": rows},
        history_starts="2025-10",
    )
    assert bridge(figures, "2025Q4") == {"new": [100, 1]}
    unknown = readings(recurring_revenue_bridge_endpoint, tables={"recurring_revenue": rows})
    assert unknown.get(NAME, "2025Q4").missing == "insufficient_history"
