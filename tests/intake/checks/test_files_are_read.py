"""Files that lie beside pack.toml and that nobody reads, through the whole reading of a pack."""

from __future__ import annotations

import io
from pathlib import Path

import polars as pl
import pytest

from reportgen.problem import Problem, Severity
from tests.intake.exports import CUSTOMERS, read, refused

MRR = "customer_id;month;mrr\nK1;2026-08;1200,50\nK1;2026-09;1300,50\n"
DEALS = "deal_id,created_date,status,amount_arr,close_date\nD1,2026-09-03,won,12000,2026-09-21\n"
PACK = {"customers.csv": CUSTOMERS, "recurring_revenue.csv": MRR}


def left(folder: Path, files: dict[str, str | bytes], settings: str = "") -> list[Problem]:
    """What is said of files that are not read, in a pack that is otherwise whole."""
    dataset = read(folder, {**PACK, **files}, settings)
    return [problem for problem in dataset.warnings if problem.check == "files_are_read"]


def test_a_misspelt_name_is_told_with_the_right_one(tmp_path: Path) -> None:
    (problem,) = left(tmp_path, {"deels.csv": DEALS})
    assert problem.severity is Severity.WARNING
    assert problem.file == "deels.csv"
    assert problem.what == "deels.csv is not read, and deals is read from no file"
    assert "Did you mean deals.csv?" in problem.advice
    assert '[inputs.deals] path = "deels.csv"' in problem.advice


@pytest.mark.parametrize("name", ["recurring_revenue_old.csv", "Recurring revenue (1).csv"])
def test_an_older_export_of_a_table_that_is_read(name: str, tmp_path: Path) -> None:
    (problem,) = left(tmp_path, {name: MRR})
    assert (
        problem.what == f"{name} is not read: recurring_revenue is read from recurring_revenue.csv"
    )
    assert "Take away the one that is not meant" in problem.advice


def test_a_name_that_says_nothing_is_told_by_its_header(tmp_path: Path) -> None:
    (problem,) = left(tmp_path, {"export-2026-09.csv": "Pipeline\n\n" + DEALS})
    assert "Its header is that of deals" in problem.advice
    assert '[inputs.deals] path = "export-2026-09.csv"' in problem.advice


def test_workbooks_and_column_stores(tmp_path: Path) -> None:
    content = io.BytesIO()
    pl.DataFrame({"month": ["2026-09"], "cash_end": [5]}).write_parquet(content)
    (problem,) = left(tmp_path, {"bank.parquet": content.getvalue()})
    assert '[inputs.cash] path = "bank.parquet"' in problem.advice


def test_a_file_like_no_table_is_named_all_the_same(tmp_path: Path) -> None:
    (problem,) = left(tmp_path, {"colours.csv": "colour,weight\nred,5\n"})
    assert problem.what == "no table is read from colours.csv"


@pytest.mark.parametrize(
    ("files", "settings"),
    [
        ({"notes.txt": "Call the bank.\n"}, ""),
        ({"provbolaget-2026q2.figures.csv": "metric,period\n"}, ""),
        ({"history/recurring_revenue.csv": MRR}, ""),
        ({"before.csv": "metric,period\n"}, '[restatements]\nprevious = "before.csv"\n'),
        ({".~lock.deals.csv": DEALS, "~$deals.xlsx": "x"}, ""),
        (
            {"month-1.csv": MRR.replace("2026-09", "2026-07").replace("2026-08", "2026-06")},
            '[inputs.recurring_revenue]\npath = "*-1.csv"\n'
            '[checks.exports_reach_the_period]\nwaive = "old"\n[checks.files_are_read]\nwaive = "old"\n',
        ),
    ],
)
def test_what_is_read_named_or_ours_is_not_meant(
    files: dict[str, str | bytes], settings: str, tmp_path: Path
) -> None:
    assert not [problem for problem in left(tmp_path, files, settings) if problem.file in files]


def test_it_stands_with_the_errors_that_it_may_explain(tmp_path: Path) -> None:
    """A pack without one export that is read; and one of which another export is wrong."""
    nothing = refused(tmp_path / "a", {"reccuring_revenue.csv": MRR})
    assert [problem.severity for problem in nothing] == [Severity.ERROR, Severity.WARNING]
    assert "Did you mean recurring_revenue.csv?" in nothing[1].advice
    wrong = {"customers.csv": "customer_id,name\n,Asp\n", "reccuring_revenue.csv": MRR}
    assert "Did you mean recurring_revenue.csv?" in refused(tmp_path / "b", wrong)[-1].advice


def test_two_that_could_each_be_a_table_are_said_once(tmp_path: Path) -> None:
    both = {"customers.csv": CUSTOMERS, "recurring_revenue.csv": MRR, "customers.tsv": CUSTOMERS}
    (problem,) = refused(tmp_path, both)
    assert problem.what == "customers.csv and customers.tsv could each be the table customers"
