"""Text -> exact amounts, whole columns at a time: `1 234,50 kr`, `(1.234)`, `100-`, `−5`, `12,5 %`.

Nothing passes through a float, and nothing is rounded: what cannot be held exactly is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import polars as pl

from reportgen.intake.codes import cells_of, handed_out

AMOUNT = pl.Decimal(38, 12)
INTEGER_DIGITS, DECIMALS = 24, 12
BLANKS = " \u00a0\u202f\u2009\u2007"
# The hyphen stands first, as it must within a character class.
MINUS = "-−–"
MARK_CURRENCIES = {
    "kr": ("SEK", "NOK", "DKK", "ISK"),
    "€": ("EUR",),
    "$": ("USD", "CAD", "AUD", "NZD", "SGD", "HKD"),
    "£": ("GBP",),
}
_CURRENCY = r"(?:kr\.?|[A-Za-z]{3}|€|\$|£)"
_CELL = (
    rf"^(?P<open>\()?\s*(?P<lead>[{MINUS}+])?\s*(?P<before>{_CURRENCY})?\s*(?P<inner>[{MINUS}])?\s*"
    r"(?P<digits>[.,]?[0-9](?:[0-9.,'’ ]*[0-9])?)\s*"
    rf"(?P<percent>%)?\s*(?P<after>(?i:{_CURRENCY}))?\s*(?P<close>\))?(?P<trail>[{MINUS}])?$"
)
_EXACT = rf"^-?0*[0-9]{{0,{INTEGER_DIGITS}}}(?:\.[0-9]{{0,{DECIMALS}}}0*)?$"


@dataclass(frozen=True)
class Amounts:
    """A column of amounts as read.

    values    Decimal(38, 12); null where the cell was blank or cannot be read
    currency  the currency mark that stood in each cell, null where none did
    refused   true where the cell is not blank and cannot be read
    """

    values: pl.Series
    currency: pl.Series
    refused: pl.Series


def read_amounts(text: pl.Series, decimal_mark: str, percent: bool = False) -> Amounts:
    """Read trimmed cells (blank = null) with this decimal mark; percent: `12,5 %` is 0.125."""
    if isinstance(text.dtype, pl.Categorical):
        read = read_amounts(cells_of(text), decimal_mark, percent)
        return Amounts(
            handed_out(read.values, text),
            _currencies(read.currency, text),
            handed_out(read.refused, text) & text.is_not_null(),
        )
    decimal = re.escape(decimal_mark)
    # Most cells are as simple as this; the full grammar costs ten times as much.
    grouped = f"[1-9][0-9]{{0,2}}(?:[{BLANKS}][0-9]{{3}})+"
    simple = text.str.contains(rf"^-?(?:[0-9]+|{grouped})(?:{decimal}[0-9]+)?$")
    plain = text.str.replace_all(f"[{BLANKS}]", "").str.replace(decimal_mark, ".", literal=True)
    currency = pl.Series("currency", [None], dtype=pl.String).new_from_index(0, len(text))
    shift = pl.Series("shift", [False]).new_from_index(0, len(text))
    if not simple.all():
        parts = _parts(text.set(simple.fill_null(True), None), decimal)
        plain = plain.zip_with(simple.fill_null(False), parts["plain"])
        currency, shift = parts["currency"], parts["percent"]
    if not percent:
        plain = plain.set(shift, None)
    plain = plain.set(~plain.str.contains(_EXACT).fill_null(True), None)
    values = plain.cast(AMOUNT)
    if percent and shift.any():
        hundredth, exact = _hundredths(plain)
        values = values.zip_with(~shift, hundredth)
        values = values.set(shift & ~exact, None)
    refused = text.is_not_null() & values.is_null()
    return Amounts(values.rename(text.name), currency, refused)


def _currencies(currency: pl.Series, text: pl.Series) -> pl.Series:
    """The marks of each row; mostly there are none, and nothing needs to be looked up."""
    if currency.is_null().all():
        return pl.Series(text.name, [None], dtype=pl.String).new_from_index(0, len(text))
    return handed_out(currency, text)


def _parts(text: pl.Series, decimal: str) -> pl.DataFrame:
    """`plain` (sign, digits and point, or null when malformed), `currency` and `percent` per cell."""
    other = "," if decimal != "," else r"\."
    groups = "|".join(rf"[1-9][0-9]{{0,2}}(?:{mark}[0-9]{{3}})+" for mark in (other, " ", "'"))
    well_formed = rf"^(?:[0-9]+|{groups})?(?:{decimal}[0-9]+)?$"
    cells = (
        text.str.replace_all(f"[{BLANKS}]", " ")
        .str.extract_groups(_CELL)
        .struct.unnest()
        .with_columns(
            digits=pl.col("digits").str.replace_all("’", "'"),
            signs=pl.sum_horizontal(
                pl.col(name).is_not_null().cast(pl.Int8)
                for name in ("open", "lead", "inner", "trail")
            ),
        )
    )
    balanced = pl.col("open").is_not_null() == pl.col("close").is_not_null()
    once = pl.col("before").is_null() | pl.col("after").is_null()
    regular = pl.col("digits").str.contains(well_formed)
    negative = (pl.col("signs") == 1) & pl.col("lead").ne_missing("+")
    digits = pl.col("digits").str.replace_all(rf"[^0-9{decimal}]", "").str.replace(decimal, ".")
    return cells.select(
        plain=pl.when(balanced & once & regular & (pl.col("signs") <= 1)).then(
            pl.when(negative).then(pl.lit("-")).otherwise(pl.lit("")) + digits
        ),
        currency=pl.coalesce("before", "after").str.to_uppercase().str.replace(r"^KR\.?$", "kr"),
        percent=pl.col("percent").is_not_null(),
    )


def _hundredths(plain: pl.Series) -> tuple[pl.Series, pl.Series]:
    """A hundredth of each, and whether twelve decimals hold it: the point moved, nothing divided."""
    parts = plain.str.extract_groups(r"^(?P<sign>-?)(?P<whole>[0-9]*)\.?(?P<rest>[0-9]*)$")
    moved = (
        parts.struct.unnest()
        .with_columns(whole=pl.col("whole").str.zfill(3))
        .select(
            text=pl.col("sign")
            + pl.col("whole").str.head(-2)
            + "."
            + pl.col("whole").str.tail(2)
            + pl.col("rest")
        )["text"]
    )
    exact = moved.str.contains(_EXACT).fill_null(True)
    return moved.set(~exact, None).cast(AMOUNT), exact


_YEARS = r"(?:år|a|y|yrs?|years?|jahre?|vuotta|v)"
_MONTHS = r"(?:mån(?:ader)?|mdr|måneder|mo|mos|months?|monate?|kk|kuukautta)"
_SPAN = re.compile(rf"(?i)(\d{{1,3}})(?:[.,]([05]))?\s*(?:({_YEARS})|({_MONTHS}))\.?")


def why_no_months(text: str, decimal_mark: str) -> tuple[str, str]:
    """The same of a column that counts months: `3 år` is 36."""
    if (match := _SPAN.fullmatch(text)) is None:
        return why_refused(text, decimal_mark)
    half = match[2] == "5"
    months = int(match[1]) * 12 + 6 * half if match[3] else int(match[1])
    if half and not match[3]:
        return why_refused(text, decimal_mark)
    return (
        f"{text!r} is no number; this column counts months",
        f'Write {months}, in the export or as "{text}" = "{months}" under {{values}}.',
    )


def why_refused(text: str, decimal_mark: str, percent: bool = False) -> tuple[str, str]:
    """What is wrong with a cell that `read_amounts` refuses, and what to write: two sentences."""
    like = f"1234{decimal_mark}50"
    if text in {*MINUS, "—"}:
        return (
            "a lone dash is neither zero nor blank",
            f'Say which: write "{text}" = "0" (or "" for blank) under {{values}}.',
        )
    if re.fullmatch(r"(?i)[+-]?nan|#?n/?a|-?inf(inity)?|null|none|#.+[!?]|#.+", text):
        return (
            f"{text!r} is an error value, not an amount",
            f'Correct the formula in the export, or write "{text}" = "" (blank) or = "0" '
            "under {values}.",
        )
    if "%" in text and not percent:
        return (
            "a percentage stands where an amount is expected",
            f"Write the amount itself, like {like}.",
        )
    if re.fullmatch(rf"[{MINUS}+]?[0-9]+(?:[.,][0-9]+)?[eE][+-]?[0-9]+", text):
        return (
            "scientific notation has lost digits of the amount",
            f"Format the column as a number in the spreadsheet and export again, like {like}.",
        )
    if re.search(
        r"(?i)[0-9]\s*(tkr|t\.kr|tsek|ksek|msek|mkr|mnok|tnok|mio|mill|m€|k€|[kmt])\b", text
    ):
        return (
            "the amount is given in thousands or millions",
            f"Export whole amounts in the currency itself, like {like}.",
        )
    if not re.search("[0-9]", text):
        return (
            f"{text!r} is not an amount",
            f'Expected a number like {like}; if the text means one, write "{text}" = "…" under '
            "{values}.",
        )
    digits = re.sub(r"[^0-9.,]", "", text)
    whole, _, rest = digits.rpartition(decimal_mark) if decimal_mark in digits else (digits, "", "")
    if len(rest.rstrip("0")) > DECIMALS and not re.search("[.,]", whole):
        return (
            f"the amount has more than {DECIMALS} decimals and cannot be kept exactly",
            "Round it in the export: digits that far out are usually left by a computer's "
            "arithmetic.",
        )
    if len(re.sub("[.,]", "", whole).lstrip("0")) > INTEGER_DIGITS:
        return (f"the amount has more than {INTEGER_DIGITS} digits", "Correct the export.")
    if re.search("[.,]", digits):
        return (
            f"this is not a number whose decimal mark is {decimal_mark!r} and whose thousands, "
            "if marked, stand in groups of three",
            f"Expected a number like {like}; if the file writes the other mark, set locale under "
            "{section}.",
        )
    return (f"{text!r} is not an amount", f"Expected a number like {like}.")


def both_readings(text: str) -> tuple[str, str]:
    """`1.234` -> ("1234", "1.234"): with the mark between thousands, and as a decimal mark."""
    bare = re.sub(r"[^0-9.,]", "", text)
    return re.sub("[.,]", "", bare), bare.replace(",", ".")
