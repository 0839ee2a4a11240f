"""The page of definitions: the choices in force in the report's language, a row for every metric."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from reportgen.intake.dataset import Dataset, read_dataset
from reportgen.measure.books import Books
from reportgen.measure.compute import all_metrics
from reportgen.pack import read_pack
from reportgen.pack_sections import Definitions
from reportgen.publish.block import Material
from reportgen.publish.blocks.definitions import definitions as definitions_block
from reportgen.publish.pdf import Press
from reportgen.publish.rendering import block_key
from reportgen.publish.theme import load_theme
from reportgen.resources import shipped
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
    material = Material(story, Dataset({}, ()), {}, lambda _: (), Commentary({}), {})
    for name in (*names, "net_burn"):
        material.mention(name)
    part = definitions_block.prepare(material)
    assert isinstance(part, dict)
    defined = {metric["id"] for topic in part["topics"] for metric in topic["metrics"]}
    assert defined == {"cac", "runway", "win_rate"}


def test_what_many_metrics_of_a_topic_share_is_said_once_under_a_letter() -> None:
    """Three of four paybacks on the spend of the quarter before: its words stand once, not thrice."""
    lag = "spend is that of the quarter before"
    choices = {
        "cac": lag,
        "cac_payback": lag,
        "cac_payback_on_revenue": f"{lag}; with renewals",
        "cac_payback_without_lag": "spend of the same months",
    }
    story = tell("\n".join(f"{name} 2026Q3 14" for name in choices))
    story.readings.definitions = {
        name: "; ".join([story.readings.metrics[name].formula, said])
        for name, said in choices.items()
    }
    story.readings.sources = dict.fromkeys(choices, "")
    material = Material(story, Dataset({}, ()), {}, lambda _: (), Commentary({}), {})
    for name in choices:
        material.mention(name)
    part = definitions_block.prepare(material)
    assert isinstance(part, dict)
    (topic,) = part["topics"]
    assert topic["notes"] == [{"mark": "a", "text": lag}]
    told = {one["id"]: (one["variant"], one["marks"]) for one in topic["metrics"]}
    assert told == {
        "cac": ("", "a"),
        "cac_payback": ("", "a"),
        "cac_payback_on_revenue": ("with renewals", "a"),
        "cac_payback_without_lag": ("spend of the same months", ""),
    }
    assert all(one["source"] and one["formula"] for one in topic["metrics"])


LONG = "Kundanskaffningskostnadsåterbetalningstid"
METRIC = {
    "id": "payback",
    "title": LONG,
    "abbreviation": "CAC payback",
    "definition": "Months until a customer has paid for itself.",
    "why": "Long payback ties up cash.",
    "formula": "spend / monthly gross profit",
    "variant": "lag of one quarter",
    "source": "No published standard",
    "marks": "a, b",
    "files": [],
}
NOTES = [{"mark": "a", "text": "with renewals"}, {"mark": "b", "text": "Common practice"}]


def test_a_metric_has_all_its_words_in_one_column_of_two(tmp_path: Path) -> None:
    """Name and short name, what it says and why, how it is computed and by whom; none over the edge."""
    theme = load_theme("plain", tmp_path)
    words = {"pages.definitions.title": "Definitions", "pages.definitions.lead": "In words."}
    topic = {"title": "Cost", "notes": NOTES, "metrics": [METRIC] * 40}
    job: dict[str, Any] = {
        **theme.press(tmp_path),
        "template_folders": [str(shipped("templates"))],
        "words": words,
        "functions": ["definitions"],
        "document": {"language": "en", "company": "C", "title": "T", "period": "P"},
        "pages": [{"name": "definitions", "title": "Definitions"}],
        "blocks": {block_key("definitions", (), ()): {"topics": [topic]}},
        "pdf": str(tmp_path / "out.pdf"),
    }
    # Of a pack the first page is its cover.
    job["css"] = theme.press(tmp_path)["css"].replace("@page :first", "@page cover")
    with Press(seconds=60) as press:
        assert press.set(job)["pages"] == 1
    command = ["pdftotext", "-bbox", job["pdf"], "-"]
    told = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    found = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)".*?>(.+?)</word>', told)
    boxes = [(float(y), float(x), float(right), word) for x, y, right, word in found]
    below = next(y for y, _, _, word in boxes if word == "Cost")
    columns: list[list[tuple[float, float, str]]] = [[], []]
    for y, x, right, word in boxes:
        if y > below - 3 and word != "Cost":
            # Columns of 84.5 mm with 5 mm between them, within margins of 18 mm (51 points).
            columns[x > 51 + 240].append((round(y), right, word))
    for column, end in zip(columns, (51 + 240, 545), strict=True):
        assert column
        assert max(right for _, right, _ in column) <= end
    text = " ".join(word for column in columns for _, _, word in column)
    # Long words may be divided at the end of a line.
    text = text.replace("- ", "")
    assert text.startswith("a with renewals; b Common practice. ")
    whole = (
        f"{LONG} (CAC payback). {METRIC['definition']} {METRIC['why']} spend / monthly gross profit "
        "· lag of one quarter. No published standard. a, b"
    )
    assert text.count(whole) == 40
