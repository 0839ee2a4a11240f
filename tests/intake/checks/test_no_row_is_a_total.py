from __future__ import annotations

from reportgen.intake.checks.no_row_is_a_total import no_row_is_a_total
from tests.intake.checks.find import errors, find


def by_month(header: str, rows: dict[str, tuple[str, str, str]]) -> str:
    lines = [header]
    for month, place in (("2026-01", 0), ("2026-02", 1), ("2026-03", 2)):
        lines += [f"{month} {who} {amounts[place]}" for who, amounts in rows.items()]
    return "\n".join(lines)


REVENUE = {
    "A": ("100.50", "110.50", "120"),
    "B": ("200", "200", "210"),
    "C": ("300", "310", "310"),
}
PEOPLE = {"sales": ("4", "4", "4"), "cs": ("2", "2", "2"), "rd": ("1", "1", "1")}


def test_a_total_among_the_customers_is_refused() -> None:
    total = {**REVENUE, "Summa": ("600.50", "620.50", "640")}
    text = by_month("month customer_id mrr", total)
    (problem,) = errors(find(no_row_is_a_total, recurring_revenue=text))
    assert (problem.line, problem.column, problem.value) == (5, "customer_id", "Summa")
    assert "600.50" in problem.what
    assert 'customer_id = ["Summa"] under [inputs.recurring_revenue.leave_out]' in problem.advice


def test_it_is_known_by_its_numbers_not_by_its_name() -> None:
    text = by_month("month customer_id mrr", {**REVENUE, "X9": ("600.50", "620.50", "640")})
    assert find(no_row_is_a_total, recurring_revenue=text)
    not_quite = {**REVENUE, "Total": ("600.50", "620.50", "640.01")}
    text = by_month("month customer_id mrr", not_quite)
    assert not find(no_row_is_a_total, recurring_revenue=text)


def test_a_subtotal_of_a_category_in_the_ledger() -> None:
    rows = {
        "Ads sm": ("100.50", "90", "80"),
        "Fair sm": ("10", "20", "30"),
        "Staff sm": ("500", "500", "500"),
        "Everything sm": ("610.50", "610", "610"),
        "Rent ga": ("50", "50", "50"),
    }
    (problem,) = find(no_row_is_a_total, ledger=by_month("month line category amount", rows))
    assert problem.value == "Everything"


def test_people_add_up_by_chance_unless_it_is_called_a_total() -> None:
    by_chance = {**PEOPLE, "ga": ("1", "1", "1")}
    assert not find(no_row_is_a_total, headcount=by_month("month function fte", by_chance))
    total = {**PEOPLE, "Totalt": ("7", "7", "7")}
    (problem,) = find(no_row_is_a_total, headcount=by_month("month function fte", total))
    assert problem.value == "Totalt"


def test_one_month_is_chance() -> None:
    once = {**REVENUE, "D": ("600.50", "1", "2")}
    text = by_month("month customer_id mrr", once)
    assert not find(no_row_is_a_total, recurring_revenue=text)
