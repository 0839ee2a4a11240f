"""Runs of readings over time, the lines they are held against, and the sentences about both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from reportgen.period import Period, PeriodKind
from reportgen.story.cap import is_cut
from reportgen.story.charts._frame import label, text_width
from reportgen.story.number import DECIMALS
from reportgen.story.warning_line import warning_lines
from reportgen.unit import Direction, Unit

if TYPE_CHECKING:
    from reportgen.measure.reading import Reading
    from reportgen.story.number import Scale
    from reportgen.story.story import Story

# How many periods of each kind a run shows, and after how many a year has passed.
USUAL = {
    PeriodKind.MONTH: 25,
    PeriodKind.QUARTER: 13,
    PeriodKind.YEAR: 6,
    PeriodKind.TRAILING: 25,
    PeriodKind.TO_DATE: 13,
}
A_YEAR = {
    PeriodKind.MONTH: 12,
    PeriodKind.QUARTER: 4,
    PeriodKind.YEAR: 1,
    PeriodKind.TRAILING: 12,
    PeriodKind.TO_DATE: 12,
}

COUNTED = (Unit.COUNT, Unit.FULL_TIME_EQUIVALENTS)
# A change by a smaller part of the figure makes it neither better nor worse.
SLIGHT = 0.01


@dataclass(frozen=True)
class Point:
    """A period and its reading."""

    period: Period
    reading: Reading

    @property
    def value(self) -> float | None:
        """The value, None where it is missing."""
        return None if self.reading.missing else self.reading.value


@dataclass(frozen=True)
class Level:
    """A line that the figures are held against: warning line, target, benchmark."""

    kind: str
    name: str
    value: float


def usual_step(story: Story, metric: str) -> PeriodKind:
    """The kind of period in which a metric is shown over time: as fine as the report's own."""
    kinds = story.readings.metrics[metric].kinds
    own = story.readings.metrics[metric].headline or story.period.kind
    if kinds == (PeriodKind.MONTH,):
        return PeriodKind.MONTH
    if own in kinds:
        return own
    return next(
        kind
        for kind in (PeriodKind.QUARTER, PeriodKind.TRAILING, PeriodKind.YEAR, PeriodKind.MONTH)
        if kind in kinds
    )


def periods_back(last: Period, kind: PeriodKind, count: int) -> list[Period]:
    """So many periods of a kind, the last one ending with the period `last`."""
    if kind is PeriodKind.MONTH:
        end, step = last.last_month(), 1
    elif kind is PeriodKind.TRAILING:
        end, step = last.trailing(), 1
    elif kind is PeriodKind.QUARTER:
        start = last.last - (last.last % 12 + 1 - last.fiscal_year_start) % 3
        end, step = Period(start, start + 2, kind, last.fiscal_year_start), 3
    else:
        end, step = last.fiscal_year(), 12
    return [end.shifted(-step * back) for back in range(count - 1, -1, -1)]


def run_of(
    story: Story,
    metric: str,
    *,
    step: str | None = None,
    count: int | None = None,
    split_by: str = "",
    split: str = "",
) -> list[Point]:
    """The readings of a metric up to the report period, without the missing ones at the start."""
    kind = PeriodKind(step) if step else usual_step(story, metric)
    points = [
        Point(period, story.readings.get(metric, period.label, split_by, split))
        for period in periods_back(story.period, kind, count or USUAL[kind])
    ]
    while points and points[0].value is None:
        points = points[1:]
    return points


def period_labels(
    story: Story, periods: Sequence[Period], places: Sequence[float], top: float
) -> list[dict[str, Any]]:
    """Labels on two lines, the year where it changes; as many as fit, the last one always."""
    texts = [story.locale.period_tick(period) for period in periods]
    widest = max(text_width(part) for pair in texts for part in pair) + 7
    by_quarter = periods[0].kind is PeriodKind.QUARTER
    choices = (1, 2, 4, 8, 12) if by_quarter else (1, 3, 6, 12, 24, 36)
    gap = places[1] - places[0] if len(places) > 1 else widest
    step = next((choice for choice in choices if choice * gap >= widest), choices[-1])
    labels, year = [], ""
    for index in range((len(periods) - 1) % step, len(periods), step):
        name, its_year = texts[index]
        labels += label(places[index], top, f"{name}\n{its_year}" if its_year != year else name)
        year = its_year
    return labels


