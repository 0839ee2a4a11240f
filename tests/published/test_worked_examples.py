"""Worked examples that others have published, from CSV files through the command line.

Each example is the smallest pack in which a metric yields the published figure. Examples that do
not touch share a pack: those on customers and deals have a segment each, those on the books a month
or a quarter each. Figures are compared with the exact number; where a page rounds or errs, the
docstring says what it prints.

Published examples of the collection that no CSV of our tables can express, and why:

- Survivor bias (Kellogg, 111 % against 71 %): its inputs are not published.
- Annualised monthly churn (purebuild) is no metric of its own; it is tested as what twelve months of
  that churn leave over.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from tests.published.company import Figures, Rows, agree, build, check_all, monthly, rows

COMPANY = """
    [company]
    name = "Worked examples"
    currency = "EUR"

    [report]
    pages = ["cover"]
"""

# --- one segment an example: from November to December, unless said otherwise

MOVES = """
    segment customer_id from    to      mrr     seats currency
    W4      a           2025-11 2025-11 10      -     EUR
    W4      b           2025-11 2025-11 30      -     EUR
    W4      b           2025-12 2025-12 20      -     EUR
    W4      c           2025-11 2025-11 60      -     EUR
    W4      c           2025-12 2025-12 70      -     EUR
    W5      a           2025-11 2025-11 100     -     EUR
    W5      a           2025-12 2025-12 110     -     EUR
    W5      b           2025-12 2025-12 10      -     EUR
    W8      a           2025-11 2025-11 92000   -     EUR
    W8      a           2025-12 2025-12 107000  -     EUR
    W8      b           2025-11 2025-11 8000    -     EUR
    W24a    a           2025-11 2025-11 10      -     EUR
    W24a    a           2025-12 2025-12 18      -     EUR
    W24a    b           2025-11 2025-11 5       -     EUR
    W24a    c           2025-11 2025-11 13      -     EUR
    W24a    c           2025-12 2025-12 10      -     EUR
    W24a    d           2025-12 2025-12 20      -     EUR
    W24b    a           2025-11 2025-11 10      -     EUR
    W24b    a           2025-12 2025-12 11      -     EUR
    W24b    b           2025-11 2025-11 1.5     -     EUR
    W24b    c           2025-11 2025-11 10.5    -     EUR
    W24b    c           2025-12 2025-12 10      -     EUR
    W24b    d           2025-12 2025-12 5       -     EUR
    W24c    a           2025-11 2025-11 10      -     EUR
    W24c    a           2025-12 2025-12 20      -     EUR
    W24c    b           2025-11 2025-11 8       -     EUR
    W24c    c           2025-11 2025-11 14      -     EUR
    W24c    c           2025-12 2025-12 10      -     EUR
    W24c    d           2025-12 2025-12 25      -     EUR
    W27     a           2025-11 2025-11 1000000 -     EUR
    W27     a           2025-12 2025-12 1120000 -     EUR
    W27     b           2025-11 2025-11 90000   -     EUR
    W27     c           2025-11 2025-11 880000  -     EUR
    W27     c           2025-12 2025-12 845000  -     EUR
    W27     d           2025-12 2025-12 480000  -     EUR
    W36     a           2025-11 2025-11 75      120   EUR
    W36     a           2025-12 2025-12 90      135   EUR
    W37     a           2025-11 2025-11 1000    100   EUR
    W37     a           2025-12 2025-12 1200    105   EUR
    W45     a           2025-11 2025-11 10000   -     SEK
    W45     a           2025-12 2025-12 11000   -     SEK
"""
RATES = """
    currency month   rate
    SEK      2025-11 0.090
    SEK      2025-12 0.088
"""


@pytest.fixture(scope="module")
def moves(tmp_path_factory: pytest.TempPathFactory) -> Figures:
    """Recurring revenue of two months; example 42 has the twelve months before them too."""
    spans: list[Mapping[str, object]] = [*rows(MOVES)]
    for months in range(13):
        month = f"{2024 + (11 + months) // 12}-{(11 + months) % 12 + 1:02}"
        left = Decimal(1_000_000) * Decimal("0.97") ** months
        amount = {"mrr": left.quantize(Decimal("1e-12")), "currency": "EUR"}
        spans.append({"segment": "W42", "customer_id": "a", "from": month, "to": month, **amount})
    return build(
        tmp_path_factory.mktemp("published") / "moves",
        COMPANY + 'period = "2025-12"',
        recurring_revenue=monthly(one_customer_a_segment(spans)),
        customers=customers(spans),
        exchange_rates=RATES,
    )


def one_customer_a_segment(spans: Rows) -> Rows:
    """The rows with the segment as a part of the customer's name."""
    named = [{**row, "customer_id": f"{row['segment']}-{row['customer_id']}"} for row in spans]
    return [{name: cell for name, cell in row.items() if name != "segment"} for row in named]


