"""Revenue of the ten largest customers."""

from reportgen.measure.metrics.largest_customers_revenue import largest_customers_revenue
from tests.measure.house import house
from tests.measure.readings import months, readings

NAME = "largest_customers_revenue"


def test_the_largest_of_the_house_example() -> None:
    """C01 pays 13,200 a month of 38,800; nine customers are no ten."""
    figures = house(largest_customers_revenue)
    top = figures.get(NAME, "2025-12", "customer", "C01")
    assert (top.value, top.denominator) == (158_400, 465_600)
    company = figures.get(NAME, "2025-12")
    assert (company.value, company.n) == (465_600, 9)


def test_no_more_than_ten_and_of_equals_the_first_by_name() -> None:
    rows = "\n".join(f"C{n:02d} 2025-10 2025-12 100" for n in range(1, 13))
    tables = {"recurring_revenue": months(f"customer_id from to mrr\n{rows}")}
    figures = readings(largest_customers_revenue, tables=tables)
    assert [r.split for r in figures.groups(NAME, "customer")] == [
        f"C{n:02d}" for n in range(1, 11)
    ]
    assert figures.at(NAME).exact == 12_000


def test_customers_alone_for_two_years_together_for_all_months() -> None:
    tables = {"recurring_revenue": months("customer_id from to mrr\nA 2022-01 2025-12 100")}
    figures = readings(largest_customers_revenue, tables=tables)
    months_of_customers = sorted(period for period, _ in figures.by(NAME, "customer"))
    assert (months_of_customers[0], len(months_of_customers)) == ("2024-01", 24)
    assert figures.get(NAME, "2022-01").exact == 1_200


def test_no_revenue_no_data() -> None:
    assert readings(largest_customers_revenue, tables={}).get(NAME, "2025-12").missing == "no_data"
