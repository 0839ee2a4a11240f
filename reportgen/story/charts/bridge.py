"""A bridge: from an opening to a closing balance by way of what moved it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from reportgen.period import Period
from reportgen.story.chart import Chart, Dress, Picture
from reportgen.story.charts._bridge_steps import Step, steps_of
from reportgen.story.charts._frame import (
    LABEL,
    LINE,
    Margins,
    cut,
    frame,
    label,
    size_of,
    text_width,
    ticks,
    wrapped,
)
from reportgen.story.charts._series import scale_of, show, subject_of
from reportgen.story.number import DECIMALS
from reportgen.story.order import first_split
from reportgen.unit import Direction, Unit

if TYPE_CHECKING:
    import altair

    from reportgen.story.number import Scale
    from reportgen.story.story import Story

# Balances this much larger than all that moved leave no room to see the movements from zero.
TOWERING = 0.3


def prepare(
    story: Story,
    metric: str,
    *,
    by: str = "movement",
    balance: str | None = None,
    period: Period | None = None,
    size: str = "full",
    height: int | None = None,
) -> Picture | None:
    """The movements of the report period between the balances before and after.

    by       the split whose groups are the steps: movements, factors of a change, groups of customers;
             of several (`segment country`) the first that has groups
    balance  the metric whose balances they lead to; that of which the metric is the change, or the
             bridge's own name without `_bridge`
    """
    balance = balance or story.readings.metrics[metric].change_of
    balance = balance or metric.removesuffix("_bridge")
    period = period or story.period
    by = first_split(story, metric, by, period)
    steps = steps_of(story, metric, balance, period, by)
    if not steps:
        return None
    width, tall = size_of(size, height)
    # In the scale of what moved, so that a movement never shows as 0.0 beside its balance.
    moved = [step.amount for step in steps if step.kind != "balance"]
    scale = scale_of(story, metric, moved if any(moved) else [steps[-1].end])
    locale = story.locale
    return Picture(
        chart="bridge",
        metric=metric,
        title=_title(story, metric, balance, period, steps, scale),
        alt=_alt(story, metric, balance, period, steps, scale),
        payload=_payload(story, metric, steps, scale, width, tall),
        width=width,
        height=tall,
        header=(locale.split_name(by).capitalize(), locale.text("charts.column_value")),
        rows=tuple((step.name, _figure(story, metric, step, scale)) for step in steps),
        note=_note(story, metric, steps, scale),
    )


def _title(
    story: Story, metric: str, balance: str, period: Period, steps: list[Step], scale: Scale | None
) -> str:
    locale, metrics = story.locale, story.readings.metrics
    net = sum(step.amount for step in steps if step.kind != "balance")
    closing = steps[-1].end
    known = balance if balance in metrics else metric
    shown = _difference(story, metric, abs(net), scale)
    word = (
        "unchanged" if not any(d in "123456789" for d in shown) else "rose" if net > 0 else "fell"
    )
    values = {"title": subject_of(story, known), "net": shown}
    values["closing"] = show(story, known, closing, scale)
    if known in metrics and not metrics[known].is_state and known != metric:
        # Both figures are of stretches of time: what lies between them is no stretch to be within.
        values["before"] = steps[0].name
        sentence = locale.text(f"charts.bridge.{word}_since", **values)
    else:
        sentence = locale.text(f"charts.bridge.{word}", within=locale.within(period), **values)
    moves = [step for step in steps if step.kind in ("gain", "loss") and step.amount * net > 0]
    if len(moves) > 1 and word != "unchanged":
        most = max(moves, key=lambda step: abs(step.amount))
        cost = net < 0 and metrics[metric].better is not Direction.DOWN
        sentence = locale.text(
            "charts.bridge.cost" if cost else "charts.bridge.most",
            sentence=sentence,
            movement=_inline(story, most),
            amount=_difference(story, metric, most.amount, scale, signed=True),
        )
    return sentence


def _difference(
    story: Story, metric: str, value: float, scale: Scale | None, *, signed: bool = False
) -> str:
    """What a step adds, in its unit: percentage points between shares."""
    if scale is None:
        return story.show_change(metric, value, signed=signed)
    return show(story, metric, value, scale, signed=signed)


def _inline(story: Story, step: Step) -> str:
    key = f"movements.inline.{step.key}"
    if story.locale.has(key):
        return story.locale.text(key)
    return story.locale.inside(step.name) if step.own else step.name


def _alt(
    story: Story, metric: str, balance: str, period: Period, steps: list[Step], scale: Scale | None
) -> str:
    locale = story.locale
    known = balance if balance in story.readings.metrics else metric
    balances = [show(story, known, s.end, scale) for s in steps if s.kind == "balance"]
    opening, closing = (balances[0], balances[-1]) if len(balances) == 2 else ("0", "0")
    head = locale.text(
        "charts.bridge.alt",
        title=story.title(known),
        opening=opening,
        closing=closing,
        within=locale.within(period),
    )
    moves = [
        locale.text(
            "charts.bridge.alt_step",
            movement=step.name,
            amount=_difference(story, metric, step.amount, scale, signed=True),
        )
        for step in steps
        if step.kind != "balance"
    ]
    return f"{head} {', '.join(moves)}."


def _figure(
    story: Story, metric: str, step: Step, scale: Scale | None, *, unit: bool = True
) -> str:
    if step.kind == "balance":
        if unit or scale is None:
            return show(story, metric, step.amount, scale)
    elif unit:
        return _difference(story, metric, step.amount, scale, signed=True)
    signed = step.kind != "balance"
    if scale is not None:
        shown = Decimal(str(step.amount)) / scale.factor
        return story.locale.number(shown, scale.decimals, signed=signed)
    # The unit stands at the head: "percentage points" at every bar would leave no room for them.
    of = story.readings.metrics[metric].unit
    value = step.amount * 100 if of is Unit.SHARE else step.amount
    return story.locale.number(value, DECIMALS.get(of, 1), signed=signed)


def _note(story: Story, metric: str, steps: list[Step], scale: Scale | None) -> str:
    notes = []
    low = _foot(steps, story.readings.metrics[metric].unit)
    if low:
        notes.append(story.locale.text("charts.note_axis", value=show(story, metric, low, scale)))
    for step in steps:
        if step.kind == "gap":
            amount = _difference(story, metric, step.amount, scale, signed=True)
            notes.append(story.locale.text("charts.bridge.gap", amount=amount))
    return " ".join(notes)


def _foot(steps: list[Step], unit: Unit) -> float:
    """Where the axis starts: zero, or a round value when the balances tower over all that moved."""
    ends = [value for step in steps if step.kind != "balance" for value in (step.start, step.end)]
    ends += [step.end for step in steps if step.kind == "balance"]
    low, high = min(ends), max(ends)
    if low <= 0 or high - low > TOWERING * high:
        return 0.0
    # A third of the picture below the lowest level keeps the bars bars.
    return ticks(low - (high - low) * 0.6, high, unit, wanted=4)[0]


def _payload(
    story: Story, metric: str, steps: list[Step], scale: Scale | None, width: int, height: int
) -> dict[str, Any]:
    """Columns where the names fit under them, rows else; every bar labelled, so without an axis."""
    unit = story.readings.metrics[metric].unit
    texts = [_figure(story, metric, step, scale, unit=False) for step in steps]
    column = (width - 8) / len(steps)
    fits = all(
        text_width(word) <= column - 4
        for s in steps
        for word in s.name.replace("\n", " ").split(" ")
    )
    make = _columns if fits else _rows
    caption = story.locale.caption(unit, scale)
    if unit is Unit.SHARE:
        caption = story.locale.text("charts.bridge.caption_share")
    return make(steps, texts, caption, _bounds(steps, unit), (width, height))


def _bounds(steps: list[Step], unit: Unit) -> tuple[float, float]:
    values = [value for step in steps for value in (step.start, step.end)]
    low, high = _foot(steps, unit) or min(0.0, *values), max(0.0, *values)
    return low, high if high > low else low + 1.0


def _columns(
    steps: list[Step],
    texts: list[str],
    caption: str,
    bounds: tuple[float, float],
    size: tuple[int, int],
) -> dict[str, Any]:
    width, height = size
    column = (width - 8) / len(steps)
    names = [
        [line for part in s.name.split("\n") for line in wrapped(part, column - 3)] for s in steps
    ]
    plot = frame(width, height, Margins(top=28, bottom=6 + LINE * max(len(n) for n in names)))
    low, high = bounds
    # A loss at the foot of the picture has its figure below the bar.
    floor = plot["height"] - (12 if low < 0 else 0)

    def top(value: float) -> float:
        return float(floor * (high - value) / (high - low))

    data = _empty(caption, -14 - 4)
    for index, (step, text) in enumerate(zip(steps, texts, strict=True)):
        left, right = (index + 1 / 6) * column, (index + 5 / 6) * column
        start = max(step.start, low)
        upper, lower = top(max(start, step.end)), top(min(start, step.end))
        data["bars"].append(
            {"left": left, "right": right, "top": upper, "bottom": lower, "kind": step.kind}
        )
        if low > 0 and step.kind == "balance":
            data["breaks"].append(
                {"left": left - 3, "top": floor - 8, "right": right + 3, "bottom": floor - 12}
            )
        below = step.amount < 0 and lower + 14 < plot["height"]
        middle = (left + right) / 2
        data["values"].append(
            {"left": middle, "top": lower + 8 if below else upper - 7, "text": text}
        )
        if index + 1 < len(steps):
            end = top(step.end)
            data["connectors"].append(
                {"left": right, "right": right + column / 3, "top": end, "bottom": end}
            )
        name = "\n".join(names[index])
        data["names"] += label(middle, plot["height"] + 10, name)
    zero = top(max(low, 0.0))
    data["zero"].append({"left": 0, "right": plot["width"], "top": zero, "bottom": zero})
    return {"frame": plot, "align": "center", "value_align": "center", "data": data}


def _rows(
    steps: list[Step],
    texts: list[str],
    caption: str,
    bounds: tuple[float, float],
    size: tuple[int, int],
) -> dict[str, Any]:
    width, height = size
    names = [cut(step.name.replace("\n", " "), width * 0.45) for step in steps]
    widest = max(text_width(text, LABEL + 0.5) for text in texts) + 5
    left_margin = max(text_width(name) for name in names) + 6
    plot = frame(width, height, Margins(left=left_margin, top=16, bottom=4))
    low, high = bounds
    row = plot["height"] / len(steps)

    def left(value: float) -> float:
        return float((plot["width"] - widest) * (value - low) / (high - low))

    data = _empty(caption, -10 + 2)
    data["caption"][0]["left"] = -left_margin
    for index, (step, text) in enumerate(zip(steps, texts, strict=True)):
        upper, lower = (index + 1 / 6) * row, (index + 5 / 6) * row
        start = max(step.start, low)
        near, far = left(min(start, step.end)), left(max(start, step.end))
        data["bars"].append(
            {"left": near, "right": far, "top": upper, "bottom": lower, "kind": step.kind}
        )
        if low > 0 and step.kind == "balance":
            data["breaks"].append({"left": 8, "top": lower + 3, "right": 12, "bottom": upper - 3})
        middle = (upper + lower) / 2
        data["values"].append({"left": far + 4, "top": middle, "text": text})
        data["names"].append({"left": -left_margin, "top": middle, "text": names[index]})
        if index + 1 < len(steps):
            end = left(step.end)
            data["connectors"].append(
                {"left": end, "right": end, "top": lower, "bottom": lower + row / 3}
            )
    zero = left(max(low, 0.0))
    data["zero"].append({"left": zero, "right": zero, "top": 0, "bottom": plot["height"]})
    return {"frame": plot, "align": "left", "value_align": "left", "data": data}


def _empty(caption: str, top: float) -> dict[str, list[dict[str, Any]]]:
    names = ("bars", "breaks", "connectors", "values", "names", "zero")
    return {
        **{name: [] for name in names},
        "caption": [{"left": 0, "top": top, "text": caption}],
    }


def draw(picture: Picture, dress: Dress) -> altair.LayerChart:
    """Balances in the accent colour, gains solid, losses hollow: told apart without colour as well."""
    import altair as alt

    from reportgen.story.charts._marks import boxes, chosen, layered, lines, words

    fills = {
        "balance": dress.accent,
        "gain": dress.good,
        "loss": dress.paper,
        "none": dress.paper,
        "gap": dress.paper,
    }
    edges = {**fills, "loss": dress.bad, "none": dress.muted, "gap": dress.muted}
    bars = boxes("bars", strokeWidth=1.2).encode(
        fill=alt.Fill(**chosen("kind", fills)), stroke=alt.Stroke(**chosen("kind", edges))
    )
    align = picture.payload["value_align"]
    return layered(
        *[
            words("caption", dress.muted),
            lines("connectors", dress.muted, strokeWidth=0.7),
            bars,
            lines("breaks", dress.paper, strokeWidth=2.5),
            lines("zero", dress.ink, strokeWidth=0.8),
            words("values", dress.ink, align=align, fontSize=LABEL + 0.5, fontWeight=600),
            words("names", dress.muted, align=picture.payload["align"]),
        ],
    )


bridge = Chart("bridge", prepare, draw)
