"""EBITDA, and the income statement that leads to it."""

from decimal import Decimal

from reportgen.measure.metrics.ebitda import ebitda
from reportgen.measure.metrics.variance_against_plan import variance_against_plan
from tests.ascii_table import frame
from tests.measure.quarter import LEDGER
from tests.measure.readings import readings

NAME = "ebitda"


def lines(ledger: str) -> dict[str, Decimal | str | None]:
    """The quarter's statement: each line's amount, or why it has none."""
    figures = readings(ebitda, tables={"ledger": frame(ledger)})
    quarter = {r.split: r for (p, _, _), r in figures.of(NAME).items() if p == "2025Q4"}
    return {name: r.missing or r.exact for name, r in quarter.items()}


def test_every_total_is_the_sum_of_the_lines_above_it() -> None:
    """1,000 - 250 - 300 - 400 - 150 = -100, of which gross profit 750; -170 is left after other."""
    found = lines(LEDGER)
    assert found["revenue"] == Decimal(1_000)
    assert found["gross_profit"] == Decimal(750)
    assert found[""] == Decimal(-100)
    assert found["result"] == Decimal(-170)
    assert found["revenue_other"] == Decimal(100)


def test_a_ledger_that_lacks_a_cost_has_no_total_that_needs_it() -> None:
    """Without goods sold the gross profit would be all of the revenue."""
    found = lines("\n".join(row for row in LEDGER.splitlines() if "cogs" not in row))
    assert (found["revenue"], found["rd"]) == (Decimal(1_000), Decimal(400))
    assert {found[name] for name in ("cogs", "gross_profit", "", "result")} == {"no_data"}


def test_it_may_be_planned() -> None:
    """-30 a month is -90 for the quarter: -100 lies 11 % below."""
    plan = frame("month key value\n2025-10 ebitda -30\n2025-11 ebitda -30\n2025-12 ebitda -30")
    figures = readings(variance_against_plan, tables={"ledger": frame(LEDGER), "plan": plan})
    found = figures.get("variance_against_plan", "2025Q4", "key", "ebitda")
    assert (found.numerator, found.denominator) == (-10, 90)
