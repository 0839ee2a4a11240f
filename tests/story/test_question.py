"""Questions of all kinds together: what is asked first, and nothing twice."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reportgen.intake.dataset import read_dataset
from reportgen.measure.compute import compute
from reportgen.members import load_members
from reportgen.pack import read_pack
from reportgen.period import month_number
from reportgen.story import questions as folder
from reportgen.story.customer import Customer
from reportgen.story.locale import load_locale
from reportgen.story.question import Inquiry, QuestionKind, all_questions
from reportgen.story.story import Story
from tests.story.questions.ask import inquiry

NORDLYS = Path(__file__).resolve().parent.parent.parent / "inputs" / "nordlys"

BOTH = """
    cac_payback 2026Q3 14.2 n=12
    cac_payback 2026Q2 11.0 n=12
    runway 2026-09 5
"""


def test_the_weightiest_is_asked_first_and_of_a_metric_only_one() -> None:
    """Payback passed its line and missed its target: that is asked once."""
    asked = all_questions(inquiry(BOTH, targets={"cac_payback": 12}))
    assert [one.kind for one in asked] == ["short_runway", "missed_target"]
    assert [one.weight for one in asked] == sorted((one.weight for one in asked), reverse=True)


def test_of_one_kind_two_at_most() -> None:
    names = ("gross_revenue_retention", "gross_margin", "win_rate")
    text = "\n".join(
        f"{name} {'TTM2026-09' if 'retention' in name else '2026Q3'} 0.5 n=90" for name in names
    )
    asked = all_questions(inquiry(text, targets=dict.fromkeys(names, 0.9)))
    assert [one.kind for one in asked] == ["missed_target"] * 2


def test_no_figures_no_questions() -> None:
    assert all_questions(inquiry("")) == []


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("label", ["2026Q3", "2026-08", "FY2025", "2024Q2"])
def test_questions_of_a_whole_pack_end_as_questions_and_have_figures(
    language: str, label: str
) -> None:
    """In both languages, for quarters, months and years, also with little history."""
    pack = read_pack(NORDLYS)
    period = pack.period(label)
    dataset = read_dataset(pack, pack.period())
    readings = compute(dataset, pack, period)
    told = Inquiry(Story(readings, pack, load_locale(language)), dataset)
    asked = all_questions(told)
    assert asked
    for one in asked:
        assert one.text.endswith("?")
        assert "{" not in one.text
        assert one.facts
        assert all(fact.label and fact.value for fact in one.facts)
        assert set(one.metrics) <= set(readings.metrics)
    metrics = [one.metrics[0] for one in asked]
    assert len(set(metrics)) == len(metrics)


def test_every_kind_has_a_sentence_for_its_docstring() -> None:
    assert len(load_members(folder, QuestionKind)) >= 12


@pytest.mark.parametrize(
    ("start", "term", "now", "ends"),
    [
        # From a first of a month to the last of the month before.
        (date(2025, 1, 1), 12, date(2025, 9, 30), date(2025, 12, 1)),
        (date(2025, 1, 15), 12, date(2025, 9, 30), date(2026, 1, 1)),
        # A term that ended with this month has been followed by another.
        (date(2025, 10, 1), 12, date(2026, 9, 30), date(2027, 9, 1)),
        (date(2020, 5, 10), 36, date(2026, 9, 30), date(2029, 5, 1)),
        # One that has not begun.
        (date(2027, 1, 1), 24, date(2026, 9, 30), date(2028, 12, 1)),
    ],
)
def test_terms_follow_each_other(start: date, term: int, now: date, ends: date) -> None:
    found = Customer("A", start, term).term_ends_after(month_number(now))
    assert found == month_number(ends)


def test_no_contract_no_end() -> None:
    assert Customer("A").term_ends_after(24_000) is None
    assert Customer("A", date(2025, 1, 1), None).term_ends_after(24_000) is None
