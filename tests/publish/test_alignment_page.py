"""What the alignment page says: answers from figures, and none where the figures do not say."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from reportgen.intake.dataset import Dataset
from reportgen.measure.compute import all_metrics
from reportgen.measure.reading import Readings
from reportgen.publish.block import Block, Material
from reportgen.publish.blocks.alignment_matrix import alignment_matrix
from reportgen.publish.blocks.alignment_reading import alignment_reading
from reportgen.publish.blocks.card import card
from reportgen.publish.blocks.four_questions import four_questions, metrics_asked
from reportgen.publish.blocks.markets import markets
from reportgen.publish.blocks.problem_fields import FIELDS, indicators, problem_fields
from reportgen.publish.blocks.recruit_or_retain import recruit_or_retain
from reportgen.publish.blocks.split_table import split_table
from reportgen.story.commentary import Commentary
from reportgen.story.locale import load_locale
from reportgen.story.story import Story
from tests.ascii_table import frame
from tests.measure.house import tables
from tests.measure.matrix import CUSTOMERS, REVENUE
from tests.measure.readings import months, pack_of, readings

EN = load_locale("en")


def material(figures: Readings, **loyalty: Any) -> Material:
    """Some figures on their way to a page."""
    story = Story(figures, pack_of(loyalty=loyalty), EN)
    return Material(story, Dataset({}, ()), {}, lambda _: (), Commentary({}), {})


def of(revenue: str = REVENUE, customers: str | None = CUSTOMERS) -> Material:
    """All figures of a company of a few lines."""
    exports = {"recurring_revenue": months(revenue)}
    if customers is not None:
        exports["customers"] = frame(customers)
    return material(readings(*all_metrics().values(), tables=exports))


def answers(prepared: Material) -> dict[str, tuple[str, str]]:
    """Verdict and text by the first words of the question."""
    part = four_questions.prepare(prepared)
    assert isinstance(part, dict)
    return {a["question"][:8]: (a["verdict"], a["text"]) for a in part["answers"]}


def first(prepared: Material) -> tuple[str, str]:
    """Verdict and text of the question of churn."""
    part = four_questions.prepare(prepared)
    assert isinstance(part, dict)
    return part["answers"][0]["verdict"], part["answers"][0]["text"]


def test_four_answers_of_figures() -> None:
    """10,000 at the start: 1,800 lost, 600 added; SMB and Add lose, all of it in SMB."""
    told = answers(of())
    assert told["Is there"] == (
        "Yes",
        "SMB pulls existing business down most: 60.0% lost, 0.0% added (n = 2, a small number). "
        "That is 1,440\u00a0EUR a month less than at the company's average rate, in 19.3% of the "
        "existing business.",
    )
    # Less added than lost, and more than the nothing of a year ago.
    assert told["Are upgr"][0] == "Mixed"
    assert "added 6.0% in the twelve months to Dec 2025" in told["Are upgr"][1]
    assert "less than was lost" in told["Are upgr"][1]
    verdict, text = told["Does a p"]
    assert verdict == "Yes"
    assert text.startswith("Add lost 50.0% and added 0.0%, against 0.0% and 0.0% a year ago")


def test_the_first_question_is_about_churn() -> None:
    """18 % lost against nothing a year ago, and only 6 % added."""
    part = four_questions.prepare(of())
    assert isinstance(part, dict)
    first = part["answers"][0]
    assert (first["verdict"], first["tone"]) == ("Yes", "bad")
    assert first["text"].startswith("18.0% of the revenue at the start was lost")
    assert "against 0.0% a year ago" in first["text"]


# Twenty customers a segment from 2022; of the small ones 4 leave in 2024 and 10 in 2025, none of the
# large, of which one pays less in 2024. All others grow.
LEAVING = """
    customer_id  product_line  from     to       mrr
