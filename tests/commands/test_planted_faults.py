"""Faults that other tools print over: each must stop the real command, say where, and write nothing."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.intake.checks.find import months

PERIOD = "2026Q2"
MONTHS = months("2025-05", 14)
LAST = MONTHS[-1]
HEADERS = {
    "customers": "customer_id;name;segment",
    "recurring_revenue": "customer_id;month;product_line;mrr",
    "ledger": "month;line;category;amount",
    "headcount": "month;function;fte",
    "cash": "month;cash_end;operating_cf;investing_cf;financing_cf",
    "leads": "lead_id;stage;entered_at;flow;paid",
    "sales_activity": "date;owner;type;count",
    "product_usage": "customer_id;month;product_line;active_users;licensed_users",
    "feedback": "date;score;type;customer_id",
    "plan": "month;key;value;version",
    "deals": "deal_id;created_date;status;amount_arr;close_date",
}
PRICES = {
    "K1": "1 200,50",
    "K2": "800,00",
    "K3": "2 400,00",
    "K4": "650,25",
    "K5": "990",
    "K6": "75",
}
ACCOUNTS = [
    ("Abonnemang", "revenue_recurring", "6 115,75"),
    ("Drift", "cogs", "1 200,00"),
    ("Annonser", "sm", "900,00"),
    ("Utveckling", "rd", "2 000,00"),
    ("Kontor", "ga", "500,00"),
]


@dataclass
class Exports:
    """A small pack in memory: the rows of each export, without the header."""

    rows: dict[str, list[str]]
    locale: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=lambda: dict(HEADERS))
    waived: tuple[str, ...] = ()
    settings: dict[str, str] = field(default_factory=dict)

    def write(self, folder: Path) -> Path:
        """Write pack.toml and the exports; a file's first row stands on line 2."""
        folder.mkdir()
        text = '[company]\nname = "Provbolaget AB"\ncurrency = "SEK"\n'
        for table, rows in self.rows.items():
            text += (
                f'[inputs.{table}]\nlocale = "{self.locale.get(table, "sv")}"\nseparator = ";"\n'
            )
            text += self.settings.get(table, "")
            content = "\r\n".join([self.headers[table], *rows]) + "\r\n"
            (folder / f"{table}.csv").write_bytes(content.encode())
        for name in self.waived:
            text += f'[checks.{name}]\nwaive = "a planted fault, says the test"\n'
        (folder / "pack.toml").write_text(text, encoding="utf-8")
        return folder

    def line_of(self, table: str, beginning: str) -> int:
        """The line in the file of the first row that begins so."""
        return next(n for n, row in enumerate(self.rows[table], 2) if row.startswith(beginning))

    def change(self, table: str, beginning: str, old: str, new: str) -> int:
        """Change the first row that begins so; its line."""
        line = self.line_of(table, beginning)
        assert old in self.rows[table][line - 2]
        self.rows[table][line - 2] = self.rows[table][line - 2].replace(old, new)
        return line

    def drop(self, table: str, part: str) -> None:
        """Drop all rows with this in them."""
        self.rows[table] = [row for row in self.rows[table] if part not in row]


def clean() -> Exports:
    """Six customers, fourteen months, nothing wrong."""
    return Exports(
        {
            "customers": [f"{customer};Kund {customer};Små" for customer in PRICES],
            "recurring_revenue": [f"{c};{m};Kärna;{p}" for m in MONTHS for c, p in PRICES.items()],
            "ledger": [f"{month};{';'.join(account)}" for month in MONTHS for account in ACCOUNTS],
            "headcount": [
                f"{m};{f};{n}" for m in MONTHS for f, n in (("sales", "2,5"), ("rd", "4"))
            ],
            "cash": [f"{month};{100000 - 50 * n},00;-50;0;0" for n, month in enumerate(MONTHS)],
            "leads": [
                f"L{month}{n};visitor;{month}-{n};inbound;ja" for month in MONTHS for n in (12, 24)
            ],
            "sales_activity": [
                f"{month}-{n};{who};email;{n}" for month in MONTHS for n in (11, 25) for who in "AB"
            ],
            "product_usage": [f"{c};{month};Kärna;3;5" for month in MONTHS for c in PRICES],
            "feedback": [f"{LAST}-0{n};9;nps;K{n}" for n in range(1, 7)],
            "plan": [f"{month};sm;900,00;budget" for month in MONTHS],
            "deals": [f"D{m};{m}-03;won;12 000,00;{m}-21" for m in MONTHS],
        }
    )


