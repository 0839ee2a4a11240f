"""Calls, mails and meetings that the backward plan takes."""

import pytest

from reportgen.measure.metrics.activities_needed import activities_needed
from tests.ascii_table import frame
from tests.measure.funnels import figures
from tests.measure.metrics.test_backward_plan import SQL, deals, plan

NAME = "activities_needed"
ACTIVITY = frame("""
    date        owner  type           count
    2025-02-03  Alva   call_dialled    4000
    2025-02-03  Alva   email           1000
    2025-03-03  Alva   call_dialled     100
""")


def test_as_many_for_each_lead_as_in_twelve_months() -> None:
    """100 leads handed to sales, 41 calls and 10 mails for each."""
    found = figures(
        activities_needed,
        plan=plan(100_000),
        deals=deals({"inbound": 10}),
        leads=SQL,
        sales_activity=ACTIVITY,
    )
    reading = found.get(NAME, "FY2025", "type", "call_dialled")
    assert reading.value == pytest.approx(4100)
    assert reading.n == 4100
    assert found.get(NAME, "FY2025", "type", "email").value == pytest.approx(1000)
    assert found.get(NAME, "FY2025").missing == "not_meaningful"
    assert found.get(NAME, "2025-12", "type", "email").missing == "partial_period"


def test_missing() -> None:
    found = figures(activities_needed, plan=plan(100_000), deals=deals({"inbound": 10}), leads=SQL)
    assert found.get(NAME, "FY2025").missing == "no_data"
    assert figures(activities_needed).get(NAME, "FY2025").missing == "no_data"
