"""Every figure twice: once by reportgen, once by a second implementation in fractions.

A difference is settled by the metric catalogue, never by taking over what the other one says.
"""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest

from tests.measure.oracle.company import company
from tests.measure.oracle.compare import Outcome, compare
from tests.measure.oracle.figures import METRICS, Figures
from tests.measure.oracle.ledgers import Ledgers

SAMPLE = (2, 3, 5, 10, 12, 13, 15, 18, 19, 22)
CAMPAIGN = range(1_000, 2_000)


def run(seed: int) -> Outcome:
    """One made-up company, both ways; differences name the seed."""
    outcome = compare(company(seed))
    outcome.differences = [f"seed {seed}: {text}" for text in outcome.differences]
    return outcome


def test_it_knows_every_metric_of_these_tables() -> None:
    """All but those of a plan, which are figures of others beside a number from a file."""
    assert len(METRICS) >= 68
    assert {"cac_payback", "net_revenue_retention", "runway", "win_rate"} <= set(METRICS)


def test_it_agrees_with_the_catalogue_on_the_figures_of_one_customer() -> None:
    """The second implementation itself, by hand: 100 a month, then 150, in a year from January."""
    made = company(0)
    made.customers = made.ledger = made.cash = made.headcount = made.deals = None
    made.blank, made.history_starts, made.fiscal_year_start = frozenset(), None, 1
    begin = 2024 * 12
    made.first_of_period = made.last = begin + 12
    made.revenue = [
        {
            **{"customer_id": "C01", "month": begin + n, "mrr": 100 if n < 6 else 150},
            **{"product_line": None, "currency": "EUR", "seats": None, "kind": None},
        }
        for n in range(13)
    ]
    figures = Figures(Ledgers(made))
    year = next(w for w in figures.ledgers.windows if w.label == "TTM2025-01")
    month = next(w for w in figures.ledgers.windows if w.label == "2025-01")
    assert figures.value("net_revenue_retention", year, ("", "")) == 1.5
    assert figures.value("gross_revenue_retention", year, ("", "")) == 1
    assert figures.value("growth_year_on_year", month, ("", "")) == 0.5
    assert figures.value("recurring_revenue_bridge", year, ("movement", "expansion")) == 50
    assert figures.value("quick_ratio", year, ("", "")) == {"infinite"}
    assert figures.value("cac", year, ("", "")) == {"no_data"}


@pytest.mark.parametrize("seed", SAMPLE)
def test_both_ways_give_the_same_figures(seed: int) -> None:
    """Values, halves of the history that are missing, and why."""
    outcome = run(seed)
    assert outcome.differences[:10] == []
    assert outcome.figures > 200


@pytest.mark.long
def test_a_thousand_companies(capsys: pytest.CaptureFixture[str]) -> None:
    """Broken years, currencies, merged and returning customers, blanks, absent exports."""
    total = Outcome()
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        for outcome in pool.map(run, CAMPAIGN, chunksize=10):
            total.add(outcome)
    with capsys.disabled():
        missing = ", ".join(f"{reason} {count:,}" for reason, count in total.reasons.items())
        print(  # noqa: T201
            f"\n{len(CAMPAIGN):,} companies, {total.figures:,} figures: {total.values:,} values, "
            f"missing {missing}; {len(total.differences)} differences"
        )
    assert total.differences[:20] == []
    assert total.figures > 5_000_000
