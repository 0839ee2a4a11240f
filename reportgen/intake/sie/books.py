"""The books in a SIE file: its accounts, balances and vouchers, each with the line on which it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

COST_CENTRE, PROJECT = 1, 6
# Assets and debts, as the format marks the type of an account.
SHEET_TYPES = ("T", "S")
# Numbers that the format gives a meaning of its own.
DIMENSIONS = {COST_CENTRE: "cost_centre", PROJECT: "project"}


@dataclass(frozen=True)
class Mistake:
    """What is wrong on a line; `firm` when the file cannot be used with it."""

    line: int | None
    what: str
    advice: str = ""
    value: str = ""
    firm: bool = True


@dataclass(frozen=True)
class Entry:
    """An amount on an account: a line of a voucher, or a month's balance.

    amount  in the currency of the books; debit positive, credit and so income negative
    voucher series and number, "" for a balance
    """

    line: int
    kind: str
    day: date
    account: str
    amount: Decimal
    objects: tuple[tuple[int, str], ...] = ()
    voucher: str = ""
    text: str = ""

    def object(self, dimension: int) -> str:
        """The code of the cost centre, project or the like that it belongs to, else ""."""
        return next((code for number, code in self.objects if number == dimension), "")


@dataclass
class Voucher:
    """A voucher: its lines sum to zero. last: the line of its closing brace."""

    line: int
    series: str
    number: str
    day: date
    text: str = ""
    entries: list[Entry] = field(default_factory=list)
    added: list[Entry] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Series and number as people say them: `A 12`."""
        return " ".join(word for word in (self.series, self.number) if word)


@dataclass(frozen=True)
class Balance:
    """A balance that the file states itself."""

    line: int
    amount: Decimal


@dataclass
class Books:
    """Everything in a file that is used or checked.

    kind      1 year balances, 2 monthly balances, 3 those by object, 4 vouchers; 0 when not stated
    years     0 this fiscal year, -1 the one before ... -> first and last day
    opening   balance accounts of year 0; closing likewise; results those of revenue and costs
    months    the movement of an account in a month, without and with objects
    """

    kind: int = 0
    company: str = ""
    organisation: str = ""
    program: str = ""
    chart: str = ""
    currency: str = "SEK"
    covers_to: date | None = None
    years: dict[int, tuple[date, date]] = field(default_factory=dict)
    accounts: dict[str, str] = field(default_factory=dict)
    account_types: dict[str, str] = field(default_factory=dict)
    dimensions: dict[int, str] = field(default_factory=dict)
    objects: dict[tuple[int, str], str] = field(default_factory=dict)
    opening: dict[str, Balance] = field(default_factory=dict)
    closing: dict[str, Balance] = field(default_factory=dict)
    results: dict[str, Balance] = field(default_factory=dict)
    months: list[Entry] = field(default_factory=list)
    vouchers: list[Voucher] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)

    @property
    def entries(self) -> list[Entry]:
        """What is booked: the lines of vouchers where there are any, else the monthly balances."""
        if self.vouchers:
            return [entry for voucher in self.vouchers for entry in voucher.entries]
        return [entry for entry in self.months if not entry.objects]

    def on_sheet(self, account: str) -> bool:
        """Whether an account is one of the balance sheet: by its type, else by its first digit."""
        kind = self.account_types.get(account, "")
        return kind in SHEET_TYPES if kind else account.startswith(("1", "2"))

    def wrong(
        self, line: int | None, what: str, advice: str = "", value: str = "", firm: bool = True
    ) -> None:
        """Remember a mistake."""
        self.mistakes.append(Mistake(line, what, advice, value, firm))
