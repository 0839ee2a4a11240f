"""The bottleneck of each flow."""

from __future__ import annotations

import polars as pl
import pytest

from reportgen.measure.metrics.bottleneck import bottleneck
from tests.ascii_table import frame
from tests.measure.funnels import figures, leads, values
from tests.measure.metrics.test_backward_plan import MONTHS

NAME = "bottleneck"
FIRST, SECOND = "sales: seen > met", "sales: met > signed"
FUNNEL = {"flows": {"sales": ["seen", "met", "signed"]}, "loops": [], "sql_stage": "met"}
HEADER = "lead_id stage entered_at flow\n"


def quarters(counts: list[tuple[int, int, int]]) -> pl.DataFrame:
    """So many leads in each stage in each quarter of 2025, all within a month."""
    rows = []
    for quarter, stages in enumerate(counts):
        month = f"2025-{quarter * 3 + 1:02d}"
        for day, (stage, count) in enumerate(zip(("seen", "met", "signed"), stages, strict=True)):
            rows += [f"Q{quarter}L{n} {stage} {month}-{day + 5:02d} sales" for n in range(count)]
    return leads(HEADER + "\n".join(rows))


DEALS = frame("""
    deal_id  status  created_date  close_date  amount_arr  source_flow
    D1       won     2025-04-01    2025-06-30     1500000  sales
    D2       won     2025-07-01    2025-08-30      500000  sales
    D3       lost    2025-07-01    2025-08-30      900000  sales
""")
LATER = quarters([(100, 40, 20), (100, 40, 20), (100, 32, 16), (100, 32, 16)])


def test_the_step_that_has_fallen_furthest_below_its_best() -> None:
    """40 % at best, 32 % now: 25 % x 2,000,000 won = 500,000; the other step holds its 50 %."""
    found = figures(bottleneck, leads=LATER, deals=DEALS, funnel=FUNNEL)
    assert found.get(NAME, "2025Q4").value == pytest.approx(500_000)
    assert values(found, NAME, "2025Q4", "bottleneck") == {FIRST: pytest.approx(500_000)}
    assert values(found, NAME, "2025Q4", "flow+kind") == {"sales+step": pytest.approx(500_000)}
    reading = found.get(NAME, "2025Q4", "step", FIRST)
    assert (reading.numerator, reading.denominator, reading.n) == (0.4, 0.32, 100)
    assert found.get(NAME, "2025Q4", "step", SECOND).value == 0
    # 90 and 60 days from creation to signature; in the third quarter 60 alone.
    assert found.get(NAME, "2025Q3", "part", "days_until_effect").value == 60


def test_the_lowest_step_need_not_be_the_bottleneck() -> None:
    """50 % of the second step is more than 32 % of the first, and further below its target."""
    targets = {"sales": {"seen": {"met": 0.33}, "met": {"signed": 0.8}}}
    found = figures(bottleneck, leads=LATER, deals=DEALS, funnel={**FUNNEL, "targets": targets})
    assert values(found, NAME, "2025Q4", "bottleneck") == {SECOND: pytest.approx(1_200_000)}


def test_without_a_reference_the_lowest_step_without_an_effect() -> None:
    """At the end of the second quarter only one cohort has had its time."""
    found = figures(bottleneck, leads=LATER, deals=DEALS, funnel=FUNNEL, period="2025Q2")
    assert values(found, NAME, "2025Q2", "flow+kind") == {
        "sales+lowest_step": "insufficient_history"
    }
    assert values(found, NAME, "2025Q2", "bottleneck") == {FIRST: "insufficient_history"}


def test_one_lead_of_one_is_no_reference() -> None:
    """A hundred per cent of a single lead would make every other quarter a failure."""
    rows = quarters([(1, 1, 1), (100, 40, 20), (100, 40, 20), (100, 40, 20)])
    found = figures(bottleneck, leads=rows, deals=DEALS, funnel=FUNNEL)
    assert values(found, NAME, "2025Q4", "step") == {FIRST: 0, SECOND: 0}
    assert found.get(NAME, "2025Q4").missing == "insufficient_history"


def test_a_step_that_nobody_takes_any_more() -> None:
    """A gain from nothing has no measure, but it is the bottleneck."""
    rows = quarters([(100, 40, 20), (100, 40, 20), (100, 0, 0), (100, 0, 0)])
    found = figures(bottleneck, leads=rows, deals=DEALS, funnel=FUNNEL)
    assert values(found, NAME, "2025Q4", "bottleneck") == {FIRST: "div_zero"}


def test_one_lead_of_few_is_worth_no_amount() -> None:
    """18 came to the step and 1 went on: named, but without an amount."""
    rows = quarters([(100, 40, 20), (100, 40, 20), (100, 18, 1), (100, 18, 1)])
    targets = {"sales": {"met": {"signed": 0.5}, "seen": {"met": 0.1}}}
    found = figures(bottleneck, leads=rows, deals=DEALS, funnel={**FUNNEL, "targets": targets})
    assert values(found, NAME, "2025Q4", "bottleneck") == {SECOND: "suppressed_small_n"}
    assert found.get(NAME, "2025Q4").missing == "suppressed_small_n"
    reading = found.get(NAME, "2025Q4", "flow+kind", "sales+step")
    assert (reading.n, reading.denominator) == (18, 1 / 18)


def test_full_days_come_first() -> None:
    """19 answered calls of 20: one more than two hunters is half of what the flow has won."""
    activity = frame("""
        date        owner  type           count
        2025-10-01  Alva   call_answered    437
        2025-10-01  Bo     call_answered    437
        2025-11-03  Alva   call_answered    380
        2025-11-03  Bo     call_answered    380
        2025-12-01  Alva   call_answered    437
        2025-12-01  Bo     call_answered    437
    """)
    own = {**FUNNEL, "hunter_flow": "sales"}
    found = figures(bottleneck, leads=LATER, deals=DEALS, funnel=own, sales_activity=activity)
    assert values(found, NAME, "2025Q4", "flow+kind") == {
        "sales+capacity": pytest.approx(1_000_000)
    }
    easy = {**own, "capacity": {"answered_calls": 40}}
    found = figures(bottleneck, leads=LATER, deals=DEALS, funnel=easy, sales_activity=activity)
    assert values(found, NAME, "2025Q4", "flow+kind") == {"sales+step": pytest.approx(500_000)}


def test_too_few_entries_when_the_steps_are_fine() -> None:
    """The plan takes 24,000,000 / 1,000,000 / 20 % = 120 a year, 30 a quarter; 20 came."""
    rows = quarters([(20, 8, 4)] * 4)
    plan = frame("month key value\n" + "\n".join(f"{m} new_arr 2000000" for m in MONTHS))
    found = figures(bottleneck, leads=rows, deals=DEALS, funnel=FUNNEL, plan=plan, period="2025Q3")
    assert values(found, NAME, "2025Q3", "flow+kind") == {"sales+volume": pytest.approx(1_000_000)}
    reading = found.get(NAME, "2025Q3", "bottleneck", "sales: seen")
    assert reading.numerator == pytest.approx(30)
    assert reading.denominator == 20


def test_without_deals_the_bottleneck_has_a_name_and_no_effect() -> None:
    found = figures(bottleneck, leads=LATER, funnel=FUNNEL)
    assert values(found, NAME, "2025Q4", "bottleneck") == {FIRST: "no_data"}
    assert figures(bottleneck).get(NAME, "2025Q4").missing == "no_data"
