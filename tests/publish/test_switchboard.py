"""One figure by several definitions: the pack's own is marked, and only real alternatives stand there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reportgen.intake.dataset import Dataset
from reportgen.measure.compute import all_metrics, compute
from reportgen.pack import Pack
from reportgen.pack_sections import Company, Definitions
from reportgen.period import parse_period
from reportgen.publish.block import Material
from reportgen.publish.blocks.cohort_payback import cohort_payback
from reportgen.publish.blocks.lag_note import lag_note
from reportgen.publish.blocks.movement_table import movement_table
from reportgen.publish.blocks.switchboard import named, own, switchboard
from reportgen.story.commentary import Commentary
from reportgen.story.locale import load_locale
from reportgen.story.story import Story
from tests.measure.house import tables

NBSP = "\u00a0"


def material(period: str = "2025Q4", locale: str = "en", **definitions: Any) -> Material:
    """The house example with some definitions, as blocks see it."""
    dataset = Dataset(tables(), (), {})
    pack = Pack(
        company=Company(name="House", currency="EUR"),
        definitions=Definitions.model_validate(definitions),
        folder=Path("house"),
    )
    readings = compute(dataset, pack, parse_period(period), all_metrics())
    story = Story(readings, pack, load_locale(locale))
    commentary: Any = Commentary
    return Material(story, dataset, {}, lambda _: (), commentary, {})


def figures(prepared: Any) -> dict[str, dict[str, tuple[str, str]]]:
    """Value and difference by group and row."""
    return {
        group["title"]: {
            row["label"]: (
                row["value"].replace(NBSP, " "),
                row["difference"].replace(NBSP, " "),
            )
            for row in group["rows"]
        }
        for group in prepared["groups"]
    }


def test_net_retention_by_four_definitions() -> None:
    """100.6 by default; 99.4, 105.6 and 102.5 % by the others, said in points against ours."""
    names = [
        "net_revenue_retention",
        "net_revenue_retention_by_flow",
        "net_revenue_retention_with_reactivation",
        "net_revenue_retention_without_contraction",
    ]
    prepared: Any = switchboard.prepare(material(), names)
    assert figures(prepared)["Net revenue retention"] == {
        "Net revenue retention": ("100.6%", ""),
        "Net revenue retention, from movements": ("99.4%", "−1.3 pp"),
        "Net revenue retention with customers won back": ("105.6%", "+5.0 pp"),
        "Net revenue retention without contraction": ("102.5%", "+1.9 pp"),
    }
    [group] = prepared["groups"]
    assert [row["ours"] for row in group["rows"]] == [True, False, False, False]
    assert group["period"] == "TTM Dec 2025"
    assert all(row["formula"] for row in group["rows"])


def test_revenue_is_not_held_against_gross_margin() -> None:
    """A lifetime's revenue is another thing than its gross margin: no percentage."""
    names = ["customer_lifetime_value", "customer_lifetime_value_blended"]
    names += ["customer_lifetime_value_on_revenue", "customer_lifetime_value_realised"]
    told = figures(switchboard.prepare(material(), names))["Customer lifetime value"]
    differences = [difference for _, difference in told.values()]
    assert differences[0] == ""
    assert differences[1].endswith("%")
    assert differences[2:] == ["not comparable", "not comparable"]


def test_all_are_held_against_the_packs_own_line() -> None:
    """12.0 months are within the line of twelve, 13.3 and 14.3 are not."""
    names = ["cac_payback", "cac_payback_without_lag", "cac_payback_survival_adjusted"]
    prepared: Any = switchboard.prepare(material(cac_lag="1q"), names)
    [group] = prepared["groups"]
    assert [row["warns"] for row in group["rows"]] == [False, True, True]


def test_revenue_is_not_held_against_the_line_of_a_margin() -> None:
    """At a line of 5 months 12.0 on gross margin are beyond it; 9.0 on revenue are of another kind."""
    names = ["cac_payback", "cac_payback_on_revenue"]
    house = material(cac_lag="1q")
    pack = house.story.pack.model_copy(update={"thresholds": {"payback_warn": 5}})
    house.story = replace(house.story, pack=pack)
    prepared: Any = switchboard.prepare(house, names)
    [group] = prepared["groups"]
    assert [(row["warns"], row["difference"]) for row in group["rows"]] == [
        (True, ""),
        (False, "not comparable"),
    ]


def test_a_choice_that_is_ours_does_not_stand_there_twice() -> None:
    """The form that the pack has chosen is its own; the other one is the alternative."""
    names = ["magic_number", "magic_number_on_annual_recurring_revenue", "magic_number_on_revenue"]
    told = {
        choice: figures(switchboard.prepare(material(magic_number=choice), names))["Magic number"]
        for choice in ("revenue", "annual_recurring_revenue")
    }
    assert told["revenue"] == {
        "Magic number": ("2.18×", ""),
        "Magic number on ARR": ("3.47×", "+1.29×"),
    }
    assert told["annual_recurring_revenue"] == {
        "Magic number": ("3.47×", ""),
        "Magic number on revenue": ("2.18×", "−1.29×"),
    }


