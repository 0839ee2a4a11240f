"""Stories made of a few readings, and a close look at what is drawn of them."""

from __future__ import annotations

import xml.etree.ElementTree as Tree
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

import polars as pl
from fontTools.ttLib import TTFont

from reportgen.measure.benchmark import Comparison
from reportgen.measure.cells import SCHEMA
from reportgen.measure.compute import all_metrics
from reportgen.measure.reading import Readings
from reportgen.members import load_member
from reportgen.period import parse_period
from reportgen.resources import shipped
from reportgen.story import charts
from reportgen.story.chart import Chart, Dress, Picture
from reportgen.story.draw import OWN, Drawing
from reportgen.story.locale import load_locale
from reportgen.story.story import Story
from tests.story.findings.tell import pack

FONTS = [shipped("themes") / "plain" / "fonts"]
DRESS = Dress(
    font="Reportgen Sans",
    ink="#1a1f2b",
    muted="#5f6b7a",
    rule="#d9dee5",
    accent="#0b5fa5",
    good="#1d7a4c",
    bad="#b3402e",
    categories=("#0b5fa5", "#f2b55c", "#2f8f86", "#c9d9ea", "#7d4470", "#d9a7a0", "#4a5568"),
)
# Names that have broken charts: a field's path, markup, quotes, no glyph, another script's order.
NAMES = (
    "rev.2025[SEK]:Q",
    "<b>Ärlig & Söner</b> \"x\" 'y'",
    "Emoji 😀 AB",
    "Ett ofantligt långt namn på en grupp som aldrig tar slut och ändå fortsätter ett stycke till",
    "Ringer\x07 och \u202evänder",
    "(blank)",
)

Row = dict[str, Any]


def row(metric: str, period: str, value: float | None, **more: Any) -> Row:
    """A reading; `exact` for a value in whole units, `missing` for the reason of None."""
    cells: Row = dict.fromkeys(SCHEMA)
    cells |= {"metric": metric, "period": period, "split_by": "", "split": "", "value": value}
    if value is None:
        cells["missing"] = "no_data"
    return cells | more


def exact(metric: str, period: str, value: float, **more: Any) -> Row:
    """A reading of an amount or a number, which is exact."""
    return row(metric, period, value, exact=Decimal(str(value)), **more)


def quarters(first: int, values: Iterable[float | None]) -> Iterator[tuple[str, float | None]]:
    """Labels of quarters from the first one of a year on, with their values."""
    for index, value in enumerate(values):
        yield f"{first + index // 4}Q{index % 4 + 1}", value


def story(
    rows: Iterable[Row],
    *,
    locale: str = "en",
    period: str = "2026Q3",
    comparisons: tuple[Comparison, ...] = (),
    **sections: Any,
) -> Story:
    """A story of these readings."""
    frame = pl.DataFrame(list(rows), schema={**SCHEMA, "metric": pl.String})
    own = pack(**sections)
    currency = own.company.currency
    figures = Readings(frame, all_metrics(), parse_period(period), {}, {}, currency)
    return Story(figures, own, load_locale(locale), comparisons)


def picture(kind: str, told: Story, metric: str, **options: Any) -> Picture:
    """The picture, which must be there."""
    made = load_member(charts, kind, Chart).picture(told, metric, **options)
    assert made is not None
    return made


def nothing(kind: str, told: Story, metric: str, **options: Any) -> bool:
    """Whether there is nothing to show."""
    return load_member(charts, kind, Chart).picture(told, metric, **options) is None


@dataclass(frozen=True)
class Label:
    """A text of a drawing and the ends of its line."""

    text: str
    left: float
    right: float
    top: float


def inspect(drawing: Drawing, shown: Picture) -> list[Label]:
    """Validate, draw and measure: every label has to lie inside the picture. Returns the labels."""
    chart = load_member(charts, shown.chart, Chart)
    look = {name: value for name, value in shown.payload.items() if name not in OWN}
    chart.draw(Picture(shown.chart, "", "", "", look, 0, 0), DRESS).to_dict(validate=True)
    (svg,) = drawing.draw([shown])
    labels = list(_labels(Tree.fromstring(svg), 0.0, 0.0))
    outside = [
        label
        for label in labels
        if label.left < -1 or label.right > shown.width + 1 or not 0 < label.top < shown.height
    ]
    assert outside == [], outside
    assert shown.title
    assert shown.alt
    assert all(len(line) == len(shown.header) for line in shown.rows)
    return labels


def _labels(element: Tree.Element, x: float, y: float) -> Iterator[Label]:
    transform = element.get("transform", "")
    if transform.startswith("translate("):
        moved = transform.removeprefix("translate(").rstrip(")").split(",")
        x, y = x + float(moved[0]), y + float(moved[1])
    if element.tag.endswith("}text"):
        text = "".join(element.itertext())
        size = float(element.get("font-size", "10px").removesuffix("px"))
        wide = _advance(text, "Semibold" if element.get("font-weight") else "Regular") * size
        left = x - {"middle": wide / 2, "end": wide}.get(element.get("text-anchor", ""), 0)
        yield Label(text, left, left + wide, y)
    for child in element:
        yield from _labels(child, x, y)


@cache
def _advances(weight: str) -> tuple[dict[int, str], dict[str, tuple[int, int]], int]:
    with TTFont(FONTS[0] / f"ReportgenSans-{weight}.ttf") as font:
        return font.getBestCmap(), dict(font["hmtx"].metrics), font["head"].unitsPerEm


def _advance(text: str, weight: str) -> float:
    names, widths, whole = _advances(weight)
    # A sign without a glyph is taken from another font; wide ones are as wide as high.
    advances = [widths[names[ord(sign)]][0] if ord(sign) in names else whole for sign in text]
    return sum(advances) / whole