@dataclass(frozen=True)
class Fault:
    """What is planted, and what the message must hold: place, column, value."""

    name: str
    plant: Callable[[Exports], list[str]]
    check: str = ""


def pasted_twice(exports: Exports) -> list[str]:
    first = exports.line_of("recurring_revenue", f"K1;{LAST}")
    exports.rows["recurring_revenue"] += exports.rows["recurring_revenue"][-6:]
    return [f"recurring_revenue.csv:{first + 6}", f"lines {first} to {first + 5}", "12231.50"]


def missing_month(exports: Exports) -> list[str]:
    exports.drop("ledger", "2025-11;")
    line = exports.line_of("ledger", "2025-12") - 1
    return [f"ledger.csv:{line}", "column 'month'", "2025-11", f"after line {line}"]


def stale_file(exports: Exports) -> list[str]:
    exports.drop("headcount", f"{LAST};")
    return [f"headcount.csv:{1 + 2 * 13}", "column 'month'", MONTHS[-2], PERIOD, "--period"]


def not_available(exports: Exports) -> list[str]:
    line = exports.change("ledger", "2025-08;Drift", "1 200,00", "n/a")
    return [f"ledger.csv:{line}", "column 'amount'", "'n/a'"]


def short_row(exports: Exports) -> list[str]:
    line = exports.change("recurring_revenue", "K3;2025-09", ";2 400,00", "")
    return [f"recurring_revenue.csv:{line}", "K3;2025-09;Kärna"]


def swedish_number_in_english_file(exports: Exports) -> list[str]:
    exports.locale["cash"] = "en"
    exports.rows["cash"] = [row.replace(",00", ".00") for row in exports.rows["cash"]]
    line = exports.change("cash", "2025-10", "99750.00", "99.750,00")
    return [f"cash.csv:{line}", "column 'cash_end'", "99.750,00"]


def header_twice(exports: Exports) -> list[str]:
    exports.headers["headcount"] = "month;function;fte;fte"
    exports.rows["headcount"] = [row + ";1" for row in exports.rows["headcount"]]
    return ["headcount.csv:1", "column 'fte'"]


def unknown_customer(exports: Exports) -> list[str]:
    line = exports.change("recurring_revenue", "K6;2025-05", "K6", "K66")
    return [f"recurring_revenue.csv:{line}", "column 'customer_id'", "'K66'", "nearest", "'K6'"]


def second_price(exports: Exports) -> list[str]:
    exports.rows["recurring_revenue"].append(f"K2;{LAST};Kärna;900")
    line = len(exports.rows["recurring_revenue"]) + 1
    return [f"recurring_revenue.csv:{line}", "K2", "800.00", "900.00"]


def foreign_currency(exports: Exports) -> list[str]:
    exports.headers["recurring_revenue"] += ";currency"
    rows = [row + ";SEK" for row in exports.rows["recurring_revenue"]]
    exports.rows["recurring_revenue"] = rows
    line = exports.change("recurring_revenue", "K5;2026-02", "SEK", "EUR")
    return [f"recurring_revenue.csv:{line}", "column 'currency'", "EUR", "2026-02"]


def sign_turned(exports: Exports) -> list[str]:
    rows = exports.rows["ledger"]
    exports.rows["ledger"] = [row.replace(";cogs;", ";cogs;-") for row in rows]
    return ["ledger.csv:3", "column 'amount'", "cogs", "-1"]


def cash_out_of_nowhere(exports: Exports) -> list[str]:
    line = exports.change("cash", LAST, "99350,00", "99350,02")
    return [f"cash.csv:{line}", "99350.02", "difference of 0.02"]


