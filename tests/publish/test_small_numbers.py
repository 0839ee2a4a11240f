"""What the blocks print of figures that stand on few, of missing ones, of plans and actions."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from reportgen.intake.dataset import Dataset, SourceFile
from reportgen.measure.compute import all_metrics, compute
from reportgen.pack import Pack
from reportgen.pack_sections import Company, Definitions
from reportgen.period import parse_period
from reportgen.publish.block import Material
from reportgen.publish.blocks.card import card
from reportgen.publish.blocks.coverage import coverage
from reportgen.publish.blocks.cross_table import cross_table
from reportgen.publish.blocks.focus_list import focus_list
from reportgen.publish.blocks.metric_table import metric_table
from reportgen.publish.blocks.plan_table import plan_table
from reportgen.publish.blocks.run_rate_table import run_rate_table
from reportgen.publish.blocks.scorecard import scorecard
from reportgen.publish.blocks.split_table import split_table
from reportgen.story.commentary import Commentary
from reportgen.story.locale import load_locale
from reportgen.story.story import Story
from tests.ascii_table import frame
from tests.measure.metrics.test_pipeline_coverage import DEALS as AHEAD
from tests.measure.metrics.test_pipeline_coverage import PLAN as NEW_BUSINESS
from tests.measure.metrics.test_quarter_focus import ACTIONS

DEALS = frame("""
    deal_id status created_date close_date amount_arr segment loss_reason
    A1      won    2025-08-01   2025-10-10     100000 ENT     -
    A2      won    2025-08-01   2025-11-10     100000 ENT     -
    A3      won    2025-08-01   2025-12-10     100000 ENT     -
    A4      lost   2025-08-01   2025-12-10      40000 ENT     Price
    B1      won    2025-08-01   2025-10-10      10000 SMB     -
    B2      lost   2025-08-01   2025-10-10      10000 SMB     Price
    B3      lost   2025-08-01   2025-10-10      20000 SMB     No+time
    B4      lost   2025-08-01   2025-10-10      10000 SMB     Price
    B5      lost   2025-08-01   2025-10-10      10000 SMB     Price
    B6      lost   2025-08-01   2025-10-10      10000 SMB     Price
    C1      won    2025-05-01   2025-09-10      10000 SMB     -
    C2      lost   2025-05-01   2025-07-10      10000 SMB     Price
    C3      lost   2025-05-01   2025-07-10      10000 SMB     Price
    D1      open   2025-05-01   -               10000 OLD     -