def levels_of(story: Story, metric: str) -> list[Level]:
    """The warning line and the target of a metric; one line where they are the same value."""
    declared = story.readings.metrics[metric]
    words = story.locale.text
    target = story.pack.targets.get(metric)
    found = []
    for line in warning_lines(story, declared):
        if line.value == target:
            return [Level("warning", words(f"charts.{line.kind}_and_target"), line.value)]
        found.append(Level("warning", words(f"charts.{line.kind}"), line.value))
    return (
        found if target is None else [*found, Level("target", words("charts.target_line"), target)]
    )


def planned(story: Story, metric: str, points: Sequence[Point]) -> list[float | None]:
    """What the plan has for each period: None where it has nothing."""
    for name in ("plan", "plan_count"):
        if name in story.readings.metrics:
            found = [story.readings.get(name, p.period.label, "key", metric) for p in points]
            values = [None if reading.missing else reading.value for reading in found]
            if any(value is not None for value in values):
                return values
    return [None] * len(points)


def scale_of(story: Story, metric: str, values: Sequence[float]) -> Scale | None:
    """The money scale that all values of a picture share; None for other units."""
    if story.readings.metrics[metric].unit is not Unit.MONEY:
        return None
    return story.locale.money_scale(values, story.pack.company.currency)


def show(
    story: Story, metric: str, value: float, scale: Scale | None = None, *, signed: bool = False
) -> str:
    """A value of a metric in a picture's scale."""
    unit = story.readings.metrics[metric].unit
    if unit is Unit.LABEL:
        return story.locale.label(metric, value)
    return story.locale.figure(value, unit, story.pack.company.currency, scale, signed=signed)


def bare(
    story: Story, metric: str, value: float, scale: Scale | None = None, *, signed: bool = False
) -> str:
    """The same without its unit, which stands once at the head; a share keeps its sign."""
    unit = story.readings.metrics[metric].unit
    if unit in (Unit.SHARE, Unit.FLAG, Unit.LABEL):
        return show(story, metric, value, scale, signed=signed)
    if scale is not None:
        amount = Decimal(str(value)) / scale.factor
        return story.locale.number(amount, scale.decimals, signed=signed)
    return story.locale.number(value, DECIMALS.get(unit, 1), signed=signed)


def name_of(story: Story, metric: str) -> str:
    """What a metric is called for short, before a colon."""
    return story.locale.metric_words(story.readings.metrics[metric], "abbreviation")


def subject_of(story: Story, metric: str) -> str:
    """What a metric is called for short as the subject of a sentence."""
    return story.subject(metric, short=True)


