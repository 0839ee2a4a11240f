"""One customer that is much of the revenue."""

from __future__ import annotations

from reportgen.story.questions.largest_customer_renews import largest_customer_renews
from tests.ascii_table import frame
from tests.story.questions.ask import ask, facts, plain

LARGEST = """
    largest_customers_revenue 2026-09 7200000 exact customer=C1 numerator=7200000 denominator=90000000
    largest_customers_revenue 2026-09 2400000 exact customer=C2 numerator=2400000 denominator=90000000
"""
CUSTOMERS = frame("""
    customer_id  name    contract_start  contract_term_months
    C1           Nordic  2024-12-15      24
    C2           Other   2024-01-01      12
""")


def test_its_name_its_share_and_the_end_of_its_term() -> None:
    """Two years from the middle of December 2024."""
    (asked,) = ask(largest_customer_renews, LARGEST, CUSTOMERS)
    assert plain(asked.text) == (
        "Nordic alone is 8.0% of annual recurring revenue, and its term ends in December 2026: "
        "what is agreed?"
    )
    assert facts(asked) == {
        "Annual recurring revenue": "7.20 MSEK",
        "Contract since": "December 2024",
        "Term": "24 months",
        "Term ends": "December 2026",
    }


def test_of_those_that_end_within_a_year_the_largest() -> None:
    """The largest is bound until December 2027: the second one is asked about, its term ends first."""
    bound = frame("""
        customer_id  name    contract_start  contract_term_months
        C1           Nordic  2024-12-15      36
        C2           Other   2024-01-01      12
    """)
    (asked,) = ask(largest_customer_renews, LARGEST, bound)
    assert plain(asked.text).startswith(
        "Other alone is 2.7% of annual recurring revenue, and its term ends in December 2026"
    )
    assert (asked.about, asked.stands) == ("C2", ("largest_customers",))
    assert ask(largest_customer_renews, LARGEST, bound.filter(bound["customer_id"] == "C1")) == []


def test_beside_it_all_that_end_in_the_next_quarter() -> None:
    text = (
        LARGEST
        + """
        annual_recurring_revenue 2026-09 90000000 exact
        revenue_up_for_renewal 2026-09 18000000 exact n=64
    """
    )
    (asked,) = ask(largest_customer_renews, text, CUSTOMERS)
    assert plain(asked.text).endswith(
        "its term ends in December 2026; the terms of 64 customers in all, with 18.0 MSEK (20.0%), "
        "end by December 2026: what is agreed?"
    )
    (swedish,) = ask(largest_customer_renews, text, CUSTOMERS, locale="sv")
    assert plain(swedish.text).endswith(
        "avtalet löper ut i december 2026; till och med december 2026 löper avtalstiden ut för "
        "sammanlagt 64 kunder med 18,0 MSEK (20,0 %): vad är överenskommet?"
    )


def test_without_a_contract_in_the_exports_no_date_is_made_up() -> None:
    (asked,) = ask(largest_customer_renews, LARGEST, CUSTOMERS.select("customer_id", "name"))
    assert asked.text.endswith("when is its renewal, and what is agreed?")
    assert list(facts(asked)) == ["Annual recurring revenue"]
    (unnamed,) = ask(largest_customer_renews, LARGEST)
    assert unnamed.text.startswith("C1 alone")


def test_where_nobody_is_large() -> None:
    assert ask(largest_customer_renews, LARGEST.replace("=90000000", "=900000000")) == []
    assert ask(largest_customer_renews, "customers 2026-09 3 exact") == []
