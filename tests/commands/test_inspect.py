"""`reportgen inspect` on files as they come out of other programs."""

from __future__ import annotations

import json
from pathlib import Path

from tests.commands.test_command_line import run
from tests.intake.readers.test_xlsx import workbook

DEALS = "Record ID,Deal Name,Deal Stage,Amount,Deal owner,Close Date,Create Date\n"


def test_what_the_file_is_and_the_lines_to_paste(tmp_path: Path) -> None:
    """The names of the columns stand under each other, however long they are."""
    file = tmp_path / "deals.csv"
    file.write_text(DEALS + "1,Ny,Closed Won,1000,Eva,2026-02-03,2026-01-02\n", encoding="utf-8")
    told = run("inspect", file)
    assert told.returncode == 0
    assert "Whose export:     HubSpot: deals (preset hubspot_deals)\n" in told.stdout
    assert "  expected_close: <- Close Date\n" in told.stdout
    assert '[inputs.deals]\npath = "deals.csv"\npreset = "hubspot_deals"' in told.stdout


def test_what_is_refused_names_the_section_to_write(tmp_path: Path) -> None:
    """Contacts of today are no leads; nothing is said of sheets where there are none."""
    file = tmp_path / "contacts.csv"
    file.write_text("Record ID,First Name,Email,Lifecycle Stage,Create Date\n", encoding="utf-8")
    told = run("inspect", file).stderr
    assert 'write preset = "none" under [inputs.TABLE].\n' in told
    assert "--sheet" not in told
    answer = json.loads(run("inspect", file, "--json").stdout)
    assert "{section}" not in json.dumps(answer["problems"])


def test_a_sheet_may_be_named_on_the_command_line(tmp_path: Path) -> None:
    """A workbook with two sheets full of rows."""
    file = tmp_path / "book.xlsx"
    rows: list[list[object]] = [["customer_id", "month", "mrr"], ["K1", "2026-01", 5]]
    file.write_bytes(workbook(("North", rows), ("South", rows)))
    told = run("inspect", file).stderr
    assert "or give it here as --sheet." in told
    assert "K1 | 2026-01 | 5" in run("inspect", file, "--sheet", "South").stdout
