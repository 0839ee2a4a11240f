"""Write the exports of inputs/example: the smallest folder from which a board pack can be made.

Example Software Ltd sells a scheduling service by the seat, and a report module beside it. There is
no chance in it: who paid what, and what it cost, stands below in three lists that are meant to be
read. 25 customers, October 2024 to September 2026, EUR.

    python tests/make_example.py            writes inputs/example/*.csv
    python tests/make_example.py --check    says whether the files there are these
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
from collections import Counter
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "inputs" / "example"
MONTHS = [f"{year}-{number:02}" for year in (2024, 2025, 2026) for number in range(1, 13)][9:33]
FILES = ("customers.csv", "recurring_revenue.csv", "ledger.csv")

# Id, name, segment, country, first payment, contract in months, where they came from.
CUSTOMERS = """
C01 | Anvil & Acorn Bakeries | Mid-market | Ireland | 2022-03 | 24 | outbound
C02 | Blue Teapot Clinics | Mid-market | Netherlands | 2022-06 | 12 | referral
C03 | Crooked Spire Schools | Mid-market | Ireland | 2022-09 | 24 | outbound
C04 | Dandelion Couriers | Small | Germany | 2022-11 | 12 | organic
C05 | Elderflower Gyms | Small | Ireland | 2023-01 | 12 | organic
C06 | Foxglove Vets | Small | Netherlands | 2023-02 | 12 | paid
C07 | Gingham Hotels | Mid-market | Germany | 2023-05 | 12 | partner
C08 | Hollow Oak Opticians | Small | Ireland | 2023-06 | 12 | paid
C09 | Inkwell Libraries | Small | Netherlands | 2023-08 | 12 | referral
C10 | Jackdaw Rentals | Small | Germany | 2023-10 | 12 | paid
C11 | Kettle & Crane Builders | Mid-market | Netherlands | 2023-12 | 12 | outbound
C12 | Lantern Street Dental | Small | Ireland | 2024-02 | 12 | organic
C13 | Marrow Lane Nurseries | Small | Germany | 2024-05 | 12 | paid
C14 | Nettle Bay Ferries | Mid-market | Ireland | 2024-08 | 24 | outbound
C15 | Otter Brook Catering | Small | Netherlands | 2024-11 | 12 | organic
C16 | Paper Moon Theatres | Mid-market | Germany | 2025-01 | 12 | partner
C17 | Quince Hill Care Homes | Mid-market | Ireland | 2025-03 | 12 | outbound
C18 | Rookery Car Wash | Small | Netherlands | 2025-05 | 12 | paid
C19 | Saltmarsh Physio | Mid-market | Germany | 2025-06 | 12 | paid
C20 | Thimble & Thread Tailors | Mid-market | Ireland | 2025-09 | 12 | organic
C21 | Umber Tile Works | Mid-market | Germany | 2025-11 | 12 | outbound
C22 | Velvet Goose Cinemas | Mid-market | Netherlands | 2026-02 | 12 | referral
C23 | Willow Wren Labs | Mid-market | Ireland | 2026-04 | 12 | paid
C24 | Yarrow Green Markets | Mid-market | Germany | 2026-07 | 12 | outbound
C25 | Zinnia Cycle Repair | Small | Netherlands | 2026-08 | 12 | paid
"""

# Id, product line, then month: seats x price, which holds until the next month named; 0 is gone.
PAID = """
C01 | Scheduling | 2024-10: 80x34, 2025-03: 95x34, 2026-03: 110x35
C01 | Reports | 2025-06: 95x12, 2026-03: 110x12
C02 | Scheduling | 2024-10: 60x36, 2025-06: 66x37, 2026-06: 70x38
C02 | Reports | 2025-10: 40x12, 2026-06: 70x12
C03 | Scheduling | 2024-10: 75x34, 2025-09: 90x34, 2026-09: 96x36
C04 | Scheduling | 2024-10: 20x40, 2025-11: 24x41
C05 | Scheduling | 2024-10: 18x40, 2026-01: 0
C06 | Scheduling | 2024-10: 15x40, 2025-02: 0, 2025-08: 14x42
C07 | Scheduling | 2024-10: 55x36, 2025-05: 55x37, 2026-05: 64x38
C07 | Reports | 2026-01: 55x12, 2026-05: 64x12
C08 | Scheduling | 2024-10: 16x40, 2025-06: 12x41, 2026-06: 12x42
C09 | Scheduling | 2024-10: 22x40, 2025-08: 26x41, 2026-08: 30x42
C10 | Scheduling | 2024-10: 14x42, 2025-10: 0
C11 | Scheduling | 2024-10: 48x36, 2025-12: 54x37
C11 | Reports | 2025-03: 48x12, 2025-12: 54x12
C12 | Scheduling | 2024-10: 17x40, 2025-02: 20x41, 2026-02: 22x42
C13 | Scheduling | 2024-10: 12x42, 2026-05: 0
C14 | Scheduling | 2024-10: 62x36, 2026-08: 74x37
C15 | Scheduling | 2024-11: 18x42, 2025-11: 18x43
C16 | Scheduling | 2025-01: 50x37, 2026-01: 58x38
C16 | Reports | 2025-09: 50x12, 2026-01: 58x12
C17 | Scheduling | 2025-03: 58x37, 2026-03: 66x38
C18 | Scheduling | 2025-05: 12x43, 2026-05: 0
C19 | Scheduling | 2025-06: 40x39, 2026-06: 44x40
C20 | Scheduling | 2025-09: 38x39, 2026-09: 42x40
C21 | Scheduling | 2025-11: 52x38, 2026-07: 60x38
C22 | Scheduling | 2026-02: 56x38
C22 | Reports | 2026-02: 56x12
C23 | Scheduling | 2026-04: 44x39
C24 | Scheduling | 2026-07: 48x38
C25 | Scheduling | 2026-08: 15x44
"""

# Account, category, part of sales and marketing, and EUR a month in each of the eight quarters.
COSTS = """
Training days | revenue_other | | 900 700 1100 600 1000 900 1200 800
Hosting | cogs | | 1500 1600 1700 1750 1850 1950 2050 2150
Support salaries | cogs | | 3400 3400 3500 4700 4800 4800 5900 5900
Sales salaries | sm | personnel_sales | 4200 4200 4350 5600 5600 5600 5900 5900
Marketing salaries | sm | personnel_marketing | 1800 1800 1850 1850 1850 1850 1900 1900
Search advertising | sm | ads_conversion | 500 600 800 900 1000 1000 1100 1100
Articles and films | sm | content | 300 300 350 350 400 400 450 450
CRM | sm | systems | 220 220 220 240 240 240 260 260
Developer salaries | rd | | 11000 11000 12400 12400 14900 14900 17400 17400
Office and accounting | ga | | 3300 3300 3350 3350 3500 3500 3600 3600
Depreciation | other | | 250 250 250 250 280 280 280 280
"""


def lines(text: str) -> list[list[str]]:
    """The rows of a list, cut at its bars."""
    return [[cell.strip() for cell in row.split("|")] for row in text.strip().splitlines()]


def customer_rows() -> list[tuple[str, ...]]:
    header = (
        *("customer_id", "name", "segment", "country", "cohort_month"),
        *("contract_start", "contract_term_months", "acquisition_channel"),
    )
    rows = [
        (customer, name, segment, country, first, f"{first}-01", term, channel)
        for customer, name, segment, country, first, term, channel in lines(CUSTOMERS)
    ]
    return [header, *rows]


def revenue_rows() -> list[tuple[str, ...]]:
    rows = []
    for customer, product, changes in lines(PAID):
        paid = dict(change.split(": ") for change in changes.split(", "))
        terms = "0"
        for month in MONTHS:
            terms = paid.get(month, terms)
            if terms != "0":
                seats, price = terms.split("x")
                rows.append((customer, month, f"{int(seats) * int(price)}.00", product, seats))
    return [("customer_id", "month", "mrr", "product_line", "seats"), *rows]


def ledger_rows() -> list[tuple[str, ...]]:
    revenue: Counter[str] = Counter()
    for _, month, amount, _, _ in revenue_rows()[1:]:
        revenue[month] += int(float(amount))
    rows = []
    for place, month in enumerate(MONTHS):
        rows.append((month, "Subscriptions", f"{revenue[month]}.00", "revenue_recurring", ""))
        for account, category, part, quarters in lines(COSTS):
            rows.append((month, account, f"{quarters.split()[place // 3]}.00", category, part))
    return [("month", "line", "amount", "category", "sm_part"), *rows]


def make_files() -> dict[str, bytes]:
    """All exports by file name, checked."""
    customers, revenue, ledger = customer_rows(), revenue_rows(), ledger_rows()
    check(customers[1:], revenue[1:])
    return dict(zip(FILES, map(content, (customers, revenue, ledger)), strict=True))


def content(rows: list[tuple[str, ...]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


def check(customers: list[tuple[str, ...]], revenue: list[tuple[str, ...]]) -> None:
    """Refuse to write files that contradict themselves."""
    first = {row[0]: row[4] for row in customers}
    paid: dict[str, str] = {}
    for customer, month, *_ in revenue:
        paid[customer] = min(month, paid.get(customer, month))
    expected = {customer: max(month, MONTHS[0]) for customer, month in first.items()}
    if paid != expected:
        raise ValueError("first payments do not agree with revenue")
    if len({(row[0], row[1], row[3]) for row in revenue}) != len(revenue):
        raise ValueError("a customer has two rows for a line in a month")
    if {row[1] for row in revenue} != set(MONTHS):
        raise ValueError("months are missing")


def main() -> int:
    """Write the files, or compare them with those that are there."""
    parser = argparse.ArgumentParser(description="Write the exports of inputs/example.")
    parser.add_argument("--out", type=Path, default=FOLDER, metavar="DIR")
    parser.add_argument("--check", action="store_true", help="compare only; exit 1 on a difference")
    options = parser.parse_args()
    stale = 0
    options.out.mkdir(parents=True, exist_ok=True)
    for name, made in make_files().items():
        file = options.out / name
        if not options.check:
            file.write_bytes(made)
        elif not file.is_file() or file.read_bytes() != made:
            stale = 1
            sys.stderr.write(f"{file} is not what this script writes\n")
    return stale


if __name__ == "__main__":
    sys.exit(main())
