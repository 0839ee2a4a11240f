from __future__ import annotations

import pytest

from reportgen.intake.checks.months_are_complete import months_are_complete
from reportgen.problem import Severity
from tests.intake.checks.find import find, lines


@pytest.mark.parametrize(
    ("table", "header", "rest"),
    [
        ("recurring_revenue", "mrr customer_id", "100 A"),
        ("ledger", "amount category line", "100 ga Rent"),
        ("headcount", "fte function", "2 sales"),
        ("cash", "cash_end", "100"),
        ("product_usage", "customer_id active_users", "A 7"),
    ],
)
def test_a_missing_month_is_named_with_its_place(table: str, header: str, rest: str) -> None:
    rows = "".join(f"{month} {rest}\n" for month in ("2026-01", "2026-02", "2026-04"))
    (problem,) = find(months_are_complete, {table: f"month {header}\n{rows}"})
    assert problem.severity is Severity.ERROR
    assert problem.file == "test.csv"
    assert problem.line == 3
    assert problem.column == "month"
    assert problem.value == "2026-03"
    assert "after line 3" in problem.what
    assert "0" in problem.advice


def test_a_run_of_months_is_one_finding_and_two_gaps_are_two() -> None:
    cash = "month cash_end\n 2026-01 1\n 2026-05 1\n 2026-07 1"
    found = find(months_are_complete, cash=cash)
    assert [problem.value for problem in found] == ["2026-02 to 2026-04", "2026-06"]


def test_all_months_there_over_new_year() -> None:
    cash = "month cash_end\n 2025-11 1\n 2025-12 1\n 2026-01 1"
    assert not find(months_are_complete, cash=cash)


def test_newest_first() -> None:
    (problem,) = find(months_are_complete, cash="month cash_end\n 2026-03 1\n 2026-01 1")
    assert problem.line == 2


def test_in_a_file_in_order_of_customers_no_line_is_named() -> None:
    revenue = "customer_id month mrr\n A 2026-01 1\n A 2026-03 1\n B 2026-01 1\n B 2026-03 1"
    assert lines(find(months_are_complete, recurring_revenue=revenue)) == [None]


def test_between_two_files_the_next_one_is_named() -> None:
    cash = "month cash_end source_file\n 2026-01 1 a.csv\n 2026-03 1 b.csv"
    (problem,) = find(months_are_complete, cash=cash)
    assert problem.file == "a.csv"
    assert "b.csv" in problem.what


def test_subscriptions_may_have_empty_months() -> None:
    revenue = "customer_id month mrr\n A 2026-01 1\n A 2026-03 1"
    assert not find(months_are_complete, history_starts=24312, recurring_revenue=revenue)


def test_exchange_rates_of_currencies_in_use() -> None:
    revenue = "customer_id month mrr currency\n A 2026-01 1 EUR"
    rates = "currency month rate\n EUR 2026-01 11\n EUR 2026-03 11\n USD 2026-01 9\n USD 2026-03 9"
    (problem,) = find(months_are_complete, recurring_revenue=revenue, exchange_rates=rates)
    assert "EUR" in problem.what
    assert problem.value == "2026-02"


def plan_of(*months: str) -> str:
    return "month key value\n" + "".join(f"{month} mrr 1\n" for month in months)


def test_a_hole_in_the_plan_of_a_year_is_a_warning() -> None:
    plan = plan_of("2026-01", "2026-02", "2026-04")
    (problem,) = find(months_are_complete, plan=plan)
    assert problem.severity is Severity.WARNING
    assert problem.value == "2026-03"


@pytest.mark.parametrize(
    "months",
    [
        ("2026-03", "2026-06", "2026-09", "2026-12"),
        ("2026-12",),
        ("2025-01", "2025-02", "2026-01", "2026-02"),
    ],
)
def test_a_plan_by_quarter_or_with_a_gap_between_years_is_fine(months: tuple[str, ...]) -> None:
    assert not find(months_are_complete, plan=plan_of(*months))


@pytest.mark.parametrize(
    ("table", "header", "rest"),
    [
        ("leads", "entered_at lead_id stage", "L1 visitor"),
        ("sales_activity", "date owner type count", "Ann email 3"),
    ],
)
def test_a_month_without_events_is_a_warning(table: str, header: str, rest: str) -> None:
    days = ("2026-01-31", "2026-02-01", "2026-04-30", "2026-05-01")
    text = "\n".join([header, *(f"{day} {rest}" for day in days)])
    (problem,) = find(months_are_complete, {table: text})
    assert problem.severity is Severity.WARNING
    assert (problem.line, problem.column, problem.value) == (3, header.split()[0], "2026-03")
    assert "all is well" in problem.advice


def test_months_between_surveys_are_no_gap() -> None:
    assert not find(months_are_complete, feedback="date score\n2025-09-10 9\n2026-03-10 8")
