"""What goes inside a report is what was read, or nothing is written."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from reportgen.errors import InputError
from reportgen.intake.dataset import Dataset
from reportgen.pack import read_pack
from reportgen.publish.attached import LARGEST, Attached, attach, too_large
from reportgen.story.locale import load_locale
from tests.intake.exports import CUSTOMERS, read

REVENUE = "customer_id,month,mrr\nK1,2026-09,100\nK2,2026-09,200\n"
FILES = {"customers.csv": CUSTOMERS, "recurring_revenue.csv": REVENUE}


def attached(folder: Path, dataset: Dataset, *kinds: str) -> list[Attached]:
    """What a build of the pack in a folder would put inside."""
    scratch = folder / "scratch"
    scratch.mkdir(exist_ok=True)
    figures = scratch / "prov-2026-09.figures.csv"
    figures.write_text("metric\n", encoding="utf-8")
    pack, locale = read_pack(folder), load_locale("en")
    return attach(kinds, pack, dataset, figures, scratch, locale)


def test_the_exports_are_the_sources_and_the_figures_the_data(tmp_path: Path) -> None:
    found = attached(tmp_path, read(tmp_path, FILES), "exports", "figures")
    assert [(one.name, one.relationship) for one in found] == [
        ("customers.csv", "Source"),
        ("prov-2026-09.figures.csv", "Data"),
        ("recurring_revenue.csv", "Source"),
    ]
    assert found[2].copy.read_text("utf-8") == REVENUE
    assert found[2].sha256 == hashlib.sha256(REVENUE.encode()).hexdigest()
    assert found[2].description == "Export as it was read: Recurring revenue"


def test_only_what_is_asked_for(tmp_path: Path) -> None:
    dataset = read(tmp_path, FILES)
    assert attached(tmp_path, dataset) == []
    assert [one.relationship for one in attached(tmp_path, dataset, "figures")] == ["Data"]


def test_an_export_that_changed_meanwhile_stops_the_build(tmp_path: Path) -> None:
    """A report with other evidence than its own figures would be worse than one without."""
    dataset = read(tmp_path, FILES)
    (tmp_path / "customers.csv").write_text(CUSTOMERS + "K3,Lind,Small\n", encoding="utf-8")
    with pytest.raises(InputError) as stopped:
        attached(tmp_path, dataset, "exports")
    (problem,) = stopped.value.problems
    assert (problem.file, "changed" in problem.what) == ("customers.csv", True)


def test_a_file_that_feeds_two_tables_goes_in_once_and_two_of_a_name_are_told_apart(
    tmp_path: Path,
) -> None:
    dataset = read(tmp_path, FILES)
    twice = replace(dataset.files[0], table="deals")
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "customers.csv").write_text(CUSTOMERS, encoding="utf-8")
    other = replace(dataset.files[0], path="old/customers.csv")
    found = attached(tmp_path, replace(dataset, files=(*dataset.files, twice, other)), "exports")
    assert [one.name for one in found] == [
        "customers.csv",
        "old_customers.csv",
        "recurring_revenue.csv",
    ]


def test_a_report_too_large_for_mail_is_warned_of(tmp_path: Path) -> None:
    report = tmp_path / "report.pdf"
    report.write_bytes(b"")
    assert too_large(report) == []
    with report.open("wb") as handle:
        handle.truncate(LARGEST + 1)
    (problem,) = too_large(report)
    assert "mail servers" in problem.what
