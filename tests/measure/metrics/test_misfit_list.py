"""Customers at risk by their use."""

from pathlib import Path

from reportgen.intake.dataset import Dataset
from reportgen.measure.compute import compute
from reportgen.measure.metrics.misfit_list import misfit_list
from reportgen.measure.reading import Readings
from reportgen.pack import Pack
from reportgen.pack_sections import Company
from reportgen.period import parse_period
from tests.ascii_table import frame
from tests.measure.readings import months, readings
from tests.measure.use import usage

NAME = "misfit_list"
USE = usage("""
    customer_id  month    active_users  licensed_users
    A            2025-10  38            100
    A            2025-11  35            100
    A            2025-12  30            100
    B            2025-10  38            100
    B            2025-11  38            100
    B            2025-12  30            100
    C            2025-10  90            100
    C            2025-11  60            100
    C            2025-12  40            100
    D            2025-10  9             10
    D            2025-12  1             10
    E            2025-10  3             10
    E            2025-11  2             10
    E            2025-12  1             10
    F            2025-10  3             10
    F            2025-11  2             10
    F            2025-12  1             10
""")
PAID = months("""
    customer_id  from     to       mrr
    A            2025-01  2025-12  4000
    B            2025-01  2025-12  1000
    C            2025-01  2025-12  1000
    D            2025-01  2025-12  1000
    E            2025-01  2025-12  1500
    F            2025-01  2025-11  9000
""")
CUSTOMERS = frame("""
    | customer_id | name      | segment |
    | A           | Alfa AB   | Small   |
    | B           | Beta AB   | Large   |
    | E           | Alfa AB   | Small   |
""")
TABLES = {"product_usage": USE, "recurring_revenue": PAID, "customers": CUSTOMERS}


def test_little_and_less_in_each_month() -> None:
    """A and E; B paused, C is on the line, D's November is not known, F has left."""
    figures = readings(misfit_list, tables=TABLES)
    assert figures.get(NAME, "2025-12").value == 2
    risk = figures.get(NAME, "2025-12", "part", "revenue_at_risk")
    assert (risk.value, risk.n) == (5500, 2)
    assert figures.get(NAME, "2025-12", "segment", "Small").value == 2
    assert figures.get(NAME, "2025-12", "segment", "Large").value == 0


def test_by_name_with_users_and_licences() -> None:
    """Two customers of one name are told apart by their ids."""
    found = {r.split: r for r in readings(misfit_list, tables=TABLES).groups(NAME, "customer")}
    assert sorted(found) == ["Alfa AB (A)", "Alfa AB (E)"]
    first = found["Alfa AB (A)"]
    assert (first.value, first.numerator, first.denominator) == (1, 30, 100)


def test_without_names_the_ids_stand_there() -> None:
    """And without what is paid, who pays is not asked: F is at risk too, and no amount is given."""
    figures = readings(misfit_list, tables={"product_usage": USE})
    assert [r.split for r in figures.groups(NAME, "customer")] == ["A", "E", "F"]
    assert figures.get(NAME, "2025-12", "part", "revenue_at_risk").missing == "no_data"


def with_threshold(**thresholds: float) -> Readings:
    """The figures of a pack that draws the line elsewhere."""
    company = Company(name="Test", currency="EUR")
    pack = Pack(company=company, thresholds=thresholds, folder=Path("test"))
    return compute(Dataset(TABLES), pack, parse_period("2025Q4"), {NAME: misfit_list})


def test_the_line_is_the_packs() -> None:
    """At 41 % C is at risk too; at 20 % only E; the printed words say which."""
    assert with_threshold(utilisation_warn=0.41).get(NAME, "2025-12").value == 3
    figures = with_threshold(license_utilisation=0.2)
    assert figures.get(NAME, "2025-12").value == 1
    assert "below 20% of licences" in figures.definitions[NAME]


def test_falling_needs_three_months() -> None:
    """Two months of an export cannot show it; it is not 0 then."""
    figures = readings(misfit_list, tables=TABLES)
    assert figures.get(NAME, "2025-11").missing == "insufficient_history"
    assert figures.get(NAME, "2025-11", "customer", "Alfa AB (A)").missing == "no_data"
    assert readings(misfit_list, tables={}).get(NAME, "2025-12").missing == "no_data"


def test_a_merged_customer_is_its_parent() -> None:
    """E became part of A: 33, 32 and 31 of 110 licences, one customer with what both pay."""
    customers = frame("""
        customer_id  merged_into  merged_from_month
        A            -            -
        E            A            2025-12
    """)
    use = USE.filter(USE["customer_id"].is_in(["A", "E"]))
    tables = {"product_usage": use, "recurring_revenue": PAID, "customers": customers}
    figures = readings(misfit_list, tables=tables)
    (only,) = figures.groups(NAME, "customer")
    assert (only.split, only.numerator, only.denominator) == ("A", 31, 110)
    assert figures.get(NAME, "2025-12", "part", "revenue_at_risk").value == 5500
