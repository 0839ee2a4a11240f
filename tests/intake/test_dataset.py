from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportgen.errors import InputError
from reportgen.intake import checks, tables
from reportgen.intake.check import Check
from reportgen.intake.dataset import END_COLUMN, FILE_COLUMN, LINE_COLUMN, read_dataset
from reportgen.intake.table import Table
from reportgen.members import load_members
from reportgen.pack import read_pack
from reportgen.problem import Severity, describe_all
from tests.intake.exports import CUSTOMERS, mistaken, read, refused, table, write

HEAD = "customer_id;month;mrr\n"
MRR = HEAD + "K1;2026-08;1 200,50\nK1;2026-09;1 300,50\n"
STALE = '[checks.exports_reach_the_period]\nwaive = "old on purpose"\n'


def test_exports_beside_the_pack_are_found_by_name(tmp_path: Path) -> None:
    dataset = read(tmp_path, {"customers.csv": CUSTOMERS, "inputs/recurring_revenue.csv": MRR})
    assert set(dataset.tables) == {"customers", "recurring_revenue"}
    frame = dataset.tables["recurring_revenue"]
    assert frame.rows() == [
        ("K1", date(2026, 8, 1), Decimal("1200.5"), "inputs/recurring_revenue.csv", 2),
        ("K1", date(2026, 9, 1), Decimal("1300.5"), "inputs/recurring_revenue.csv", 3),
    ]
    assert frame.schema["mrr"] == pl.Decimal(38, 12)
    assert frame.schema[LINE_COLUMN] == pl.UInt32
    source = dataset.files[-1]
    assert (source.path, source.rows) == ("inputs/recurring_revenue.csv", 2)
    assert (source.first_month, source.last_month) == ("2026-08", "2026-09")
    assert (source.encoding, source.separator, len(source.sha256)) == ("utf-8", ";", 64)
    assert dataset.history_starts is None
    assert {run.name for run in dataset.checks} >= {"rows_are_unique", "months_are_complete"}


def test_a_check_without_an_export_to_look_at_has_not_run(tmp_path: Path) -> None:
    """Balances without flows cannot be held against them, and there is no plan and no ledger."""
    cash = "month;cash_end\n2026-08;10\n2026-09;9\n"
    dataset = read(tmp_path, {"recurring_revenue.csv": MRR, "cash.csv": cash})
    applied = {run.name: run.applied for run in dataset.checks}
    for name in ("rows_are_unique", "values_do_not_jump", "invoices_are_not_recurring_revenue"):
        assert applied[name]
    for name in ("plan_meets_the_period", "cash_moves_with_flows", "customers_are_known"):
        assert not applied[name]
    assert not applied["ledger_agrees_with_recurring_revenue"]


def test_what_a_check_looks_at_is_in_the_tables() -> None:
    kinds = load_members(tables, Table)
    for name, check in load_members(checks, Check).items():
        for one in (one for names in check.looks_at for one in names):
            table, _, column = one.partition(".")
            assert table in kinds, name
            made_from = [kind for kind in kinds.values() if kind.becomes == table]
            known = {word for kind in (kinds[table], *made_from) for word in kind.columns}
            assert not column or column in {*known, END_COLUMN}, name


def test_files_of_events_say_from_when_to_when(tmp_path: Path) -> None:
    leads = "lead_id;stage;entered_at\nL1;visitor;2026-09-30\nL2;visitor;2026-07-01\n"
    actions = "action;due\nAnswer in time;2026-12-31\n"
    dataset = read(tmp_path, {"leads.csv": leads, "actions.csv": actions})
    spans = {file.table: (file.first_month, file.last_month) for file in dataset.files}
    assert spans == {"leads": ("2026-07", "2026-09"), "actions": ("", "")}


def test_keys_stay_text(tmp_path: Path) -> None:
    frame = table(tmp_path, "customers", "customer_id;name\n00123;A\n123;B\n 1e5 ;C\n")
    assert frame["customer_id"].to_list() == ["00123", "123", "1e5"]


def test_blank_text_is_missing_and_blanks_around_it_fall(tmp_path: Path) -> None:
    frame = table(tmp_path, "customers", "customer_id;name;segment\n\u00a0K1 ; Asp\u202f;  \n")
    assert frame.row(0)[:3] == ("K1", "Asp", None)


