from __future__ import annotations

from reportgen.intake.checks.leads_stages_are_known import leads_stages_are_known
from reportgen.problem import Severity
from tests.intake.checks.find import find

HEADER = "lead_id stage entered_at flow\n"


def test_a_misspelt_stage_stops_the_build_and_names_the_nearest() -> None:
    leads = HEADER + "L1 prospect 2026-01-02 outbound\nL2 prospct 2026-01-03 outbound"
    (problem,) = find(leads_stages_are_known, leads=leads)
    assert problem.severity is Severity.ERROR
    assert (problem.line, problem.column, problem.value) == (3, "stage", "prospct")
    assert "Did you mean 'prospect'?" in problem.advice


def test_a_stage_of_its_own_is_a_warning() -> None:
    leads = HEADER + "L1 webinar 2026-01-02 inbound\nL2 webinar 2026-01-03 inbound"
    (problem,) = find(leads_stages_are_known, leads=leads)
    assert problem.severity is Severity.WARNING
    assert problem.what == "2 rows are of the stage 'webinar', which no flow has"


def test_a_flow_without_stages_is_a_warning() -> None:
    leads = HEADER + "L1 visitor 2026-01-02 partner\nL2 visitor 2026-01-03 -"
    (problem,) = find(leads_stages_are_known, leads=leads)
    assert problem.severity is Severity.WARNING
    assert "1 row is of the flow 'partner', which has no stages" in problem.what
    assert "[funnel.flows]" in problem.advice


def test_the_packs_own_stages_spellings_and_titles_are_known() -> None:
    leads = "| lead_id | stage | entered_at |\n| L1 | Sales Lead | 2026-01-02 |\n| L2 | Het | 2026-01-02 |"
    pack = {"funnel": {"flows": {"a": ["hot", "sales_lead"]}, "titles": {"hot": "Het"}}}
    assert not find(leads_stages_are_known, leads=leads, pack=pack)
    assert not find(leads_stages_are_known, cash="month cash_end\n2026-01 1")
