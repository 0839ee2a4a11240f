"""Warning lines: those that the pack sets, and the rules of thumb where it sets none.

Why two words: a board is warned by what it has decided. A usual line that it never discussed is worth
a look, and is called by its name, a rule of thumb.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.unit import Direction, Unit

if TYPE_CHECKING:
    from reportgen.measure.metric import Metric
    from reportgen.story.story import Story


@dataclass(frozen=True)
class Line:
    """A warning line: `above` when it is bad to be above it, `own` when pack.toml sets it."""

    value: float
    above: bool
    own: bool = True

    @property
    def kind(self) -> str:
        """`warning_line` or `rule_of_thumb`: the last part of its words' keys."""
        return "warning_line" if self.own else "rule_of_thumb"

    def is_crossed_by(self, value: float) -> bool:
        """Whether a value is on the wrong side; on the line it is not."""
        return value > self.value if self.above else value < self.value

    def named(self, story: Story, metric: Metric) -> str:
        """`the warning line of 12.0 months`, in a sentence."""
        shown = story.locale.figure(self.value, metric.unit, story.pack.company.currency)
        return story.locale.text(f"lines.{self.kind}", line=shown)


def warning_lines(story: Story, metric: Metric) -> list[Line]:
    """The lines of a metric; [thresholds] wins under the metric's key for it or its name."""
    if metric.unit is Unit.LABEL:
        return []
    stated = story.pack.thresholds
    own = stated.get(metric.name, stated.get(metric.threshold))
    above, below = metric.warn_above, metric.warn_below
    if own is None:
        lines = [Line(above, True, own=False)] if above is not None else []
        return [*lines, Line(below, False, own=False)] if below is not None else lines
    if above is None and below is None:
        return [Line(own, metric.better is not Direction.UP)]
    if above is None:
        return [Line(own, False)]
    lines = [Line(own, True)]
    return [*lines, Line(below, False, own=False)] if below is not None else lines
