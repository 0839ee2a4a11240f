"""Conversion of a whole flow."""

import pytest

from reportgen.measure.metrics.flow_conversion import flow_conversion
from tests.measure.funnels import figures, leads, many

NAME = "flow_conversion"


def test_published_example() -> None:
    """30 % x 40 % x 41.67 % x 30 % = 1.5 % (TheCalcu)."""
    stages = ["seen", "asked", "met", "offered", "signed"]
    counts = dict(zip(stages, (1000, 300, 120, 50, 15), strict=True))
    days = {stage: f"2025-01-{place + 10}" for place, stage in enumerate(stages)}
    rows = many("sales", counts, days)
    found = figures(flow_conversion, leads=rows, funnel={"flows": {"sales": stages}})
    assert found.get(NAME, "2025Q1", "flow", "sales").value == pytest.approx(0.015, abs=1e-15)
    assert found.get(NAME, "2025Q1", "flow", "sales").n == 1000


def test_it_is_missing_with_its_first_step_that_is() -> None:
    """Nobody of a segment ever came to the second step; another has both."""
    rows = leads("""
        lead_id  stage  entered_at  flow  segment
        L1       a      2025-01-01  f     ENT
        L2       a      2025-01-01  f     SMB
        L2       b      2025-01-05  f     SMB
        L2       c      2025-01-06  f     SMB
        L3       a      2025-02-01  f     SMB
    """)
    found = figures(flow_conversion, leads=rows, funnel={"flows": {"f": ["a", "b", "c"]}})
    assert found.get(NAME, "2025Q1", "flow", "f").value == pytest.approx(1 / 3)
    assert found.get(NAME, "2025Q1", "segment+flow", "SMB+f").value == 0.5
    assert found.get(NAME, "2025Q1", "segment+flow", "ENT+f").missing == "no_data"
    assert found.get(NAME, "2025Q1").missing == "not_meaningful"
    assert figures(flow_conversion).get(NAME, "2025Q1").missing == "no_data"