def customers(spans: Rows) -> Rows:
    """The customers of these rows with their segments."""
    found = {f"{row['segment']}-{row['customer_id']}": row["segment"] for row in spans}
    return [{"customer_id": name, "segment": segment} for name, segment in found.items()]


def test_gross_and_net_churn(moves: Figures) -> None:
    """ChartMogul help centre: 100, less 10 churn and 10 contraction, 10 expansion: 20 % and 10 %."""
    expected = """
        metric                         period   split_by  split  expected  n
        gross_recurring_revenue_churn  2025-12  segment   W4     20/100    3
        net_recurring_revenue_churn    2025-12  segment   W4     10/100    3
    """
    check_all(moves, expected)


def test_net_churn_below_zero(moves: Figures) -> None:
    """ChartMogul help centre: 100 becomes 120, of which 10 are new: -10 % (there of a day)."""
    expected = """
        metric                       period   split_by  split  expected
        net_recurring_revenue_churn  2025-12  segment   W5     -10/100
    """
    check_all(moves, expected)


def test_net_retention_of_a_template(moves: Figures) -> None:
    """Notion metric templates: 100k + 15k expansion - 8k churn: 107 %; contraction is not in it."""
    expected = """
        metric                 period   split_by  split  expected  n
        net_revenue_retention  2025-12  segment   W8     107/100   2
        net_revenue_retention_without_contraction  2025-12  segment  W8  107/100  2
    """
    check_all(moves, expected)


def test_quick_ratio_three_times(moves: Figures) -> None:
    """pitchkit 3.5, abracalc 3.0, primecalculator 2.92 (35/12 rounded)."""
    expected = """
        metric       period   split_by  split  expected
        quick_ratio  2025-12  segment   W24a   3.5
        quick_ratio  2025-12  segment   W24b   3
        quick_ratio  2025-12  segment   W24c   35/12
    """
    check_all(moves, expected)


def test_a_bridge_of_a_board_deck(moves: Figures) -> None:
    """Board-deck framework: 1,970,000 becomes 2,445,000; it prints NRR 99.7 %.

    GRR of 93.65 % and a quick ratio of 4.8 follow from the same movements.
    """
    expected = """
        metric                    period   split_by          split            expected   n
        recurring_revenue         2025-11  segment           W27              1970000    3
        recurring_revenue_bridge  2025-12  segment+movement  W27+new          480000     1
        recurring_revenue_bridge  2025-12  segment+movement  W27+expansion    120000     1
        recurring_revenue_bridge  2025-12  segment+movement  W27+churn        -90000     1
        recurring_revenue_bridge  2025-12  segment+movement  W27+contraction  -35000     1
        recurring_revenue_bridge  2025-12  segment+movement  W27+reactivation 0          0
        recurring_revenue_bridge  2025-12  segment+movement  W27+fx           0          0
        recurring_revenue_bridge  2025-12  segment           W27              475000     4
        recurring_revenue         2025-12  segment           W27              2445000    3
        net_revenue_retention     2025-12  segment           W27              1965/1970  3
        gross_revenue_retention   2025-12  segment           W27              1845/1970  3
        net_revenue_retention_by_flow    2025-12  segment    W27              1965/1970  3
        gross_revenue_retention_by_flow  2025-12  segment    W27              1845/1970  3
        quick_ratio               2025-12  segment           W27              4.8        2
    """
    check_all(moves, expected)


