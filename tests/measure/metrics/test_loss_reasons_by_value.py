"""Reasons for losses, by value."""

from reportgen.measure.metrics.loss_reasons_by_value import loss_reasons_by_value
from tests.measure.metrics.test_loss_reasons import DEALS
from tests.measure.readings import readings

NAME = "loss_reasons_by_value"


def test_value_by_reason_and_within_segments() -> None:
    """120,000 went to competitors, 60,000 to nobody; a deal without an amount adds none."""
    figures = readings(loss_reasons_by_value, tables={"deals": DEALS})
    whole = figures.get(NAME, "2025Q4")
    assert (whole.value, whole.n) == (180_000, 3)
    reasons = {r.split: r.value for r in figures.groups(NAME, "loss_reason") if r.value}
    assert reasons == {"Competitor": 120_000, "No-decision": 60_000}
    place = (NAME, "2025Q4", "segment+loss_reason")
    assert figures.get(*place, "ENT+Competitor").value == 100_000
    assert figures.get(*place, "SMB+Competitor").value == 20_000


def test_without_deals_there_is_no_figure() -> None:
    """Nor is it 0."""
    assert readings(loss_reasons_by_value, tables={}).get(NAME, "2025Q4").missing == "no_data"
