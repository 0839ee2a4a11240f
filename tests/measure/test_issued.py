"""Which earlier pack is meant, and what keeps it from being compared."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reportgen.errors import InputError, PackError
from reportgen.measure.issued import Issued, find_issued, read_issued
from reportgen.pack import read_pack
from tests.measure.issued_packs import HEAD, company, issue


def found(folder: Path, period: str = "2026Q3", out: Path | None = None) -> str:
    """Name of the file that is chosen; empty when there is none."""
    pack = read_pack(folder)
    path = find_issued(pack, pack.period(period), out or folder / "output")
    return path.name if path else ""


def read(folder: Path, period: str = "2026Q3") -> Issued:
    """The earlier pack of a build."""
    pack = read_pack(folder)
    path = find_issued(pack, pack.period(period), folder / "output")
    assert path is not None
    return read_issued(path, pack, pack.period(period))


def refused(folder: Path, period: str = "2026Q3") -> str:
    """What is said of an earlier pack that cannot be compared with."""
    with pytest.raises(InputError) as stopped:
        read(folder, period)
    assert all(problem.advice for problem in stopped.value.problems)
    return " / ".join(problem.what for problem in stopped.value.problems)


def mistaken(folder: Path, period: str = "2026Q3") -> tuple[str, int | None]:
    """What is said of pack.toml, and on which line."""
    with pytest.raises(PackError) as stopped:
        read(folder, period)
    (problem,) = stopped.value.problems
    return f"{problem.what} {problem.advice}", problem.line


def test_the_latest_that_ended_before(tmp_path: Path) -> None:
    """Three packs in a row, other packs beside them; never the one that is being built."""
    folder = company(tmp_path / "prov")
    output = folder / "output"
    output.mkdir()
    assert found(folder) == ""
    for name in (
        *(
            "prov-2025Q4",
            "prov-2026Q1",
            "prov-2026-04",
            "prov-FY2025",
            "prov-2026Q3",
            "prov-2026Q4",
        ),
        *("prov-2026Q2", "prov-2026-06", "prov-draft", "other-2026Q2", "prov-x-2026Q2"),
    ):
        (output / f"{name}.figures.csv").write_text("x")
    assert found(folder, "2026Q3") == "prov-2026Q2.figures.csv"
    assert found(folder, "2026Q2") == "prov-2026-04.figures.csv"
    assert found(folder, "2026Q1") == "prov-2025Q4.figures.csv"
    # Of two that end with the same month the one that is as long as the pack.
    assert found(folder, "2026-09") == "prov-2026-06.figures.csv"
    assert found(folder, "FY2026") == "prov-2026Q3.figures.csv"
    assert found(folder, "2025Q4") == ""
    assert found(folder, "2026Q3", tmp_path / "elsewhere") == ""


def test_a_named_file_folder_or_none(tmp_path: Path) -> None:
    """[restatements] previous, relative to the pack."""
    issued = tmp_path / "issued"
    folder = company(tmp_path / "prov")
    issue(folder, "2026Q2", issued)
    company(folder, settings='[restatements]\nprevious = "../issued"\n')
    assert found(folder) == "prov-2026Q2.figures.csv"
    company(folder, settings='[restatements]\nprevious = "../issued/prov-2026Q2.figures.csv"\n')
    one = read(folder)
    assert (one.period.label, one.path.parent.name) == ("2026Q2", "issued")
    assert one.by("recurring_revenue")["2026-06", ""].value == 6000
    said, line = mistaken(folder, "2026Q2")
    assert "is of 2026Q2, which does not end before 2026Q2" in said
    assert line == 7
    company(folder, settings='[restatements]\nprevious = "none"\n')
    assert found(folder) == ""
    company(folder, settings='[restatements]\nprevious = "isued"\n')
    assert mistaken(folder) == ("there is no file or folder 'isued' It is relative to the pack.", 7)


def test_a_file_whose_period_nobody_can_tell(tmp_path: Path) -> None:
    """It was given another name, and its manifest was left behind."""
    folder = company(tmp_path / "prov")
    issue(folder, "2026Q2").rename(folder / "last.csv")
    company(folder, settings='[restatements]\nprevious = "last.csv"\n')
    assert "of which period it is cannot be told" in mistaken(folder)[0]


def test_unknown_keys_of_the_section(tmp_path: Path) -> None:
    """As everywhere in pack.toml, with the nearest."""
    company(tmp_path / "prov", settings='[restatements]\nprevius = "output"\n')
    with pytest.raises(PackError) as stopped:
        read_pack(tmp_path / "prov")
    assert "Did you mean 'previous'?" in stopped.value.problems[0].advice


def test_other_money_and_other_years(tmp_path: Path) -> None:
    """Amounts in EUR are no past of amounts in SEK."""
    folder = company(tmp_path / "prov")
    issue(folder, "2026Q2")
    company(folder, head=HEAD.replace("SEK", "EUR"))
    assert "its amounts are in SEK, those of this pack in EUR" in refused(folder)
    company(folder, head=HEAD.replace("[report]", "fiscal_year_start = 5\n[report]"))
    # 2026Q2 would be August to October 2025 then.
    assert "do not start in month 5" in refused(folder, "2027Q1")


def record(path: Path, **facts: object) -> None:
    """A manifest beside the figures."""
    beside = path.with_name(path.name.replace(".figures.csv", ".manifest.json"))
    beside.write_text(json.dumps({"period": "2026Q2", **facts}), encoding="utf-8")


def test_what_the_manifest_says_against_it(tmp_path: Path) -> None:
    """Another content than its build left; other months under the same label."""
    folder = company(tmp_path / "prov")
    path = issue(folder, "2026Q2")
    record(path, outputs=[{"path": path.name, "sha256": read(folder).sha256}])
    assert read(folder).period.label == "2026Q2"
    record(path, outputs=[{"path": path.name, "sha256": "0" * 64}])
    assert "it was changed after its build" in refused(folder)
    record(path, months=["2025-08", "2025-10"])
    assert "its 2026Q2 is 2025-08 to 2025-10" in refused(folder)
    record(path, fiscal_year_start=4)
    assert "they start in month 4" in refused(folder)
    beside = path.with_name("prov-2026Q2.manifest.json")
    for broken in ("", "{", "[]", '"x"'):
        beside.write_text(broken)
        assert read(folder).period.label == "2026Q2"


def test_a_file_that_is_none_of_ours_stops_the_build(tmp_path: Path) -> None:
    """It lies under the name of one: better to ask than to say that nothing has changed."""
    folder = company(tmp_path / "prov")
    (folder / "output").mkdir()
    (folder / "output" / "prov-2026Q2.figures.csv").write_text("month;amount\n2026-06;1\n")
    assert "this is not a figures.csv" in refused(folder)


def test_only_what_was_over_is_past(tmp_path: Path) -> None:
    """The quarter that had just begun was none, nor was the year."""
    folder = company(tmp_path / "prov")
    issue(folder, "2026Q2")
    one = read(folder)
    assert one.ended("2026-06")
    assert one.ended("TTM2026-06")
    assert not one.ended("2026Q3")
    assert not one.ended("FY2026")
    assert "recurring_revenue" in one.metrics
