"""A small pack whose ledger and cash are SIE files, through the real commands."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from tests.commands.test_command_line import run
from tests.intake.books import TOLD, year

INPUTS = '[inputs.ledger]\npath = "books.se"\n[inputs.cash]\npath = "books.se"\n'


def write(folder: Path, told: str = TOLD) -> Path:
    """A pack of books and subscriptions: three customers, 1000 a month between them."""
    folder.mkdir()
    (folder / "pack.toml").write_text(
        '[company]\nname = "Åre Mjukvara AB"\ncurrency = "SEK"\n' + INPUTS + told, encoding="utf-8"
    )
    (folder / "books.se").write_bytes(year().encode("cp437"))
    months = [f"2026-{month:02d}" for month in range(1, 10)]
    rows = [
        f"{who},{m},{mrr}" for m in months for who, mrr in (("K1", 500), ("K2", 300), ("K3", 200))
    ]
    text = "\n".join(["customer_id,month,mrr", *rows]) + "\n"
    (folder / "recurring_revenue.csv").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Decimal]:
    """What a build of it computes for the company, by metric and period."""
    folder = write(tmp_path_factory.mktemp("packs") / "books")
    built = run("build", folder, "--period", "2026Q3")
    assert built.returncode == 0, built.stderr
    (path,) = (folder / "output").glob("*.figures.csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if not row["split_by"] and row["value"]]
    return {(row["metric"], row["period"]): Decimal(row["value"]) for row in rows}


def test_margin_spend_and_cash_come_from_the_books(
    figures: dict[tuple[str, str], Decimal],
) -> None:
    """(1200 - 150) / 1200 of margin; 80 of advertising and 300 of sellers a month; 6305 in the bank."""
    assert figures["gross_margin", "2026Q3"] == Decimal("0.875")
    assert figures["sales_and_marketing_spend", "2026Q3"] == 1140
    assert figures["cash_balance", "2026-09"] == 6305


def test_what_is_untold_stops_the_check_and_can_be_pasted_from_inspect(tmp_path: Path) -> None:
    """check names line, account and sum; inspect prints the lines in which the answers go."""
    folder = write(tmp_path / "untold", "")
    checked = run("check", folder, "--period", "2026Q3")
    assert checked.returncode == 3
    assert "books.se:37, column 'account'" in checked.stderr
    assert "Traceback" not in checked.stderr
    told = run("inspect", folder / "books.se").stdout
    for line in (
        "Company:      Åre Mjukvara AB 556677-8899",
        "Fiscal year:  2026-01-01 to 2026-12-31",
        "SIE type:     4, vouchers",
        "Account:      3041 Abonnemang: -9,000.00",
        "[inputs.ledger.values.category]",
        '"3041" = "…"   # Abonnemang, 9,000.00 in 2026-01 to 2026-09: '
        "revenue_recurring, revenue_other",
        '"10" = "…"   # Sälj, 3,420.00 in 2026-01 to 2026-09: sm, rd, ga, cogs',
    ):
        assert line in told
