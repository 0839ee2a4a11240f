"""Spend outgrows new revenue: sales and marketing cost rose faster in a year than what it wins."""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.measure.reading import Reading
from reportgen.story.question import Inquiry, Question, question
from reportgen.story.questions._changes import period_name

SPEND = "sales_and_marketing_spend"
CHANGE = "annual_recurring_revenue_change"
APART = 0.10


@question
def spend_outgrows_new_revenue(inquiry: Inquiry) -> Iterable[Question]:
    """What is the further spend to bring, and when? Asked from ten points between the two on."""
    story, locale = inquiry.story, inquiry.story.locale
    if not inquiry.shows(SPEND) and not inquiry.shows("cac"):
        return
    ago = story.period.same_last_year()
    spend = story.readings.at(SPEND, ago), story.readings.at(SPEND)
    new = tuple(story.readings.at(CHANGE, at, "movement", "new") for at in (ago, story.period))
    grown = [_growth(*pair) for pair in (spend, new)]
    if grown[0] is None or grown[1] is None or grown[0] <= 0 or grown[0] - grown[1] < APART:
        return
    text = locale.text(
        "questions.spend_outgrows_new_revenue.text",
        spend=locale.share(grown[0], signed=True),
        new=locale.share(grown[1], signed=True),
        earlier=locale.period(ago, short=True),
    )
    name = locale.text("questions.facts.new_revenue")
    facts = (
        *[inquiry.fact(r, f"{story.title(SPEND)}, {period_name(inquiry, r)}") for r in spend],
        *[inquiry.fact(r, f"{name}, {period_name(inquiry, r)}") for r in new],
    )
    weight = 0.6 + min(grown[0] - grown[1], 1.0) / 2
    yield Question("spend_outgrows_new_revenue", (SPEND, "cac"), text, facts, weight)


def _growth(before: Reading, now: Reading) -> float | None:
    if before.value is None or now.value is None or before.value <= 0:
        return None
    return now.value / before.value - 1
