"""CAC payback."""

import pytest

from reportgen.measure.metrics.cac_payback import cac_payback
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.readings import months, readings


def payback(spend: str, revenue: str, cogs: str, new: str) -> float | None:
    """One month: a new customer pays `new`, the margin is that of revenue and cogs."""
    rows = f"customer_id from to mrr\nOLD 2025-01 2025-12 9\nNEW 2025-12 2025-12 {new}"
    ledger = frame(f"""
        month    category           amount
        2025-12  sm                 {spend}
        2025-12  revenue_recurring  {revenue}
        2025-12  cogs               {cogs}
    """)
    tables = {"recurring_revenue": months(rows), "ledger": ledger}
    figures = readings(cac_payback, tables=tables, period="2025-12", cac_lag="none")
    return figures.get("cac_payback", "2025-12").value


def test_twelve_months_on_the_spend_of_the_quarter_before() -> None:
    """27,000 / (3,000 x 75 %) = 12.0 months; both halves stand beside it."""
    reading = house(cac_payback).get("cac_payback", "2025Q4")
    assert reading.value == 12
    assert (reading.numerator, reading.denominator, reading.n) == (27_000, 2_250, 2)


def test_the_lag_decides_on_which_side_of_twelve_months_it_falls() -> None:
    """Without a lag it is 30,000 / 2,250 = 13.33 months."""
    reading = house(cac_payback, cac_lag="none").get("cac_payback", "2025Q4")
    assert reading.value == pytest.approx(13 + 1 / 3)


@pytest.mark.parametrize(
    ("spend", "revenue", "cogs", "new", "expected"),
    [
        ("770000", "100", "30", "100000", 11.0),  # Bessemer Law #6
        ("1500", "100", "25", "83.333333333333", 24.0),  # Kellblog: ratio 1.5 at 75 %
        ("1200", "100", "20", "83.333333333333", 18.0),
        ("800", "100", "20", "83.333333333333", 12.0),
        ("12000", "100", "20", "1000", 15.0),  # optif.ai
        ("3000", "100", "30", "500", 60 / 7),  # igtms.com prints 8.6
        ("10000", "100", "30", "1000", 100 / 7),  # core-mba.pro cuts it to 14.2
    ],
)
def test_published_examples(spend: str, revenue: str, cogs: str, new: str, expected: float) -> None:
    """The figures that publishers print."""
    assert payback(spend, revenue, cogs, new) == pytest.approx(expected, rel=1e-9)


def test_nothing_spent_is_paid_back_at_once() -> None:
    """Entries of 0 are a cost of 0; no entries would be no data."""
    assert payback("0", "100", "30", "500") == 0


def test_a_product_sold_below_its_cost_never_pays_back() -> None:
    """A margin at or below zero makes the quotient lie."""
    assert payback("10000", "100", "100", "1000") is None
    assert payback("10000", "100", "130", "1000") is None


def test_a_ledger_without_cost_of_goods_sold_is_no_data() -> None:
    """A margin of 100 % that nobody has stated is not taken."""
    rows = months("customer_id from to mrr\nOLD 2025-01 2025-12 9\nNEW 2025-12 2025-12 500")
    ledger = frame("month category amount\n2025-12 sm 5000\n2025-12 revenue_recurring 900")
    tables = {"recurring_revenue": rows, "ledger": ledger}
    figures = readings(cac_payback, tables=tables, period="2025-12", cac_lag="none")
    assert figures.get("cac_payback", "2025-12").missing == "no_data"


def test_segments_are_not_given_the_whole_companys_cost() -> None:
    """The ledger has no segments: 11.25 and 45 months beside a true 9 would be the result."""
    assert house(cac_payback).splits("cac_payback") == []


def test_the_warning_line_is_twelve_months() -> None:
    """A one-year contract that ends before payback is a loss."""
    assert (cac_payback.warn_above, cac_payback.threshold) == (12, "payback_warn")
