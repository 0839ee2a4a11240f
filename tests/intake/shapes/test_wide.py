from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from reportgen.intake.dataset import LINE_COLUMN
from tests.intake.exports import read, refused, table

STALE = '[checks.exports_reach_the_period]\nwaive = "old on purpose"\n'


def test_a_column_per_month_becomes_a_row_per_month(tmp_path: Path) -> None:
    content = "Kundnr;Plan;aug 2026;2026-09;Summa\nK1;Bas;10,5;0;10,5\nK2;Plus;;20;20\n"
    dataset = read(tmp_path, {"recurring_revenue.csv": content})
    frame = dataset.tables["recurring_revenue"]
    assert frame.select("customer_id", "plan", "month", "mrr", LINE_COLUMN).rows() == [
        ("K1", "Bas", date(2026, 8, 1), Decimal("10.5"), 2),
        ("K1", "Bas", date(2026, 9, 1), Decimal(0), 2),
        ("K2", "Plus", date(2026, 9, 1), Decimal(20), 3),
    ]
    assert dataset.further["recurring_revenue"] == ("summa",)
    assert dataset.files[0].rows == 2


@pytest.mark.parametrize(
    ("name", "content", "column"),
    [
        ("plan", "key;2026-08;2026-09\nnew_arr;5;6\n", "value"),
        ("ledger", "line;category;2026-08;2026-09\nHyra;ga;5;6\n", "amount"),
        ("headcount", "function;2026-08;2026-09\nsales;5;6\n", "fte"),
        ("exchange_rates", "currency;2026-08;2026-09\nEUR;5;6\n", "rate"),
    ],
)
def test_other_tables_come_wide_too(tmp_path: Path, name: str, content: str, column: str) -> None:
    frame = table(tmp_path, name, content)
    assert frame[column].to_list() == [Decimal(5), Decimal(6)]


def test_a_refused_cell_is_named_by_its_line_and_its_month(tmp_path: Path) -> None:
    content = "customer_id;2026-08;2026-09\nK1;5;abc\nK2;-1;6\n"
    problems = refused(tmp_path, {"recurring_revenue.csv": content})
    assert [(p.line, p.column, p.value) for p in problems] == [
        (2, "2026-09", "abc"),
        (3, "2026-08", "-1"),
    ]


def test_a_month_twice_is_refused(tmp_path: Path) -> None:
    content = "customer_id;sep 2026;2026-08;2026-09\nK1;5;5;6\n"
    (problem,) = refused(tmp_path, {"recurring_revenue.csv": content})
    assert problem.what == "the headers 'sep 2026' and '2026-09' are both 2026-09"


def test_one_month_is_no_wide_file_unless_it_is_said_to_be(tmp_path: Path) -> None:
    content = "customer_id;2026-09\nK1;5\n"
    assert "'month'" in refused(tmp_path, {"recurring_revenue.csv": content})[0].what
    settings = '[inputs.recurring_revenue]\nshape = "wide"\n'
    frame = table(tmp_path / "said", "recurring_revenue", content, settings)
    assert frame["mrr"].to_list() == [Decimal(5)]


def test_wide_without_a_month_is_refused(tmp_path: Path) -> None:
    settings = '[inputs.recurring_revenue]\nshape = "wide"\n'
    problems = refused(tmp_path, {"recurring_revenue.csv": "customer_id;x\nK1;5\n"}, settings)
    assert "no header of this file is a month" in problems[0].what


def test_a_column_for_the_day_of_export_does_not_stand_in_the_way(tmp_path: Path) -> None:
    content = "customer_id;datum;2026-08;2026-09\nK1;2026-10-01;5;6\n"
    settings = '[inputs.recurring_revenue]\nshape = "wide"\n'
    frame = table(tmp_path, "recurring_revenue", content, settings)
    assert frame["month"].to_list() == [date(2026, 8, 1), date(2026, 9, 1)]


def test_quarters_among_months_are_refused_unless_they_are_subtotals(tmp_path: Path) -> None:
    """Two years of history by quarter would be left out without a word."""
    mixed = "key;2025Q3;2025Q4;2026-01;2026-02;2026-03\nmrr;1;2;3;4;5\n"
    (problem,) = refused(tmp_path / "mixed", {"plan.csv": mixed})
    assert (problem.line, problem.column) == (1, "2025Q3")
    assert "3 headers are months and 2 are quarters" in problem.what
    assert "ignore of [inputs.plan]" in problem.advice
    totals = "key;2026-07;2026-08;2026-09;Q3 2026\nmrr;3;4;5;5\n"
    assert table(tmp_path / "totals", "plan", totals)["value"].sum() == 12


YEARS = 'header_rows = 2\n[checks.months_are_complete]\nwaive = "a few months"\n'


@pytest.mark.parametrize(
    "content",
    [
        "Kund;Namn;2025;2026;;\n;;december;augusti;september\nK1;Asp;4;5;6\n".replace(
            ";;\n", ";\n"
        ),
        "Kund;Namn;2025;2026;\nnr;;Dez.;aug;sept.\nK1;Asp;4;5;6\n",
    ],
)
def test_years_above_the_names_of_months(content: str, tmp_path: Path) -> None:
    """As merged cells are exported: the year stands once, over the first of its months."""
    settings = '[inputs.recurring_revenue]\ncolumns.customer_id = ["Kund", "Kund nr"]\n' + YEARS
    frame = table(tmp_path, "recurring_revenue", content, settings + STALE)
    assert dict(frame.select("month", "mrr").iter_rows()) == {
        date(2025, 12, 1): 4,
        date(2026, 8, 1): 5,
        date(2026, 9, 1): 6,
    }
    assert frame[LINE_COLUMN].unique().to_list() == [3]


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("2026Q1;2026Q2", "the columns are quarters ('2026Q1'"),
        ("kv 1 2026;kv 2 2026", "nobody can say what is in each month"),
        ("Q3-26;Q4-26", "the columns are quarters"),
        ("juli;augusti", "names a month without its year"),
        ("Mär.;Mai", "names a month without its year"),
    ],
)
def test_quarters_and_months_without_a_year_are_no_months(
    head: str, said: str, tmp_path: Path
) -> None:
    """One problem, not one for each column that is missing on top of it."""
    (problem,) = refused(tmp_path, {"recurring_revenue.csv": f"customer_id;{head}\nK1;5;6\n"})
    assert said in problem.what


def test_months_as_the_north_writes_them(tmp_path: Path) -> None:
    content = (
        "Kunde;Mär 2026;Mai 26;maj-25;Okt. 2025;2025-11;januari 2026;des. 2025\nK1;1;2;3;4;5;6;7\n"
    )
    settings = STALE + '[checks.months_are_complete]\nwaive = "a few months"\n'
    settings += '[checks.values_do_not_jump]\nwaive = "a few months"\n'
    frame = table(tmp_path, "recurring_revenue", content, settings)
    assert [f"{month:%y%m}" for month in frame["month"]] == [
        *("2603", "2605", "2505", "2510", "2511", "2601", "2512"),
    ]
