"""Use of licences."""

from reportgen.measure.metrics.license_utilisation import license_utilisation
from tests.ascii_table import frame
from tests.measure.readings import months, readings
from tests.measure.use import paying, usage

NAME = "license_utilisation"
USE = usage("""
    customer_id  product_line  month    active_users  licensed_users
    A            Core          2025-12  40            50
    A            Plus          2025-12  10            20
    B            Core          2025-12  10            10
    C            Core          2025-12  5             -
    D            Core          2025-12  3             0
    E            Core          2025-12  90            100
""")
CUSTOMERS = frame("customer_id segment\nA Large\nB Small\nC Small\nD Small")


def test_active_over_licensed_of_those_that_pay() -> None:
    """60 of 80; C's licences are not known, D has none, E pays nothing."""
    tables = {"product_usage": USE, "recurring_revenue": paying("A", "B", "C", "D")}
    reading = readings(license_utilisation, tables=tables).get(NAME, "2025-12")
    assert (reading.value, reading.numerator, reading.denominator, reading.n) == (0.75, 60, 80, 2)


def test_by_segment_and_line() -> None:
    """A line of a segment has a figure of its own."""
    customers = {"customers": CUSTOMERS, "recurring_revenue": paying("A", "B", "C", "D")}
    figures = readings(license_utilisation, tables={"product_usage": USE, **customers})
    assert figures.get(NAME, "2025-12", "segment", "Large").value == 50 / 70
    assert figures.get(NAME, "2025-12", "product_line", "Plus").value == 0.5
    assert figures.get(NAME, "2025-12", "segment+product_line", "Large+Core").value == 0.8
    assert figures.get(NAME, "2025-12", "segment+product_line", "Small+Core").n == 1


def test_without_an_export_of_what_is_paid_all_use_counts() -> None:
    """150 of 180."""
    figures = readings(license_utilisation, tables={"product_usage": USE, "customers": CUSTOMERS})
    assert figures.get(NAME, "2025-12").value == 150 / 180
    assert "segment" in figures.splits(NAME)


def test_a_customer_that_left_is_not_asked_to_use_anything() -> None:
    """A product that keeps counting users of a customer without a contract."""
    use = usage("""
        customer_id  month    active_users  licensed_users
        A            2025-11  5             10
        A            2025-12  0             10
        B            2025-11  9             10
        B            2025-12  9             10
    """)
    paid = months("customer_id from to mrr\nA 2025-01 2025-11 10\nB 2025-01 2025-12 10")
    figures = readings(
        license_utilisation, tables={"product_usage": use, "recurring_revenue": paid}
    )
    assert figures.get(NAME, "2025-11").value == 0.7
    assert figures.get(NAME, "2025-12").value == 0.9


def test_merged_customers_are_one() -> None:
    """Users of the child stand under the parent and its segment."""
    customers = frame("""
        customer_id  segment  merged_into  merged_from_month
        A            Large    -            -
        B            Small    A            2025-06
    """)
    tables = {
        "product_usage": USE.filter(USE["customer_id"].is_in(["A", "B"])),
        "recurring_revenue": paying("A", "B"),
        "customers": customers,
    }
    figures = readings(license_utilisation, tables=tables)
    reading = figures.get(NAME, "2025-12", "segment", "Large")
    assert (reading.numerator, reading.denominator, reading.n) == (60, 80, 1)


def test_a_column_of_the_company_may_be_called_as_ours() -> None:
    """`used` and `active` in the list of customers are left out, not mixed up."""
    customers = CUSTOMERS.with_columns(used=CUSTOMERS["segment"], region=CUSTOMERS["segment"])
    figures = readings(
        license_utilisation,
        tables={"product_usage": USE, "customers": customers},
        further={"customers": ("used", "region")},
    )
    assert figures.get(NAME, "2025-12", "region", "Large").value == 50 / 70
    assert "used" not in figures.splits(NAME)


def test_missing_reasons() -> None:
    """No table, no column of it, months before and after it, nobody with a licence."""
    assert readings(license_utilisation, tables={}).get(NAME, "2025-12").missing == "no_data"
    bare = usage("customer_id month\nA 2025-12")
    figures = readings(license_utilisation, tables={"product_usage": bare})
    assert figures.get(NAME, "2025-12").missing == "no_data"
    tables = {"product_usage": USE, "recurring_revenue": paying("A")}
    figures = readings(license_utilisation, tables=tables)
    assert figures.get(NAME, "2025-11").missing == "insufficient_history"
    tables = {"product_usage": USE, "recurring_revenue": paying("C", "D")}
    assert readings(license_utilisation, tables=tables).get(NAME, "2025-12").missing == "no_data"
    tables = {"product_usage": USE, "recurring_revenue": paying("A", last="2025-11")}
    assert readings(license_utilisation, tables=tables).get(NAME, "2025-12").missing == "no_data"
