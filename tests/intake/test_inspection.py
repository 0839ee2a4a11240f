"""What a file seems to be, by its headers."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.intake.inspection import Inspection, inspect_file


def inspected(folder: Path, text: str, wanted: str = "") -> Inspection:
    """A file of this content, looked at."""
    path = folder / "export.csv"
    path.write_text(text, encoding="utf-8")
    return inspect_file(path, wanted=wanted)


@pytest.mark.parametrize(
    ("text", "table"),
    [
        (
            "subscription_id,customer_id,start_date,end_date,monthly_amount\n1,K1,2026-01-01,,5\n",
            "subscriptions",
        ),
        (
            "subscription_id,customer_id,start_date,finish_date,price,interval\n1,K1,2026-01-01,,5,month\n",
            "subscriptions",
        ),
        (
            "opportunity_id,sales_agent,deal_stage,engage_date,close_date,close_value\n1,A,Won,2026-01-01,2026-02-01,5\n",
            "deals",
        ),
        ("Kundnr;Namn;Segment\nK1;Asp;Small\n", "customers"),
        ("Kundnr;2026-07;2026-08\nK1;5;6\n", "recurring_revenue"),
        ("Konto;Kategori;2026-07;2026-08\nLön;S&M;5;6\n", "ledger"),
        ("customer_id,month,mrr\nK1,2026-09,5\n", "recurring_revenue"),
        ("Employee,Department,Hire Date,Last day,FTE\n1,Sales,2026-01-01,,1\n", "employees"),
        ("Date,Account,Debit,Credit\n2026-01-01,Rent,1,\n", "postings"),
        ("colour,weight\nred,5\n", ""),
    ],
)
def test_the_table_of_which_it_has_most_columns(text: str, table: str, tmp_path: Path) -> None:
    """A list of subscriptions names customers and is no list of customers."""
    assert inspected(tmp_path, text).table == table


def test_a_column_that_is_missing_is_named_with_the_nearest_header(tmp_path: Path) -> None:
    """And stands in the lines to paste."""
    text = "customer_id,start_date,enddates,price,interval\nK1,2026-01-01,,5,month\n"
    found = inspected(tmp_path, text)
    assert (found.table, found.missing) == ("subscriptions", {"end": "enddates"})
    assert 'end = "enddates"   # required' in found.stub


def test_a_preset_is_found_for_the_table_it_becomes(tmp_path: Path) -> None:
    """Somebody asks whether it can be recurring revenue: as subscriptions it can."""
    text = "id,Customer ID,Status,Current Period Start (UTC),Amount,Interval,Quantity\n"
    found = inspected(tmp_path, text + "s,K1,active,2026-09-01,5,month,1\n", "recurring_revenue")
    assert found.preset is not None
    assert found.preset.name == "stripe_subscriptions"
    assert set(found.missing) == {"start", "end"}


def test_what_is_refused_says_so(tmp_path: Path) -> None:
    found = inspected(tmp_path, "id,Amount Refunded,Captured,Converted Amount,Fee\nc,0,x,1,0\n")
    assert found.table == ""
    assert "payments" in found.problems[0].what


@pytest.mark.parametrize(
    ("text", "table", "shape"),
    [
        (
            "Kundnr;Namn;Segment;Land;2026-07;2026-08\nK1;Asp;Small;SE;5;6\n",
            "recurring_revenue",
            "wide",
        ),
        (
            "Contact;Status;MQL date;SQL date\nL1;SQL;2026-07-01;2026-08-01\n",
            "leads",
            "stage_columns",
        ),
        ("Kund;Datum;Typ;Förändring\nK1;2026-07-01;ny;5\n", "movements", ""),
        (
            "Kundnr;Fakturanr;Fakturadatum;Period från;Period till;Nettobelopp\n"
            "K1;F1;2026-07-01;2026-07-01;2026-08-01;5\n",
            "invoice_lines",
            "",
        ),
    ],
)
def test_the_layout_is_seen_and_stands_in_the_lines_to_paste(
    text: str, table: str, shape: str, tmp_path: Path
) -> None:
    """Months side by side with names and segments of customers are no list of customers."""
    found = inspected(tmp_path, text)
    assert (found.table, found.missing) == (table, {})
    assert (f'shape = "{shape}"' in found.stub) == bool(shape)