def development(story: Story, metric: str, points: Sequence[Point]) -> str:
    """What happened, in a sentence: over a year where there is one, else since the first point."""
    locale, declared = story.locale, story.readings.metrics[metric]
    known = [point for point in points if point.value is not None]
    last = known[-1]
    kind = last.period.kind
    year_ago = last.period.shifted(-12).label
    before = next((point for point in known if point.period.label == year_ago), known[0])
    if before is last:
        now = show(story, metric, _exact(last))
        within, title = locale.within(last.period), name_of(story, metric)
        return locale.text("charts.trend.alone", now=now, within=within, title=title)
    if any(is_cut(story, point.reading) for point in (before, last)):
        # What has changed between them is the part that the cap has cut, or also that.
        return locale.text(
            f"charts.trend.{'capped' if is_cut(story, last.reading) else 'alone'}",
            title=name_of(story, metric),
            now=show(story, metric, _exact(last)),
            within=locale.within(last.period),
            cap=locale.number(story.pack.definitions.lifetime_cap_months),
        )
    values = {"title": subject_of(story, metric)}
    if before.period.label == year_ago:
        values["span"] = locale.text("charts.span.year")
        back = locale.text("charts.span.year_back")
    else:
        period = locale.period(before.period, short=kind is not PeriodKind.TRAILING)
        values["span"] = locale.text("charts.span.since", period=period)
        back = locale.text("charts.span.since_back", period=period)
    start, end = _exact(before), _exact(last)
    values["before"] = show(story, metric, start)
    values["now"] = show(story, metric, end)
    if declared.unit is Unit.MONEY and start > 0:
        change = locale.change(end, start, declared.unit, story.pack.company.currency)
        values["change"] = change.lstrip("+−-")
        unchanged = not any(digit in "123456789" for digit in change)
        grew = "grew" if declared.better is Direction.UP else "rose_percent"
        word = "unchanged" if unchanged else grew if end > start else "fell_percent"
    else:
        # More customers or staff are more, and better only where the plan says so.
        better = Direction.NONE if declared.unit in COUNTED else declared.better
        word = _verb(better, values["before"], values["now"], rising=end > start)
        if word in ("improved", "worsened") and abs(end - start) < SLIGHT * abs(start):
            word, values["span_back"] = "hardly", back
    by_chance = story.may_be_chance(metric, last.period, before.period)
    if values["before"] != values["now"] and by_chance:
        word, values["span_back"] = "chance", back
    elif values["before"] != values["now"] and any(
        story.small(point.reading) for point in (before, last)
    ):
        # What one customer cost against what another one did is no development.
        word, values["span_back"] = "few", back
        values |= _told_of_few(story, "before", before) | _told_of_few(story, "now", last)
    return locale.text(f"charts.trend.{word}", **values)


def _told_of_few(story: Story, end: str, point: Point) -> dict[str, str]:
    """The figure at an end of a run and how many stand behind it; counts say that themselves."""
    reading = point.reading
    silent = reading.n is None or story.counted(reading)
    behind = "" if silent else story.locale.text("charts.trend.behind", n=reading.n)
    return {end: story.show(reading), f"{end}_small": behind}


def _verb(better: Direction, before: str, now: str, *, rising: bool) -> str:
    # What is printed decides: "rose from 12.0 to 12.0" would look like a mistake.
    if before == now:
        return "unchanged"
    if better in (Direction.UP, Direction.DOWN):
        return "improved" if rising == (better is Direction.UP) else "worsened"
    return "rose" if rising else "fell"


def _exact(point: Point) -> float:
    assert point.value is not None
    return point.value


def gaps_note(story: Story, metric: str, points: Sequence[Point]) -> str:
    """Which periods have no value, and why: one sentence for each reason."""
    locale = story.locale
    runs: dict[str, list[list[int]]] = {}
    for index, point in enumerate(points):
        if point.value is None:
            found = runs.setdefault(point.reading.missing or "no_data", [])
            if found and found[-1][-1] == index - 1:
                found[-1].append(index)
            else:
                found.append([index])

    def told(run: Sequence[int]) -> list[str]:
        """Three periods and more that follow on each other are told by their ends."""
        names = [locale.period(points[index].period, short=True) for index in run]
        if len(names) < 3:
            return names
        return [locale.text("charts.stretch", first=names[0], last=names[-1])]

    reasons = {
        reason: [text for run in found for text in told(run)] for reason, found in runs.items()
    }
    return " ".join(
        locale.text(
            "charts.note_missing",
            periods=few(story, periods),
            reason=locale.missing(reason, metric),
        )
        for reason, periods in reasons.items()
    )


def few(story: Story, items: Sequence[str], most: int = 6) -> str:
    """A list of all items, or the first of them and an ellipsis."""
    if len(items) <= most:
        return story.locale.listing(items)
    return ", ".join(items[:most]) + " …"
