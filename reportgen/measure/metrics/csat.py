"""Satisfied customers."""

import polars as pl

from reportgen.measure import answers
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import MONTHS, Formula
from reportgen.unit import Direction, Unit


@metric(
    title="Satisfied customers",
    abbreviation="CSAT",
    topic="voice",
    unit=Unit.SHARE,
    better=Direction.UP,
    definition="The part of the answers that are 4 or 5 on a scale from 1 to 5.",
    why="It tells of the last contact, while the net promoter score tells of the relation.",
    formula="answers of 4 and 5 / answers",
    numerator="answers of 4 and 5",
    denominator="answers",
    source="customer satisfaction score, share of the two highest of five",
    example="answers of 5, 4, 4, 3 and 1: 60%",
    kinds=MONTHS,
    variant=answers.words,
)
def csat(books: Books) -> Formula:
    """At the month's end; n counts answers."""
    value = pl.col("satisfied") / pl.col("answers")
    return answers.score(books, "csat", ("satisfied",), value, "satisfied")
