"""Bars of the groups of a split, the company's figure beside them where it is not their sum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from reportgen.measure.blank import BLANK
from reportgen.story.chart import Chart, Dress, Picture
from reportgen.story.charts._frame import LABEL, Margins, cut, frame, size_of, text_width
from reportgen.story.charts._groups import Group, adds_up, groups_of, shortened
from reportgen.story.charts._series import bare, name_of, scale_of, show, subject_of
from reportgen.story.unknown_split import only_unknown
from reportgen.unit import Unit

if TYPE_CHECKING:
    import altair

    from reportgen.story.number import Scale
    from reportgen.story.story import Story

ROW = 15
MOST = {"full": 12, "half": 8}


def prepare(
    story: Story,
    metric: str,
    *,
    by: str,
    most: int | None = None,
    size: str = "full",
    height: int | None = None,
) -> Picture | None:
    """The groups of the split `by` in the report period.

    most  how many bars at most; what is left is one bar where the groups are parts of a whole
    """
    company = story.readings.at(metric)
    # That nothing is of a group that is not known is no news.
    groups = [g for g in groups_of(story, metric, by) if g.key != BLANK or g.value or g.n]
    if not any(group.value is not None for group in groups):
        return None
    if only_unknown(by, (group.key for group in groups)):
        return None
    additive = adds_up(story, metric, groups, company)
    shown, left = shortened(story, groups, most or MOST[size], additive=additive)
    width, _ = size_of(size, None)
    tall = height or round(len(shown) * ROW + (18 if additive else 27))
    told = {} if additive else _counted(story, metric, by)
    values = [group.value for group in shown if group.value is not None]
    scale = scale_of(story, metric, values)
    total = company.value if additive else None
    reference = None if additive or company.missing else company.value
    return Picture(
        chart="split_bars",
        metric=metric,
        title=_title(story, metric, by, groups, total),
        alt=_alt(story, metric, by, shown, reference, scale, told),
        payload=_payload(story, metric, shown, total, reference, scale, width, tall, told),
        width=width,
        height=tall,
        header=_header(story, metric, by, total),
        rows=tuple(_row(story, metric, group, total, scale, told) for group in shown),
        note=_note(story, metric, left, scale),
    )


def _title(story: Story, metric: str, by: str, groups: list[Group], total: float | None) -> str:
    known = [(group, group.value) for group in groups if group.value is not None]
    title = subject_of(story, metric)
    compared = len(known)
    if total is None:
        known = _worth_naming(story, known)
    compared -= len(known)
    high, low = max(known, key=lambda item: item[1]), min(known, key=lambda item: item[1])
    if len(known) == 1:
        value = show(story, metric, high[1])
        return story.locale.text(
            "charts.split_bars.one",
            title=name_of(story, metric),
            group=high[0].name,
            value=value,
        )
    if total:
        share = story.locale.share(high[1] / total)
        return story.locale.text(
            "charts.split_bars.largest",
            group=high[0].name,
            share=share,
            inside=story.locale.inside(title),
        )
    if show(story, metric, low[1]) == show(story, metric, high[1]):
        return story.locale.text(
            "charts.split_bars.equal",
            title=title,
            value=show(story, metric, low[1]),
            split=story.locale.split_name(by),
        )
    return story.locale.text(
        f"charts.split_bars.{'spread_of_many' if compared else 'spread'}",
        title=title,
        least=story.pack.definitions.small_n,
        low=show(story, metric, low[1]),
        low_group=low[0].name,
        high=show(story, metric, high[1]),
        high_group=high[0].name,
    )


def _worth_naming(story: Story, known: list[tuple[Group, float]]) -> list[tuple[Group, float]]:
    """Groups that a headline may name: a rate of a few, or of those not known, is no news."""
    least = story.pack.definitions.small_n
    enough = [
        (group, value)
        for group, value in known
        if group.key != BLANK and (group.n is None or group.n >= least)
    ]
    return enough if len(enough) >= 2 else known


def _counted(story: Story, metric: str, by: str) -> dict[str, str]:
    """Groups of few, as they are told: `1 of 1` is no rate to compare."""
    return {
        reading.split: story.show(reading) if story.counted(reading) else ""
        for reading in story.readings.groups(metric, by)
        if story.small(reading)
    }


def _figure(
    story: Story, metric: str, group: Group, scale: Scale | None, told: Mapping[str, str]
) -> str:
    if group.value is None:
        return story.locale.missing(group.missing or "no_data", metric)
    if told.get(group.key):
        return told[group.key]
    return show(story, metric, group.value, scale)


def _alt(
    story: Story,
    metric: str,
    by: str,
    groups: list[Group],
    reference: float | None,
    scale: Scale | None,
    told: Mapping[str, str],
) -> str:
    locale = story.locale
    parts = [
        locale.text(
            "charts.split_bars.alt_part",
            group=group.name,
            value=_figure(story, metric, group, scale, told),
        )
        for group in groups
    ]
    text = locale.text(
        "charts.split_bars.alt",
        title=story.title(metric),
        split=locale.split_name(by),
        within=locale.within(story.period),
        parts="; ".join(parts),
    )
    if reference is None:
        return text
    value = show(story, metric, reference, scale)
    return f"{text} {locale.text('charts.split_bars.alt_company', value=value)}"


def _header(story: Story, metric: str, by: str, total: float | None) -> tuple[str, ...]:
    locale = story.locale
    name = locale.split_name(by)
    share = (locale.text("charts.column_share"),) if total else ()
    count = locale.text("charts.column_count")
    return (name[:1].upper() + name[1:], story.title(metric), *share, count)


def _row(
    story: Story,
    metric: str,
    group: Group,
    total: float | None,
    scale: Scale | None,
    told: Mapping[str, str],
) -> tuple[str, ...]:
    share: tuple[str, ...] = ()
    if total:
        share = ("" if group.value is None else story.locale.share(group.value / total),)
    count = "" if group.n is None else story.locale.number(group.n)
    return (group.name, _figure(story, metric, group, scale, told), *share, count)


def _note(story: Story, metric: str, left: Sequence[Group], scale: Scale | None) -> str:
    values = [group.value for group in left if group.value is not None]
    if not left:
        return ""
    if not values:
        return story.locale.text("charts.note_rest_missing", count=len(left))
    return story.locale.text(
        "charts.note_rest",
        count=len(left),
        low=show(story, metric, min(values), scale),
        high=show(story, metric, max(values), scale),
    )


def _payload(
    story: Story,
    metric: str,
    groups: list[Group],
    total: float | None,
    reference: float | None,
    scale: Scale | None,
    width: int,
    height: int,
    told: Mapping[str, str],
) -> dict[str, Any]:
    """Names, bars, and the figures in columns at the right, where nothing can cross them."""
    locale = story.locale
    columns = _columns(story, metric, groups, total, scale, told)
    names = [cut(group.name, width * 0.4) for group in groups]
    widths = [max(text_width(text, LABEL + 0.5) for text in texts) for texts in columns]
    margins = Margins(
        left=max(text_width(name) for name in names) + 8,
        right=sum(widths) + 11 * len(widths),
        top=14,
        bottom=4 if reference is None else 13,
    )
    plot = frame(width, height, margins)
    values = [group.value for group in groups if group.value is not None]
    bounds = [0.0, *values, *([] if reference is None else [reference])]
    low, high = min(bounds), max(bounds)
    if high == low:
        high = low + 1
    row = plot["height"] / len(groups)

    def left(value: float) -> float:
        return float(plot["width"] * (value - low) / (high - low))

    data: dict[str, list[dict[str, Any]]] = {
        name: [] for name in ("bars", "strong", "weak", "names", "reference", "reference_name")
    }
    data["zero"] = [{"left": left(0), "right": left(0), "top": 0, "bottom": plot["height"]}]
    for index, group in enumerate(groups):
        middle = (index + 0.5) * row
        data["names"].append({"left": -margins.left, "top": middle, "text": names[index]})
        if group.value is not None:
            near, far = sorted((left(0), left(group.value)))
            data["bars"].append(
                {
                    "left": near,
                    "right": far,
                    "top": middle - row * 0.34,
                    "bottom": middle + row * 0.34,
                    "kind": "rest" if group.is_rest else "few" if group.key in told else "group",
                }
            )
    edge = plot["width"]
    for place, (texts, wide) in enumerate(zip(columns, widths, strict=True)):
        edge += wide + 10
        data["weak"].append({"left": edge, "top": -8, "text": texts[0]})
        for index, text in enumerate(texts[1:]):
            group = groups[index]
            known = place == 0 and group.value is not None and group.key not in told
            top = (index + 0.5) * row
            data["strong" if known else "weak"].append({"left": edge, "top": top, "text": text})
    if reference is not None:
        at = left(reference)
        name = f"{locale.text('splits.company')} {show(story, metric, reference, scale)}"
        wide = text_width(name)
        data["reference"].append({"left": at, "right": at, "top": -1, "bottom": plot["height"] + 2})
        # Under the bars, inside the picture whatever the value.
        middle = min(max(at, wide / 2 - margins.left), plot["width"] + margins.right - wide / 2)
        data["reference_name"].append({"left": middle, "top": plot["height"] + 8, "text": name})
    return {"frame": plot, "data": data}


def _columns(
    story: Story,
    metric: str,
    groups: list[Group],
    total: float | None,
    scale: Scale | None,
    told: Mapping[str, str],
) -> list[list[str]]:
    """The columns of figures, each with its head: value, share of the whole, n."""
    locale, unit = story.locale, story.readings.metrics[metric].unit
    head = "" if unit is Unit.SHARE else locale.caption(unit, scale)
    columns = [[head, *(told.get(g.key) or _bare(story, metric, g, scale) for g in groups)]]
    if total:
        shares = ["" if g.value is None else locale.share(g.value / total, 0) for g in groups]
        columns.append([locale.text("charts.column_share").lower(), *shares])
    # A count that is its own n would be printed twice.
    counts = [None if group.n == group.value else group.n for group in groups]
    if any(count is not None for count in counts):
        shown = ["" if count is None else locale.number(count) for count in counts]
        columns.append([locale.text("charts.column_count"), *shown])
    return columns


def _bare(story: Story, metric: str, group: Group, scale: Scale | None) -> str:
    if group.value is None:
        return story.locale.missing(group.missing or "no_data", metric)
    return bare(story, metric, group.value, scale)


def draw(picture: Picture, dress: Dress) -> altair.LayerChart:
    """Bars in the accent colour, groups of few and the rest in greys, the company's figure dashed."""
    import altair as alt

    from reportgen.story.charts._marks import boxes, chosen, layered, lines, words

    fills = {"group": dress.accent, "rest": dress.muted, "few": dress.rule}
    return layered(
        *[
            boxes("bars").encode(fill=alt.Fill(**chosen("kind", fills))),
            lines("zero", dress.ink, strokeWidth=0.8),
            lines("reference", dress.ink, strokeWidth=1, strokeDash=[3, 2]),
            words("reference_name", dress.ink, align="center"),
            words("names", dress.ink),
            words("strong", dress.ink, align="right", fontSize=LABEL + 0.5, fontWeight=600),
            words("weak", dress.muted, align="right"),
        ],
    )


split_bars = Chart("split_bars", prepare, draw)
