"""Short runway: the cash lasts less than a year and a half."""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.story.question import Inquiry, Question, question
from reportgen.unit import Unit

METRIC, WITH_FINANCING = "runway", "runway_with_financing"
# Raising money takes half a year, and should not begin with less than a year left.
LINE = 18.0
BESIDE = (METRIC, "cash_balance", "net_burn", "burn_multiple")


@question
def short_runway(inquiry: Inquiry) -> Iterable[Question]:
    """What is the plan? [thresholds] runway sets another line than 18 months."""
    story = inquiry.story
    # Of the two the shorter counts: a loan that is repaid empties the same account.
    known = [
        reading
        for name in (METRIC, WITH_FINANCING)
        if name in story.readings.metrics and (reading := story.readings.at(name)).value is not None
    ]
    now = min(known, key=lambda reading: reading.value or 0.0, default=story.readings.at(METRIC))
    line = story.pack.thresholds.get(METRIC, LINE)
    if now.value is None or now.value >= line or not inquiry.shows(METRIC):
        return
    text = story.locale.text(
        f"questions.short_runway.{'text' if now.metric == METRIC else 'with_financing'}",
        now=story.show(now),
        line=story.locale.figure(line, Unit.MONTHS, story.pack.company.currency),
    )
    beside = [story.readings.at(name) for name in BESIDE if name != now.metric]
    facts = tuple(inquiry.fact(reading) for reading in beside if reading.value is not None)
    weight = 1.3 + min((line - now.value) / line, 1.0)
    yield Question("short_runway", (METRIC, "cash_balance"), text, facts, weight)
