"""Names the bottleneck: of all flows the one whose lift would win the most, and what to do there."""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.story.finding import Finding, finding
from reportgen.story.funnel import BOTTLENECK, bottlenecks, told
from reportgen.story.story import Story

WEIGHT = 0.9


@finding
def names_the_bottleneck(story: Story) -> Iterable[Finding]:
    """One finding for the largest gain; none where nothing could be held against anything."""
    found = [one for one in bottlenecks(story) if (one.reading.value or 0.0) >= 1]
    if found:
        largest = found[0]
        text = told(story, largest)
        yield Finding("names_the_bottleneck", BOTTLENECK, text, WEIGHT, None, "flow", largest.flow)
