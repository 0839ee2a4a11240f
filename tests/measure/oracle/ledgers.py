"""The second implementation, first half: months, windows and what happened in them.

Plain Python and fractions, written from the metric catalogue; nothing of reportgen is imported, so that
the same mistake would have to be made twice to go unseen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property
from statistics import median
from typing import Any

from tests.measure.oracle.company import HOME, Company, label

ZERO = Fraction(0)
BLANK = "(blank)"
MOVEMENTS = ("new", "reactivation", "expansion", "contraction", "churn", "fx")


class Gap(frozenset[str]):
    """Why there is no figure: every reason that its parts have."""


Value = Fraction | float | Gap


@dataclass(frozen=True)
class Window:
    """A run of months: month, quarter, year or twelve months to date."""

    label: str
    kind: str
    first: int
    last: int


Group = tuple[str, str]
WHOLE: Group = ("", "")


class Tally:
    """Sums by group and month, and in which months they may be taken."""

    def __init__(
        self,
        covered: tuple[int, int] | None,
        rows: Iterable[tuple[Group, int, Fraction, int]] = (),
    ) -> None:
        self.covered = covered
        self.sums: dict[Group, dict[int, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
        self.counts: dict[Group, dict[int, int]] = defaultdict(lambda: defaultdict(int))
        for group, month, value, count in rows:
            self.sums[group][month] += value
            self.counts[group][month] += count

    def gap(self, first: int, last: int) -> Gap:
        """The reasons why these months cannot be summed; none when they can."""
        return gap_of(self.covered, first, last)

    def over(self, first: int, last: int, group: Group = WHOLE) -> Value:
        """The sum of these months."""
        if gap := self.gap(first, last):
            return gap
        months = self.sums.get(group, {})
        return sum((months.get(m, ZERO) for m in range(first, last + 1)), ZERO)

    def count(self, first: int, last: int, group: Group = WHOLE) -> int:
        """How many rows stand behind it."""
        months = self.counts.get(group, {})
        return sum(months.get(m, 0) for m in range(first, last + 1))


def gap_of(covered: tuple[int, int] | None, first: int, last: int) -> Gap:
    """Why months that an export does not hold have no figure."""
    if covered is None:
        return Gap({"no_data"})
    reasons = set()
    if first < covered[0]:
        reasons.add("insufficient_history")
    if last > covered[1]:
        reasons.add("partial_period")
    return Gap(reasons)


class Ledgers:
    """A company's rows, sorted into what metrics ask for."""

    def __init__(self, company: Company) -> None:
        self.company = company
        self.last = company.last
        self.choices = company.definitions
        self.rates = {
            (row["currency"], row["month"]): Fraction(row["rate"]) for row in company.rates or ()
        }

    def column(self, row: Mapping[str, Any], name: str) -> Any:
        """A cell; None where the file has no such column."""
        return None if name in self.company.blank else row[name]

    def rate(self, currency: str, month: int) -> Fraction:
        """What one unit is worth in the month, or when last known before it."""
        if currency == HOME:
            return Fraction(1)
        known = [m for c, m in self.rates if c == currency and m <= month]
        return self.rates[currency, max(known)]

    # --- windows

    @cached_property
    def windows(self) -> list[Window]:
        """All months, quarters, fiscal years and twelve months to date of the history."""
        tables = (self.company.revenue, self.company.ledger, self.company.cash)
        starts = [self.company.first_of_period]
        starts += [span[0] for t in tables if (span := self.span(t))]
        starts += [span[0] for t in (self.company.headcount,) if (span := self.span(t))]
        starts += [self.deals_span[0]] if self.deals_span else []
        year_start = self.company.fiscal_year_start
        found: dict[str, Window] = {}
        for month in range(min(starts), self.last + 1):
            into_year = (month % 12 + 1 - year_start) % 12
            begin = month - into_year
            year = (begin + 11) // 12
            quarter = into_year // 3
            for window in (
                Window(label(month), "month", month, month),
                Window(
                    f"{year:04d}Q{quarter + 1}",
                    "quarter",
                    begin + quarter * 3,
                    begin + quarter * 3 + 2,
                ),
                Window(f"FY{year:04d}", "year", begin, begin + 11),
                Window(f"TTM{label(month)}", "trailing", month - 11, month),
            ):
                found[window.label] = window
        return list(found.values())

    def span(self, rows: list[dict[str, Any]] | None) -> tuple[int, int] | None:
        """First and last month of a table, no later than the report period."""
        months = [row["month"] for row in rows or ()]
        if not months or min(months) > self.last:
            return None
        return min(months), min(max(months), self.last)

    # --- customers and what they pay

    @cached_property
    def parents(self) -> dict[str, str]:
        """The customer that each one has become, at the end of the chain."""
        into: dict[str, str | None] = {
            r["customer_id"]: r["merged_into"] for r in self.company.customers or ()
        }
        ends: dict[str, str] = {}
        for name in into:
            end: str = name
            while further := into.get(end):
                end = further
            ends[name] = end
        return ends

    def parent(self, customer: str) -> str:
        """The customer itself, or the one that it has become."""
        return self.parents.get(customer, customer)

    @cached_property
    def about(self) -> dict[str, dict[str, Any]]:
        """The row of each customer."""
        return {row["customer_id"]: row for row in self.company.customers or ()}

    def trait(self, customer: str, name: str) -> str:
        """Segment or country of a customer."""
        row = self.about.get(customer)
        return (self.column(row, name) if row else None) or BLANK

    @cached_property
    def paid(self) -> dict[str, dict[tuple[str, str], dict[int, Fraction]]]:
        """customer -> (product line, currency) -> month -> local amount above zero."""
        found: dict[str, Any] = defaultdict(lambda: defaultdict(lambda: defaultdict(Fraction)))
        for row in self.company.revenue:
            if row["month"] > self.last or row["mrr"] == 0:
                continue
            if (self.column(row, "kind") or "recurring") != "recurring":
                continue
            name = self.parent(row["customer_id"])
            line = self.column(row, "product_line") or BLANK
            found[name][line, row["currency"]][row["month"]] += Fraction(row["mrr"])
        return found

    @cached_property
    def seats(self) -> dict[tuple[str, str, str, int], Fraction | None]:
        """Seats of a customer's line in a currency and month; None when one row lacks them."""
        found: dict[tuple[str, str, str, int], Fraction | None] = {}
        for row in self.company.revenue:
            if (self.column(row, "kind") or "recurring") != "recurring":
                continue
            name = self.parent(row["customer_id"])
            line: str = self.column(row, "product_line") or BLANK
            key = (name, line, row["currency"], row["month"])
            seats = self.column(row, "seats")
            before = found.get(key, ZERO)
            found[key] = None if seats is None or before is None else before + Fraction(seats)
        return found

    @cached_property
    def revenue_span(self) -> tuple[int, int] | None:
        """Months of the revenue export."""
        return self.span(self.company.revenue)

    @cached_property
    def bridge_span(self) -> tuple[int, int] | None:
        """Months that have a bridge: all but the first, unless the history is known to begin."""
        if self.revenue_span is None:
            return None
        first, last = self.revenue_span
        starts = self.company.history_starts
        return (first if starts is not None and starts <= first else first + 1, last)

    @cache  # noqa: B019
    def first_paid(self, customer: str) -> int:
        """The month of the first payment; before the file where the register says so."""
        begun = min(month for months in self.paid[customer].values() for month in months)
        row = self.about.get(customer)
        stated = row["cohort_month"] if row else None
        assert self.revenue_span is not None
        return stated if stated is not None and stated < self.revenue_span[0] else begun

    def local(self, customer: str, key: tuple[str, str], month: int) -> Fraction:
        """What is paid for a line in its currency."""
        return self.paid[customer][key].get(month, ZERO)

    def in_groups(self, customer: str, line: str | None) -> Iterator[Group]:
        """The groups to which a row belongs: those of the customer, or that of its line."""
        if line is None:
            yield WHOLE
            yield "segment", self.trait(customer, "segment")
            yield "country", self.trait(customer, "country")
        else:
            yield "product_line", line

    @cached_property
    def amounts(self) -> Tally:
        """Recurring revenue; counts are customers."""
        return Tally(self.revenue_span, self._amounts())

    def _amounts(self) -> Iterator[tuple[Group, int, Fraction, int]]:
        for customer, lines in self.paid.items():
            whole: set[int] = set()
            seen: set[tuple[str, int]] = set()
            for (line, currency), months in lines.items():
                for month, local in months.items():
                    value = local * self.rate(currency, month)
                    for group in self.in_groups(customer, None):
                        yield group, month, value, int(month not in whole)
                    yield ("product_line", line), month, value, int((line, month) not in seen)
                    whole.add(month)
                    seen.add((line, month))

    @cached_property
    def moves(self) -> list[tuple[str, str, int, str, Fraction, bool]]:
        """(customer, line, month, movement, amount, counts) of every month that has a bridge."""
        found = []
        first, last = self.bridge_span or (0, -1)
        for customer, lines in self.paid.items():
            for month in range(first, last + 1):
                found += self._moves_of(customer, lines, month)
        return found

    def _moves_of(
        self, customer: str, lines: Mapping[tuple[str, str], Any], month: int
    ) -> list[tuple[str, str, int, str, Fraction, bool]]:
        before = after = ZERO
        deltas: dict[str, Fraction] = defaultdict(Fraction)
        drift: dict[str, Fraction] = defaultdict(Fraction)
        for line, currency in lines:
            was = self.local(customer, (line, currency), month - 1)
            now = self.local(customer, (line, currency), month)
            if not was and not now:
                continue
            rate, earlier = self.rate(currency, month), ZERO
            if was:
                earlier = self.rate(currency, month - 1)
            before, after = before + was * rate, after + now * rate
            deltas[line] += (now - was) * rate
            drift[line] += was * (rate - earlier)
        if before == 0 and after > 0:
            kind = "new" if month == self.first_paid(customer) else "reactivation"
        elif before > 0 and after == 0:
            kind = "churn"
        else:
            # A change of lines at an unchanged price is no loss; its parts belong together.
            kind = "contraction" if after < before else "expansion"
        counts = before != after
        found = [
            (customer, line, month, kind, delta, counts) for line, delta in deltas.items() if delta
        ]
        return found + [(customer, line, month, "fx", fx, True) for line, fx in drift.items() if fx]

    @cached_property
    def moved(self) -> dict[str, Tally]:
        """Tallies of each movement; counts are customers, or lines of customers."""
        return {kind: Tally(self.bridge_span, self._moved(kind)) for kind in MOVEMENTS}

    def _moved(self, kind: str) -> Iterator[tuple[Group, int, Fraction, int]]:
        seen: set[tuple[str, int]] = set()
        for customer, line, month, movement, delta, counts in self.moves:
            if movement == kind:
                one = int(counts and (customer, month) not in seen)
                seen.add((customer, month))
                for group in self.in_groups(customer, None):
                    yield group, month, delta, one
                yield ("product_line", line), month, delta, int(counts)

    @cached_property
    def newcomers(self) -> Tally:
        """New customers; in each product line that they start with."""
        return Tally(self.bridge_span, self._newcomers())

    def _newcomers(self) -> Iterator[tuple[Group, int, Fraction, int]]:
        seen: set[str] = set()
        for customer, line, month, movement, delta, _ in self.moves:
            if movement == "new" and delta > 0:
                if customer not in seen:
                    for group in self.in_groups(customer, None):
                        yield group, month, Fraction(1), 1
                seen.add(customer)
                yield ("product_line", line), month, Fraction(1), 1

    @cached_property
    def leavers(self) -> Tally:
        """Events of leaving, customers alone."""
        gone = {(c, month) for c, _, month, movement, *_ in self.moves if movement == "churn"}
        rows = ((group, m, Fraction(1), 1) for c, m in gone for group in self.in_groups(c, None))
        return Tally(self.bridge_span, rows)

    @cached_property
    def openers(self) -> Tally:
        """Customers at the end of the month before."""
        rows = (
            (group, month + 1, Fraction(1), 1)
            for customer, lines in self.paid.items()
            for month in {m for months in lines.values() for m in months}
            for group in self.in_groups(customer, None)
        )
        return Tally(self.bridge_span, rows)

    @cached_property
    def axes(self) -> dict[tuple[str, str], Tally]:
        """(expansion or contraction, part) -> what the movement consists of."""
        rows: dict[tuple[str, str], list[tuple[Group, int, Fraction, int]]] = defaultdict(list)
        for customer, lines in self.paid.items():
            first, last = self.bridge_span or (0, -1)
            for month in range(first, last + 1):
                self._parts_of(customer, lines, month, rows)
        kinds = ("expansion", "contraction")
        parts = ("seats", "price", "cross_sell", "product_drop", "unallocated")
        return {(k, p): Tally(self.bridge_span, rows[k, p]) for k in kinds for p in parts}

    def _parts_of(
        self,
        customer: str,
        lines: Mapping[tuple[str, str], Any],
        month: int,
        rows: dict[tuple[str, str], list[tuple[Group, int, Fraction, int]]],
    ) -> None:
        kinds = {m[3] for m in self._moves_of(customer, lines, month)} & {
            "expansion",
            "contraction",
        }
        totals = [ZERO, ZERO]
        ends: dict[str, list[Fraction]] = defaultdict(lambda: [ZERO, ZERO])
        seats: dict[str, list[Fraction | None]] = defaultdict(lambda: [ZERO, ZERO])
        for line, currency in lines:
            for end, at in enumerate((month - 1, month)):
                local = self.local(customer, (line, currency), at)
                ends[line][end] += local * self.rate(currency, month) if local else 0
                totals[end] += local
                if local:
                    held = self.seats[customer, line, currency, at]
                    before = seats[line][end]
                    seats[line][end] = None if held is None or before is None else before + held
        if all(totals) and kinds:
            self._add_parts(customer, month, kinds.pop(), ends, seats, rows)

    def _add_parts(
        self, customer: str, month: int, kind: str, ends: Any, seats: Any, rows: Any
    ) -> None:
        for line, (was, now) in ends.items():
            s0, s1 = seats[line]
            parts: dict[str, Fraction] = {}
            if was == 0 and now > 0:
                parts["cross_sell"] = now
            elif was > 0 and now == 0:
                parts["product_drop"] = -was
            elif was > 0 and now > 0 and s0 and s1:
                parts["seats"] = was * (s1 - s0) / s0
                parts["price"] = now - was - parts["seats"]
            elif now != was:
                parts["unallocated"] = now - was
            for part, value in parts.items():
                for group in (*self.in_groups(customer, None), ("product_line", line)):
                    rows[kind, part].append((group, month, value, 1))

    @cache  # noqa: B019
    def pairs(self, first: int, last: int) -> dict[Group, list[Fraction]] | Gap:
        """By group: opening, closing, the smaller of both, how many were there, how many are gone."""
        span = self.revenue_span
        if gap := gap_of(span and (span[0] + 1, span[1]), first, last):
            return gap
        found: dict[Group, list[Fraction]] = defaultdict(lambda: [ZERO] * 5)
        for customer, lines in self.paid.items():
            by_line: dict[str, list[Fraction]] = defaultdict(lambda: [ZERO, ZERO])
            for line, currency in lines:
                for end, month in enumerate((first - 1, last)):
                    local = self.local(customer, (line, currency), month)
                    by_line[line][end] += local * self.rate(currency, last) if local else 0
            opening = sum((o for o, _ in by_line.values()), ZERO)
            closing = sum((c for _, c in by_line.values()), ZERO)
            rows = [(g, opening, closing) for g in self.in_groups(customer, None)]
            rows += [(("product_line", line), o, c) for line, (o, c) in by_line.items()]
            for group, o, c in rows:
                if o > 0:
                    more = (o, c, min(o, c), Fraction(1), Fraction(int(c == 0)))
                    found[group] = [a + b for a, b in zip(found[group], more, strict=True)]
        return found

    @cache  # noqa: B019
    def from_new(self, first: int, last: int) -> dict[Group, Fraction]:
        """Revenue of these months from customers whose first payment lies in them."""
        found: dict[Group, Fraction] = defaultdict(Fraction)
        for customer, lines in self.paid.items():
            if self.first_paid(customer) < first:
                continue
            for (line, currency), months in lines.items():
                for month in range(first, last + 1):
                    if months.get(month):
                        value = months[month] * self.rate(currency, month)
                        for group in (*self.in_groups(customer, None), ("product_line", line)):
                            found[group] += value
        return found

    # --- the ledger, cash, people

    @cache  # noqa: B019
    def booked(self, *categories: str) -> Tally:
        """Amounts of these categories; unknown when the ledger has not one row of them."""
        rows = [r for r in self.company.ledger or () if r["category"] in categories]
        span = self.span(self.company.ledger) if rows else None
        return Tally(span, ((WHOLE, r["month"], Fraction(r["amount"]), 1) for r in rows))

    @cache  # noqa: B019
    def spent_on(self, motion: str) -> Tally:
        """Sales and marketing spend with one motion."""
        rows = [
            row
            for row in self.company.ledger or ()
            if row["category"] == "sm" and self.column(row, "motion") == motion
        ]
        span = self.booked("sm").covered
        return Tally(span, ((WHOLE, r["month"], Fraction(r["amount"]), 1) for r in rows))

    @cached_property
    def burn(self) -> tuple[dict[int, tuple[Fraction, int]], tuple[int, int] | None]:
        """month -> (burnt, of how many months), and the months that are known."""
        rows = sorted(self.company.cash or (), key=lambda row: row["month"])
        rows = [row for row in rows if row["month"] <= self.last]
        found, before = {}, None
        for row in rows:
            if row["operating_cf"] is not None:
                burnt = -Fraction(row["operating_cf"]) - Fraction(row["investing_cf"] or 0)
                found[row["month"]] = (burnt, 1)
            elif before is not None:
                fall = Fraction(before["cash_end"]) - Fraction(row["cash_end"])
                fall += Fraction(row["financing_cf"] or 0)
                found[row["month"]] = (fall, row["month"] - before["month"])
            before = row
        if not found:
            return {}, None
        first = min(month - months + 1 for month, (_, months) in found.items())
        return found, (first, max(found))

    def burnt(self, first: int, last: int) -> Value:
        """Cash burnt in these months, each of which must be known."""
        months, span = self.burn
        if gap := gap_of(span, first, last):
            return gap
        inside = {m: months[m] for m in range(first, last + 1) if m in months}
        if sum(n for _, n in inside.values()) != last - first + 1 or last not in inside:
            return Gap({"partial_period"})
        return sum((value for value, _ in inside.values()), ZERO)

    @cache  # noqa: B019
    def people(self, selling: bool, month: int) -> Value:
        """Full-time equivalents at a month's end."""
        rows = self.company.headcount
        span = self.span(rows)
        functions = {"sales", "marketing", "revops"}
        functions |= {"cs"} if self.choices["cs_in_sm"] else set()
        if selling and not any(row["function"] in functions for row in rows or ()):
            return Gap({"no_data"})
        if gap := gap_of(span, month, month):
            return gap
        now = [row for row in rows or () if row["month"] == month]
        if not now:
            return Gap({"no_data"})
        total = ZERO
        for row in now:
            if not selling or row["function"] in functions:
                total += Fraction(row["fte"])
                if self.choices["contractors_in_fte"]:
                    total += Fraction(row["contractors_fte"] or 0)
        return total

    # --- deals

    @cached_property
    def deals_span(self) -> tuple[int, int] | None:
        """From the first date of any deal to the report period: a quiet month is no gap."""
        days = [
            row[name].year * 12 + row[name].month - 1
            for row in self.company.deals or ()
            for name in ("created_date", "close_date")
            if row[name] is not None
        ]
        return (min(days), self.last) if days and min(days) <= self.last else None

    @cached_property
    def deals(self) -> list[dict[str, Any]]:
        """Deals without renewals, with months, days, amount in our currency, segment, country."""
        found = []
        for row in self.company.deals or ():
            renewal = self.column(row, "type") == "renewal"
            if renewal and not self.choices["renewals_in_sales"]:
                continue
            created, closed = row["created_date"], row["close_date"]
            closing = closed and closed.year * 12 + closed.month - 1
            rate = self.rate(row["currency"] or HOME, min(closing or self.last, self.last))
            amount = row["amount_arr"]
            customer = row["customer_id"]
            parent = self.parent(customer) if customer else None
            theirs = {n: self.trait(parent, n) if parent else BLANK for n in ("segment", "country")}
            found.append(
                {
                    "status": row["status"],
                    "created": created and created.year * 12 + created.month - 1,
                    "closed": closing,
                    "days": (closed - created).days if closed and created else None,
                    "amount": None if amount is None else Fraction(amount) * rate,
                    "segment": self.column(row, "segment") or theirs["segment"],
                    "country": theirs["country"],
                }
            )
        return found

    def decided(self, window: Window, group: Group, *statuses: str) -> list[dict[str, Any]]:
        """Deals closed in a window with one of these statuses."""
        by, name = group
        return [
            deal
            for deal in self.deals
            if deal["status"] in statuses
            and deal["closed"] is not None
            and window.first <= deal["closed"] <= window.last
            and (not by or deal[by] == name)
        ]

    @cached_property
    def cycle_months(self) -> int:
        """Median days of won deals in months of 30.4 days; a quarter where there are none."""
        won = [d for d in self.deals if d["status"] == "won" and d["days"] is not None]
        days = [d["days"] for d in won if d["closed"] <= self.last]
        return round(Fraction(median(days)) / Fraction(304, 10)) if days else 3
