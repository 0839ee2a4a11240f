"""A month of customers in three currencies, worked by hand: movements at the later month's rate.

Rates to SEK, November -> December: EUR 11.00 -> 11.50, USD 10.00 -> 9.00.

    customer   November     December     movement                     exchange rates
    A          EUR 100      EUR 120      expansion    20 x 11.5  230   100 x  0.5    50
    B          USD 200      USD 150      contraction -50 x 9.0  -450   200 x -1.0  -200
    C          EUR  50      -            churn       -50 x 11.5 -575    50 x  0.5    25
    D          SEK 1000     SEK 1000     -                             -
    E          -            USD  80      new          80 x 9.0   720   -
    F          - (Sep 40)   EUR  40      reactivation 40 x 11.5  460   -
    G          EUR 100      SEK 1150     -  (pays the same in kronor)  100 x  0.5    50
    H          EUR 100      SEK 1300     expansion 1300 - 1150   150   100 x  0.5    50

Opening 1100 + 2000 + 550 + 1000 + 1100 + 1100 = 6850;
closing 1380 + 1350 + 1000 + 720 + 460 + 1150 + 1300 = 7360.
"""

from __future__ import annotations

from decimal import Decimal

from reportgen.intake.dataset import Dataset
from reportgen.measure.compute import compute
from reportgen.measure.metric import Metric
from reportgen.measure.metrics.recurring_revenue import recurring_revenue
from reportgen.measure.metrics.recurring_revenue_bridge import recurring_revenue_bridge
from reportgen.measure.reading import Readings
from reportgen.pack_sections import Company
from reportgen.period import parse_period
from tests.ascii_table import frame
from tests.measure.readings import pack_of

ROWS = """
    customer_id  month    mrr   currency
    F            2025-09  40    EUR
    D            2025-09  1000  SEK
    D            2025-10  1000  SEK
    A            2025-11  100   EUR
    B            2025-11  200   USD
    C            2025-11  50    EUR
    D            2025-11  1000  SEK
    G            2025-11  100   EUR
    H            2025-11  100   EUR
    A            2025-12  120   EUR
    B            2025-12  150   USD
    D            2025-12  1000  SEK
    E            2025-12  80    USD
    F            2025-12  40    EUR
    G            2025-12  1150  SEK
    H            2025-12  1300  SEK
"""
RATES = """
    currency  month    rate
    EUR       2025-09  11.00
    EUR       2025-10  11.00
    EUR       2025-11  11.00
    EUR       2025-12  11.50
    USD       2025-11  10.00
    USD       2025-12  9.00
"""
EXPECTED = {
    "new": 720,
    "reactivation": 460,
    "expansion": 380,
    "contraction": -450,
    "churn": -575,
    "fx": -25,
}


def in_kronor(*metrics: Metric) -> Readings:
    """Metrics of these customers in a company that reports in SEK."""
    company = Company(name="Test", currency="SEK")
    pack = pack_of().model_copy(update={"company": company})
    tables = {"recurring_revenue": frame(ROWS), "exchange_rates": frame(RATES)}
    named = {metric.name: metric for metric in metrics}
    return compute(Dataset(tables), pack, parse_period("2025Q4"), named)


def test_a_month_in_three_currencies_closes_to_the_krona() -> None:
    """Every movement as worked above, and opening + movements = closing exactly."""
    figures = in_kronor(recurring_revenue_bridge, recurring_revenue)
    moved = {
        name: figures.get("recurring_revenue_bridge", "2025-12", "movement", name).exact
        for name in EXPECTED
    }
    assert moved == EXPECTED
    opening = figures.get("recurring_revenue", "2025-11").exact
    closing = figures.get("recurring_revenue", "2025-12").exact
    assert opening == 6850
    assert closing == 7360
    assert opening + sum(amount or Decimal(0) for amount in moved.values()) == closing


def test_a_change_of_currency_alone_is_no_movement() -> None:
    """G pays 1150 kronor instead of 100 euro at 11.50: nobody expanded, no movement is counted."""
    figures = in_kronor(recurring_revenue_bridge)
    for name, n in (("expansion", 2), ("contraction", 1), ("churn", 1), ("new", 1)):
        assert figures.get("recurring_revenue_bridge", "2025-12", "movement", name).n == n