def test_volume_and_price_of_an_expansion(moves: Figures) -> None:
    """theexcelbible: volume 9.4 and price 5.6 (rounded; its formula swaps the two prices).

    investmentguide: 1,000 becomes 1,200 on 5 % more units: price 150, and so volume 50.
    """
    expected = """
        metric                                period   split_by      split       expected
        expansion_by_users_and_functionality  2025-12  segment+part  W36+seats   9.375
        expansion_by_users_and_functionality  2025-12  segment+part  W36+price   5.625
        expansion_by_users_and_functionality  2025-12  segment+part  W37+seats   50
        expansion_by_users_and_functionality  2025-12  segment+part  W37+price   150
        expansion_by_users_and_functionality  2025-12  segment+axis  W37+users   50
        expansion_by_users_and_functionality  2025-12  segment+axis  W37+functionality  150
    """
    check_all(moves, expected)


def test_churn_of_a_month_over_a_year(moves: Figures) -> None:
    """purebuild: 3 % a month are 31 % a year, rounded from 1 - 0.97^12 = 30.6 %."""
    row = ("2025-12", "segment", "W42")
    assert agree(moves.value("gross_recurring_revenue_churn", *row), Fraction(3, 100))
    kept = moves.value("gross_revenue_retention", "TTM2025-12", "segment", "W42")
    assert agree(kept, Fraction(97, 100) ** 12)
    assert round(1 - (kept or 0), 3) == Decimal("0.306")


def test_expansion_apart_from_exchange_rates(moves: Figures) -> None:
    """10,000 SEK at 0.090 become 11,000 at 0.088: 88 of expansion, -20 of rates, 68 together."""
    expected = """
        metric                    period   split_by          split          expected
        recurring_revenue_bridge  2025-12  segment+movement  W45+expansion  88
        recurring_revenue_bridge  2025-12  segment+movement  W45+fx         -20
        recurring_revenue_bridge  2025-12  segment           W45            68
        recurring_revenue_bridge  2025-12  movement          fx             -20
        net_revenue_retention     2025-12  segment           W45            11/10
    """
    check_all(moves, expected)


# --- subscriptions with start, end and interval


@pytest.fixture(scope="module")
def subscriptions(tmp_path_factory: pytest.TempPathFactory) -> Figures:
    """Monthly and yearly subscriptions, and one customer's history."""
    history = """
        segment customer_id start      end        amount interval
        W2      a           2024-01-01 -          2000   year
        W3      a           2024-03-05 2025-03-05 2000   year
        W3      a           2024-06-10 2024-09-10 60     month
        W3      a           2025-06-05 -          2000   year
    """
    monthly_ones = [
        {"segment": "W1", "customer_id": f"m{i}", "amount": 100, "interval": "month"}
        for i in range(100)
    ]
    yearly_ones = [
        {"segment": "W1", "customer_id": f"y{i}", "amount": 600, "interval": "year"}
        for i in range(50)
    ]
    from_the_start = [{**row, "start": "2024-01-01"} for row in (*monthly_ones, *yearly_ones)]
    table: list[Mapping[str, object]] = [*rows(history), *from_the_start]
    return build(
        tmp_path_factory.mktemp("published") / "subscriptions",
        COMPANY + 'period = "2025-06"',
        subscriptions=one_customer_a_segment(table),
        customers=customers(table),
    )


def test_yearly_and_monthly_prices_together(subscriptions: Figures) -> None:
    """Stripe glossary: 100 x 100 a month and 50 x 600 a year: 12,500 (it prints "800/12")."""
    expected = """
        metric                    period   split_by  split  expected  n
        recurring_revenue         2025-06  segment   W1     12500     150
        annual_recurring_revenue  2025-06  segment   W1     150000    150
    """
    check_all(subscriptions, expected)


def test_a_price_of_a_year(subscriptions: Figures) -> None:
    """ChartMogul help centre: 2,000 a year are 166.67 a month (rounded)."""
    assert agree(
        subscriptions.value("recurring_revenue", "2025-06", "segment", "W2"), Fraction(2000, 12)
    )


def test_one_customers_history(subscriptions: Figures) -> None:
    """ChartMogul help centre, Syncalytics: Gold, 60 more, 60 less, gone when the year is over, back.

    It prints 166.67 of new revenue and 60 each of expansion and contraction.
    """
    expected = """
        metric                    period   split_by          split             expected  n
        recurring_revenue_bridge  2024-03  segment+movement  W3+new            2000/12   1
        recurring_revenue_bridge  2024-06  segment+movement  W3+expansion      60        1
        recurring_revenue_bridge  2024-09  segment+movement  W3+contraction    -60       1
        recurring_revenue_bridge  2025-02  segment+movement  W3+churn          0         0
        recurring_revenue_bridge  2025-03  segment+movement  W3+churn          -2000/12  1
        recurring_revenue_bridge  2025-06  segment+movement  W3+reactivation   2000/12   1
        recurring_revenue_bridge  2025-06  segment+movement  W3+new            0         0
    """
    check_all(subscriptions, expected)


