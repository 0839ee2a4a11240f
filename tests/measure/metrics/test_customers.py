"""Customers."""

import polars as pl

from reportgen.measure.metrics.customers import customers
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.readings import months, readings

NAME = "customers"


def test_who_pays_in_the_month() -> None:
    """6, 5, 7, 9 and 9 of the ten customers there ever were."""
    figures = house(customers)
    wanted = ("2024-12", "2025-09", "2025-10", "2025-11", "2025-12")
    assert [figures.get(NAME, m).exact for m in wanted] == [6, 5, 7, 9, 9]


def test_a_customer_with_two_lines_is_one_customer() -> None:
    """And one customer of each line."""
    figures = house(customers)
    assert figures.get(NAME, "2025-12", "product_line", "Core").exact == 9
    assert figures.get(NAME, "2025-12", "product_line", "Addon").exact == 1


def test_who_pays_nothing_recurring_is_no_customer() -> None:
    """A zero, and a one-off fee."""
    rows = frame("""
        customer_id  month    mrr  kind
        A            2025-12  10   recurring
        B            2025-12   0   recurring
        C            2025-12  99   one_off
    """)
    assert readings(customers, tables={"recurring_revenue": rows}).get(NAME, "2025-12").exact == 1


def test_merged_customers_are_counted_once() -> None:
    """A chain of mergers ends in one parent."""
    rows = months(
        "customer_id from to mrr\nA 2025-12 2025-12 1\nB 2025-12 2025-12 1\nC 2025-12 2025-12 1"
    )
    merged = frame("customer_id merged_into\nA -\nB A\nC B")
    tables = {"recurring_revenue": rows, "customers": merged}
    assert readings(customers, tables=tables).get(NAME, "2025-12").exact == 1


def test_a_month_in_which_nobody_pays_is_zero_and_one_outside_the_file_is_missing() -> None:
    """Inside the file the empty month is known."""
    rows = months("customer_id from to mrr\nA 2025-08 2025-08 10\nA 2025-11 2025-11 10")
    figures = readings(customers, tables={"recurring_revenue": rows})
    assert figures.get(NAME, "2025-09").exact == 0
    assert figures.get(NAME, "2025-12").missing == "partial_period"
    assert readings(customers, tables={}).get(NAME, "2025-12").missing == "no_data"


def test_customers_without_a_segment_are_shown_as_blank() -> None:
    """They are not dropped from the split."""
    rows = months("customer_id from to mrr\nA 2025-12 2025-12 1\nB 2025-12 2025-12 1")
    segments = frame("customer_id segment\nA SMB\nB -")
    assert segments["segment"].null_count() == 1
    tables: dict[str, pl.DataFrame] = {"recurring_revenue": rows, "customers": segments}
    groups = {r.split: r.exact for r in readings(customers, tables=tables).groups(NAME, "segment")}
    assert groups == {"SMB": 1, "(blank)": 1}
