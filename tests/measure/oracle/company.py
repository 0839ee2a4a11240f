"""A company as plain rows: what the second implementation computes from, and how one is made up."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import polars as pl

HOME = "EUR"
EXACT = pl.Decimal(38, 12)
CATEGORIES = ("revenue_recurring", "revenue_other", "cogs", "sm", "rd", "ga", "other")
SM_PARTS = (
    "personnel_sales",
    "personnel_marketing",
    "ads_conversion",
    "events",
    "systems",
    "other",
)
FUNCTIONS = ("sales", "marketing", "revops", "cs", "support", "rd", "ga")
Row = dict[str, Any]


@dataclass
class Company:
    """Tables as lists of rows; None where the pack has no such export. Months are numbers."""

    last: int
    first_of_period: int
    fiscal_year_start: int
    history_starts: int | None
    definitions: Mapping[str, Any]
    revenue: list[Row]
    customers: list[Row] | None
    rates: list[Row] | None
    ledger: list[Row] | None
    cash: list[Row] | None
    headcount: list[Row] | None
    deals: list[Row] | None
    period: str = ""
    blank: frozenset[str] = field(default_factory=frozenset)

    def frames(self) -> dict[str, pl.DataFrame]:
        """The tables as intake hands them on: typed, columns that no row fills left out."""
        types: dict[str, Any] = {
            **dict.fromkeys(("month", "cohort_month", "created_date", "close_date"), pl.Date),
            **dict.fromkeys(("mrr", "seats", "amount", "amount_arr", "rate", "fte"), EXACT),
            **dict.fromkeys(("contractors_fte", "contract_term_months", "cash_end"), EXACT),
            **dict.fromkeys(("operating_cf", "investing_cf", "financing_cf"), EXACT),
        }
        found = {}
        tables = {
            "recurring_revenue": self.revenue,
            "customers": self.customers,
            "exchange_rates": self.rates,
            "ledger": self.ledger,
            "cash": self.cash,
            "headcount": self.headcount,
            "deals": self.deals,
        }
        for name, rows in tables.items():
            if rows is None:
                continue
            columns = [column for column in rows[0] if column not in self.blank]
            found[name] = pl.DataFrame(
                {
                    column: pl.Series(
                        [_written(column, row[column]) for row in rows],
                        dtype=types.get(column, pl.String),
                    )
                    for column in columns
                }
            )
        return found


def _written(column: str, value: Any) -> Any:
    if column in ("month", "cohort_month") and value is not None:
        return date(value // 12, value % 12 + 1, 1)
    return value


def label(month: int) -> str:
    """`2026-09`."""
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


def company(seed: int) -> Company:
    """A made-up company: broken years, currencies, merged and returning customers, blanks."""
    dice = random.Random(seed)
    start = 2022 * 12 + dice.randrange(12)
    length = dice.choice((3, 8, 14, 14, 20, 26, 30))
    end = start + length - 1
    last = end + dice.choice((-2, -1, 0, 0, 0, 0, 1))
    year_start = dice.choice((1, 1, 4, 5, 7, dice.randint(1, 12)))
    fractions = dice.random() < 0.5
    names = [f"C{n:02d}" for n in range(1, dice.randint(4, 10))]
    lines = dice.choice((("Core", "Plus"), ("Core", "Plus", None), ("Core",), (None,)))
    revenue = _revenue(dice, names, lines, start, length, fractions)
    rates = [
        {"currency": "SEK", "month": month, "rate": Decimal(dice.randint(8_000, 12_000)) / 100_000}
        for month in range(start - 1, end + 2)
    ]
    quarterly = dice.random() < 0.3
    offset = (last % 12 + 1 - year_start) % 3
    first_of_period = last - offset if quarterly else last
    made = Company(
        last=first_of_period + 2 if quarterly else last,
        first_of_period=first_of_period,
        fiscal_year_start=year_start,
        history_starts=dice.choice((None, None, start, start - 3, start + 2)),
        definitions=_definitions(dice),
        revenue=revenue,
        customers=_customers(dice, names, start) if dice.random() < 0.93 else None,
        rates=rates,
        ledger=_ledger(dice, start, length) if dice.random() < 0.9 else None,
        cash=_cash(dice, start, length) if dice.random() < 0.8 else None,
        headcount=_headcount(dice, start, length) if dice.random() < 0.85 else None,
        deals=_deals(dice, names, start, length) if dice.random() < 0.85 else None,
        blank=frozenset(
            name
            for name in ("product_line", "seats", "kind", "motion", "sm_part", "segment", "type")
            if dice.random() < 0.1
        ),
    )
    quarter = (first_of_period % 12 + 1 - year_start) % 12 // 3 + 1
    ends = made.last + (year_start - 2 - made.last % 12) % 12
    made.period = f"{ends // 12:04d}Q{quarter}" if quarterly else label(last)
    return made


def _revenue(
    dice: random.Random,
    names: list[str],
    lines: tuple[str | None, ...],
    start: int,
    length: int,
    fractions: bool,
) -> list[Row]:
    rows: list[Row] = []
    for name in names:
        for line in dice.sample(lines, dice.randint(1, len(lines))):
            # A line may be paid in two currencies at once.
            for currency in dice.sample((HOME, HOME, "SEK"), 1 if dice.random() < 0.9 else 2):
                rows += _payments(dice, name, line, currency, start, length, fractions)
    if dice.random() < 0.5:
        _swap(dice, rows)
    kinds = dice.random() < 0.3
    for row in rows:
        row["kind"] = dice.choice(("recurring", "recurring", None, "services")) if kinds else None
    # Somebody who is always there, so that the export has all of its months.
    always = {"customer_id": names[0], "currency": HOME, "product_line": lines[0], "seats": None}
    rows += [
        {**always, "month": start + n, "mrr": Decimal(100), "kind": "recurring"}
        for n in range(length)
    ]
    seen: dict[tuple[Any, ...], Row] = {}
    for row in rows:
        seen.setdefault(
            (row["customer_id"], row["product_line"], row["currency"], row["month"]), row
        )
    order = ("customer_id", "month", "mrr", "product_line", "currency", "seats", "kind")
    result = [{name: row[name] for name in order} for row in seen.values()]
    dice.shuffle(result)
    return result


def _payments(
    dice: random.Random,
    name: str,
    line: str | None,
    currency: str,
    start: int,
    length: int,
    fractions: bool,
) -> list[Row]:
    month, rows = start + dice.choice((0, 0, dice.randrange(length))), []
    seats: int | None = dice.choice((None, dice.randint(1, 40)))
    while month < start + length:
        cents = dice.randint(1, 900_000) if fractions else dice.randint(1, 90) * 10_000
        price = dice.choice((0, cents, cents, cents))
        for _ in range(dice.randint(1, 9)):
            if month < start + length and (price or dice.random() < 0.7):
                mrr = Decimal(price) / 100
                amount = None if seats is None else Decimal(seats)
                rows.append(
                    {
                        **{"customer_id": name, "product_line": line, "currency": currency},
                        **{"month": month, "mrr": mrr, "seats": amount},
                    }
                )
            month += 1
        if seats is not None:
            seats = max(0, seats + dice.randint(-6, 9))
        seats = None if dice.random() < 0.05 else seats
    return rows


def _swap(dice: random.Random, rows: list[Row]) -> None:
    """Move a customer to another product line from some month on, at the same price."""
    chosen = dice.choice(rows)
    from_month, line = chosen["month"], chosen["product_line"]
    for row in rows:
        same = (row["customer_id"], row["product_line"]) == (chosen["customer_id"], line)
        if same and row["month"] >= from_month:
            row["product_line"] = "Other" if line != "Other" else "Core"


def _customers(dice: random.Random, names: list[str], start: int) -> list[Row]:
    rows = []
    for place, name in enumerate(names):
        into = dice.choice(names) if place and dice.random() < 0.15 else None
        rows.append(
            {
                "customer_id": name,
                "segment": dice.choice(("Large", "Small", "Medium", None)),
                "country": dice.choice(("SE", "NO", None)),
                "cohort_month": dice.choice((None, None, start - dice.randint(-3, 20))),
                "contract_term_months": dice.choice((None, Decimal(12), Decimal(1), Decimal(36))),
                "merged_into": into if into != name else None,
            }
        )
    by_name = {row["customer_id"]: row for row in rows}
    for row in rows:
        # A chain that leads back to where it began is a mistake that intake refuses.
        seen, at = set(), row["customer_id"]
        while by_name[at]["merged_into"] and at not in seen:
            seen.add(at)
            at = by_name[at]["merged_into"]
        if at in seen:
            by_name[at]["merged_into"] = None
    unknown = len(rows) > 4 and dice.random() < 0.2
    named = {row["merged_into"] for row in rows}
    return [r for r in rows[:-1] if r] if unknown and rows[-1]["customer_id"] not in named else rows


def _ledger(dice: random.Random, start: int, length: int) -> list[Row]:
    absent = {name for name in CATEGORIES if dice.random() < 0.08}
    split_by_motion = dice.random() < 0.5
    first, last = dice.choice((0, 0, 0, 2)), length - dice.choice((0, 0, 0, 1))
    rows = []
    for month in range(start + first, start + max(last, first + 1)):
        for category in CATEGORIES:
            if category in absent:
                continue
            for _ in range(dice.randint(1, 3)):
                sales = category == "sm"
                motion = dice.choice(("new", "expansion", "shared", None))
                rows.append(
                    {
                        "month": month,
                        "line": f"{category} account",
                        "amount": Decimal(dice.randint(0, 3_000_000)) / 100,
                        "category": category,
                        "sm_part": dice.choice((*SM_PARTS, None)) if sales else None,
                        "motion": motion if sales and split_by_motion else None,
                    }
                )
    return rows


def _cash(dice: random.Random, start: int, length: int) -> list[Row]:
    given = dice.choice((0.0, 0.5, 1.0))
    rows, balance = [], Decimal(dice.randint(0, 500_000))
    for month in range(start, start + length):
        balance += dice.randint(-40_000, 25_000)
        flows = dice.random() < given
        rows.append(
            {
                "month": month,
                "cash_end": balance,
                "operating_cf": Decimal(dice.randint(-40_000, 20_000)) if flows else None,
                "investing_cf": Decimal(dice.randint(-5_000, 0)) if flows else None,
                "financing_cf": dice.choice((None, Decimal(0), Decimal(30_000))),
            }
        )
    return rows


def _headcount(dice: random.Random, start: int, length: int) -> list[Row]:
    functions = [name for name in FUNCTIONS if dice.random() < 0.8] or ["rd"]
    return [
        {
            "month": month,
            "function": function,
            "fte": Decimal(dice.randint(0, 80)) / 4,
            "contractors_fte": dice.choice((None, Decimal(1), Decimal("0.5"))),
        }
        for month in range(start, start + length)
        if dice.random() < 0.95 or month == start
        for function in functions
    ]


def _deals(dice: random.Random, names: list[str], start: int, length: int) -> list[Row]:
    rows = []
    for number in range(dice.randint(1, 40)):
        created = date(start // 12, start % 12 + 1, 1) + timedelta(days=dice.randrange(length * 30))
        status = dice.choice(("won", "won", "lost", "lost", "open"))
        closed = created + timedelta(days=dice.choice((0, dice.randint(0, 200))))
        amount = Decimal(dice.randint(0, 4_000_000)) / 100
        rows.append(
            {
                "deal_id": f"D{number}",
                "status": status,
                "created_date": created if dice.random() < 0.97 else None,
                "close_date": closed if status != "open" or dice.random() < 0.3 else None,
                "amount_arr": amount if status == "won" or dice.random() < 0.7 else None,
                "segment": dice.choice((None, None, "Large", "Small")),
                "type": dice.choice(("new", "expansion", "renewal", None)),
                "customer_id": dice.choice((None, *names)),
                "currency": dice.choice((None, HOME, "SEK")),
            }
        )
    return rows


def _definitions(dice: random.Random) -> dict[str, Any]:
    chosen: dict[str, Any] = {
        "cac_lag": dice.choice((None, None, "none", "1q", "months:2", "auto")),
        "lifetime_cap_months": dice.choice((60, 24)),
        "contract_term_months": dice.choice((12, 24)),
        "cs_in_sm": dice.random() < 0.3,
        "contractors_in_fte": dice.random() < 0.3,
        "quick_ratio_with_reactivation": dice.random() < 0.7,
        "renewals_in_sales": dice.random() < 0.3,
        "growth_floor": dice.choice((0.0, 0.0, 50_000.0)),
        "magic_number": dice.choice(("revenue", "annual_recurring_revenue")),
    }
    return chosen
