"""What the kinds of questions share: the change of a metric, and the group that carries it."""

from __future__ import annotations

from dataclasses import dataclass

from reportgen.measure.metric import Metric
from reportgen.measure.reading import Reading
from reportgen.period import parse_period
from reportgen.story.question import Fact, Inquiry

# Splits in which a board asks first, and what moved a figure that has factors.
FIRST = ("factor", "segment", "country", "product_line")
OTHERS = "(others)"
MOST_PARTS = 3


@dataclass(frozen=True)
class Part:
    """One contribution to a change; `share` is that of the whole change, above 1 where others resist."""

    split_by: str
    name: str
    reading: Reading
    share: float


def change_metric(inquiry: Inquiry, metric: str) -> Metric | None:
    """The metric that takes the change of another apart, if there is one."""
    metrics = inquiry.story.readings.metrics.values()
    return next((m for m in metrics if m.change_of == metric), None)


def parts(inquiry: Inquiry, change: Metric, split_by: str = "") -> list[Part]:
    """The contributions by the first split that has two groups; the largest comes first."""
    story = inquiry.story
    whole = story.readings.at(change.name).value
    splits = story.readings.splits(change.name)
    for by in [split_by] if split_by else [name for name in FIRST if name in splits]:
        found = [r for r in story.readings.groups(change.name, by) if r.value is not None]
        if len(found) > 1 and whole:
            ordered = sorted(found, key=lambda r: (-(r.value or 0.0) / whole, r.split))
            return [
                Part(by, story.locale.split_value(by, r.split), r, (r.value or 0.0) / whole)
                for r in ordered
            ]
    return []


def part_facts(inquiry: Inquiry, found: list[Part]) -> tuple[Fact, ...]:
    """The largest contributions as facts: `Small: -1.9 percentage points`."""
    by_size = sorted(found, key=lambda part: (-abs(part.reading.value or 0.0), part.name))
    return tuple(inquiry.fact(part.reading, part.name) for part in by_size[:MOST_PARTS])


def before_and_now(inquiry: Inquiry, metric: str) -> tuple[Reading, Reading]:
    """A metric's figure of the window that its change is measured from, and of the report period."""
    story = inquiry.story
    now = story.readings.at(metric)
    period = parse_period(now.period, story.pack.company.fiscal_year_start)
    if story.readings.metrics[metric].is_state:
        # A state stands under its month, and moves from one report period's end to the next.
        earlier = story.period.shifted(-story.period.length)
        return story.readings.at(metric, earlier), now
    return story.readings.get(metric, period.measured_from().label), now


def period_name(inquiry: Inquiry, reading: Reading) -> str:
    """`Q2 2026`: the period of a reading, short."""
    story = inquiry.story
    period = parse_period(reading.period, story.pack.company.fiscal_year_start)
    return story.locale.period(period, short=True)


def ends_facts(inquiry: Inquiry, metric: str) -> tuple[Fact, ...]:
    """`NRR, Q2 2026: 104.0%` and the same for the report period, under the short name."""
    story = inquiry.story
    title = story.locale.metric_words(story.readings.metrics[metric], "abbreviation")
    return tuple(
        inquiry.fact(reading, f"{title}, {period_name(inquiry, reading)}")
        for reading in before_and_now(inquiry, metric)
        if reading.value is not None
    )
