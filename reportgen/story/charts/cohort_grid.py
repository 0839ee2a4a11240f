"""Cohorts side by side: a triangle of what each has left, so many months after it began."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportgen.period import Period, PeriodKind, parse_period
from reportgen.story.chart import Chart, Dress, Picture
from reportgen.story.charts._frame import Margins, frame, size_of, text_width
from reportgen.story.charts._series import name_of

if TYPE_CHECKING:
    import altair

    from reportgen.measure.reading import Reading
    from reportgen.story.story import Story

ROW = 11.5
MOST = {"full": 12, "half": 8}
WIDEST = {"full": 12, "half": 6}
# Told in the title: the age at which most cohorts can be compared.
TOLD_AFTER = (12, 6, 3, 1)


@dataclass(frozen=True)
class Cohort:
    """Customers who began in the same quarter (or month): what is left of them by age in months."""

    period: Period
    begun: int
    left: dict[int, float]


def prepare(
    story: Story,
    metric: str,
    *,
    by: str = "cohort",
    step: str | None = None,
    most: int | None = None,
    size: str = "full",
    height: int | None = None,
) -> Picture | None:
    """Cohorts by the quarter in which they began, every third month of their lives.

    step  "quarter" or "month"; by month where the history is shorter than a year
    """
    months = _months(story, metric, by)
    if not months:
        return None
    by_quarter = step == "quarter" or (step is None and max(months) - min(months) >= 11)
    cohorts = list(_cohorts(story, metric, months, by_quarter=by_quarter))
    cohorts = [cohort for cohort in cohorts if cohort.left][-(most or MOST[size]) :]
    if not cohorts:
        return None
    ages = sorted({age for cohort in cohorts for age in cohort.left})
    if len(ages) > WIDEST[size]:
        # Every second age, as long as there are too many.
        ages = [age for age in ages if age % (6 if by_quarter else 3) == 0][: WIDEST[size]]
    told = [cohort for cohort in cohorts if any(age in cohort.left for age in ages)]
    width, _ = size_of(size, None)
    tall = height or round(len(told) * ROW + 36)
    locale = story.locale
    return Picture(
        chart="cohort_grid",
        metric=metric,
        title=_title(story, metric, cohorts),
        alt=_alt(story, metric, told),
        payload=_payload(story, told, ages, width, tall),
        width=width,
        height=tall,
        header=(
            locale.text("charts.cohort_grid.axis_cohort"),
            locale.text("charts.column_customers"),
            *(locale.text("charts.cohort_grid.column", months=age) for age in ages),
        ),
        rows=tuple(
            (
                locale.period(cohort.period, short=True),
                locale.number(cohort.begun),
                *(locale.share(cohort.left[a]) if a in cohort.left else "" for a in ages),
            )
            for cohort in told
        ),
        note=locale.text("charts.cohort_grid.note"),
    )


def _months(story: Story, metric: str, by: str) -> dict[int, dict[int, Reading]]:
    """Readings by the month in which a cohort began and by age."""
    found: dict[int, dict[int, Reading]] = {}
    for (period, split_by, split), reading in story.readings.of(metric).items():
        if split_by != by:
            continue
        start, now = parse_period(split).last, parse_period(period).last
        if now <= story.period.last and reading.denominator:
            found.setdefault(start, {})[now - start] = reading
    return found


def _cohorts(
    story: Story, metric: str, months: dict[int, dict[int, Reading]], *, by_quarter: bool
) -> Iterator[Cohort]:
    """Both halves added up over the months of a quarter, at ages that all of them have reached."""
    length = 3 if by_quarter else 1
    start_month = story.period.fiscal_year_start
    first = min(months)
    if by_quarter:
        first -= (first % 12 + 1 - start_month) % 3
    for start in range(first, max(months) + 1, length):
        kind = PeriodKind.QUARTER if by_quarter else PeriodKind.MONTH
        period = Period(start, start + length - 1, kind, start_month)
        parts = [months[month] for month in range(start, start + length) if month in months]
        if not parts or period.last > story.period.last:
            continue
        left = {}
        for age in range(length, story.period.last - period.last + 1, length):
            # A month of which the smallest cohort is hidden may still be counted in its quarter.
            at = [part[age] for part in parts if age in part]
            begun = sum(reading.denominator or 0 for reading in at)
            people = sum(reading.n or 0 for reading in at)
            if len(at) == len(parts) and begun > 0 and people >= story.pack.definitions.small_n:
                left[age] = sum(reading.numerator or 0 for reading in at) / begun
        people = sum(next(iter(part.values())).n or 0 for part in parts)
        yield Cohort(period, people, left)


def _title(story: Story, metric: str, cohorts: list[Cohort]) -> str:
    locale = story.locale
    age = next(
        (a for a in TOLD_AFTER if sum(a in cohort.left for cohort in cohorts) >= 2),
        max(age for cohort in cohorts for age in cohort.left),
    )
    known = [(cohort, cohort.left[age]) for cohort in cohorts if age in cohort.left]
    if len(known) == 1:
        return locale.text(
            "charts.cohort_grid.after_one",
            title=name_of(story, metric),
            months=age,
            cohort=locale.period(known[0][0].period, short=True),
            value=locale.share(known[0][1]),
        )
    # The newest against the oldest: whether those who come now stay as those who came then.
    first, last = known[0], known[-1]
    return locale.text(
        "charts.cohort_grid.after",
        months=age,
        title=name_of(story, metric),
        first=locale.period(first[0].period, short=True),
        before=locale.share(first[1]),
        last=locale.period(last[0].period, short=True),
        now=locale.share(last[1]),
    )


def _alt(story: Story, metric: str, cohorts: list[Cohort]) -> str:
    locale = story.locale
    parts = [
        locale.text(
            "charts.cohort_grid.alt_part",
            cohort=locale.period(cohort.period, short=True),
            value=locale.share(cohort.left[max(cohort.left)]),
            months=max(cohort.left),
        )
        for cohort in cohorts
    ]
    return locale.text(
        "charts.cohort_grid.alt",
        title=story.title(metric),
        count=len(cohorts),
        parts="; ".join(parts),
    )


def _payload(
    story: Story, cohorts: list[Cohort], ages: list[int], width: int, height: int
) -> dict[str, Any]:
    locale = story.locale
    names = [locale.period(cohort.period, short=True) for cohort in cohorts]
    counts = [locale.number(cohort.begun) for cohort in cohorts]
    heads = [locale.text("charts.cohort_grid.axis_cohort"), locale.text("charts.column_count")]
    name_width = max(text_width(text) for text in [*names, heads[0]]) + 8
    count_width = max(text_width(text) for text in [*counts, heads[1]]) + 8
    margins = Margins(left=name_width + count_width, top=30, bottom=4)
    plot = frame(width, height, margins)
    wide, tall = plot["width"] / len(ages), plot["height"] / len(cohorts)
    values = [v for cohort in cohorts for age, v in cohort.left.items() if age in ages]
    low, high = min(values), max(values)
    cells, figures = [], []
    for row, cohort in enumerate(cohorts):
        for column, age in enumerate(ages):
            if age not in cohort.left:
                continue
            value = cohort.left[age]
            # In seven steps: neighbouring shades can be told apart, and so can their text.
            shade = round(6 * (value - low) / (high - low)) if high > low else 3
            cells.append(
                {
                    "left": column * wide + 0.6,
                    "right": (column + 1) * wide - 0.6,
                    "top": row * tall + 0.6,
                    "bottom": (row + 1) * tall - 0.6,
                    "kind": str(shade),
                }
            )
            figures.append(
                {
                    "left": (column + 0.5) * wide,
                    "top": (row + 0.5) * tall,
                    "text": locale.number(value * 100),
                    "kind": str(shade),
                }
            )
    middles = [(row + 0.5) * tall for row in range(len(cohorts))]
    return {
        "frame": plot,
        "data": {
            "cells": cells,
            "figures": figures,
            "names": [
                {"left": -margins.left, "top": top, "text": text}
                for top, text in zip(middles, names, strict=True)
            ],
            "counts": [
                {"left": -8, "top": top, "text": text}
                for top, text in zip(middles, counts, strict=True)
            ],
            "heads": [
                {"left": -margins.left, "top": -8, "text": heads[0]},
                {"left": 0, "top": -21, "text": locale.text("charts.cohort_grid.axis_months")},
            ],
            "count_head": [{"left": -8, "top": -8, "text": heads[1]}],
            "ages": [
                {
                    "left": (column + 0.5) * wide,
                    "top": -8,
                    "text": locale.text("charts.cohort_grid.column", months=age),
                }
                for column, age in enumerate(ages)
            ],
        },
    }


def draw(picture: Picture, dress: Dress) -> altair.LayerChart:
    """Cells in shades of the accent colour, the figure in each."""
    import altair as alt

    from reportgen.story.charts._marks import boxes, chosen, is_dark, layered, mixed, words

    fills = {
        str(step): mixed(dress.accent, dress.paper, 0.08 + 0.82 * step / 6) for step in range(7)
    }
    inside = {k: dress.paper if is_dark(colour) else dress.ink for k, colour in fills.items()}
    return layered(
        *[
            boxes("cells").encode(fill=alt.Fill(**chosen("kind", fills))),
            words("figures", dress.ink, align="center").encode(
                color=alt.Color(**chosen("kind", inside))
            ),
            words("names", dress.ink),
            words("counts", dress.muted, align="right"),
            words("count_head", dress.muted, align="right"),
            words("heads", dress.muted),
            words("ages", dress.muted, align="center"),
        ],
    )


cohort_grid = Chart("cohort_grid", prepare, draw)
