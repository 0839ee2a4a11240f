"""The appendix: each figure of the cards with its id and the lines that it stands on, on request."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from reportgen.intake.dataset import read_dataset
from reportgen.measure.compute import compute
from reportgen.pack import read_pack
from reportgen.pipeline import Options
from reportgen.publish.publish import Publication
from reportgen.publish.rendering import block_key
from reportgen.publish.theme import load_theme
from reportgen.story.locale import load_locale

EXAMPLE = Path(__file__).resolve().parent.parent.parent / "inputs" / "example"
PACK = read_pack(EXAMPLE)
PERIOD = PACK.period("2026Q3")
DATASET = read_dataset(PACK, PERIOD)


def publication(pages: tuple[str, ...] | None = None, **options: Any) -> Publication:
    """The example pack on its way to paper."""
    report = PACK.report.model_copy(update={"pages": pages})
    pack = PACK.model_copy(update={"report": report})
    theme = load_theme("plain", pack.folder)
    made = Publication(pack, PERIOD, theme, load_locale("en"), Options(**options))
    made.outline(DATASET)
    return made


def names(made: Publication) -> list[str]:
    """The pages in order."""
    assert made.outlined is not None
    return [page.name for page in made.outlined.pages]


@pytest.fixture(scope="module")
def part() -> dict[str, Any]:
    """What the page shows."""
    made = publication(("summary", "acquisition", "evidence"))
    readings = compute(DATASET, PACK, PERIOD)
    blocks = made.compose(DATASET, readings)
    found: dict[str, Any] = blocks[block_key("evidence", (), ())]
    return found


def figures(part: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Figures by id."""
    return {f["id"]: f for topic in part["topics"] for f in topic["figures"]}


def test_it_is_left_out_unless_it_is_asked_for() -> None:
    assert "evidence" not in names(publication())
    asked = names(publication(appendix=True))
    assert asked[asked.index("definitions") + 1] == "evidence"
    assert names(publication(("summary", "evidence"))) == ["summary", "evidence"]
    assert names(publication(("summary",), appendix=True)) == ["summary", "evidence"]
    left_out = publication().outlined
    assert left_out is not None
    assert "evidence" not in {page.name for page in left_out.left_out}


def test_pack_toml_may_ask_for_it() -> None:
    made = publication()
    report = PACK.report.model_copy(update={"appendix": True})
    made.pack = PACK.model_copy(update={"report": report})
    made.outline(DATASET)
    assert "evidence" in names(made)


def test_each_card_has_its_halves_and_lines(part: dict[str, Any]) -> None:
    """The payback: what was spent, what it brought, and where both stand."""
    payback = figures(part)["cac_payback@2026Q3"]
    assert payback["halves"][0]["words"].startswith("sales and marketing spend")
    spend = next(row for row in payback["rows"] if row["file"] == "ledger.csv")
    assert int(spend["first"]) < int(spend["last"]) <= 289
    assert int(spend["count"]) <= int(spend["last"]) - int(spend["first"]) + 1
    assert {row["file"] for row in payback["rows"]} == {"ledger.csv", "recurring_revenue.csv"}


def test_files_are_named_with_the_hash_of_the_manifest(part: dict[str, Any]) -> None:
    sums = {file.path: file.sha256[:12] for file in DATASET.files}
    assert part["files"]
    assert all(sums[file["path"]] == file["sha256"] for file in part["files"])


def test_every_figure_has_lines_of_some_file(part: dict[str, Any]) -> None:
    found = figures(part)
    assert len(found) >= 8
    assert all(figure["rows"] for figure in found.values())
