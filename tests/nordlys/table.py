"""How Swedish spreadsheets write a table, and how it is read back."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

Record = dict[str, str]


@dataclass(frozen=True)
class Table:
    """An export: header, rows and the encoding that its system writes."""

    header: str
    rows: Sequence[tuple[str, ...]]
    encoding: str

    def content(self) -> bytes:
        text = io.StringIO()
        writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
        writer.writerow(self.header.split(";"))
        writer.writerows(self.rows)
        return text.getvalue().encode(self.encoding)


def kronor(money: int, thousands: str = "") -> str:
    """123456789 -> 1 234 567,89 with the given character between thousands."""
    whole, rest = divmod(abs(money), 100)
    sign = "-" if money < 0 else ""
    return f"{sign}{whole:,}".replace(",", thousands) + f",{rest:02}"


def decimal(value: float) -> str:
    """22.5 -> 22,5 and 22 -> 22."""
    return f"{value:g}".replace(".", ",")


def read(table: Table) -> list[Record]:
    text = table.content().decode(table.encoding)
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def hundredths(text: str) -> int:
    """1 234,50 as 123450: the digits without marks and blanks."""
    return int(text.replace("\u00a0", "").replace(" ", "").replace(",", ""))


def demand(condition: bool, message: str) -> None:
    if not condition:
        raise ValueError(message)
