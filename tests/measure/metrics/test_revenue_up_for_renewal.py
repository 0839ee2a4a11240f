"""Terms that end within three months, with what the customers pay a year."""

from __future__ import annotations

from reportgen.measure.metrics.revenue_up_for_renewal import revenue_up_for_renewal
from tests.ascii_table import frame
from tests.measure.readings import months, readings

NAME = "revenue_up_for_renewal"
PAID = months("""
    customer_id from    to      mrr
    A           2023-01 2025-12 100
    B           2023-01 2025-12 200
    C           2023-01 2025-12 400
    D           2023-01 2025-11 800
    E           2023-01 2025-12 1600
""")
CUSTOMERS = frame("""
    customer_id segment contract_start contract_term_months
    A           SMB     2024-03-10     12
    B           SMB     2023-04-01     12
    C           ENT     2023-01-01     36
    D           ENT     2024-03-10     12
    E           ENT     2024-05-10     24
""")


def test_terms_follow_each_other_and_end_inside_the_quarter_ahead() -> None:
    """At the end of 2025: A ends in March 2026, B on the last of March; C ended in December and runs
    to 2028; D pays no more; E ends in May."""
    figures = readings(
        revenue_up_for_renewal, tables={"recurring_revenue": PAID, "customers": CUSTOMERS}
    )
    now = figures.get(NAME, "2025-12")
    assert (now.value, now.n) == (3_600, 2)
    assert figures.get(NAME, "2025-12", "segment", "SMB").exact == 3_600
    # In November C's term has a month left, and A and B have four.
    november = figures.get(NAME, "2025-11")
    assert (november.value, november.n) == (4_800, 1)


def test_without_contracts_nothing_is_known() -> None:
    figures = readings(
        revenue_up_for_renewal,
        tables={"recurring_revenue": PAID, "customers": CUSTOMERS.select("customer_id")},
    )
    assert figures.get(NAME, "2025-12").missing == "no_data"
    assert readings(revenue_up_for_renewal, tables={}).get(NAME, "2025-12").missing == "no_data"
