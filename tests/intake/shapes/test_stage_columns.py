"""A column of dates for each stage: one row for each stage that a lead entered."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reportgen.intake.shapes.stage_columns import stage_of
from tests.intake.exports import read, refused

ANY = "".join(
    f'[checks.{name}]\nwaive = "a few rows only"\n'
    for name in ("exports_reach_the_period", "last_month_is_whole")
)
CONTENT = (
    "lead_id;Status;Create Date;Kanal;MQL date;SQL date;Customer date\n"
    "L1;SQL;2026-01-02;webb;2026-08-03;2026-08-20;\n"
    "L2;MQL;2026-01-03;mässa;2026-09-01;;\n"
    "L3;New;2026-01-04;webb;;;\n"
    "L4;Kund;2026-01-05;webb;2026-08-05;2026-08-05;2026-09-21\n"
)
ROWS = [
    ("L1", "marketing_lead", date(2026, 8, 3), "webb", 2),
    ("L1", "sales_lead", date(2026, 8, 20), "webb", 2),
    ("L2", "marketing_lead", date(2026, 9, 1), "mässa", 3),
    ("L4", "marketing_lead", date(2026, 8, 5), "webb", 5),
    ("L4", "sales_lead", date(2026, 8, 5), "webb", 5),
    ("L4", "customer", date(2026, 9, 21), "webb", 5),
]


def test_each_stage_that_was_entered_becomes_a_row(tmp_path: Path) -> None:
    """Neither the stage of today nor the day of creation stands for one; who was in none has no row."""
    frame = read(tmp_path, {"leads.csv": CONTENT}, ANY).tables["leads"]
    assert frame.select("lead_id", "stage", "entered_at", "source", "source_line").rows() == ROWS


def test_the_rows_in_another_order_say_the_same(tmp_path: Path) -> None:
    head, *rows = CONTENT.splitlines()
    turned = "\n".join([head, *rows[::-1]]) + "\n"
    frame = read(tmp_path, {"leads.csv": turned}, ANY).tables["leads"]
    found = frame.select("lead_id", "stage", "entered_at", "source").rows()
    assert sorted(found) == sorted(row[:4] for row in ROWS)


@pytest.mark.parametrize(
    ("header", "stage"),
    [
        ("Became a Marketing Qualified Lead Date", "marketing_lead"),
        ("Became an Opportunity Date", "opportunity"),
        ("Became a customer date", "customer"),
        ('Date entered "Demo booked (Sales Pipeline)"', "demo_booked_sales_pipeline"),
        ("sql_at", "sales_lead"),
        ("Kund datum", "customer"),
        ("Blev kund", "customer"),
        ("Create Date", None),
        ("Date entered stage", None),
        ("entered_at", None),
        ("Close date", None),
    ],
)
def test_headers_that_name_a_stage(header: str, stage: str | None) -> None:
    assert stage_of(header) == stage


def test_stages_of_ones_own_are_named_in_the_pack(tmp_path: Path) -> None:
    """Any header may be a stage once it is said which; deals with a day for each stage are leads too."""
    content = "Deal;Demo;Offert;Order\nD1;2026-08-01;2026-09-02;\n"
    settings = (
        '[inputs.leads]\npath = "deals_by_stage.csv"\nshape = "stage_columns"\n'
        '[inputs.leads.columns]\nlead_id = "Deal"\n'
        '[inputs.leads.values.stage]\nDemo = "prospect"\nOffert = "sales_lead"\nOrder = "customer"\n'
    )
    frame = read(tmp_path, {"deals_by_stage.csv": content}, settings + ANY).tables["leads"]
    assert frame.select("stage", "entered_at").rows() == [
        ("prospect", date(2026, 8, 1)),
        ("sales_lead", date(2026, 9, 2)),
    ]


def test_a_cell_that_is_no_day_is_named_by_its_own_header(tmp_path: Path) -> None:
    files = {"leads.csv": CONTENT.replace("2026-08-20", "soon")}
    (problem,) = refused(tmp_path, files, ANY)
    assert (problem.line, problem.column, problem.value) == (2, "SQL date", "soon")


def test_two_headers_of_one_stage_are_refused(tmp_path: Path) -> None:
    files = {"leads.csv": CONTENT.replace("Customer date", "Sales qualified lead date")}
    (problem,) = refused(tmp_path, files, ANY)
    assert "are both the stage 'sales_lead'" in problem.what


def test_a_file_without_stages_is_refused(tmp_path: Path) -> None:
    settings = '[inputs.leads]\nshape = "stage_columns"\n'
    problems = refused(tmp_path, {"leads.csv": "lead_id;colour\nL1;red\n"}, settings + ANY)
    assert "no header of this file names a stage" in problems[0].what
    assert "[inputs.leads.values.stage]" in problems[0].advice
    settings = '[inputs.deals]\nshape = "stage_columns"\n'
    problems = refused(tmp_path / "deals", {"deals.csv": "deal_id;colour\nL1;red\n"}, settings)
    assert "cannot be read as stage_columns into Deals" in problems[0].what
