"""The file's months, counted from October 2023, and when the story turns."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date

FIRST_MONTH = 2023 * 12 + 9  # October 2023, counted as year * 12 + month - 1
MONTHS = 36
LAST = MONTHS - 1
PUSH = 15  # 2025-01: small companies become the target
ANALYS_LAUNCH = 11  # 2024-09
ANALYS_DRIVE = 17  # 2025-03: sellers get a target for Analys
SHARE_ISSUE = 13  # 2024-11
MERGER = 25  # 2025-11


def month_of(t: int) -> tuple[int, int]:
    """Month t of the file (0 = October 2023, negative = before it) as year and month."""
    return (FIRST_MONTH + t) // 12, (FIRST_MONTH + t) % 12 + 1


def month(t: int) -> str:
    year, number = month_of(t)
    return f"{year}-{number:02}"


def month_end(t: int) -> date:
    year, number = month_of(t)
    return date(year, number, monthrange(year, number)[1])


def spoken_month(t: int) -> str:
    year, number = month_of(t)
    short = "janfebmaraprmajjunjulaugsepoktnovdec"[number * 3 - 3 : number * 3]
    return f"{short} {year}"


def day_in(t: int, day: int) -> date:
    return date(*month_of(t), day)


def path(points: Sequence[float], t: int) -> float:
    """A value on the way from quarter end to quarter end; points[0] is September 2023."""
    quarter, step = divmod(t + 1, 3)
    if step == 0:
        return points[quarter]
    return points[quarter] + (points[quarter + 1] - points[quarter]) * step / 3
