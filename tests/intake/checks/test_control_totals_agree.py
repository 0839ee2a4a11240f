"""What the exporting system says is in a file, to the cent."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.errors import PackError
from reportgen.pack import read_pack
from tests.intake.exports import read, refused, write

REVENUE = (
    "customer_id,month,mrr\nK1,2026-08,100.10\nK2,2026-08,50\nK1,2026-09,110.20\nK2,2026-09,50\n"
)
FILES = {"recurring_revenue.csv": REVENUE}
RIGHT = """
[inputs.recurring_revenue.control]
rows = 4
months = 2
first_month = "2026-08"
last_month = "2026-09"
sum.mrr = "310.30"
count.customer_id = 2
month."2026-09".sum.mrr = "160.20"
month."2026-09".rows = 2
"""


def test_totals_that_agree_let_the_pack_pass(tmp_path: Path) -> None:
    dataset = read(tmp_path, FILES, RIGHT)
    (run,) = [run for run in dataset.checks if run.name == "control_totals_agree"]
    assert (run.applied, run.found) == (True, 0)
    (idle,) = [r for r in read(tmp_path / "b", FILES).checks if r.name == "control_totals_agree"]
    assert not idle.applied


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("rows = 4", "rows = 5", "the number of rows is 4, but"),
        ("months = 2", "months = 3", "the number of months is 2"),
        ('first_month = "2026-08"', 'first_month = "2026-07"', "the first month is 2026-08"),
        ('sum.mrr = "310.30"', 'sum.mrr = "310.31"', "a difference of -0.01"),
        ("count.customer_id = 2", "count.customer_id = 3", "different customer_id is 2"),
        ('.sum.mrr = "160.20"', ".sum.mrr = 160", "of 2026-09 is 160.20"),
        ('month."2026-09".rows = 2', 'month."2026-07".rows = 2', "of 2026-07 is 0"),
        ("sum.mrr", "sum.mmr", "there is no column 'mmr'"),
    ],
)
def test_a_difference_is_an_error_with_both_figures(
    right: str, wrong: str, said: str, tmp_path: Path
) -> None:
    assert right in RIGHT
    (problem,) = refused(tmp_path, FILES, RIGHT.replace(right, wrong, 1))
    assert problem.check == "control_totals_agree"
    assert problem.file == "recurring_revenue.csv"
    assert problem.column.startswith("inputs.recurring_revenue.control.")
    assert said in problem.what


def test_every_difference_is_told_at_once(tmp_path: Path) -> None:
    wrong = (
        RIGHT.replace("rows = 4", "rows = 3").replace('"310.30"', '"1"').replace("months = 2", "")
    )
    assert len(refused(tmp_path, FILES, wrong)) == 2


def test_a_file_that_is_not_there_has_no_total(tmp_path: Path) -> None:
    settings = "[inputs.cash.control]\nrows = 3\n"
    assert refused(tmp_path, FILES, settings)


@pytest.mark.parametrize(
    "line",
    ['sum.mrr = "1 234,50"', "sum.mrr = 1234567890123456.78", 'first_month = "Q3"', "rows = -1"],
)
def test_what_is_no_total_is_said_at_once(line: str, tmp_path: Path) -> None:
    text = f"[inputs.recurring_revenue.control]\n{line}\n"
    with pytest.raises(PackError):
        read_pack(write(tmp_path, FILES, text))
