from __future__ import annotations

from reportgen.intake.checks.invoices_are_not_recurring_revenue import (
    invoices_are_not_recurring_revenue,
)
from tests.intake.checks.find import find, months

HEADER = "customer_id month mrr\n"


def invoiced(customer: str, *when: str, amount: str = "12000") -> str:
    return "".join(f"{customer} {month} {amount}\n" for month in when)


def monthly(*customers: str) -> str:
    return "".join(f"{c} {m} 100\n" for c in customers for m in months("2025-01", 14))


def test_three_customers_who_pay_once_a_year() -> None:
    text = HEADER + monthly(*(f"M{number}" for number in range(30)))
    text += "".join(invoiced(c, "2025-01", "2026-01") for c in "ABC")
    (problem,) = find(invoices_are_not_recurring_revenue, recurring_revenue=text)
    assert problem.column == "mrr"
    assert problem.value == "12000.00"
    assert problem.line == 423
    assert "3 of 33 customers" in problem.what
    assert "Customer A has 12000.00 in 2025-01" in problem.what
    assert "subscriptions" in problem.advice


def test_zeros_between_are_empty_months() -> None:
    rows = [f"A {m} {12 if m.endswith('-01') else 0}" for m in months("2025-01", 14)]
    found = find(invoices_are_not_recurring_revenue, recurring_revenue=HEADER + "\n".join(rows))
    assert len(found) == 1


def test_more_than_a_fifth_of_few_customers() -> None:
    text = HEADER + invoiced("A", "2025-01", "2026-01")
    assert find(invoices_are_not_recurring_revenue, recurring_revenue=text + monthly(*"MNO"))
    assert not find(invoices_are_not_recurring_revenue, recurring_revenue=text + monthly(*"MNOP"))


def test_an_index_is_added_from_year_to_year() -> None:
    text = HEADER + invoiced("A", "2025-01") + invoiced("A", "2026-01", amount="12480")
    assert find(invoices_are_not_recurring_revenue, recurring_revenue=text)


def test_another_amount_is_another_sale() -> None:
    text = HEADER + invoiced("A", "2025-01") + invoiced("A", "2026-01", amount="20000")
    assert not find(invoices_are_not_recurring_revenue, recurring_revenue=text)


def test_a_pause_of_a_subscription_is_none() -> None:
    text = HEADER + invoiced("A", "2025-01", "2025-02", "2025-03", "2026-01", "2026-02")
    assert not find(invoices_are_not_recurring_revenue, recurring_revenue=text)


def test_five_empty_months_are_needed() -> None:
    four = HEADER + invoiced("A", "2025-01", "2025-06")
    five = HEADER + invoiced("A", "2025-01", "2025-07")
    assert not find(invoices_are_not_recurring_revenue, recurring_revenue=four)
    assert find(invoices_are_not_recurring_revenue, recurring_revenue=five)


def test_services_are_invoiced_at_times() -> None:
    rows = "A 2025-01 100 services\nA 2026-01 100 services\nB 2025-01 9 recurring\n"
    text = "customer_id month mrr kind\n" + rows
    assert not find(invoices_are_not_recurring_revenue, recurring_revenue=text)
