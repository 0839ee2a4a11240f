"""Differs from benchmark: how far from a published figure that may really be compared with ours."""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.measure.benchmark import Belonging, Comparison, Match
from reportgen.story.finding import (
    Finding,
    benchmark_cut,
    benchmark_differences,
    benchmark_figure,
    benchmark_n,
    benchmark_region,
    finding,
)
from reportgen.story.findings._words import amount, small_number, within
from reportgen.story.story import Story

ALIKE = (Match.FULL, Match.PARTIAL)
SHORTER = "benchmarks.shorter_payback"


@finding
def differs_from_benchmark(story: Story) -> Iterable[Finding]:
    """One finding a comparison whose definition and group are ours; the weightiest is kept."""
    for comparison in story.comparisons:
        theirs = comparison.benchmark
        if (
            comparison.match in ALIKE
            and comparison.belonging is Belonging.OWN
            and theirs.verdict
            and theirs.value is not None
            and comparison.distance
            # A rule that is kept is no news.
            and (theirs.stat != "rule" or comparison.better is not None)
        ):
            yield _told(story, comparison, comparison.distance)


def _told(story: Story, comparison: Comparison, distance: float) -> Finding:
    theirs, words = comparison.benchmark, story.locale
    metric = story.readings.metrics[comparison.metric]
    now = story.readings.get(comparison.metric, comparison.period)
    detail = [
        f"{words.text(f'benchmarks.stat.{theirs.stat}')} {benchmark_figure(story, theirs)}",
        benchmark_cut(story, theirs.cuts),
        benchmark_region(story, theirs),
        benchmark_n(story, theirs),
        str(theirs.data_year or theirs.published or ""),
    ]
    if comparison.is_old:
        detail.append(words.text("benchmarks.age", count=comparison.age_years))
    text = words.text(
        f"findings.differs_from_benchmark.{'above' if distance > 0 else 'below'}",
        title=story.subject(comparison.metric),
        now=story.show(now),
        within=within(story, now),
        distance=amount(story, metric.unit, abs(distance)),
        source=theirs.source,
        detail=", ".join(part for part in detail if part),
        small=small_number(story, now),
        but=_reserve(story, comparison),
    )
    ends = theirs.value_to if distance > 0 and theirs.value_to is not None else theirs.value
    weight = 0.5 + (min(abs(distance) / abs(ends), 1.0) if ends else 0.5)
    weight *= (0.7 if comparison.match is Match.PARTIAL else 1.0) * (
        0.6 if comparison.is_old else 1.0
    )
    if comparison.better is None:
        weight *= 0.8
    return Finding("differs_from_benchmark", comparison.metric, text, weight, comparison.better)


def _reserve(story: Story, comparison: Comparison) -> str:
    """What must be said in the same breath: other definitions, and when shorter is not better."""
    key, parts = "findings.differs_from_benchmark", []
    for note in comparison.notes:
        differences = note.values.get("differences")
        if note.key == "benchmarks.partly_alike" and isinstance(differences, tuple):
            said = benchmark_differences(story, differences)
            parts.append(story.locale.text(f"{key}.partly_alike", differences=said))
        if note.key.startswith(SHORTER):
            parts.append(story.locale.text(f"{key}.shorter_payback"))
    return "".join(parts)