# --- one month an example: spend, new customers and margin of the same month

ACQUISITION = """
    month   example spend  customers price  margin
    2025-02 W8      50000  25        500    0.80
    2025-03 W10a    18000  1         1000   0.75
    2025-04 W10b    14400  1         1000   0.80
    2025-05 W10c    9600   1         1000   0.80
    2025-06 W11     770000 1         100000 0.70
    2025-07 W13a    12000  1         1000   0.80
    2025-08 W13b    3000   1         500    0.70
    2025-09 W15     10000  1         1000   0.70
"""


@pytest.fixture(scope="module")
def acquisition(tmp_path_factory: pytest.TempPathFactory) -> Figures:
    """Customers who stay for their first month, and the spend that won them."""
    revenue: list[Mapping[str, object]] = [{"customer_id": "first", "month": "2025-01", "mrr": 100}]
    ledger: list[Mapping[str, object]] = []
    for row in rows(ACQUISITION):
        count, price = int(row["customers"]), Decimal(row["price"])
        revenue += [
            {"customer_id": f"{row['example']}-{i}", "month": row["month"], "mrr": price}
            for i in range(count)
        ]
        cost = count * price * (1 - Decimal(row["margin"]))
        for category, amount in (
            ("revenue_recurring", count * price),
            ("cogs", cost),
            ("sm", row["spend"]),
        ):
            entry = {"month": row["month"], "line": category, "category": category}
            ledger.append({**entry, "amount": amount})
    return build(
        tmp_path_factory.mktemp("published") / "acquisition",
        COMPANY + 'period = "2025-09"\n[definitions]\ncac_lag = "none"',
        recurring_revenue=revenue,
        ledger=ledger,
    )


def test_cost_of_a_customer(acquisition: Figures) -> None:
    """Notion metric templates: 50,000 for 25 new customers: 2,000."""
    expected = """
        metric                 period   expected  n
        cac                    2025-02  2000      25
        average_selling_price  2025-02  500       25
        gross_margin           2025-02  80/100    -
    """
    check_all(acquisition, expected)


def test_payback_from_cac_ratio_and_margin(acquisition: Figures) -> None:
    """Kellblog 2016: ratios 1.5, 1.2, 0.8 at margins 75, 80, 80 %: 24, 18, 12 months."""
    expected = """
        metric         period   expected
        cac_ratio_new  2025-03  1.5
        cac_ratio_new  2025-04  1.2
        cac_ratio_new  2025-05  0.8
        gross_margin   2025-03  75/100
        cac_payback    2025-03  24
        cac_payback    2025-04  18
        cac_payback    2025-05  12
        cac_payback_blended  2025-05  12
    """
    check_all(acquisition, expected)


def test_payback_of_a_law(acquisition: Figures) -> None:
    """Bessemer Law #6: 770k for 100k of new monthly revenue at 70 %: 11 months."""
    check_all(acquisition, "metric period expected n\n cac_payback 2025-06 11 1")


def test_payback_of_calculators(acquisition: Figures) -> None:
    """optif.ai 15.0; igtms prints 8.6 for 3,000 / (500 x 70 %) = 8.571."""
    expected = """
        metric       period   expected
        cac_payback  2025-07  15
        cac_payback  2025-08  60/7
    """
    check_all(acquisition, expected)


def test_payback_with_and_without_margin(acquisition: Figures) -> None:
    """core-mba: 10,000 at 1,000 a month and 70 %: 10 against 14.2 (cut off; 14.29 when rounded)."""
    expected = """
        metric                  period   expected
        cac_payback_on_revenue  2025-09  10
        cac_payback             2025-09  100/7
    """
    check_all(acquisition, expected)


# --- one segment and one quarter an example: churn of twelve months, margin of the quarter

