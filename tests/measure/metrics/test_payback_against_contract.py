"""CAC payback against the first contract."""

from typing import Any

import polars as pl
import pytest

from reportgen.measure.metrics.payback_against_contract import payback_against_contract
from reportgen.measure.reading import Readings
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.readings import months, readings

NAME = "payback_against_contract"


def part(figures: Readings, name: str, period: str = "2025Q4") -> float | None:
    """One of the figures beside the flag."""
    return figures.get(NAME, period, "part", name).value


def one_month(spend: str, terms: tuple[str, ...], cogs: str = "50", **definitions: Any) -> Readings:
    """New customers of 100 a month each at a margin of 100 less cogs, with these contract terms."""
    new = "\n".join(f"N{i} 2025-12 2025-12 100" for i in range(len(terms)))
    who = "\n".join(f"N{i} {term}" for i, term in enumerate(terms))
    ledger = frame(f"""
        month    category       amount
        2025-12  sm             {spend}
        2025-12  revenue_other  100
        2025-12  cogs           {cogs}
    """)
    tables: dict[str, pl.DataFrame] = {
        "recurring_revenue": months(f"customer_id from to mrr\nOLD 2025-01 2025-12 100\n{new}"),
        "customers": frame(f"customer_id contract_term_months\nOLD 60\n{who}"),
        "ledger": ledger,
    }
    return readings(
        payback_against_contract,
        tables=tables,
        period="2025-12",
        **{"cac_lag": "none", **definitions},
    )


def test_payback_in_the_twelfth_month_of_a_one_year_contract_needs_no_renewal() -> None:
    """12.0 months against a term of 12: broken even to the cent when it ends."""
    figures = house(payback_against_contract)
    assert figures.get(NAME, "2025Q4").value == 0
    assert part(figures, "must_renew") == 0
    assert part(figures, "term_months") == 12
    assert part(figures, "renewals_needed") == 0
    assert part(figures, "first_term_result") == pytest.approx(0, abs=1e-9)


def test_a_payback_of_more_than_a_year_needs_a_renewal() -> None:
    """13.33 months without a lag: one renewal, and 1,500 lost on who does not renew."""
    figures = house(payback_against_contract, cac_lag="none")
    assert figures.get(NAME, "2025Q4").value == 1
    assert part(figures, "renewals_needed") == 1
    assert part(figures, "first_term_result") == pytest.approx(-1_500)


def test_float_noise_is_no_renewal() -> None:
    """696 / (100 x 58 %) is 12 months, though floats make it 12.000000000000002."""
    assert 696 / (100 * 0.58) > 12
    figures = one_month("696", ("12",), cogs="42")
    assert part(figures, "renewals_needed", "2025-12") == 0
    assert part(one_month("1850", ("12",)), "renewals_needed", "2025-12") == 3


def test_the_term_is_the_median_of_the_new_customers_that_have_one() -> None:
    """12, 24 and 36 months, one unknown; the old customer's 60 months do not count."""
    figures = one_month("2400", ("36", "-", "12", "24"))
    assert part(figures, "term_months", "2025-12") == 24
    assert figures.get(NAME, "2025-12", "part", "term_months").n == 3


def test_without_any_term_the_packs_default_counts() -> None:
    """Twelve months unless the pack says otherwise."""
    assert part(one_month("600", ("-",)), "term_months", "2025-12") == 12
    figures = one_month("600", ("-",), contract_term_months=6)
    assert part(figures, "term_months", "2025-12") == 6
    assert part(figures, "renewals_needed", "2025-12") == 1


def test_from_month_to_month_everyone_must_renew_and_the_count_says_nothing() -> None:
    """The flag stands; the payback itself says in months how often."""
    figures = one_month("600", ("1", "1"))
    assert figures.get(NAME, "2025-12").value == 1
    assert figures.get(NAME, "2025-12", "part", "renewals_needed").missing == "not_meaningful"


def test_no_payback_no_answer() -> None:
    """December brought no new customer."""
    figures = house(payback_against_contract)
    assert figures.get(NAME, "2025-12").missing == "div_zero"
    assert figures.get(NAME, "FY2025").missing == "insufficient_history"
