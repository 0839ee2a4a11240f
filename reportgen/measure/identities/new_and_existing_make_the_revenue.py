"""Revenue from new customers and from existing ones is all there is."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.measure.identity import Apart, identity, number
from reportgen.measure.reading import Readings
from reportgen.period import parse_period

PARTS = ("revenue_from_new_customers", "revenue_from_existing_customers")
STATE = "recurring_revenue"


@identity(
    what="Revenue from new and from existing customers is the recurring revenue of the period.",
    metrics=(*PARTS, STATE),
)
def new_and_existing_make_the_revenue(readings: Readings) -> Iterator[Apart]:
    """The report period, where it is one of those that new and existing are told for."""
    label = readings.label(PARTS[0], readings.period)
    window = parse_period(label, readings.period.fiscal_year_start)
    parts = [number(readings.get(name, label)) for name in PARTS]
    months = [number(readings.get(STATE, month)) for month in window.months]
    if None in parts or None in months:
        return
    whole = sum(month for month in months if month is not None)
    total = sum(part for part in parts if part is not None)
    yield Apart(label, "revenue from new and from existing customers", whole, total)
