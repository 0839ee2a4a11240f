"""The page of what moved: tables whose rows add up, customers by name, questions with their pages."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from reportgen.intake.dataset import Dataset
from reportgen.measure.compute import all_metrics, compute
from reportgen.members import load_members
from reportgen.pack import Pack
from reportgen.pack_sections import Company
from reportgen.period import parse_period
from reportgen.publish import blocks
from reportgen.publish.block import Block, Material, Page
from reportgen.publish.blocks.board_questions import _page
from reportgen.story.commentary import read_commentary
from reportgen.story.locale import load_locale
from reportgen.story.question import Question
from reportgen.story.story import Story
from tests.measure.house import tables

BLOCKS = load_members(blocks, Block)
ARR = "annual_recurring_revenue_change"


def material(
    exports: dict[str, pl.DataFrame] | None = None, locale: str = "en", period: str = "2025Q4"
) -> Material:
    """The house example on its way to paper; customers have names."""
    found = dict(tables()) if exports is None else exports
    if "customers" in found:
        named = ("<b>" + pl.col("customer_id") + "</b> AB").alias("name")
        found["customers"] = found["customers"].with_columns(named)
    dataset = Dataset(found, (), {})
    pack = Pack(company=Company(name="Test", currency="EUR"), folder=Path("test"))
    readings = compute(dataset, pack, parse_period(period), all_metrics())
    story = Story(readings, pack, load_locale(locale))
    pages = (Page("growth", "Growth", 30, (), frozenset({"annual_recurring_revenue"})),)
    commentary = read_commentary(story, "", "commentary.md", [])
    return Material(story, dataset, {}, lambda _: (), commentary, {}, pages)


def number(text: str) -> Decimal:
    """A printed number."""
    return Decimal(text.replace("−", "-").replace(",", "").replace("\xa0", ""))


def prepared(name: str, made: Material, *arguments: Any, **options: Any) -> Any:
    """The values of a block."""
    return BLOCKS[name].prepare(made, *arguments, **options)


def test_segments_with_their_movements_close_on_the_change() -> None:
    """372.0 + 36.0 + 24.0 + 33.6 = 465.6; each row and each column add up."""
    made = material()
    part = prepared("what_moved", made, ARR, by="segment")
    assert part["unit"] == "kEUR"
    assert part["crossed"] == ["New", "Won back", "Expansion"]
    total = part["total"]
    assert (total["before"], total["change"], total["now"]) == ("372.0", "+93.6", "465.6")
    assert total["parts"] == ["+36.0", "+24.0", "+33.6"]
    for row in part["rows"]:
        assert number(row["before"]) + number(row["change"]) == number(row["now"])
        assert sum(map(number, row["parts"])) == number(row["change"])
    for column in range(3):
        added = sum(number(row["parts"][column]) for row in part["rows"])
        assert added == number(total["parts"][column])
    assert ARR in made.printed


def test_factors_have_figures_of_their_own_unit() -> None:
    """The payback of the year's end is the first one: there is none before to compare."""
    assert prepared("what_moved", material(), "cac_payback_change", by="factor") == ""
    margin = prepared("what_moved", material(), "gross_margin_change", by="factor")
    assert [row["label"] for row in margin["rows"]] == ["Revenue", "Cost of revenue"]
    assert margin["rows"][0]["before"].endswith("EUR")
    assert margin["total"]["now"] == "75.0%"


def test_retention_says_how_few_stand_behind_a_segment() -> None:
    part = prepared("what_moved", material(), "net_revenue_retention_change", by="segment")
    small = next(row for row in part["rows"] if row["label"] == "SMB")
    assert (small["n"], small["now"]) == (1, "120.0%")
    assert part["crossed"] == ["Own retention", "Share of the base"]


def test_nothing_is_set_where_nothing_can_be_told() -> None:
    made = material({})
    assert prepared("what_moved", made, ARR, by="segment") == ""
    assert prepared("movers", made) is None
    assert prepared("board_questions", made) is None


def test_movers_by_name_add_up_to_the_change() -> None:
    """Customers won back and grown; a name is text, whatever stands in it."""
    part = prepared("movers", material(), most=3)
    (group,) = part["groups"]
    assert group["title"] == "Rose most"
    assert [(row["name"], row["movement"]) for row in group["rows"]] == [
        ("<b>C08</b> AB", "New, expansion"),
        ("<b>C09</b> AB", "New"),
        ("<b>C01</b> AB", "Expansion"),
    ]
    told = sum(number(row["change"]) for row in group["rows"])
    assert told + number(part["others"]) == number(part["total"]) == Decimal("93.6")
    assert part["count"] == "5"
    for row in group["rows"]:
        assert number(row["before"]) + number(row["change"]) == number(row["now"])


def test_customers_without_a_name_keep_their_number() -> None:
    exports = {"recurring_revenue": tables()["recurring_revenue"]}
    (group,) = prepared("movers", material(exports))["groups"]
    assert group["rows"][0]["name"] == "C08"


def test_questions_say_which_page_holds_more() -> None:
    """Of the pages that there are; none where no other page shows the metric."""
    part = prepared("board_questions", material())
    assert 1 <= len(part["questions"]) <= 8
    pages = {question["page"] for question in part["questions"]}
    assert pages == {"growth", ""}


@pytest.mark.parametrize("period", ["2025-12", "FY2025", "TTM2025-12", "2025Q3"])
@pytest.mark.parametrize("locale", ["sv", "en"])
def test_all_kinds_of_report_periods(period: str, locale: str) -> None:
    made = material(period=period, locale=locale)
    part = prepared("what_moved", made, ARR, by="segment")
    for row in [*part["rows"], part["total"]]:
        before, change, now = (
            number(row[key].replace(",", ".") if locale == "sv" else row[key])
            for key in ("before", "change", "now")
        )
        assert abs(before + change - now) <= Decimal("0.11")
    assert prepared("movers", made) is not None


def test_a_question_about_a_customer_leads_only_to_where_it_stands() -> None:
    """The page of growth shows the same revenue, but no customer by name."""
    names = ("largest_customers", "annual_recurring_revenue")
    asked = Question("x", names, "?", (), 1.0, stands=("largest_customers",))
    made = material()
    assert _page(made, asked) is None
    assert _page(made, replace(asked, stands=None)) == made.pages[0]
    there = Page("customers", "Customers", 54, (), frozenset({"largest_customers"}))
    assert _page(replace(made, pages=(*made.pages, there)), asked) == there
