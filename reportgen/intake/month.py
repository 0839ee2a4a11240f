"""Text -> month, in the forms and the six languages in which exports name one."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from reportgen.intake.day import EARLIEST_YEAR, LATEST_YEAR, Order, how_to_declare, read_day

# January to December; the words of English, Swedish, Danish, Bokmål, Finnish and German, without
# accents. Only whole words are known: "mar" is March, and no short form of Finnish November.
_WORDS = (
    "jan january januari januar tammi tammikuu janner jaenner",
    "feb february februari februar helmi helmikuu febr",
    "mar march mars marts maalis maaliskuu marz maerz mrz",
    "apr april huhti huhtikuu",
    "may maj mai touko toukokuu",
    "jun june juni kesa kesakuu",
    "jul july juli heina heinakuu",
    "aug august augusti elo elokuu",
    "sep sept september syys syyskuu",
    "oct october okt oktober loka lokakuu",
    "nov november marras marraskuu",
    "dec december des desember dez dezember joulu joulukuu",
)
MONTH_WORDS = {word: at for at, words in enumerate(_WORDS, start=1) for word in words.split()}

QUARTER = re.compile(r"(?:FY)?\d{2,4}[\s-]?[QKV][1-4]|[QKV][1-4][\s/'-]*\d{2,4}", re.IGNORECASE)
FORMS = "2026-09, 2026-09-30, 30.09.2026, 202609, 09/2026 or sep 2026"


def month_of_word(word: str) -> int | None:
    """`September`, `syyskuu`, `mär.` -> 9, 9, 3; None for a word that names no month."""
    bare = unicodedata.normalize("NFKD", word.casefold())
    return MONTH_WORDS.get("".join(c for c in bare if c.isalnum() and not unicodedata.combining(c)))


def read_month(
    text: str, date_format: str | None = None, order: Order | None = None
) -> date | None:
    """The first day of the month that a trimmed cell names, or None when it names none.

    Any day of the month will do; dates are read as `read_day` reads them.
    """
    if day := read_day(text, date_format, order):
        return day.replace(day=1)
    if match := re.fullmatch(r"(\d{4})\s?[-/.]?\s?M?(\d{1,2})", text, re.IGNORECASE):
        # "2026912" and "20269" could be anything.
        if text.isdigit() and len(text) != 6:
            return None
        return _month(int(match[1]), int(match[2]))
    if match := re.fullmatch(r"(\d{1,2})[-/.](\d{4})", text):
        return _month(int(match[2]), int(match[1]))
    if match := re.fullmatch(r"([^\W\d_]+)\.?[\s,/'’.-]*(\d{4}|\d{2})", text):
        return _named(match[1], match[2])
    if match := re.fullmatch(r"(\d{4})[\s,/.-]*([^\W\d_]+)\.?", text):
        return _named(match[2], match[1])
    return None


def _named(word: str, year: str) -> date | None:
    number = month_of_word(word)
    # Spreadsheets write "sep-26" for September 2026; no export of ours is older than 2000.
    return _month(int(year) + (2000 if len(year) == 2 else 0), number) if number else None


def _month(year: int, number: int) -> date | None:
    if EARLIEST_YEAR <= year <= LATEST_YEAR and 1 <= number <= 12:
        return date(year, number, 1)
    return None


def why_no_month(text: str) -> tuple[str, str]:
    """What is wrong with a cell that `read_month` refuses, and what to write: two sentences."""
    if re.fullmatch(r"[345]\d{4}(\.\d+)?", text):
        return (
            f"{text!r} is a spreadsheet's day number, not a month",
            f"Format the column as a date and export again: {FORMS}.",
        )
    if match := re.fullmatch(r"(\d{1,2})[/-](\d{1,2})[/-](\d{2}|\d{4})", text):
        first, second = int(match[1]), int(match[2])
        if 0 < first <= 12 and 0 < second <= 12:
            return (
                f"{text!r} can be read as month {second:02} with the day first, or as month "
                f"{first:02} with the month first",
                how_to_declare(text),
            )
        if min(first, second) in range(1, 13):
            what = (
                "has a year of two digits" if len(match[3]) == 2 else "contradicts other dates here"
            )
            return f"{text!r} {what}", how_to_declare(text)
    if QUARTER.fullmatch(text):
        return (
            f"{text!r} is a quarter, not a month",
            f"Write each of its months, like {FORMS}; a plan by quarters stands in the first month "
            "of each.",
        )
    return (f"{text!r} is not a month", f"Expected one like {FORMS}.")
