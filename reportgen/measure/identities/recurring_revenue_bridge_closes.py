"""Opening recurring revenue plus all movements is closing recurring revenue."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.measure.identity import Apart, identity, number
from reportgen.measure.reading import Readings
from reportgen.period import parse_period

BRIDGE, STATE = "recurring_revenue_bridge", "recurring_revenue"


@identity(
    what="Opening recurring revenue plus every movement is closing recurring revenue.",
    metrics=(BRIDGE, STATE),
)
def recurring_revenue_bridge_closes(readings: Readings) -> Iterator[Apart]:
    """The report period and each of its months, where the movements are known."""
    period = readings.period
    months = [parse_period(label) for label in period.months]
    for window in dict.fromkeys((period, *months)):
        moved = [number(one) for one in readings.groups(BRIDGE, "movement", window)]
        closing = number(readings.at(STATE, window.last_month()))
        opening = number(readings.at(STATE, window.last_month().shifted(-window.length)))
        if not moved or None in moved or closing is None or opening is None:
            continue
        total = opening + sum(one for one in moved if one is not None)
        words = f"opening recurring revenue {opening!r} plus all movements"
        yield Apart(window.label, words, closing, total)