# Customers: how many, at which price, paid in which months. Most leave in the last one.
LIVES = """
    segment count price from    to
    W6      3     100   2024-12 2025-11
    W6      2     100   2024-12 2025-12
    W7a     1     10    2024-12 2025-03
    W7a     2     10    2024-12 2025-11
    W7a     6     10    2024-12 2025-12
    W7b     1     10    2024-12 2025-11
    W7b     4     10    2024-12 2025-12
    W8      15    500   2024-06 2025-05
    W8      10    500   2024-06 2025-06
    W47A    30    400   2024-03 2025-02
    W47A    95    400   2024-03 2025-03
    W47A    25    400   2025-03 2025-03
    W47B    1     1500  2024-06 2025-01
    W47B    5     1500  2024-06 2025-05
    W47B    36    1500  2024-06 2025-06
    W47B    4     1500  2025-06 2025-06
    W47C    126   90    2024-09 2025-08
    W47C    174   90    2024-09 2025-09
    W47C    126   90    2025-09 2025-09
"""
MARGINS = {"2025-01": "0.75", "2025-04": "0.80", "2025-07": "0.70", "2025-10": "1"}


@pytest.fixture(scope="module")
def lives(tmp_path_factory: pytest.TempPathFactory) -> Figures:
    """Customers of known churn in quarters of known margin; no lifetime here is capped."""
    spans = [
        {
            "segment": row["segment"],
            "customer_id": f"{line}-{place}",
            "mrr": row["price"],
            "from": row["from"],
            "to": row["to"],
        }
        for line, row in enumerate(rows(LIVES))
        for place in range(int(row["count"]))
    ]
    revenue = monthly(one_customer_a_segment(spans))
    ledger: list[Mapping[str, object]] = []
    margin = ""
    for month in sorted({str(row["month"]) for row in revenue}):
        margin = MARGINS.get(month, margin)
        if not margin:
            continue
        booked = sum(Decimal(str(row["mrr"])) for row in revenue if row["month"] == month)
        for category, amount in (
            ("revenue_recurring", booked),
            ("cogs", booked * (1 - Decimal(margin))),
        ):
            entry = {"month": month, "line": category, "category": category}
            ledger.append({**entry, "amount": amount})
    return build(
        tmp_path_factory.mktemp("published") / "lives",
        COMPANY + 'period = "2025Q4"\n[definitions]\nlifetime_cap_months = 120',
        recurring_revenue=revenue,
        customers=customers(spans),
        ledger=ledger,
    )


def test_value_on_revenue(lives: Figures) -> None:
    """ChartMogul help centre: 100 a month, 5 % churn: 2,000. With no cost, margin is revenue."""
    expected = """
        metric                           period      split_by  split  expected
        monthly_logo_churn               TTM2025-12  segment   W6     5/100
        customer_lifetime_value_blended  2025Q4      segment   W6     2000
        customer_lifetime_value_on_revenue  2025Q4   segment   W6     2000
    """
    check_all(lives, expected)


def test_lifetime_is_one_over_churn(lives: Figures) -> None:
    """Skok: 3 % a month are 33 months (33.3); 20 % a year are 5 years."""
    expected = """
        metric             period      split_by  split  expected
        customer_lifetime  TTM2025-12  segment   W7a    100/3
        logo_churn         TTM2025-12  segment   W7b    20/100
        customer_lifetime  TTM2025-12  segment   W7b    60
    """
    check_all(lives, expected)


def test_value_on_margin(lives: Figures) -> None:
    """Notion metric templates: 500 a month, 80 % margin, 5 % churn: 8,000."""
    expected = """
        metric                           period      split_by  split  expected
        revenue_per_customer             2025-06     segment   W8     500
        monthly_logo_churn               TTM2025-06  segment   W8     5/100
        customer_lifetime_value_blended  2025Q2      segment   W8     8000
    """
    check_all(lives, expected)


def test_base_values_of_a_loyalty_case(lives: Figures) -> None:
    """Own example: three segments worth 15,000, 100,000 and 1,800 a customer; 1.8, 4.0, 0.54 M in all."""
    expected = """
        metric                           period      split_by  split  expected   n
        monthly_logo_churn               TTM2025-03  segment   W47A   0.02       1500
        monthly_logo_churn               TTM2025-06  segment   W47B   0.012      500
        monthly_logo_churn               TTM2025-09  segment   W47C   0.035      3600
        customer_lifetime_value_blended  2025Q1      segment   W47A   15000      120
        customer_lifetime_value_blended  2025Q2      segment   W47B   100000     40
        customer_lifetime_value_blended  2025Q3      segment   W47C   1800       300
    """
    check_all(lives, expected)


