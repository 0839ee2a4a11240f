"""Whether books agree with themselves: what a file states twice must be the same both times."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from reportgen.intake.sie.books import COST_CENTRE, Balance, Books, Entry, Mistake
from reportgen.period import month_label

MONTHLY = (2, 3)
CLOSING = "899"
VOUCHERS = 4
# The labels between which a file states a checksum of itself.
CHECKSUM = "#KSUMMA"
AGAIN = "Export the file again; it may be cut off, or only part of the vouchers was exported."


def controls(books: Books, lines: Sequence[str]) -> Iterator[Mistake]:
    """Every disagreement, in no certain order."""
    yield from _kind(books)
    yield from _whole(lines)
    yield from _years(books)
    yield from _accounts(books)
    yield from _vouchers(books)
    yield from _same_voucher_twice(books)
    if books.vouchers and not (books.results or books.closing or books.months):
        what = "the file states no balances (#RES, #UB) that its vouchers could be held against"
        how = "Nothing would show that vouchers are missing: compare the sums with your own report."
        yield Mistake(None, what, how, firm=False)
    if not any(mistake.firm for mistake in books.mistakes):
        yield from _totals(books)
        yield from _monthly_totals(books)


def _kind(books: Books) -> Iterator[Mistake]:
    how = (
        "Export SIE type 4 (with vouchers); type 2 or 3 will do when you need no cost per voucher."
    )
    if not books.kind:
        yield Mistake(None, "the file does not say which type of SIE it is (#SIETYP)", how)
    elif books.kind == 1:
        what = "the file is SIE type 1: balances of the year, from which no month can be told"
        yield Mistake(None, what, how)
    elif books.kind == VOUCHERS and not books.vouchers:
        yield Mistake(None, "the file is SIE type 4 and has no vouchers", how)
    elif books.kind in MONTHLY and not books.months and not books.vouchers:
        what = f"the file is SIE type {books.kind} and has no monthly balances (#PSALDO)"
        yield Mistake(None, what, how)
    if books.kind and 0 not in books.years:
        what = "the file does not say its fiscal year (#RAR 0)"
        if books.vouchers:
            what += ": it holds vouchers on their way into a ledger (SIE 4I), not whole books"
        yield Mistake(None, what, how)


def _whole(lines: Sequence[str]) -> Iterator[Mistake]:
    marks = [n for n, line in enumerate(lines, 1) if line.strip().upper().startswith(CHECKSUM)]
    if len(marks) % 2:
        what = "the file begins with a checksum (#KSUMMA) and does not end with one: it is cut off"
        yield Mistake(marks[0], what, AGAIN)


def _years(books: Books) -> Iterator[Mistake]:
    if not books.years:
        return
    spans = "; ".join(f"{first} to {last}" for first, last in sorted(books.years.values()))
    dated = [(voucher.line, voucher.day) for voucher in books.vouchers]
    dated += [(entry.line, entry.day) for entry in books.months]
    for line, day in dated:
        if not any(first <= day <= last for first, last in books.years.values()):
            what = f"{day} lies outside the fiscal years that the file declares: {spans}"
            yield Mistake(
                line, what, "Correct the date in the bookkeeping and export again.", str(day)
            )


def _accounts(books: Books) -> Iterator[Mistake]:
    if not books.accounts:
        return
    seen = set()
    for entry in (*books.entries, *books.months):
        if entry.account not in books.accounts and entry.account not in seen:
            seen.add(entry.account)
            what = (
                f"account {entry.account} is not among the accounts that the file declares (#KONTO)"
            )
            yield Mistake(entry.line, what, AGAIN, entry.account)


def _vouchers(books: Books) -> Iterator[Mistake]:
    for voucher in books.vouchers:
        total = sum((entry.amount for entry in voucher.entries), Decimal(0))
        if total:
            what = f"voucher {voucher.name} of {voucher.day} does not sum to zero but to {total}"
            yield Mistake(voucher.line, what, AGAIN, str(total))


def _same_voucher_twice(books: Books) -> Iterator[Mistake]:
    seen: dict[tuple[str, str, int], tuple[int, object]] = {}
    for voucher in books.vouchers:
        if not voucher.number:
            continue
        year = next((n for n, (a, b) in books.years.items() if a <= voucher.day <= b), 0)
        content = (voucher.day, [(e.account, e.amount, e.objects) for e in voucher.entries])
        line, before = seen.setdefault(
            (voucher.series, voucher.number, year), (voucher.line, content)
        )
        if line != voucher.line and before == content:
            what = f"voucher {voucher.name} stands on line {line} already, with the same lines"
            yield Mistake(voucher.line, what, AGAIN, voucher.name)
        elif line != voucher.line:
            what = f"voucher {voucher.name} stands on line {line} too, with other lines"
            yield Mistake(voucher.line, what, "Both are counted.", voucher.name, firm=False)


def _totals(books: Books) -> Iterator[Mistake]:
    """Each account's sum over the year against the balance that the file states for it."""
    if 0 not in books.years:
        return
    first, last = books.years[0]
    moved: dict[str, Decimal] = defaultdict(Decimal)
    for entry in books.entries:
        if first <= entry.day <= last:
            moved[entry.account] += entry.amount
    booked = "vouchers" if books.vouchers else "monthly balances (#PSALDO)"
    if books.results:
        own = {account: sum_ for account, sum_ in moved.items() if not books.on_sheet(account)}
        # The closing itself is left out of the results by some programs and kept by others.
        own = {account: sum_ for account, sum_ in own.items() if not account.startswith(CLOSING)}
        yield from _against(own, books.results, {}, booked, "#RES")
    if books.closing:
        own = {account: sum_ for account, sum_ in moved.items() if books.on_sheet(account)}
        yield from _against(own, books.closing, books.opening, booked, "#UB")