"""
for _number in range(20):
    _end = "2024-06" if _number < 4 else "2025-06" if _number < 14 else "2025-12"
    LEAVING += f"    S{_number}  Core  2022-06  {_end}  10\n"
    LEAVING += f"    E{_number}  Core  2022-06  2024-06  1000\n"
    _after = 100 if _number == 0 else 1100
    LEAVING += f"    E{_number}  Core  2024-07  2025-02  {_after}\n"
    LEAVING += f"    E{_number}  Core  2025-03  2025-12  {_after + 100}\n"
SEGMENTS = "customer_id segment\n" + "".join(f" E{n} ENT\n S{n} SMB\n" for n in range(20))


def test_customers_that_leave_are_a_churn_problem() -> None:
    """Less revenue lost than a year ago (0.5 % against 4.7 %), but 10 of 36 customers after 4 of 40."""
    verdict, text = first(of(LEAVING, SEGMENTS))
    assert verdict == "Mixed"
    assert text == (
        "0.5% of the revenue at the start was lost in the twelve months to Dec 2025, against 4.7% "
        "a year ago. Existing customers added 9.5%. Of the customers 27.8% left, against 10.0% a "
        "year ago; most of all in SMB, 62.5%. Against a year ago: better in "
        "revenue lost and worse in customers lost."
    )


def test_who_bought_more_is_counted_over_the_same_months() -> None:
    """The large ones grew in March: nobody in the last quarter, 20 of 36 in the twelve months."""
    told = answers(of(LEAVING, SEGMENTS))
    assert "In the same time 55.6% of the customers bought more." in told["Are upgr"][1]


def test_a_base_product_is_held_against_its_own_year() -> None:
    """Core adds 20 % as it did, Add 30 % after 100 %: below the average, Core is not the one."""
    revenue = """
        customer_id  product_line  from     to       mrr
        E1           Core          2023-06  2024-06  100
        E1           Core          2024-07  2025-06  120
        E1           Core          2025-07  2025-12  144
        S1           Add           2023-06  2024-06  100
        S1           Add           2024-07  2025-06  200
        S1           Add           2025-07  2025-12  260
    """
    verdict, text = answers(of(revenue))["Does a p"]
    assert verdict == "Yes"
    assert text.startswith("Add lost 0.0% and added 30.0%, against 0.0% and 100.0% a year ago")


def test_a_company_that_grows_everywhere_has_no_problem() -> None:
    """Nothing lost, more added than a year ago, in each group."""
    revenue = """
        customer_id  product_line  from     to       mrr
        E1           Core          2023-06  2025-06  100
        E1           Core          2025-07  2025-12  120
        S1           Add           2023-06  2025-06  100
        S1           Add           2025-07  2025-12  105
    """
    part = four_questions.prepare(of(revenue))
    assert isinstance(part, dict)
    assert [a["verdict"] for a in part["answers"]] == ["No"] * 4
    assert (
        "Even the weakest, SMB, added more than it lost (5.0% against 0.0%)"
        in (part["answers"][2]["text"])
    )


def test_what_cannot_be_told_is_said() -> None:
    """One segment and one line; then no segments and no lines at all."""
    revenue = "customer_id product_line from to mrr\n E1 Core 2023-06 2025-12 100"
    part = four_questions.prepare(of(revenue))
    assert isinstance(part, dict)
    assert [a["verdict"] for a in part["answers"][2:]] == ["Cannot be told"] * 2
    assert part["answers"][2]["text"].startswith("There is only one segment")
    bare = of("customer_id from to mrr\n E1 2023-06 2025-12 100", None)
    part = four_questions.prepare(bare)
    assert isinstance(part, dict)
    assert [a["text"] for a in part["answers"][2:]] == [
        "The exports hold no segments.",
        "The exports hold no product lines.",
    ]
    assert alignment_matrix.prepare(bare) is None


def test_a_year_that_is_not_over_has_no_answers() -> None:
    """Nine months of revenue say nothing of twelve."""
    short = of("customer_id product_line from to mrr\n E1 Core 2025-04 2025-12 100")
    assert four_questions.prepare(short) == ""
    assert alignment_reading.prepare(short) == ""


def test_all_alike_is_no_weak_segment() -> None:
    """Two segments that stand still; neither is named."""
    revenue = """
        customer_id  product_line  from     to       mrr
        E1           Core          2023-06  2025-12  100
        S1           Core          2023-06  2025-12  300
    """
    part = four_questions.prepare(of(revenue))
    assert isinstance(part, dict)
    assert part["answers"][2]["verdict"] == "No"
    assert part["answers"][2]["text"].startswith("All are alike")


def test_the_matrix_has_its_margins() -> None:
    """Segments and lines by their part of the existing business; the three worst places marked."""
    part = alignment_matrix.prepare(of())
    assert isinstance(part, dict)
    assert part["columns"] == ["Core", "Add"]
    assert [row["label"] for row in part["rows"]] == ["ENT", "SMB"]
    core, add, whole = part["rows"][1]["cells"]
    assert (core["lost"], core["added"], core["share"]) == ("−40.0%", "0.0%", "16%")
    assert (add["lost"], add["first"], core["first"], whole["first"]) == (
        "−100.0%",
        True,
        True,
        False,
    )
    assert part["whole"][-1]["lost"] == "−18.0%"
    # The third place lies above the average: it pulls nothing down.
    assert [cell["first"] for cell in part["rows"][0]["cells"]] == [False, False, False]


def test_both_readings_of_the_sign() -> None:
    """2025: 108,600 of 112,600 is old, 2024 all of it: the level is good, the trend is not."""
    part = alignment_reading.prepare(of())
    assert isinstance(part, dict)
    level, trend = part["sentences"]
    assert level["tone"] == "good"
    assert "109\u00a0kEUR" in level["text"]
    assert trend["tone"] == "bad"
    assert "96.4%, against 100.0% a year ago" in trend["text"]


def test_a_share_that_rises_because_less_new_is_sold_is_not_praised() -> None:
    """A large new customer last year, a small one this year: the old ones' part grows by itself."""
    revenue = """
        customer_id  product_line  from     to       mrr
        E1           Core          2022-06  2025-12  100
        E2           Core          2024-03  2025-12  50
        S1           Core          2025-03  2025-12  10
    """
    part = alignment_reading.prepare(of(revenue))
    assert isinstance(part, dict)
    trend = part["sentences"][1]
    assert trend["tone"] == "even"
    assert "new customers fell to 100\u00a0EUR from 500\u00a0EUR" in trend["text"]


