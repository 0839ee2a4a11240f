"""Lines -> books: each record of a SIE file by its label; what breaks the format is a mistake."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from reportgen.intake.sie.books import Balance, Books, Entry, Voucher
from reportgen.intake.sie.fields import Field, NotFields, Objects, fields_of

_AMOUNT = re.compile(r"-?[0-9]{1,20}(?:\.[0-9]{1,12})?")
_ACCOUNT = re.compile(r"[0-9]{3,8}")
AGAIN = "Export the file again, and do not edit it by hand."


class Reading:
    """A file on its way to books; `books.mistakes` grows with the lines."""

    def __init__(self) -> None:
        self.books = Books()
        self.voucher: Voucher | None = None
        self.open_at = 0
        # Line and own date of each posting that is dated in another month than its voucher.
        self.elsewhere: list[tuple[int, date]] = []
        self.handlers: dict[str, Callable[[int, list[Field]], None]] = {
            "#SIETYP": self._kind,
            "#FNAMN": self._word("company"),
            "#ORGNR": self._word("organisation"),
            "#PROGRAM": self._word("program"),
            "#KPTYP": self._word("chart"),
            "#VALUTA": self._word("currency"),
            "#OMFATTN": self._covers,
            "#RAR": self._year,
            "#KONTO": self._account,
            "#KTYP": self._account_type,
            "#DIM": self._dimension,
            "#UNDERDIM": self._dimension,
            "#OBJEKT": self._object,
            "#IB": self._balance("opening"),
            "#UB": self._balance("closing"),
            "#RES": self._balance("results"),
            "#PSALDO": self._month,
            "#VER": self._voucher,
            "#TRANS": self._entry,
            "#RTRANS": self._added,
            "#BTRANS": self._removed,
        }

    def run(self, lines: Sequence[str]) -> Books:
        """The books in these lines."""
        for number, line in enumerate(lines, start=1):
            bare = line.strip(" \t\x1a")
            if not bare:
                continue
            try:
                self._line(number, bare)
            except NotFields as reason:
                self.books.wrong(number, str(reason), AGAIN)
        if self.elsewhere:
            first, day = self.elsewhere[0]
            what = (
                f"{len(self.elsewhere)} lines of vouchers are dated in another month than their "
                f"voucher, the first one {day}; the voucher's month counts"
            )
            self.books.wrong(first, what, "Nothing to do when your own report agrees.", firm=False)
        if self.voucher:
            self._cut(len(lines), "its voucher has no closing brace: the file seems to be cut off")
        return self.books

    def _line(self, number: int, bare: str) -> None:
        if bare == "{":
            if self.voucher is None or self.open_at:
                raise NotFields("an opening brace stands where no voucher begins")
            self.open_at = number
        elif bare == "}":
            if self.voucher is None or not self.open_at:
                raise NotFields("a closing brace stands where no voucher is open")
            self._close()
        elif not bare.startswith("#"):
            raise NotFields("the line begins neither with # and a label nor with a brace")
        else:
            opens = bare.startswith("#VER") and bare.endswith(" {")
            fields = fields_of(bare[:-2] if opens else bare)
            label = str(fields[0]).upper()
            if self.voucher and not label.endswith("TRANS"):
                self._cut(number, "the voucher before it has no closing brace")
            if handler := self.handlers.get(label):
                handler(number, fields[1:])
            if opens and self.voucher:
                self.open_at = number

    def _cut(self, number: int, what: str) -> None:
        assert self.voucher
        self.books.wrong(
            number, f"{what} (voucher {self.voucher.name}, line {self.voucher.line})", AGAIN
        )
        self._close()

    def _close(self) -> None:
        if self.voucher:
            for added in self.voucher.added:
                what = "the line was added later (#RTRANS) and does not stand below as #TRANS"
                self.books.wrong(added.line, what, f"It may be counted or not. {AGAIN}")
            self.books.vouchers.append(self.voucher)
        self.voucher, self.open_at = None, 0

    # ------------------------------------------------------------------------- what it says of itself

    def _kind(self, line: int, fields: list[Field]) -> None:
        word = _text(fields, 0)
        if word.upper() not in ("1", "2", "3", "4", "4E", "4I"):
            raise NotFields(f"{word!r} is no type of SIE file; there are 1, 2, 3 and 4")
        self.books.kind = int(word[0])

    def _word(self, name: str) -> Callable[[int, list[Field]], None]:
        def remember(line: int, fields: list[Field]) -> None:
            setattr(self.books, name, _text(fields, 0))

        return remember

    def _covers(self, line: int, fields: list[Field]) -> None:
        self.books.covers_to = _day(_text(fields, 0))

    def _year(self, line: int, fields: list[Field]) -> None:
        number, first, last = _number(fields, 0), _day(_text(fields, 1)), _day(_text(fields, 2))
        if last < first:
            raise NotFields(f"the fiscal year ends on {last} before it begins on {first}")
        if self.books.years.setdefault(number, (first, last)) != (first, last):
            raise NotFields(f"fiscal year {number} is declared twice, differently")

    def _account(self, line: int, fields: list[Field]) -> None:
        account, name = _account(fields, 0), _text(fields, 1, "")
        if self.books.accounts.setdefault(account, name) != name:
            before = self.books.accounts[account]
            what = f"account {account} is named {before!r} and {name!r}"
            self.books.wrong(line, what, "The first name is shown.", account, firm=False)

    def _account_type(self, line: int, fields: list[Field]) -> None:
        self.books.account_types[_account(fields, 0)] = _text(fields, 1).upper()

    def _dimension(self, line: int, fields: list[Field]) -> None:
        self.books.dimensions[_number(fields, 0)] = _text(fields, 1, "")

    def _object(self, line: int, fields: list[Field]) -> None:
        self.books.objects[_number(fields, 0), _text(fields, 1)] = _text(fields, 2, "")

    # ------------------------------------------------------------------------------------- amounts

    def _balance(self, name: str) -> Callable[[int, list[Field]], None]:
        def remember(line: int, fields: list[Field]) -> None:
            number, account = _number(fields, 0), _account(fields, 1)
            amount = _amount(fields, 2)
            balances: dict[str, Balance] = getattr(self.books, name)
            if number != 0:
                return
            if account in balances:
                before = balances[account].line
                raise NotFields(f"the balance of {account} stands on line {before} already")
            balances[account] = Balance(line, amount)

        return remember

    def _month(self, line: int, fields: list[Field]) -> None:
        """A monthly balance: what moved in that month, says the format, not what stood at its end."""
        year, month = _number(fields, 0), _text(fields, 1)
        account, objects = _account(fields, 2), _objects(fields, 3)
        amount = _amount(fields, 4)
        if year == 0:
            day = _day(f"{month}01") if re.fullmatch("[0-9]{6}", month) else _day(month)
            pairs = objects.pairs
            self.books.months.append(Entry(line, "PSALDO", day, account, amount, pairs))

    def _voucher(self, line: int, fields: list[Field]) -> None:
        day = _day(_text(fields, 2))
        self.voucher = Voucher(line, _text(fields, 0), _text(fields, 1), day, _text(fields, 3, ""))

    def _entry(self, line: int, fields: list[Field]) -> None:
        entry = self._posting(line, fields, "TRANS")
        voucher = self._open_voucher()
        self._take_back(voucher, entry)
        voucher.entries.append(entry)

    def _added(self, line: int, fields: list[Field]) -> None:
        """A line added later: the format repeats it as a #TRANS right below, and that one counts."""
        voucher = self._open_voucher()
        voucher.added.append(self._posting(line, fields, "RTRANS"))

    def _removed(self, line: int, fields: list[Field]) -> None:
        """A line struck out later: it is kept for the auditor and does not count."""
        self._posting(line, fields, "BTRANS")

    def _posting(self, line: int, fields: list[Field], kind: str) -> Entry:
        voucher = self._open_voucher()
        account, objects, amount = _account(fields, 0), _objects(fields, 1), _amount(fields, 2)
        own = _text(fields, 3, "")
        if own and _month_of(_day(own)) != _month_of(voucher.day):
            self.elsewhere.append((line, _day(own)))
        text = _text(fields, 4, "") or voucher.text
        pairs, name = objects.pairs, voucher.name or f"on line {voucher.line}"
        return Entry(line, kind, voucher.day, account, amount, pairs, name, text)

    def _open_voucher(self) -> Voucher:
        if self.voucher is None or not self.open_at:
            raise NotFields("a line of a voucher stands outside the braces of a voucher")
        return self.voucher

    def _take_back(self, voucher: Voucher, entry: Entry) -> None:
        if voucher.added:
            twin = replace(voucher.added[-1], line=entry.line, kind="TRANS")
            if twin == entry:
                voucher.added.pop()


