"""Leads on their way through the flows of [funnel]: entries into stages, and steps between them.

Stages and flows are the pack's own names; nothing here knows one of them. A frame of entries has one row
for each time that a lead enters a stage, see `entries`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

import polars as pl

from reportgen.intake.dataset import FILE_COLUMN, LINE_COLUMN
from reportgen.measure.blank import BLANK
from reportgen.measure.books import LARGEST_SPLIT, Books, once
from reportgen.measure.calendar import month_column
from reportgen.pack_funnel import plain

SPLITS = ("segment", "country", "source", "campaign")
OWN = {"lead_id", "stage", "entered_at", "flow", "paid", "customer_id", FILE_COLUMN, LINE_COLUMN}
SCORES = ("score_decision", "score_need", "score_fit")
LONGEST = 90


@dataclass(frozen=True)
class Step:
    """From one stage of a flow to the next one; `days` is how long a lead may take for it."""

    flow: str
    stage: str
    after: str
    days: int = LONGEST
    target: float | None = None
    is_loop: bool = False

    @property
    def label(self) -> str:
        """`outbound: prospect > sales_lead`."""
        return f"{self.flow}: {self.stage} > {self.after}"


@once
def entries(books: Books) -> pl.DataFrame | None:
    """Every entry up to the report period: lead, flow, stage, day, month, splits, paid, scores.

    Stages have the pack's spelling. What is known of a lead in one of its rows holds for all of
    them, unless a row says otherwise. A row without a flow gets one, see `_with_flows`.
    """
    frame = books.dataset.tables.get("leads")
    if frame is None or frame.is_empty() or books.covered("leads") is None:
        return None
    for name in ("flow", "paid"):
        if name not in frame.columns:
            frame = frame.with_columns(pl.lit(None, pl.String).alias(name))
    facts = [n for n in (*lead_splits(books), "paid", *SCORES) if n in frame.columns]
    source = [n for n in (FILE_COLUMN, LINE_COLUMN) if n in frame.columns]
    rows = frame.select(
        *facts,
        *source,
        "flow",
        lead="lead_id",
        stage=pl.col("stage").replace(_spellings(books, frame["stage"])),
        day="entered_at",
        month=month_column("entered_at"),
    )
    rows = rows.filter(pl.col("month") <= books.period.last)
    flows = {name: _flow_named(books, name) for name in rows["flow"].drop_nulls().unique()}
    position = {stage: place for place, stage in enumerate(books.pack.funnel.stages)}
    rows = rows.with_columns(
        pl.col("flow").replace(flows),
        place=pl.col("stage").replace_strict(position, default=len(position)),
    ).sort("lead", "day", "place", "stage", "flow", *facts, *source)
    rows = rows.with_columns(
        pl.coalesce(name, pl.col(name).drop_nulls().first().over("lead")) for name in facts
    )
    return _with_flows(books, rows)


def lead_splits(books: Books) -> tuple[str, ...]:
    """Columns by which leads may be grouped: those that are filled and have few enough words."""
    frame = books.dataset.tables.get("leads")
    if frame is None:
        return ()
    return tuple(
        name
        for name in dict.fromkeys((*SPLITS, *books.dataset.further.get("leads", ())))
        if name in frame.columns
        and name not in OWN
        and frame[name].null_count() < frame.height
        and frame[name].n_unique() <= LARGEST_SPLIT
    )


def _spellings(books: Books, written: pl.Series) -> dict[str, str]:
    """Stage as written in the file -> as the pack writes it, or has it printed."""
    funnel = books.pack.funnel
    known = {plain(title): stage for stage, title in funnel.titles.items()}
    known |= {plain(stage): stage for stage in funnel.stages}
    return {word: known.get(plain(word), word) for word in written.drop_nulls().unique()}


def _flow_named(books: Books, word: str) -> str:
    return {plain(flow): flow for flow in books.pack.funnel.flows}.get(plain(word), word)


def _with_flows(books: Books, rows: pl.DataFrame) -> pl.DataFrame:
    """The flow of each row.

    What the row says holds. A row that says nothing belongs to the loop that its lead has just
    entered, else to the flow with most of its lead's stages. A stage that only a loop has belongs
    to that loop whatever the row says: CRMs keep a lead's first flow for good.
    """
    funnel = books.pack.funnel
    loops = [flow for flow in funnel.loops if flow in funnel.flows]
    straight = {flow: stages for flow, stages in funnel.flows.items() if flow not in loops}
    outside = {stage for stages in straight.values() for stage in stages}
    only = {s: loop for loop in loops for s in funnel.flows[loop] if s not in outside}
    inside = {
        f"{before}\n{stage}": loop
        for loop in loops
        for before, stage in pairwise(funnel.flows[loop])
    }
    stage, flow = pl.col("stage"), pl.col("flow")
    stated = [flow.is_in([f]) & stage.is_in(list(own)) for f, own in funnel.flows.items()]
    before = stage.shift(1).over("lead") + "\n" + stage
    looped = stage.replace_strict(only, default=None, return_dtype=pl.String).fill_null(
        pl.when(flow.is_null()).then(
            before.replace_strict(inside, default=None, return_dtype=pl.String)
        )
    )
    counted = [
        pl.col("stage").is_in(list(stages)).sum().over("lead").alias(f"in {name}")
        for name, stages in straight.items()
    ]
    most = pl.max_horizontal([f"in {name}" for name in straight] or [pl.lit(0)])
    main = pl.coalesce(
        *[pl.when((pl.col(f"in {f}") == most) & (most > 0)).then(pl.lit(f)) for f in straight],
        pl.lit(None, pl.String),
    )
    said = pl.when(flow.is_in(list(straight))).then(flow).drop_nulls().first().over("lead")
    return (
        rows.with_columns(counted)
        .with_columns(
            flow=pl.when(pl.any_horizontal(stated) if stated else pl.lit(False))
            .then(flow)
            .otherwise(pl.coalesce(looped, flow, said, main))
        )
        .drop([f"in {name}" for name in straight], "place")
    )


@once
def first_entries(books: Books) -> pl.DataFrame | None:
    """The first entry of each lead into each stage of each flow."""
    rows = entries(books)
    if rows is None:
        return None
    return rows.unique(["lead", "flow", "stage"], keep="first", maintain_order=True)


@once
def stages(books: Books) -> dict[str, tuple[str, ...]]:
    """The stages of each flow, without those at its start that no lead was ever in.

    Why: nobody has rows for strangers. A flow without any lead has no stages.
    """
    rows = entries(books)
    found = {}
    for flow, names in books.pack.funnel.flows.items():
        seen = set() if rows is None else set(rows.filter(pl.col("flow") == flow)["stage"])
        first = next((place for place, name in enumerate(names) if name in seen), len(names))
        found[flow] = names[first:]
    return found


@once
def steps(books: Books) -> tuple[Step, ...]:
    """The steps of all flows that have leads, in order."""
    funnel, days = books.pack.funnel, books.pack.definitions.max_days
    found = []
    for flow, names in stages(books).items():
        for stage, after in pairwise(names):
            target = funnel.targets.get(flow, {}).get(stage, {}).get(after)
            own = funnel.max_days.get(flow, {}).get(stage, {}).get(after)
            step = Step(flow, stage, after, LONGEST, target, flow in funnel.loops)
            longest = round(own) if own else days if isinstance(days, int) else _usual(books, step)
            found.append(Step(flow, stage, after, longest, target, step.is_loop))
    return tuple(found)


def _usual(books: Books, step: Step) -> int:
    """Days within which nine of ten leads that ever took a step took it."""
    rows, firsts = entries(books), first_entries(books)
    assert rows is not None
    assert firsts is not None
    days = _reaching(books, rows, firsts, step, 36_500)["transit"].drop_nulls()
    ninth = days.quantile(0.9, "higher")
    return LONGEST if ninth is None else max(1, math.ceil(ninth))


def _reaching(
    books: Books, rows: pl.DataFrame, starts: pl.DataFrame, step: Step, days: int
) -> pl.DataFrame:
    """Entries into a step's stage, with the days to the first entry of its next one in time.

    `transit` is null where the lead did not get there. On the same day counts, earlier does not.
    """
    own = pl.col("flow") == step.flow
    began = starts.filter(own & (pl.col("stage") == step.stage))
    goals = rows.filter(is_goal(books, step)).select(
        "lead",
        goal="day",
        # Where a lead left a flow for the loop, the entry of that day was before it, not after.
        at=_halves("day") - (~own.fill_null(False) & pl.lit(step.is_loop)).cast(pl.Int64),
    )
    found = (
        began.with_columns(at=_halves("day"))
        .sort("at")
        .join_asof(goals.sort("at"), on="at", by="lead", strategy="forward", check_sortedness=False)
    )
    transit = (pl.col("goal") - pl.col("day")).dt.total_days()
    return found.with_columns(transit=pl.when(transit <= days).then(transit)).drop("goal", "at")


def is_goal(books: Books, step: Step) -> pl.Expr:
    """Whether an entry is one into a step's next stage.

    A lead on its way back from a loop goes on in its flow, whatever the row calls it; and out of a
    loop it may enter any flow.
    """
    funnel, there = books.pack.funnel, pl.col("stage") == step.after
    loops = [f for f in funnel.loops if step.after not in funnel.flows.get(f, ())]
    own = pl.col("flow") == step.flow
    return there if step.is_loop else there & (own | pl.col("flow").is_in(loops))


def _halves(day: str) -> pl.Expr:
    return pl.col(day).cast(pl.Int32).cast(pl.Int64) * 2


@once
def cohorts(books: Books) -> pl.DataFrame | None:
    """Each first entry into a stage with a next one: month, step, transit (days or null), splits."""
    return cohorts_of(books, steps(books))


def cohorts_of(books: Books, wanted: tuple[Step, ...]) -> pl.DataFrame | None:
    """The same for any steps."""
    rows, firsts = entries(books), first_entries(books)
    if rows is None or firsts is None or not wanted:
        return None
    return pl.concat(
        _reaching(books, rows, firsts, step, step.days).with_columns(step=pl.lit(step.label))
        for step in wanted
    )


def reached_again(books: Books, step: Step) -> pl.DataFrame:
    """Every entry into a loop, with the days until its lead came out, before it went in anew."""
    rows = entries(books)
    assert rows is not None
    found = _reaching(books, rows, rows, step, step.days).sort("lead", "day")
    until_next = (pl.col("day").shift(-1).over("lead") - pl.col("day")).dt.total_days()
    late = (pl.col("transit") > until_next).fill_null(False)
    return found.with_columns(transit=pl.when(~late).then("transit"))


def crossed(rows: pl.DataFrame, by: str, splits: tuple[str, ...]) -> tuple[pl.DataFrame, list[str]]:
    """Rows with a column `split+by` for each split, and the names of all these columns."""
    names = [f"{split}+{by}" for split in splits]
    made = [
        (pl.col(split).cast(pl.String).fill_null(BLANK) + "+" + pl.col(by)).alias(name)
        for split, name in zip(splits, names, strict=True)
    ]
    return rows.with_columns(made), names


def within_words(books: Books) -> str:
    """How long a lead may take, as it is printed beside the figures."""
    days = books.pack.definitions.max_days
    every = sorted({step.days for step in steps(books)})
    if isinstance(days, int) and every in ([], [days]):
        return f"within {days} days"
    if not every:
        return f"within {LONGEST} days"
    return f"within {every[0]} to {every[-1]} days, by step"
