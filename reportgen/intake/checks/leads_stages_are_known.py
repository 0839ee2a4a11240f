"""Each stage of a lead stands in a flow, and each flow that leads go through has stages."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Any

import polars as pl

from reportgen.intake.check import check
from reportgen.intake.checks._shared import by_place, found, table_with
from reportgen.intake.dataset import FILE_COLUMN, LINE_COLUMN, Dataset
from reportgen.pack import Pack
from reportgen.pack_funnel import near, plain
from reportgen.period import Period
from reportgen.problem import Problem, Severity

# As alike as a slip of the pen; anything else is a stage of its own that no flow has yet.
ALIKE = 0.85


@check(
    what="Each stage and each flow of the leads is one of those defined for the report.",
    why="A stage under another name would look like a step that nobody takes.",
    severity=Severity.WARNING,
    looks_at=(("leads",),),
)
def leads_stages_are_known(dataset: Dataset, pack: Pack, period: Period) -> Iterator[Problem]:
    """Stages that no flow has (an error when it looks misspelt), and flows without stages."""
    leads = table_with(dataset, "leads", "stage")
    if leads is None:
        return
    funnel = pack.funnel
    stages = {plain(title): stage for stage, title in funnel.titles.items()}
    stages |= {plain(stage): stage for stage in funnel.stages}
    problems = [
        _unknown_stage(row, tuple(funnel.stages), list(stages))
        for row in _firsts(leads, "stage")
        if plain(row["stage"]) not in stages
    ]
    if "flow" in leads.columns:
        flows = {plain(flow) for flow in funnel.flows}
        problems += [
            found(
                leads_stages_are_known,
                row,
                f"{_rows(row)} of the flow {row['flow']!r}, which has no stages: they are counted, "
                "but in no step",
                f"Write its stages under [funnel.flows]. {near(row['flow'], funnel.flows)}",
                column="flow",
                value=row["flow"],
            )
            for row in _firsts(leads, "flow")
            if plain(row["flow"]) not in flows
        ]
    yield from by_place(problems)


def _unknown_stage(row: dict[str, Any], stages: tuple[str, ...], known: list[str]) -> Problem:
    stage = str(row["stage"])
    misspelt = bool(difflib.get_close_matches(plain(stage), known, n=1, cutoff=ALIKE))
    return found(
        leads_stages_are_known,
        row,
        f"{_rows(row)} of the stage {stage!r}, which no flow has",
        f"{near(stage, stages)} Write it so, or translate it under [inputs.leads.values.stage]; a "
        "stage of your own belongs under [funnel.flows].",
        column="stage",
        value=stage,
        severity=Severity.ERROR if misspelt else Severity.WARNING,
    )


def _firsts(leads: pl.DataFrame, column: str) -> list[dict[str, Any]]:
    """Each word of a column with its first row and how many rows have it."""
    rows = leads.filter(pl.col(column).is_not_null()).sort(FILE_COLUMN, LINE_COLUMN)
    return (
        rows.group_by(column, maintain_order=True)
        .agg(pl.first(FILE_COLUMN), pl.first(LINE_COLUMN), rows=pl.len())
        .to_dicts()
    )


def _rows(row: dict[str, Any]) -> str:
    return "1 row is" if row["rows"] == 1 else f"{row['rows']} rows are"
