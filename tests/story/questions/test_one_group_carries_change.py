"""Most of a change from one group or factor."""

from __future__ import annotations

from reportgen.story.questions.one_group_carries_change import one_group_carries_change
from tests.story.questions.ask import ask, facts, plain

NRR = """
    net_revenue_retention TTM2026-09 1.083 n=285
    net_revenue_retention TTM2026-06 1.121 n=263
    net_revenue_retention_change TTM2026-09 -0.038 n=285
    net_revenue_retention_change TTM2026-09 -0.025 segment=Small n=170
    net_revenue_retention_change TTM2026-09 -0.016 segment=Mid n=90
    net_revenue_retention_change TTM2026-09 0.003 segment=Large n=25
"""


def test_a_fall_and_the_segment_that_carries_it() -> None:
    (asked,) = ask(one_group_carries_change, NRR)
    assert plain(asked.text) == (
        "Net revenue retention fell by 3.8 pp since TTM Jun 2026, 2.5 pp of it in Small: "
        "what is done there?"
    )
    assert facts(asked) == {
        "NRR, TTM Jun 2026": "112.1%",
        "NRR, TTM Sep 2026": "108.3%",
        "Small": "−2.5 pp",
        "Mid": "−1.6 pp",
        "Large": "+0.3 pp",
    }


def test_a_factor_that_lowers_payback_is_good_and_weighs_less() -> None:
    text = """
        cac_payback 2026Q3 14.1 n=21
        cac_payback 2026Q2 15.7 n=19
        cac_payback_change 2026Q3 -1.6 n=21
        cac_payback_change 2026Q3 -1.5 factor=number_of_new_customers n=21
        cac_payback_change 2026Q3 -0.6 factor=spend n=21
        cac_payback_change 2026Q3 0.5 factor=price_per_new_customer n=21
    """
    (good,) = ask(one_group_carries_change, text)
    assert plain(good.text) == (
        "CAC payback fell by 1.6 months since Q2 2026, 1.5 months of it from number of new "
        "customers: will it last?"
    )
    (bad,) = ask(one_group_carries_change, NRR)
    assert bad.weight > good.weight


def test_a_state_moves_from_one_report_period_to_the_next() -> None:
    text = """
        annual_recurring_revenue 2026-09 134900000 exact
        annual_recurring_revenue 2026-06 127700000 exact
        annual_recurring_revenue_change 2026Q3 7200000 exact
        annual_recurring_revenue_change 2026Q3 4400000 exact segment=Mid
        annual_recurring_revenue_change 2026Q3 2800000 exact segment=Large
    """
    (asked,) = ask(one_group_carries_change, text, locale="sv")
    assert plain(asked.text) == (
        "Den årliga återkommande intäkten (ARR) steg med 7,20 MSEK sedan jun 2026, varav 4,40 "
        "MSEK i Mid: kan det upprepas i andra segment?"
    )


def test_silent_where_nothing_stands_out() -> None:
    """Spread evenly; no change on paper; few customers, which is a question of its own; one end."""
    even = NRR.replace("-0.025", "-0.014").replace("-0.016", "-0.013").replace("0.003", "-0.011")
    assert ask(one_group_carries_change, even) == []
    still = NRR.replace("-0.038", "-0.0001")
    assert ask(one_group_carries_change, still) == []
    assert ask(one_group_carries_change, NRR.replace("n=170", "n=3")) == []
    without = "\n".join(NRR.strip().splitlines()[2:])
    assert ask(one_group_carries_change, without) == []