def test_accents_in_two_encodings_are_one_segment(tmp_path: Path) -> None:
    content = "customer_id;segment\nK1;Små\nK2;Sma\u030a\nK3;S\u00admå\n"
    assert table(tmp_path, "customers", content)["segment"].to_list() == ["Små"] * 3


def test_all_problems_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    problems = refused(
        tmp_path,
        {
            "customers.csv": "customer_id;name\n;Asp\nK2;Bj\x07örk\n",
            "recurring_revenue.csv": HEAD + "K1;2026-13;5\nK1;2026-09;n/a\nK1;2026-08;-5\nx\n",
            "ledger.csv": "month;line;amount;category\n2026-09;Hyra;12,5;rent\n",
        },
        '[inputs.recurring_revenue]\nlocale = "sv"\n',
    )
    assert {(p.file, p.line, p.column, p.value) for p in problems} == {
        ("customers.csv", 2, "customer_id", ""),
        ("customers.csv", 3, "name", "Bj\x07örk"),
        ("recurring_revenue.csv", 2, "month", "2026-13"),
        ("recurring_revenue.csv", 3, "mrr", "n/a"),
        ("recurring_revenue.csv", 4, "mrr", "-5"),
        ("recurring_revenue.csv", 5, "", ""),
        ("ledger.csv", 2, "category", "rent"),
    }
    for problem in problems:
        assert problem.severity is Severity.ERROR
        assert problem.what
        assert problem.advice
        assert problem.excerpt
        assert "{" not in problem.advice


def test_amounts_that_nobody_can_read_for_sure_are_refused_with_both_readings(
    tmp_path: Path,
) -> None:
    content = "customer_id;month;mrr\nK1;2026-09;1.234\nK2;2026-09;2.345\n"
    (problem,) = refused(tmp_path, {"recurring_revenue.csv": content})
    assert (problem.line, problem.column, problem.value) == (2, "mrr", "1.234")
    assert "1234 or as 1.234" in problem.what
    assert 'locale = "sv"' in problem.advice
    assert "under [inputs.recurring_revenue]" in problem.advice
    for locale, value in (("sv", Decimal(1234)), ("en", Decimal("1.234"))):
        frame = table(
            tmp_path / locale,
            "recurring_revenue",
            content,
            f'[inputs.recurring_revenue]\nlocale = "{locale}"\n',
        )
        assert frame["mrr"][0] == value


def test_an_amount_against_the_declared_locale_is_refused(tmp_path: Path) -> None:
    content = "customer_id;month;mrr\nK1;2026-09;1.234,56\n"
    settings = '[inputs.recurring_revenue]\nlocale = "en"\n'
    (problem,) = refused(tmp_path, {"recurring_revenue.csv": content}, settings)
    assert (problem.line, problem.value) == (2, "1.234,56")
    assert "decimal mark is '.'" in problem.what


def test_a_lone_dash_is_nothing_until_the_pack_says_what(tmp_path: Path) -> None:
    content = "customer_id;month;mrr\nK1;2026-09;-\n"
    (problem,) = refused(tmp_path, {"recurring_revenue.csv": content})
    assert '"-" = "0"' in problem.advice
    assert "[inputs.recurring_revenue.values.mrr]" in problem.advice
    frame = table(
        tmp_path / "zero",
        "recurring_revenue",
        content,
        '[inputs.recurring_revenue.values.mrr]\n"-" = "0"\n',
    )
    assert frame["mrr"].to_list() == [Decimal(0)]
    settings = '[inputs.recurring_revenue.values.mrr]\n"-" = ""\n'
    (problem,) = refused(tmp_path / "blank", {"recurring_revenue.csv": content}, settings)
    assert problem.what == "mrr is blank"


@pytest.mark.parametrize(
    ("cell", "currency", "good"),
    [
        ("100 kr", "SEK", True),
        ("100 kr", "NOK", True),
        ("100 EUR", "eur", True),
        ("100", "EUR", True),
        ("€ 100", "SEK", False),
        ("100 kr", "EUR", False),
        ("USD 100", "EUR", False),
        ("€ 100", "", False),
        ("100 kr", "", True),
    ],
)
def test_a_currency_in_a_cell_must_agree_with_that_of_its_row(
    tmp_path: Path, cell: str, currency: str, good: bool
) -> None:
    files = {
        "recurring_revenue.csv": f"customer_id;month;mrr;currency\nK1;2026-09;{cell};{currency}\n",
        "exchange_rates.csv": "currency;month;rate\nEUR;2026-09;11,5\nNOK;2026-09;0,98\n",
    }
    if good:
        frame = read(tmp_path, files).tables["recurring_revenue"]
        assert frame["currency"].to_list() == [currency.upper() or None]
    else:
        (problem,) = refused(tmp_path, files)
        assert (problem.line, problem.column, problem.value) == (2, "mrr", cell)


