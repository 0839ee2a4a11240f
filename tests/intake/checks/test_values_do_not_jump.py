from __future__ import annotations

import polars as pl
import pytest

from reportgen.intake.checks.values_do_not_jump import values_do_not_jump
from reportgen.problem import Severity
from tests.intake.checks.find import find, lines, months


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


def test_a_step_of_a_hundred_that_lasts_is_named_with_its_two_amounts() -> None:
    text = revenue("1000", "1000", "1010", "101000", "101000", "102000", customer="K012")
    (problem,) = find(values_do_not_jump, recurring_revenue=text)
    assert problem.severity is Severity.WARNING
    assert (problem.line, problem.column, problem.value) == (5, "mrr", "101000.00")
    assert "mrr of K012 is 1010.00 in 2026-03, 101000.00 in 2026-04" in problem.what
    assert "since: exactly 100 times in one month" in problem.what
    assert "did it grow?" in problem.advice
    assert "[checks.values_do_not_jump] waive" in problem.advice


@pytest.mark.parametrize(
    ("amounts", "says"),
    [
        (("100", "104", "104", "1040", "1040"), "exactly 10 times"),
        (("100", "104", "104", "104000", "104000"), "exactly 1000 times"),
        (("100", "104", "100", "1730", "1800"), ": 17.3 times"),
        (("9000", "9000", "9000", "90", "90"), "a fall to one part in exactly 100"),
        (("100", "100", "100", "10000", "10000", "10000", "100"), "until 2026-06: exactly 100"),
        (("100", "100", "100", "10000", "25000"), "exactly 100"),
        (("100", "100", "100", "10040", "10040"), "exactly 100"),
        (("100", "100", "100", "10100", "10100"), ": 101.0 times"),
    ],
)
def test_a_step_that_lasts_says_how_large_and_how_long(amounts: tuple[str, ...], says: str) -> None:
    (problem,) = find(values_do_not_jump, recurring_revenue=revenue(*amounts))
    assert problem.line == 5
    assert says in problem.what


@pytest.mark.parametrize(
    "amounts",
    [
        # A pilot of two months that goes live; a step from nothing, and to it.
        ("100", "100", "5000", "5000", "5000"),
        ("0", "0", "0", "5000", "5000"),
        ("5000", "5000", "5000", "0", "0"),
        # Never steady; ten times in two steps; below ten times.
        ("100", "400", "100", "4000", "4000"),
        ("100", "100", "100", "400", "1600", "1600"),
        ("100", "100", "100", "999", "999"),
    ],
)
def test_growth_and_restless_series_are_no_step(amounts: tuple[str, ...]) -> None:
    assert not find(values_do_not_jump, recurring_revenue=revenue(*amounts))


def test_steps_of_a_product_line_in_one_currency() -> None:
    rows = [
        f"A 2026-{month:02d} {currency} {line} {mrr}"
        for month in range(1, 6)
        for currency, line, mrr in (
            ("SEK", "Core", 90000),
            ("SEK", "Mobile", 500 if month < 4 else 50000),
            ("EUR", "Mobile", 500),
        )
    ]
    text = "\n".join(["customer_id month currency product_line mrr", *rows])
    (problem,) = find(values_do_not_jump, recurring_revenue=text)
    assert problem.line == 12
    assert "mrr of A, Mobile is 500.00 in 2026-03" in problem.what


@pytest.mark.parametrize(
    ("table", "header", "row", "says"),
    [
        ("ledger", "month line category amount", "{} Rent ga {}", "amount of Rent is 1040.00"),
        ("cash", "month cash_end", "{} {}", "cash_end of cash is 1040.00"),
        ("headcount", "month function fte", "{} sales {}", "fte of sales is 1040.00"),
    ],
)
def test_other_tables_step_by_a_hundred_or_a_thousand_only(
    table: str, header: str, row: str, says: str
) -> None:
    def steps(*amounts: str) -> list[str]:
        rows = [row.format(f"2026-{month:02d}", cell) for month, cell in enumerate(amounts, 1)]
        text = "\n".join([header, *rows])
        return [problem.what for problem in find(values_do_not_jump, {table: text})]

    (what,) = steps("1000", "990", "1040", "101000", "99000")
    assert says in what
    assert len(steps("1000", "990", "1040", "1000000", "990000")) == 1
    assert not steps("1000", "990", "1040", "20000", "20000")
    assert not steps("1000", "990", "1040", "10400", "10400")


def test_one_step_among_many_customers() -> None:
    labels = pl.Series("month", months("2020-01", 50)).str.to_date("%Y-%m")
    frame = pl.DataFrame({"customer_id": [f"K{at}" for at in range(200)]}).join(
        pl.DataFrame({"month": labels}), how="cross"
    )
    late = (pl.col("customer_id") == "K7") & (pl.col("month") >= pl.date(2023, 1, 1))
    frame = frame.with_columns(
        mrr=pl.when(late).then(250000).otherwise(2500).cast(pl.Decimal(38, 10)),
        source_file=pl.lit("recurring_revenue.csv"),
        source_line=pl.int_range(2, pl.len() + 2, dtype=pl.UInt32),
    )
    (problem,) = find(values_do_not_jump, recurring_revenue=frame)
    assert problem.line == 7 * 50 + 36 + 2
