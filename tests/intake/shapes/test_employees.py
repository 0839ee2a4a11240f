"""People by function at the end of each month, from when they came and when they left."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from tests.intake.exports import read, refused

HEAD = "employee_id,function,start,end,fte\n"
ENDS = '[inputs.employees]\nend = "{}"\n'


def counted(folder: Path, rows: str, end: str = "inclusive") -> dict[tuple[int, str], object]:
    """(month of 2026, function) -> full-time equivalents."""
    waived = '[checks.headcount_is_plausible]\nwaive = "few people"\n'
    dataset = read(folder, {"employees.csv": HEAD + rows}, ENDS.format(end) + waived)
    frame = dataset.tables["headcount"].filter(pl.col("month").dt.year() == 2026)
    return {(m.month, f): v for m, f, v in frame.select("month", "function", "fte").iter_rows()}


def test_counted_on_the_last_day_of_the_month(tmp_path: Path) -> None:
    """Who leaves within a month is not in it; who leaves on its last day is, if that day is worked."""
    rows = "1,sales,2026-05-31,2026-08-15,1\n2,sales,2026-07-01,2026-08-31,0.5\n"
    of = counted(tmp_path / "worked", rows)
    assert [of[month, "sales"] for month in (5, 6, 7, 8, 9)] == [1, 1, 1.5, 0.5, 0]
    of = counted(tmp_path / "first_day_off", rows, "exclusive")
    assert [of[month, "sales"] for month in (7, 8, 9)] == [1.5, 0, 0]


def test_nobody_left_is_zero_and_before_the_first_is_nothing(tmp_path: Path) -> None:
    of = counted(tmp_path, "1,cs,2026-03-01,2026-05-15,1\n2,rd,2026-01-01,,80 %\n")
    assert of[5, "cs"] == 0
    assert of[9, "cs"] == 0
    assert (2, "cs") not in of
    assert str(of[9, "rd"]).startswith("0.8")


def test_hired_after_the_period_is_not_there_yet(tmp_path: Path) -> None:
    of = counted(tmp_path, "1,rd,2026-01-01,,1\n2,sales,2026-10-01,,1\n")
    assert {function for _, function in of} == {"rd"}


def test_dates_that_cannot_be_or_say_two_things(tmp_path: Path) -> None:
    files = {"employees.csv": HEAD + "1,rd,2026-05-01,2026-04-01,1\n"}
    (problem,) = refused(tmp_path / "turned", files, ENDS.format("inclusive"))
    assert (problem.line, problem.column) == (2, "end")
    assert "before it starts" in problem.what
    files = {"employees.csv": HEAD + "1,rd,2026-01-01,2026-04-30,1\n"}
    (problem,) = refused(tmp_path / "doubt", files)
    assert 'end = "inclusive"' in problem.advice


def test_the_history_of_people_is_not_that_of_revenue(tmp_path: Path) -> None:
    """A hire date of 2019 does not say that the list of customers is whole since then."""
    files = {"employees.csv": HEAD + "1,rd,2019-01-01,,1\n"}
    assert read(tmp_path, files).history_starts is None
    assert date(2019, 1, 1) in read(tmp_path, files).tables["headcount"]["month"].to_list()
