"""The units that a metric can have; how each is written for people is the locale's business."""

from __future__ import annotations

from enum import Enum


class Unit(Enum):
    """The value names the unit in figures.csv; money stands there under its currency code."""

    MONEY = "money"
    SHARE = "share"
    MONTHS = "months"
    DAYS = "days"
    COUNT = "count"
    MEAN = "mean"
    RATIO = "ratio"
    # A sum of percentages, which is one again: 17.1 is 17.1 %.
    POINTS = "points"
    # An index from -100 to 100 that is no percentage of anything.
    SCORE = "score"
    FULL_TIME_EQUIVALENTS = "fte"
    RATE = "rate"
    FLAG = "flag"
    LABEL = "label"

    def name_in_figures(self, currency: str) -> str:
        """`SEK` for money, `points` for both kinds of them, the unit's own name otherwise."""
        if self is Unit.SCORE:
            return Unit.POINTS.value
        return currency if self is Unit.MONEY else self.value


class Direction(Enum):
    """Which way is good: it decides colours, plan variance and benchmark position."""

    UP = "up"
    DOWN = "down"
    BAND = "band"
    NONE = "none"
