"""Expansion by users and functionality."""

from decimal import Decimal

import pytest

from reportgen.measure.metrics.expansion_by_users_and_functionality import (
    expansion_by_users_and_functionality,
)
from reportgen.measure.reading import Readings
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.readings import readings

NAME = "expansion_by_users_and_functionality"


def parts(figures: Readings, period: str, by: str = "part") -> dict[str, Decimal | None]:
    """Parts that are not 0."""
    found = [
        r for (p, split_by, _), r in figures.of(NAME).items() if p == period and split_by == by
    ]
    return {r.split: r.exact for r in found if r.exact}


def of(text: str) -> Readings:
    """The metric for a few rows in December 2025."""
    return readings(expansion_by_users_and_functionality, tables={"recurring_revenue": frame(text)})


def test_more_users_and_more_functionality() -> None:
    """2,800 = seats 1,800 + price 500 (C01 +1,200, C10 -700) + cross-sell 500."""
    figures = house(expansion_by_users_and_functionality)
    assert figures.get(NAME, "2025Q4").exact == 2_800
    assert figures.get(NAME, "2025Q4").n == 5
    assert parts(figures, "2025Q4") == {"seats": 1_800, "price": 500, "cross_sell": 500}
    assert parts(figures, "2025Q4", "axis") == {"users": 1_800, "functionality": 1_000}
    assert figures.get(NAME, "2025Q4", "axis", "unallocated").exact == 0


def test_seats_up_and_price_down_have_opposite_signs() -> None:
    """C10: 60 seats at 100 become 70 at 90: +1,000 and -700 net to +300."""
    figures = house(expansion_by_users_and_functionality)
    assert figures.get(NAME, "2025-12", "segment+part", "ENT+seats").exact == 1_000
    assert figures.get(NAME, "2025-12", "segment+part", "ENT+price").exact == -700
    assert figures.get(NAME, "2025-12", "segment", "ENT").exact == 300


def test_customers_are_counted_once_on_each_axis() -> None:
    """Two parts of one customer on the same axis are one customer there."""
    figures = of("""
        customer_id  product_line  month    mrr  seats
        A            Core          2025-11  100  10
        A            Core          2025-12  120  10
        A            Plus          2025-12   50  10
    """)
    assert figures.get(NAME, "2025-12", "axis", "functionality").n == 1
    assert figures.get(NAME, "2025-12", "part", "price").n == 1
    assert figures.get(NAME, "2025-12", "part", "cross_sell").n == 1


@pytest.mark.parametrize(
    ("before", "after", "seats", "price"),
    [
        # theexcelbible.com prints 9.4 and 5.6.
        ("75 120", "90 135", "9.375", "5.625"),
        ("1000 100", "1200 105", "50", "150"),
    ],
)
def test_published_examples_of_volume_and_price(
    before: str, after: str, seats: str, price: str
) -> None:
    """Volume at the old price, price at the new volume; both pages get the same."""
    figures = of(f"customer_id month mrr seats\nA 2025-11 {before}\nA 2025-12 {after}")
    assert parts(figures, "2025-12") == {"seats": Decimal(seats), "price": Decimal(price)}


@pytest.mark.parametrize(("before", "after"), [("-", "12"), ("10", "-"), ("0", "12"), ("10", "0")])
def test_unknown_seats_leave_the_amount_unallocated(before: str, after: str) -> None:
    """A seat's price cannot be known; the amount is still in the company's figure."""
    figures = of(f"customer_id month mrr seats\nA 2025-11 100 {before}\nA 2025-12 130 {after}")
    assert parts(figures, "2025-12") == {"unallocated": 30}
    assert figures.get(NAME, "2025-12").exact == 30


def test_an_export_without_seats_is_unallocated() -> None:
    """It has no such column at all."""
    figures = of("customer_id month mrr\nA 2025-11 100\nA 2025-12 130")
    assert parts(figures, "2025-12", "axis") == {"unallocated": 30}


def test_one_blank_makes_the_seats_of_a_line_unknown() -> None:
    """Two rows of one line, one without seats: their sum would be too small."""
    figures = of("""
        customer_id  product_line  plan  month    mrr  seats
        A            Core          S     2025-11  100  10
        A            Core          M     2025-11  100   -
        A            Core          S     2025-12  300  30
    """)
    assert parts(figures, "2025-12") == {"unallocated": 100}


def test_a_dropped_line_of_a_growing_customer_is_on_the_functionality_axis() -> None:
    """+200 by seats, -50 by the line: the customer expanded by 150."""
    figures = of("""
        customer_id  product_line  month    mrr  seats
        A            Core          2025-11  100  10
        A            Plus          2025-11   50  10
        A            Core          2025-12  300  30
    """)
    assert parts(figures, "2025-12") == {"seats": 200, "product_drop": -50}
    assert parts(figures, "2025-12", "axis") == {"users": 200, "functionality": -50}
    assert figures.get(NAME, "2025-12").exact == 150


def test_a_price_in_foreign_money_is_taken_at_the_later_rate() -> None:
    """10,000 SEK for 10 seats -> 11,000 for 11 at 0.088: 88, all of it users."""
    rows = frame("""
        customer_id  month    mrr    seats  currency
        A            2025-11  10000  10     SEK
        A            2025-12  11000  11     SEK
    """)
    rates = frame("currency month rate\nSEK 2025-11 0.090\nSEK 2025-12 0.088")
    tables = {"recurring_revenue": rows, "exchange_rates": rates}
    figures = readings(expansion_by_users_and_functionality, tables=tables)
    assert parts(figures, "2025-12") == {"seats": 88}


def test_missing_windows_have_no_parts() -> None:
    """Neither the first loaded month nor a running quarter."""
    figures = house(expansion_by_users_and_functionality, period="2025-11")
    assert figures.get(NAME, "2024-01").missing == "insufficient_history"
    assert figures.get(NAME, "2025Q4").missing == "partial_period"
    assert parts(figures, "2025Q4") == {}
    empty = readings(expansion_by_users_and_functionality, tables={})
    assert empty.get(NAME, "2025Q4").missing == "no_data"


def test_more_seats_for_the_same_money_move_both_axes() -> None:
    """Core gets ten seats for nothing (+100 and -100) while the customer adds Plus for 50."""
    figures = of("""
        customer_id  product_line  month    mrr  seats
        A            Core          2025-11  100  10
        A            Core          2025-12  100  20
        A            Plus          2025-12   50  20
    """)
    assert parts(figures, "2025-12") == {"seats": 100, "price": -100, "cross_sell": 50}
    assert figures.get(NAME, "2025-12").exact == 50


def test_a_line_in_two_currencies_is_one_line_also_where_one_of_them_stands_still() -> None:
    """Seats of the added part are unknown, so those of the whole line are: not cross-sell."""
    rows = frame("""
        customer_id  product_line  month    mrr  seats  currency
        A            Core          2025-11  100  10     EUR
        A            Core          2025-12  100  10     EUR
        A            Core          2025-12  500  -      SEK
    """)
    rates = frame("currency month rate\nSEK 2025-11 0.1\nSEK 2025-12 0.1")
    tables = {"recurring_revenue": rows, "exchange_rates": rates}
    figures = readings(expansion_by_users_and_functionality, tables=tables)
    assert parts(figures, "2025-12") == {"unallocated": 50}