def test_amounts_in_thousands_are_not_taken_for_whole_ones(tmp_path: Path) -> None:
    content = "month;line;amount;category\n2026-09;Hyra;100 tkr;ga\n"
    (problem,) = refused(tmp_path, {"ledger.csv": content})
    assert "thousands" in problem.what


@pytest.mark.parametrize(
    "character", ["\x00", "\x07", "\x1b", "\x85", "\ufffe", "\u202e", "\u200f"]
)
def test_characters_that_cannot_be_printed_are_named(tmp_path: Path, character: str) -> None:
    content = f"customer_id;name;city\nK1;A{character}B;\nK2;C;D{character}\n"
    first, second = refused(tmp_path, {"customers.csv": content})
    assert (first.line, first.column) == (2, "name")
    assert (second.line, second.column) == (3, "city")
    assert f"U+{ord(character):04X}" in first.what


@pytest.mark.parametrize("character", ["\u200b", "\u00ad", "\u2060", "\ufffd"])
def test_an_invisible_character_in_a_key_is_refused(tmp_path: Path, character: str) -> None:
    (problem,) = refused(tmp_path, {"customers.csv": f"customer_id;name\nK{character}1;A\n"})
    assert (problem.line, problem.column) == (2, "customer_id")
    assert f"U+{ord(character):04X}" in problem.what


def test_a_forbidden_character_in_a_header(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, {"customers.csv": "customer_id;na\u202eme\nK1;A\n"})
    assert (problem.line, "U+202E" in problem.what) == (1, True)


def test_slash_dates_need_proof_or_a_declaration(tmp_path: Path) -> None:
    head = "deal_id;created;status;amount;close date\n"
    ambiguous = head + "1;01/02/2026;won;5;03/04/2026\n"
    problems = refused(tmp_path, {"deals.csv": ambiguous})
    assert [(p.line, p.column, p.value) for p in problems] == [
        (2, "created", "01/02/2026"),
        (2, "close date", "03/04/2026"),
    ]
    assert "2026-02-01 or 2026-01-02" in problems[0].what
    assert 'date_format = "%d/%m/%Y"' in problems[0].advice
    assert "under [inputs.deals]" in problems[0].advice
    declared = '[inputs.deals]\ndate_format = "%m/%d/%Y"\n'
    frame = table(tmp_path / "declared", "deals", ambiguous, declared + STALE)
    assert frame["created_date"].to_list() == [date(2026, 1, 2)]
    proved = ambiguous + "2;31/01/2026;won;5;30/04/2026\n"
    frame = table(tmp_path / "proved", "deals", proved, STALE)
    assert frame["created_date"].to_list() == [date(2026, 2, 1), date(2026, 1, 31)]
    both = head + "1;31/01/2026;won;5;2026-04-03\n2;01/31/2026;won;5;2026-04-03\n"
    assert len(refused(tmp_path / "both", {"deals.csv": both})) == 1


def test_impossible_dates_and_two_digit_years(tmp_path: Path) -> None:
    content = "deal_id;created_date;status;amount_arr\n1;30.02.2026;open;\n2;31-01-25;open;\n"
    first, second = refused(tmp_path, {"deals.csv": content})
    assert (first.line, "does not exist" in first.what) == (2, True)
    assert (second.line, "two digits" in second.what) == (3, True)


def test_a_total_row_is_refused(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, {"recurring_revenue.csv": MRR + "Summa;;2 501,00\n"})
    assert (problem.line, problem.column) == (4, "month")
    assert "total" in problem.advice


# ------------------------------------------------------------------------------------- columns


