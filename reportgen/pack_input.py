"""The section [inputs.TABLE] of pack.toml: where a table lies and how its file is to be read."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from reportgen.pack_control import Control
from reportgen.pack_sections import MONTH_PATTERN, Section, Timezone


class Input(Section):
    """One table and the file, or files, that it is read from."""

    path: str | None = Field(default=None, description="Relative to the pack; * and ? allowed.")
    preset: str | None = Field(
        default=None, description="Whose export it is; `none` when it is not to be recognised."
    )
    shape: str | None = Field(
        default=None,
        description="How the file is laid out: long, wide, stage_columns, subscriptions, "
        "invoice_lines, movements, payments, employees, postings, vouchers, bank_accounts, "
        "quoted_rates.",
    )
    locale: str | None = Field(
        default=None, description="Whose numbers and months: sv, da, nb, fi, de, en."
    )
    encoding: str | None = None
    separator: str | None = Field(default=None, min_length=1, max_length=1)
    date_format: str | None = Field(default=None, description="strftime form, e.g. %d.%m.%Y.")
    timezone: Timezone | None = Field(
        default=None, description="Of this export's months, where not that of the company."
    )
    header_row: int | None = Field(default=None, ge=1)
    header_rows: int | None = Field(
        default=None,
        ge=1,
        le=5,
        description="How many lines the header has, from header_row on; years above months are 2. "
        "A blank cell of an upper line repeats the one to its left.",
    )
    sheet: str | None = Field(
        default=None, description="The sheet of a workbook, or the file in a zip archive."
    )
    drop_rows: tuple[str, ...] = Field(
        default=(), description="Patterns; a row whose first filled cell matches one is no data."
    )
    leave_out: dict[str, tuple[str, ...]] = Field(
        default_factory=dict,
        description="Column or header -> cells whose rows are no data; an empty text means blank.",
    )
    fill_down: tuple[str, ...] = Field(
        default=(), description="Columns or headers whose blank cells repeat the cell above."
    )
    sections: str | None = Field(
        default=None,
        min_length=1,
        description="What the names are called that stand alone on a row above the rows they "
        "belong to, e.g. Account.",
    )
    first_filled: dict[str, tuple[str, ...]] = Field(
        default_factory=dict,
        description="Column -> headers; the cell is that of the first one that is filled.",
    )
    ignore: tuple[str, ...] = Field(
        default=(), description="Headers of columns that are not read at all."
    )
    minor_units: tuple[str, ...] = Field(
        default=(), description="Columns whose amounts are in hundredths: cents, öre."
    )
    end: Literal["inclusive", "exclusive"] | None = Field(
        default=None,
        description="Subscriptions, invoice lines and employees: is the end date the last day of "
        "service?",
    )
    proration: Literal["days", "months"] | None = Field(
        default=None,
        description="Invoice lines whose period is not one of whole months: spread by days, or in "
        "equal parts over the months on whose last day they run. Undeclared: refused.",
    )
    overlap: Literal["add"] | None = Field(
        default=None,
        description="Invoice lines of one customer and product for the same time: `add` when an "
        "upgrade is billed as the difference. Undeclared: refused as billed twice.",
    )
    complete_from: str | None = Field(
        default=None,
        pattern=MONTH_PATTERN,
        description="Invoice lines and payments: the first month, like 2026-01, that every customer "
        "is in; earlier ones are left out.",
    )
    amount_of: Literal["row", "unit", "undeclared"] | None = Field(
        default=None,
        description="Subscriptions: is the amount that of the row, or of one unit, to be "
        "multiplied by seats? Undeclared: rows of several units are refused.",
    )
    rate_of_month: Literal["last", "average"] | None = Field(
        default=None,
        description="Exchange rates by day: is the rate of a month that of its last day (the "
        "default), or the mean of its days?",
    )
    columns: dict[str, str | tuple[str, ...]] = Field(default_factory=dict)
    constants: dict[str, str | int | float | bool | date] = Field(default_factory=dict)
    values: dict[str, dict[str, str]] = Field(default_factory=dict)
    control: Control = Field(
        default=Control(),
        description="What the exporting system says: rows, sums, months; a difference is an error.",
    )
