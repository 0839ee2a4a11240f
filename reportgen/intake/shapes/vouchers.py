"""The books by account number and sign: the ledger by category, revenue and costs both positive."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

import polars as pl

from reportgen.intake.account_chart import chart_called, load_charts
from reportgen.intake.account_mapping import ANYTHING, Categories, Meaning, Told
from reportgen.intake.amount import AMOUNT
from reportgen.intake.cells import Cells, quoted
from reportgen.intake.dataset import LINE_COLUMN
from reportgen.intake.shape import Finished, Shape
from reportgen.intake.shapes._books_currency import other_currency
from reportgen.intake.shapes._closing import without_closing
from reportgen.intake.shapes.postings import REVENUE
from reportgen.pack_input import Input
from reportgen.period import Period
from reportgen.problem import Problem

OPENING = "IB"
# A column that no other export has: by which voucher the row came into the books.
BOOKED_AS = "booked_as"
PARTS = ("sm_part", "motion")
NEEDED = {"month", "account", "amount", "sie_record"}
SHOWN_ACCOUNTS = 6


def _finish(frame: pl.DataFrame, cells: Cells, options: Input, period: Period) -> Finished:
    """Income less what is taken back for revenue, costs less what is taken back for the rest."""
    if NEEDED - set(frame.columns):
        return frame, []
    rows = _rows(frame, cells)
    problems = [*other_currency(rows, cells), *_unreadable(options, cells)]
    mapping = _categories(cells, options)
    rows, closing = without_closing(rows, mapping, cells)
    problems += closing
    rows = _placed(rows, mapping)
    problems += [*_contradictions(mapping, cells), *_untold_accounts(rows, cells)]
    problems += _untold_centres(rows, cells)
    if problems:
        return frame, problems
    parts = {name: Told(options.values[name]) for name in PARTS if name in options.values}
    rows = rows.filter(pl.col("category").fill_null("") != "")
    for name, told in parts.items():
        keys = zip(rows["account"], rows["cost_centre"], strict=True)
        values = [told.says(account, centre) or None for account, centre in keys]
        rows = rows.with_columns(pl.Series(name, values, dtype=pl.String))
    net = pl.col("amount")
    signed = pl.when(pl.col("category").is_in(REVENUE)).then(-net).otherwise(net)
    named = pl.concat_str("account", "account_name", separator=" ", ignore_nulls=True)
    # Two words for one thing would be two spellings: the number and the name are the line.
    booked = pl.col("voucher").fill_null("balance of the month")
    rows = rows.with_columns(booked.alias(BOOKED_AS), amount=signed.cast(AMOUNT), line=named)
    leading = ["month", "line", "amount", "category", *parts]
    kept = [*leading, "cost_centre", BOOKED_AS, *cells.further, LINE_COLUMN]
    blank = pl.col("cost_centre").replace("", None)
    return rows.with_columns(blank).select(kept), problems


def _rows(frame: pl.DataFrame, cells: Cells) -> pl.DataFrame:
    """The values, with the cost centre as the file writes it and never null."""
    text = pl.Series("", [None], dtype=pl.String).new_from_index(0, frame.height)
    centres = cells.frame.get_column("cost_centre", default=text).fill_null("")
    rows = frame.with_columns(centres.alias("cost_centre"))
    missing = [n for n in ("account_name", "account_type", "voucher") if n not in rows.columns]
    return rows.with_columns(pl.lit(None, pl.String).alias(name) for name in missing).filter(
        pl.col("sie_record") != OPENING
    )


def _categories(cells: Cells, options: Input) -> Categories:
    charts = load_charts()
    chart = cells.frame["chart"].drop_nulls() if "chart" in cells.frame.columns else pl.Series()
    kind = str(chart[0]) if len(chart) else ""
    return Categories(
        Told(options.values.get("category", {})),
        options.values.get("cost_centre", {}),
        chart_called(kind, charts),
    )


def _placed(rows: pl.DataFrame, mapping: Categories) -> pl.DataFrame:
    """The rows with category, and with what must be told where there is none."""
    keys = rows.select("account", "cost_centre", pl.col("account_type").fill_null("")).unique()
    meanings = {key: mapping.meaning(*key) for key in keys.iter_rows()}
    told: Mapping[tuple[str, str, str], Meaning] = meanings
    frame = pl.DataFrame(
        [(a, c, t, m.category, m.ask, ", ".join(m.could_be)) for (a, c, t), m in told.items()],
        schema=["account", "cost_centre", "account_type", "category", "ask", "could_be"],
        schema_overrides={"category": pl.String},
        orient="row",
    )
    bare = rows.drop("category", strict=False).with_columns(pl.col("account_type").fill_null(""))
    on = ["account", "cost_centre", "account_type"]
    return bare.join(frame, on=on, how="left", maintain_order="left")


# -------------------------------------------------------------------------------------- problems


def _unreadable(options: Input, cells: Cells) -> Iterator[Problem]:
    for name in ("category", *PARTS):
        for key, what in Told(options.values.get(name, {})).problems.items():
            advice = f'Write it like "3000-3099" or "7000-7699/10" under {{values.{name}}}.'
            yield cells.raw.problem(what, advice, value=key)
    for centre, meant in options.values.get("cost_centre", {}).items():
        if meant not in ANYTHING:
            what = f"cost centre {centre!r} is to be {meant!r}, which is no category"
            advice = f"Write one of {', '.join(ANYTHING)} under {{values.cost_centre}}."
            yield cells.raw.problem(what, advice, value=centre)


def _contradictions(mapping: Categories, cells: Cells) -> Iterator[Problem]:
    for account, what in mapping.categories.problems.items():
        if account.isdecimal():
            advice = "Write a line for the account itself under {values.category}."
            yield cells.raw.problem(what, advice, column="account", value=account)


def _untold(rows: pl.DataFrame, ask: str) -> pl.DataFrame:
    by = ["account"] if ask == "account" else ["cost_centre"]
    named = [n for n in ("account_name", "cost_centre_name") if n in rows.columns]
    return (
        rows.filter(pl.col("ask") == ask)
        .sort(LINE_COLUMN)
        .group_by(by, maintain_order=True)
        .agg(
            pl.col("amount").sum(),
            pl.col(named).first(),
            pl.col("could_be").first(),
            pl.col(LINE_COLUMN).first(),
            accounts=pl.col("account").unique().sort(),
            first=pl.col("month").min(),
            last=pl.col("month").max(),
        )
        .sort(by)
    )


def _untold_accounts(rows: pl.DataFrame, cells: Cells) -> Iterator[Problem]:
    for row in _untold(rows, "account").iter_rows(named=True):
        account, choices = row["account"], row["could_be"].split(", ")
        advice = f'Write under {{values.category}}: "{account}" = {_or(choices)}'
        if "sm" in choices:
            advice += "; or book it on cost centres and say those under {values.cost_centre}"
        yield cells.raw.problem(
            f"account {account}{_named(row['account_name'])} with {_sum(row)} could be "
            f"{', '.join(choices)}, and its number does not tell which",
            f'{advice}. A range such as "{account[:2]}00-{account[:2]}99" will do; '
            'an empty text ("") leaves the account out.',
            line=row[LINE_COLUMN],
            column="account",
            value=account,
        )


def _untold_centres(rows: pl.DataFrame, cells: Cells) -> Iterator[Problem]:
    for row in _untold(rows, "cost_centre").iter_rows(named=True):
        accounts = [str(account) for account in row["accounts"]]
        shown = ", ".join(accounts[:SHOWN_ACCOUNTS]) + (
            f" and {len(accounts) - SHOWN_ACCOUNTS} more" if len(accounts) > SHOWN_ACCOUNTS else ""
        )
        centre, choices = row["cost_centre"], row["could_be"].split(", ")
        yield cells.raw.problem(
            f"cost centre {centre}{_named(row.get('cost_centre_name'))} with {_sum(row)} on "
            f"{shown} is not said to be {_or(choices, quote=False)}",
            f"Write under {{values.cost_centre}}: {quoted(centre)} = {_or(choices)}.",
            line=row[LINE_COLUMN],
            column="cost_centre",
            value=centre,
        )


def _named(name: str | None) -> str:
    return f" {name!r}" if name else ""


def _or(choices: list[str], quote: bool = True) -> str:
    words = [f'"{word}"' if quote else word for word in choices]
    return " or ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]


def _sum(row: Mapping[str, object]) -> str:
    """A sum as people write it: income without its minus sign."""
    amount = row["amount"]
    assert isinstance(amount, Decimal)
    shown = -amount if "revenue" in str(row["could_be"]) and amount < 0 else amount
    return f"{shown:,.2f} in {row['first']:%Y-%m} to {row['last']:%Y-%m}"


def _stub(
    frame: pl.DataFrame, cells: Cells, options: Input
) -> Mapping[str, Mapping[str, tuple[str, str]]]:
    """The accounts and cost centres that pack.toml must tell, each with what it may be."""
    rows = _placed(_rows(frame, cells), _categories(cells, options))
    told: dict[str, dict[str, tuple[str, str]]] = {}
    for ask, column in (("account", "category"), ("cost_centre", "cost_centre")):
        for row in _untold(rows, ask).iter_rows(named=True):
            name = row.get(f"{ask}_name") or ""
            remark = ", ".join(filter(None, (name, _sum(row))))
            told.setdefault(column, {})[row[ask]] = (row["could_be"], remark)
    return told


vouchers = Shape(
    "vouchers",
    fits=lambda cells, table: table.becomes == "ledger" and "sie_record" in table.columns,
    columns="vouchers",
    finish=_finish,
    stub=_stub,
)
