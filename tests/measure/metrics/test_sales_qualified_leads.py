"""Sales qualified leads."""

from reportgen.measure.metrics.sales_qualified_leads import sales_qualified_leads
from tests.measure.funnels import figures, leads, many, values

NAME = "sales_qualified_leads"


def test_leads_handed_to_sales() -> None:
    """60 from inbound, 40 from outbound: 100."""
    day = {"sales_lead": "2025-10-03"}
    inbound = many("inbound", {"sales_lead": 60}, day)
    outbound = many("outbound", {"sales_lead": 40}, day)
    rows = inbound.vstack(outbound.with_columns(lead_id="O" + outbound["lead_id"]))
    found = figures(sales_qualified_leads, leads=rows)
    assert found.get(NAME, "2025Q4").value == 100
    assert values(found, NAME, "2025Q4", "flow") == {"inbound": 60, "outbound": 40}


def test_once_and_by_the_packs_own_stage() -> None:
    """Handed over twice is one; `demo` is the stage here."""
    rows = leads("lead_id stage entered_at flow\nL1 demo 2025-10-01 web\nL1 demo 2025-12-01 web")
    own = {"flows": {"web": ["trial", "demo"]}, "sql_stage": "demo"}
    found = figures(sales_qualified_leads, leads=rows, funnel=own)
    assert [found.get(NAME, label).value for label in ("2025Q4", "2025-12")] == [1, 0]