def no_number_of_calls(exports: Exports) -> list[str]:
    line = exports.change("sales_activity", "2025-09-25;B", ";25", ";n/a")
    return [f"sales_activity.csv:{line}", "column 'count'", "'n/a'"]


def thirteenth_month(exports: Exports) -> list[str]:
    line = exports.change("product_usage", "K4;2025-12", "2025-12", "2025-13")
    return [f"product_usage.csv:{line}", "column 'month'", "'2025-13'"]


def perhaps_paid(exports: Exports) -> list[str]:
    line = exports.change("leads", "L2026-0212", ";ja", ";kanske")
    return [f"leads.csv:{line}", "column 'paid'", "'kanske'", "yes", "no"]


def survey_of_another_kind(exports: Exports) -> list[str]:
    line = exports.change("feedback", f"{LAST}-03", "nps", "enps")
    return [f"feedback.csv:{line}", "column 'type'", "'enps'", "nps", "csat"]


def use_counted_twice(exports: Exports) -> list[str]:
    first = exports.line_of("product_usage", f"K5;{LAST}")
    exports.rows["product_usage"].append(f"K5;{LAST};Kärna;4;5")
    line = len(exports.rows["product_usage"]) + 1
    return [f"product_usage.csv:{line}", f"K5, month {LAST}", f"line {first}"]


def month_without_use(exports: Exports) -> list[str]:
    exports.drop("product_usage", ";2026-03;")
    line = exports.line_of("product_usage", "K1;2026-04") - 1
    return [f"product_usage.csv:{line}", "column 'month'", "2026-03", f"after line {line}"]


def old_leads(exports: Exports) -> list[str]:
    rows = exports.rows["leads"]
    exports.rows["leads"] = [row for row in rows if not row.startswith((f"L{LAST}", "L2026-05"))]
    line = len(exports.rows["leads"]) + 1
    return [f"leads.csv:{line}", "column 'entered_at'", "2026-04-24", "67 days before", "--period"]


def nothing_in_the_month_of_churn(exports: Exports) -> list[str]:
    """A row that says that somebody left by saying nothing."""
    line = exports.change("recurring_revenue", f"K6;{LAST}", "75", "")
    return [f"recurring_revenue.csv:{line}", "column 'mrr'", "mrr is blank"]


def revenue_below_zero(exports: Exports) -> list[str]:
    line = exports.change("recurring_revenue", "K2;2026-01", "800,00", "-800,00")
    return [f"recurring_revenue.csv:{line}", "column 'mrr'", "cannot be below zero"]


def won_without_a_day(exports: Exports) -> list[str]:
    line = exports.change("deals", "D2026-02", ";2026-02-21", ";")
    return [f"deals.csv:{line}", "column 'close_date'", "must be filled in when status is won"]


def quarter_among_months(exports: Exports) -> list[str]:
    line = exports.change("plan", "2026-04", "2026-04", "2026Q2")
    return [f"plan.csv:{line}", "column 'month'", "'2026Q2' is a quarter"]


def edge_of_the_month_in_utc(exports: Exports) -> list[str]:
    """Half past ten on the evening of 31 March in London is 1 April in Stockholm."""
    line = exports.change("deals", "D2026-03", "2026-03-21", "2026-03-31T22:30Z")
    places = ["2026-03-31 in UTC and 2026-04-01 in Europe/Stockholm", "timezone ="]
    return [f"deals.csv:{line}", "column 'close_date'", *places]


def lost_on_the_way(exports: Exports) -> list[str]:
    """The ledger says 84 rows and 70 times 10 715.75; one row was lost."""
    exports.settings["ledger"] = '[inputs.ledger.control]\nrows = 70\nsum.amount = "150020.50"\n'
    del exports.rows["ledger"][exports.line_of("ledger", "2025-08;Kontor") - 2]
    return [
        *("ledger.csv", "the number of rows is 69", "says 70"),
        *("149520.50", "150020.50", "a difference of -500.00"),
    ]


