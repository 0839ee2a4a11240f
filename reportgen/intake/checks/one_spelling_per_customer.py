"""One customer should have one id and one spelling."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from reportgen.intake.check import check
from reportgen.intake.checks._shared import MOST, found, table_with
from reportgen.intake.codes import distinct, plain_frame
from reportgen.intake.dataset import FILE_COLUMN, LINE_COLUMN, Dataset
from reportgen.pack import Pack
from reportgen.period import Period
from reportgen.problem import Problem, Severity

ADVICE = (
    "If it is one customer, write it one way in all files, or use merged_into and "
    "merged_from_month in the list of customers."
)
# From so many digits on a hyphen is decoration (company numbers); in 1-11 and 11-1 it is not.
LONG_NUMBER = 8


@check(
    what="No two customers differ only by case, blanks, punctuation or leading zeros.",
    why="One customer under two spellings counts as one who left and another who came.",
    severity=Severity.WARNING,
    looks_at=(
        ("customers",),
        ("recurring_revenue",),
    ),
)
def one_spelling_per_customer(dataset: Dataset, pack: Pack, period: Period) -> Iterator[Problem]:
    """Ids that are spelt alike, in revenue and customers; names that are, under different ids."""
    frames = []
    for name in ("customers", "recurring_revenue"):
        frame = table_with(dataset, name, "customer_id")
        if frame is not None:
            frames.append(frame.select(FILE_COLUMN, LINE_COLUMN, text="customer_id"))
    alike = _spelt_alike([frame["text"] for frame in frames])
    if not alike.is_empty():
        ids = pl.concat(
            plain_frame(frame.filter(pl.col("text").is_in(alike.implode()))) for frame in frames
        ).unique("text", keep="first", maintain_order=True)
        yield from _alike(ids.with_columns(owner="text"), "customer_id")
    customers = table_with(dataset, "customers", "name", "customer_id")
    if customers is not None:
        if "merged_into" in customers.columns:
            customers = customers.filter(pl.col("merged_into").is_null())
        named = customers.select(FILE_COLUMN, LINE_COLUMN, text="name", owner="customer_id")
        yield from _alike(named.unique("owner", keep="first", maintain_order=True), "name")


def _spelt_alike(columns: list[pl.Series]) -> pl.Series:
    """The texts of all these columns that are spelt like another."""
    texts = [distinct(column).rename("text") for column in columns]
    if not texts:
        return pl.Series(dtype=pl.String)
    keys = pl.concat(texts).unique().to_frame().with_columns(key=_key("text"))
    return keys.filter((pl.col("key") != "") & pl.col("key").is_duplicated())["text"]


def _alike(rows: pl.DataFrame, column: str) -> Iterator[Problem]:
    pairs = (
        rows.drop_nulls("text")
        .with_columns(key=_key("text"))
        .filter((pl.col("key") != "") & pl.col("key").is_duplicated())
        .with_columns(
            pl.first("text", FILE_COLUMN, LINE_COLUMN, "owner").over("key").name.prefix("first_")
        )
        .filter(pl.col("owner") != pl.col("first_owner"))
    )
    for row in pairs.head(MOST).to_dicts():
        other = f"{row['first_text']!r} ({row['first_source_file']} line {row['first_source_line']}"
        other += f", customer {row['first_owner']})" if column == "name" else ")"
        same = "are the same" if row["text"] == row["first_text"] else "are spelt almost alike"
        what = f"{row['text']!r} and {other} {same}"
        yield found(one_spelling_per_customer, row, what, ADVICE, column=column, value=row["text"])


def _key(name: str) -> pl.Expr:
    """What is left of a text without case, blanks, punctuation and leading zeros."""
    lower = pl.col(name).str.normalize("NFKC").str.to_lowercase()
    # A sign between two digits is kept as one hyphen until we know that the number is long.
    spaced = lower.str.replace_all(r"[\W_]+", "-").str.strip_chars("-")
    between = spaced.str.replace_all(r"(\D)-", "${1}").str.replace_all(r"-(\D)", "${1}")
    short = between.str.replace_all(r"(^|\D)0+(\d)", "${1}${2}")
    whole = spaced.str.replace_all("-", "", literal=True)
    digits = whole.str.count_matches(r"\d")
    return pl.when(digits >= LONG_NUMBER).then(whole.str.strip_chars_start("0")).otherwise(short)
