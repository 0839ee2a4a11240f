"""Months, fiscal quarters and years, trailing twelve months: what a figure is *of*.

A month is counted as `year * 12 + month - 1`, so that all arithmetic is that of whole numbers. A fiscal
year is named after the calendar year in which it ends; a quarter belongs to the fiscal year.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import Enum


class PeriodKind(Enum):
    """How long a period is. The value is the word in messages and in the figures' windows."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    TRAILING = "trailing"
    TO_DATE = "to_date"

    @property
    def months(self) -> int:
        """Length in months; 0 for a year to date, which has none of its own."""
        return {"month": 1, "quarter": 3, "year": 12, "trailing": 12, "to_date": 0}[self.value]


# How much earlier the window is that a change is measured from: twelve months are held against those
# that ended a quarter earlier, since boards meet once a quarter.
STEP = {
    PeriodKind.MONTH: 1,
    PeriodKind.QUARTER: 3,
    PeriodKind.YEAR: 12,
    PeriodKind.TRAILING: 3,
}


def month_number(day: date) -> int:
    """2026-09-30 -> 24320: the months since year 0."""
    return day.year * 12 + day.month - 1


def first_day(number: int) -> date:
    """The first day of a month counted by `month_number`."""
    return date(number // 12, number % 12 + 1, 1)


def last_day(number: int) -> date:
    """The last day of a month counted by `month_number`."""
    year, month = number // 12, number % 12 + 1
    return date(year, month, calendar.monthrange(year, month)[1])


def month_label(number: int) -> str:
    """`2026-09`."""
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


@dataclass(frozen=True, order=True)
class Period:
    """A run of whole months, from `first` to `last` (both counted by `month_number`)."""

    first: int
    last: int
    kind: PeriodKind
    fiscal_year_start: int = 1

    @property
    def label(self) -> str:
        """`2026-09`, `2027Q2` (fiscal), `FY2027`, `TTM2026-10`, `YTD2026-10`."""
        year = fiscal_year_of(self.last, self.fiscal_year_start)
        if self.kind is PeriodKind.MONTH:
            return month_label(self.last)
        if self.kind is PeriodKind.QUARTER:
            offset = (self.first % 12 + 1 - self.fiscal_year_start) % 12
            return f"{year:04d}Q{offset // 3 + 1}"
        if self.kind is PeriodKind.YEAR:
            return f"FY{year:04d}"
        prefix = "TTM" if self.kind is PeriodKind.TRAILING else "YTD"
        return prefix + month_label(self.last)

    @property
    def first_day(self) -> date:
        """First day of the first month."""
        return first_day(self.first)

    @property
    def last_day(self) -> date:
        """Last day of the last month."""
        return last_day(self.last)

    @property
    def length(self) -> int:
        """Number of months."""
        return self.last - self.first + 1

    @property
    def months(self) -> list[str]:
        """Labels of its months, in order."""
        return [month_label(number) for number in range(self.first, self.last + 1)]

    def shifted(self, months: int) -> Period:
        """The same span, so many months later (earlier when negative)."""
        return Period(self.first + months, self.last + months, self.kind, self.fiscal_year_start)

    def previous(self) -> Period:
        """The period just before, of the same length: trailing windows step by a year."""
        return self.shifted(-self.length)

    def measured_from(self) -> Period:
        """The window that its changes are measured from."""
        return self.shifted(-STEP.get(self.kind, self.length))

    def same_last_year(self) -> Period:
        """The same months a year earlier."""
        return self.shifted(-12)

    def year_to_date(self) -> Period:
        """From the start of the fiscal year to the end of this period."""
        first = self.last - (self.last % 12 + 1 - self.fiscal_year_start) % 12
        return Period(first, self.last, PeriodKind.TO_DATE, self.fiscal_year_start)

    def trailing(self) -> Period:
        """The twelve months that end with this period."""
        return Period(self.last - 11, self.last, PeriodKind.TRAILING, self.fiscal_year_start)

    def last_month(self) -> Period:
        """Its last month: where a point-in-time figure stands."""
        return Period(self.last, self.last, PeriodKind.MONTH, self.fiscal_year_start)

    def fiscal_year(self) -> Period:
        """The whole fiscal year to which its last month belongs."""
        first = self.year_to_date().first
        return Period(first, first + 11, PeriodKind.YEAR, self.fiscal_year_start)


def fiscal_year_of(number: int, fiscal_year_start: int) -> int:
    """The calendar year in which the fiscal year of this month ends."""
    months_left = (fiscal_year_start - 2 - number % 12) % 12
    return (number + months_left) // 12


FORMS = "2026-09, 2026Q3, FY2026, TTM2026-09 or last-closed"


def parse_period(text: str, fiscal_year_start: int = 1) -> Period:
    """Read a label as it stands in pack.toml, on the command line and in figures.csv.

    Raises ValueError with a sentence when the text is no period.
    """
    text = text.strip()
    if match := re.fullmatch(r"(\d{4})-(\d{2})", text):
        number = _month_of(match[1], match[2], text)
        return Period(number, number, PeriodKind.MONTH, fiscal_year_start)
    if match := re.fullmatch(r"(?:FY)?(\d{4}) ?-?Q([1-4])", text, re.IGNORECASE):
        first = _year_first_month(int(match[1]), fiscal_year_start) + 3 * (int(match[2]) - 1)
        return Period(first, first + 2, PeriodKind.QUARTER, fiscal_year_start)
    if match := re.fullmatch(r"FY ?(\d{4})", text, re.IGNORECASE):
        first = _year_first_month(int(match[1]), fiscal_year_start)
        return Period(first, first + 11, PeriodKind.YEAR, fiscal_year_start)
    if match := re.fullmatch(r"TTM ?(\d{4})-(\d{2})", text, re.IGNORECASE):
        number = _month_of(match[1], match[2], text)
        return Period(number - 11, number, PeriodKind.TRAILING, fiscal_year_start)
    if match := re.fullmatch(r"YTD ?(\d{4})-(\d{2})", text, re.IGNORECASE):
        number = _month_of(match[1], match[2], text)
        return Period(number, number, PeriodKind.MONTH, fiscal_year_start).year_to_date()
    raise ValueError(f"{text!r} is not a period; write one like {FORMS}")


def last_closed_quarter(as_of: date, fiscal_year_start: int = 1) -> Period:
    """The latest fiscal quarter that had ended before the day `as_of`."""
    number = month_number(as_of) - 1
    while (number % 12 + 1 - fiscal_year_start) % 3 != 2:
        number -= 1
    return Period(number - 2, number, PeriodKind.QUARTER, fiscal_year_start)


def periods_within(first: int, last: int, fiscal_year_start: int = 1) -> list[Period]:
    """Every month, quarter, fiscal year and trailing window that touches the months first..last.

    Those at the edges may reach outside: whether their figures may be printed is for the shapes to
    say, which know the months that each table covers.
    """
    months = [
        Period(number, number, PeriodKind.MONTH, fiscal_year_start)
        for number in range(first, last + 1)
    ]
    quarters = {
        Period(start, start + 2, PeriodKind.QUARTER, fiscal_year_start)
        for month in months
        for start in [month.last - (month.last % 12 + 1 - fiscal_year_start) % 3]
    }
    years = {month.fiscal_year() for month in months}
    trailing = [month.trailing() for month in months]
    return [*months, *sorted(quarters), *sorted(years), *trailing]


def _month_of(year: str, month: str, text: str) -> int:
    if not 1 <= int(month) <= 12:
        raise ValueError(f"{text!r} is not a period: there is no month {month}")
    return int(year) * 12 + int(month) - 1


def _year_first_month(year: int, fiscal_year_start: int) -> int:
    """The first month of the fiscal year that ends in the calendar year `year`."""
    starts_in = year if fiscal_year_start == 1 else year - 1
    return starts_in * 12 + fiscal_year_start - 1
