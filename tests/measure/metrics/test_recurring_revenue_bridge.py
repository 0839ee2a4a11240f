"""Recurring-revenue bridge."""

from decimal import Decimal

from reportgen.measure.metrics.recurring_revenue_bridge import recurring_revenue_bridge
from reportgen.measure.reading import Readings
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.readings import months, readings

NAME = "recurring_revenue_bridge"
MOVEMENTS = ("new", "reactivation", "expansion", "contraction", "churn", "fx")


def bridge(figures: Readings, period: str) -> dict[str, Decimal | None]:
    """Movements that are not 0."""
    read = {m: figures.get(NAME, period, "movement", m) for m in MOVEMENTS}
    assert all(reading.missing is None for reading in read.values())
    return {name: reading.exact for name, reading in read.items() if reading.exact}


def counts(figures: Readings, period: str) -> dict[str, int | None]:
    """How many movements of each kind there were."""
    read = {m: figures.get(NAME, period, "movement", m).n for m in MOVEMENTS}
    return {name: n for name, n in read.items() if n}


def test_a_quarter_is_the_sum_of_its_months() -> None:
    """31,000 + 3,000 new (2) + 2,000 won back (2) + 2,800 expansion (5) = 38,800."""
    figures = house(recurring_revenue_bridge)
    expected = {"new": 3_000, "reactivation": 2_000, "expansion": 2_800}
    assert bridge(figures, "2025Q4") == expected
    assert counts(figures, "2025Q4") == {"new": 2, "reactivation": 2, "expansion": 5}
    assert figures.get(NAME, "2025Q4").exact == 38_800 - 31_000


def test_a_year_with_losses() -> None:
    """32,000 + 5,000 + 2,000 + 4,800 - 1,000 - 4,000 = 38,800."""
    figures = house(recurring_revenue_bridge)
    assert bridge(figures, "FY2025") == {
        "new": 5_000,
        "reactivation": 2_000,
        "expansion": 4_800,
        "contraction": -1_000,
        "churn": -4_000,
    }
    assert counts(figures, "FY2025") == {
        "new": 3,
        "reactivation": 2,
        "expansion": 6,
        "contraction": 1,
        "churn": 2,
    }


def test_published_story_of_one_account() -> None:
    """Four yearly plans, +60, -60, cancelled, back again (ChartMogul): the five kinds in turn."""
    # 166.67 is a yearly plan of 2,000 by the month.
    rows = months("""
        customer_id  from     to       mrr
        OLD          2025-01  2025-12  1
        A            2025-02  2025-02  166.67
        A            2025-03  2025-03  226.67
        A            2025-04  2025-04  166.67
        A            2025-06  2025-12  166.67
    """)
    figures = readings(recurring_revenue_bridge, tables={"recurring_revenue": rows})
    gold = Decimal("166.67")
    assert bridge(figures, "2025-02") == {"new": gold}
    assert bridge(figures, "2025-03") == {"expansion": 60}
    assert bridge(figures, "2025-04") == {"contraction": -60}
    assert bridge(figures, "2025-05") == {"churn": -gold}
    assert bridge(figures, "2025-06") == {"reactivation": gold}


def test_exchange_rates_are_no_expansion() -> None:
    """10,000 SEK at 0.090 -> 11,000 at 0.088: expansion 88, exchange rates -20, together 68."""
    rows = frame("customer_id month mrr currency\nA 2025-11 10000 SEK\nA 2025-12 11000 SEK")
    rates = frame("currency month rate\nSEK 2025-11 0.090\nSEK 2025-12 0.088")
    tables = {"recurring_revenue": rows, "exchange_rates": rates}
    figures = readings(recurring_revenue_bridge, tables=tables)
    assert bridge(figures, "2025-12") == {"expansion": 88, "fx": -20}
    assert figures.get(NAME, "2025-12").exact == 68


def test_a_lower_rate_alone_moves_only_the_line_of_exchange_rates() -> None:
    """Nobody's price changed, so nothing contracted."""
    rows = frame("customer_id month mrr currency\nA 2025-11 100 SEK\nA 2025-12 100 SEK")
    rates = frame("currency month rate\nSEK 2025-11 0.1\nSEK 2025-12 0.08")
    tables = {"recurring_revenue": rows, "exchange_rates": rates}
    assert bridge(readings(recurring_revenue_bridge, tables=tables), "2025-12") == {"fx": -2}


def test_a_customer_is_netted_over_its_product_lines() -> None:
    """One line dropped, another added: a single contraction, and each line shows its own part."""
    rows = months("""
        customer_id  product_line  from     to       mrr
        A            Core          2025-11  2025-11  100
        A            Plus          2025-12  2025-12   70
    """)
    figures = readings(recurring_revenue_bridge, tables={"recurring_revenue": rows})
    assert bridge(figures, "2025-12") == {"contraction": -30}
    assert figures.get(NAME, "2025-12", "product_line+movement", "Core+contraction").exact == -100
    assert figures.get(NAME, "2025-12", "product_line+movement", "Plus+contraction").exact == 70


