"""Change in annual recurring revenue."""

from decimal import Decimal

import polars as pl

from reportgen.measure.metrics.annual_recurring_revenue import annual_recurring_revenue
from reportgen.measure.metrics.annual_recurring_revenue_change import (
    annual_recurring_revenue_change,
)
from tests.measure.house import house
from tests.measure.readings import months, readings

NAME = "annual_recurring_revenue_change"


def test_the_house_example_by_movement() -> None:
    """372,000 to 465,600: new 3,000 x 12, won back 2,000 x 12, expansion 2,800 x 12."""
    figures = house(annual_recurring_revenue_change, annual_recurring_revenue)
    ends = [figures.get("annual_recurring_revenue", m).exact for m in ("2025-12", "2025-09")]
    assert ends[0] is not None
    assert ends[1] is not None
    assert figures.get(NAME, "2025Q4").exact == ends[0] - ends[1] == 93_600
    moved = {r.split: r.exact for r in figures.groups(NAME, "movement")}
    assert moved == {
        "new": 36_000,
        "reactivation": 24_000,
        "expansion": 33_600,
        "contraction": 0,
        "churn": 0,
        "fx": 0,
    }


def test_each_movement_within_segments_and_product_lines() -> None:
    """SMB: C08 and C09 new (3,000), C05 and C06 back (2,000), C08 grew by 300."""
    figures = house(annual_recurring_revenue_change)
    assert figures.get(NAME, "2025Q4", "segment", "SMB").exact == 12 * 5_300
    crossed = {
        r.split: r.exact for r in figures.groups(NAME, "segment+movement") if r.split[:3] == "SMB"
    }
    assert crossed["SMB+new"] == 36_000
    assert crossed["SMB+reactivation"] == 24_000
    assert crossed["SMB+expansion"] == 3_600
    assert figures.get(NAME, "2025Q4", "product_line+movement", "Addon+expansion").exact == 6_000
    assert "cohort" not in figures.splits(NAME)


def test_customers_have_what_they_pay_now_and_paid_before() -> None:
    """C01 grew from 12,000 to 13,200 a month; C05 came back at 1,200."""
    figures = house(annual_recurring_revenue_change)
    grown = figures.get(NAME, "2025Q4", "customer", "C01")
    assert (grown.value, grown.numerator, grown.denominator) == (14_400, 158_400, 144_000)
    back = figures.get(NAME, "2025Q4", "customer", "C05")
    assert (back.value, back.numerator, back.denominator) == (14_400, 14_400, 0)
    assert figures.get(NAME, "2025Q4", "customer+movement", "C05+reactivation").exact == 14_400


def test_a_customer_that_came_and_grew_has_both_movements() -> None:
    """C08: new at 1,500, grown to 1,800 within the quarter."""
    figures = house(annual_recurring_revenue_change)
    found = {
        r.split: r.exact for r in figures.groups(NAME, "customer+movement") if r.split[:3] == "C08"
    }
    assert found == {"C08+new": 18_000, "C08+expansion": 3_600}


def many_customers(count: int = 30) -> pl.DataFrame:
    """Customers that grow by their number, and as many that shrink by it."""
    rows = ["customer_id from to mrr"]
    for number in range(1, count + 1):
        rows += [
            f"U{number:02d} 2025-01 2025-09 1000",
            f"U{number:02d} 2025-10 2025-12 {1000 + number}",
        ]
        rows += [
            f"D{number:02d} 2025-01 2025-09 1000",
            f"D{number:02d} 2025-10 2025-12 {1000 - number}",
        ]
    return months("\n".join(rows))


def test_ten_each_way_stand_alone_and_the_others_together() -> None:
    """Of thirty that rose and thirty that fell, those by most; n says how many the others are."""
    tables = {"recurring_revenue": many_customers()}
    figures = readings(annual_recurring_revenue_change, tables=tables)
    found = {r.split: r for r in figures.groups(NAME, "customer")}
    rose = {f"U{number}" for number in range(21, 31)}
    fell = {f"D{number}" for number in range(21, 31)}
    assert set(found) == rose | fell | {"(others)"}
    assert (found["(others)"].n, found["(others)"].exact) == (40, Decimal(0))
    assert figures.get(NAME, "2025Q4").exact == 0


def test_of_equals_the_first_by_name() -> None:
    """Twelve customers that all grew by the same."""
    rows = "\n".join(
        f"C{n:02d} 2025-01 2025-09 100\nC{n:02d} 2025-10 2025-12 150" for n in range(1, 13)
    )
    tables = {"recurring_revenue": months(f"customer_id from to mrr\n{rows}")}
    figures = readings(annual_recurring_revenue_change, tables=tables)
    found = [r.split for r in figures.groups(NAME, "customer")]
    assert found == ["(others)", *[f"C{n:02d}" for n in range(1, 11)]]


def test_customers_of_recent_windows_only_and_of_the_report_period() -> None:
    """Two years of months and quarters; a year only where it is the report's own."""
    rows = months(
        "customer_id from to mrr\nA 2022-01 2022-12 10\nA 2023-01 2024-12 12\nA 2025-01 2025-12 15"
    )
    figures = readings(annual_recurring_revenue_change, tables={"recurring_revenue": rows})
    periods = {period for period, _ in figures.by(NAME, "customer")}
    assert periods == {"2025-01", "2025Q1"}
    yearly = readings(
        annual_recurring_revenue_change, tables={"recurring_revenue": rows}, period="FY2025"
    )
    assert ("FY2025", "A") in yearly.by(NAME, "customer")


def test_merged_customers_are_one() -> None:
    """The parent's rise; the child never moved."""
    rows = months("""
        customer_id  from     to       mrr
        A            2025-01  2025-12  100
        B            2025-10  2025-12   50
    """)
    customers = pl.DataFrame({"customer_id": ["A", "B"], "merged_into": [None, "A"]})
    tables = {"recurring_revenue": rows, "customers": customers}
    figures = readings(annual_recurring_revenue_change, tables=tables)
    assert [(r.split, r.value) for r in figures.groups(NAME, "customer")] == [("A", 600)]


def test_without_an_opening_balance_nothing_is_told() -> None:
    """The first loaded month has no bridge, and nobody's movements."""
    figures = house(annual_recurring_revenue_change)
    assert figures.get(NAME, "2024-01").missing == "insufficient_history"
    assert ("2024-01", "C01") not in figures.by(NAME, "customer")
    assert (
        readings(annual_recurring_revenue_change, tables={}).get(NAME, "2025Q4").missing
        == "no_data"
    )
