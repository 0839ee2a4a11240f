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
    benchmark_sentence,
)

MOST_PER_METRIC = 2
MATCHES = [Match.FULL, Match.PARTIAL, Match.UNKNOWN, Match.DIFFERENT]
BELONGINGS = [Belonging.OWN, Belonging.UNKNOWN, Belonging.OTHER]
# What many figures have in common stands below them once; beside each stands the short form, if any.
COMMON = {
    "benchmarks.definition_unknown": "benchmarks.match.unknown",
    "benchmarks.shorter_payback": "",
    "benchmarks.shorter_payback_figures": "",
}
CUT, OLD = "benchmarks.unknown_cut", "benchmarks.old"


@block()
def benchmarks(material: Material, metric: str = "") -> dict[str, Any] | None:
    """Values of parts/benchmarks.html; of one metric when it is named, the nearest figures first.

    Figures that cannot be compared stand below the others, by what they differ in.
    """
    story = material.story
    found: dict[str, list[Comparison]] = {}
    for comparison in story.comparisons:
        described = comparison.benchmark.value is not None and comparison.benchmark.verdict
        printed = story.shown is None or comparison.metric in story.shown
        if described and (comparison.metric == metric or (not metric and printed)):
            found.setdefault(comparison.metric, []).append(comparison)
    if not found:
        return None
    common: dict[str, None] = {}
    unlike: dict[str, list[dict[str, str]]] = {}
    groups = []
    for name, comparisons in found.items():
        material.mention(name)
        shown = sorted(comparisons, key=_nearness)[:MOST_PER_METRIC]
        head = {"metric": story.title(name), "ours": _ours(material, comparisons[0])}
        alike = [one for one in shown if one.match is not Match.DIFFERENT]
        if alike:
            groups.append({**head, "rows": [_row(material, one, common) for one in alike]})
        for one in shown:
            if one.match is Match.DIFFERENT:
                why = benchmark_sentence(story, one.notes[0])
                unlike.setdefault(why, []).append({**head, **_figure(material, one)})
    left = sum(max(0, len(group) - MOST_PER_METRIC) for group in found.values())
    more = [story.locale.text("table.more_benchmarks", count=left)] if left else []
    return {
        "groups": groups,
        "unlike": [{"why": why, "metrics": _by_metric(figures)} for why, figures in unlike.items()],
        "notes": [*common, *more],
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


def _by_metric(figures: list[dict[str, str]]) -> list[dict[str, Any]]:
    """Ours once, with every published figure beside it."""
    found: dict[str, dict[str, Any]] = {}
    for figure in figures:
        own = found.setdefault(
            figure["metric"], {"metric": figure["metric"], "ours": figure["ours"], "figures": []}
        )
        own["figures"].append(figure)
    return list(found.values())


def _figure(material: Material, comparison: Comparison) -> dict[str, str]:
    """A published figure with all that says of whom it is."""
    story, theirs = material.story, comparison.benchmark
    age = comparison.age_years
    facts = [str(year) for year in (theirs.data_year or theirs.published,) if year]
    # From the age on from which it would be called old in a sentence.
    if age and any(note.key == OLD for note in comparison.notes):
        facts.append(story.locale.text("benchmarks.age", count=age))
    if asked := benchmark_n(story, theirs):
        facts.append(asked)
    if region := benchmark_region(story, theirs):
        facts.append(region)
    return {
        "theirs": benchmark_figure(story, theirs),
        "stat": benchmark_kind(story, theirs),
        "cut": benchmark_cut(story, theirs.cuts) if theirs.cuts else theirs.cut,
        "source": theirs.source,
        "facts": ", ".join(facts),
    }


def _row(material: Material, comparison: Comparison, common: dict[str, None]) -> dict[str, str]:
    """A figure that may be compared, and how far; what others have in common with it is collected."""
    story, said = material.story, []
    for note in comparison.notes:
        sentence = benchmark_sentence(story, note)
        if note.key in COMMON:
            common[sentence] = None
            short = COMMON[note.key]
            sentence = f"{_capital(story.locale.text(short))}." if short else ""
        elif note.key == OLD:
            sentence = ""
        elif note.key == CUT:
            sentence = story.locale.text("benchmarks.unknown_cut_short")
        said.append(sentence)
    verdict, *sentences = said
    return {
        **_figure(material, comparison),
        "match": comparison.match.value,
        "verdict": verdict,
        "sentences": " ".join(filter(None, sentences)),
    }


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
