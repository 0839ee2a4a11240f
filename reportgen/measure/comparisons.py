"""Comparisons with published figures that wait until a page wants one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import overload

from reportgen.measure.benchmark import Comparison


class Comparisons(Sequence[Comparison]):
    """Comparisons that are made when the first of them is asked for."""

    def __init__(self, compared: Callable[[], Iterable[Comparison]]) -> None:
        self._compared = compared

    @cached_property
    def _made(self) -> tuple[Comparison, ...]:
        return tuple(self._compared())

    @overload
    def __getitem__(self, place: int) -> Comparison: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Comparison, ...]: ...

    def __getitem__(self, place: int | slice) -> Comparison | tuple[Comparison, ...]:
        return self._made[place]

    def __len__(self) -> int:
        return len(self._made)
