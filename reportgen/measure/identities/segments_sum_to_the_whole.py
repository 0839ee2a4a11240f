"""Recurring revenue of all segments is the company's."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.measure.identity import Apart, identity, number
from reportgen.measure.reading import Readings

METRICS = ("recurring_revenue", "customers")
# A customer may buy several product lines: lines add up to revenue, not to customers.
OF_CUSTOMERS = ("segment", "country")


@identity(
    what="Recurring revenue and customers of all segments add up to those of the company.",
    metrics=METRICS,
)
def segments_sum_to_the_whole(readings: Readings) -> Iterator[Apart]:
    """Splits by what a customer is, at the end of the report period."""
    end = readings.period.last_month()
    for metric in METRICS:
        whole = number(readings.at(metric, end))
        for split in set(OF_CUSTOMERS) & set(readings.splits(metric)):
            parts = [number(one) for one in readings.groups(metric, split, end)]
            known = [part for part in parts if part is not None]
            if whole is not None and known:
                yield Apart(end.label, f"{metric} of each {split} summed", whole, sum(known))
