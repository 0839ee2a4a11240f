"""What a change consists of: groups or factors down the side, and the change as the closing line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from reportgen.measure.reading import Reading
from reportgen.period import Period, PeriodKind
from reportgen.publish.block import Material, block
from reportgen.publish.blocks.card import tone
from reportgen.story.number import Scale, exact, rounded
from reportgen.story.order import first_split, ordered, own_words
from reportgen.story.story import Story
from reportgen.unit import Unit

MOST_GROUPS = 10


@block(metrics=lambda metric, **_: (metric,))
def what_moved(material: Material, metric: str, by: str) -> dict[str, Any] | str:
    """Values of parts/what_moved.html; an empty text where the change cannot be told.

    by  splits in the order in which they are wanted: the first that has groups is taken

    Each row has the group's own figures before and now (a factor's in its own unit), its
    contribution by movement or effect where the metric crosses the split with one, and the whole.
    """
    story = material.story
    whole = story.readings.at(metric)
    by = first_split(story, metric, by)
    found = {r.split: r for r in story.readings.groups(metric, by) if r.value is not None}
    if whole.value is None or not found:
        return ""
    material.mention(metric)
    names = ordered(story, by, {name: r.value or 0.0 for name, r in found.items()})
    kept, left = names[:MOST_GROUPS], names[MOST_GROUPS:]
    crossed = _crossed(story, metric, by)
    table = Table(story, metric, by, found, crossed)
    rows = [table.row(story.locale.split_value(by, name), [name]) for name in kept]
    if left:
        rows.append(table.row(story.locale.text("splits.rest", count=len(left)), left))
    total = table.row("", names, whole)
    rounds = not adds_up(rows, total)
    for row in (*rows, total):
        del row["printed"]
    return {
        "note": "" if not rounds else story.locale.text("table.rounding"),
        "by": story.locale.split_name(by).capitalize(),
        "unit": table.scale.unit if table.scale else "",
        "halves": table.halves,
        "crossed": [story.locale.split_value(*word) for word in crossed],
        "rows": rows,
        "total": total,
    }


def adds_up(rows: Sequence[Mapping[str, Any]], total: Mapping[str, Any]) -> bool:
    """Whether the figures as printed add up: downwards to the total, across to each row's change."""
    columns = zip(*[row["printed"] for row in rows], strict=True)
    down = [sum(column) for column in columns] == total["printed"]
    across = all(
        sum(parts) == change for change, *parts in (r["printed"] for r in [*rows, total]) if parts
    )
    return down and across


def _crossed(story: Story, metric: str, by: str) -> list[tuple[str, str]]:
    """The words by which a split is crossed, with the split that they are of, in their order."""
    for split_by in story.readings.splits(metric):
        if split_by.startswith(f"{by}+"):
            other = split_by.removeprefix(f"{by}+")
            readings = story.readings.groups(metric, split_by)
            # A movement that did not happen is no news; an effect of nothing is one.
            words = {r.split.rpartition("+")[2] for r in readings if r.value or other != "movement"}
            return [(other, word) for word in own_words(story, other) if word in words]
    return []


class Table:
    """The cells of a decomposition, all money of it in one scale."""

    def __init__(
        self,
        story: Story,
        metric: str,
        by: str,
        found: dict[str, Reading],
        crossed: Sequence[tuple[str, str]],
    ) -> None:
        self.story = story
        self.metric = story.readings.metrics[metric]
        self.by = by
        self.found = found
        self.crossed = crossed
        values = [r.value for r in found.values() if r.value is not None]
        self.scale: Scale | None = None
        if self.metric.unit is Unit.MONEY:
            self.scale = story.locale.money_scale(values, story.pack.company.currency)
        self.state = story.readings.metrics[self.metric.change_of].is_state
        self.halves = self.state or any(r.numerator is not None for r in found.values())

    def ends(self, names: Sequence[str], own: Reading | None) -> tuple[float | None, float | None]:
        """A row's own figures before and now: a state's add up, a ratio stands for one group only."""
        if not self.state:
            return (own.denominator, own.numerator) if own else (None, None)
        readings, period = self.story.readings, self.story.period
        sums: list[float | None] = []
        for month in (period.first - 1, period.last):
            at = Period(month, month, PeriodKind.MONTH).label
            splits = [(self.by, name) for name in names] if names else [("", "")]
            values = [readings.get(self.metric.change_of, at, *split).value for split in splits]
            known = [value for value in values if value is not None]
            sums.append(sum(known) if len(known) == len(values) else None)
        return sums[0], sums[1]

    def row(self, label: str, names: Sequence[str], whole: Reading | None = None) -> dict[str, Any]:
        """A row of one group, of several together, or (with `whole`) of all."""
        readings = self.story.readings
        own = whole or (self.found[names[0]] if len(names) == 1 else None)
        amount = whole.value if whole else sum(self.found[name].value or 0.0 for name in names)
        parts = []
        printed = [self._printed(amount or 0.0)]
        for other, word in self.crossed:
            crosses = [
                readings.at(
                    self.metric.name, split_by=f"{self.by}+{other}", split=f"{name}+{word}"
                ).value
                for name in names
            ]
            part = sum(value or 0.0 for value in crosses)
            parts.append(self._signed(part))
            printed.append(self._printed(part))
        factor = names[0] if whole is None else ""
        before, now = self.ends([] if whole else names, own)
        small = (
            own is not None
            and whole is None
            and own.n is not None
            and own.n < self.story.pack.definitions.small_n
            and self.metric.unit is not Unit.MONEY
            and not self.metric.factor_units
        )
        return {
            "label": label,
            "printed": printed,
            "before": self._half(before, factor),
            "now": self._half(now, factor),
            "parts": parts,
            "change": (change := self._signed(amount or 0.0)),
            "tone": tone(self.metric.better, amount or 0.0, change),
            "n": own.n if own is not None and small else None,
        }

    def _half(self, value: float | None, factor: str) -> str:
        if value is None:
            return self.story.locale.text("table.empty")
        if self.scale is not None:
            return self.story.locale.tick(value, Unit.MONEY, self.scale, self.scale.decimals)
        unit = self.metric.factor_units.get(factor, self.metric.unit)
        return self.story.locale.figure(value, unit, self.story.pack.company.currency)

    def _signed(self, value: float) -> str:
        return self.story.locale.number(*self._printable(value), signed=True)

    def _printed(self, value: float) -> Decimal:
        """The number that stands on paper."""
        return rounded(*self._printable(value))

    def _printable(self, value: float) -> tuple[Decimal, int]:
        """The number in the table's unit, and its decimals."""
        if self.scale is not None:
            return exact(value) / self.scale.factor, self.scale.decimals
        return exact(value) * (100 if self.metric.unit is Unit.SHARE else 1), 1
