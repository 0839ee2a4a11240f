"""New leads."""

from reportgen.measure.metrics.new_leads import new_leads
from tests.measure.funnels import figures, leads, values

NAME = "new_leads"
ROWS = leads("""
    lead_id  stage           entered_at  flow
    L1       visitor         2025-08-01  inbound
    L1       marketing_lead  2025-10-01  inbound
    L1       sales_lead      2025-11-01  inbound
    L2       prospect        2025-10-01  outbound
    L2       sales_lead      2025-12-01  outbound
    L3       visitor         2025-10-01  inbound
""")


def test_a_lead_is_new_once() -> None:
    """A visitor is none yet; the sales lead of November was one in October."""
    found = figures(new_leads, leads=ROWS)
    assert found.get(NAME, "2025Q4").value == 2
    assert found.get(NAME, "2025-11").value == 0
    assert values(found, NAME, "2025Q4", "flow") == {"inbound": 1, "outbound": 1}


def test_stages_of_the_packs_own() -> None:
    """Its lead stage is whose entry counts; a pack without such a stage has no such figure."""
    flows = {"web": ["visitor", "trial", "sales_lead"]}
    rows = leads(
        "lead_id stage entered_at flow\nL1 trial 2025-10-01 web\nL1 visitor 2025-08-01 web"
    )
    found = figures(new_leads, leads=rows, funnel={"flows": flows, "lead_stage": "trial"})
    assert found.get(NAME, "2025Q4").value == 1
    none = figures(new_leads, leads=rows, funnel={"flows": {"web": ["visitor", "trial"]}})
    assert none.get(NAME, "2025Q4").missing == "no_data"
