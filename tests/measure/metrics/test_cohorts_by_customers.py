"""Cohorts by customers."""

from reportgen.measure.metrics.cohorts_by_customers import cohorts_by_customers
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.readings import months, readings

NAME = "cohorts_by_customers"
THREE = """
    customer_id  from     to       mrr
    OLD          2025-06  2025-12  10
    A            2025-07  2025-12  10
    B            2025-07  2025-08  10
    B            2025-11  2025-12  10
    C            2025-07  2025-07  10
"""


def test_the_part_of_a_cohort_that_still_pays() -> None:
    """Three began in July; two paid in August, one in September, two again in November."""
    figures = readings(cohorts_by_customers, tables={"recurring_revenue": months(THREE)})
    read = [figures.get(NAME, f"2025-{m:02}", "cohort", "2025-07") for m in range(7, 13)]
    assert [r.numerator for r in read] == [3, 2, 1, 1, 2, 2]
    assert [r.value for r in read] == [1, 2 / 3, 1 / 3, 1 / 3, 2 / 3, 2 / 3]
    assert {r.denominator for r in read} == {3}
    assert {r.n for r in read} == {3}


def test_cells_outside_the_triangle_are_absent() -> None:
    """Neither before the cohort began nor after the data's edge: not even as zero."""
    figures = readings(cohorts_by_customers, tables={"recurring_revenue": months(THREE)})
    found = {p for (p, by, cohort), _ in figures.of(NAME).items() if cohort == "2025-07"}
    assert found == {f"2025-{m:02}" for m in range(7, 13)}


def test_customers_of_the_opening_are_no_cohort() -> None:
    """Nobody knows when OLD began, unless the history is known to start there."""
    tables = {"recurring_revenue": months(THREE)}
    cohorts = {c for _, by, c in readings(cohorts_by_customers, tables=tables).of(NAME) if by}
    assert cohorts == {"2025-07"}
    figures = readings(cohorts_by_customers, tables=tables, history_starts="2025-06")
    assert {c for _, by, c in figures.of(NAME) if by} == {"2025-06", "2025-07"}
    assert readings(cohorts_by_customers, tables=tables).get(NAME, "2025-06").missing == (
        "insufficient_history"
    )


def test_fewer_than_three_customers_have_no_percentage() -> None:
    """One of one is no retention of 100 %; both halves stay to be seen."""
    reading = house(cohorts_by_customers).get(NAME, "2025-12", "cohort", "2024-05")
    assert (reading.value, reading.missing) == (None, "suppressed_small_n")
    assert (reading.numerator, reading.denominator, reading.n) == (1, 1, 1)


def test_all_cohorts_together() -> None:
    """Seven customers began after January 2024, six of them pay in December 2025."""
    reading = house(cohorts_by_customers).get(NAME, "2025-12")
    assert (reading.numerator, reading.denominator) == (6, 7)


def test_a_merged_customer_is_counted_once() -> None:
    """D began in July under a name of its own and belongs to A."""
    rows = months(THREE + "    D            2025-07  2025-12  10\n")
    merged = frame("customer_id merged_into\nA -\nD A")
    tables = {"recurring_revenue": rows, "customers": merged}
    assert readings(cohorts_by_customers, tables=tables).get(NAME, "2025-12").denominator == 3


def test_nobody_new_is_missing() -> None:
    """A company that won nobody has no cohorts; one without the table no data."""
    rows = months("customer_id from to mrr\nOLD 2025-06 2025-12 10")
    figures = readings(cohorts_by_customers, tables={"recurring_revenue": rows})
    assert figures.get(NAME, "2025-12").missing == "div_zero"
    assert readings(cohorts_by_customers, tables={}).get(NAME, "2025-12").missing == "no_data"
