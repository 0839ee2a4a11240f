"""Short runway: the cash lasts less than a year and a half."""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.story.question import Inquiry, Question, question
from reportgen.unit import Unit

METRIC = "runway"
# Raising money takes half a year, and should not begin with less than a year left.
LINE = 18.0
BESIDE = ("runway_with_financing", "cash_balance", "net_burn", "burn_multiple")


@question
def short_runway(inquiry: Inquiry) -> Iterable[Question]:
    """What is the plan? [thresholds] runway sets another line than 18 months."""
    story = inquiry.story
    now = story.readings.at(METRIC)
    line = story.pack.thresholds.get(METRIC, LINE)
    if now.value is None or now.value >= line or not inquiry.shows(METRIC):
        return
    text = story.locale.text(
        "questions.short_runway.text",
        now=story.show(now),
        line=story.locale.figure(line, Unit.MONTHS, story.pack.company.currency),
    )
    beside = [story.readings.at(name) for name in BESIDE]
    facts = tuple(inquiry.fact(reading) for reading in beside if reading.value is not None)
    weight = 1.3 + min((line - now.value) / line, 1.0)
    yield Question("short_runway", (METRIC, "cash_balance"), text, facts, weight)
