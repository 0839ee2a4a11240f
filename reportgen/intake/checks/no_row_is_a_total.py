"""A row that is the sum of the others is counted on top of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import polars as pl

from reportgen.intake.check import check
from reportgen.intake.checks._customer_months import customer_months
from reportgen.intake.checks._shared import (
    by_place,
    found,
    month_number_of,
    month_of,
    plain,
    recurring,
    table_with,
)
from reportgen.intake.codes import plain_frame
from reportgen.intake.dataset import FILE_COLUMN, LINE_COLUMN, Dataset
from reportgen.pack import Pack
from reportgen.period import Period
from reportgen.problem import Problem

# Table -> who or what a row is of, its number, and within what its rows are added up.
SUMMED = {
    "recurring_revenue": ("customer_id", "mrr", ()),
    "ledger": ("line", "amount", ("category",)),
    "headcount": ("function", "fte", ()),
}
# Fewer rows, or fewer months, may add up by chance.
FEWEST_OTHERS, FEWEST_MONTHS = 3, 3
# Small whole numbers add up by chance for years; amounts with cents do not.
MOST_BY_CHANCE = 200
WORDS = re.compile(
    r"\b(?:total|totalt|totals|totalsumma|grand total|sum|summa|summe|sammanlagt|gesamt|insgesamt|"
    r"yhteensä|i alt|all|alla|alle|kaikki|subtotal|delsumma|zwischensumme)\b",
    re.IGNORECASE,
)


@check(
    what="No customer, account or function is, month by month, the sum of all the others.",
    why="A total among the rows doubles revenue, costs or the number of people.",
    looks_at=(("recurring_revenue",), ("ledger",), ("headcount",)),
)
def no_row_is_a_total(dataset: Dataset, pack: Pack, period: Period) -> Iterator[Problem]:
    """Whoever equals the sum of all others in every month that it has, exactly.

    Three months and three others at least. Where all numbers are small and whole (people), only
    what is also called a total, since 4 = 2 + 1 + 1 stays true while nobody is hired.
    """
    problems = []
    for name, (who, number, within) in SUMMED.items():
        frame = table_with(dataset, name, who, "month", number, *within)
        if frame is None:
            continue
        rows = recurring(frame) if name == "recurring_revenue" else frame
        if name == "recurring_revenue" and dataset.history_starts is not None:
            continue
        if name == "recurring_revenue" and not _may_have_a_total(dataset, rows):
            continue
        for one in _totals(plain_frame(rows), who, number, within).to_dicts():
            place = rows.filter(pl.col(who) == one[who]).sort(FILE_COLUMN, LINE_COLUMN)
            row = place.row(0, named=True)
            problems.append(
                found(
                    no_row_is_a_total,
                    row,
                    f"{one[who]} is the sum of all other rows in each of its {one['months']} "
                    f"months: in {month_of(row['month'])} it has {plain(row[number])}",
                    f'Leave the total out: delete its rows, or write {who} = ["{one[who]}"] '
                    f"under [inputs.{name}.leave_out].",
                    column=who,
                    value=one[who],
                )
            )
    yield from by_place(problems)


def _may_have_a_total(dataset: Dataset, rows: pl.DataFrame) -> bool:
    """Whether some customer is half of the sum of all in each of its months: mostly none is in any."""
    months = rows.group_by("month").agg(half=pl.col("mrr").sum())
    months = months.select(number=month_number_of(), half="half").drop_nulls("number")
    for paid in customer_months(dataset):
        halves = paid.select("series", "value", "number").join(months, on="number")
        halves = halves.filter((pl.col("value") * 2 == pl.col("half")) & (pl.col("value") != 0))
        if halves.height:
            count = halves["series"].value_counts(name="found")
            all_of_them = paid["series"].value_counts(name="months")
            if (
                not count.join(all_of_them, on="series")
                .filter(pl.col("found") == pl.col("months"))
                .is_empty()
            ):
                return True
    return False


def _totals(rows: pl.DataFrame, who: str, number: str, within: tuple[str, ...]) -> pl.DataFrame:
    group = [*within, "month_number"]
    own = (
        rows.with_columns(month_number=month_number_of())
        .group_by(who, *group)
        .agg(pl.col(number).sum())
        .with_columns(all=pl.col(number).sum().over(group), others=pl.len().over(group) - 1)
    )
    found_totals = (
        own.with_columns(is_total=(pl.col("all") == 2 * pl.col(number)) & (pl.col(number) != 0))
        .group_by(who, *within)
        .agg(
            pl.col("is_total").all(),
            pl.col("others").min(),
            pl.col(number).max().alias("largest"),
            ((pl.col(number) % 1) == 0).all().alias("is_whole"),
            months=pl.len(),
        )
        .filter(
            pl.col("is_total")
            & (pl.col("others") >= FEWEST_OTHERS)
            & (pl.col("months") >= FEWEST_MONTHS)
        )
        .sort(who)
    )
    small = pl.col("is_whole") & (pl.col("largest") < MOST_BY_CHANCE)
    called = pl.Series(
        [bool(WORDS.search(text or "")) for text in found_totals[who]], dtype=pl.Boolean
    )
    return found_totals.with_columns(called=called).filter(~small | pl.col("called"))
