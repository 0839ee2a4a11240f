"""What customers answered: the latest answer of each within some days of a month's end.

An answer without a customer counts by itself. A score outside its scale is no answer, and one of no known
type is neither kind of score; both stand in the data notes.
"""

from __future__ import annotations

import polars as pl

from reportgen.intake.dataset import FILE_COLUMN, LINE_COLUMN
from reportgen.measure.books import LARGEST_SPLIT, Books, once
from reportgen.measure.calendar import month_column
from reportgen.measure.cells import EXACT, SOURCE
from reportgen.measure.customer_columns import customer_columns, grouped, with_parents
from reportgen.measure.customer_months import ONE, ZERO
from reportgen.measure.shape import Facts, Formula, Take, Total, no_facts

TABLE = "feedback"
SCALES = {"nps": (0, 10), "csat": (1, 5)}
REMEMBERED = 12
NUMBERS = ("balance", "either", "satisfied")
TEXTS = ("type", "customer_id", "segment", "theme")


def tables(books: Books) -> tuple[str, ...]:
    """The tables behind figures of answers."""
    return (TABLE, "customers") if books.dataset.has("customers") else (TABLE,)


@once
def answers(books: Books) -> pl.DataFrame:
    """Answers up to the report period with who gave them, the month, and the customer's columns."""
    frame = books.dataset.tables[TABLE]
    lacking = [pl.lit(None, pl.String).alias(name) for name in TEXTS if name not in frame.columns]
    rows = with_parents(books, frame.with_columns(*lacking, month=month_column("date")))
    rows = rows.filter(pl.col("month") <= books.period.last)
    rows = rows.sort("date", FILE_COLUMN, LINE_COLUMN).with_row_index("place")
    alone = pl.format("answer {}", "place")
    rows = rows.select(
        *("customer", "date", "month", "type", "score", "theme", "place", "segment"),
        SOURCE,
        *[pl.lit(None, EXACT).alias(name) for name in ("value", *NUMBERS)],
        who=pl.coalesce(pl.format("customer {}", "customer"), alone),
    )
    listed = customer_columns(books)
    if "segment" in listed.columns:
        # The list of customers goes before what an answer says: all figures use the same segments.
        listed = listed.select("customer", listed="segment")
        rows = rows.join(listed, on="customer", how="left")
        rows = rows.with_columns(segment=pl.coalesce("listed", "segment")).drop("listed")
    return grouped(books, rows)[0]


def splits(books: Books) -> tuple[str, ...]:
    """Columns by which answers may be grouped."""
    frame = answers(books)
    known = [name for name in customer_columns(books).columns if name != "customer"]
    names = dict.fromkeys(("segment", *known, "theme"))
    return tuple(
        name
        for name in names
        if frame[name].null_count() < frame.height and frame[name].n_unique() <= LARGEST_SPLIT
    )