def test_columns_are_named_in_the_pack_by_name_or_synonym(tmp_path: Path) -> None:
    content = "Beställare;Mån;Pris;Mer\nK1;2026-09;5;x\n"
    settings = """
    [inputs.recurring_revenue.columns]
    customer_id = "beställare"
    "reporting month" = ["Month", "Mån"]
    mrr = "Pris"
    """
    dataset = read(tmp_path, {"recurring_revenue.csv": content}, settings)
    frame = dataset.tables["recurring_revenue"]
    assert frame.columns == ["customer_id", "month", "mrr", "mer", FILE_COLUMN, LINE_COLUMN]
    assert dataset.further == {"recurring_revenue": ("mer",)}


def test_a_header_named_in_the_pack_must_be_in_the_file(tmp_path: Path) -> None:
    settings = '[inputs.recurring_revenue.columns]\nmrr = "MMR"\n'
    problems = refused(tmp_path, {"recurring_revenue.csv": MRR}, settings)
    assert (problems[0].line, problems[0].column) == (1, "MMR")
    assert "Did you mean" in problems[0].advice


def test_a_missing_column_lists_the_headers_and_the_line_to_write(tmp_path: Path) -> None:
    (problem,) = refused(
        tmp_path, {"recurring_revenue.csv": "customer_id;month;mrrr\nK1;2026-09;5\n"}
    )
    assert "'customer_id', 'month', 'mrrr'" in problem.what
    assert '[inputs.recurring_revenue.columns]: mrr = "mrrr"' in problem.advice


def test_two_headers_for_one_number_are_not_chosen_from(tmp_path: Path) -> None:
    content = "month;line;category;value;saldo\n2026-09;Hyra;ga;5;6\n"
    (problem,) = refused(tmp_path, {"ledger.csv": content})
    assert "'value' and 'saldo'" in problem.what
    frame = table(
        tmp_path / "said", "ledger", content, '[inputs.ledger.columns]\namount = "saldo"\n'
    )
    assert frame["amount"].to_list() == [Decimal(6)]
    assert frame["value"].to_list() == ["5"]


def test_a_header_given_to_one_column_is_not_taken_for_another(tmp_path: Path) -> None:
    content = "Kund;Nr\nAsp;K1\n"
    settings = '[inputs.customers.columns]\nname = "Kund"\n'
    (problem,) = refused(tmp_path, {"customers.csv": content}, settings)
    assert "'customer_id'" in problem.what


def test_constants_add_a_column(tmp_path: Path) -> None:
    settings = '[inputs.recurring_revenue]\nlocale = "sv"\n[inputs.recurring_revenue.constants]\n'
    settings += 'kind = "abonnemang"\nseats = 2.5\n'
    frame = table(tmp_path, "recurring_revenue", MRR, settings)
    assert frame["kind"].unique().to_list() == ["recurring"]
    assert frame["seats"].unique().to_list() == [Decimal("2.5")]


def test_values_are_translated_in_known_and_further_columns(tmp_path: Path) -> None:
    content = "deal_id;created;stage;amount;product\n1;2026-09-02;Nästan;5;GTXPro\n"
    settings = """
    [inputs.deals.values.status]
    "nästan" = "open"
    [inputs.deals.values.product]
    "GTXPro" = "GTX Pro"
    """
    frame = table(tmp_path, "deals", content, settings)
    assert frame.select("status", "product").row(0) == ("open", "GTX Pro")


def test_an_unknown_word_shows_the_line_to_write(tmp_path: Path) -> None:
    content = "deal_id;created;stage;amount\n1;2026-01-02;Nästan;5\n"
    (problem,) = refused(tmp_path, {"deals.csv": content})
    assert "open, won, lost" in problem.what
    assert '"Nästan" = "open"' in problem.advice
    assert "[inputs.deals.values.status]" in problem.advice


def test_a_ledger_needs_categories_or_a_translation_of_its_lines(tmp_path: Path) -> None:
    content = "month;line;amount\n2026-09;5010 Hyra;5\n2026-09;3010 Avgifter;9\n"
    (problem,) = refused(tmp_path, {"ledger.csv": content})
    assert "'category'" in problem.what
    assert "[inputs.ledger.values.category]" in problem.advice
    settings = '[inputs.ledger.values.category]\n"5010 Hyra" = "ga"\n'
    (problem,) = refused(tmp_path / "half", {"ledger.csv": content}, settings)
    assert (problem.line, problem.value) == (3, "3010 Avgifter")
    settings += '"3010 Avgifter" = "revenue_recurring"\n'
    frame = table(tmp_path / "whole", "ledger", content, settings)
    assert frame["category"].to_list() == ["ga", "revenue_recurring"]


