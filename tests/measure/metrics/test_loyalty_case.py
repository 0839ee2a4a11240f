"""Value of the loyalty case."""

import pytest

from reportgen.measure.metrics.loyalty_case import loyalty_case
from tests.measure.loyalty import END, TWO_PER_CENT, case

NAME = "loyalty_case"
FOUR = """
    A 30 400 2024-11 2025-11
    A 95 400 2024-11 2025-12
    A 25 400 2025-12 2025-12
    B 10 900 2024-11 2025-12
    C 1  500 2024-11 2025-11
    C 9  500 2024-11 2025-12
    D 2  100 2024-11 2025-12
"""


def test_ten_per_cent_of_what_all_customers_are_worth() -> None:
    """120 x 400 x 75 % / 2 % = 1.8 million."""
    figures = case(loyalty_case)
    row = figures.get(NAME, END, "segment+level", "A+10")
    assert row.value == pytest.approx(180_000)
    assert (row.numerator, row.denominator) == pytest.approx((1_980_000, 1_800_000))
    assert row.n == 120
    assert figures.get(NAME, END, "segment+level", "A+15").value == pytest.approx(270_000)
    assert figures.get(NAME, END, "level", "20").value == pytest.approx(360_000)
    assert figures.get(NAME, END).value == pytest.approx(180_000)


def test_the_three_largest_segments_unless_the_pack_names_some() -> None:
    """48,000 + 9,000 + 4,500 a month; the smallest is left out, and not counted in the total."""
    figures = case(loyalty_case, lives=FOUR)
    assert {s for _, s in figures.by(NAME, "segment+level")} == {
        f"{segment}+{level}" for segment in "ABC" for level in (10, 15, 20)
    }
    assert "the 3 segments with the most recurring revenue" in figures.definitions[NAME]
    named = case(loyalty_case, lives=FOUR, segments=["D", "C"], levels=[0.125])
    # C: 1 of 120 customer-months; D: nobody left, so sixty months.
    c, d = 4_500 * 0.75 * 120 * 0.125, 200 * 0.75 * 60 * 0.125
    assert named.get(NAME, END, "segment+level", "C+12.5").value == pytest.approx(c)
    assert named.get(NAME, END, "segment+level", "D+12.5").value == pytest.approx(d)
    assert named.get(NAME, END).value == pytest.approx(c + d)
    assert "the chosen segments" in named.definitions[NAME]


def test_only_a_segment_that_nobody_left_is_capped() -> None:
    """One in 120 leaves a month: 120 months are not cut to 60; those of B are."""
    figures = case(loyalty_case, lives=FOUR, segments=["B", "C"])
    assert figures.get(NAME, END, "segment+level", "C+10").denominator == pytest.approx(405_000)
    assert figures.get(NAME, END, "segment+level", "B+10").denominator == pytest.approx(405_000)
    capped = {"lifetime_cap_months": 24}
    figures = case(loyalty_case, lives=FOUR, segments=["B", "C"], definitions=capped)
    assert figures.get(NAME, END, "segment+level", "C+10").denominator == pytest.approx(405_000)
    assert figures.get(NAME, END, "segment+level", "B+10").denominator == pytest.approx(162_000)


def test_a_cap_of_the_case_holds_in_all_segments() -> None:
    """120 months of C and the lives of B, whom nobody left, count as 60; the 50 of A stay 50."""
    figures = case(loyalty_case, lives=FOUR, lifetime_cap_months=60)
    worth = {
        split.partition("+")[0]: reading.denominator
        for (period, split), reading in figures.by(NAME, "segment+level").items()
        if period == END and split.endswith("+10")
    }
    assert worth == pytest.approx({"A": 1_800_000, "B": 405_000, "C": 4_500 * 0.75 * 60})
    assert "no lifetime above 60 months" in figures.definitions[NAME]
    lower = case(loyalty_case, lives=FOUR, lifetime_cap_months=24)
    reading = lower.get(NAME, END, "segment+level", "A+10")
    assert reading.denominator == pytest.approx(48_000 * 0.75 * 24)


def test_a_segment_that_lost_everybody_has_nothing_to_raise() -> None:
    """It stays in the total as 0; one that never had a customer of a year's start is unknown."""
    lost = TWO_PER_CENT + "    L 5 100 2024-11 2025-06\n"
    figures = case(loyalty_case, lives=lost, segments=["A", "L"])
    assert figures.get(NAME, END, "segment+level", "L+10").value == 0
    assert figures.get(NAME, END, "level", "10").value == pytest.approx(180_000)
    young = TWO_PER_CENT + "    Y 5 100 2025-12 2025-12\n"
    figures = case(loyalty_case, lives=young, segments=["A", "Y"])
    assert figures.get(NAME, END, "segment+level", "Y+10").missing == "div_zero"
    assert figures.get(NAME, END, "segment+level", "A+10").value == pytest.approx(180_000)
    # A total without the young segment would be another case.
    assert figures.get(NAME, END, "level", "10").missing == "div_zero"
    assert figures.get(NAME, END).missing == "div_zero"


def test_sold_at_a_loss_longer_lives_are_worth_nothing() -> None:
    """More of a loss is no value."""
    figures = case(loyalty_case, margin="-0.2")
    assert figures.get(NAME, END).missing == "not_meaningful"
    assert figures.get(NAME, END, "segment+level", "A+10").missing is not None


@pytest.mark.parametrize("left_out", ["recurring_revenue", "customers", "ledger"])
def test_without_an_export_there_is_no_case(left_out: str) -> None:
    """No revenue, no segments, no margin: no data."""
    figures = case(loyalty_case, leave_out=(left_out,))
    assert figures.get(NAME, END).missing == "no_data"
    assert figures.get(NAME, END).value is None


def test_the_first_year_of_the_exports_is_too_short() -> None:
    """Twelve months of churn need thirteen months of revenue."""
    figures = case(loyalty_case)
    assert figures.get(NAME, "FY2025").value == pytest.approx(180_000)
    assert figures.get(NAME, "FY2024").missing == "insufficient_history"
