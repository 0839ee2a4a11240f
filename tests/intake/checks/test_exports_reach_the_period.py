from __future__ import annotations

import pytest

from reportgen.intake.checks.exports_reach_the_period import exports_reach_the_period
from reportgen.problem import Severity
from tests.intake.checks.find import find, months


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
def test_a_stale_file_is_named_with_both_months(table: str, header: str, rest: str) -> None:
    text = f"month {header}\n2026-07 {rest}\n2026-08 {rest}\n"
    (problem,) = find(exports_reach_the_period, {table: text}, period="2026Q3")
    assert problem.file == "test.csv"
    assert problem.line == 3
    assert problem.value == "2026-08"
    assert "2026Q3" in problem.what
    assert "2026-09" in problem.what
    assert "--period 2026-08" in problem.advice


@pytest.mark.parametrize("last", ["2026-09", "2026-10"])
def test_a_file_that_reaches_the_period_or_beyond_is_fine(last: str) -> None:
    cash = f"month cash_end\n{last} 1\n2026-07 1"
    assert not find(exports_reach_the_period, period="2026Q3", cash=cash)


def test_a_table_without_dates_cannot_be_stale() -> None:
    assert not find(exports_reach_the_period, customers="customer_id\nA")


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        ("2026-04", "2026-06", 1),
        ("2026-05", "2026-06", 0),
        ("2026-01", "2026-03", 1),
        ("2026-01", "2026-04", 0),
    ],
)
def test_subscriptions_that_neither_begin_nor_end(first: str, last: str, count: int) -> None:
    """Their months go on to the period's end, so it is the last beginning or end that counts."""
    number = {month: place for place, month in enumerate(months("2026-01", 6))}
    spans = [("A", "2026-01", "2026-06", 2), ("B", first, last, 3)]
    text = "customer_id month mrr source_line\n"
    for customer, begin, end, line in spans:
        ran = months(begin, number[end] - number[begin] + 1)
        text += "".join(f"{customer} {month} 10 {line}\n" for month in ran)
    found = find(exports_reach_the_period, history_starts=24312, recurring_revenue=text)
    assert [(p.severity, p.line) for p in found] == [(Severity.WARNING, 3)] * count


def test_subscriptions_that_have_all_ended_are_told_once() -> None:
    revenue = "customer_id month mrr\nA 2026-01 10"
    (problem,) = find(exports_reach_the_period, history_starts=24312, recurring_revenue=revenue)
    assert problem.severity is Severity.ERROR


DEALS = "deal_id created_date close_date status\n"


def test_deals_that_nobody_touched_for_six_weeks() -> None:
    deals = DEALS + "D1 2026-01-01 2026-04-01 won\nD2 2026-05-15 - open"
    (problem,) = find(exports_reach_the_period, period="2026-06", deals=deals)
    assert problem.line == 3
    assert problem.value == "2026-05-15"
    assert "46 days" in problem.what


def test_forty_five_days_are_not_too_long() -> None:
    assert not find(exports_reach_the_period, deals=DEALS + "D2 2026-05-16 - open")


def test_the_hoped_for_close_of_an_open_deal_proves_nothing() -> None:
    deals = DEALS + "D1 2026-01-01 2026-12-31 open"
    assert len(find(exports_reach_the_period, deals=deals)) == 1


def test_a_deal_that_was_won_lately_does() -> None:
    assert not find(exports_reach_the_period, deals=DEALS + "D1 2026-01-01 2026-06-20 won")


EVENTS = {
    "leads": ("lead_id stage entered_at", "L1 visitor {}"),
    "sales_activity": ("date owner type count", "{} Ann email 3"),
    "feedback": ("date score", "{} 9"),
}


@pytest.mark.parametrize(
    ("table", "day", "severity"),
    [
        ("leads", "2026-05-15", Severity.ERROR),
        ("leads", "2026-05-16", None),
        ("sales_activity", "2026-05-15", Severity.ERROR),
        ("sales_activity", "2026-05-16", None),
        # A survey in spring and autumn leaves months without an answer.
        ("feedback", "2026-03-31", Severity.WARNING),
        ("feedback", "2026-04-01", None),
    ],
)
def test_events_that_ceased_long_before_the_end(
    table: str, day: str, severity: Severity | None
) -> None:
    header, row = EVENTS[table]
    text = f"{header}\n{row.format(day)}\n{row.format('2026-01-05')}"
    found = find(exports_reach_the_period, {table: text}, period="2026-06")
    assert [(p.severity, p.line, p.value) for p in found] == [(severity, 2, day)] * bool(severity)


def test_the_last_event_is_told_with_its_days() -> None:
    leads = "lead_id stage entered_at\nL1 visitor 2026-02-01"
    (problem,) = find(exports_reach_the_period, period="2026Q2", leads=leads)
    assert problem.column == "entered_at"
    assert "last lead entered a stage on 2026-02-01, 149 days before 2026Q2" in problem.what
