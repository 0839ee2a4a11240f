"""Findings of one topic: the same sentences as among all, without the figures of other topics."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from reportgen.measure.reading import Readings
from reportgen.pack import Pack, read_pack
from reportgen.pipeline import Options, measure, read
from reportgen.story.finding import all_findings
from reportgen.story.locale import load_locale
from reportgen.story.story import Story

EXAMPLE = Path(__file__).parents[2] / "inputs" / "example"


@pytest.fixture(scope="module")
def pack() -> Pack:
    return read_pack(EXAMPLE)


@pytest.fixture(scope="module")
def readings(pack: Pack) -> Readings:
    return measure(read(pack, Options()), pack, Options())


def test_each_topic_has_its_share_of_all_findings(pack: Pack, readings: Readings) -> None:
    story = Story(readings, pack, load_locale("en"))
    found = all_findings(story)
    topics = {metric.topic for metric in readings.metrics.values()}
    assert len({readings.metrics[one.metric].topic for one in found}) > 2
    for topic in topics:
        own = [one for one in found if readings.metrics[one.metric].topic == topic]
        assert all_findings(story, topic) == own


def test_a_topic_asks_for_no_metric_that_is_not_shown(pack: Pack, readings: Readings) -> None:
    asked: set[str] = set()
    frame = readings.frame

    def cells(name: str) -> pl.DataFrame:
        asked.add(name)
        return frame.filter(pl.col("metric") == name).drop("metric")

    metrics, words = readings.metrics, (readings.definitions, readings.sources, readings.currency)
    watched = Readings(cells, metrics, readings.period, *words)
    shown = frozenset({"net_revenue_retention", "gross_margin"})
    story = Story(watched, pack, load_locale("en"), (), shown)
    all_findings(story, metrics["net_revenue_retention"].topic)
    assert "net_revenue_retention" in asked
    assert "gross_margin" not in asked
