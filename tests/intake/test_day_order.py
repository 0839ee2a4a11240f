"""Slash dates: what decides their order is said, and dates in both orders are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.intake.dataset import Dataset, read_dataset
from reportgen.pack import read_pack
from reportgen.problem import Problem, Severity
from tests.intake.exports import CUSTOMERS, read, refused, write

FEEDBACK = "date,score,type,customer_id\n"
AMERICAN = FEEDBACK + "08/15/2026,9,nps,K1\n03/04/2026,8,nps,K2\n"


def feedback(folder: Path, text: str, settings: str = "") -> Dataset:
    return read(folder, {"customers.csv": CUSTOMERS, "feedback.csv": text}, settings)


def said(dataset: Dataset) -> list[Problem]:
    return [problem for problem in dataset.warnings if "the whole column" in problem.what]


def test_one_date_that_decides_for_the_others_is_told(tmp_path: Path) -> None:
    dataset = feedback(tmp_path, AMERICAN)
    assert [str(day) for day in dataset.tables["feedback"]["date"]] == ["2026-08-15", "2026-03-04"]
    (problem,) = said(dataset)
    assert problem.severity is Severity.WARNING
    assert (problem.file, problem.line, problem.column) == ("feedback.csv", 2, "date")
    assert problem.value == "08/15/2026"
    assert problem.what == (
        "'08/15/2026' can only have the month first, so the whole column is read so: "
        "'03/04/2026' (line 3) as 2026-03-04, not 2026-04-03"
    )
    assert 'date_format = "%m/%d/%Y" under [inputs.feedback]' in problem.advice
    assert 'correct this line and write date_format = "%d/%m/%Y"' in problem.advice


def test_with_the_day_first(tmp_path: Path) -> None:
    text = FEEDBACK + "3-4-2026,9,nps,K1\n15-8-2026,8,nps,K2\n"
    (problem,) = said(feedback(tmp_path, text))
    assert problem.line == 3
    assert "'3-4-2026' (line 2) as 2026-04-03, not 2026-03-04" in problem.what
    assert 'write date_format = "%d-%m-%Y" under' in problem.advice


@pytest.mark.parametrize(
    ("text", "settings"),
    [
        (AMERICAN, '[inputs.feedback]\ndate_format = "%m/%d/%Y"\n'),
        (FEEDBACK + "08/15/2026,9,nps,K1\n04/04/2026,8,nps,K2\n2026-03-04,7,nps,K2\n", ""),
        (FEEDBACK + "15.08.2026,9,nps,K1\n03.04.2026,8,nps,K2\n", ""),
    ],
)
def test_what_is_declared_or_open_to_one_reading_only_is_not_told(
    text: str, settings: str, tmp_path: Path
) -> None:
    assert not said(feedback(tmp_path, text, settings))


def test_months_are_told_too(tmp_path: Path) -> None:
    text = "customer_id,month,mrr\nK1,30/09/2026,5\nK2,01/09/2026,5\n"
    (problem,) = said(
        read(
            tmp_path,
            {"recurring_revenue.csv": text},
            '[checks.customers_are_known]\nwaive = "none"\n',
        )
    )
    assert "'01/09/2026' (line 3) as 2026-09-01, not 2026-01-09" in problem.what


def test_dates_in_both_orders_are_refused_once_with_both_lines(tmp_path: Path) -> None:
    rows = "03/04/2026,9,nps,K1\n08/15/2026,9,nps,K1\n15/08/2026,8,nps,K2\n"
    files = {"customers.csv": CUSTOMERS, "feedback.csv": FEEDBACK + rows}
    (problem,) = refused(tmp_path, files)
    assert (problem.line, problem.value) == (3, "08/15/2026")
    assert problem.what == (
        "'08/15/2026' has the month first, and '15/08/2026' (line 4) the day: this column has dates "
        "in both orders"
    )
    assert "%d/%m/%Y" in problem.advice


def test_repeated_rows_say_first_how_their_dates_were_read(tmp_path: Path) -> None:
    """5 March and 3 May of a file with the day first are one month where the month is first."""
    text = "customer_id,month,mrr\nK1,01/03/2026,5\nK1,01/04/2026,5\nK1,01/05/2026,5\n"
    text += "K2,01/13/2026,5\n"
    problems = refused(tmp_path, {"recurring_revenue.csv": text})
    problem = next(problem for problem in problems if problem.check == "rows_are_unique")
    assert problem.what.startswith(
        "the dates of this file are read with the month first, as '01/13/2026' on line 5 has it; "
    )
    assert "the row repeats customer_id K1, month 2026-01" in problem.what
    assert problem.advice.startswith("Delete nothing before date_format stands under [inputs.rec")


def test_read_in_pieces_it_is_told_once(tmp_path: Path) -> None:
    """The row that decides stands in the last piece, and the one it decides for in the first."""
    rows = [f"0{1 + at % 9}/0{1 + at // 9 % 9}/2026,{at % 10},nps,K{at}" for at in range(4000)]
    text = FEEDBACK + "\n".join([*rows, "08/15/2026,9,nps,K1"]) + "\n"
    pack = read_pack(write(tmp_path, {"customers.csv": CUSTOMERS, "feedback.csv": text}))
    dataset = read_dataset(pack, pack.period(), piece_bytes=2**14)
    (problem,) = said(dataset)
    assert (problem.line, problem.value) == (4002, "08/15/2026")
    assert "'02/01/2026' (line 3) as 2026-02-01" in problem.what
