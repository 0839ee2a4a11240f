"""Cohorts by revenue."""

from reportgen.measure.metrics.cohorts_by_revenue import cohorts_by_revenue
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.readings import months, readings

NAME = "cohorts_by_revenue"


def test_what_a_cohort_pays_now_against_its_first_month() -> None:
    """C07 began with 2,000 and pays 2,500: 125 %."""
    reading = house(cohorts_by_revenue).get(NAME, "2025-12", "cohort", "2025-03")
    assert (reading.value, reading.numerator, reading.denominator) == (1.25, 2_500, 2_000)
    assert reading.n == 1


def test_the_first_month_is_one() -> None:
    """By definition, for every cohort."""
    figures = house(cohorts_by_revenue)
    own = [r for (p, by, cohort), r in figures.of(NAME).items() if by and p == cohort]
    assert len(own) == 7
    assert {r.value for r in own} == {1}


def test_a_cohort_that_is_gone_is_zero() -> None:
    """C04 left in August 2025; the cell is inside the data."""
    figures = house(cohorts_by_revenue)
    assert figures.get(NAME, "2025-07", "cohort", "2024-06").value == 1
    assert figures.get(NAME, "2025-12", "cohort", "2024-06").value == 0


def test_a_first_payment_before_the_file_belongs_to_no_cohort_of_the_file() -> None:
    """B is won back in June, its first month's revenue is not in the file."""
    rows = months(
        "customer_id from to mrr\nA 2025-02 2025-12 10\nB 2025-06 2025-12 10\nO 2025-01 2025-12 1"
    )
    stated = frame("customer_id cohort_month\nA -\nB 2023-05\nO -")
    tables = {"recurring_revenue": rows, "customers": stated}
    figures = readings(cohorts_by_revenue, tables=tables)
    assert {c for _, by, c in figures.of(NAME) if by} == {"2025-02"}


def test_exchange_rates_do_not_change_a_cohort() -> None:
    """Both months at the later rate: 100 SEK that stay are 100 %."""
    rows = months(
        "customer_id currency from to mrr\nO EUR 2025-10 2025-12 1\nA SEK 2025-11 2025-12 100"
    )
    rates = frame("currency month rate\nSEK 2025-11 0.090\nSEK 2025-12 0.080")
    tables = {"recurring_revenue": rows, "exchange_rates": rates}
    reading = readings(cohorts_by_revenue, tables=tables).get(NAME, "2025-12", "cohort", "2025-11")
    assert (reading.value, reading.denominator) == (1, 8)


def test_missing_reasons() -> None:
    """The first loaded month, a company that won nobody, no table."""
    assert house(cohorts_by_revenue).get(NAME, "2024-01").missing == "insufficient_history"
    rows = months("customer_id from to mrr\nOLD 2025-06 2025-12 10")
    figures = readings(cohorts_by_revenue, tables={"recurring_revenue": rows})
    assert figures.get(NAME, "2025-12").missing == "div_zero"
    assert readings(cohorts_by_revenue, tables={}).get(NAME, "2025-12").missing == "no_data"
