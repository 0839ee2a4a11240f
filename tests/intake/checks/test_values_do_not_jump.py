from __future__ import annotations

import pytest

from reportgen.intake.checks.values_do_not_jump import values_do_not_jump
from reportgen.problem import Severity
from tests.intake.checks.find import find, lines


def revenue(*amounts: str, customer: str = "A") -> str:
    rows = [f"{customer} 2026-{month:02d} {mrr}" for month, mrr in enumerate(amounts, start=1)]
    return "\n".join(["customer_id month mrr", *rows])


def test_a_slipped_decimal_is_named_with_its_neighbours() -> None:
    (problem,) = find(values_do_not_jump, recurring_revenue=revenue("100", "12345", "110", "115"))
    assert problem.severity is Severity.WARNING
    assert problem.line == 3
    assert problem.column == "mrr"
    assert problem.value == "12345.00"
    assert "2026-02" in problem.what
    assert "100.00" in problem.what
    assert "110.00" in problem.what
    assert "higher" in problem.what


def test_to_the_other_side() -> None:
    (problem,) = find(values_do_not_jump, recurring_revenue=revenue("1000", "100", "1000"))
    assert "lower" in problem.what


@pytest.mark.parametrize(
    "amounts",
    [
        ("100", "999", "100"),
        ("100", "1000", "1000"),
        ("100", "1000", "1000", "100"),
        ("100", "1000", "101"),
        ("100", "0", "100"),
        ("0", "100", "0"),
        ("100", "1000"),
        ("1000", "100"),
    ],
)
def test_growth_pauses_and_edges_are_no_jump(amounts: tuple[str, ...]) -> None:
    assert not find(values_do_not_jump, recurring_revenue=revenue(*amounts))


def test_exactly_ten_times_counts_whatever_binary_makes_of_it() -> None:
    assert lines(find(values_do_not_jump, recurring_revenue=revenue("1.06", "10.6", "1.06"))) == [3]


def test_neighbours_are_the_months_beside_and_of_the_same_customer() -> None:
    apart = "customer_id month mrr\nA 2026-01 100\nA 2026-03 2000\nA 2026-05 100"
    assert not find(values_do_not_jump, recurring_revenue=apart)


@pytest.mark.parametrize("pattern", ["001", "011", "010"])
@pytest.mark.parametrize("customers", ["AB", "BA"])
def test_another_customer_is_no_neighbour(pattern: str, customers: str) -> None:
    first, second, third = (customers[int(place)] for place in pattern)
    text = f"customer_id month mrr\n{first} 2026-01 100\n{second} 2026-02 2000\n"
    assert not find(values_do_not_jump, recurring_revenue=text + f"{third} 2026-03 100")


def test_product_lines_are_looked_at_one_by_one() -> None:
    text = """
        customer_id  month    mrr   product_line
        A            2026-01  5000  Core
        A            2026-01  10    Mobile
        A            2026-02  5000  Core
        A            2026-02  100   Mobile
        A            2026-03  5000  Core
        A            2026-03  10    Mobile
    """
    assert lines(find(values_do_not_jump, recurring_revenue=text)) == [5]


def test_the_total_of_an_account_in_the_ledger() -> None:
    text = """
        month    line  category  amount
        2026-01  Rent  ga        100
        2026-02  Rent  ga        600
        2026-02  Rent  ga        600
        2026-03  Rent  ga        100
    """
    (problem,) = find(values_do_not_jump, ledger=text)
    assert problem.line == 3
    assert problem.value == "1200.00"
    assert problem.column == "amount"


def test_licences_of_a_product_line() -> None:
    text = """
        customer_id  month    product_line  active_users  licensed_users
        A            2026-01  Core          40            50
        A            2026-01  Mobile        9             10
        A            2026-02  Core          41            500
        A            2026-02  Mobile        9             10
        A            2026-03  Core          40            50
        A            2026-03  Mobile        9             10
    """
    (problem,) = find(values_do_not_jump, product_usage=text)
    assert (problem.line, problem.column) == (4, "licensed_users")


def test_a_month_of_holidays_is_no_jump() -> None:
    text = """
        customer_id  month    active_users  licensed_users
        School       2026-06  400           500
        School       2026-07  4             500
        School       2026-08  390           500
    """
    assert not find(values_do_not_jump, product_usage=text)


@pytest.mark.parametrize("last", ["1080", "9.9"])
def test_the_last_month_is_held_against_three_steady_ones(last: str) -> None:
    found = find(values_do_not_jump, recurring_revenue=revenue("100", "104", "104", last))
    assert lines(found) == [5]
    assert "it is the last month" in found[0].what


@pytest.mark.parametrize(
    "amounts", [("100", "104", "1100"), ("100", "300", "104", "4000"), ("100", "104", "104", "900")]
)
def test_a_short_or_restless_history_tells_nothing_of_the_last_month(
    amounts: tuple[str, ...],
) -> None:
    assert not find(values_do_not_jump, recurring_revenue=revenue(*amounts))