def test_won_and_lost_deals_must_be_complete_open_ones_need_not(tmp_path: Path) -> None:
    content = (
        "deal_id;created;status;amount;close date\n"
        "1;;open;;\n2;2026-01-02;won;;2026-02-02\n3;2026-01-02;won;5;\n4;;lost;;2026-02-02\n"
        "5;2026-01-02;lost;;\n6;2026-01-02;;;\n"
    )
    problems = refused(tmp_path, {"deals.csv": content})
    assert {(p.line, p.column) for p in problems} == {
        (3, "amount"),
        (4, "close date"),
        (5, "created"),
        (6, "close date"),
        (7, "status"),
    }


def test_percentages_belong_to_plans_not_to_money(tmp_path: Path) -> None:
    content = "month;key;value\n2026-09;net_revenue_retention;105,5 %\n2026-09;new_arr;5 000\n"
    assert table(tmp_path, "plan", content)["value"].to_list() == [Decimal("1.055"), Decimal(5000)]


# --------------------------------------------------------------------------------------- files


def test_several_files_feed_one_table(tmp_path: Path) -> None:
    files = {
        "exports/mrr 2026-08.csv": "customer_id;month;mrr\nK1;2026-08;5,5\n",
        "exports/mrr 2026-09.csv": "customer_id,month,mrr,plan\nK1,2026-09,6.5,Bas\n",
        "exports/.mrr 2026-07.csv": "not this",
    }
    dataset = read(tmp_path, files, '[inputs.recurring_revenue]\npath = "exports/*.csv"\n')
    frame = dataset.tables["recurring_revenue"].drop(FILE_COLUMN)
    assert frame.rows() == [
        ("K1", date(2026, 8, 1), Decimal("5.5"), None, 2),
        ("K1", date(2026, 9, 1), Decimal("6.5"), "Bas", 2),
    ]
    assert [file.path for file in dataset.files] == sorted(files)[1:]


def test_one_file_feeds_several_tables(tmp_path: Path) -> None:
    content = "customer_id;segment;month;mrr\nK1;Små;2026-09;5,5\n"
    settings = (
        '[inputs.customers]\npath = "all.csv"\n[inputs.recurring_revenue]\npath = "all.csv"\n'
    )
    dataset = read(tmp_path, {"all.csv": content}, settings)
    assert set(dataset.tables) == {"customers", "recurring_revenue"}


def test_brackets_in_a_file_name_are_no_pattern(tmp_path: Path) -> None:
    settings = '[inputs.customers]\npath = "export[1].csv"\n'
    assert read(tmp_path, {"export[1].csv": CUSTOMERS}, settings).has("customers")


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    settings = '[inputs.ledger]\npath = "pnl*.csv"\n[inputs.cash]\nlocale = "sv"\n'
    problems = refused(tmp_path, {"customers.csv": CUSTOMERS}, settings)
    assert [(p.file, p.column) for p in problems] == [
        ("pack.toml", "inputs.cash"),
        ("pack.toml", "inputs.ledger.path"),
    ]
    assert problems[1].line == 7


@pytest.mark.parametrize(
    "path", ["../secret.csv", "/etc/passwd", "a/../../secret.csv", "link.csv", "li*.csv"]
)
def test_a_path_must_stay_in_the_pack(tmp_path: Path, path: str) -> None:
    (tmp_path / "secret.csv").write_text(CUSTOMERS)
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "link.csv").symlink_to(tmp_path / "secret.csv")
    (problem,) = mistaken(folder, {}, f'[inputs.customers]\npath = "{path}"\n')
    assert "leaves the pack's folder" in problem.what


def test_a_link_found_by_name_must_stay_in_the_pack_too(tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text(CUSTOMERS)
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "customers.csv").symlink_to(tmp_path / "secret.csv")
    assert "link" in mistaken(folder, {}, "")[0].what


def test_two_files_that_could_be_one_table_are_refused(tmp_path: Path) -> None:
    files = {"customers.csv": CUSTOMERS, "inputs/customers.csv": CUSTOMERS}
    (problem,) = refused(tmp_path, files)
    assert "customers.csv and inputs/customers.csv" in problem.what


