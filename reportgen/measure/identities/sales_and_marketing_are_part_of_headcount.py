"""Sales and marketing are some of the people, never more than all."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.measure.identity import Apart, identity
from reportgen.measure.reading import Readings

SHARE = "sales_and_marketing_headcount_share"


@identity(
    what="Sales and marketing staff are no more than all staff, and not fewer than none.",
    metrics=(SHARE,),
)
def sales_and_marketing_are_part_of_headcount(readings: Readings) -> Iterator[Apart]:
    """The share of the report period and its two halves."""
    reading = readings.at(SHARE)
    some, whole = reading.numerator, reading.denominator
    if reading.value is None or some is None or whole is None:
        return
    yield Apart(reading.period, "sales and marketing staff", min(max(some, 0.0), whole), some)