def test_value_with_discounting(tmp_path: Path) -> None:
    """UVA Darden: (19.95 - 1.50 - 6 / 12) x 1.01 / (1.01 - 0.995) = 17.95 x 67.33: 1,209 printed.

    A half per cent of churn: one of 200 customer months; one per cent of interest a month.
    """
    spans = [
        {"customer_id": f"c{place}", "mrr": "19.95", "from": "2024-12", "to": last}
        for place, last in enumerate(["2025-07", *["2025-12"] * 16])
    ]
    spans.append({"customer_id": "new", "mrr": "19.95", "from": "2025-12", "to": "2025-12"})
    revenue = monthly(spans)
    ledger = [
        {"month": row["month"], "line": f"{category} {row['customer_id']}", "category": category}
        | {"amount": amount}
        for row in revenue
        for category, amount in (("revenue_recurring", "19.95"), ("cogs", "1.50"))
    ]
    chosen = "lifetime_cap_months = 600\nretention_spend = 0.50"
    figures = build(
        tmp_path / "discounting",
        COMPANY + f'period = "2025Q4"\n[definitions]\n{chosen}\ndiscount_rate = {1.01**12 - 1!r}',
        recurring_revenue=revenue,
        ledger=ledger,
    )
    expected = """
        metric              period      expected  n
        monthly_logo_churn  TTM2025-12  0.5/100   200
        average_selling_price  2025Q4   19.95     1
    """
    check_all(figures, expected)
    value = figures.value("customer_lifetime_value_discounted", "2025Q4")
    assert value is not None
    assert abs(value - Decimal("17.95") * Decimal("1.01") / Decimal("0.015")) < Decimal("1e-9")
    assert round(value, 2) == Decimal("1208.63")


# --- one quarter an example: cash and net new revenue; the books and the plan; deals

CASH = """
    month   cash_end operating_cf investing_cf financing_cf
    2024-12 5000000  -            -            -
    2025-01 4000000  -1000000     0            0
    2025-02 3000000  -1000000     0            0
    2025-03 1000000  -1500000     -500000      0
    2025-04 800000   -200000      0            0
    2025-05 600000   -200000      0            0
    2025-06 500000   -100000      0            0
    2025-07 360000   -140000      0            0
    2025-08 220000   -140000      0            0
    2025-09 80000    -140000      0            0
    2025-10 350000   -50000       0            320000
    2025-11 300000   -50000       0            0
    2025-12 250000   -50000       0            0
    2026-01 160000   -20000       0            -70000
    2026-02 140000   -20000       0            0
    2026-03 120000   -20000       0            0
    2026-04 2400000  -200000      0            2480000
    2026-05 2200000  -200000      0            0
    2026-06 2000000  -200000      0            0
"""
# Net new ARR of 3 M, 250 k and 580 k in three quarters.
REVENUE = """
    customer_id from    to      mrr
    a           2024-12 2026-06 100000
    b           2025-03 2026-06 250000
    c           2025-06 2026-06 20833.333333333333
    d           2025-09 2026-06 48333.333333333333
"""
LEDGER = """
    month   revenue_recurring cogs   sm     rd    ga
    2026-01 300000            195000 600000 75000 72000
    2026-02 330000            195000 600000 75000 72000
    2026-03 370000            195000 600000 75000 72000
    2026-04 490000            195000 115000 75000 72000
    2026-05 515000            195000 115000 75000 72000
    2026-06 475000            195000 115000 75000 72000
"""
PLAN = """
    month   key               value
    2026-06 revenue_recurring 500000
    2026-06 sm                100000
    2026-06 rd                80000
    2026-06 ga                70000
    2026-06 cogs              200000
"""
DEALS = """
    segment status count amount_arr   created_date
    W30a    won    20    10000       2026-04-01
    W30a    lost   80    10000       2026-04-01
    W30b    won    40    30000       2026-04-01
    W30b    lost   60    30000       2026-04-01
    W29a    won    10    10000       2026-05-16
    W29a    lost   40    10000       2026-05-16
    W29b    won    10    25000       2026-03-17
    W29b    lost   30    25000       2026-03-17
"""


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Figures:
    """Cash, ledger, plan and deals of eighteen months."""
    deals = [
        {
            "deal_id": f"{row['segment']}-{row['status']}-{place}",
            "segment": row["segment"],
            "status": row["status"],
            "created_date": row["created_date"],
            "close_date": "2026-06-15",
            "amount_arr": row["amount_arr"],
        }
        for row in rows(DEALS)
        for place in range(int(row["count"]))
    ]
    ledger = [
        {"month": row["month"], "line": category, "category": category, "amount": row[category]}
        for row in rows(LEDGER)
        for category in ("revenue_recurring", "cogs", "sm", "rd", "ga")
    ]
    return build(
        tmp_path_factory.mktemp("published") / "books",
        COMPANY + 'period = "2026Q2"',
        recurring_revenue=monthly(REVENUE),
        cash=CASH,
        ledger=ledger,
        plan=PLAN,
        deals=deals,
    )


