"""The worked example of the loyalty case, from CSV files through the command line.

Three segments of known churn, each over at the end of twelve months of its own, in which the
company has the gross margin that the example gives the segment: A 75 % to March, B 80 % to June,
C 70 % to September.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest

from tests.published.company import Figures, build, check_all, monthly, rows

PACK = """
    [company]
    name = "Worked example"
    currency = "EUR"

    [report]
    pages = ["cover"]
    period = "2025-09"

    [loyalty]
    segments = ["A", "B", "C"]
"""
# Customers: how many, at which price, paid in which months. Most leave in the last one.
LIVES = """
    segment count price from    to
    A       30    400   2024-03 2025-02
    A       95    400   2024-03 2025-09
    A       25    400   2025-03 2025-09
    B       1     1500  2024-06 2025-01
    B       5     1500  2024-06 2025-05
    B       36    1500  2024-06 2025-09
    B       4     1500  2025-06 2025-09
    C       126   90    2024-09 2025-08
    C       174   90    2024-09 2025-09
    C       126   90    2025-09 2025-09
"""
# Income and cost, 0 in all other months: each lies in the twelve months that end where a margin is
# wanted, the last two in the same.
BOOKED = {"2024-06": (100, 25), "2025-04": (100, 20), "2025-09": (100, 40)}
ENDS = {"A": "TTM2025-03", "B": "TTM2025-06", "C": "TTM2025-09"}


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Figures:
    """Figures of the company, with an investment that nobody has stated."""
    spans = [
        {"segment": row["segment"], "customer_id": f"{row['segment']}{line}-{place}"}
        | {"mrr": row["price"], "from": row["from"], "to": row["to"]}
        for line, row in enumerate(rows(LIVES))
        for place in range(int(row["count"]))
    ]
    customers = [
        {"customer_id": name, "segment": segment}
        for name, segment in {row["customer_id"]: row["segment"] for row in spans}.items()
    ]
    revenue = [
        {name: cell for name, cell in row.items() if name != "segment"} for row in monthly(spans)
    ]
    ledger: list[Mapping[str, object]] = [
        {"month": month, "line": category, "category": category, "amount": amount}
        for month in sorted({str(row["month"]) for row in revenue})
        for category, amount in zip(
            ("revenue_other", "cogs"), BOOKED.get(month, (0, 0)), strict=True
        )
    ]
    folder = tmp_path_factory.mktemp("published") / "loyalty"
    return build(folder, PACK, recurring_revenue=revenue, customers=customers, ledger=ledger)


def test_the_base_of_each_segment(figures: Figures) -> None:
    """Own example: customers, price, margin and churn give 15,000, 100,000 and 1,800 a customer."""
    expected = """
        metric                       period      split_by  split  expected  n
        gross_margin                 TTM2025-03  -         -      0.75      -
        gross_margin                 TTM2025-06  -         -      0.80      -
        gross_margin                 TTM2025-09  -         -      0.70      -
        monthly_logo_churn           TTM2025-03  segment   A      0.02      1500
        monthly_logo_churn           TTM2025-06  segment   B      0.012     500
        monthly_logo_churn           TTM2025-09  segment   C      0.035     3600
        loyalty_case_customer_value  TTM2025-03  segment   A      15000     120
        loyalty_case_customer_value  TTM2025-06  segment   B      100000    40
        loyalty_case_customer_value  TTM2025-09  segment   C      1800      300
    """
    check_all(figures, expected)


def test_what_a_rise_is_worth(figures: Figures) -> None:
    """1.8, 4.0 and 0.54 million in all; 180, 400 and 54 thousand for each ten per cent."""
    expected = """
        metric        period      split_by       split  expected  n
        loyalty_case  TTM2025-03  segment+level  A+10   180000    120
        loyalty_case  TTM2025-03  segment+level  A+15   270000    120
        loyalty_case  TTM2025-03  segment+level  A+20   360000    120
        loyalty_case  TTM2025-06  segment+level  B+10   400000    40
        loyalty_case  TTM2025-06  segment+level  B+15   600000    40
        loyalty_case  TTM2025-06  segment+level  B+20   800000    40
        loyalty_case  TTM2025-09  segment+level  C+10   54000     300
        loyalty_case  TTM2025-09  segment+level  C+15   81000     300
        loyalty_case  TTM2025-09  segment+level  C+20   108000    300
    """
    check_all(figures, expected)
    for segment, value in (("A", 1_800_000), ("B", 4_000_000), ("C", 540_000)):
        row = figures.row("loyalty_case", ENDS[segment], "segment+level", f"{segment}+10")
        assert row.denominator is not None
        assert round(row.denominator, 6) == value
        assert row.unit == "EUR"


def test_the_churn_that_longer_lifetimes_need(figures: Figures) -> None:
    """Ten per cent more by lifetime alone: 1.818, 1.091 and 3.182 % (rounded)."""
    expected = """
        metric                     period      split_by       split  expected
        loyalty_case_churn_needed  TTM2025-03  segment+level  A+10   0.02/1.1
        loyalty_case_churn_needed  TTM2025-06  segment+level  B+10   0.012/1.1
        loyalty_case_churn_needed  TTM2025-09  segment+level  C+10   0.035/1.1
    """
    check_all(figures, expected)


def test_segments_add_up_to_the_case(figures: Figures) -> None:
    """The total of a level is that of its segments, and the company's figure that of the lowest."""
    for level in ("10", "15", "20"):
        parts = [
            figures.value("loyalty_case", "TTM2025-09", "segment+level", f"{segment}+{level}")
            for segment in "ABC"
        ]
        whole = figures.value("loyalty_case", "TTM2025-09", "level", level)
        assert None not in parts
        assert whole is not None
        assert abs(Fraction(whole) - sum(Fraction(part or 0) for part in parts)) < Fraction(
            1, 10**6
        )
    lowest = figures.value("loyalty_case", "TTM2025-09", "level", "10")
    assert figures.value("loyalty_case", "TTM2025-09") == lowest


def test_nobody_has_said_what_it_costs(figures: Figures) -> None:
    """The value needs no investment, payback and present value do."""
    expected = """
        metric                          period      split_by  split  expected
        loyalty_case_payback            TTM2025-09  level     10     no_data
        loyalty_case_net_present_value  TTM2025-09  level     10     no_data
        loyalty_case_return             TTM2025-09  level     10     no_data
    """
    check_all(figures, expected)
    assert figures.value("loyalty_case_profit", "TTM2025-09", "level+year", "10+1") is not None
