"""Few customers behind much of a change."""

from __future__ import annotations

from reportgen.story.questions.few_stand_behind_change import few_stand_behind_change
from tests.story.questions.ask import ask, plain

NRR = """
    net_revenue_retention TTM2026-09 1.083 n=285
    net_revenue_retention TTM2026-06 1.121 n=263
    net_revenue_retention_change TTM2026-09 -0.038 n=285
    net_revenue_retention_change TTM2026-09 -0.020 segment=Large n=3
    net_revenue_retention_change TTM2026-09 -0.018 segment=Mid n=90
"""


def test_it_says_how_few() -> None:
    (asked,) = ask(few_stand_behind_change, NRR)
    assert plain(asked.text) == (
        "Net revenue retention changed by −3.8 pp since TTM Jun 2026, −2.0 pp of it in Large, "
        "which has 3 customers: is it a pattern, or those few?"
    )
    (swedish,) = ask(few_stand_behind_change, NRR, locale="sv")
    assert plain(swedish.text).startswith("Nettoretentionen (NRR) ändrades med −3,8")
    assert plain(asked.facts[0].value) == "−2.0 pp (n = 3)"


def test_the_pack_says_what_is_few() -> None:
    assert ask(few_stand_behind_change, NRR, definitions={"small_n": 3}) == []
    assert len(ask(few_stand_behind_change, NRR, definitions={"small_n": 100})) == 2


def test_a_small_part_of_the_change_is_no_question() -> None:
    assert ask(few_stand_behind_change, NRR.replace("-0.020", "-0.005")) == []


def test_sums_of_money_are_exact_however_few_pay_them() -> None:
    text = """
        annual_recurring_revenue_change 2026Q3 7200000 exact n=2
        annual_recurring_revenue_change 2026Q3 4400000 exact segment=Mid n=1
        annual_recurring_revenue_change 2026Q3 2800000 exact segment=Large n=1
    """
    assert ask(few_stand_behind_change, text) == []
