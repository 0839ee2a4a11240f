"""Conversion by step of a funnel, by cohort."""

from itertools import pairwise

import pytest

from reportgen.measure.metrics.step_conversion import step_conversion
from tests.measure.funnels import figures, leads, many, values

NAME = "step_conversion"
STEP = "outbound: prospect > sales_lead"
ROWS = leads("""
    lead_id  stage       entered_at  flow      segment  source
    L1       prospect    2025-04-01  outbound  ENT      list
    L1       sales_lead  2025-04-20  outbound  ENT      list
    L2       prospect    2025-05-01  outbound  ENT      list
    L2       sales_lead  2025-07-30  outbound  ENT      list
    L3       prospect    2025-06-01  outbound  SMB      fair
    L3       sales_lead  2025-08-31  outbound  SMB      fair
    L4       prospect    2025-06-30  outbound  SMB      fair
    L5       prospect    2025-07-01  outbound  SMB      fair
""")


def test_published_example() -> None:
    """1,000, 300, 120, 50, 15: 30, 40, 41.67, 30 % (TheCalcu)."""
    stages = ["seen", "asked", "met", "offered", "signed"]
    counts = dict(zip(stages, (1000, 300, 120, 50, 15), strict=True))
    days = {stage: f"2025-0{place + 1}-10" for place, stage in enumerate(stages)}
    found = figures(
        step_conversion, leads=many("sales", counts, days), funnel={"flows": {"sales": stages}}
    )
    steps = values(found, NAME, "FY2025", "step")
    assert steps == dict.fromkeys(steps, "partial_period")
    first = found.get(NAME, "2025-01", "step", "sales: seen > asked")
    assert (first.value, first.numerator, first.denominator, first.n) == (0.3, 300, 1000, 1000)
    each = [
        found.get(NAME, f"2025-0{place + 1}", "step", f"sales: {a} > {b}").value
        for place, (a, b) in enumerate(pairwise(stages))
    ]
    assert each == pytest.approx([0.30, 0.40, 50 / 120, 0.30], abs=1e-12)


def test_within_ninety_days_of_the_cohorts_own_entries() -> None:
    """L2 came on the 90th day, L3 on the 91st; L5 is of the next quarter."""
    reading = figures(step_conversion, leads=ROWS).get(NAME, "2025Q2", "step", STEP)
    assert (reading.value, reading.numerator, reading.denominator) == (0.5, 2, 4)
    longer = figures(step_conversion, leads=ROWS, definitions={"max_days": 91})
    assert longer.get(NAME, "2025Q2", "step", STEP).value == 0.75


def test_a_step_of_its_own_length() -> None:
    """[funnel.max_days] is for one step."""
    own = {"max_days": {"outbound": {"prospect": {"sales_lead": 30}}}}
    found = figures(step_conversion, leads=ROWS, funnel=own)
    assert found.get(NAME, "2025Q2", "step", STEP).value == 0.25
    assert found.definitions[NAME].endswith("within 30 to 90 days, by step")


def test_as_long_as_nine_of_ten_needed() -> None:
    """19, 90 and 91 days: 91."""
    found = figures(step_conversion, leads=ROWS, definitions={"max_days": "p90"})
    assert found.get(NAME, "2025Q2", "step", STEP).value == 0.75


def test_only_when_all_have_had_their_time() -> None:
    """The window of a quarter closes 90 days after it: on 28 September for the second one."""
    for period, missing in (("2025-08", "partial_period"), ("2025-09", None)):
        reading = figures(step_conversion, leads=ROWS, period=period)
        assert reading.get(NAME, "2025Q2", "step", STEP).missing == missing
    found = figures(step_conversion, leads=ROWS, period="2025-09")
    assert found.get(NAME, "2025Q3", "step", STEP).missing == "partial_period"


def test_by_group() -> None:
    """Segment and source, each with the step."""
    found = figures(step_conversion, leads=ROWS)
    assert found.get(NAME, "2025Q2", "segment+step", f"ENT+{STEP}").value == 1
    assert found.get(NAME, "2025Q2", "source+step", f"fair+{STEP}").value == 0
    assert found.get(NAME, "2025Q2").missing == "not_meaningful"


def test_the_start_without_leads_is_skipped() -> None:
    """Nobody has rows for strangers: there is no step from unknown. To customer nobody ever came."""
    found = figures(step_conversion, leads=ROWS)
    assert values(found, NAME, "2025Q2", "step") == {
        STEP: 0.5,
        "outbound: sales_lead > customer": "no_data",
    }


def test_hostile_leads() -> None:
    """Again into a stage, stages out of order, all on one day."""
    rows = leads("""
        lead_id  stage       entered_at  flow
        again    prospect    2025-04-01  outbound
        again    prospect    2025-06-20  outbound
        again    sales_lead  2025-07-15  outbound
        back     sales_lead  2025-04-01  outbound
        back     prospect    2025-04-02  outbound
        oneday   prospect    2025-04-03  outbound
        oneday   sales_lead  2025-04-03  outbound
    """)
    reading = figures(step_conversion, leads=rows).get(NAME, "2025Q2", "step", STEP)
    # The first entry counts, 105 days before; who was a sales lead before did not become one.
    assert (reading.numerator, reading.denominator) == (1, 3)


def test_an_inbound_lead_may_come_back_through_nurturing() -> None:
    """It is a sales lead of its flow although the row says nurture; coming back is its own step."""
    rows = leads("""
        lead_id  stage           entered_at  flow
        L1       visitor         2025-04-01  inbound
        L1       marketing_lead  2025-04-02  inbound
        L1       nurturing_lead  2025-04-02  nurture
        L1       marketing_lead  2025-05-02  nurture
        L1       sales_lead      2025-05-12  nurture
        L2       marketing_lead  2025-04-02  inbound
        L2       nurturing_lead  2025-04-02  inbound
    """)
    found = figures(step_conversion, leads=rows)
    assert values(found, NAME, "2025Q2", "step") == {
        "inbound: visitor > marketing_lead": 1,
        "inbound: marketing_lead > sales_lead": 0.5,
        # The entry of the same day was before nurturing, not after it.
        "nurture: nurturing_lead > marketing_lead": 0.5,
    }


def test_a_flow_without_leads_has_no_steps() -> None:
    found = figures(step_conversion, leads=ROWS)
    assert all(split.startswith("outbound") for _, split in found.by(NAME, "step"))
    assert figures(step_conversion).get(NAME, "2025Q2").missing == "no_data"
