"""Change in CAC payback."""

import math

import pytest

from reportgen.measure.metrics.cac_payback_change import cac_payback_change
from reportgen.measure.reading import Readings
from tests.ascii_table import frame
from tests.measure.readings import months, readings

NAME = "cac_payback_change"
FACTORS = {"spend", "number_of_new_customers", "price_per_new_customer", "gross_margin"}


def figures_of(spend: tuple[int, int], revenue: str, cost: tuple[int, int] = (25, 25)) -> Readings:
    """A third and a fourth quarter.

    spend and cost (of 100 in revenue) of the third and the fourth quarter; spend is not lagged.
    """
    rows = []
    for month, index in (("2025-09", 0), ("2025-12", 1)):
        rows += [
            f"{month} Subs revenue_recurring 100",
            f"{month} Host cogs {cost[index]}",
            f"{month} Sold sm {spend[index]}",
        ]
    for month in ("2025-07", "2025-08", "2025-10", "2025-11"):
        rows.append(f"{month} Other ga 1")
    ledger = frame("month line category amount\n" + "\n".join(rows))
    tables = {"ledger": ledger, "recurring_revenue": months(f"customer_id from to mrr\n{revenue}")}
    return readings(cac_payback_change, tables=tables, cac_lag="none")


def quarters(
    spend: tuple[int, int], revenue: str, cost: tuple[int, int] = (25, 25)
) -> dict[str, float | None]:
    """The change of the fourth quarter on the third, whole under "", by factor else."""
    figures = figures_of(spend, revenue, cost)
    found = {"": figures.get(NAME, "2025Q4").value}
    return found | {r.split: r.value for r in figures.groups(NAME, "factor")}


BASE = "O 2025-01 2025-12 10\n"
ALIKE = BASE + "A 2025-09 2025-12 3000\nB 2025-12 2025-12 3000"


def test_a_third_more_spend_and_nothing_else() -> None:
    """20,250/(3,000 x 75 %) = 9.0; 27,000 / (3,000 x 75 %) = 12.0: three months, all from spend."""
    found = quarters((20_250, 27_000), ALIKE)
    assert found[""] == pytest.approx(3.0)
    assert found["spend"] == pytest.approx(3.0)
    for factor in FACTORS - {"spend"}:
        assert found[factor] == pytest.approx(0.0, abs=1e-12)


def test_by_hand_with_the_logarithmic_mean() -> None:
    """From 9.0 to 8.0: more spend, two customers for one, a lower price, a lower margin."""
    revenue = BASE + "A 2025-09 2025-12 3000\nB 2025-12 2025-12 2500\nC 2025-12 2025-12 2500"
    found = quarters((20_250, 28_000), revenue, cost=(25, 30))
    assert found[""] == pytest.approx(8.0 - 9.0)
    mean = (8 - 9) / math.log(8 / 9)
    assert found["spend"] == pytest.approx(mean * math.log(28_000 / 20_250))
    assert found["number_of_new_customers"] == pytest.approx(-mean * math.log(2))
    assert found["price_per_new_customer"] == pytest.approx(-mean * math.log(2_500 / 3_000))
    assert found["gross_margin"] == pytest.approx(-mean * math.log(0.70 / 0.75))
    assert set(found) == {"", *FACTORS}


def test_factors_carry_their_own_figures() -> None:
    """Spend in money, customers as a number, price a month, margin as a share."""
    tables = {
        "ledger": frame("""
            month    line  category           amount
            2025-07  Rent  ga                      1
            2025-09  Subs  revenue_recurring     100
            2025-09  Host  cogs                   25
            2025-09  Sold  sm                  20250
            2025-12  Subs  revenue_recurring     100
            2025-12  Host  cogs                   20
            2025-12  Sold  sm                  27000
        """),
        "recurring_revenue": months(f"customer_id from to mrr\n{ALIKE}"),
    }
    figures = readings(cac_payback_change, tables=tables, cac_lag="none")
    ends = {r.split: (r.denominator, r.numerator) for r in figures.groups(NAME, "factor")}
    assert ends == {
        "spend": (20_250, 27_000),
        "number_of_new_customers": (1, 1),
        "price_per_new_customer": (3_000, 3_000),
        "gross_margin": (0.75, 0.8),
    }
    assert (figures.at(NAME).denominator, figures.at(NAME).n) == (9.0, 1)


def test_a_quarter_without_new_customers_has_no_payback_to_compare() -> None:
    """Neither now nor before: the reason of that end stands there."""
    for only in ("A 2025-09 2025-12 3000", "B 2025-12 2025-12 3000"):
        figures = figures_of((20_250, 27_000), BASE + only)
        assert figures.get(NAME, "2025Q4").missing == "div_zero"
        assert figures.groups(NAME, "factor") == []


def test_spend_that_stops_is_the_whole_change() -> None:
    """Nothing spent: payback 0, and the nine months less are all spend."""
    found = quarters((20_250, 0), ALIKE)
    assert (found[""], found["spend"]) == (-9.0, -9.0)
    assert found["gross_margin"] == 0


def test_without_ledger_or_revenue_there_is_no_data() -> None:
    for tables in ({}, {"recurring_revenue": months(f"customer_id from to mrr\n{ALIKE}")}):
        reading = readings(cac_payback_change, tables=tables).get(NAME, "2025Q4")
        assert (reading.value, reading.missing) == (None, "no_data")
