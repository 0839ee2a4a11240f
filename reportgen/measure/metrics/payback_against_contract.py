"""CAC payback against the first contract."""

import polars as pl

from reportgen.measure.acquisition import (
    acquisition_cost,
    average_selling_price,
    contract_term,
    gross_margin,
)
from reportgen.measure.acquisition import payback as cac_payback
from reportgen.measure.beside import Beside
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Formula
from reportgen.unit import Direction, Unit

# A quotient of floats that should be a whole number may end a hair above it.
NOISE = 1e-9


def term_words(books: Books) -> str:
    """The term that counts where no new customer has one."""
    months = books.pack.definitions.contract_term_months
    return f"median term of the period's new customers, {months} months where none is known"


@metric(
    title="CAC payback against the first contract",
    abbreviation="CAC payback against contract",
    topic="acquisition",
    unit=Unit.FLAG,
    better=Direction.DOWN,
    definition="Whether a new customer has to renew its contract before it has paid for itself.",
    why="If so, every customer that leaves at the first renewal has been a loss.",
    formula="1 if CAC payback is longer than the median contract term of new customers, else 0",
    source="New Breed (must one renew to reach zero?); Business Reflex podcast 201",
    example="payback of 12.0 months, term of 12: no renewal needed; 13.3 months: one",
    variant=term_words,
    part_units={
        "term_months": Unit.MONTHS,
        "renewals_needed": Unit.COUNT,
        "first_term_result": Unit.MONEY,
    },
)
def payback_against_contract(books: Books) -> Beside:
    """The flag; beside it term, renewals needed and a customer's result at its first renewal."""
    payback, term, needed = pl.col("payback"), pl.col("term"), pl.col("needed")
    result = pl.col("price") * pl.col("margin") * term - pl.col("cac")
    terms = contract_term(books)
    count = Formula(
        {"payback": cac_payback(books), "term": terms},
        value=pl.max_horizontal(0.0, (payback / term - NOISE).ceil() - 1),
        n=pl.col("payback.n"),
    )
    renewals = Formula(
        {"needed": count, "term": terms},
        value=needed,
        n=pl.col("needed.n"),
        # From month to month a count of renewals says no more than the payback itself.
        reasons=((term <= 1, "not_meaningful"),),
    )
    flag = Formula({"needed": count}, value=(needed > 0).cast(pl.Float64), n=pl.col("needed.n"))
    first_term = Formula(
        {
            "price": average_selling_price(books),
            "margin": gross_margin(books),
            "cac": acquisition_cost(books),
            "term": terms,
        },
        value=result,
        n=pl.col("price.n"),
    )
    return Beside(
        flag,
        {
            "must_renew": flag,
            "term_months": terms,
            "renewals_needed": renewals,
            "first_term_result": first_term,
        },
    )
