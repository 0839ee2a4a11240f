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

    def write(self, folder: Path) -> Path:
        """Write pack.toml and the exports; a file's first row stands on line 2."""
        folder.mkdir()
        text = '[company]\nname = "Provbolaget AB"\ncurrency = "SEK"\n'
        for table, rows in self.rows.items():
            text += (
                f'[inputs.{table}]\nlocale = "{self.locale.get(table, "sv")}"\nseparator = ";"\n'
            )
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


READING = [
    Fault("n/a in a money cell", not_available),
    Fault("a short row", short_row),
    Fault("1.234,56 under locale en", swedish_number_in_english_file),
    Fault("a header twice", header_twice),
    Fault("n/a in a count", no_number_of_calls),
    Fault("a thirteenth month", thirteenth_month),
    Fault("neither yes nor no", perhaps_paid),
    Fault("an unknown survey", survey_of_another_kind),
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
]

UNWAIVABLE = "currencies_are_convertible"


def run(verb: str, pack: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """The real command, as cron runs it."""
    command = [sys.executable, "-m", "reportgen", verb, str(pack), "--period", PERIOD, *options]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120)


def refused(exports: Exports, folder: Path) -> str:
    """Build, and be refused: exit code 3, a message, nothing written; the message."""
    out = folder / "out"
    done = run("build", exports.write(folder / "pack"), "--out", str(out))
    assert done.returncode == 3, done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert not out.exists() or not list(out.iterdir())
    assert "→" in done.stderr, "no advice"
    return done.stderr


@pytest.mark.parametrize("fault", READING + CHECKS, ids=lambda fault: fault.name)
def test_a_planted_fault_stops_the_build_and_is_explained(fault: Fault, tmp_path: Path) -> None:
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


@pytest.mark.parametrize("fault", READING, ids=lambda fault: fault.name)
def test_what_cannot_be_read_cannot_be_waived(fault: Fault, tmp_path: Path) -> None:
    exports = clean()
    fault.plant(exports)
    exports.waived = tuple(dict.fromkeys(other.check for other in CHECKS))
    assert run("check", exports.write(tmp_path / "pack")).returncode == 3
