"""Marketing's share of sales and marketing."""

import polars as pl

from reportgen.measure.acquisition import MARKETING_PARTS, PART, sales_and_marketing
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Formula, Total, no_facts
from reportgen.unit import Direction, Unit


@metric(
    title="Marketing's share of sales and marketing",
    abbreviation="Marketing share",
    topic="acquisition",
    unit=Unit.SHARE,
    better=Direction.BAND,
    definition="How much of sales and marketing spend is marketing rather than selling.",
    why="The fastest growing companies put more of their effort into marketing.",
    formula=(
        "(marketing staff + advertising + content + agencies + events) / "
        "all sales and marketing spend"
    ),
    numerator="marketing spend",
    denominator="sales and marketing spend",
    source="Business Reflex podcast 201, after Nordic B2B Software Growth Benchmark 2022",
    example="(2,000 marketers + 1,000 advertising) / 10,000 = 30%",
)
def marketing_share_of_sales_and_marketing(books: Books) -> Formula:
    """Marketing parts over all spend; no data where no entry of the window says its part."""
    spend = sales_and_marketing(books)
    marketing = named = no_facts("ledger")
    if PART in spend.splits:
        marketing = spend.where(pl.col(PART).is_in(MARKETING_PARTS)).without(PART)
        named = spend.where(pl.col(PART).is_not_null()).of_company
    part, everything = pl.col("marketing"), pl.col("all")
    return Formula(
        {"marketing": Total(marketing), "all": Total(spend), "named": Total(named)},
        value=part / everything,
        numerator=part,
        denominator=everything,
        reasons=(
            (pl.col("named.n") == 0, "no_data"),
            (everything == 0, "div_zero"),
            (everything < 0, "not_meaningful"),
        ),
        everywhere=frozenset({"named"}),
    )
