"""The files that `reportgen new` writes, beside exports of one's own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reportgen.errors import InputError
from reportgen.intake.dataset import Dataset, read_dataset
from reportgen.pack import read_pack
from reportgen.problem import Problem, Severity
from reportgen.resources import shipped
from tests.intake.checks.find import months

OWN = "customer_id,month,product_line,mrr\n" + "".join(
    f"A{customer},{month},Core,{900 + customer}\n"
    for month in months("2024-10", 24)
    for customer in range(8)
)


def sample(folder: Path) -> Path:
    shutil.copytree(shipped("inputs") / "example", folder, ignore=shutil.ignore_patterns("output"))
    return folder


def looked_at(folder: Path) -> Dataset:
    pack = read_pack(folder)
    return read_dataset(pack, pack.period())


def refused(folder: Path) -> dict[str, Problem]:
    with pytest.raises(InputError) as stopped:
        looked_at(folder)
    found = stopped.value.problems
    return {problem.file: problem for problem in found if problem.check == "samples_are_replaced"}


def test_an_untouched_sample_is_read(tmp_path: Path) -> None:
    assert not looked_at(sample(tmp_path / "pack")).warnings


def test_sample_files_beside_an_export_of_ones_own_are_refused(tmp_path: Path) -> None:
    folder = sample(tmp_path / "pack")
    (folder / "recurring_revenue.csv").write_text(OWN)
    found = refused(folder)
    assert set(found) == {"customers.csv", "ledger.csv", "commentary.md"}
    ledger = found["ledger.csv"]
    assert ledger.severity is Severity.ERROR
    assert "and recurring_revenue.csv is not" in ledger.what
    assert ledger.advice == "Delete ledger.csv, or put your own export in its place."
    assert found["commentary.md"].severity is Severity.WARNING


def test_a_table_that_the_sample_does_not_have_is_ones_own(tmp_path: Path) -> None:
    folder = sample(tmp_path / "pack")
    (folder / "headcount.csv").write_text("month,function,fte\n2026-08,sales,3\n2026-09,sales,3\n")
    assert "ledger.csv" in refused(folder)


def test_an_editor_that_ends_lines_otherwise_changes_nothing(tmp_path: Path) -> None:
    folder = sample(tmp_path / "pack")
    path = folder / "ledger.csv"
    path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    assert not looked_at(folder).warnings
    (folder / "recurring_revenue.csv").write_text(OWN)
    assert "ledger.csv" in refused(folder)


def test_a_sample_of_which_something_was_changed_is_no_export_of_ones_own(tmp_path: Path) -> None:
    """Whoever tries what an amount does to the report may go on."""
    folder = sample(tmp_path / "pack")
    path = folder / "ledger.csv"
    text = path.read_text().splitlines()
    text[5] = text[5].rsplit(",", 1)[0] + text[6][text[6].rindex(",") :]
    path.write_text("\n".join(text) + "\n")
    looked_at(folder)


def test_all_replaced(tmp_path: Path) -> None:
    folder = sample(tmp_path / "pack")
    (folder / "recurring_revenue.csv").write_text(OWN)
    for name in ("customers.csv", "ledger.csv", "commentary.md"):
        (folder / name).unlink()
    found = [p for p in looked_at(folder).warnings if p.check == "samples_are_replaced"]
    assert not found
