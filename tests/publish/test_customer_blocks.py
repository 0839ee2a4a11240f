"""Blocks about customers: what stands in their tables and sentences."""

from __future__ import annotations

from typing import Any

import polars as pl

from reportgen.intake.dataset import Dataset
from reportgen.measure.compute import all_metrics
from reportgen.members import load_members
from reportgen.pack import Pack
from reportgen.pack_sections import Company
from reportgen.publish import blocks
from reportgen.publish.block import Block, Material
from reportgen.story.locale import load_locale
from reportgen.story.story import Story
from tests.ascii_table import frame
from tests.measure.readings import months, readings
from tests.measure.use import usage

BLOCKS = load_members(blocks, Block)
PAID = months("""
    customer_id  product_line  from     to       mrr
    A            Core          2024-12  2025-12  4000
    A            Plus          2024-12  2025-12  1000
    B            Core          2024-12  2025-12  2000
    C            Core          2024-12  2025-11  3000
    C            Core          2025-12  2025-12  1000
""")
CUSTOMERS = frame("""
    | customer_id | name    | segment   |
    | A           | Alfa AB | Big + old |
    | B           | Beta AB | Small     |
    | C           | Ceta AB | Small     |
""")
USE = usage("""
    customer_id  product_line  month    active_users  licensed_users
    A            Core          2025-09  20            100
    A            Core          2025-10  30            100
    A            Core          2025-11  20            100
    A            Core          2025-12  10            100
    A            Plus          2025-12  1             50
    B            Core          2025-09  8             10
    B            Core          2025-12  9             10
    C            Core          2025-12  1             10
""")
TABLES = {"recurring_revenue": PAID, "customers": CUSTOMERS, "product_usage": USE}


def prepare(name: str, *arguments: Any, tables: dict[str, pl.DataFrame], **options: Any) -> Any:
    """What a block prepares from some tables, in English."""
    chosen = options.pop("definitions", {})
    found = readings(*all_metrics().values(), tables=tables, **chosen)
    pack = Pack(company=Company(name="Test", currency="EUR"))
    story = Story(found, pack, load_locale("en"))
    nothing: Any = None
    material = Material(story, Dataset(tables), {}, lambda _: (), nothing, {})
    return BLOCKS[name].prepare(material, *arguments, **options)


def test_a_matrix_has_the_wholes_at_its_ends() -> None:
    """Segments down, lines across; a group's name may hold a plus; what nobody has is no cell."""
    part = prepare(
        "matrix", "usage_by", by="segment+product_line", beside="usage_change", tables=TABLES
    )
    assert part["by"] == "Segment"
    assert part["columns"] == ["Core", "Plus"]
    small, big = part["rows"]
    assert (small["label"], big["label"]) == ("Small", "Big + old")
    assert [cell and cell["text"] for cell in small["cells"]] == ["5.0", None]
    assert [cell and cell["text"] for cell in big["cells"]] == ["10.0", "1.0"]
    assert big["cells"][0]["beside"] == "−50.0%"
    assert (small["whole"]["text"], big["whole"]["text"]) == ("5.0", "11.0")
    assert [cell["text"] for cell in part["company"]] == ["6.7", "1.0"]
    assert part["whole"]["text"] == "7.0"
    assert big["cells"][0]["small"]


def test_a_matrix_can_be_turned_round() -> None:
    """Lines down, segments across; a metric without the split has none."""
    part = prepare("matrix", "usage_by", by="product_line+segment", tables=TABLES)
    assert part["columns"] == ["Small", "Big + old"]
    assert [row["label"] for row in part["rows"]] == ["Core", "Plus"]
    assert [cell["text"] for cell in part["company"]] == ["5.0", "11.0"]
    assert prepare("matrix", "customers", by="segment+product_line", tables=TABLES) is None


def test_the_largest_customers_by_name() -> None:
    """5,000, 2,000 and 1,000 of 8,000."""
    part = prepare("largest_customers", tables=TABLES)
    rows = [(row["label"], row["amount"], row["share"], row["together"]) for row in part["rows"]]
    assert rows == [
        ("Alfa AB", "5,000", "62.5%", "62.5%"),
        ("Beta AB", "2,000", "25.0%", "87.5%"),
        ("Ceta AB", "1,000", "12.5%", "100.0%"),
    ]
    assert part["total"] == "8,000"
    assert prepare("largest_customers", tables={}) is None


def test_customers_at_risk() -> None:
    """Alfa fell to 11 of 150; what it pays is said, and its share."""
    part = prepare("customers_at_risk", tables=TABLES)
    (row,) = part["rows"]
    assert (row["label"], row["licences"], row["use"], row["amount"]) == (
        *("Alfa AB", "150", "7.3%", "5,000"),
    )
    assert "One customer is at risk" in part["sentence"]
    assert "5,000\u00a0EUR a month, 62.5% of recurring revenue" in part["sentence"]
    assert "below 40% of licences" in part["sentence"]


def test_nobody_at_risk_and_nothing_known() -> None:
    """A sentence without a table; an empty text without an export of use."""
    sound = {
        **TABLES,
        "product_usage": USE.filter(USE["customer_id"] == "B").vstack(
            usage("customer_id product_line month active_users licensed_users\nB Core 2025-10 9 10")
        ),
    }
    part = prepare("customers_at_risk", tables=sound)
    assert part["rows"] == []
    assert "No customer" in part["sentence"]
    bare = {"recurring_revenue": PAID}
    assert prepare("customers_at_risk", tables=bare) == ""


def answers(day: str, segment: str, *scores: int) -> str:
    """A row for each score."""
    return "\n".join(f"| {day} | {score} | nps | {segment} |" for score in scores)


HEAD = "| date | score | type | segment |\n"


def test_segments_that_stay_but_are_unhappy_are_named() -> None:
    """Big keeps everything and is at -100; Small has lost a part of it."""
    text = HEAD + answers("2025-12-01", "Big + old", 0, 0, 0, 0, 0)
    part = prepare("unhappy_segments", tables={**TABLES, "feedback": frame(text)})
    assert part["tone"] == "bad"
    assert "Big + old (score −100.0, 100.0% of revenue kept)" in part["sentence"]
    text = HEAD + answers("2025-12-01", "Big + old", 9, 9, 9, 9, 9)
    part = prepare("unhappy_segments", tables={**TABLES, "feedback": frame(text)})
    assert part["tone"] == "good"
    assert prepare("unhappy_segments", tables=TABLES) == ""


def test_a_change_within_its_margin_may_be_chance() -> None:
    """From 0 to +20 of ten answers each: no news. From -100 to +100: news."""
    before = answers("2024-12-01", "S", *[9] * 5, *[0] * 5) + "\n"
    text = HEAD + before + answers("2025-12-01", "S", *[9] * 6, *[0] * 4)
    part = prepare("score_change", tables={"feedback": frame(text)})
    # 196 x square root of (1 / 10 + 0.96 / 10)
    assert "±86.8" in part["sentence"]
    assert (part["tone"], "chance" in part["sentence"]) == ("even", True)
    before = answers("2024-12-01", "S", *[0] * 10) + "\n"
    text = HEAD + before + answers("2025-12-01", "S", *[9] * 10)
    part = prepare("score_change", tables={"feedback": frame(text)})
    assert part["tone"] == "good"
    assert prepare("score_change", tables={}) == ""
