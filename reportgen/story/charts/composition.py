"""What a whole consists of, period by period: columns of a hundred per cent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportgen.period import Period, PeriodKind
from reportgen.story.chart import Chart, Dress, Picture
from reportgen.story.charts._frame import (
    LINE,
    Margins,
    frame,
    label,
    ruled,
    size_of,
    spread,
    text_width,
    wrapped,
)
from reportgen.story.charts._groups import Group, groups_of, shortened
from reportgen.story.charts._series import (
    few,
    period_labels,
    periods_back,
    subject_of,
)
from reportgen.story.unknown_split import only_unknown

if TYPE_CHECKING:
    import altair

    from reportgen.story.story import Story

USUAL = {"full": 9, "half": 5}
MOST = 7
WIDEST_NAME = 112


@dataclass(frozen=True)
class Column:
    """A period and its parts, by key of the group; they add up to 1."""

    period: Period
    shares: dict[str, float]


def prepare(
    story: Story,
    metric: str,
    *,
    by: str,
    step: str | None = None,
    count: int | None = None,
    most: int = MOST,
    size: str = "full",
    height: int | None = None,
) -> Picture | None:
    """The groups of the split `by` as parts of their sum, in each period up to the report's.

    most  how many parts at most; the smallest are put together
    """
    groups, columns, odd = _columns(story, metric, by, step, count or USUAL[size], most)
    if not columns or only_unknown(by, (group.key for group in groups)):
        return None
    width, tall = size_of(size, height)
    locale = story.locale
    notes = [locale.text("charts.composition.left_out", periods=few(story, odd))] if odd else []
    return Picture(
        chart="composition",
        metric=metric,
        title=_title(story, metric, groups, columns),
        alt=_alt(story, metric, groups, columns),
        payload=_payload(story, groups, columns, width, tall),
        width=width,
        height=tall,
        header=(locale.text("charts.column_period"), *(group.name for group in groups)),
        rows=tuple(
            (
                locale.period(column.period, short=True),
                *(locale.share(column.shares[group.key]) for group in groups),
            )
            for column in columns
        ),
        note=" ".join(notes),
    )


def _columns(
    story: Story, metric: str, by: str, step: str | None, count: int, most: int
) -> tuple[list[Group], list[Column], list[str]]:
    """The groups in stacking order, the periods, and those periods that have no hundred per cent."""
    # A state is shown at the ends of quarters, too: its months would all look alike.
    kind = PeriodKind(step) if step else story.period.kind
    if kind not in (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR):
        kind = PeriodKind.QUARTER
    found: list[tuple[Period, dict[str, float]]] = []
    odd = []
    for period in periods_back(story.period, kind, count):
        values = {g.key: g.value for g in groups_of(story, metric, by, period) if g.value}
        if any(value < 0 for value in values.values()):
            odd.append(story.locale.period(period, short=True))
        elif sum(values.values()) > 0:
            found.append((period, values))
    if not found:
        return [], [], odd
    latest = found[-1][1]
    names = {key: None for _, values in reversed(found) for key in values}
    order = {g.key: index for index, g in enumerate(groups_of(story, metric, by, found[-1][0]))}
    every = sorted(
        (Group(key, story.locale.split_value(by, key), latest.get(key, 0.0)) for key in names),
        key=lambda group: (order.get(group.key, len(order)), group.name),
    )
    groups, _ = shortened(story, every, most, additive=True)
    kept = {group.key for group in groups if not group.is_rest}
    columns = []
    for period, values in found:
        total = sum(values.values())
        shares = {group.key: values.get(group.key, 0.0) / total for group in groups}
        if len(kept) < len(groups):
            shares[""] = sum(v for key, v in values.items() if key not in kept) / total
        columns.append(Column(period, shares))
    return groups, columns, odd


def _title(story: Story, metric: str, groups: list[Group], columns: list[Column]) -> str:
    """The part that has changed most over the time shown, or the largest where none has."""
    locale, last = story.locale, columns[-1]
    year_ago = last.period.shifted(-12).label
    before = next((c for c in columns if c.period.label == year_ago), columns[0])
    inside = locale.inside(subject_of(story, metric))
    # "Other" is a drawer, not a part: it never makes the headline.
    told = [group for group in groups if not group.is_rest]
    moved = max(told, key=lambda g: round(abs(last.shares[g.key] - before.shares[g.key]), 9))
    change = last.shares[moved.key] - before.shares[moved.key]
    if abs(change) < 0.02:
        largest = max(told, key=lambda g: last.shares[g.key])
        now = locale.share(last.shares[largest.key])
        return locale.text("charts.composition.stayed", group=largest.name, inside=inside, now=now)
    if before.period.label == year_ago:
        span = locale.text("charts.span.year")
    else:
        since = locale.period(before.period, short=True)
        span = locale.text("charts.span.since", period=since)
    return locale.text(
        f"charts.composition.{'rose' if change > 0 else 'fell'}",
        group=moved.name,
        inside=inside,
        before=locale.share(before.shares[moved.key]),
        now=locale.share(last.shares[moved.key]),
        span=span,
    )


def _alt(story: Story, metric: str, groups: list[Group], columns: list[Column]) -> str:
    locale = story.locale
    parts = [
        locale.text(
            "charts.composition.alt_part",
            group=group.name,
            share=locale.share(columns[-1].shares[group.key]),
        )
        for group in groups
    ]
    return locale.text(
        "charts.composition.alt",
        title=story.title(metric),
        first_period=locale.period(columns[0].period, short=True),
        last_period=locale.period(columns[-1].period, short=True),
        parts=", ".join(parts),
    )


def _payload(
    story: Story, groups: list[Group], columns: list[Column], width: int, height: int
) -> dict[str, Any]:
    widest = WIDEST_NAME if width > 300 else 70
    names = [wrapped(group.name, widest) for group in groups]
    margins = Margins(
        left=4,
        right=max(text_width(line) for name in names for line in name) + 12,
        top=6,
        bottom=26,
    )
    plot = frame(width, height, margins)
    column = plot["width"] / len(columns)
    bars, figures = [], []
    for index, each in enumerate(columns):
        left, right = (index + 0.07) * column, (index + 0.93) * column
        foot = 0.0
        # From the bottom up, the first group at the bottom.
        for place, group in enumerate(groups):
            share = each.shares[group.key]
            lower, upper = plot["height"] * (1 - foot), plot["height"] * (1 - foot - share)
            foot += share
            if not share:
                continue
            bars.append(
                {"left": left, "right": right, "top": upper, "bottom": lower, "kind": str(place)}
            )
            text = story.locale.share(share, 0)
            if lower - upper >= LINE and text_width(text) <= right - left:
                figures.append(
                    {
                        "left": (left + right) / 2,
                        "top": (lower + upper) / 2,
                        "text": text,
                        "kind": str(place),
                    }
                )
    foot, wanted = 1.0, []
    for place in range(len(groups) - 1, -1, -1):
        share = columns[-1].shares[groups[place].key]
        middle = plot["height"] * (1 - foot + share / 2)
        wanted.append((middle, LINE * len(names[place]) + 1.5))
        foot -= share
    places = spread(wanted, -4, plot["height"] + 20)
    key, swatches = [], []
    for place, middle in zip(range(len(groups) - 1, -1, -1), places, strict=True):
        first = middle - LINE * (len(names[place]) - 1) / 2
        key += label(plot["width"] + 10, first, "\n".join(names[place]))
        swatches.append(
            {
                "left": plot["width"] + 1,
                "right": plot["width"] + 6,
                "top": middle - 5,
                "bottom": middle + 5,
                "kind": str(place),
            }
        )
    middles = [(index + 0.5) * column for index in range(len(columns))]
    return {
        "frame": plot,
        "count": len(groups),
        "rest": [str(place) for place, group in enumerate(groups) if group.is_rest],
        "data": {
            "bars": bars,
            "figures": figures,
            "key": key,
            "swatches": swatches,
            "zero": ruled([plot["height"]], plot["width"]),
            "periods": period_labels(
                story, [c.period for c in columns], middles, plot["height"] + 10
            ),
        },
    }


def draw(picture: Picture, dress: Dress) -> altair.LayerChart:
    """Parts in the theme's categories, which differ in lightness as well; their shares inside."""
    import altair as alt

    from reportgen.story.charts._marks import boxes, chosen, is_dark, layered, lines, tones, words

    count = picture.payload["count"]
    fills = dict(zip((str(n) for n in range(count)), tones(dress, count), strict=True))
    fills |= {place: dress.rule for place in picture.payload["rest"]}
    inside = {k: dress.paper if is_dark(colour) else dress.ink for k, colour in fills.items()}
    fill = alt.Fill(**chosen("kind", fills))
    return layered(
        *[
            boxes("bars", stroke=dress.paper, strokeWidth=0.8).encode(fill=fill),
            boxes("swatches").encode(fill=fill),
            lines("zero", dress.ink, strokeWidth=0.8),
            words("figures", dress.ink, align="center").encode(
                color=alt.Color(**chosen("kind", inside))
            ),
            words("key", dress.ink),
            words("periods", dress.muted, align="center"),
        ],
    )


composition = Chart("composition", prepare, draw)
