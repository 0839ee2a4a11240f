"""Text -> date. Whether the day or the month stands first is declared, or proved, never assumed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import Enum

EPOCH = datetime(1970, 1, 1)
EARLIEST_YEAR, LATEST_YEAR = 1900, 2199
# Further out than any year above, and near enough for arithmetic with days.
LATEST_SECOND = 10**10
# 24:00 is left out: it is the beginning of the next day.
_CLOCK = r"(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d+)?)?"
_TIME = rf"(?:[T ]{_CLOCK}\s?(?:Z|UTC|GMT|[+-](?:0\d|1[0-5]):?[0-5]\d)?)?"
_YEAR_FIRST = re.compile(
    rf"(\d{{4}})(?:-(\d{{1,2}})-|/(\d{{1,2}})/|\.(\d{{1,2}})\.)(\d{{1,2}}){_TIME}"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DOTTED = re.compile(rf"(\d{{1,2}})\. ?(\d{{1,2}})\. ?(\d{{4}}){_TIME}")
_SLASHED = re.compile(rf"(\d{{1,2}})([/-])(\d{{1,2}})\2(\d{{4}}){_TIME}")
# Seconds or thousandths of a second since 1970, as interfaces for programs write a moment (UTC).
EPOCHS = {"epoch": 1, "epoch_ms": 1000}
FORMS = "2026-09-30 or 30.09.2026"


class Order(Enum):
    """Which number of a slash date is the day."""

    DAY_FIRST = "%d/%m/%Y"
    MONTH_FIRST = "%m/%d/%Y"


def read_declared_day(text: str, date_format: str | None) -> date | None:
    """The date that a cell holds in the declared strftime form, or None.

    Two-digit years are those of strptime: 00 to 68 are 2000 to 2068.
    """
    if not date_format:
        return None
    if per_second := EPOCHS.get(date_format):
        moment = read_epoch(text, per_second)
        return moment and moment.date()
    try:
        return _within(datetime.strptime(text, date_format).date())
    except ValueError:
        return None


def read_epoch(text: str, per_second: int) -> datetime | None:
    """The moment in UTC, without its zone, so many parts of a second after 1970 began; or None."""
    if not re.fullmatch(r"-?[0-9]{1,15}(?:\.0+)?", text):
        return None
    seconds = int(text.partition(".")[0]) // per_second
    if abs(seconds) > LATEST_SECOND:
        return None
    moment = EPOCH + timedelta(seconds=seconds)
    return moment if is_possible(moment.date()) else None


def read_plain_day(text: str, day_first: bool = True) -> date | None:
    """The date in a form that can be read in one way only: year first, or day.month.year.

    A time of day is dropped; what a zone beside it does is for `reportgen.intake.moment`.
    """
    if match := _YEAR_FIRST.fullmatch(text):
        return _day(match[1], match[2] or match[3] or match[4], match[5])
    if match := _COMPACT.fullmatch(text):
        return _day(*match.groups())
    if day_first and (match := _DOTTED.fullmatch(text)):
        return _day(match[3], match[2], match[1])
    return None


def read_day(text: str, date_format: str | None, order: Order | None) -> date | None:
    """The date of a trimmed cell, or None.

    order: how the slash dates of its column stand, as `order_of` found it.
    """
    if date_format:
        return read_declared_day(text, date_format) or read_plain_day(text, day_first=False)
    if order and (match := _SLASHED.fullmatch(text)):
        day, month = match[1], match[3]
        if order is Order.MONTH_FIRST:
            day, month = month, day
        return _day(match[4], month, day)
    return read_plain_day(text)


def order_of(texts: Iterable[str]) -> set[Order]:
    """The orders that the slash dates of a column prove: a number above 12 can only be a day."""
    proved = set()
    for text in texts:
        if match := _SLASHED.fullmatch(text):
            if int(match[1]) > 12:
                proved.add(Order.DAY_FIRST)
            if int(match[3]) > 12:
                proved.add(Order.MONTH_FIRST)
    return proved


def slashed(text: str) -> tuple[int, int, int] | None:
    """The first number, the second and the year of a slash date."""
    match = _SLASHED.fullmatch(text)
    return (int(match[1]), int(match[3]), int(match[4])) if match else None


def forms_of(text: str) -> tuple[str, str]:
    """The strftime form of a slash date with the day first, and that with the month first."""
    mark = "-" if "-" in text[:3] else "/"
    year = "%y" if re.match(r"\d{1,2}.\d{1,2}.\d{2}(?!\d)", text) else "%Y"
    clock = re.search(r"([T ])\d{1,2}:\d{2}(:\d{2})?", text)
    time = f"{clock[1]}%H:%M{':%S' if clock[2] else ''}" if clock else ""
    return f"%d{mark}%m{mark}{year}{time}", f"%m{mark}%d{mark}{year}{time}"


def how_to_declare(text: str) -> str:
    """The date_format of a slash date with the day first, and that with the month first: a sentence."""
    day_first, month_first = forms_of(text)
    return (
        f'Write date_format = "{day_first}" (day first) or "{month_first}" (month first) under '
        "{section}."
    )


def why_no_day(text: str, date_format: str | None, orders: set[Order]) -> tuple[str, str]:
    """What is wrong with a cell that `read_day` refuses, and what to write: two sentences."""
    if date_format:
        return (
            f"{text!r} is not a date of the form {date_format}",
            "Correct the date, or set date_format under {section} to the form that the file has.",
        )
    if (numbers := slashed(text)) and not (numbers[0] > 12 and numbers[1] > 12):
        first, second, year = numbers
        say = how_to_declare(text)
        if not orders:
            readings = f"{year}-{second:02}-{first:02} or {year}-{first:02}-{second:02}"
            return (
                f"{text!r} can be read as {readings}, and no date in the column tells which",
                say,
            )
    if re.fullmatch(r"\d{1,2}[./-]\d{1,2}[./-]\d{2}", text):
        return (
            f"{text!r} has a year of two digits",
            'Set date_format under {section}, e.g. "%d-%m-%y", to say what stands where.',
        )
    if re.fullmatch(r"[345]\d{4}(\.\d+)?", text):
        return (
            f"{text!r} is a spreadsheet's day number, not a date",
            f"Format the column as a date and export again, like {FORMS}.",
        )
    if re.fullmatch(r"[\d./-]+", text):
        return (f"{text!r} is a date that does not exist", f"Correct it; expected {FORMS}.")
    return (
        f"{text!r} is not a date",
        f"Expected one like {FORMS}, or set date_format under {{section}}.",
    )


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return _within(date(int(year), int(month), int(day)))
    except ValueError:
        return None


def is_possible(day: date) -> bool:
    """Whether an export may speak of this day: 0025 and 20226 are slips of the hand."""
    return EARLIEST_YEAR <= day.year <= LATEST_YEAR


def _within(day: date) -> date | None:
    return day if is_possible(day) else None
