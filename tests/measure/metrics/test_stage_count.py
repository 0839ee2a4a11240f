"""Entries into the stages of the funnels."""

from reportgen.measure.metrics.stage_count import stage_count
from tests.measure.funnels import figures, leads, many, values

NAME = "stage_count"
DAYS = {"visitor": "2025-01-02", "marketing_lead": "2025-01-09", "sales_lead": "2025-02-03"}


def test_entries_by_stage_and_by_flow_and_stage() -> None:
    """1,000 visitors, 300 marketing leads, 120 sales leads: 1,420 entries."""
    counts = {"visitor": 1000, "marketing_lead": 300, "sales_lead": 120}
    found = figures(stage_count, leads=many("inbound", counts, DAYS))
    assert found.get(NAME, "2025Q1").value == 1420
    assert values(found, NAME, "2025Q1", "stage") == counts
    assert found.get(NAME, "2025-01", "flow+stage", "inbound+visitor").value == 1000
    assert found.get(NAME, "2025-02", "flow+stage", "inbound+visitor").value == 0


def test_a_lead_counts_once_in_a_stage_but_each_time_in_a_loop() -> None:
    """L1 is twice a prospect and goes through nurturing twice."""
    rows = leads("""
        lead_id  stage           entered_at  flow
        L1       prospect        2025-10-01  outbound
        L1       prospect        2025-11-01  outbound
        L1       nurturing_lead  2025-11-02  nurture
        L1       marketing_lead  2025-11-10  nurture
        L1       nurturing_lead  2025-12-01  nurture
        L1       marketing_lead  2025-12-10  nurture
    """)
    found = figures(stage_count, leads=rows)
    assert values(found, NAME, "2025Q4", "flow+stage") == {
        "nurture+marketing_lead": 2,
        "nurture+nurturing_lead": 2,
        "outbound+prospect": 1,
    }


def test_what_is_known_of_a_lead_holds_for_all_its_rows() -> None:
    """The segment stands in the first row only; a column of the company's own is a split too."""
    rows = leads("""
        lead_id  stage       entered_at  flow      segment  region
        L1       prospect    2025-10-01  outbound  ENT      north
        L1       sales_lead  2025-11-01  outbound  -        -
        L2       prospect    2025-10-01  outbound  SMB      -
    """)
    found = figures(stage_count, leads=rows, further={"leads": ("region",)})
    assert values(found, NAME, "2025Q4", "segment") == {"ENT": 2, "SMB": 1}
    assert found.get(NAME, "2025Q4", "segment+stage", "ENT+sales_lead").value == 1
    assert values(found, NAME, "2025Q4", "region") == {"(blank)": 1, "north": 2}


def test_the_packs_spelling_and_titles_are_understood() -> None:
    """`Sales Lead`, `sales-lead` and the printed title are one stage."""
    rows = leads("""
        | lead_id | stage      | entered_at | flow     |
        | L1      | Sales Lead | 2025-10-01 | Outbound |
        | L2      | sales-lead | 2025-10-01 | outbound |
        | L3      | Het kontakt| 2025-10-01 | outbound |
    """)
    found = figures(stage_count, leads=rows, funnel={"titles": {"sales_lead": "Het kontakt"}})
    assert values(found, NAME, "2025Q4", "flow+stage") == {"outbound+sales_lead": 3}


def test_rows_without_a_flow_belong_where_most_of_their_stages_are() -> None:
    """No flow column: L1 is inbound and comes back through nurturing, L2 is outbound."""
    rows = leads("""
        lead_id  stage           entered_at
        L1       visitor         2025-10-01
        L1       marketing_lead  2025-10-05
        L1       nurturing_lead  2025-10-20
        L1       marketing_lead  2025-11-05
        L1       sales_lead      2025-11-20
        L2       prospect        2025-10-01
        L2       sales_lead      2025-10-05
    """)
    found = figures(stage_count, leads=rows)
    assert values(found, NAME, "2025Q4", "flow+stage") == {
        "inbound+marketing_lead": 1,
        "inbound+sales_lead": 1,
        "inbound+visitor": 1,
        "nurture+marketing_lead": 1,
        "nurture+nurturing_lead": 1,
        "outbound+prospect": 1,
        "outbound+sales_lead": 1,
    }


def test_unknown_stages_and_flows_are_counted() -> None:
    """They are in no step, but they are there."""
    rows = leads("""
        lead_id  stage     entered_at  flow
        L1       webinar   2025-10-01  inbound
        L2       visitor   2025-10-01  partner
    """)
    found = figures(stage_count, leads=rows)
    assert values(found, NAME, "2025Q4", "flow+stage") == {
        "inbound+webinar": 1,
        "partner+visitor": 1,
    }


def test_without_leads_there_is_nothing() -> None:
    assert figures(stage_count).get(NAME, "2025Q4").missing == "no_data"
