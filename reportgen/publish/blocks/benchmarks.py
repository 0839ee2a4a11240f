"""Our figures beside published ones, each with its cut, n, year and how far it can be compared."""

from __future__ import annotations

from typing import Any

from reportgen.measure.benchmark import Belonging, Comparison, Match
from reportgen.publish.block import Material, block
from reportgen.story.finding import (
    benchmark_cut,
    benchmark_figure,
    benchmark_kind,
    benchmark_n,
    benchmark_region,
    benchmark_sentences,
)

MOST_PER_METRIC = 2
MATCHES = [Match.FULL, Match.PARTIAL, Match.UNKNOWN, Match.DIFFERENT]
BELONGINGS = [Belonging.OWN, Belonging.UNKNOWN, Belonging.OTHER]


@block()
def benchmarks(material: Material, metric: str = "") -> dict[str, Any] | None:
    """Values of parts/benchmarks.html; of one metric when it is named, the nearest figures first."""
    story = material.story
    groups: dict[str, list[Comparison]] = {}
    for comparison in story.comparisons:
        described = comparison.benchmark.value is not None and comparison.benchmark.verdict
        printed = story.shown is None or comparison.metric in story.shown
        if described and (comparison.metric == metric or (not metric and printed)):
            groups.setdefault(comparison.metric, []).append(comparison)
    if not groups:
        return None
    for name in groups:
        material.mention(name)
    return {
        "groups": [
            {
                "metric": story.title(name),
                "ours": _ours(material, group[0]),
                "rows": [
                    _row(material, one) for one in sorted(group, key=_nearness)[:MOST_PER_METRIC]
                ],
                "left": max(0, len(group) - MOST_PER_METRIC),
            }
            for name, group in groups.items()
        ]
    }


def _ours(material: Material, comparison: Comparison) -> str:
    story = material.story
    return story.show(story.readings.get(comparison.metric, comparison.period))


def _nearness(comparison: Comparison) -> tuple[int, int, int, int, str]:
    """Own group first, then the pack's and the seeds' sources, alike definitions, newest."""
    return (
        BELONGINGS.index(comparison.belonging),
        0 if comparison.benchmark.status in ("own", "seed") else 1,
        MATCHES.index(comparison.match),
        comparison.age_years or 0,
        comparison.benchmark.id,
    )


def _row(material: Material, comparison: Comparison) -> dict[str, Any]:
    story, theirs = material.story, comparison.benchmark
    facts = [str(year) for year in (theirs.data_year or theirs.published,) if year]
    if asked := benchmark_n(story, theirs):
        facts.append(asked)
    if region := benchmark_region(story, theirs):
        facts.append(region)
    verdict, *sentences = benchmark_sentences(story, comparison)
    return {
        "theirs": benchmark_figure(story, theirs),
        "stat": benchmark_kind(story, theirs),
        "cut": benchmark_cut(story, theirs.cuts) if theirs.cuts else theirs.cut,
        "source": theirs.source,
        "facts": ", ".join(facts),
        "match": comparison.match.value,
        "verdict": verdict,
        "sentences": " ".join(sentences),
    }
