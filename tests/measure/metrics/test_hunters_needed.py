"""People needed to book the meetings of the backward plan."""

import pytest

from reportgen.measure.metrics.hunters_needed import hunters_needed
from tests.ascii_table import frame
from tests.measure.funnels import figures, leads
from tests.measure.metrics.test_backward_plan import HEADER, deals, plan, through

NAME = "hunters_needed"
STAGES = {
    "prospect": (200, "2025-01-10"),
    "sales_lead": (50, "2025-01-20"),
    "customer": (10, "2025-01-30"),
}
ROWS = leads(HEADER + "\n".join(through("outbound", STAGES)))
# January has 23 working days: one person books 23 x 2 = 46 of 100 meetings, the other 54.
ACTIVITY = frame("""
    date        owner  type            count  flow
    2025-01-15  Alva   meeting_booked     46  outbound
    2025-01-15  Bo     meeting_booked     54  outbound
    2025-01-15  Cia    meeting_booked    500  inbound
""")


def test_meetings_needed_over_what_a_person_books() -> None:
    """120 deals take 600 SQL and 1,200 meetings; a person books 100 / 46 a day, 261 days a year."""
    found = figures(
        hunters_needed,
        plan=plan(1_200_000),
        deals=deals({"outbound": 10}),
        leads=ROWS,
        sales_activity=ACTIVITY,
    )
    assert found.get(NAME, "FY2025", "part", "meetings").value == pytest.approx(1200)
    assert found.get(NAME, "FY2025").value == pytest.approx(1200 / (100 / 46 * 261))
    assert found.get(NAME, "FY2025", "part", "at_capacity").value == pytest.approx(1200 / (2 * 261))
    assert found.get(NAME, "FY2025", "part", "now").value == 2


def test_missing_without_meetings_or_plan() -> None:
    won = deals({"outbound": 10})
    found = figures(hunters_needed, plan=plan(1_200_000), deals=won, leads=ROWS)
    assert found.get(NAME, "FY2025").missing == "no_data"
    found = figures(hunters_needed, deals=won, leads=ROWS, sales_activity=ACTIVITY)
    assert found.get(NAME, "2025Q4").missing == "no_data"
    assert figures(hunters_needed).get(NAME, "2025Q4").missing == "no_data"
