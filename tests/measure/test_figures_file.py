"""A figures.csv read back: exactly as written, or with the sentence that says why it is not to be trusted."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.measure.figures_file import KEYS, metrics_in, read_figures
from tests.measure.issued_packs import company, figures_of, issue


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One file, as a build leaves it."""
    return issue(company(tmp_path_factory.mktemp("packs") / "prov"), "2026Q2")


def test_what_was_written_is_read_back(issued: Path) -> None:
    """Every row, every value; the company's alone when only they are wanted."""
    written = figures_of(issued.parent.parent, "2026Q2").figures()
    read, problems = read_figures(issued)
    assert problems == []
    assert read.select(KEYS).equals(written.select(KEYS))
    june = {(r[0], r[1], r[3]): r[4] for r in read.select(*KEYS, "value").rows()}
    assert june["recurring_revenue", "2026-06", ""] == 6000
    assert june["annual_recurring_revenue", "2026-06", ""] == 72000
    # Guarded as in the file, so that the same name is the same key in both.
    assert june["recurring_revenue", "2026-06", "'=Small"] == 3000
    own, problems = read_figures(issued, own=True)
    assert problems == []
    assert set(own["split_by"]) == {"", "movement"}
    assert metrics_in(issued) == sorted(set(written["metric"]))


def altered(issued: Path, folder: Path, old: str, new: str, times: int = 1) -> Path:
    """A copy in which something was changed."""
    text = issued.read_text(encoding="utf-8")
    assert old in text
    path = folder / issued.name
    path.write_text(text.replace(old, new, times), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("metric,period,", "metric;period;", "this is not a figures.csv"),
        ("metric,period,split_by", "metric,split_by,period", "this is not a figures.csv"),
        (",72000,SEK", ",72 000,SEK", "the value is no number"),
        (",72000,SEK", ",NaN,SEK", "the value is no number"),
        (",72000,SEK", ",inf,SEK", "the value is no number"),
        (",72000,SEK", ",,SEK", "neither a value nor a reason"),
        (",2026-05,", ",2026-06,", "the figure stands twice"),
    ],
)
def test_what_no_build_writes_is_told(
    issued: Path, tmp_path: Path, old: str, new: str, said: str
) -> None:
    """With the file, and the line where there is one."""
    path = altered(issued, tmp_path, old, new)
    _, problems = read_figures(path, own=True)
    assert problems
    assert said in problems[0].what
    assert problems[0].file == str(path)
    assert problems[0].line is not None


def test_a_line_is_that_of_the_file(issued: Path, tmp_path: Path) -> None:
    """So that an editor finds it."""
    path = altered(issued, tmp_path, ",72000,SEK", ",x,SEK")
    (problem,) = read_figures(path)[1]
    assert problem.line is not None
    line = path.read_text(encoding="utf-8").splitlines()[problem.line - 1]
    assert ",x,SEK" in line
    assert problem.value == "x"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n",
        b"%PDF-1.7\n",
        b"\x00\xff\xfe\x00",
        b"metric,period\n",
        b"a" * 100_000,
        b'"\n' * 50,
    ],
)
def test_files_that_are_none_of_ours(content: bytes, tmp_path: Path) -> None:
    """No traceback, whatever lies there."""
    path = tmp_path / "x-2026Q2.figures.csv"
    path.write_bytes(content)
    frame, problems = read_figures(path)
    assert frame.is_empty()
    assert len(problems) == 1


def test_a_cut_file(issued: Path, tmp_path: Path) -> None:
    """At every place but the end of a line a cut shows; there the manifest's fingerprint tells."""
    content = issued.read_bytes()
    path = tmp_path / issued.name
    for at in range(400, 4000, 37):
        path.write_bytes(content[:at])
        if content[at - 1 : at] != b"\n":
            assert read_figures(path)[1], at
    path.write_bytes(content[: content.index(b"\n") + 1])
    assert "holds no figures" in read_figures(path)[1][0].what


def test_bytes_that_are_no_text(issued: Path, tmp_path: Path) -> None:
    """Half a letter in the middle of the file."""
    path = tmp_path / issued.name
    path.write_bytes(
        issued.read_bytes().replace(b"recurring_revenue,", b"recurring\xffrevenue,", 1)
    )
    assert read_figures(path)[1]
    assert read_figures(path, own=True)[1]


def test_another_spelling_of_a_formula_is_no_other_definition(issued: Path, tmp_path: Path) -> None:
    """Files of earlier versions multiply with "x" and write "10 %": nothing was redefined."""
    now, _ = read_figures(issued)
    old = issued.read_text(encoding="utf-8").replace(" × ", " x ").replace("10%", "10 %")
    path = tmp_path / issued.name
    path.write_text(old, encoding="utf-8")
    assert " × " not in old
    then, problems = read_figures(path)
    assert problems == []
    assert then["definition"].equals(now["definition"])