@once
def latest(books: Books) -> Facts:
    """For each month's end the latest answers of the days before it, each 1, by `type`.

    Numbers to be taken as value: balance (promoter 1, detractor -1), either (both 1), satisfied.
    """
    if not books.dataset.has(TABLE):
        return _none()
    days = books.pack.definitions.feedback_days
    steps = pl.int_ranges("month", pl.col("month") + days // 28 + 2, dtype=pl.Int32)
    seen = answers(books).rename({"month": "given"}).with_columns(month=pl.col("given"))
    seen = seen.filter(_on_scale()).with_columns(month=steps).explode("month")
    year, month = pl.col("month") // 12, pl.col("month") % 12 + 1
    end = pl.date(year, month, 1).dt.month_end()
    seen = seen.filter(
        (pl.col("date") > end - pl.duration(days=days)) & (pl.col("month") <= books.period.last)
    ).sort("place")
    last = seen.unique(["who", "type", "month"], keep="last", maintain_order=True)
    score = pl.col("score")
    promoter, detractor = score >= 9, score <= 6
    rows = last.with_columns(
        value=ONE,
        balance=pl.when(promoter).then(ONE).when(detractor).then(-ONE).otherwise(ZERO),
        either=pl.when(promoter | detractor).then(ONE).otherwise(ZERO),
        satisfied=pl.when(score >= 4).then(ONE).otherwise(ZERO),
    )
    return Facts(rows, splits(books), books.covered(TABLE), tables(books))


def _on_scale() -> pl.Expr:
    kind, score = pl.col("type"), pl.col("score")
    return pl.any_horizontal(
        (kind == name) & score.is_between(*scale) for name, scale in SCALES.items()
    ).fill_null(False)


def _none() -> Facts:
    nothing = no_facts(TABLE, columns=("type",))
    numbers = {name: pl.col("value") for name in NUMBERS}
    return Facts(nothing.rows.with_columns(**numbers), (), None, nothing.tables)


def of_type(books: Books, kind: str) -> Facts:
    """The latest answers of one type; no facts when nobody was ever asked for it."""
    found = latest(books).where(pl.col("type") == kind)
    return found if found.rows.height else _none()


def score(
    books: Books, kind: str, numbers: tuple[str, ...], value: pl.Expr, numerator: str = ""
) -> Formula:
    """A formula in some numbers of the latest answers and their count `answers`.

    Of too few answers neither the figure nor its halves are given: who knows two of three answers
    would know the third.
    """
    facts = of_type(books, kind)
    count, least = pl.col("answers"), books.pack.definitions.feedback_least_answers
    enough = count >= least
    parts = {name: Total(facts.valued(pl.col(name)), Take.LAST) for name in numbers}
    return Formula(
        {**parts, "answers": Total(facts, Take.LAST)},
        value=value,
        numerator=pl.when(enough).then(pl.col(numerator)) if numerator else None,
        denominator=pl.when(enough).then(count) if numerator else None,
        n=pl.col("answers.n"),
        reasons=((count == 0, "no_data"), (~enough, "suppressed_small_n")),
    )


def words(books: Books) -> str:
    """The window and the least number of answers, as they are printed beside the figures."""
    chosen = books.pack.definitions
    return (
        f"latest answer of each customer in {chosen.feedback_days} days; "
        f"not given for fewer than {chosen.feedback_least_answers} answers"
    )


@once
def promoter_score(books: Books) -> Formula:
    """Net promoter score: promoters less detractors over all answers, in points."""
    value = pl.col("balance") / pl.col("answers") * 100
    return score(books, "nps", ("balance",), value, "balance")


@once
def promoter_margin(books: Books) -> Formula:
    """Half the width of its 95 % interval, in points."""
    count = pl.col("answers")
    share, either = pl.col("balance") / count, pl.col("either") / count
    spread = pl.max_horizontal(either - share * share, 0.0)
    return score(books, "nps", ("balance", "either"), (spread / count).sqrt() * 196)


@once
def themes(books: Books) -> Facts:
    """Answers that name a theme, by the month in which they were given; each counts 1."""
    if not books.dataset.has(TABLE):
        return no_facts(TABLE, columns=("theme",))
    rows = answers(books).filter(pl.col("theme").is_not_null())
    if rows.is_empty():
        return no_facts(TABLE, columns=("theme",))
    # Free text has a theme an answer: the most frequent are kept, the others are told together.
    often = rows["theme"].value_counts().sort("count", "theme", descending=[True, False])
    kept = often["theme"].head(LARGEST_SPLIT - 1).to_list()
    if often.height > LARGEST_SPLIT:
        rest = ~pl.col("theme").is_in(kept)
        rows = rows.with_columns(theme=pl.when(rest).then(pl.lit("other")).otherwise("theme"))
    names = ("segment",) if rows["segment"].null_count() < rows.height else ()
    by = rows.select("month", "theme", "segment", SOURCE, value=ONE)
    return Facts(by, names, books.covered(TABLE), tables(books))


@once
def heard(books: Books) -> Facts:
    """Active customers by month, each 1; `heard` is 1 for who answered anything in twelve months."""
    customers, begun = books.customers, books.covered(TABLE)
    if customers.covered is None or begun is None:
        nothing = no_facts("recurring_revenue", TABLE)
        rows = nothing.rows.with_columns(heard=pl.col("value"))
        return Facts(rows, (), None, nothing.tables)
    months = pl.int_ranges("month", pl.col("month") + REMEMBERED, dtype=pl.Int32)
    named = answers(books).filter(pl.col("customer").is_not_null())
    known = named.select("customer", month=months).explode("month").unique()
    rows = customers.rows.join(
        known.with_columns(heard=pl.lit(True)), on=["customer", "month"], how="left"
    ).with_columns(heard=pl.col("heard").is_not_null().cast(pl.Int64).cast(EXACT))
    span = (max(customers.covered[0], begun[0]), customers.covered[1])
    groups = customers.groups.filter(pl.col("split_by").is_in(books.split_names))
    return Facts(
        rows,
        customers.splits,
        span if span[0] <= span[1] else None,
        (TABLE, *customers.tables),
        known=groups,
    )
