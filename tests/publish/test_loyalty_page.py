"""The loyalty page: today, what a rise is worth, what it takes and what it costs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from reportgen.intake.dataset import Dataset
from reportgen.measure.books import Books
from reportgen.measure.compute import all_metrics
from reportgen.pack_sections import Loyalty
from reportgen.publish.block import Material
from reportgen.publish.blocks.loyalty_baseline import loyalty_baseline
from reportgen.publish.blocks.loyalty_profit import loyalty_profit
from reportgen.publish.blocks.loyalty_words import loyalty_words
from reportgen.publish.publish import _unknown_segments
from reportgen.story.choice import NUMBER
from reportgen.story.commentary import Commentary
from reportgen.story.locale import load_locale
from reportgen.story.story import Story
from tests.ascii_table import frame
from tests.measure.loyalty import TWO_PER_CENT, case
from tests.measure.readings import pack_of

WITH_B = TWO_PER_CENT + "B 10 900 2024-11 2025-12"


def page(lives: str = TWO_PER_CENT, spend: str = "10000", **loyalty: Any) -> Material:
    """All figures of such a company."""
    figures = case(*all_metrics().values(), lives=lives, spend=spend, **loyalty)
    story = Story(figures, pack_of(loyalty=loyalty), load_locale("en"))
    return Material(story, Dataset({}, ()), {}, lambda _: (), Commentary({}), {})


def test_today_and_what_ten_per_cent_are_worth() -> None:
    """120 customers at 15,000; 2 % must become 1.82 %."""
    part = loyalty_baseline.prepare(page())
    assert isinstance(part, dict)
    [row] = part["rows"]
    assert (row["label"], row["customers"], row["margin"], row["churn"]) == (
        "A", "120", "75.0%", "2.00%",
    )  # fmt: skip
    assert row["value"] == "15.0\u00a0kEUR"
    value, churn, total = part["worth"]
    assert value["cells"] == ["180\u00a0kEUR", "270\u00a0kEUR", "360\u00a0kEUR"]
    assert (churn["today"], churn["cells"][0]) == ("2.00%", "1.82%")
    assert total["cells"] == value["cells"]
    assert part["default"] is True
    assert part["long"] == ""


def test_lives_beyond_the_cap_are_pointed_out() -> None:
    """One in 250 a month is 250 months; elsewhere no lifetime is longer than 60."""
    lives = "A 1 400 2024-11 2025-11\n A 9 400 2024-11 2025-12"
    part = loyalty_baseline.prepare(page(lives))
    assert isinstance(part, dict)
    assert "A 120.0\u00a0months" in part["long"]
    part = loyalty_baseline.prepare(page(lives, lifetime_cap_months=60))
    assert isinstance(part, dict)
    assert part["long"] == (
        "No customer lifetime is counted as longer than 60\u00a0months; at today's churn it would "
        "be A 120.0\u00a0months."
    )
    # Where a longer life would count for nothing the price has to rise.
    assert [row["label"] for row in part["worth"]][1] == "Revenue per customer and month, A"


def test_where_nobody_left_it_is_the_price_that_rises() -> None:
    """The most valuable segment first, and only the goals that ask something of somebody."""
    part = loyalty_baseline.prepare(page(WITH_B))
    assert isinstance(part, dict)
    assert [row["label"] for row in part["rows"]] == ["A", "B"]
    assert [row["label"] for row in part["worth"]] == [
        "Value, A", "Churn, A", "Value, B", "Revenue per customer and month, B", "All of them",
    ]  # fmt: skip


def test_years_and_costs() -> None:
    """23.4 and 43.2 thousand; 50,000 are back in month 20, as 33.2 %."""
    part = loyalty_profit.prepare(page(levers={"A": ["size"]}, investment=50_000, years=2))
    assert isinstance(part, dict)
    assert part["rows"][0]["cells"] == ["23", "43", "67"]
    assert part["investment"] == "50\u00a0kEUR"
    texts = [cell["text"] for cell in part["costs"][0]["cells"]]
    assert texts == ["19.4\u00a0months", "7\u00a0kEUR", "33.2%", "58\u00a0kEUR"]
    assert part["told"] == ["payback", "net_present_value", "return", "by_acquisition"]
    assert part["no_investment"] is False


def test_without_an_investment_only_the_other_use_is_shown() -> None:
    """No column of empty cells."""
    part = loyalty_profit.prepare(page())
    assert isinstance(part, dict)
    assert part["told"] == ["by_acquisition"]
    assert (part["investment"], part["no_investment"]) == ("", True)


def test_no_margin_no_case() -> None:
    """Nothing is printed that nobody can defend."""
    figures = case(*all_metrics().values(), leave_out=("customers",))
    story = Story(figures, pack_of(), load_locale("en"))
    bare = Material(story, Dataset({}, ()), {}, lambda _: (), Commentary({}), {})
    assert loyalty_baseline.prepare(bare) is None
    assert loyalty_profit.prepare(bare) == ""


def test_words_of_the_pack_are_printed_as_they_stand() -> None:
    """What is not stated leaves no heading."""
    words: dict[str, Any] = {"challenge": "They leave.", "risks": ["No time.", "No staff."]}
    part = loyalty_words.prepare(page(**words), "challenge", "approach")
    assert isinstance(part, dict)
    assert [section["title"] for section in part["parts"]] == ["Challenge"]
    part = loyalty_words.prepare(page(**words), "risks", "timeline")
    assert isinstance(part, dict)
    assert part["parts"][0]["lines"] == ["No time.", "No staff."]
    assert loyalty_words.prepare(page(), "risks", "timeline") == ""


def test_a_segment_that_nobody_is_in_is_a_mistake(tmp_path: Path) -> None:
    """Told with its line and the nearest that there is."""
    text = '[loyalty]\nsegments = ["Smal"]\n[loyalty.levers]\nLarge = ["size"]\n'
    (tmp_path / "pack.toml").write_text(text, encoding="utf-8")
    case_ = {"segments": ["Smal"], "levers": {"Large": ["size"]}}
    pack = pack_of(loyalty=case_).model_copy(update={"folder": tmp_path})
    customers = frame("customer_id segment\n A Small\n B Large")
    wrong = list(_unknown_segments(pack, Dataset({"customers": customers}, ())))
    assert [(p.value, p.line) for p in wrong] == [("Smal", 2), ("Large", 3)]
    assert "Small" in str(wrong[0])
    pack = pack_of().model_copy(update={"folder": tmp_path})
    assert list(_unknown_segments(pack, Dataset({"customers": customers}, ()))) == []


@pytest.mark.parametrize(
    "loyalty", [{}, {"segments": ["A"], "levers": {"A": ["size", "margin"]}, "levels": [0.125]}]
)
def test_choices_have_swedish_words(loyalty: dict[str, Any]) -> None:
    """Whatever the pack chooses; numbers keep their place."""
    figures = case(lives=WITH_B, **loyalty)
    books = Books(Dataset({}, ()), pack_of(loyalty=loyalty), figures.period)
    locale = load_locale("sv")
    for metric in all_metrics().values():
        if metric.topic != "loyalty":
            continue
        assert metric.variant is not None
        for phrase in metric.variant(books).split("; "):
            key = f"variants.{NUMBER.sub('#', phrase)}"
            assert locale.has(key), phrase
            assert locale.text(key).count("#") == key.count("#")


@pytest.mark.parametrize(
    "wrong",
    [
        {"levels": []},
        {"levels": [0]},
        {"levels": [10]},
        {"levels": [0.1, 0.1]},
        {"investment": -1},
        {"investment": []},
        {"levers": {"A": []}},
        {"levers": {"A": ["size", "size"]}},
        {"levers": {"A": ["luck"]}},
        {"segments": ["A", "B", "C", "D"]},
        {"years": 0},
        {"ramp_months": -1},
    ],
)
def test_what_the_section_does_not_allow(wrong: dict[str, Any]) -> None:
    """Levels as shares, costs of 0 or more, known levers once each, three segments at most."""
    with pytest.raises(ValidationError):
        Loyalty.model_validate(wrong)


def test_levels_stand_in_their_order() -> None:
    """The company's own figure is that of the lowest."""
    assert Loyalty.model_validate({"levels": [0.2, 0.1]}).levels == (0.1, 0.2)