def _text(fields: list[Field], at: int, default: str | None = None) -> str:
    if at >= len(fields) or isinstance(fields[at], Objects):
        if default is not None and at >= len(fields):
            return default
        raise NotFields(f"the record has no word in place {at + 1} after its label")
    return str(fields[at])


def _objects(fields: list[Field], at: int) -> Objects:
    if at < len(fields):
        found = fields[at]
        if isinstance(found, Objects):
            return found
    raise NotFields("the list of objects in braces, {} when there are none, is missing")


def _number(fields: list[Field], at: int) -> int:
    word = _text(fields, at)
    if not re.fullmatch(r"-?[0-9]{1,9}", word):
        raise NotFields(f"{word!r} is not a whole number")
    return int(word)


def _account(fields: list[Field], at: int) -> str:
    word = _text(fields, at)
    if not _ACCOUNT.fullmatch(word):
        raise NotFields(f"{word!r} is no account number")
    return word


def _amount(fields: list[Field], at: int) -> Decimal:
    word = _text(fields, at)
    if not _AMOUNT.fullmatch(word):
        raise NotFields(f"{word!r} is no amount; SIE writes 1234.50 or -1234.50")
    return Decimal(word)


def _day(word: str) -> date:
    try:
        if re.fullmatch("[0-9]{8}", word):
            return datetime.strptime(word, "%Y%m%d").date()
    except ValueError:
        pass
    raise NotFields(f"{word!r} is no date; SIE writes 20260930")


def _month_of(day: date) -> tuple[int, int]:
    return day.year, day.month
