"""New customers."""

from reportgen.measure.metrics.new_customers import new_customers
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.readings import months, readings

NAME = "new_customers"


def test_first_payments_of_the_period() -> None:
    """C08 and C09 in the quarter, C07 too in the year; who came back is not new."""
    figures = house(new_customers)
    assert figures.get(NAME, "2025Q4").exact == 2
    assert figures.get(NAME, "FY2025").exact == 3
    assert figures.get(NAME, "2025Q3").exact == 0


def test_customers_of_the_first_loaded_month_are_not_new() -> None:
    """Unless the history is known to start there."""
    assert house(new_customers).get(NAME, "2024-01").missing == "insufficient_history"
    assert house(new_customers, history_starts="2024-01").get(NAME, "2024-01").exact == 3


def test_a_stated_first_payment_before_the_file_is_not_new() -> None:
    """B paid in 2023."""
    rows = months("customer_id from to mrr\nA 2025-01 2025-12 10\nB 2025-06 2025-12 10")
    stated = frame("customer_id cohort_month\nA -\nB 2023-05")
    tables = {"recurring_revenue": rows, "customers": stated}
    assert readings(new_customers, tables=tables).get(NAME, "2025Q2").exact == 0


def test_a_merged_child_never_was_new() -> None:
    """It is the parent that grew."""
    rows = months("customer_id from to mrr\nA 2025-01 2025-12 10\nB 2025-06 2025-12 10")
    merged = frame("customer_id merged_into\nA -\nB A")
    tables = {"recurring_revenue": rows, "customers": merged}
    assert readings(new_customers, tables=tables).get(NAME, "2025Q2").exact == 0


def test_a_customer_that_starts_with_two_lines_is_new_in_both() -> None:
    """Once for the company, once in each line, in however many currencies it pays."""
    rows = frame("""
        customer_id  product_line  currency  month    mrr
        OLD          Core          EUR       2025-11  1
        A            Core          EUR       2025-12  10
        A            Core          SEK       2025-12  10
        A            Plus          EUR       2025-12  10
    """)
    rates = frame("currency month rate\nSEK 2025-12 0.1")
    tables = {"recurring_revenue": rows, "exchange_rates": rates}
    figures = readings(new_customers, tables=tables)
    assert figures.get(NAME, "2025-12").exact == 1
    assert figures.get(NAME, "2025-12", "product_line", "Core").exact == 1
    assert figures.get(NAME, "2025-12", "product_line", "Plus").exact == 1


def test_segments_and_channels_add_up() -> None:
    """MM one, SMB two, ENT none."""
    figures = house(new_customers)
    groups = {s: figures.get(NAME, "FY2025", "segment", s).exact for s in ("ENT", "MM", "SMB")}
    assert groups == {"ENT": 0, "MM": 1, "SMB": 2}


def test_without_the_table_there_is_no_data() -> None:
    """Never a zero."""
    assert readings(new_customers, tables={}).get(NAME, "2025Q4").missing == "no_data"