def test_the_first_loaded_month_has_no_bridge() -> None:
    """Its customers were there before, as far as anybody knows."""
    figures = house(recurring_revenue_bridge)
    assert figures.get(NAME, "2024-01").missing == "insufficient_history"
    assert figures.get(NAME, "2024-01", "movement", "new").value is None
    assert figures.get(NAME, "FY2024").missing == "insufficient_history"
    assert bridge(figures, "2024-02") == {"new": 1_000}


def test_a_known_start_of_history_gives_the_first_month_a_bridge() -> None:
    """Stated in the pack, or known from an export with start dates."""
    figures = house(recurring_revenue_bridge, history_starts="2024-01")
    assert bridge(figures, "2024-01") == {"new": 24_000}
    assert counts(figures, "2024-01") == {"new": 3}
    rows = months("customer_id from to mrr\nA 2025-11 2025-12 100")
    tables = {"recurring_revenue": rows}
    known = readings(recurring_revenue_bridge, tables=tables, history_starts="2025-06")
    assert bridge(known, "2025-11") == {"new": 100}


def test_who_paid_before_the_file_is_won_back_and_not_new() -> None:
    """cohort_month is the month of first payment."""
    rows = months("customer_id from to mrr\nA 2025-01 2025-12 100\nB 2025-06 2025-12 50")
    customers = frame("customer_id cohort_month\nA 2020-01\nB 2023-05")
    tables = {"recurring_revenue": rows, "customers": customers}
    figures = readings(recurring_revenue_bridge, tables=tables)
    assert bridge(figures, "2025-06") == {"reactivation": 50}


def test_a_merger_is_neither_churn_nor_a_new_customer() -> None:
    """The child never was a customer of its own; its first amount expanded the parent."""
    rows = months("""
        customer_id  from     to       mrr
        A            2025-01  2025-08  100
        A            2025-09  2025-12  140
        B            2025-03  2025-08   40
    """)
    customers = frame("customer_id merged_into merged_from_month\nA - -\nB A 2025-09")
    tables = {"recurring_revenue": rows, "customers": customers}
    figures = readings(recurring_revenue_bridge, tables=tables)
    assert bridge(figures, "2025-03") == {"expansion": 40}
    assert bridge(figures, "2025-09") == {}


def test_a_running_quarter_is_missing() -> None:
    """October and November alone are no quarter."""
    figures = house(recurring_revenue_bridge, period="2025-11")
    assert figures.get(NAME, "2025Q4").missing == "partial_period"
    assert figures.get(NAME, "2025-11").exact == 3_500


def test_losses_are_there_as_zero_where_nothing_was_lost() -> None:
    """A covered window in which nobody left has churn 0, in every segment too."""
    figures = house(recurring_revenue_bridge)
    for split_by, split in (("movement", "churn"), ("segment+movement", "ENT+churn")):
        reading = figures.get(NAME, "2025Q4", split_by, split)
        assert reading.exact == 0
        assert reading.n == 0
        assert reading.missing is None


def test_a_line_that_stays_as_it_is_has_not_moved() -> None:
    """The customer expanded in Core; Plus is none of the movements that n counts."""
    rows = months("""
        customer_id  product_line  from     to       mrr
        A            Core          2025-11  2025-11  100
        A            Core          2025-12  2025-12  150
        A            Plus          2025-11  2025-12   70
    """)
    figures = readings(recurring_revenue_bridge, tables={"recurring_revenue": rows})
    assert figures.get(NAME, "2025-12", "product_line+movement", "Core+expansion").n == 1
    assert figures.get(NAME, "2025-12", "product_line+movement", "Plus+expansion").n == 0


def test_another_product_line_at_the_same_price_moves_the_lines_alone() -> None:
    """Core 100 becomes Plus 100: nothing and nobody has moved, yet each line's bridge closes."""
    rows = months("""
        customer_id  product_line  from     to       mrr
        A            Core          2025-10  2025-11  100
        A            Plus          2025-12  2025-12  100
    """)
    figures = readings(recurring_revenue_bridge, tables={"recurring_revenue": rows})
    assert (bridge(figures, "2025-12"), counts(figures, "2025-12")) == ({}, {})
    assert figures.get(NAME, "2025-12", "product_line", "Core").exact == -100
    assert figures.get(NAME, "2025-12", "product_line", "Plus").exact == 100
    assert figures.get(NAME, "2025-12", "product_line+movement", "Core+churn").exact == 0
