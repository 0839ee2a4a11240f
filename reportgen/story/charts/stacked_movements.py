"""Movements period by period: what came in above the line, what went out below it, the net marked."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from reportgen.period import Period, PeriodKind
from reportgen.story.chart import Chart, Dress, Picture
from reportgen.story.charts._frame import (
    LINE,
    Margins,
    decimals_of,
    frame,
    ruled,
    size_of,
    spread,
    text_width,
    ticks,
)
from reportgen.story.charts._series import (
    period_labels,
    periods_back,
    scale_of,
    show,
    subject_of,
    usual_step,
)

if TYPE_CHECKING:
    import altair

    from reportgen.story.number import Scale
    from reportgen.story.story import Story

USUAL = {"full": 12, "half": 8}


@dataclass(frozen=True)
class Column:
    """A period and what moved in it; the amounts in the order of a bridge."""

    period: Period
    amounts: dict[str, float]

    @property
    def gains(self) -> float:
        """All that came in."""
        return sum(amount for amount in self.amounts.values() if amount > 0)

    @property
    def losses(self) -> float:
        """All that went out, negative."""
        return sum(amount for amount in self.amounts.values() if amount < 0)

    @property
    def net(self) -> float:
        """What it comes to."""
        return float(sum(Decimal(str(amount)) for amount in self.amounts.values()))


def prepare(
    story: Story,
    metric: str,
    *,
    step: str | None = None,
    count: int | None = None,
    size: str = "full",
    height: int | None = None,
) -> Picture | None:
    """The movements of a bridge in each period up to the report period.

    step  "month", "quarter" or "year"; as fine as the report period when not said
    """
    columns = _columns(story, metric, step, count or USUAL[size])
    if not columns:
        return None
    width, tall = size_of(size, height)
    scale = scale_of(story, metric, [v for c in columns for v in (c.gains, c.losses)])
    locale = story.locale
    movements = list(columns[-1].amounts)
    return Picture(
        chart="stacked_movements",
        metric=metric,
        title=_title(story, metric, columns[-1], scale),
        alt=_alt(story, metric, columns, scale),
        payload=_payload(story, metric, columns, scale, width, tall),
        width=width,
        height=tall,
        header=(
            locale.text("charts.column_period"),
            *(locale.split_value("movement", name) for name in movements),
            locale.text("movements.net"),
        ),
        rows=tuple(
            (
                locale.period(column.period, short=True),
                *(show(story, metric, column.amounts[name], scale) for name in movements),
                show(story, metric, column.net, scale, signed=True),
            )
            for column in columns
        ),
    )


def _columns(story: Story, metric: str, step: str | None, count: int) -> list[Column]:
    kind = PeriodKind(step) if step else usual_step(story, metric)
    found: list[Column] = []
    names: set[str] = set()
    for period in periods_back(story.period, kind, count):
        readings = story.readings.groups(metric, "movement", period)
        amounts = {r.split: r.value for r in readings if not r.missing and r.value is not None}
        if amounts:
            found.append(Column(period, amounts))
            names |= {name for name, amount in amounts.items() if amount}
    listed = [key.removeprefix("movements.") for key in story.locale.texts if "movements." in key]
    order = sorted(names, key=lambda n: (listed.index(n) if n in listed else 99, n))
    return [Column(c.period, {n: c.amounts.get(n, 0.0) for n in order}) for c in found if names]


def _title(story: Story, metric: str, last: Column, scale: Scale | None) -> str:
    known = metric.removesuffix("_bridge")
    title = subject_of(story, known if known in story.readings.metrics else metric)
    return story.locale.text(
        f"charts.stacked_movements.net_{'up' if last.net >= 0 else 'down'}",
        title=title,
        inside=story.locale.inside(title),
        net=show(story, metric, abs(last.net), scale),
        within=story.locale.within(last.period),
        gains=show(story, metric, last.gains, scale),
        losses=show(story, metric, abs(last.losses), scale),
    )


def _alt(story: Story, metric: str, columns: list[Column], scale: Scale | None) -> str:
    locale = story.locale
    high, low = max(columns, key=lambda c: c.net), min(columns, key=lambda c: c.net)
    known = metric.removesuffix("_bridge")
    return locale.text(
        "charts.stacked_movements.alt",
        title=story.title(known if known in story.readings.metrics else metric),
        first_period=locale.period(columns[0].period, short=True),
        last_period=locale.period(columns[-1].period, short=True),
        gains=show(story, metric, columns[-1].gains, scale),
        losses=show(story, metric, abs(columns[-1].losses), scale),
        net=show(story, metric, columns[-1].net, scale, signed=True),
        high=show(story, metric, high.net, scale, signed=True),
        high_period=locale.period(high.period, short=True),
        low=show(story, metric, low.net, scale, signed=True),
        low_period=locale.period(low.period, short=True),
    )


def _payload(
    story: Story, metric: str, columns: list[Column], scale: Scale | None, width: int, height: int
) -> dict[str, Any]:
    locale, unit = story.locale, story.readings.metrics[metric].unit
    factor = float(scale.factor) if scale else 1.0
    marks = ticks(
        min(c.losses for c in columns), max(c.gains for c in columns), unit, factor, wanted=4
    )
    low, high = marks[0], marks[-1]
    decimals = decimals_of(marks, factor, unit)
    tick_texts = [locale.tick(mark, unit, scale, decimals) for mark in marks]
    movements = list(columns[0].amounts)
    key_names = [
        *(locale.split_value("movement", n) for n in movements),
        locale.text("movements.net"),
    ]
    margins = Margins(
        left=max(text_width(text) for text in tick_texts) + 6,
        right=max(text_width(name) for name in key_names) + 22,
        top=18,
        bottom=26,
    )
    plot = frame(width, height, margins)
    column = plot["width"] / len(columns)

    def top(value: float) -> float:
        return float(plot["height"] * (high - value) / (high - low))

    bars, nets = [], []
    for index, each in enumerate(columns):
        left, right = (index + 0.17) * column, (index + 0.83) * column
        above = below = 0.0
        for name, amount in each.amounts.items():
            if not amount:
                continue
            start = above if amount > 0 else below
            bars.append(
                {
                    "left": left,
                    "right": right,
                    "top": top(max(start, start + amount)),
                    "bottom": top(min(start, start + amount)),
                    "kind": name,
                }
            )
            above, below = (above + amount, below) if amount > 0 else (above, below + amount)
        nets.append(
            {"left": left - 2, "right": right + 2, "top": top(each.net), "bottom": top(each.net)}
        )
    middles = [(index + 0.5) * column for index in range(len(columns))]
    return {
        "frame": plot,
        # The larger a movement, the fuller its colour.
        "gains": _by_size([n for n in movements if n in _gains(columns)], columns),
        "losses": _by_size([n for n in movements if n not in _gains(columns)], columns),
        "data": {
            "bars": bars,
            "nets": nets,
            "rules": ruled((top(mark) for mark in marks if mark), plot["width"]),
            "zero": ruled([top(0)], plot["width"]),
            "ticks": [
                {"left": -6, "top": top(mark), "text": text}
                for mark, text in zip(marks, tick_texts, strict=True)
            ],
            "caption": [
                {"left": -margins.left + 1, "top": -12, "text": locale.caption(unit, scale)}
            ],
            "periods": period_labels(
                story, [c.period for c in columns], middles, plot["height"] + 10
            ),
            **_key(movements, key_names, columns, top, plot),
        },
    }


def _gains(columns: list[Column]) -> list[str]:
    return [n for n in columns[0].amounts if sum(c.amounts[n] for c in columns) >= 0]


def _by_size(names: list[str], columns: list[Column]) -> list[str]:
    return sorted(names, key=lambda n: -abs(sum(c.amounts[n] for c in columns)))


def _key(
    movements: list[str], names: list[str], columns: list[Column], top: Any, plot: dict[str, Any]
) -> dict[str, list[dict[str, Any]]]:
    """Names beside the last column, gains above the line and losses below it, in stacking order."""
    gains = _gains(columns)
    losses = [n for n in movements if n not in gains]
    order = [*reversed(gains), *losses]
    last = columns[-1]
    wanted = {}
    above = below = 0.0
    for name in movements:
        amount = last.amounts[name]
        if name in gains:
            wanted[name] = top(above + max(amount, 0) / 2)
            above += max(amount, 0)
        else:
            wanted[name] = top(below + min(amount, 0) / 2)
            below += min(amount, 0)
    labels = sorted(
        [(wanted[name], rank, name) for rank, name in enumerate(order)]
        + [(top(last.net), len(gains) - 0.5 if last.net >= 0 else len(gains) + 0.5, "net")],
        key=lambda label: (label[0], label[1]),
    )
    places = spread([(place, LINE + 1) for place, _, _ in labels], -4, plot["height"] + 20)
    texts = dict(zip([*movements, "net"], names, strict=True))
    left = plot["width"] + 6
    swatches, words, net = [], [], []
    for (_, _, name), place in zip(labels, places, strict=True):
        words.append({"left": left + 12, "top": place, "text": texts[name], "kind": name})
        if name == "net":
            net.append({"left": left - 1, "right": left + 9, "top": place, "bottom": place})
        else:
            swatches.append(
                {
                    "left": left,
                    "right": left + 8,
                    "top": place - 4,
                    "bottom": place + 4,
                    "kind": name,
                }
            )
    return {"swatches": swatches, "key": words, "net_key": net}


def draw(picture: Picture, dress: Dress) -> altair.LayerChart:
    """Gains in shades of one colour, losses of another: shades are told apart in grey as well."""
    import altair as alt

    from reportgen.story.charts._marks import boxes, chosen, layered, lines, shades, words

    gains, losses = (
        [name for name in picture.payload[side] if name != "fx"] for side in ("gains", "losses")
    )
    fills = {
        **dict(zip(gains, shades(dress.good, dress.paper, len(gains)), strict=True)),
        **dict(zip(losses, shades(dress.bad, dress.paper, len(losses)), strict=True)),
        "fx": dress.muted,
    }
    fill = alt.Fill(**chosen("kind", fills))
    return layered(
        *[
            lines("rules", dress.rule),
            words("ticks", dress.muted, align="right"),
            words("caption", dress.muted),
            words("periods", dress.muted, align="center"),
            boxes("bars", stroke=dress.paper, strokeWidth=0.6).encode(fill=fill),
            lines("zero", dress.ink, strokeWidth=0.8),
            lines("nets", dress.paper, strokeWidth=4),
            lines("nets", dress.ink, strokeWidth=2),
            boxes("swatches").encode(fill=fill),
            lines("net_key", dress.ink, strokeWidth=2),
            words("key", dress.ink),
        ],
    )


stacked_movements = Chart("stacked_movements", prepare, draw)