def test_a_workbook_dropped_in_is_not_silently_missed(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "customers.csv": CUSTOMERS,
        "ledger.xls": b"\xd0\xcf\x11\xe0 an old workbook",
    }
    (problem,) = refused(tmp_path, files)
    assert (problem.file, "Excel workbook" in problem.what) == ("ledger.xls", True)


def test_a_pack_without_exports_lists_what_could_be_dropped_in(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, {})
    for name in ("customers.csv", "recurring_revenue.csv", "ledger.csv", "deals.csv"):
        assert name in problem.advice


# ------------------------------------------------------------------------------------ pack.toml


@pytest.mark.parametrize(
    ("settings", "column", "advice"),
    [
        ("[inputs.recuring_revenue]\n", "inputs.recuring_revenue", "recurring_revenue"),
        ('[inputs.ledger.columns]\namout = "x"\n', "inputs.ledger.columns.amout", "amount"),
        (
            '[inputs.ledger.constants]\ncatgory = "ga"\n',
            "inputs.ledger.constants.catgory",
            "category",
        ),
        ('[inputs.ledger]\nshape = "wid"\n', "inputs.ledger.shape", "wide"),
        ('[inputs.ledger]\nshape = "subscriptions"\n', "inputs.ledger.shape", ""),
        ('[inputs.subscriptions]\nshape = "long"\n', "inputs.subscriptions.shape", ""),
        ('[inputs.ledger]\nlocale = "fr"\n', "inputs.ledger.locale", "sv, da, nb"),
        ('[inputs.ledger]\npreset = "stripe"\n', "inputs.ledger.preset", ""),
        ('[inputs.ledger]\nseparator = "x"\n', "inputs.ledger.separator", ""),
        ('[inputs.ledger]\ndate_format = "%d/%m"\n', "inputs.ledger.date_format", "%d/%m/%Y"),
        ('[inputs.ledger]\ndate_format = "dd/mm/yyyy"\n', "inputs.ledger.date_format", "%d/%m/%Y"),
        (
            '[inputs.ledger.values.category]\n"X" = "marketing"\n',
            "inputs.ledger.values.category.X",
            "",
        ),
        ('[checks.row_are_unique]\nwaive = "why"\n', "checks.row_are_unique", "rows_are_unique"),
    ],
)
def test_mistakes_in_the_pack_are_told_before_any_file_is_read(
    tmp_path: Path, settings: str, column: str, advice: str
) -> None:
    (problem,) = mistaken(tmp_path, {"ledger.csv": "not even read"}, settings)
    assert (problem.file, problem.column) == ("pack.toml", column)
    assert problem.line
    assert advice in problem.advice


# --------------------------------------------------------------------------------------- checks


def test_a_failed_check_stops_and_a_waived_one_is_remembered(tmp_path: Path) -> None:
    files = {"recurring_revenue.csv": MRR + "K1;2026-09;1 300,50\n"}
    problems = refused(tmp_path, files)
    assert {p.check for p in problems if p.severity is Severity.ERROR} == {"rows_are_unique"}
    waiver = '[checks.rows_are_unique]\nwaive = "known, says Eva"\n'
    dataset = read(tmp_path / "waived", files, waiver)
    (run,) = [run for run in dataset.checks if run.name == "rows_are_unique"]
    assert (run.found, run.waived_because) == (1, "known, says Eva")
    assert any(w.check == "rows_are_unique" for w in dataset.warnings)
    assert all(w.severity is Severity.WARNING for w in dataset.warnings)
    assert read(tmp_path / "strict", files, waiver, strict=True).checks


def test_what_cannot_be_read_cannot_be_waived(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, {"recurring_revenue.csv": MRR + "K1;2026-07;abc\n"}, STALE)
    assert (problem.line, problem.check) == (4, "")


def test_strict_stops_at_warnings_too(tmp_path: Path) -> None:
    files = {"recurring_revenue.csv": MRR + ";;\n"}
    (warning,) = read(tmp_path, files).warnings
    assert (warning.line, warning.severity) == (4, Severity.WARNING)
    assert refused(tmp_path / "strict", files, strict=True) == (warning,)


