"""What a board sees of a past that was changed: marks, notes, the list, and the manifest."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from reportgen.errors import InputError, PackError
from reportgen.intake.dataset import Dataset
from reportgen.measure.issued import read_issued
from reportgen.pack import read_pack
from reportgen.pipeline import Options, build_pack, examine
from reportgen.publish.block import Material
from reportgen.publish.blocks.metric_table import metric_table
from reportgen.publish.blocks.restated_line import restated_line
from reportgen.publish.blocks.restatements import restatements
from reportgen.story.commentary import Commentary
from reportgen.story.locale import load_locale
from reportgen.story.past import Past
from reportgen.story.story import Story
from tests.measure.issued_packs import HEAD, company, figures_of, issue

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
    assert "72.0 kSEK +9.1% r" in pack.text
    assert "+9.1% against Q2 2026 (restated)" in pack.text
    assert "Monthly recurring revenue, SEK 6,000 6,000 6,000 5,500 r 6,000" in pack.text
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
    with pytest.raises(InputError) as examined:
        examine(read_pack(folder), Options())
    assert examined.value.problems == stopped.value.problems


def test_reasons_that_speak_of_nothing_stop_the_build(tmp_path: Path) -> None:
    """All of them together, before anything is computed."""
    wrong = '[restatements.reasons]\ncustmers = "why"\n"customers 2026-14" = "why"\n'
    with pytest.raises(PackError) as stopped:
        build_pack(company(tmp_path / "prov", settings=wrong), Options())
    assert [problem.line for problem in stopped.value.problems] == [7, 8]


def asked(folder: Path, issued: Path | None, language: str = "en") -> Material:
    """What blocks prepare their values from, for the third quarter."""
    pack = read_pack(folder)
    readings = figures_of(folder, "2026Q3")
    story = Story(readings, pack, load_locale(language))
    earlier = None if issued is None else read_issued(issued, pack, readings.period)
    past = Past(story, earlier, lambda: figures_of(folder, "2026Q2"))
    return Material(story, Dataset({}, ()), {}, lambda _: (), Commentary({}), {}, past=past)


def test_another_definition_is_said_as_that(pack: Pack, tmp_path: Path) -> None:
    """Not marked, not listed: the two figures answer different questions."""
    folder = company(tmp_path / "prov")
    words = figures_of(folder, "2026Q2").definitions["annual_recurring_revenue"]
    issued = tmp_path / "prov-2026Q2.figures.csv"
    rows = pl.read_csv(pack.folder / "output" / issued.name, infer_schema=False)
    arr = pl.col("metric") == "annual_recurring_revenue"
    rows.with_columns(
        value=pl.when(arr & pl.col("value").is_not_null())
        .then(pl.lit("6000"))
        .otherwise(pl.col("value")),
        definition=pl.col("definition").replace(words, "what was invoiced"),
        metric=pl.col("metric").replace("customers", "payers"),
    ).write_csv(issued)
    for language, said, new, gone in (
        (
            "en",
            "Computed otherwise than in that pack, so that its figures cannot be compared with "
            "these: Annual recurring revenue.",
            "Not in that pack: Customers.",
            "In that pack but no longer computed: payers.",
        ),
        (
            "sv",
            "Beräknas på annat sätt än i den rapporten, så att talen inte kan jämföras: "
            "Årlig återkommande intäkt (ARR).",
            "Fanns inte i den rapporten: Kunder.",
            "Fanns i den rapporten men beräknas inte längre: payers.",
        ),
    ):
        material = asked(folder, issued, language)
        table = metric_table.prepare(material, "annual_recurring_revenue", "customers")
        assert isinstance(table, dict)
        assert not [cell for row in table["rows"] for cell in row["cells"] if cell["restated"]]
        assert table["restated"] == ""
        told = restatements.prepare(material)
        assert isinstance(told, dict)
        assert told["rows"] == []
        assert told["notes"] == [said, new, gone]
        assert restated_line.prepare(material) == ""


def test_without_an_earlier_pack_that_is_said(tmp_path: Path) -> None:
    """The first pack, and one that is told not to compare."""
    folder = company(tmp_path / "prov")
    first = restatements.prepare(asked(folder, None))
    assert isinstance(first, dict)
    assert first["intro"] == "There is no earlier pack to hold the figures against."
    company(folder, settings='[restatements]\nprevious = "none"\n')
    told = restatements.prepare(asked(folder, None, "sv"))
    assert isinstance(told, dict)
    assert told["intro"] == "Talen jämförs inte med en tidigare rapport, enligt pack.toml."
