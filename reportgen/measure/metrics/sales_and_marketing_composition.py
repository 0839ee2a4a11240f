"""Composition of sales and marketing spend."""

import polars as pl

from reportgen.measure.acquisition import OTHER_PART, PART, sales_and_marketing
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Facts, Formula, Total, no_facts
from reportgen.unit import Direction, Unit


@metric(
    title="Composition of sales and marketing spend",
    abbreviation="S&M composition",
    topic="acquisition",
    unit=Unit.SHARE,
    better=Direction.NONE,
    definition="How sales and marketing spend parts into sellers, marketers, media and tools.",
    why="It shows which lever a higher or lower cost of acquisition was pulled with.",
    formula="spend of a part / all sales and marketing spend; entries without a part are other",
    numerator="spend of the part",
    denominator="sales and marketing spend",
    source="Business Reflex podcast 201 (staff, advertising, content, systems)",
    example="6,000 on sellers / 10,000 = 60%",
)
def sales_and_marketing_composition(books: Books) -> Formula:
    """Each part's share, as rows of the split sm_part that sum to 1; the company's own is 1."""
    spend = sales_and_marketing(books)
    parts = no_facts("ledger")
    if PART in spend.splits:
        rows = spend.rows.with_columns(pl.col(PART).fill_null(OTHER_PART))
        parts = Facts(rows, (PART,), spend.covered, spend.tables)
    part, everything = pl.col("part"), pl.col("all")
    return Formula(
        {"part": Total(parts), "all": Total(spend.of_company)},
        value=part / everything,
        numerator=part,
        denominator=everything,
        reasons=((everything == 0, "div_zero"), (everything < 0, "not_meaningful")),
        everywhere=frozenset({"all"}),
    )
