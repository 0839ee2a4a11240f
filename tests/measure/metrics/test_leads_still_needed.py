"""What the backward plan still lacks."""

import pytest

from reportgen.measure.metrics.leads_still_needed import leads_still_needed
from tests.measure.funnels import figures, leads
from tests.measure.metrics.test_backward_plan import HEADER, deals, plan, through

NAME = "leads_still_needed"


def test_what_the_year_still_needs() -> None:
    """100 leads handed to sales, 64 so far: 36; the deals are done."""
    rows = leads(HEADER + "\n".join(through("inbound", {"sales_lead": (64, "2025-02-01")})))
    # 64 SQL for 6.4 deals would be 10 each; with 8 deals won it takes 8 each, so 12.5 deals.
    found = figures(leads_still_needed, plan=plan(125_000), deals=deals({"inbound": 8}), leads=rows)
    reading = found.get(NAME, "FY2025", "stage", "sales_lead")
    assert reading.value == pytest.approx(36)
    assert reading.n == 64
    assert reading.numerator == pytest.approx(100)
    assert found.get(NAME, "FY2025").value == pytest.approx(4.5)


def test_never_below_nothing() -> None:
    """More than enough in February, none in March."""
    rows = leads(HEADER + "\n".join(through("inbound", {"sales_lead": (64, "2025-02-01")})))
    found = figures(leads_still_needed, plan=plan(120_000), deals=deals({"inbound": 8}), leads=rows)
    assert found.get(NAME, "2025-02", "stage", "sales_lead").value == 0
    assert found.get(NAME, "2025-03", "stage", "sales_lead").value == pytest.approx(8)
    assert figures(leads_still_needed).get(NAME, "FY2025").missing == "no_data"
