"""Net revenue retention."""

import pytest

from reportgen.measure.metrics.net_revenue_retention import net_revenue_retention
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.readings import months, readings

NAME = "net_revenue_retention"


def test_the_customers_of_a_year_ago_point_to_point() -> None:
    """32,200 / 32,000 = 100.625 %, not 99.4, 102.5 or 105.6 % as flows would have it."""
    reading = house(net_revenue_retention).get(NAME, "TTM2025-12")
    assert reading.value == 1.00625
    assert (reading.numerator, reading.denominator, reading.n) == (32_200, 32_000, 6)


def test_by_segment() -> None:
    """ENT 114.583, MM 50, SMB 120 %: halves of segments add up to the company's."""
    figures = house(net_revenue_retention)
    read = {s: figures.get(NAME, "TTM2025-12", "segment", s) for s in ("ENT", "MM", "SMB")}
    assert read["ENT"].value == pytest.approx(1.14583, abs=5e-6)
    assert (read["MM"].value, read["SMB"].value) == (0.5, 1.2)
    assert sum(r.numerator or 0 for r in read.values()) == 32_200
    assert sum(r.denominator or 0 for r in read.values()) == 32_000


def test_published_example() -> None:
    """1,970,000 + 120,000 - 90,000 - 35,000: 99.7 %; new customers do not count."""
    rows = frame("""
        customer_id  month    mrr
        GROWS        2025-09   500000
        SHRINKS      2025-09  1380000
        LEAVES       2025-09    90000
        GROWS        2025-12   620000
        SHRINKS      2025-12  1345000
        NEW          2025-12   480000
    """)
    reading = readings(net_revenue_retention, tables={"recurring_revenue": rows}).get(
        NAME, "2025Q4"
    )
    assert reading.value == pytest.approx(0.997, abs=5e-4)


def test_who_left_and_came_back_counts_with_what_it_pays_now() -> None:
    """C05 was gone from March to September and is back with 1,200."""
    figures = house(net_revenue_retention)
    assert figures.get(NAME, "TTM2025-12", "segment", "SMB").value == 1.2
    assert figures.get(NAME, "TTM2025-09", "segment", "SMB").value == 0


def test_a_segment_that_lost_all_is_zero_and_one_that_had_nobody_is_missing() -> None:
    """In September no small customer was left; so the next quarter has nobody to keep."""
    figures = house(net_revenue_retention)
    assert figures.get(NAME, "TTM2025-09", "segment", "SMB").value == 0
    assert figures.get(NAME, "2025Q4", "segment", "SMB").missing == "div_zero"


def test_a_product_line_has_its_own_customers() -> None:
    """The add-on sold in December is none of Core's retention, but it is the company's."""
    figures = house(net_revenue_retention)
    assert figures.get(NAME, "2025Q4").numerator == 33_500
    assert figures.get(NAME, "2025Q4", "product_line", "Core").numerator == 33_000


def test_exchange_rates_do_not_retain_anybody() -> None:
    """Both ends at the later rate: 10,000 SEK that stay are 100 %, whatever the krona does."""
    rows = months("customer_id currency from to mrr\nA SEK 2025-11 2025-12 10000")
    rates = frame("currency month rate\nSEK 2025-11 0.090\nSEK 2025-12 0.088")
    tables = {"recurring_revenue": rows, "exchange_rates": rates}
    figures = readings(net_revenue_retention, tables=tables)
    assert figures.get(NAME, "2025-12").value == 1
    assert figures.get(NAME, "2025-12").denominator == 880
    assert "closing month" in figures.definitions[NAME]


def test_two_currencies_are_weighed_at_the_later_rates() -> None:
    """10,000 SEK grow to 11,000 (880 to 968), 1,000 EUR stay: 1,968 / 1,880."""
    rows = frame("""
        customer_id  currency  month    mrr
        A            SEK       2025-11  10000
        B            EUR       2025-11   1000
        A            SEK       2025-12  11000
        B            EUR       2025-12   1000
    """)
    rates = frame("currency month rate\nSEK 2025-11 0.090\nSEK 2025-12 0.088")
    tables = {"recurring_revenue": rows, "exchange_rates": rates}
    reading = readings(net_revenue_retention, tables=tables).get(NAME, "2025-12")
    assert reading.value == pytest.approx(1_968 / 1_880)


def test_a_merger_retains_the_childs_revenue() -> None:
    """B moved under A: nothing was lost."""
    rows = months("""
        customer_id  from     to       mrr
        A            2024-12  2025-08  100
        B            2024-12  2025-08   40
        A            2025-09  2025-12  140
    """)
    customers = frame("customer_id merged_into\nA -\nB A")
    tables = {"recurring_revenue": rows, "customers": customers}
    reading = readings(net_revenue_retention, tables=tables).get(NAME, "TTM2025-12")
    assert (reading.value, reading.n) == (1, 1)


def test_the_opening_must_be_in_the_file() -> None:
    """A year needs thirteen months, and the whole of its last one."""
    figures = house(net_revenue_retention, period="2025-11")
    assert figures.get(NAME, "TTM2024-12").missing == "insufficient_history"
    assert figures.get(NAME, "FY2024").missing == "insufficient_history"
    assert figures.get(NAME, "TTM2025-01").value is not None
    assert figures.get(NAME, "FY2025").missing == "partial_period"
    assert readings(net_revenue_retention, tables={}).get(NAME, "2025Q4").missing == "no_data"
