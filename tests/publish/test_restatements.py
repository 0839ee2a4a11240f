"""What a board sees of a past that was changed: marks, notes, the list, and the manifest."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from reportgen.errors import InputError, PackError
from reportgen.pipeline import Options, build_pack
from tests.measure.issued_packs import HEAD, company, issue

PAGES = 'pages = ["summary", "growth", "data_notes"]\n'
REASONS = """
[restatements.reasons]
"recurring_revenue 2026-06" = "Late credit note to Björk"
"2026-06" = "June was closed again"
"""


@dataclass(frozen=True)
class Pack:
    """A build: its text, laid out as on paper, and what its manifest says of the past."""

    folder: Path
    text: str
    record: dict[str, Any]


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """Issued for Q2 with 6 000 in June, built for Q3 with 5 500; segments begin with `=`."""
    folder = company(tmp_path_factory.mktemp("packs") / "prov")
    issue(folder, "2026Q2")
    company(folder, {("K2", "2026-06"): 1500}, REASONS, HEAD + PAGES)
    built = build_pack(folder, Options())
    text = subprocess.run(
        ["pdftotext", "-layout", built.files[0], "-"], capture_output=True, check=True
    ).stdout.decode()
    record = json.loads(built.files[-1].read_text(encoding="utf-8"))["restatements"]
    return Pack(folder, " ".join(text.split()), record)


def test_cells_are_marked_and_the_mark_is_explained(pack: Pack) -> None:
    """In the scorecard, in the table of periods, on a card and under a chart."""
    # 6 000 a month against 5 500 in June: more by 9.1 %, and June is not what it was.
    assert "+9.1%r" in pack.text.replace(" r ", "r ")
    assert "vs Q2 2026 (restated)" in pack.text or "against Q2 2026 (restated)" in pack.text
    assert "r: restated since the pack for Q2 2026" in pack.text
    assert "Restated since the pack for Q2 2026: Jun 2026." in pack.text


def test_the_list_says_then_now_difference_and_why(pack: Pack) -> None:
    """The closest reason; a metric without one of its own gets that of June."""
    assert "What has changed about the past" in pack.text
    assert "5,500 SEK" in pack.text
    june = (
        "Monthly recurring revenue Jun 2026 6,000 SEK 5,500 SEK −500 SEK Late credit note to Björk"
    )
    assert june in pack.text
    year = "Annual recurring revenue Jun 2026 72.0 kSEK 66.0 kSEK −6,000 SEK June was closed again"
    assert year in pack.text


def test_the_summary_says_so_where_the_pack_begins(pack: Pack) -> None:
    """With the page where the list stands."""
    count = len(pack.record["printed"])
    assert f"{count} printed figures of earlier periods were restated" in pack.text


def test_the_manifest_names_and_counts_all_of_them(pack: Pack) -> None:
    """Printed or not, of the company and of groups."""
    record = pack.record
    assert record["previous"]["file"] == "prov-2026Q2.figures.csv"
    assert record["previous"]["period"] == "2026Q2"
    assert record["restated_metrics"]["recurring_revenue"]["company"] == 1
    assert record["restated_metrics"]["recurring_revenue"]["splits"] >= 1
    assert record["restated"]["company"] >= len(
        [one for one in record["printed"] if not one["split_by"]]
    )
    june = {(one["metric"], one["period"], one["split"]): one for one in record["printed"]}
    assert june["recurring_revenue", "2026-06", ""] == {
        "metric": "recurring_revenue",
        "period": "2026-06",
        "split_by": "",
        "split": "",
        "then": 6000.0,
        "now": 5500.0,
        "because": "Late credit note to Björk",
    }
    assert record["definition_changed"] == {}
    assert "customers" not in record["restated_metrics"]


def test_a_rebuild_is_byte_for_byte_the_same(pack: Pack, tmp_path: Path) -> None:
    """It is held against the earlier pack, never against the file that it replaces."""
    before = {path.name: path.read_bytes() for path in (pack.folder / "output").iterdir()}
    assert build_pack(pack.folder, Options()).replaced == ""
    after = {path.name: path.read_bytes() for path in (pack.folder / "output").iterdir()}
    assert after == before


def test_an_earlier_pack_that_cannot_be_read_stops_the_build(pack: Pack, tmp_path: Path) -> None:
    """Nothing is written: a pack that hides what it cannot compare would be trusted wrongly."""
    folder = company(tmp_path / "prov", head=HEAD + PAGES)
    (folder / "output").mkdir()
    earlier = folder / "output" / "prov-2026Q2.figures.csv"
    whole = (pack.folder / "output" / earlier.name).read_bytes()
    earlier.write_bytes(whole[: len(whole) // 2 - 3])
    with pytest.raises(InputError) as stopped:
        build_pack(folder, Options())
    assert "cut" in stopped.value.problems[0].what
    assert [path.name for path in earlier.parent.iterdir()] == [earlier.name]


def test_reasons_that_speak_of_nothing_stop_the_build(tmp_path: Path) -> None:
    """All of them together, before anything is computed."""
    wrong = '[restatements.reasons]\ncustmers = "why"\n"customers 2026-14" = "why"\n'
    with pytest.raises(PackError) as stopped:
        build_pack(company(tmp_path / "prov", settings=wrong), Options())
    assert [problem.line for problem in stopped.value.problems] == [7, 8]
