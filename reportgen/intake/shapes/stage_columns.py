"""One row per lead with a column of dates for each stage, as CRMs keep them: one row per stage entered."""

from __future__ import annotations

import re
from dataclasses import replace

import polars as pl

from reportgen.intake.cells import Cells
from reportgen.intake.dataset import HEADER_COLUMN, LINE_COLUMN
from reportgen.intake.header import normalised
from reportgen.intake.shape import Arranged, Shape
from reportgen.intake.table import Table
from reportgen.pack_input import Input
from reportgen.problem import Problem

FEWEST_STAGES = 2
# What a header says besides the stage: that the cell is the day on which it was entered.
_PHRASES = (
    r"became_an?_(.+?)_date",
    r"became_an?_(.+)",
    r"date_entered_(?!stage$)(.+)",
    r"blev_(.+?)_den",
    r"blev_(.+)",
)
_DATED = r"(.+?)_(?:date|at|on|datum|dato|day|timestamp|paiva)"
# Short for the stages of the funnel; a stage of one's own is translated under values.stage.
_STAGES = {
    "marketing_lead": "mql marketing_qualified_lead marketing_qualified marketing_lead "
    "marknadskvalificerat_lead marknadslead",
    "sales_lead": "sql sales_qualified_lead sales_qualified sales_lead saljkvalificerat_lead "
    "saljlead",
    "customer": "customer kund kunde asiakas closed_won won",
    "prospect": "prospect prospekt",
    "visitor": "visitor besokare",
    "nurturing_lead": "nurturing_lead nurture nurturing recycled",
    "lead": "lead",
    "subscriber": "subscriber",
    "opportunity": "opportunity affarsmojlighet",
}
STAGES = {word: stage for stage, words in _STAGES.items() for word in words.split()}


def stage_of(header: str) -> str | None:
    """`Became a Marketing Qualified Lead Date`, `MQL date` -> marketing_lead; None for other headers.

    A phrase like `Date entered` makes any word a stage; `Something date` only a known one.
    """
    bare = normalised(header)
    for phrase in _PHRASES:
        if match := re.fullmatch(phrase, bare):
            return STAGES.get(match[1], match[1])
    match = re.fullmatch(_DATED, bare)
    return STAGES.get(match[1]) if match else None


def stage_columns_of(cells: Cells, table: Table, options: Input) -> dict[str, str]:
    """Names of the columns that are stages -> what stands in `stage` for them.

    A header that pack.toml translates under values.stage is one, whatever it is called.
    """
    made = table.staged[0] if table.staged else ""
    said = {normalised(seen) for seen in options.values.get(made, {})}
    found = {}
    for name, header in cells.headers.items():
        if normalised(header) in said:
            found[name] = header
        elif stage := stage_of(header):
            found[name] = stage
    return found


def _fits(cells: Cells, table: Table) -> bool:
    return bool(table.staged) and len(stage_columns_of(cells, table, Input())) >= FEWEST_STAGES


def _arrange(cells: Cells, table: Table, options: Input) -> Arranged:
    """A row per lead and stage that it entered. A blank cell is a stage that it never was in."""
    stages = stage_columns_of(cells, table, options)
    if not stages or table.staged is None:
        problem = cells.raw.problem(
            "no header of this file names a stage that was entered, so it cannot be read as "
            f"stage_columns into {table.title}",
            'Name each such column and its stage under {values.stage}: "MQL date" = "marketing_lead".'
            if table.staged
            else 'Write shape = "long" under {section}.',
            line=cells.raw.header_line,
        )
        return cells, [problem]
    stage, day = table.staged
    twice = _same_stage(cells, stages)
    # The stage of today and the day of creation must not stand in their place.
    stays = [name for name in cells.names if name not in stages and name not in (stage, day)]
    names = pl.Series(list(stages))
    tall = (
        cells.frame.drop(stage, day, strict=False)
        .with_row_index("place")
        .unpivot(
            on=list(stages),
            index=["place", *stays, LINE_COLUMN],
            variable_name=HEADER_COLUMN,
            value_name=day,
        )
        .filter(pl.col(day).is_not_null())
        .sort("place", maintain_order=True)
        .drop("place")
        .with_columns(
            pl.col(HEADER_COLUMN)
            .replace_strict(names, pl.Series(list(stages.values())))
            .alias(stage),
            pl.col(HEADER_COLUMN).replace_strict(
                names, pl.Series([cells.headers[name] for name in stages])
            ),
        )
    )
    further = tuple(name for name in cells.further if name not in stages)
    return replace(cells, frame=tall, further=further), twice


def _same_stage(cells: Cells, stages: dict[str, str]) -> list[Problem]:
    first: dict[str, str] = {}
    problems = []
    for name, stage in stages.items():
        header = cells.headers[name]
        if stage in first:
            problems.append(
                cells.raw.problem(
                    f"the headers {first[stage]!r} and {header!r} are both the stage {stage!r}",
                    "Keep one, name the other under ignore of {section}, or translate it to a stage of "
                    "its own under {values.stage}.",
                    line=cells.raw.header_line,
                    column=header,
                )
            )
        first.setdefault(stage, header)
    return problems


stage_columns = Shape("stage_columns", _fits, arrange=_arrange)
