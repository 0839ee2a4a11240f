from __future__ import annotations

import pytest

from reportgen.intake.checks.last_month_is_whole import last_month_is_whole
from reportgen.problem import Severity
from tests.intake.checks.find import find

HEADER = "customer_id month mrr\n"


def paying(month: str, count: int) -> str:
    return "".join(f"C{number} {month} 10\n" for number in range(count))


def test_a_fall_at_the_end_names_both_counts() -> None:
    revenue = HEADER + paying("2026-05", 10) + paying("2026-06", 6)
    (problem,) = find(last_month_is_whole, recurring_revenue=revenue)
    assert problem.severity is Severity.WARNING
    assert problem.line == 12
    assert problem.value == "2026-06"
    assert "6 customers" in problem.what
    assert "10 in 2026-05" in problem.what


def test_thirty_per_cent_are_not_too_many() -> None:
    revenue = HEADER + paying("2026-05", 10) + paying("2026-06", 7)
    assert not find(last_month_is_whole, recurring_revenue=revenue)


def test_zeros_are_no_customers() -> None:
    revenue = HEADER + paying("2026-05", 2) + paying("2026-06", 1) + "C1 2026-06 0"
    assert len(find(last_month_is_whole, recurring_revenue=revenue)) == 1


def test_an_earlier_fall_is_churn() -> None:
    revenue = HEADER + paying("2026-04", 10) + paying("2026-05", 5) + paying("2026-06", 5)
    assert not find(last_month_is_whole, recurring_revenue=revenue)


def test_a_single_month_has_nothing_before_it() -> None:
    assert not find(last_month_is_whole, recurring_revenue=HEADER + paying("2026-06", 3))


def using(month: str, count: int) -> str:
    return "".join(f"C{number} {month} 4\n" for number in range(count))


def test_customers_whose_use_was_not_counted_yet() -> None:
    header = "customer_id month active_users\n"
    whole = header + using("2026-05", 10) + using("2026-06", 7)
    assert not find(last_month_is_whole, product_usage=whole)
    (problem,) = find(
        last_month_is_whole, product_usage=header + using("2026-05", 10) + using("2026-06", 6)
    )
    assert (problem.line, problem.value) == (12, "2026-06")
    assert "6 customers have a row in 2026-06" in problem.what


@pytest.mark.parametrize(
    ("table", "header", "row"),
    [
        ("leads", "lead_id stage entered_at", "L1 visitor {}"),
        ("sales_activity", "owner type count date", "Ann email 3 {}"),
    ],
)
@pytest.mark.parametrize(
    ("last", "count"),
    [("2026-06-19", 1), ("2026-06-20", 0), ("2026-06-30", 0), ("2026-07-02", 0), ("2026-05-10", 0)],
)
def test_a_file_from_the_middle_of_the_month(
    table: str, header: str, row: str, last: str, count: int
) -> None:
    """Of a month before the period's last one another check speaks; a later one harms nothing."""
    text = "\n".join([header, row.format("2026-04-30"), row.format(last)])
    found = find(last_month_is_whole, {table: text}, period="2026Q2")
    assert [(p.severity, p.line, p.value) for p in found] == [(Severity.WARNING, 3, last)] * count
    assert all("11 days before 2026-06 ends" in problem.what for problem in found)