""")


def material(period: str = "2025Q4", language: str = "en", **tables: pl.DataFrame) -> Material:
    """Everything that blocks prepare their values from."""
    files = tuple(SourceFile(name, f"{name}.csv", "", 0, 0, "utf-8", ",") for name in tables)
    dataset = Dataset(tables, files, {}, history_starts=None)
    pack = Pack(company=Company(name="Test", currency="EUR"), definitions=Definitions())
    readings = compute(dataset, pack, parse_period(period), all_metrics())
    story = Story(readings, pack, load_locale(language))
    colours = {"accent": "#000000", "muted": "#777777"}
    return Material(story, dataset, {}, lambda _: (), Commentary({}), colours)


def prepared(block: Any, of: Material, *arguments: Any, **options: Any) -> Any:
    """The values of a block."""
    return block.prepare(of, *arguments, **options)


@pytest.mark.parametrize(
    ("language", "value", "was", "note"),
    [
        ("en", "1 of 3", "was 1 of 3", "95% range: 6–79%"),
        ("sv", "1 av 3", "var 1 av 3", "95\xa0%-intervall: 6–79\xa0%"),
    ],
)
def test_a_card_of_few_says_counts(language: str, value: str, was: str, note: str) -> None:
    """One of three, in grey, with its range; and no percentage points between two of the kind."""
    of = material("2025Q3", language, deals=DEALS)
    told = prepared(card, of, "win_rate")
    assert (told["value"], told["small"], told["note"]) == (value, True, note)
    later = prepared(card, material("2025Q4", language, deals=DEALS), "win_rate")
    assert later["previous"]["text"] == was
    assert later["previous"]["tone"] == "even"


def test_a_change_between_figures_of_few_has_no_colour() -> None:
    """One deal won after 132 days in the third quarter, four after 85.5 in the fourth."""
    told = prepared(card, material("2025Q4", deals=DEALS), "sales_cycle")
    assert (told["n"], told["small"]) == (4, True)
    assert told["previous"]["text"].startswith("−")
    assert told["previous"]["tone"] == "even"


@pytest.mark.parametrize(("quarter", "n"), [("2025Q3", 2), ("2025Q4", 6)])
def test_a_change_from_or_to_figures_of_few_has_no_colour(quarter: str, n: int) -> None:
    """Six deals won in the second quarter and in the fourth, two in the third, each faster than before."""
    rows = [
        f"{month}{day} won {year}-{begun:02}-01 2025-{month:02}-{day:02} 100"
        for month, most, year, begun in ((6, 6, 2024, 1), (9, 2, 2025, 1), (12, 6, 2025, 10))
        for day in range(10, 10 + most)
    ]
    deals = frame("deal_id status created_date close_date amount_arr\n" + "\n".join(rows))
    told = prepared(card, material(quarter, deals=deals), "sales_cycle")
    assert (told["n"], told["small"]) == (n, n < 5)
    assert told["previous"]["text"].startswith("−")
    assert told["previous"]["tone"] == "even"


def test_a_card_of_more_says_per_cent_and_its_range() -> None:
    """Four of ten: 40 %, which may be anything from 17 to 69 %."""
    told = prepared(card, material(deals=DEALS), "win_rate")
    assert (told["value"], told["small"]) == ("40.0%", False)
    assert told["note"] == "95% range: 17–69%"


def test_a_table_of_groups_says_counts_ranges_and_reasons() -> None:
    """ENT has four deals, SMB six, and of OLD nothing is decided."""
    of = material(deals=DEALS)
    told = prepared(split_table, of, "win_rate", "sales_cycle", by="segment", ranges=True)
    assert told["by"] == "Segment"
    cells = {row["label"]: row["cells"] for row in told["rows"]}
    assert (cells["ENT"][0]["text"], cells["ENT"][0]["small"]) == ("3 of 4", True)
    assert cells["ENT"][0]["n"] is None
    assert cells["ENT"][0]["range"] == "30–95%"
    assert (cells["SMB"][0]["text"], cells["SMB"][0]["small"]) == ("16.7%", False)
    assert (cells["ENT"][1]["small"], cells["ENT"][1]["n"]) == (True, 3)
    assert told["small"].startswith("In grey: shares, ratios and means that fewer than 5")
    assert told["ranges"]
    without = prepared(split_table, of, "win_rate", by="segment")
    assert not without["ranges"]
    assert all(not cell["range"] for row in without["rows"] for cell in row["cells"])


def test_every_missing_figure_of_a_table_has_its_reason() -> None:
    """In the words of the metric where it has its own."""
    told = prepared(metric_table, material(deals=DEALS), "win_rate", "pipeline_created")
    cells = told["rows"][0]["cells"]
    assert [cell["small"] for cell in cells][-2:] == [True, False]
    assert cells[-2]["text"] == "1 of 3"
    words = [cell["text"] for row in told["rows"] for cell in row["cells"] if cell["missing"]]
    assert words
    for word in words:
        assert any(reason.startswith(f"{word}: ") for reason in told["reasons"])


def test_several_splits_stand_below_each_other_in_one_table() -> None:
    """Four deals of A were new business; all by one seller, which divides nothing."""
    own = pl.when(pl.col("deal_id").str.starts_with("A")).then(pl.lit("new"))
    deals = DEALS.with_columns(type=own.otherwise(pl.lit("expansion")), owner=pl.lit("Ann"))
    of = material(deals=deals)
    names = ("won_deals", "average_deal_size")
    told = prepared(split_table, of, *names, by="type owner segment")
    assert [(r["head"], r["label"], [c["text"] for c in r["cells"]]) for r in told["rows"]] == [
        ("Type", "New business", ["3", "100"]),
        ("", "Expansion", ["1", "10"]),
        ("Segment", "ENT", ["3", "100"]),
        ("", "SMB", ["1", "10"]),
        ("", "OLD", ["0", "no data"]),
    ]
    assert told["columns"][1]["unit"] == "kEUR"
    assert told["company"][0]["text"] == "4"
    alone = prepared(split_table, of, *names, by="segment")
    assert {row["head"] for row in alone["rows"]} == {""}


def test_a_split_table_says_why_a_cell_is_missing() -> None:
    """No deal of OLD was decided."""
    closed = DEALS.with_columns(pl.col("close_date").fill_null(pl.date(2025, 6, 10)))
    old = closed.with_columns(status=pl.col("status").replace("open", "lost"))
    told = prepared(split_table, material(deals=old), "win_rate", by="segment")
    cells = {row["label"]: row["cells"] for row in told["rows"]}
    assert cells["OLD"][0]["missing"]
    assert told["reasons"] == ["not applicable: No deal was decided in the period."]


def test_the_largest_customer_is_one_by_definition() -> None:
    """The share of one customer is no sample of one; three new ones are three."""
    rows = [f"C{number} 2025-{month:02d} 10" for number in range(9) for month in range(9, 13)]
    revenue = frame("\n".join(["customer_id month mrr", *rows, "C9 2025-12 10"]))
    told = prepared(
        metric_table, material(recurring_revenue=revenue), "concentration", "new_customers"
    )
    assert [row["cells"][-1]["text"] for row in told["rows"]] == ["10.0%", "1"]
    assert not any(row["cells"][-1]["small"] for row in told["rows"])
    assert told["small"] == ""


def test_lost_value_by_reason_and_segment() -> None:
    """The reason with a plus sign in its name is told apart from the segment."""
    told = prepared(
        cross_table,
        material(deals=DEALS),
        "loss_reasons_by_value",
        across="segment",
        down="loss_reason",
    )
    assert told["columns"] == ["SMB", "ENT"]
    assert [(row["label"], *row["cells"], row["total"]) for row in told["rows"]] == [
        ("Price", "40.0", "40.0", "80.0"),
        ("No+time", "20.0", "–", "20.0"),
    ]
    assert prepared(cross_table, material(), "loss_reasons", across="a", down="b") == ""


def test_coverage_in_a_sentence() -> None:
    """3,000,000 for 1,000,000, with 2.5 times needed; then too little, met, and unknown."""
    told = prepared(coverage, material(deals=AHEAD, plan=NEW_BUSINESS))
    assert told["tone"] == "good"
    for words in ("3.00\xa0MEUR", "3.00×", "1.00\xa0MEUR", "2.50×", "1.20\xa0MEUR", "Mar 2026"):
        assert words in told["sentence"]
    dear = NEW_BUSINESS.with_columns(pl.col("value") * 2)
    short = prepared(coverage, material(deals=AHEAD, plan=dear))
    assert (short["tone"], "would be needed" in short["sentence"]) == ("bad", True)
    cheap = NEW_BUSINESS.with_columns(pl.col("value") / 10)
    assert "met already" in prepared(coverage, material(deals=AHEAD, plan=cheap))["sentence"]
    assert prepared(coverage, material(deals=AHEAD)) == ""


def test_plan_marks_what_is_to_be_watched_and_acted_on() -> None:
    """Five per cent too little is watched, ten acted on; what is favourable is neither."""
    planned = {"revenue_recurring": 105, "revenue_other": 120, "sm": 100, "rd": 80, "ga": 0}
    plan = "month key value\n" + "\n".join(
        f"2025-{n:02} {key} {value}" for n in range(1, 13) for key, value in planned.items()
    )
    ledger = "month category amount\n" + "\n".join(
        f"2025-{n:02} {key} 100" for n in range(1, 11) for key in planned
    )
    of = material("2025-10", plan=frame(plan), ledger=frame(ledger))
    told = prepared(plan_table, of)
    rows = {row["label"]: row["sides"][0] for row in told["groups"][0]["rows"]}
    assert rows["Recurring revenue"]["grade"] == ""
    assert rows["Other revenue"]["grade"] == "act"
    assert rows["Research and development"]["grade"] == "act"
    assert rows["Sales and marketing"]["grade"] == ""
    # What is not marked is not coloured either.
    for row in (one for one in rows.values() if one["percent"].endswith("%")):
        assert row["grade"] or row["tone"] in ("even", "good")
        assert (
            row["tone"] == "even" or abs(float(row["percent"].strip("+%").replace("−", "-"))) >= 5
        )
    assert rows["Administration"]["percent"] == "nothing planned"
    assert any(reason.startswith("nothing planned: ") for reason in told["reasons"])
    assert any("5%" in note for note in told["notes"])
    rates = prepared(run_rate_table, of)
    income, costs = rates["groups"]
    assert (income["columns"][1], costs["columns"][1]) == ("Reached", "Spent")
    needed = {
        row["label"]: (row["so_far"], row["needed"]) for row in [*income["rows"], *costs["rows"]]
    }
    # 1,260 planned, 1,000 reached: 130 in each of the two months left.
    assert needed["Recurring revenue"] == ("100", "130")
    # 1,200 may be spent, 1,000 are: 100 in each; of 960, nothing is left.
    assert needed["Sales and marketing"] == ("100", "100")
    assert needed["Research and development"] == ("100", "budget used up")
    assert "2 months are left" in rates["note"]
    done = material("2025-12", plan=frame(plan), ledger=frame(ledger))
    assert prepared(run_rate_table, done) == ""


def test_what_the_plan_has_is_a_target_where_none_is_set() -> None:
    """90 in the bank of the 100 planned: missed; 95 of 95 is met; without a plan there is no target."""
    cash = frame("month cash_end\n2024-12 118\n2025-09 95\n2025-10 90")
    plan = frame("month key value\n2025-10 cash_balance 100\n2025-12 cash_balance 80")
    of = material("2025-10", cash=cash, plan=plan)
    (row,) = prepared(scorecard, of, "cash_balance")["rows"]
    assert (row["target_value"], row["target_note"]) == ("100\xa0EUR", "plan, missed")
    assert row["missed"]
    met = material("2025-09", cash=cash, plan=frame("month key value\n2025-09 cash_balance 95"))
    (row,) = prepared(scorecard, met, "cash_balance")["rows"]
    assert (row["target_note"], row["missed"]) == ("plan", False)
    without = prepared(scorecard, material("2025-10", cash=cash), "cash_balance")["rows"][0]
    assert (without["target_value"], without["target_note"]) == ("", "")


def test_a_state_is_held_against_the_end_of_the_year() -> None:
    """From 118 to 90 in ten months is 2.8 a month; 80 at the end of the year leaves 5 a month."""
    cash = frame("month cash_end\n2024-12 118\n2025-09 95\n2025-10 90")
    plan = frame("month key value\n2025-10 cash_balance 100\n2025-12 cash_balance 80")
    told = prepared(run_rate_table, material("2025-10", cash=cash, plan=plan))
    (group,) = told["groups"]
    (row,) = group["rows"]
    assert group["title"] == "At the end of the year"
    assert [row[name] for name in ("plan", "reached", "remaining")] == ["80.00", "90.00", "−10.00"]
    assert (row["so_far"], row["needed"], row["tone"]) == ("−2.80", "−5.00", "good")


def test_actions_with_their_bars() -> None:
    """Progress is cut at both ends of the bar, never in the figure; lateness is of the period's end."""
    told = prepared(focus_list, material(actions=ACTIONS))
    rows = {row["action"]: row for row in told["rows"]}
    assert (rows["calls"]["progress"], rows["calls"]["width"]) == ("75%", 75)
    assert (rows["churn"]["progress"], rows["churn"]["width"]) == ("−20%", 0)
    assert (rows["done"]["progress"], rows["done"]["width"]) == ("150%", 100)
    assert (rows["done"]["late"], rows["calls"]["late"]) == (False, True)
    assert rows["unknown"]["progress"] == "not measured"
    assert (rows["churn"]["start"], rows["churn"]["target"]) == ("0.03", "0.02")
    assert told["summary"] == "5 actions; targets reached: 1."
    assert told["late"] == "4 are overdue on 31 Dec 2025."
    assert "31 Dec 2025, the last day of the report period" in told["note"]
    assert len(told["reasons"]) == 2
    assert prepared(focus_list, material()) is None
