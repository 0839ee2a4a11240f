"""Open deals past the sales cycle."""

from reportgen.intake.dataset import Dataset
from reportgen.measure.books import Books
from reportgen.measure.metrics.open_deals_past_the_sales_cycle import (
    open_deals_past_the_sales_cycle,
)
from reportgen.measure.trace import trace
from reportgen.period import parse_period
from tests.ascii_table import frame
from tests.measure.readings import pack_of, readings

NAME = "open_deals_past_the_sales_cycle"
# Cycles of deals won: 60 days in October, 20 and 100 in December.
DEALS = frame("""
    deal_id status created_date close_date amount_arr segment
    D1      won    2025-08-11   2025-10-10     100000 ENT
    D2      won    2025-11-11   2025-12-01      50000 SMB
    D3      won    2025-08-23   2025-12-01      50000 SMB
    D4      open   2025-12-11   -               30000 SMB
    D5      open   2025-10-22   -               90000 ENT
    D6      open   2025-06-14   -               90000 SMB
    D7      open   -            -               90000 SMB
    D8      lost   2025-01-01   2025-12-15      90000 SMB
""")


def test_older_than_the_middle_deal_won() -> None:
    """Cycle of 60 days; open for 20, 70 and 200 days: two of three."""
    figures = readings(open_deals_past_the_sales_cycle, tables={"deals": DEALS})
    reading = figures.get(NAME, "2025-12")
    assert (reading.numerator, reading.denominator, reading.n) == (2, 3, 3)
    assert reading.value == 2 / 3
    assert figures.get(NAME, "2025-12", "segment", "ENT").value == 1
    assert figures.get(NAME, "2025-12", "segment", "SMB").value == 0.5


def test_as_it_was_at_each_month_end() -> None:
    """At the end of October: cycle of 60 days; open since January, June, August, and nine days."""
    reading = readings(open_deals_past_the_sales_cycle, tables={"deals": DEALS}).get(
        NAME, "2025-10"
    )
    assert (reading.numerator, reading.denominator) == (3, 4)


def test_nothing_to_compare_with() -> None:
    """In September nothing had been won yet."""
    figures = readings(open_deals_past_the_sales_cycle, tables={"deals": DEALS})
    assert figures.get(NAME, "2025-09").missing == "div_zero"


def test_a_cycle_is_forgotten_after_a_year() -> None:
    """A deal won thirteen months ago says nothing of today's pace."""
    deals = frame("""
        deal_id status created_date close_date amount_arr
        D1      won    2024-10-11   2024-11-10     100000
        D2      open   2025-06-14   -               90000
    """)
    figures = readings(open_deals_past_the_sales_cycle, tables={"deals": deals})
    assert figures.get(NAME, "2025-10").value == 1
    assert figures.get(NAME, "2025-11").missing == "div_zero"


def test_a_segment_is_held_against_its_own_cycle_where_enough_were_won() -> None:
    """Large deals take 300 days, small ones 20: one of 100 days is young there and old here."""
    rows = ["deal_id status created_date close_date amount_arr segment"]
    for number in range(5):
        rows.append(f"E{number} won 2024-12-01 2025-09-27 100000 ENT")
        rows.append(f"S{number} won 2025-09-07 2025-09-27 10000 SMB")
    rows += [f"{s} open 2025-09-22 - 10000 {s}" for s in ("ENT", "SMB", "MID")]
    figures = readings(open_deals_past_the_sales_cycle, tables={"deals": frame("\n".join(rows))})
    groups = {r.split: r.value for r in figures.groups(NAME, "segment")}
    # Nothing was won in MID: the company's middle, 160 days, stands for it.
    assert groups == {"ENT": 0, "SMB": 1, "MID": 0}
    assert figures.get(NAME, "2025-12").value == 0
    assert "a group's own cycle from 5 deals won on" in figures.definitions[NAME]


def test_few_won_in_a_segment_leave_it_with_the_companys_cycle() -> None:
    """Four won are not five: the small segment's deal is held against 300 days as well."""
    rows = ["deal_id status created_date close_date amount_arr segment"]
    rows += [f"E{number} won 2024-12-01 2025-09-27 100000 ENT" for number in range(5)]
    rows += [f"S{number} won 2025-09-07 2025-09-27 10000 SMB" for number in range(4)]
    rows += [f"{s} open 2025-09-22 - 10000 {s}" for s in ("ENT", "SMB")]
    figures = readings(open_deals_past_the_sales_cycle, tables={"deals": frame("\n".join(rows))})
    assert {r.split: r.value for r in figures.groups(NAME, "segment")} == {"ENT": 0, "SMB": 0}


def test_the_rows_of_a_group_are_those_held_against_its_own_cycle() -> None:
    """Whoever walks to the rows of the small segment finds the deal that is old there."""
    rows = ["deal_id status created_date close_date amount_arr segment type"]
    for number in range(5):
        rows.append(f"E{number} won 2024-12-01 2025-09-27 100000 ENT new")
        rows.append(f"S{number} won 2025-09-07 2025-09-27 10000 SMB new")
    rows.append("S9 open 2025-09-22 - 10000 SMB new")
    dataset = Dataset({"deals": frame("\n".join(rows))}, (), {})
    books = Books(dataset, pack_of(), parse_period("2025Q4"))
    step = trace(open_deals_past_the_sales_cycle, books, "2025-12", "segment", "SMB")
    old, every = step.parts
    assert (old.reading.value, old.adds_up, every.adds_up) == (1, True, True)
