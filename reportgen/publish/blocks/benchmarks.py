"""Our figures beside published ones, each with its cut, n, year and how far it can be compared."""

from __future__ import annotations

from typing import Any

from reportgen.measure.reading import Reading
from reportgen.publish.block import Material, block


@block()
def benchmarks(material: Material, metric: str = "") -> dict[str, Any] | None:
    """Values of parts/benchmarks.html; of one metric when it is named."""
    story = material.story
    groups: dict[str, list[dict[str, Any]]] = {}
    for comparison in story.comparisons:
        theirs = comparison.benchmark
        if theirs.value is None or (metric and theirs.metric != metric):
            continue
        value = Reading(theirs.metric, story.period.label, theirs.value, missing=None)
        facts = [str(theirs.data_year)] if theirs.data_year else []
        facts += [f"n = {theirs.n}"] if theirs.n else []
        if comparison.age_years:
            facts.append(story.locale.text("benchmarks.age", count=comparison.age_years))
        groups.setdefault(theirs.metric, []).append(
            {
                "theirs": story.show(value),
                "stat": story.locale.text(f"benchmarks.stat.{theirs.stat}"),
                "cut": theirs.cut,
                "source": theirs.source,
                "facts": ", ".join(facts),
                "because": comparison.because,
                "match": comparison.match.value,
                "match_word": story.locale.text(f"benchmarks.match.{comparison.match.value}"),
            }
        )
    for name in groups:
        material.mention(name)
    return (
        {
            "groups": [
                {
                    "metric": story.title(name),
                    "ours": story.show(story.readings.at(name)),
                    "rows": rows,
                }
                for name, rows in groups.items()
            ]
        }
        if groups
        else None
    )