def closed_before_opened(exports: Exports) -> list[str]:
    line = exports.change("deals", "D2026-02", ";2026-02-21", ";2026-01-21")
    return [f"deals.csv:{line}", "column 'close_date'", "13 days before it was created"]


def two_budgets(exports: Exports) -> list[str]:
    exports.rows["plan"].append(f"{LAST};sm;950,00;")
    line = len(exports.rows["plan"]) + 1
    return [f"plan.csv:{line}", "column 'key'", "950.00 here", f"900.00 on line {line - 1}"]


def total_among_customers(exports: Exports) -> list[str]:
    exports.rows["customers"].append("Summa;Summa;Små")
    exports.rows["recurring_revenue"] += [f"Summa;{month};Kärna;6 115,75" for month in MONTHS]
    line = exports.line_of("recurring_revenue", "Summa")
    return [f"recurring_revenue.csv:{line}", "column 'customer_id'", "sum of all other rows"]


def nobody_works(exports: Exports) -> list[str]:
    line = exports.change("headcount", f"{LAST};sales", "2,5", "0")
    exports.change("headcount", f"{LAST};rd", ";4", ";0")
    return [f"headcount.csv:{line}", "column 'fte'", LAST]


def invoices_by_the_year(exports: Exports) -> list[str]:
    """Four of six pay once a year: twelve months' revenue in one."""
    rows = [row for row in exports.rows["recurring_revenue"] if row[:2] in ("K5", "K6")]
    first, again = MONTHS[1], MONTHS[13]
    yearly = [f"K{n};{month};Kärna;12 000,00" for month in (first, again) for n in (1, 2, 3, 4)]
    exports.rows["recurring_revenue"] = rows + yearly
    return ["recurring_revenue.csv:", "column 'mrr'", "4 of 6 customers", "12000.00"]


READING = [
    Fault("n/a in a money cell", not_available),
    Fault("a short row", short_row),
    Fault("1.234,56 under locale en", swedish_number_in_english_file),
    Fault("a header twice", header_twice),
    Fault("n/a in a count", no_number_of_calls),
    Fault("a thirteenth month", thirteenth_month),
    Fault("neither yes nor no", perhaps_paid),
    Fault("an unknown survey", survey_of_another_kind),
    Fault("nothing in the month of churn", nothing_in_the_month_of_churn),
    Fault("revenue below zero", revenue_below_zero),
    Fault("a deal won without a day", won_without_a_day),
    Fault("a quarter among months", quarter_among_months),
    Fault("the edge of a month in UTC", edge_of_the_month_in_utc),
]
CHECKS = [
    Fault("last month pasted twice", pasted_twice, "repeated_block"),
    Fault("a missing month", missing_month, "months_are_complete"),
    Fault("a stale file", stale_file, "exports_reach_the_period"),
    Fault("a customer nobody knows", unknown_customer, "customers_are_known"),
    Fault("a second row for a customer", second_price, "rows_are_unique"),
    Fault("a currency without rates", foreign_currency, "currencies_are_convertible"),
    Fault("costs with the sign turned", sign_turned, "costs_are_positive"),
    Fault("cash that does not add up", cash_out_of_nowhere, "cash_moves_with_flows"),
    Fault("a customer's use twice", use_counted_twice, "rows_are_unique"),
    Fault("a month without use", month_without_use, "months_are_complete"),
    Fault("an old file of leads", old_leads, "exports_reach_the_period"),
    Fault("rows lost on the way", lost_on_the_way, "control_totals_agree"),
    Fault("a deal closed before it was opened", closed_before_opened, "deals_dates_are_possible"),
    Fault("two budgets in one", two_budgets, "plan_is_one_per_version"),
    Fault("a total among customers", total_among_customers, "no_row_is_a_total"),
    Fault("a month without anybody", nobody_works, "headcount_is_plausible"),
    Fault("yearly invoices", invoices_by_the_year, "invoices_are_not_recurring_revenue"),
]

UNWAIVABLE = "currencies_are_convertible"


