"""Customer lifetime."""

import pytest

from reportgen.measure.metrics.customer_lifetime import customer_lifetime
from reportgen.measure.reading import Readings
from tests.measure.house import house
from tests.measure.readings import months, readings

NAME = "customer_lifetime"


def company(leaving: dict[int, int], lifetime_cap_months: int = 60) -> Readings:
    """100 customers at the start of each month of 2025, some of whom leave and are replaced."""
    rows = ["customer_id from to mrr"]
    begun = dict.fromkeys(range(100), "2024-12")
    number = 100
    for month in range(1, 13):
        for _ in range(leaving.get(month, 0)):
            gone = min(begun)
            before = "2024-12" if month == 1 else f"2025-{month - 1:02}"
            rows.append(f"C{gone:04} {begun.pop(gone)} {before} 10")
            begun[number] = f"2025-{month:02}"
            number += 1
    rows += [f"C{who:04} {first} 2025-12 10" for who, first in begun.items()]
    tables = {"recurring_revenue": months("\n".join(rows))}
    return readings(customer_lifetime, tables=tables, lifetime_cap_months=lifetime_cap_months)


def test_one_over_monthly_churn() -> None:
    """74 / 2 = 37.0 months."""
    reading = house(customer_lifetime).get(NAME, "TTM2025-12")
    assert (reading.value, reading.numerator, reading.denominator) == (37, 74, 2)


def test_published_three_per_cent_a_month() -> None:
    """33.3 months (Skok)."""
    reading = company(dict.fromkeys(range(1, 13), 3)).get(NAME, "FY2025")
    assert reading.value == pytest.approx(33.3, abs=0.05)


def test_published_twenty_per_cent_a_year() -> None:
    """Five years (Skok), which is also the cap."""
    reading = company({3: 10, 9: 10}).get(NAME, "FY2025")
    assert reading.value == pytest.approx(60)
    assert (reading.numerator, reading.denominator) == (1_200, 20)


def test_it_is_capped() -> None:
    """1,200 / 6 = 200 months is more than anybody can promise."""
    figures = company({6: 6})
    assert figures.get(NAME, "FY2025").value == 60
    assert "capped at 60 months" in figures.definitions[NAME]
    assert company({6: 6}, lifetime_cap_months=84).get(NAME, "FY2025").value == 84
    assert company({6: 6}, lifetime_cap_months=240).get(NAME, "FY2025").value == 200


def test_no_churn_gives_the_cap_and_not_infinity() -> None:
    """No large customer left."""
    reading = house(customer_lifetime).get(NAME, "TTM2025-12", "segment", "ENT")
    assert (reading.value, reading.denominator, reading.missing) == (60, 0, None)


def test_missing_reasons() -> None:
    """Too short a history, nobody who could stay, no table."""
    assert house(customer_lifetime).get(NAME, "FY2024").missing == "insufficient_history"
    rows = months("customer_id from to mrr\nA 2024-01 2024-01 10\nA 2025-12 2025-12 10")
    gap = readings(customer_lifetime, tables={"recurring_revenue": rows})
    assert gap.get(NAME, "TTM2025-12").missing == "div_zero"
    assert readings(customer_lifetime, tables={}).get(NAME, "FY2025").missing == "no_data"
