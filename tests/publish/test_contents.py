"""The contents promise what is there."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from reportgen.errors import PackError
from reportgen.intake import tables as tables_folder
from reportgen.intake.dataset import Dataset
from reportgen.measure.compute import all_metrics
from reportgen.members import load_members, member_names
from reportgen.pack import read_pack
from reportgen.publish.block import Material, Page
from reportgen.publish.blocks.contents import contents
from reportgen.publish.blocks.data_notes import data_notes
from reportgen.publish.document import outline
from reportgen.publish.theme import load_theme
from reportgen.story import charts as charts_folder
from reportgen.story.chart import Chart
from reportgen.story.commentary import Commentary
from tests.story.findings.tell import tell


@pytest.mark.parametrize("language", ["en", "sv"])
@pytest.mark.parametrize("lacking", [(), ("leads",)])
def test_further_exports_are_promised_where_there_are_some(
    lacking: tuple[str, ...], language: str
) -> None:
    row = pl.DataFrame({"row": [1]})
    given = dict.fromkeys(set(member_names(tables_folder)) - set(lacking), row)
    story = tell("customers 2026-09 321", locale=language)
    pages = [
        Page("growth", "Growth", 30),
        Page("data_notes", "Notes", 910, part="reference"),
    ]
    dataset = Dataset(given, ())
    material = Material(story, dataset, {}, lambda _: (), Commentary({}), {}, pages=pages)
    part, notes = contents.prepare(material), data_notes.prepare(material)
    assert isinstance(part, dict)
    assert isinstance(notes, dict)
    growth, own = (entry for group in part["groups"] for entry in group["entries"])
    assert growth["about"] == story.locale.text("pages.growth.about")
    promised = {"en": "further exports", "sv": "fler exporter"}[language]
    assert (promised in own["about"]) is bool(lacking) is bool(notes["unlocks"])


EXAMPLE = Path(__file__).resolve().parent.parent.parent / "inputs" / "example"
TABLES = member_names(tables_folder)


def order(folder: Path, *asked: str) -> list[Page]:
    """The pages of a pack with every export, in their order."""
    (folder / "pack.toml").write_bytes((EXAMPLE / "pack.toml").read_bytes())
    pack = read_pack(folder)
    if asked:
        report = pack.report.model_copy(update={"pages": asked})
        pack = pack.model_copy(update={"report": report})
    theme, charts = load_theme("plain", folder), list(load_members(charts_folder, Chart))
    return list(outline(pack, theme, {}, list(all_metrics()), charts, list(TABLES)).pages)


def told(pages: list[Page]) -> list[tuple[str, list[str]]]:
    """The contents: headings, and the names below each."""
    story = tell("customers 2026-09 321")
    material = Material(story, Dataset({}, ()), {}, lambda _: (), Commentary({}), {}, pages=pages)
    part = contents.prepare(material)
    assert isinstance(part, dict)
    return [(g["title"], [entry["name"] for entry in g["entries"]]) for g in part["groups"]]


def test_what_every_board_reads_comes_first_then_depth_then_reference(tmp_path: Path) -> None:
    assert told(order(tmp_path)) == [
        (
            "",
            str.split(
                "summary moved growth retention expansion acquisition people pipeline cash focus"
            ),
        ),
        (
            "In depth",
            str.split(
                "customers voice alignment loyalty funnels bottleneck win_loss switchboard benchmarks"
            ),
        ),
        ("Reference", ["definitions", "data_notes"]),
    ]


def test_an_order_of_the_pack_s_own_is_kept(tmp_path: Path) -> None:
    """Headings stand only where each has its pages below it in one piece."""
    mixed = order(tmp_path, "summary", "voice", "growth", "definitions")
    assert told(mixed) == [("", ["summary", "voice", "growth", "definitions"])]
    some = order(tmp_path, "growth", "summary", "win_loss")
    assert told(some) == [("", ["growth", "summary"]), ("In depth", ["win_loss"])]


def test_a_page_of_the_pack_s_own_stands_in_the_part_that_it_names(tmp_path: Path) -> None:
    """Without a part it is one that every board reads; a part that is none is a mistake."""
    (tmp_path / "templates" / "pages").mkdir(parents=True)
    page = tmp_path / "templates" / "pages" / "offices.html"
    page.write_text("{# order=1 #}\n<h1>Offices</h1>")
    names = [page.name for page in order(tmp_path)]
    assert names.index("offices") < names.index("focus")
    page.write_text("{# order=1; part=depth #}\n<h1>Offices</h1>")
    names = [page.name for page in order(tmp_path)]
    assert names.index("focus") < names.index("offices") < names.index("customers")
    page.write_text("{# order=1; part=deep #}\n<h1>Offices</h1>")
    with pytest.raises(PackError) as mistake:
        order(tmp_path)
    (problem,) = mistake.value.problems
    assert (problem.file, problem.line, problem.value) == (str(page), 1, "deep")
    assert "'depth'" in str(problem.advice)
