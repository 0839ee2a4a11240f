"""The choices in force are said in the language of the report."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.intake.dataset import read_dataset
from reportgen.measure.books import Books
from reportgen.measure.compute import all_metrics
from reportgen.pack import read_pack
from reportgen.pack_sections import Definitions
from reportgen.story.choice import NUMBER
from reportgen.story.locale import load_locale

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
