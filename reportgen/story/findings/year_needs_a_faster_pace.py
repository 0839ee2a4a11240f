"""Year needs a faster pace: what the plan of the year still asks of a month, beside what one has brought."""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.measure.plan import Key, read_key
from reportgen.measure.reading import Reading
from reportgen.story.finding import Finding, finding
from reportgen.story.findings.differs_from_plan import VARIANCE, plan_title
from reportgen.story.story import Story
from reportgen.unit import Direction, Unit

GAPS = {"run_rate_gap": ("actual", "plan"), "run_rate_gap_count": ("actual_count", "plan_count")}
# A fifth more a month than so far is more than a good month.
FASTER = 1.2


@finding
def year_needs_a_faster_pace(story: Story) -> Iterable[Finding]:
    """Of lines that are added up over the year and are behind its plan so far the one furthest behind.

    Numbers of customers only where no amount is behind: both would say the same thing twice.
    """
    to_date = story.period.year_to_date()
    for gap, halves in GAPS.items():
        if gap not in story.readings.metrics:
            continue
        found: list[Finding] = []
        for reading in story.readings.groups(gap, "key", to_date):
            key = read_key(reading.split)
            if key is None or key.better is not Direction.UP or reading.value is None:
                continue
            behind = story.readings.at(VARIANCE, to_date, "key", reading.split).value
            state = key.metric is not None and key.metric.is_state
            if not state and behind is not None and behind < 0:
                found += _told(story, reading, key, halves)
        if found:
            yield max(found, key=lambda one: (one.weight, one.split))
            return


def _told(story: Story, gap: Reading, key: Key, halves: tuple[str, str]) -> Iterable[Finding]:
    to_date, year = story.period.year_to_date(), story.period.fiscal_year()
    reached = story.readings.at(halves[0], to_date, "key", gap.split).value
    whole = story.readings.at(halves[1], year, "key", gap.split).value
    if reached is None or whole is None or reached <= 0 or gap.value is None:
        return
    so_far = reached / to_date.length
    if gap.value < FASTER * so_far:
        return
    currency = story.pack.company.currency
    monthly = Unit.MEAN if key.unit is Unit.COUNT else key.unit
    text = story.locale.text(
        "findings.year_needs_a_faster_pace",
        title=plan_title(story, key),
        reached=story.locale.figure(reached, key.unit, currency),
        whole=story.locale.figure(whole, key.unit, currency),
        year=story.locale.period(year),
        needed=story.locale.figure(gap.value, monthly, currency),
        so_far=story.locale.figure(so_far, monthly, currency),
    )
    weight = 0.7 + min(gap.value / so_far - 1, 1.0) / 2
    name = key.metric.name if key.metric and key.metric.name in story.readings.metrics else VARIANCE
    yield Finding(
        "year_needs_a_faster_pace", name, text, weight, False, "key", gap.split, first=True
    )
