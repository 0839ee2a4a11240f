"""Revenue from new customers."""

from reportgen.measure.metrics.revenue_from_new_customers import revenue_from_new_customers
from tests.measure.house import house, tables
from tests.measure.readings import readings

NAME = "revenue_from_new_customers"


def test_customers_first_paid_in_the_period() -> None:
    """C07 20,500 with its add-on, C08 4,800, C09 3,000: 28,300 from three customers."""
    reading = house(revenue_from_new_customers).get(NAME, "FY2025")
    assert reading.exact == 28_300
    assert reading.n == 3


def test_a_quarter_knows_only_its_own_new_customers() -> None:
    """C07 came in March and is no longer new in the fourth quarter."""
    reading = house(revenue_from_new_customers).get(NAME, "2025Q4")
    assert reading.exact == 7_800
    assert reading.n == 2


def test_a_fiscal_year_of_its_own() -> None:
    """From May 2025 to April 2026 only eight months are there; May 2024 to April 2025 is whole."""
    figures = readings(
        revenue_from_new_customers, tables=tables(), period="2026Q3", fiscal_year_start=5
    )
    # C06 four months in 2024, C04 from June 2024 on, C07 in March and April 2025.
    assert figures.get(NAME, "FY2025").exact == 4 * 800 + 11 * 3_000 + 2 * 2_000
    assert figures.get(NAME, "FY2026").missing == "partial_period"


def test_nobody_new_is_zero() -> None:
    """The third quarter of 2025."""
    assert house(revenue_from_new_customers).get(NAME, "2025Q3").exact == 0


def test_no_figure_where_nobody_can_be_known_to_be_new() -> None:
    """The year that begins with the file."""
    figures = house(revenue_from_new_customers)
    assert figures.get(NAME, "FY2024").missing == "insufficient_history"
    assert readings(revenue_from_new_customers, tables={}).get(NAME, "FY2025").missing == "no_data"
