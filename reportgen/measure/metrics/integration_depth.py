"""Active integrations per customer."""

import polars as pl

from reportgen.measure import usage
from reportgen.measure.beside import Beside
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import MONTHS, Ratio, Take, Total
from reportgen.unit import Direction, Unit


@metric(
    title="Active integrations per customer",
    abbreviation="Integrations",
    topic="customers",
    unit=Unit.MEAN,
    better=Direction.UP,
    definition="How many active integrations an average paying customer has.",
    why="A product that is tied into other systems is harder to leave.",
    formula="active integrations / customers for which they are known",
    numerator="active integrations",
    denominator="customers with a known number of integrations",
    source="loyalty in the customer base (low integration of product or service)",
    example="0, 1, 1 and 4 integrations: 1.5; 75% have one",
    kinds=MONTHS,
    part_units={"with_integration": Unit.SHARE},
)
def integration_depth(books: Books) -> Beside:
    """At the month's end, over customers with a known number; beside it the share with one or more."""
    active, known = usage.number(books, "integrations"), usage.customers_with(books, "integrations")
    depth = Ratio(of=Total(active, Take.LAST), per=Total(known, Take.LAST))
    linked = active.valued((pl.col("integrations") > 0).cast(pl.Int64))
    share = Ratio(of=Total(linked, Take.LAST), per=Total(known, Take.LAST))
    return Beside(depth, {"with_integration": share})
