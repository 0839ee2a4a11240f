"""A recommendation is a number from 0 to 10, satisfaction one from 1 to 5."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from reportgen.intake.check import check
from reportgen.intake.checks._shared import MOST, by_place, count_of, found, table_with
from reportgen.intake.dataset import FILE_COLUMN, LINE_COLUMN, Dataset
from reportgen.pack import Pack
from reportgen.period import Period
from reportgen.problem import Problem, Severity

SCALES = {"nps": (0, 10), "csat": (1, 5)}


@check(
    what="Scores are from 0 to 10 for recommendation (nps) and from 1 to 5 for satisfaction (csat).",
    why="Answers on another scale turn promoters into detractors.",
    looks_at=(("feedback",),),
)
def feedback_scores_are_in_range(dataset: Dataset, pack: Pack, period: Period) -> Iterator[Problem]:
    """Scores outside their scale (an error each), and answers of no type (a warning a file)."""
    frame = table_with(dataset, "feedback", "score")
    if frame is None:
        return
    if "type" not in frame.columns:
        frame = frame.with_columns(type=pl.lit(None, pl.String))
    yield from by_place([*_outside(frame), *_untyped(frame)])


def _outside(frame: pl.DataFrame) -> Iterator[Problem]:
    for kind, (low, high) in SCALES.items():
        wrong = (pl.col("type") == kind) & ~pl.col("score").is_between(low, high)
        for row in frame.filter(wrong).head(MOST).to_dicts():
            yield found(
                feedback_scores_are_in_range,
                row,
                f"a score of {count_of(row['score'])} is not on the scale of {kind}, "
                f"{low} to {high}",
                "Correct the score, or the type of the answer.",
                column="score",
                value=row["score"],
            )


def _untyped(frame: pl.DataFrame) -> Iterator[Problem]:
    files = frame.filter(pl.col("type").is_null()).group_by(FILE_COLUMN)
    for row in files.agg(pl.col(LINE_COLUMN).min(), rows=pl.len()).to_dicts():
        rows = "1 answer has" if row["rows"] == 1 else f"{row['rows']} answers have"
        yield found(
            feedback_scores_are_in_range,
            row,
            f"{rows} no type: neither a recommendation nor satisfaction, so no score counts them",
            'Map a column to type, or write type = "nps" in [inputs.feedback.constants].',
            column="type",
            severity=Severity.WARNING,
        )