def test_magic_number(books: Figures) -> None:
    """xlslides: 480,000 more in the quarter, spend of 1.8 M before it: 1.07 (1.0667)."""
    row = books.row("magic_number", "2026Q2")
    assert agree(row.value, Fraction(480_000 * 4, 1_800_000))
    assert (row.numerator, row.denominator) == (Decimal(1_920_000), Decimal(1_800_000))


def test_burn_multiple(books: Figures) -> None:
    """morecapital 1.33 (4 M / 3 M), coefficient 2.0, calclet 0.72 (420 k / 580 k)."""
    expected = """
        metric         period  expected
        burn_multiple  2025Q1  4/3
        burn_multiple  2025Q2  2
        burn_multiple  2025Q3  42/58
    """
    check_all(books, expected)


def test_runway(books: Figures) -> None:
    """Three pages on burn: 250k / 50k = 5, 120k / 20k = 6, 2M / 200k = 10 months."""
    expected = """
        metric    period   expected
        net_burn  2025-12  50000
        runway    2025-12  5
        runway    2026-03  6
        runway    2026-06  10
    """
    check_all(books, expected)


def test_win_rate_and_win_loss_ratio(books: Figures) -> None:
    """Gangly: 20 won and 80 lost are 20 % and 0.25; Chief: 40 % by number, 1.2 of 3.0 M by value."""
    expected = """
        metric             period  split_by  split  expected  n
        win_rate           2026Q2  segment   W30a   20/100    100
        win_loss_ratio     2026Q2  segment   W30a   0.25      100
        win_rate           2026Q2  segment   W30b   40/100    100
        win_rate_by_value  2026Q2  segment   W30b   40/100    100
        won_annual_recurring_revenue  2026Q2  segment  W30b  1200000  40
    """
    check_all(books, expected)


def test_sales_velocity(books: Figures) -> None:
    """nrev: 50 x 10,000 x 20 % / 30 = 3,333.33 a day; mavenlb: 40 x 25,000 x 25 % / 90 = 2,777.78."""
    expected = """
        metric          period  split_by  split  expected  n
        sales_velocity  2026Q2  segment   W29a   10000/3   50
        sales_velocity  2026Q2  segment   W29b   25000/9   40
        sales_cycle     2026Q2  segment   W29b   90        10
    """
    check_all(books, expected)
    assert books.row("sales_velocity", "2026Q2", "segment", "W29a").unit == "EUR"


def test_variance_against_plan(books: Figures) -> None:
    """finvisor: -5, +15, -6.3, +2.9, -2.5 %; 10k favourable, 42k unfavourable; 950 and 932 in all."""
    expected = """
        metric                 period   split_by  split              expected
        variance_against_plan  2026-06  key       revenue_recurring  -5/100
        variance_against_plan  2026-06  key       sm                 15/100
        variance_against_plan  2026-06  key       rd                 -5/80
        variance_against_plan  2026-06  key       ga                 2/70
        variance_against_plan  2026-06  key       cogs               -5/200
    """
    check_all(books, expected)
    keys = ("revenue_recurring", "sm", "rd", "ga", "cogs")
    totals = [
        sum(books.value(side, "2026-06", "key", key) or 0 for key in keys)
        for side in ("plan", "actual")
    ]
    assert totals == [950_000, 932_000]
    differences = {
        key: books.row("variance_against_plan", "2026-06", "key", key).numerator or 0
        for key in keys
    }
    gains = {
        key: difference if key == "revenue_recurring" else -difference
        for key, difference in differences.items()
    }
    assert sum(gain for gain in gains.values() if gain > 0) == 10_000
    assert sum(gain for gain in gains.values() if gain < 0) == -42_000
