"""Rows that are no data, groups above rows, and cells that repeat the one above."""

from __future__ import annotations

from pathlib import Path

from reportgen.intake.readers._sections import groups
from tests.intake.exports import read, refused

SALES = (
    "customer_id,month,mrr,State,Old\nK1,2026-08,5,live,x\nK1,2026-09,6,live,x\nK2,2026-09,7,{},x\n"
)
HEAD = "[inputs.recurring_revenue]\n"


def test_rows_are_left_out_by_what_a_cell_says(tmp_path: Path) -> None:
    """Whatever its case; counted, not hidden; a blank cell is named by an empty text."""
    for at, (cell, said) in enumerate([("TEST", '["test"]'), ("", '[""]'), ("live", "[]")]):
        settings = f"{HEAD}[inputs.recurring_revenue.leave_out]\nState = {said}\n"
        files = {"recurring_revenue.csv": SALES.format(cell)}
        dataset = read(tmp_path / str(at), files, settings)
        gone = 1 if said != "[]" else 0
        assert dataset.tables["recurring_revenue"].height == 3 - gone
        assert dataset.files[0].dropped == gone


def test_a_canonical_name_or_a_header_may_be_used(tmp_path: Path) -> None:
    settings = f'{HEAD}[inputs.recurring_revenue.leave_out]\ncustomer_id = ["k2"]\n'
    dataset = read(tmp_path, {"recurring_revenue.csv": SALES.format("live")}, settings)
    assert set(dataset.tables["recurring_revenue"]["customer_id"]) == {"K1"}


def test_a_header_that_is_not_there_is_a_mistake(tmp_path: Path) -> None:
    """Otherwise a renamed column would let the rows in again, silently."""
    files = {"recurring_revenue.csv": SALES.format("test")}
    settings = f'{HEAD}[inputs.recurring_revenue.leave_out]\nStatus = ["test"]\n'
    (problem,) = refused(tmp_path / "out", files, settings)
    assert "'Status', which leave_out names" in problem.what
    (problem,) = refused(tmp_path / "down", files, f'{HEAD}fill_down = ["Status"]\n')
    assert "which fill_down names" in problem.what
    settings = f'{HEAD}first_filled = {{ mrr = ["mrr", "Sum"] }}\n'
    (problem,) = refused(tmp_path / "first", files, settings)
    assert "'Sum', which pack.toml names for mrr" in problem.what


def test_a_header_that_is_ignored_is_no_column_and_no_split(tmp_path: Path) -> None:
    settings = f'{HEAD}ignore = ["Old"]\n'
    dataset = read(tmp_path, {"recurring_revenue.csv": SALES.format("live")}, settings)
    assert dataset.further["recurring_revenue"] == ("state",)


def test_blank_cells_repeat_the_one_above(tmp_path: Path) -> None:
    """What stands above the first one is nothing: that cell stays blank and is refused."""
    text = "customer_id,month,mrr\nK1,2026-08,5\n,2026-09,6\n"
    settings = f'{HEAD}fill_down = ["customer_id"]\n'
    dataset = read(tmp_path / "filled", {"recurring_revenue.csv": text}, settings)
    assert dataset.tables["recurring_revenue"]["customer_id"].to_list() == ["K1", "K1"]
    text = "customer_id,month,mrr\n,2026-08,5\nK1,2026-09,6\n"
    (problem,) = refused(tmp_path / "blank", {"recurring_revenue.csv": text}, settings)
    assert (problem.line, problem.what) == (2, "customer_id is blank")


def test_the_first_filled_cell_counts(tmp_path: Path) -> None:
    text = "customer_id,month,Net,Gross\nK1,2026-08,,5\nK1,2026-09,6,9\n"
    settings = f'{HEAD}first_filled = {{ mrr = ["Net", "Gross"] }}\n'
    dataset = read(tmp_path, {"recurring_revenue.csv": text}, settings)
    assert dataset.tables["recurring_revenue"]["mrr"].to_list() == [5, 6]
    assert dataset.further["recurring_revenue"] == ()


def test_a_group_stands_above_its_rows(tmp_path: Path) -> None:
    """Not one line is told by the next group; a row above every group is refused."""
    text = "Month,Sum,Category\nRent,,\n2026-08,5,G&A\n2026-09,5,G&A\nAds,,\n2026-09,7,S&M\n"
    settings = '[inputs.ledger]\nsections = "Account"\n'
    frame = read(tmp_path / "read", {"ledger.csv": text}, settings).tables["ledger"]
    assert frame["line"].to_list() == ["Rent", "Rent", "Ads"]
    text = text.replace("Rent,,\n", "")
    problems = refused(tmp_path / "above", {"ledger.csv": text}, settings)
    assert [(p.line, p.what) for p in problems] == [(2, "line is blank"), (3, "line is blank")]
    text = text.replace("Category", "Account", 1)
    problems = refused(tmp_path / "twice", {"ledger.csv": text}, settings)
    assert any("sections would make another" in p.what for p in problems)


def test_groups_within_groups() -> None:
    """A group closed by its total lies within; without totals the next one takes its place."""
    names = [(1, "Costs"), (3, "Ads"), (6, "Rent")]
    totals = [(5, "Total for Ads"), (8, "Total for Rent"), (9, "Total for Costs with sub-accounts")]
    assert groups(names, totals) == [
        *((1, "Costs"), (3, "Costs:Ads"), (5, "Costs")),
        *((6, "Costs:Rent"), (8, "Costs"), (9, "")),
    ]
    assert groups(names, []) == [(1, "Costs"), (3, "Ads"), (6, "Rent")]


def test_the_currency_beside_an_amount_is_the_amounts(tmp_path: Path) -> None:
    """Two currency columns: the twin of the amount counts, not the one that stands first."""
    head = "Deal,Created,Status,ARR Currency,ARR,Amount Currency,Amount,Close date\n"
    row = "1,2026-05-01,won,USD,9,SEK,100,2026-09-25\n"
    settings = '[inputs.deals.columns]\namount_arr = "Amount"\n'
    frame = read(tmp_path, {"deals.csv": head + row}, settings).tables["deals"]
    assert frame.select("currency", "amount_arr").rows() == [("SEK", 100)]
