"""SIE, what Swedish bookkeeping programs export: one row per line of a voucher, or per monthly balance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

import polars as pl

from reportgen.intake.decode import NotText
from reportgen.intake.dialect import Dialect
from reportgen.intake.reader import RawTable, Reader, frame_of, positions
from reportgen.intake.readers._rows import empty
from reportgen.intake.sie.books import COST_CENTRE, DIMENSIONS, Books, Entry
from reportgen.intake.sie.controls import by_object, controls
from reportgen.intake.sie.letters import decode_books
from reportgen.intake.sie.records import Reading
from reportgen.pack_input import Input
from reportgen.problem import Problem, Severity

FIRST = b"#FLAGGA"
HEADER = (
    *("sie_record", "date", "account", "account_name", "account_type", "amount", "currency"),
    *("voucher", "text", "cost_centre", "cost_centre_name", "project", "chart"),
)
OPENING = "IB"


def read_sie(content: bytes, options: Input, shown: str) -> RawTable:
    """The entries of the books; whatever is wrong with them is in `problems`."""
    raw = empty(content, shown)
    try:
        text, encoding = decode_books(content, options.encoding)
    except NotText as refusal:
        return raw.complaining(raw.problem(refusal.what, refusal.advice, line=refusal.line))
    except (LookupError, ValueError):
        what = f"there is no encoding called {options.encoding!r}"
        return raw.complaining(raw.problem(what, "Write cp437, cp1252 or utf-8, or leave it out."))
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    raw = replace(raw, lines=lines, encoding=encoding)
    if not text.lstrip("\ufeff \t\r\n").startswith(FIRST.decode()):
        what = "the file does not begin with #FLAGGA, as every SIE file does"
        return raw.complaining(raw.problem(what, "Export it again as SIE type 4.", line=1))
    books = Reading().run(lines)
    books.mistakes += controls(books, lines)
    entries = books.entries
    if not books.vouchers and books.months:
        entries, parted = by_object(books)
        books.mistakes += parted
    problems = list(_problems(raw, books))
    if any(problem.severity is Severity.ERROR for problem in problems):
        return raw.complaining(*problems)
    entries = [*_opening(books), *entries]
    extra = _further_dimensions(entries, books)
    header = (*HEADER, *extra.values())
    rows = [_row(entry, books, tuple(extra), options) for entry in entries]
    columns = {
        name: pl.Series(name, [row[at] for row in rows], dtype=pl.String)
        for at, name in enumerate(positions(len(header)))
    }
    lines_of = pl.Series([entry.line for entry in entries], dtype=pl.UInt32)
    frame = frame_of(columns, lines_of)
    about = tuple(_about(books))
    return replace(raw, header=header, frame=frame, about=about).complaining(*problems)


def sample_sie(content: bytes, options: Input) -> list[list[str]]:
    """The headers that every file of this format gets."""
    return [list(HEADER)]


def is_sie(content: bytes) -> bool:
    """Whether a file is SIE whatever it is called."""
    return content[:64].removeprefix(b"\xef\xbb\xbf").lstrip().upper().startswith(FIRST)


def _problems(raw: RawTable, books: Books) -> Iterator[Problem]:
    for wrong in sorted(books.mistakes, key=lambda one: one.line or 0):
        severity = Severity.ERROR if wrong.firm else Severity.WARNING
        yield raw.problem(
            wrong.what, wrong.advice, line=wrong.line, value=wrong.value, severity=severity
        )


def _opening(books: Books) -> Iterator[Entry]:
    """What stood on the accounts before the first day; one with a closing balance only began at 0."""
    if 0 not in books.years:
        return
    first, _ = books.years[0]
    for account in dict.fromkeys((*books.opening, *books.closing)):
        stated = books.opening.get(account)
        line = (stated or books.closing[account]).line
        amount = stated.amount if stated else Decimal(0)
        yield Entry(line, OPENING, first, account, amount)


def _further_dimensions(entries: Sequence[Entry], books: Books) -> dict[int, str]:
    """Dimensions of the company's own that are in use, with a header for each."""
    numbers = sorted({number for entry in entries for number, _ in entry.objects} - set(DIMENSIONS))
    taken = set(HEADER)
    headers = {}
    for number in numbers:
        name = books.dimensions.get(number, "").strip() or f"dimension {number}"
        header = name if name not in taken else f"{name} (dimension {number})"
        taken.add(header)
        headers[number] = header
    return headers


def _row(entry: Entry, books: Books, further: Sequence[int], options: Input) -> list[str]:
    centre = entry.object(COST_CENTRE)
    mark = Dialect(options.locale).decimal_mark or "."
    return [
        entry.kind,
        entry.day.strftime(options.date_format or "%Y-%m-%d"),
        entry.account,
        books.accounts.get(entry.account, ""),
        books.account_types.get(entry.account, ""),
        f"{entry.amount:f}".replace(".", mark),
        books.currency.upper(),
        f"{entry.voucher} of {entry.day}" if entry.voucher else "",
        entry.text,
        centre,
        books.objects.get((COST_CENTRE, centre), ""),
        entry.object(6),
        books.chart,
        *(entry.object(number) for number in further),
    ]


def _about(books: Books) -> Iterator[tuple[str, str]]:
    """What the file says of itself, for whoever inspects it."""
    yield "Company", " ".join(filter(None, (books.company, books.organisation))) or "not said"
    first, last = books.years[0]
    yield "Fiscal year", f"{first} to {last}"
    kinds = {2: "monthly balances", 3: "monthly balances by object", 4: "vouchers"}
    yield "SIE type", f"{books.kind}, {kinds[books.kind]}"
    if books.vouchers:
        days = [voucher.day for voucher in books.vouchers]
        yield "Vouchers", f"{len(books.vouchers):,}, {min(days)} to {max(days)}"
    yield "Currency", books.currency
    yield "Chart", books.chart or "not said, so BAS"
    sums: dict[str, Decimal] = {}
    for entry in books.entries:
        sums[entry.account] = sums.get(entry.account, Decimal(0)) + entry.amount
    for account in sorted(sums):
        yield "Account", f"{account} {books.accounts.get(account, '')}: {sums[account]:,.2f}"
    for code in sorted(code for number, code in books.objects if number == COST_CENTRE):
        yield "Cost centre", f"{code} {books.objects[COST_CENTRE, code]}"


sie = Reader("sie", (".se", ".si", ".sie"), read_sie, sample_sie, is_sie)
