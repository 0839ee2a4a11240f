"""Full-time equivalents."""

from reportgen.measure.metrics.full_time_equivalents import full_time_equivalents
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.readings import readings

NAME = "full_time_equivalents"
PEOPLE = frame("""
        month    function   fte   contractors_fte
        2025-12  sales      4     1
        2025-12  marketing  2     0
        2025-12  revops     1     0
        2025-12  cs         3     0
        2025-12  rd         10    4
""")


def test_all_people_and_each_function() -> None:
    """4 + 2 + 19 = 25."""
    figures = house(full_time_equivalents)
    assert figures.get(NAME, "2025-12").value == 25
    functions = {g.split: g.value for g in figures.groups(NAME, "function")}
    assert functions == {"sales": 4, "marketing": 2, "rd": 19}


def test_contractors_count_when_the_pack_says_so() -> None:
    """20 employed, 25 with the hired."""
    tables = {"headcount": PEOPLE}
    assert readings(full_time_equivalents, tables=tables).at(NAME).value == 20
    figures = readings(full_time_equivalents, tables=tables, contractors_in_fte=True)
    assert figures.at(NAME).value == 25
    assert figures.definitions[NAME].endswith("with contractors")


def test_a_function_that_was_closed_has_nobody_and_a_month_without_rows_no_figure() -> None:
    """Sales is gone in December; November was not exported."""
    people = frame("month function fte\n2025-10 sales 2\n2025-10 rd 3\n2025-12 rd 3")
    figures = readings(full_time_equivalents, tables={"headcount": people})
    assert figures.get(NAME, "2025-12", "function", "sales").value == 0
    assert figures.get(NAME, "2025-11").missing == "no_data"
    assert figures.get(NAME, "2025-11", "function", "rd").missing == "no_data"
