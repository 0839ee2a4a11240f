"""Terms of the largest customers that end within half a year."""

from __future__ import annotations

from reportgen.story.questions.large_terms_end import large_terms_end
from tests.ascii_table import frame
from tests.story.questions.ask import ask, facts, plain

LARGEST = """
    largest_customers_revenue 2026-09 3000000 exact customer=C1 denominator=90000000
    largest_customers_revenue 2026-09 2000000 exact customer=C2 denominator=90000000
    largest_customers_revenue 2026-09 1000000 exact customer=C3 denominator=90000000
"""
CUSTOMERS = frame("""
    customer_id  name   contract_start  contract_term_months
    C1           One    2025-02-10      12
    C2           Two    2024-01-01      12
    C3           Three  2025-06-10      12
""")


def test_those_that_end_soon_by_date() -> None:
    """C2 began on a first of January: its term ends in December; C3 ends in June, too far away."""
    (asked,) = ask(large_terms_end, LARGEST, CUSTOMERS)
    assert plain(asked.text) == (
        "2 of the ten largest customers, with 5.00 MSEK (5.6% of annual recurring revenue), reach "
        "the end of their terms by March 2027: what is agreed with them?"
    )
    assert facts(asked) == {"Two, Dec 2026": "2.00 MSEK", "One, Feb 2027": "3.00 MSEK"}


def test_as_many_are_named_as_are_counted() -> None:
    """Six of ten are six names, and they stand in the list of the largest."""
    text = "\n".join(
        f"largest_customers_revenue 2026-09 {n}000000 exact customer=C{n} denominator=90000000"
        for n in range(1, 7)
    )
    rows = "\n".join(f"C{n} N{n} 2025-02-10 12" for n in range(1, 7))
    customers = frame(f"customer_id name contract_start contract_term_months\n{rows}")
    (asked,) = ask(large_terms_end, text, customers)
    assert asked.text.startswith("6 of the ten largest customers")
    assert len(asked.facts) == 6
    assert asked.stands == ("largest_customers",)


def test_little_or_nothing_known() -> None:
    assert ask(large_terms_end, LARGEST) == []
    assert ask(large_terms_end, LARGEST.replace("=90000000", "=900000000"), CUSTOMERS) == []