def test_a_card_over_twelve_months_says_so() -> None:
    """2025 as the text has it, not its last quarter, in which all customers are old ones."""
    prepared = replace(of(), colours={"accent": "#000000", "muted": "#000000"})
    share = "revenue_from_existing_customers_share"
    year, own = card.prepare(prepared, share, trailing=True), card.prepare(prepared, share)
    assert isinstance(year, dict)
    assert isinstance(own, dict)
    assert (year["label"], year["value"]) == (f"{own['label']}, TTM", "96.4%")
    assert own["value"] == "100.0%"
    # More of it may also mean that less new was sold.
    assert {change["tone"] for change in year["changes"]} == {"even"}


def test_one_year_tells_the_level_alone() -> None:
    """Whether the share rises is not known, and said so."""
    revenue = "customer_id product_line from to mrr\n E1 Core 2024-10 2025-12 100"
    part = alignment_reading.prepare(of(revenue))
    assert isinstance(part, dict)
    assert [s["tone"] for s in part["sentences"]] == ["good", "even"]
    assert "has risen in a year cannot be told yet" in part["sentences"][1]["text"]


@pytest.mark.parametrize("block", [four_questions, problem_fields])
def test_metrics_that_do_not_exist_are_not_asked_for(block: Block) -> None:
    """A page may name what another catalogue has; it is shown there and passed over here."""
    assert set(block.metrics()) <= set(all_metrics())
    assert len(block.metrics()) >= 4


