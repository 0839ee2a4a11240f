"""The kind "finding": a sentence of which every clause is bound to a figure.

A finding says what the figures say, and never why: no sentence names a cause. A missing reading
gives no finding. Beside the kind stand the words that comparisons with published figures need.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportgen.measure.benchmark import Benchmark, Comparison, Difference, Figure, Note, Word
from reportgen.members import load_members
from reportgen.story import findings as findings_folder
from reportgen.unit import Unit

if TYPE_CHECKING:
    from reportgen.story.story import Story

# A whole number as English sources write it: 106, 1,500.
WHOLE = re.compile(r"\d{1,3}(?:,\d{3})+(?![\d,])|\d+")


@dataclass(frozen=True)
class Finding:
    """One sentence, with what it is about and how much it matters.

    weight  larger is told earlier; comparable between kinds (1.0 = worth a board's minute)
    good    True, False, or None where neither can be said
    measured  whether it is told in times of the usual change, which wants a note
    first   whether it is told before all others: what the pack itself has set was missed, or a
            year has turned against it
    """

    kind: str
    metric: str
    text: str
    weight: float
    good: bool | None = None
    split_by: str = ""
    split: str = ""
    measured: bool = False
    first: bool = False


@dataclass(frozen=True)
class FindingKind:
    """A kind of sentence that looks at every metric."""

    name: str
    find: Callable[[Story], Iterable[Finding]]


def finding(find: Callable[[Story], Iterable[Finding]]) -> FindingKind:
    """Declare the function below as the kind of finding of its name."""
    return FindingKind(find.__name__, find)


def all_findings(story: Story, topic: str = "") -> list[Finding]:
    """What all kinds find, what comes first and then the weightiest; of one kind at most one for each metric.

    Keys of a plan are told apart: each has its own variance.

    topic  of metrics of which to find something only, so that those of other topics need not be computed
    """
    metrics = story.readings.metrics
    if topic:
        shown = metrics if story.shown is None else story.shown
        own = frozenset(name for name in shown if metrics[name].topic == topic)
        story = replace(story, shown=own)
    best: dict[tuple[str, str, str, str], Finding] = {}
    for kind in load_members(findings_folder, FindingKind).values():
        for found in kind.find(story):
            # Some kinds look at figures of their own choice.
            if topic and metrics[found.metric].topic != topic:
                continue
            key = (found.kind, found.metric, found.split_by, found.split)
            if key not in best or found.weight > best[key].weight:
                best[key] = found
    order = {name: number for number, name in enumerate(metrics)}
    return sorted(
        best.values(),
        key=lambda found: (
            not found.first,
            -round(found.weight, 9),
            order.get(found.metric, len(order)),
            found.kind,
            found.split_by,
            found.split,
        ),
    )


# --- the words of comparisons


def benchmark_figure(story: Story, benchmark: Benchmark) -> str:
    """A published figure in its own unit: dollars stay dollars, a range keeps both ends."""
    if benchmark.value is None:
        return ""
    units = {unit.value: unit for unit in Unit}
    unit = units.get(benchmark.unit, Unit.MONEY)
    metric = story.readings.metrics.get(benchmark.metric)
    if metric is not None and metric.unit.name_in_figures("") == benchmark.unit:
        unit = metric.unit
    ends = (
        [benchmark.value] if benchmark.value_to is None else [benchmark.value, benchmark.value_to]
    )
    shown = [story.locale.figure(end, unit, benchmark.unit) for end in ends]
    return (
        shown[0]
        if len(shown) == 1
        else story.locale.text("benchmarks.range", low=shown[0], high=shown[1])
    )


def benchmark_n(story: Story, benchmark: Benchmark) -> str:
    """`n: ~1 000`: how many were asked, with the language's marks; nothing where it is not known."""
    if not benchmark.n:
        return ""
    told = WHOLE.sub(lambda m: story.locale.number(int(m[0].replace(",", ""))), benchmark.n)
    return story.locale.text("benchmarks.n", n=told)


def benchmark_cut(story: Story, cuts: Mapping[str, str]) -> str:
    """The group of companies that a figure speaks of, in the story's language where it has it."""
    language = story.locale.name
    found = cuts.get(language) or cuts.get(language.partition("_")[0].partition("-")[0])
    return found or cuts.get("en") or next(iter(cuts.values()), "")


def benchmark_kind(story: Story, benchmark: Benchmark) -> str:
    """What kind of figure it is, and what its source calls it: `rule: good`."""
    kind = story.locale.text(f"benchmarks.stat.{benchmark.stat}")
    called = benchmark_cut(story, benchmark.called)
    return f"{kind}: {called}" if called else kind


def benchmark_region(story: Story, benchmark: Benchmark) -> str:
    """The region that a figure is of, nothing where the source does not say."""
    return _word(story, "region", benchmark.region) if benchmark.region else ""


def benchmark_sentences(story: Story, comparison: Comparison) -> tuple[str, ...]:
    """Every sentence that has to stand beside the two figures, the definition first."""
    return tuple(benchmark_sentence(story, note) for note in comparison.notes)


def benchmark_differences(story: Story, differences: Iterable[Difference]) -> str:
    """What is defined differently: `gross margin: not stated there, taken into account here`."""
    words = story.locale
    return "; ".join(
        words.text(
            "benchmarks.difference",
            fact=_word(story, "fact", one.fact),
            theirs=_word(story, "said", one.theirs),
            ours=_word(story, "said", one.ours),
        )
        for one in differences
    )


def benchmark_sentence(story: Story, note: Note) -> str:
    """One of those sentences."""
    return story.locale.text(
        note.key, **{name: _shown(story, value) for name, value in note.values.items()}
    )


def _shown(story: Story, value: object) -> str | int:
    if isinstance(value, Figure):
        unit = story.readings.metrics[value.metric].unit
        return story.locale.figure(value.value, unit, story.pack.company.currency)
    if isinstance(value, Word):
        return _word(story, value.kind, value.name)
    if isinstance(value, Mapping):
        return benchmark_cut(story, value)
    if isinstance(value, tuple):
        return benchmark_differences(story, value)
    return value if isinstance(value, int) else str(value)


def _word(story: Story, kind: str, name: str) -> str:
    """Our own word for a fact; one of a user's file as it stands there."""
    key = f"benchmarks.{kind}.{name.lower().replace(' ', '_')}"
    return story.locale.text(key) if story.locale.has(key) else name.replace("_", " ")
