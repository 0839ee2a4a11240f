"""All exports, written or compared."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.nordlys.actions import actions_table
from tests.nordlys.activity import activity_table, make_activity
from tests.nordlys.cash import cash_table, make_cash
from tests.nordlys.checks import check
from tests.nordlys.customers import customers_table
from tests.nordlys.deals import deals_table, make_deals
from tests.nordlys.feedback import feedback_table, make_feedback
from tests.nordlys.leads import leads_table, make_leads
from tests.nordlys.ledger import ledger_table, make_ledger
from tests.nordlys.life import live, revenue_table
from tests.nordlys.money import count_money, rates_table
from tests.nordlys.people import headcount_table
from tests.nordlys.plan import outcome, plan_table
from tests.nordlys.usage import make_usage, usage_table

FOLDER = Path(__file__).resolve().parents[2] / "inputs" / "nordlys"


def make_files() -> dict[str, bytes]:
    """All exports by file name, checked."""
    world = live()
    money = count_money(world)
    entries = make_ledger(world, money)
    purses = make_cash(entries, money)
    deals = make_deals(world, money)
    tables = {
        "customers.csv": customers_table(world.customers),
        "recurring_revenue.csv": revenue_table(world),
        "ledger.csv": ledger_table(entries),
        "headcount.csv": headcount_table(),
        "cash.csv": cash_table(purses),
        "deals.csv": deals_table(deals),
        "plan.csv": plan_table(outcome(world, money, entries, purses)),
        "exchange_rates.csv": rates_table(money),
        "leads.csv": leads_table(make_leads(deals)),
        "sales_activity.csv": activity_table(make_activity()),
        "product_usage.csv": usage_table(make_usage(world)),
        "feedback.csv": feedback_table(make_feedback(world)),
        "actions.csv": actions_table(),
    }
    check(tables)
    return {name: table.content() for name, table in tables.items()}


def main() -> int:
    """Write the files, or compare them with those that are there."""
    parser = argparse.ArgumentParser(description="Write the exports of inputs/nordlys.")
    parser.add_argument("--out", type=Path, default=FOLDER, metavar="DIR")
    parser.add_argument("--check", action="store_true", help="compare only; exit 1 on a difference")
    options = parser.parse_args()
    files = make_files()
    if options.check:
        stale = [name for name, content in files.items() if differs(options.out / name, content)]
        for name in stale:
            sys.stderr.write(f"{options.out / name} is not what this script writes\n")
        return 1 if stale else 0
    options.out.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (options.out / name).write_bytes(content)
    return 0


def differs(file: Path, content: bytes) -> bool:
    return not file.is_file() or file.read_bytes() != content
