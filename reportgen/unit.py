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
    POINTS = "points"
    FULL_TIME_EQUIVALENTS = "fte"
    RATE = "rate"
    FLAG = "flag"
    LABEL = "label"

    def name_in_figures(self, currency: str) -> str:
        """`SEK` for money, the unit's own name otherwise."""
        return currency if self is Unit.MONEY else self.value


class Direction(Enum):
    """Which way is good: it decides colours, plan variance and benchmark position."""

    UP = "up"
    DOWN = "down"
    BAND = "band"
    NONE = "none"