def _against(
    moved: Mapping[str, Decimal],
    stated: Mapping[str, Balance],
    opening: Mapping[str, Balance],
    booked: str,
    label: str,
) -> Iterator[Mistake]:
    nothing = Balance(0, Decimal(0))
    for account in sorted({*moved, *stated, *opening}):
        if label == "#RES" and account.startswith(CLOSING):
            continue
        begins = opening.get(account, nothing).amount
        total, said = begins + moved.get(account, Decimal(0)), stated.get(account)
        if total != (said or nothing).amount:
            start = f"the opening balance {begins} and " if begins else ""
            shown = f"says {said.amount}" if said else "does not name it, which means 0"
            what = f"account {account}: {start}the {booked} sum to {total}, but {label} {shown}"
            yield Mistake(said.line if said else None, what, AGAIN, account)


def _monthly_totals(books: Books) -> Iterator[Mistake]:
    """The vouchers of each account and month against the monthly balance stated beside them."""
    if not (books.vouchers and books.months):
        return
    moved: dict[tuple[str, int, int], Decimal] = defaultdict(Decimal)
    for entry in books.entries:
        moved[entry.account, entry.day.year, entry.day.month] += entry.amount
    for entry in books.months:
        total = moved[entry.account, entry.day.year, entry.day.month]
        if not entry.objects and total != entry.amount:
            what = (
                f"account {entry.account} in {_label(entry.day)}: the vouchers sum to {total}, "
                f"but #PSALDO says {entry.amount}"
            )
            yield Mistake(entry.line, what, AGAIN, entry.account)


def by_object(books: Books) -> tuple[list[Entry], list[Mistake]]:
    """Monthly balances as entries, each by its cost centre, and what is left as an entry without.

    The format writes a total for each account and month, and beside it the part of each object.
    """
    totals: dict[tuple[str, date], Entry] = {}
    parts: dict[tuple[str, date], list[Entry]] = defaultdict(list)
    mistakes = []
    for entry in books.months:
        key = (entry.account, entry.day.replace(day=1))
        if entry.objects:
            parts[key].append(entry)
        elif key in totals:
            what = f"the balance of {entry.account} in {_label(entry.day)} stands twice"
            mistakes.append(Mistake(entry.line, what, AGAIN, entry.account))
        else:
            totals[key] = entry
    entries = []
    for key, total in totals.items():
        # Each dimension parts the same total again; the one for cost centres is taken.
        beside = parts.pop(key, [])
        own = [part for part in beside if [n for n, _ in part.objects] == [COST_CENTRE]]
        # Where nothing stands for the cost centre alone, its combinations with others part the total.
        own = own or [part for part in beside if part.object(COST_CENTRE)]
        if len({part.objects for part in own}) != len(own):
            what = f"a part of {key[0]} in {_label(key[1])} stands twice for the same object"
            mistakes.append(Mistake(own[-1].line, what, AGAIN, key[0]))
        entries += own
        rest = total.amount - sum((part.amount for part in own), Decimal(0))
        if rest or not own:
            entries.append(
                Entry(total.line, total.kind, total.day, total.account, rest, (), "", total.text)
            )
    for (account, day), left in parts.items():
        what = f"account {account} in {_label(day)} has parts by object and no total"
        mistakes.append(Mistake(left[0].line, what, AGAIN, account))
    return entries, mistakes


def _label(day: date) -> str:
    return month_label(day.year * 12 + day.month - 1)
