"""Debit and credit become one amount with the sign that the ledger wants."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from tests.intake.exports import read, refused

HEAD = "Datum;Konto;Debet;Kredit;Kategori\n"


def test_revenue_and_costs_are_positive_and_corrections_negative(tmp_path: Path) -> None:
    """Credit makes revenue, debit makes costs; an account of interest takes the sign of costs."""
    rows = (
        "2026-07-31;Abonnemang;;1 000,50;Återkommande intäkter\n"
        "2026-07-31;Abonnemang;100,25;;Återkommande intäkter\n"
        "2026-08-31;Lön;800;50;S&M\n"
        "2026-07-31;Hyra;;20;G&A\n"
        "2026-09-30;Hyra;90;;G&A\n"
        "2026-09-30;Ränta;;5;Övrigt\n"
    )
    frame = read(tmp_path, {"postings.csv": HEAD + rows}).tables["ledger"]
    amounts = [Decimal(text) for text in ("1000.50", "-100.25", "750", "-20", "90", "-5")]
    assert frame["amount"].to_list() == amounts
    assert list(frame.columns)[:3] == ["month", "line", "amount"]
    assert "debit" not in frame.columns


def test_a_posting_of_nothing_is_refused(tmp_path: Path) -> None:
    """A total or a heading that slipped in, with its line."""
    rows = "2026-07-31;Lön;5;;S&M\n2026-07-31;Lön;;;S&M\n"
    (problem,) = refused(tmp_path, {"postings.csv": HEAD + rows})
    assert problem.line == 3
    assert "neither debit nor credit" in problem.what


def test_a_ledger_may_be_said_to_have_this_shape(tmp_path: Path) -> None:
    rows = "2026-09-30;Lön;5;;S&M\n"
    settings = '[inputs.ledger]\npath = "bok.csv"\nshape = "postings"\n'
    frame = read(tmp_path, {"bok.csv": HEAD + rows}, settings).tables["ledger"]
    assert frame["amount"].to_list() == [5]