def test_problems_can_be_described(tmp_path: Path) -> None:
    content = "customer_id;month;mrr\n" + "".join(f"K{n};2026-09;x{n}\n" for n in range(2000))
    problems = refused(tmp_path, {"recurring_revenue.csv": content})
    assert len(problems) == 1001
    assert "1000 more cells" in problems[-1].what
    assert len(describe_all(problems).splitlines()) < 40


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_a_damaged_export_is_read_exactly_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    """Bytes flipped, cut and doubled: never a traceback, and no other total without a complaint."""
    content = bytearray(MRR.encode())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    pack = read_pack(write(tmp_path, {"recurring_revenue.csv": bytes(content)}, STALE))
    with suppress(InputError):
        dataset = read_dataset(pack, pack.period())
        frame, separator = dataset.tables["recurring_revenue"], dataset.files[0].separator
        lines = re.split("\r\n|\r|\n", bytes(content).decode("utf-8-sig", "replace"))
        for line, amount in frame.select(LINE_COLUMN, "mrr").iter_rows():
            written = re.sub("[^0-9]", "", lines[line - 1].strip().split(separator, 2)[2])
            digits = re.sub("[^0-9]", "", str(amount))
            assert digits.strip("0") == written.strip("0")


def test_the_helper_writes_what_it_says(tmp_path: Path) -> None:
    assert (write(tmp_path, {"a.csv": "x"}) / "a.csv").read_text() == "x"


def test_a_currency_column_holds_codes_of_currencies(tmp_path: Path) -> None:
    """Not of something for which a rate is then asked; the rates themselves may know of others."""
    text = "customer_id;month;mrr;currency\nK1;2026-09;5;SKR\nK2;2026-09;5;sek\nK3;2026-09;5;kr\n"
    first, second = refused(tmp_path, {"recurring_revenue.csv": text})
    assert first.what == 'there is no currency "SKR"; did you mean "SEK"?'
    assert (first.line, first.column, first.value) == (2, "currency", "SKR")
    assert '"SKR" = "SEK"' in first.advice
    assert "[inputs.recurring_revenue.values.currency]" in first.advice
    assert (second.line, '"kr" = "SEK"' in second.advice) == (4, True)
    told = '[inputs.recurring_revenue.values.currency]\n"SKR" = "SEK"\n"kr" = "SEK"\n'
    waived = '[checks.customers_are_known]\nwaive = "a test"\n'
    read(tmp_path, {"recurring_revenue.csv": text}, told + waived)


def test_a_column_that_is_blank_throughout_is_one_mistake(tmp_path: Path) -> None:
    """Also in a file that is read in pieces; where some cells are filled, the blank ones are told."""
    rows = [f"K{at};2026-09;" for at in range(500)]
    files = {"recurring_revenue.csv": HEAD + "\n".join(rows) + "\n"}
    (problem,) = refused(tmp_path / "whole", files)
    assert (problem.line, problem.column) == (None, "mrr")
    assert problem.what == "mrr is blank in all 500 rows"
    assert "under columns of [inputs.recurring_revenue]" in problem.advice
    pack = read_pack(tmp_path / "whole")
    with pytest.raises(InputError) as stopped:
        read_dataset(pack, pack.period(), piece_bytes=2**11)
    assert [problem.what for problem in stopped.value.problems] == [problem.what]
    files = {"recurring_revenue.csv": HEAD + "\n".join([*rows, "K;2026-09;5"]) + "\n"}
    assert len(refused(tmp_path / "one", files)) == 500


@pytest.mark.parametrize(
    ("cell", "months"),
    [("3 år", "36"), ("1,5 år", "18"), ("24 mån", "24"), ("2 years", "24"), ("12 months", "12")],
)
def test_a_term_with_its_unit_is_told_in_months(cell: str, months: str, tmp_path: Path) -> None:
    text = f"customer_id;name;contract_term_months\nK1;Asp;{cell}\n"
    (problem,) = refused(tmp_path, {"customers.csv": text})
    assert problem.what == f"{cell!r} is no number; this column counts months"
    assert problem.advice.startswith(f"Write {months}, ")
    assert f'"{cell}" = "{months}" under [inputs.customers.values.contract' in problem.advice
    told = f'[inputs.customers.values.contract_term_months]\n"{cell}" = "{months}"\n'
    frame = table(tmp_path / "told", "customers", text, told)
    assert frame["contract_term_months"].to_list() == [Decimal(months)]
