"""What a figure is the sum of, its parts on the figure's own basis."""

from __future__ import annotations

from decimal import Decimal

from reportgen.measure.reading import Reading
from reportgen.publish.block import Material, block
from reportgen.story.number import DECIMALS, rounded
from reportgen.unit import Unit


@block(metrics=lambda metric, *parts: (metric, *parts))
def sum_line(material: Material, metric: str, *parts: str) -> dict[str, str] | str:
    """Values of parts/sum_line.html; an empty text when a part of the sum is missing.

    Why: a sum over twelve months beside the quarter's figures of its parts does not add up.
    """
    story = material.story
    locale = story.locale
    total = story.readings.at(metric)
    found = [_of(material, part, total) for part in parts]
    if total.value is None or any(reading.value is None for reading in found):
        return ""
    for name in (metric, *parts):
        material.mention(name)
    said = [f"{_named(material, reading, total)} {story.show(reading)}" for reading in found]
    sentence = locale.text(
        "table.sum",
        title=material.label(metric),
        parts=" + ".join(said),
        value=story.show(total),
    )
    off = sum(_printed(material, reading) for reading in found) != _printed(material, total)
    return {"sentence": f"{sentence} {locale.text('table.rounding')}" if off else sentence}


def _of(material: Material, part: str, total: Reading) -> Reading:
    """A state as it stands at the end; any other over the months of the sum."""
    readings = material.story.readings
    if readings.metrics[part].is_state:
        return readings.at(part)
    return readings.get(part, total.period)


def _named(material: Material, reading: Reading, total: Reading) -> str:
    story = material.story
    title = story.title(reading.metric)
    over = reading.period == total.period and reading.period != story.period.label
    return story.locale.text("table.over_twelve_months", title=title) if over else title


def _printed(material: Material, reading: Reading) -> Decimal:
    """The figure as it is printed; a share in per cent, which adds up with points."""
    assert reading.value is not None
    unit = material.story.unit(reading)
    factor = 100 if unit is Unit.SHARE else 1
    return rounded(Decimal(str(reading.value)) * factor, DECIMALS.get(unit, 1))
