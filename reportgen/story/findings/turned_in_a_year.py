"""Turned in a year: growth that has slowed clearly, or churn that has clearly risen.

Why a kind of its own: against the quarter before each step may be usual, and a year of such steps is
what a board has to see first.
"""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.story.finding import Finding, finding
from reportgen.story.findings._words import amount, apart, within
from reportgen.story.story import Story

# Growth that is to be high, churn that is to be low.
GROWTH = ("growth_year_on_year",)
CHURN = ("logo_churn", "gross_recurring_revenue_churn")
# A seventh of the figure, and two percentage points.
NOTABLE = 0.15
LEAST_POINTS = 0.02
WEIGHT = 0.9


@finding
def turned_in_a_year(story: Story) -> Iterable[Finding]:
    """Against the same period of last year."""
    ago = story.period.same_last_year()
    for name in (*GROWTH, *CHURN):
        if name not in story.readings.metrics:
            continue
        now, before = story.readings.at(name), story.readings.at(name, ago)
        if now.value is None or before.value is None or before.value <= 0:
            continue
        worse = (before.value - now.value) * (1 if name in GROWTH else -1)
        few = story.small(now) or story.small(before)
        if few or worse < max(LEAST_POINTS, NOTABLE * before.value):
            continue
        # What may be chance is said so, and does not come before what is sure.
        sure = not story.may_be_chance(name, story.period, ago)
        metric = story.readings.metrics[name]
        text = story.locale.text(
            f"findings.turned_in_a_year.{'growth' if name in GROWTH else 'churn'}",
            title=story.subject(name),
            before=story.show(before),
            before_within=within(story, before),
            now=story.show(now),
            now_within=within(story, now),
            change=amount(story, metric.unit, apart(now.value, before.value), signed=True),
            chance="" if sure else story.locale.text("findings.turned_in_a_year.chance"),
        )
        weight = WEIGHT + min(worse / before.value, 1.0) / 2
        yield Finding("turned_in_a_year", name, text, weight, False if sure else None, first=sure)
