"""Burn multiple."""

import polars as pl
import pytest

from reportgen.measure.metrics.burn_multiple import burn_multiple
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.readings import months, readings


def one_month(burn: str, before: str, after: str) -> tuple[float | None, str | None]:
    """Burn of December and monthly recurring revenue at its start and end."""
    tables: dict[str, pl.DataFrame] = {
        "cash": frame(f"month cash_end operating_cf\n2025-12 0 {-float(burn):.0f}"),
        "recurring_revenue": months(f"""
            customer_id  from     to       mrr
            C1           2025-11  2025-11  {before}
            C1           2025-12  2025-12  {after}
        """),
    }
    figures = readings(burn_multiple, tables=tables, period="2025-12")
    reading = figures.get("burn_multiple", "2025-12")
    return reading.value, reading.missing


def test_burn_of_the_quarter_over_net_new_revenue() -> None:
    """36,000 / 93,600 = 0.384615."""
    reading = house(burn_multiple).get("burn_multiple", "2025Q4")
    assert reading.value == pytest.approx(0.384615, abs=5e-7)
    assert (reading.numerator, reading.denominator) == (36_000, 93_600)


@pytest.mark.parametrize(
    ("burn", "added", "expected"),
    [
        ("4000000", 3_000_000, 1.33),  # morecapital.co
        ("500000", 250_000, 2.0),  # coefficient.io
        ("420000", 580_000, 0.72),  # calclet.com
    ],
)
def test_published_examples(burn: str, added: int, expected: float) -> None:
    """Printed with two decimals."""
    value, _ = one_month(burn, "100000", f"{100_000 + added / 12:.12f}")
    assert value == pytest.approx(expected, abs=0.005)


def test_who_burns_nothing_is_cash_generative() -> None:
    """Also when revenue falls: it is the first thing to know."""
    assert one_month("-500", "100", "200") == (None, "cash_generative")
    assert one_month("0", "100", "90") == (None, "cash_generative")


def test_burning_while_revenue_stands_still_or_falls_has_no_multiple() -> None:
    """A negative multiple would look like a good one."""
    assert one_month("500", "100", "100") == (None, "not_meaningful")
    assert one_month("500", "100", "90") == (None, "not_meaningful")


def test_a_month_missing_from_the_cash_export_spoils_its_quarter() -> None:
    """Two months' burn over three months' growth would look too good."""
    cash = frame("month cash_end operating_cf\n2025-10 50 -10\n2025-12 30 -10")
    revenue = months("customer_id from to mrr\nC1 2025-09 2025-11 100\nC1 2025-12 2025-12 200")
    figures = readings(burn_multiple, tables={"cash": cash, "recurring_revenue": revenue})
    assert figures.get("burn_multiple", "2025Q4").missing == "partial_period"
    assert figures.get("burn_multiple", "2025-12").value == pytest.approx(10 / 1200)


def test_it_warns_above_two() -> None:
    """One and a half to two is acceptable, more is a concern."""
    assert burn_multiple.warn_above == 2
