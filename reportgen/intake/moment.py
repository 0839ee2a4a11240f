"""Moments: a day with a time and a zone belongs to the month that it is of where the company is.

2025-03-31T22:30Z is in April in Stockholm and in March in London. A zone that nobody declared must
not decide the month of a figure, so such a cell is refused with both readings.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from reportgen.intake.day import EPOCHS, Order, is_possible, read_day, read_epoch

WITH_TIME = re.compile(
    r"(?P<day>.*\d)(?:T| )(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"\s?(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
UTC_HEADER = re.compile(r"\b(?:UTC|GMT)\b", re.IGNORECASE)
# Where companies with a reporting currency are, the usual place first; any other may be anywhere.
PLACES = {
    **{"SEK": ("Europe/Stockholm",), "NOK": ("Europe/Oslo",), "DKK": ("Europe/Copenhagen",)},
    **{"ISK": ("Atlantic/Reykjavik",), "GBP": ("Europe/London",), "CHF": ("Europe/Zurich",)},
    **{"PLN": ("Europe/Warsaw",), "CZK": ("Europe/Prague",), "INR": ("Asia/Kolkata",)},
    "EUR": ("Europe/Berlin", "Europe/Helsinki", "Europe/Lisbon"),
    "USD": ("America/New_York", "America/Los_Angeles", "Pacific/Honolulu"),
    "CAD": ("America/Toronto", "America/Vancouver", "America/St_Johns"),
    "AUD": ("Australia/Sydney", "Australia/Perth"),
}
ANYWHERE = ("Europe/Stockholm", "Pacific/Kiritimati", "Pacific/Pago_Pago")


def read_moment(
    text: str, date_format: str | None, order: Order | None, header: str = ""
) -> datetime | None:
    """The moment that a trimmed cell holds, with its zone; None for a day or a time without one.

    header: one that says UTC gives that zone to times which state none.
    """
    if per_second := EPOCHS.get(date_format or ""):
        since = read_epoch(text, per_second)
        return since and since.replace(tzinfo=UTC)
    if date_format and "%z" in date_format:
        try:
            moment = datetime.strptime(text, date_format)
        except ValueError:
            return None
        return moment if is_possible(moment.date()) else None
    match = WITH_TIME.fullmatch(text)
    if match is None or not (match["zone"] or UTC_HEADER.search(header)):
        return None
    form = re.split(r"[T ]%H", date_format)[0] if date_format else None
    day = read_day(match["day"], form, order)
    clock = (int(match["hour"]), int(match["minute"]), int(match["second"] or 0))
    zone = _zone(match["zone"] or "UTC")
    if day is None or zone is None or clock >= (24, 0, 0) or max(clock[1:]) > 59:
        return None
    return datetime.combine(day, time(*clock), zone)


def is_midnight(moment: datetime) -> bool:
    """Whether it is the first second of a day where it was written: a day in disguise."""
    return moment.time() == time()


def local_days(moments: Mapping[str, datetime], zone: str | None) -> dict[str, date]:
    """The day of each moment: in `zone` where one is declared, else the one that is written.

    A column in which every moment is a midnight holds days, which no zone moves.
    """
    if zone is None or all(map(is_midnight, moments.values())):
        return {text: moment.date() for text, moment in moments.items()}
    there = ZoneInfo(zone)
    return {text: moment.astimezone(there).date() for text, moment in moments.items()}


def in_doubt(moments: Mapping[str, datetime], currency: str) -> dict[str, str]:
    """Cells in UTC that are of another month where the company may be, and a zone where they are.

    An offset other than UTC's says where its writer was: its own day stands.
    """
    if all(map(is_midnight, moments.values())):
        return {}
    zones = [(name, ZoneInfo(name)) for name in PLACES.get(currency, ANYWHERE)]
    found = {}
    for text, moment in moments.items():
        if not moment.utcoffset():
            apart = (
                name for name, zone in zones if _month(moment.astimezone(zone)) != _month(moment)
            )
            if name := next(apart, ""):
                found[text] = name
    return found


def why_in_doubt(text: str, moment: datetime, place: str) -> tuple[str, str]:
    """Both readings of a moment near the edge of a month, and what to declare."""
    there = moment.astimezone(ZoneInfo(place)).date()
    return (
        f"{text!r} is {moment.date()} in UTC and {there} in {place}: its month depends on the time "
        "zone, and none is declared",
        f'Write timezone = "{place}", "UTC" or wherever your months begin under [company] or '
        "{section}.",
    )


def _month(moment: datetime) -> tuple[int, int]:
    return moment.year, moment.month


def _zone(text: str) -> timezone | None:
    if text.upper() in ("Z", "UTC", "GMT"):
        return UTC
    hours, minutes = int(text[1:3]), int(text[-2:])
    # The furthest that clocks have ever stood from UTC is under sixteen hours.
    if hours > 15 or minutes > 59:
        return None
    return timezone((-1 if text[0] == "-" else 1) * timedelta(hours=hours, minutes=minutes))
