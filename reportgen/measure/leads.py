"""Leads as metrics ask for them: entries into stages, new leads, their scores, what they cost."""

from __future__ import annotations

import polars as pl

from reportgen.measure import funnel
from reportgen.measure.books import Books, once
from reportgen.measure.cells import EXACT, SOURCE
from reportgen.measure.shape import Facts, Ratio, Total, no_facts

ONE = pl.lit(1).cast(EXACT)
ADVERTISING = ("ads_awareness", "ads_consideration", "ads_conversion")
PAID = ("yes", "1")
# On a scale of one to five; a file with larger scores needs lines of its own.
USUAL_LINE, LARGEST_SCORE = 3.0, 5.0
COLUMNS = ("flow", "stage", "paid", *funnel.SCORES)


@once
def stage_entries(books: Books) -> Facts:
    """Entries into stages by month: a lead once in each stage of a flow, each time in a loop."""
    rows, firsts = funnel.entries(books), funnel.first_entries(books)
    if rows is None or firsts is None:
        return no_facts("leads", columns=COLUMNS)
    in_loop = pl.col("flow").is_in(list(books.pack.funnel.loops)).fill_null(False)
    counted = pl.concat([firsts.filter(~in_loop), rows.filter(in_loop)])
    splits = funnel.lead_splits(books)
    counted, crossed = funnel.crossed(counted, "stage", ("flow", *splits))
    names = ("stage", "flow", *splits, *crossed)
    rows = counted.select("month", *names, SOURCE, value=ONE)
    return Facts(rows, names, books.covered("leads"), ("leads",))


def _first_into(books: Books, *stages: str) -> Facts:
    """Leads by the month in which they first entered one of these stages: each counts 1."""
    rows = funnel.entries(books)
    if rows is None:
        return no_facts("leads", columns=COLUMNS)
    known = [stage for stage in stages if stage in books.pack.funnel.stages]
    found = rows.filter(pl.col("stage").is_in(known)).unique(
        "lead", keep="first", maintain_order=True
    )
    splits = ("flow", *funnel.lead_splits(books))
    more = [name for name in ("paid", *funnel.SCORES) if name in rows.columns]
    covered = books.covered("leads") if known else None
    return Facts(
        found.select("month", *dict.fromkeys((*splits, *more)), SOURCE, value=ONE),
        splits,
        covered,
        ("leads",),
    )


@once
def new_leads(books: Books) -> Facts:
    """Leads by the month in which they became one: the lead stage, or the SQL without it."""
    funnel_ = books.pack.funnel
    return _first_into(books, funnel_.lead_stage, funnel_.sql_stage)


@once
def qualified_for_sales(books: Books) -> Facts:
    """Leads by the month in which they were first handed to sales."""
    return _first_into(books, books.pack.funnel.sql_stage)


@once
def paid_leads(books: Books) -> Facts:
    """Leads from advertising by the month of their first entry into the lead stage."""
    funnel_ = books.pack.funnel
    known = funnel_.lead_stage in funnel_.stages
    found = _first_into(books, funnel_.lead_stage if known else funnel_.sql_stage)
    if found.covered is None or found.rows["paid"].null_count() == found.rows.height:
        return no_facts("leads")
    return found.where(pl.col("paid").is_in(PAID).fill_null(False))


def advertising(books: Books, *parts: str) -> Facts:
    """Spend of the ledger on these parts of advertising; none when it has no such row."""
    spend = books.ledger("sm")
    if "sm_part" not in spend.splits:
        return no_facts("ledger")
    own = spend.where(pl.col("sm_part").is_in(list(parts))).without("sm_part")
    return no_facts("ledger") if own.rows.is_empty() else own


def cost_per_lead(books: Books, *parts: str) -> Ratio:
    """These parts of advertising over the leads that came from it."""
    return Ratio(of=Total(advertising(books, *parts)), per=Total(paid_leads(books)))


def score_lines(books: Books) -> dict[str, float] | None:
    """From which score on a lead has decision power, need and fit; None where nobody can say."""
    rows = funnel.entries(books)
    chosen = books.pack.definitions
    lines = {name: getattr(chosen, name) for name in funnel.SCORES}
    if rows is None or any(name not in rows.columns for name in funnel.SCORES):
        return None
    largest = max(float(rows[name].max() or 0) for name in funnel.SCORES)  # type: ignore[arg-type]
    if largest > LARGEST_SCORE and None in lines.values():
        return None
    return {name: USUAL_LINE if line is None else line for name, line in lines.items()}


@once
def scored_leads(books: Books) -> Facts:
    """New leads of which all three scores are known, with a column for each score."""
    leads = new_leads(books)
    if score_lines(books) is None:
        return no_facts("leads", columns=COLUMNS)
    return leads.where(pl.all_horizontal(pl.col(funnel.SCORES).is_not_null()))


def score_words(books: Books) -> str:
    """The lines, as they are printed beside the figure."""
    lines = score_lines(books) or dict.fromkeys(funnel.SCORES, USUAL_LINE)
    decision, need, fit = (f"{line:g}" for line in lines.values())
    return f"decision power from {decision}, need from {need}, fit from {fit}"


@once
def _returns(books: Books) -> pl.DataFrame | None:
    """Each entry into a loop: back is whether its lead came out again in time, before going in anew."""
    rows = funnel.entries(books)
    loops = [step for step in funnel.steps(books) if step.is_loop]
    if rows is None or not loops:
        return None
    parts = []
    for flow in dict.fromkeys(step.flow for step in loops):
        own = [step for step in loops if step.flow == flow]
        through = funnel.Step(flow, own[0].stage, own[-1].after, loop_days(books), None, True)
        parts.append(funnel.reached_again(books, through))
    return pl.concat(parts)


def loop_days(books: Books) -> int:
    """How long a lead may take through a loop."""
    days: dict[str, int] = {}
    for step in funnel.steps(books):
        if step.is_loop:
            days[step.flow] = days.get(step.flow, 0) + step.days
    return max(days.values(), default=0)


@once
def loop_entries(books: Books) -> Facts:
    """Entries into loops by month, every time; `transit` is not null where the lead came back."""
    rows = _returns(books)
    if rows is None:
        nothing = no_facts("leads")
        return Facts(
            nothing.rows.with_columns(transit=pl.lit(None, pl.Int64)), (), None, nothing.tables
        )
    splits = ("flow", *funnel.lead_splits(books))
    rows = rows.select("month", "transit", *splits, SOURCE, value=ONE)
    return Facts(rows, splits, books.covered("leads"), ("leads",))
