"""A sum of twelve months stands beside parts of twelve months."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from reportgen.publish.blocks.metric_table import metric_table
from reportgen.publish.blocks.sum_line import sum_line
from tests.publish.test_small_numbers import material

MONTHS = [date(2024 + m // 12, m % 12 + 1, 1) for m in range(24)]
# Recurring revenue of 100 a month, 130 in the last one; a loss of 10 a month until the last quarter.
REVENUE = pl.DataFrame(
    {
        "customer_id": ["C1"] * 24,
        "product_line": ["Core"] * 24,
        "month": MONTHS,
        "mrr": [Decimal(100)] * 23 + [Decimal(130)],
    }
)
LEDGER = pl.DataFrame(
    [
        {"month": month, "line": name, "category": name, "amount": Decimal(amount)}
        for number, month in enumerate(MONTHS)
        for name, amount in (
            ("revenue_recurring", 100),
            ("cogs", 20),
            ("sm", 40),
            ("rd", 30),
            ("ga", 20 if number < 21 else 6),
        )
    ]
)


def test_the_parts_of_the_rule_of_forty_are_those_of_twelve_months() -> None:
    """30 % and the margin of twelve months, (9 x -10 + 3 x 4) / 1,200 = -6.5 %: 23.5 points."""
    of = material(recurring_revenue=REVENUE, ledger=LEDGER)
    line = sum_line.prepare(of, "rule_of_forty", "growth_year_on_year", "ebitda_margin")
    assert isinstance(line, dict)
    assert line["sentence"].replace("\u00a0", " ") == (
        "Rule of forty, TTM = Growth, year on year 30.0% + EBITDA margin, TTM \u22126.5% = 23.5%."
    )
    assert of.story.readings.at("rule_of_forty").value == pytest.approx(23.5)
    # The quarter's own margin, 4 %, would have given 34 points.
    assert of.story.readings.at("ebitda_margin").value == pytest.approx(0.04)


def test_in_a_table_of_quarters_the_row_of_twelve_months_is_marked() -> None:
    of = material(recurring_revenue=REVENUE, ledger=LEDGER)
    table = metric_table.prepare(of, "ebitda_margin", "rule_of_forty")
    assert isinstance(table, dict)
    assert [row["label"] for row in table["rows"]] == ["EBITDA margin", "Rule of forty, TTM"]


def test_without_a_part_no_sum_is_told() -> None:
    of = material(recurring_revenue=REVENUE)
    assert sum_line.prepare(of, "rule_of_forty", "growth_year_on_year", "ebitda_margin") == ""
