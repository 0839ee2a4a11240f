"""The choices in force are said in the language of the report."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.intake.dataset import Dataset, read_dataset
from reportgen.measure.books import Books
from reportgen.measure.compute import all_metrics
from reportgen.pack import read_pack
from reportgen.pack_sections import Definitions
from reportgen.publish.block import Material
from reportgen.publish.blocks.definitions import definitions as definitions_block
from reportgen.story.choice import NUMBER
from reportgen.story.commentary import Commentary
from reportgen.story.locale import load_locale
from tests.story.findings.tell import tell

NORDLYS = Path(__file__).resolve().parent.parent.parent / "inputs" / "nordlys"
OTHERS = Definitions(
    cac_lag="none",
    contractors_in_fte=True,
    cs_in_sm=True,
    renewals_in_sales=True,
    quick_ratio_with_reactivation=False,
    growth_floor=1e6,
    magic_number="annual_recurring_revenue",
    velocity_opportunities="open",
)


@pytest.mark.parametrize("definitions", [Definitions(), OTHERS, Definitions(cac_lag="auto")])
def test_every_choice_of_a_definition_has_swedish_words(definitions: Definitions) -> None:
    """Whatever the pack chooses; numbers keep their place."""
    pack = read_pack(NORDLYS).model_copy(update={"definitions": definitions})
    books = Books(read_dataset(pack, pack.period()), pack, pack.period())
    locale = load_locale("sv")
    seen = 0
    for metric in all_metrics().values():
        for phrase in filter(None, (metric.variant(books) if metric.variant else "").split("; ")):
            key = f"variants.{NUMBER.sub('#', phrase)}"
            assert locale.has(key), phrase
            assert locale.text(key).count("#") == key.count("#")
            seen += 1
    assert seen >= 15


def test_what_no_export_holds_is_not_defined() -> None:
    """Cash stands on the summary as missing; its formula would explain nothing there."""
    story = tell("""
        cac 2026Q3 250000
        cash_balance 2026-09 - missing=no_data
        runway 2026Q3 - missing=cash_generative
        win_rate 2026Q3 - missing=no_data
        win_rate 2026Q3 0.4 segment=Small
    """)
    names = ("cac", "cash_balance", "runway", "win_rate")
    story.readings.definitions = dict.fromkeys(names, "")
    story.readings.sources = dict.fromkeys(names, "")
    material = Material(story, Dataset({}, ()), {}, list, Commentary({}), {})
    for name in (*names, "net_burn"):
        material.mention(name)
    part = definitions_block.prepare(material)
    assert isinstance(part, dict)
    defined = {metric["id"] for topic in part["topics"] for metric in topic["metrics"]}
    assert defined == {"cac", "runway", "win_rate"}