def run(verb: str, pack: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """The real command, as cron runs it."""
    command = [sys.executable, "-m", "reportgen", verb, str(pack), "--period", PERIOD, *options]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120)


def refused(exports: Exports, folder: Path) -> str:
    """Check, and be refused: exit code 3, a message, nothing written; the message."""
    pack = exports.write(folder / "pack")
    before = sorted(pack.rglob("*"))
    done = run("check", pack)
    assert done.returncode == 3, done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert sorted(pack.rglob("*")) == before
    assert "→" in done.stderr, "no advice"
    return done.stderr


@pytest.mark.parametrize("fault", READING + CHECKS, ids=lambda fault: fault.name)
def test_a_planted_fault_stops_the_check_and_is_explained(fault: Fault, tmp_path: Path) -> None:
    exports = clean()
    expected = fault.plant(exports)
    message = refused(exports, tmp_path)
    assert [part for part in expected if part not in message] == [], message
    if fault.check:
        assert f"(check {fault.check})" in message


@pytest.mark.parametrize("faults", [READING[:2] + READING[3:], CHECKS[:4]], ids=["read", "check"])
def test_several_faults_are_told_in_one_run(faults: list[Fault], tmp_path: Path) -> None:
    exports = clean()
    expected = [part for fault in faults for part in fault.plant(exports)]
    message = refused(exports, tmp_path)
    assert [part for part in expected if part not in message] == [], message


def test_a_build_is_refused_as_the_check_is(tmp_path: Path) -> None:
    """The same words, and nothing is written."""
    exports, out = clean(), tmp_path / "out"
    for fault in (CHECKS[0], CHECKS[1]):
        fault.plant(exports)
    pack = exports.write(tmp_path / "pack")
    built, checked = run("build", pack, "--out", str(out)), run("check", pack)
    assert (built.returncode, built.stdout) == (3, "")
    assert built.stderr == checked.stderr
    assert not out.exists() or not list(out.iterdir())