def test_choices_are_said_where_they_differ_from_ours() -> None:
    """The lag is said once; that the discounted value has a rate is said at that value."""
    payback: Any = switchboard.prepare(material(), ["cac_payback", "cac_payback_on_revenue"])
    ours, other = payback["groups"][0]["rows"]
    assert "of the quarter before" in ours["choice"]
    assert other["choice"] == ""
    value: Any = switchboard.prepare(
        material(), ["customer_lifetime_value", "customer_lifetime_value_discounted"]
    )
    assert "10" in value["groups"][0]["rows"][1]["choice"]


def test_another_window_is_not_held_against_ours() -> None:
    """In a month's report the value is of twelve months and said to be; only a state is compared."""
    names = ["cac_payback", "cac_payback_blended", "payback_against_lifetime"]
    prepared: Any = switchboard.prepare(material("2025-11", cac_lag="none"), names)
    rows = prepared["groups"][0]["rows"]
    assert [(row["period"], bool(row["difference"])) for row in rows] == [
        ("", False),
        ("", True),
        ("TTM Nov 2025", False),
    ]


def test_numbers_of_choices_are_written_as_the_language_writes_them() -> None:
    """12.5 % a year and 1,250.00 a month in Swedish."""
    names = ["customer_lifetime_value", "customer_lifetime_value_discounted"]
    swedish = material(locale="sv", discount_rate=0.125, retention_spend=1_250)
    prepared: Any = switchboard.prepare(swedish, names)
    choice = prepared["groups"][0]["rows"][1]["choice"]
    assert f"12,5{NBSP}%" in choice
    assert f"1{NBSP}250,00" in choice


def test_money_of_a_group_stands_in_one_scale() -> None:
    """That of our own figure, with as many digits as it has on its card."""
    names = ["customer_lifetime_value", "customer_lifetime_value_on_revenue"]
    told = figures(switchboard.prepare(material(), names))["Customer lifetime value"]
    assert [value for value, _ in told.values()] == ["41.6 kEUR", "159.5 kEUR"]


def test_definitions_without_data_are_left_out_and_so_are_groups_of_one() -> None:
    """No deals, so nothing from spend and no win rate; nothing at all is no table."""
    names = ["cac_payback", "cac_payback_from_spend", "cac_payback_blended"]
    told = figures(switchboard.prepare(material(), names, ["win_rate", "win_rate_by_value"]))
    assert {title: len(group) for title, group in told.items()} == {"CAC payback": 2}
    assert switchboard.prepare(material(), ["win_rate", "win_rate_by_value"]) is None


def test_findings_speak_of_the_packs_own_figures_alone() -> None:
    """Seven paybacks beyond the line are one finding."""
    groups = (["cac_payback", "cac_payback_blended"], ["quick_ratio"])
    assert named(*groups) == ["cac_payback", "cac_payback_blended", "quick_ratio"]
    assert own(*groups) == ["cac_payback", "quick_ratio"]


def test_two_bridges_side_by_side() -> None:
    """New 3,000 and 3,300, expansion 2,800 and 2,500, the same net of 7,800."""
    both = ("recurring_revenue_bridge", "recurring_revenue_bridge_endpoint")
    prepared: Any = movement_table.prepare(material(), *both)
    assert {row["label"]: row["cells"] for row in prepared["rows"]} == {
        "New": ["3,000", "3,300"],
        "Won back": ["2,000", "2,000"],
        "Expansion": ["2,800", "2,500"],
    }
    assert prepared["net"] == ["7,800", "7,800"]
    assert movement_table.prepare(material("2024-01"), *both) == ""
    # A month has no way between its ends.
    assert movement_table.prepare(material("2025-12"), *both) == ""


def test_the_payback_without_lag_is_said_where_it_differs_by_ten_per_cent() -> None:
    """13.3 instead of 12.0 months; with no lag in force there is nothing to say."""
    said: Any = lag_note.prepare(material(cac_lag="1q"))
    assert "13.3" in said["sentence"]
    assert "12.0" in said["sentence"]
    assert lag_note.prepare(material(cac_lag="none")) == ""


@pytest.mark.parametrize("period", ["2025Q4", "2025-12", "FY2025"])
def test_the_cohorts_stand_there_whatever_the_report_period_is(period: str) -> None:
    """The last quarters that have ended with it; the newest has earned back 21.7 %."""
    prepared: Any = cohort_payback.prepare(material(period), quarters=2)
    assert prepared["columns"] == ["Q3 2025", "Q4 2025"]
    assert prepared["notes"][0][0].isupper()
    shares, months = prepared["rows"]
    assert shares["cells"][1]["text"] == "21.7%"
    assert months["cells"][1]["text"] == "not yet"


def test_without_a_ledger_there_is_no_word_of_cohorts() -> None:
    """A heading above nothing would be worse."""
    assert cohort_payback.prepare(material("2024-06"), quarters=2) == ""


def test_the_line_of_payback_is_that_of_the_margin_version() -> None:
    """12 months of margin are fewer months of revenue: one line for both would be two lines."""
    payback, simple = (all_metrics()[name] for name in ("cac_payback", "cac_payback_on_revenue"))
    assert (payback.warn_above, payback.threshold) == (12, "payback_warn")
    assert (simple.warn_above, simple.threshold) == (None, "")


def test_variants_of_the_quick_ratio_say_no_losses_as_it_does() -> None:
    for language in ("en", "sv"):
        locale = load_locale(language)
        names = ("quick_ratio", "quick_ratio_with_reactivation", "quick_ratio_without_reactivation")
        assert len({locale.missing("infinite", name) for name in names}) == 1
