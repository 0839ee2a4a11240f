"""Comparisons wait until somebody looks at them."""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.measure.benchmark import Comparison
from reportgen.measure.comparisons import Comparisons


def test_they_are_made_once_and_not_before_they_are_looked_at() -> None:
    made: list[int] = []

    def compared() -> Iterable[Comparison]:
        made.append(1)
        return ()

    comparisons = Comparisons(compared)
    assert not made
    assert list(comparisons) == []
    assert comparisons[:1] == ()
    assert len(comparisons) == 0
    assert made == [1]