def test_indicators_stand_with_their_problem() -> None:
    """Each problem is named once; what has no figure is left out."""
    part = problem_fields.prepare(material(readings(*all_metrics().values(), tables=tables())))
    assert isinstance(part, dict)
    told = [row["field"] for row in part["rows"] if row["field"]]
    assert told[0] == "Short relations"
    assert len(told) == len(set(told))
    assert "nps" not in indicators() or "nps" in FIELDS["low_relevance"]
    assert problem_fields.prepare(material(readings(*all_metrics().values(), tables={}))) == ""
    assert metrics_asked()[0] in all_metrics()


def test_countries_are_markets_where_there_are_any() -> None:
    """Two countries make a table, none makes nothing."""
    customers = "customer_id country\n E1 SE\n E2 SE\n S1 DK\n S2 DK\n S3 DK"
    part = markets.prepare(of(customers=customers))
    assert isinstance(part, dict)
    assert [row["label"] for row in part["rows"]] == ["SE", "DK"]
    assert markets.prepare(of()) == ""


def test_why_the_company_may_lie_above_all_of_its_lines() -> None:
    """Said under a table by product line that has the figure, and under no other."""
    by_line = split_table.prepare(of(), "net_revenue_retention", by="product_line")
    by_segment = split_table.prepare(of(), "net_revenue_retention", by="segment")
    assert isinstance(by_line, dict)
    assert isinstance(by_segment, dict)
    assert by_line["reasons"][-1].startswith("A line that an existing customer adds")
    assert not any("existing customer adds" in text for text in by_segment["reasons"])


def test_years_stand_in_their_order() -> None:
    """By name, not the largest first."""
    prepared = of()
    part = split_table.prepare(prepared, "customers", by="cohort", in_order=True)
    assert isinstance(part, dict)
    assert [row["label"] for row in part["rows"]] == ["2023", "2025"]


def test_spend_parts_into_recruiting_and_retaining() -> None:
    """6 of 10 to new business now, 5 of 10 a year ago; blank rows are shown as such."""
    ledger = frame("""
        month    line  category  motion     amount
        2024-10  a     sm        new        50
        2024-10  b     sm        expansion  50
        2025-10  a     sm        new        60
        2025-10  b     sm        expansion  30
        2025-10  c     sm        -          10
        2025-12  c     sm        -          0
        2025-11  c     sm        -          0
        2024-12  c     sm        -          0
        2024-11  c     sm        -          0
    """)
    part = recruit_or_retain.prepare(
        material(readings(*all_metrics().values(), tables={"ledger": ledger}))
    )
    assert isinstance(part, dict)
    assert [(r["label"], r["share"], r["before"]) for r in part["rows"]] == [
        ("New business", "60.0%", "50.0%"),
        ("Expansion", "30.0%", "50.0%"),
        ("Not stated", "10.0%", "0.0%"),
    ]
    assert part["note"].startswith(
        "In the cost of acquiring a customer (CAC) spend under Not stated"
    )
    assert recruit_or_retain.prepare(of()) == ""


def test_a_place_that_grows_pulls_nothing_down() -> None:
    """ENT Core grows by 5 % where the company grows by 12 %: below the average, and not marked."""
    revenue = """
        customer_id  product_line  from     to       mrr
        E1           Core          2023-06  2025-06  100
        E1           Core          2025-07  2025-12  105
        S1           Add           2023-06  2025-06  100
        S1           Add           2025-07  2025-12  120
    """
    part = alignment_matrix.prepare(of(revenue))
    assert isinstance(part, dict)
    assert not any(cell["first"] for row in part["rows"] for cell in row["cells"])


def test_a_calculation_ahead_has_no_changes() -> None:
    prepared = replace(of(), colours={"accent": "#000000", "muted": "#000000"})
    told = card.prepare(prepared, "customers", changes=False)
    assert isinstance(told, dict)
    assert (told["changes"], told["spark"]) == ([], None)
    usual = card.prepare(prepared, "customers")
    assert isinstance(usual, dict)
    assert usual["changes"]