def test_the_clean_pack_is_printed(tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = run("build", clean().write(tmp_path / "pack"), "--out", str(out))
    assert done.returncode == 0, done.stderr
    assert (out / f"pack-{PERIOD}.pdf").stat().st_size > 1000


def test_the_clean_pack_has_no_findings(tmp_path: Path) -> None:
    done = run("check", clean().write(tmp_path / "pack"))
    assert done.returncode == 0, done.stderr
    assert "0 waived, 0 warnings" in done.stderr, done.stderr


@pytest.mark.parametrize("fault", CHECKS, ids=lambda fault: fault.name)
def test_a_check_can_be_waived(fault: Fault, tmp_path: Path) -> None:
    exports = clean()
    fault.plant(exports)
    # Rows that stand twice break two rules; the second says so once the first is waived.
    also = ("rows_are_unique",) if fault.check == "repeated_block" else ()
    exports.waived = (fault.check, *also)
    done = run("check", exports.write(tmp_path / "pack"))
    if fault.check == UNWAIVABLE:
        # Nothing true could be printed: an amount without a rate would be taken for our own money.
        assert done.returncode == 3
        return
    assert done.returncode == 0, done.stderr
    assert f"{len(exports.waived)} waived" in done.stderr


def blank_for_a_month(exports: Exports) -> list[str]:
    exports.drop("recurring_revenue", "K3;2026-01;")
    line = exports.line_of("recurring_revenue", "K3;2026-02")
    return [f"recurring_revenue.csv:{line}", "K3", "nothing at all in 2026-01"]


def part_of_a_month(exports: Exports) -> list[str]:
    """In from 15 January: 17 of 31 days of 2 480 are 1 360."""
    exports.rows["customers"].append("K7;Kund K7;Små")
    prices = ["1 360,00", *["2 480,00"] * 5]
    exports.rows["recurring_revenue"] += [
        f"K7;{month};Kärna;{price}" for month, price in zip(MONTHS[8:], prices, strict=True)
    ]
    line = exports.line_of("recurring_revenue", "K7")
    return [f"recurring_revenue.csv:{line}", "1360.00", "17 of 31 days of the 2480.00"]


def bought_by_another(exports: Exports) -> list[str]:
    for month in MONTHS[9:]:
        exports.change("recurring_revenue", f"K1;{month}", "1 200,50", "1 850,75")
        exports.drop("recurring_revenue", f"K4;{month};")
    line = exports.line_of("recurring_revenue", f"K1;{MONTHS[9]}")
    return [f"recurring_revenue.csv:{line}", "customer K4 leaves", "K1 gains 650.25"]


def another_spelling(exports: Exports) -> list[str]:
    exports.rows["customers"].append("k-1;Kund 1;Små")
    line = len(exports.rows["customers"]) + 1
    return [f"customers.csv:{line}", "'k-1'", "spelt almost alike"]


def slipped_decimal(exports: Exports) -> list[str]:
    line = exports.change("recurring_revenue", "K2;2025-12", "800,00", "80 000,00")
    return [f"recurring_revenue.csv:{line}", "80000.00", "at least 10 times higher"]


def slipped_at_the_end(exports: Exports) -> list[str]:
    line = exports.change("recurring_revenue", f"K2;{LAST}", "800,00", "80 000,00")
    return [f"recurring_revenue.csv:{line}", "80000.00", "it is the last month"]


def won_in_2062(exports: Exports) -> list[str]:
    line = exports.change("deals", f"D{LAST}", f";{LAST}-21", ";2062-06-21")
    return [f"deals.csv:{line}", "close_date is 2062-06-21"]


def half_a_base(exports: Exports) -> list[str]:
    for name in ("K1", "K2", "K3"):
        exports.drop("recurring_revenue", f"{name};{LAST};")
    line = exports.line_of("recurring_revenue", f"K4;{LAST}")
    return [f"recurring_revenue.csv:{line}", "3 customers pay in 2026-06", "after 6 in 2026-05"]


def one_account_turned(exports: Exports) -> list[str]:
    exports.rows["ledger"] += [f"{month};Mässor;sm;-300,00" for month in MONTHS]
    line = exports.line_of("ledger", f"{MONTHS[0]};Mässor")
    return [f"ledger.csv:{line}", "account Mässor (sm)", "-4200.00"]


def plan_of_half_the_quarter(exports: Exports) -> list[str]:
    exports.drop("plan", f"{LAST};")
    return [f"plan.csv:{len(exports.rows['plan']) + 1}", "part of 2026Q2", LAST]


def misspelt_plan(exports: Exports) -> list[str]:
    exports.rows["plan"] += [f"{month};cac_paybck;12;budget" for month in MONTHS]
    line = exports.line_of("plan", f"{MONTHS[0]};cac_paybck")
    return [f"plan.csv:{line}", "'cac_paybck'", "Did you mean 'cac_payback'?"]


WARNINGS = [
    Fault("a blank month", blank_for_a_month, "customers_do_not_pause"),
    Fault("part of a month", part_of_a_month, "first_and_last_months_are_whole"),
    Fault("bought by another", bought_by_another, "merged_customers_are_declared"),
    Fault("another spelling", another_spelling, "one_spelling_per_customer"),
    Fault("a slipped decimal", slipped_decimal, "values_do_not_jump"),
    Fault("a slipped decimal at the end", slipped_at_the_end, "values_do_not_jump"),
    Fault("a deal won in 2062", won_in_2062, "dates_do_not_run_ahead"),
    Fault("half a customer base", half_a_base, "last_month_is_whole"),
    Fault("one account with its sign turned", one_account_turned, "costs_are_positive"),
    Fault("a plan of part of the quarter", plan_of_half_the_quarter, "plan_meets_the_period"),
    Fault("a misspelt key of the plan", misspelt_plan),
]


@pytest.mark.parametrize("fault", WARNINGS, ids=lambda fault: fault.name)
def test_what_may_be_right_is_a_warning_and_strict_stops_at_it(
    fault: Fault, tmp_path: Path
) -> None:
    exports = clean()
    expected = fault.plant(exports)
    pack = exports.write(tmp_path / "pack")
    done = run("check", pack)
    assert done.returncode == 0, done.stderr
    assert [part for part in expected if part not in done.stderr] == [], done.stderr
    if fault.check:
        assert f"(check {fault.check})" in done.stderr
    strict = run("check", pack, "--strict")
    assert strict.returncode == 3
    assert "which --strict takes for mistakes" in strict.stderr


SUBSCRIPTIONS = "id;customer_id;start;end;amount;interval;status\n"


def subscriptions(folder: Path, rows: list[str]) -> subprocess.CompletedProcess[str]:
    """Check a pack that has nothing but a list of subscriptions."""
    folder.mkdir()
    (folder / "subscriptions.csv").write_text(SUBSCRIPTIONS + "\n".join(rows) + "\n")
    (folder / "pack.toml").write_text(
        '[company]\nname = "Prov"\ncurrency = "SEK"\n[inputs.subscriptions]\nlocale = "sv"\n'
        'separator = ";"\n'
    )
    return run("check", folder)


def test_a_deleted_subscription_that_never_ends(tmp_path: Path) -> None:
    rows = [f"S{n};K{n};2026-0{n}-05;;100;month;active" for n in range(1, 7)]
    done = subscriptions(tmp_path / "a", [*rows, "S7;K7;2025-05-05;;100;month;deleted"])
    assert done.returncode == 3
    for part in ("subscriptions.csv:8", "column 'status'", "K7", "'deleted'", "no end date"):
        assert part in done.stderr
    assert "(check ended_subscriptions_have_an_end)" in done.stderr


def test_a_base_that_ends_with_its_export(tmp_path: Path) -> None:
    """All ends are the day of the export: everybody would have left in June."""
    rows = [f"S{n};K{n};2026-0{n}-05;2026-06-10;100;month;active" for n in range(1, 6)]
    done = subscriptions(tmp_path / "a", [*rows, "S7;K7;2025-05-05;;100;month;active"])
    assert done.returncode == 3
    for part in ("subscriptions.csv:2", "5 of the 6 subscriptions", "2026-06-10", "2026-06"):
        assert part in done.stderr
    assert "(check subscriptions_outlive_their_file)" in done.stderr


def test_mistakes_of_all_kinds_are_told_in_one_check(tmp_path: Path) -> None:
    """pack.toml, theme, language, pages, targets, benchmarks, commentary: what a build stops at."""
    pack = clean().write(tmp_path / "pack")
    text = (pack / "pack.toml").read_text(encoding="utf-8")
    more = '[report]\ntheme = "plane"\nlocale = "xx"\npages = ["growt"]\n'
    more += "[targets]\ncac_paybck = 1\n"
    (pack / "pack.toml").write_text(text + more, encoding="utf-8")
    done = run("check", pack)
    assert done.returncode == 4
    for part in ("'plane'", "'xx'", "'growt'", "'cac_paybck'", "4 mistakes"):
        assert part in done.stderr, done.stderr
    assert f"{pack}" not in done.stderr
    more = '[benchmarks]\nshow = ["nobody"]\n[thresholds]\nnps = 3\n'
    (pack / "pack.toml").write_text(text + more, encoding="utf-8")
    (pack / "commentary.md").write_text("## growth\n\n{{ figure('cac_paybck') }}\n")
    done = run("check", pack)
    assert done.returncode == 4
    assert "'nobody'" in done.stderr
    (pack / "pack.toml").write_text(text, encoding="utf-8")
    done = run("check", pack)
    assert done.returncode == 4
    assert "commentary.md:3: there is no metric called 'cac_paybck'" in done.stderr


@pytest.mark.parametrize("fault", READING, ids=lambda fault: fault.name)
def test_what_cannot_be_read_cannot_be_waived(fault: Fault, tmp_path: Path) -> None:
    exports = clean()
    fault.plant(exports)
    exports.waived = tuple(dict.fromkeys(other.check for other in CHECKS))
    assert run("check", exports.write(tmp_path / "pack")).returncode == 3
