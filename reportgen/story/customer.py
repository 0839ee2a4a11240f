"""Customers by name: what the customer export says of them, for sentences that name them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reportgen.intake.dataset import Dataset
from reportgen.period import last_day, month_number


@dataclass(frozen=True)
class Customer:
    """A customer's name, and its contract where the export has one."""

    name: str
    contract_start: date | None = None
    term_months: int | None = None

    def term_ends_after(self, month: int) -> int | None:
        """The month in which the term ends that runs at a month's end; terms follow each other.

        A term that starts on a month's first day ends with the month before; one that starts inside
        a month ends inside one.
        """
        if self.contract_start is None or not self.term_months:
            return None
        begun = month_number(self.contract_start) - (1 if self.contract_start.day == 1 else 0)
        if self.contract_start > last_day(month):
            return begun + self.term_months
        terms = (month - begun) // self.term_months + 1
        return begun + terms * self.term_months


def customers_of(dataset: Dataset) -> dict[str, Customer]:
    """Customers by their id; without an export of them nobody."""
    frame = dataset.tables.get("customers")
    if frame is None:
        return {}
    wanted = ("customer_id", "name", "contract_start", "contract_term_months")
    rows = frame.select([name for name in wanted if name in frame.columns]).iter_rows(named=True)
    return {
        row["customer_id"]: Customer(
            row.get("name") or row["customer_id"],
            row.get("contract_start"),
            _whole(row.get("contract_term_months")),
        )
        for row in rows
    }


def _whole(months: object) -> int | None:
    return None if months is None else int(months)  # type: ignore[call-overload]
