from __future__ import annotations

import polars as pl
import pytest

from reportgen.intake.checks.groups_have_one_spelling import groups_have_one_spelling
from reportgen.problem import Severity
from tests.intake.checks.find import find


def customers(**columns: list[str]) -> pl.DataFrame:
    rows = len(next(iter(columns.values())))
    return pl.DataFrame(
        {
            "customer_id": [f"K{at}" for at in range(rows)],
            **columns,
            "source_file": ["customers.csv"] * rows,
            "source_line": pl.Series(range(2, rows + 2), dtype=pl.UInt32),
        }
    )


def test_a_segment_in_two_spellings_is_told_with_counts_lines_and_what_to_write() -> None:
    segments = ["Small", "Large", "small", "Small", "Small", "small"]
    (problem,) = find(groups_have_one_spelling, customers=customers(segment=segments))
    assert problem.severity is Severity.WARNING
    assert (problem.line, problem.column, problem.value) == (4, "segment", "small")
    assert "'Small' (3 rows: lines 2, 5, 6) and 'small' (2 rows: lines 4, 7)" in problem.what
    assert 'write "small" = "Small" under [inputs.customers.values.segment]' in problem.advice


def test_a_column_is_told_once_with_all_its_groups() -> None:
    segments = ["Mid-market", "mid market", "MID  MARKET", "Small ", "small", "Large"]
    (problem,) = find(groups_have_one_spelling, customers=customers(segment=segments))
    assert problem.what.count(";") == 1
    assert problem.advice.count(" = ") == 3


@pytest.mark.parametrize(
    ("countries", "told"),
    [
        (["SE", "SE", "Sweden", "Sverige", "NO"], ['"Sverige" = "SE"', '"Sweden" = "SE"']),
        (["Deutschland", "Deutschland", "DE"], ['"DE" = "Deutschland"']),
        (["USA", "USA", "US"], ['"US" = "USA"']),
        (["UK", "United Kingdom", "UK"], ['"United Kingdom" = "UK"']),
        (["SE", "se", "SE"], ['"se" = "SE"']),
    ],
)
def test_a_country_under_code_and_name(countries: list[str], told: list[str]) -> None:
    (problem,) = find(groups_have_one_spelling, customers=customers(country=countries))
    assert all(line in problem.advice for line in told)


@pytest.mark.parametrize(
    "table",
    [
        customers(segment=["Small", "Large", "Smaller"]),
        customers(country=["SE", "NO", "FI"]),
        customers(country=["Sweden", "Norge", "Finland"]),
        # SE and Sverige are countries among countries only, and two customers may be called alike.
        customers(segment=["SE", "Sverige"], name=["Asp", "ASP"]),
        customers(remark=["So", "so"]),
    ],
)
def test_groups_that_differ_and_columns_that_are_none(table: pl.DataFrame) -> None:
    assert not find(groups_have_one_spelling, customers=table)


def test_in_any_table_and_in_coded_columns() -> None:
    text = """
        customer_id  month    product_line  mrr
        A            2026-01  Core          5
        A            2026-02  core          5
        B            2026-02  Core          5
    """
    (problem,) = find(groups_have_one_spelling, recurring_revenue=text)
    assert (problem.line, problem.value) == (3, "core")
    assert "[inputs.recurring_revenue.values.product_line]" in problem.advice
    coded = customers(segment=["a", "A", "a"]).cast({"segment": pl.Categorical})
    (problem,) = find(groups_have_one_spelling, customers=coded)
    assert '"A" = "a"' in problem.advice
