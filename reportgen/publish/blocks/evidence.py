"""The appendix: what each figure of the cards stands on, down to the lines of the files."""

from __future__ import annotations

from typing import Any

import polars as pl

from reportgen.intake.dataset import FILE_COLUMN, LINE_COLUMN
from reportgen.measure.books import Books
from reportgen.measure.evidence import Stretch
from reportgen.measure.reading import Reading
from reportgen.measure.trace import trace
from reportgen.publish.block import Material, block
from reportgen.story.traced import figure_id, plain

SHORT = 12


@block(waits=2)
def evidence(material: Material) -> dict[str, Any] | None:
    """Values of parts/evidence.html: by topic each figure with id, halves, files, rows and lines."""
    story, dataset = material.story, material.dataset
    books = Books(dataset, story.pack, story.period)
    figures = [r for r in material.figures.values() if r.value is not None]
    if not figures:
        return None
    topics: dict[str, list[dict[str, Any]]] = {}
    used: dict[str, None] = {}
    for reading in figures:
        rows = _lines(reading, material, books)
        used |= dict.fromkeys(row["file"] for row in rows)
        metric = story.readings.metrics[reading.metric]
        topics.setdefault(metric.topic, []).append(_figure(material, reading, rows))
    order = [key.removeprefix("topics.") for key in story.locale.texts if key.startswith("topics.")]
    sums = {file.path: file.sha256[:SHORT] for file in dataset.files}
    return {
        "topics": [
            {"title": story.locale.text(f"topics.{topic}"), "figures": topics[topic]}
            for topic in order
            if topic in topics
        ],
        "files": [{"path": path, "sha256": sums.get(path, "")} for path in sorted(used)],
    }


def _figure(material: Material, reading: Reading, rows: list[dict[str, str]]) -> dict[str, Any]:
    story, metric = material.story, material.story.readings.metrics[reading.metric]
    words, locale = story.locale.metric_words, story.locale
    return {
        "id": figure_id(reading),
        "title": story.title(reading.metric),
        "value": story.show(reading),
        "formula": words(metric, "formula"),
        "halves": [
            {"words": words(metric, half), "value": plain(locale, value)}
            for half in ("numerator", "denominator")
            if (value := getattr(reading, half)) is not None
        ],
        "rows": rows,
    }


def _lines(reading: Reading, material: Material, books: Books) -> list[dict[str, str]]:
    """Of each file behind a figure: how many of its lines, and from which to which."""
    metric = material.story.readings.metrics[reading.metric]
    top = trace(metric, books, reading.period, reading.split_by, reading.split)
    found: dict[int, Stretch] = {}
    for step in top.steps():
        if step.stretch is not None:
            found.setdefault(id(step.stretch.facts), step.stretch)
    placed = [stretch.places.select(FILE_COLUMN, LINE_COLUMN) for stretch in found.values()]
    if not placed:
        return []
    lines = pl.concat(placed).unique().drop_nulls()
    by_file = lines.group_by(FILE_COLUMN).agg(
        count=pl.len(), first=pl.col(LINE_COLUMN).min(), last=pl.col(LINE_COLUMN).max()
    )
    number = material.story.locale.number
    return [
        {"file": file, "count": number(count), "first": str(first), "last": str(last)}
        for file, count, first, last in by_file.sort(FILE_COLUMN).iter_rows()
    ]
