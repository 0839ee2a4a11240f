"""Shares of few are told in counts, and how far a share may be off is said."""

from __future__ import annotations

import pytest

from reportgen.measure.reading import Reading
from reportgen.story.small_number import counts, is_small, likely_range, may_be_equal
from reportgen.unit import Unit


def share(part: float, whole: float, n: int | None) -> Reading:
    """A share with its halves."""
    return Reading("win_rate", "2026Q3", part / whole, None, part, whole, n, None)


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        # Newcombe (1998), table I: 81/263, 15/148, 0/20, 1/29.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_published_ranges(part: int, whole: int, low: float, high: float) -> None:
    """The score interval without continuity correction, to four decimals."""
    assert likely_range(part, whole) == pytest.approx((low, high), abs=5e-5)


def test_a_range_never_leaves_nothing_and_all() -> None:
    """All of four may be half of many; none of four may be half too."""
    assert likely_range(4, 4) == pytest.approx((0.5101, 1.0), abs=5e-5)
    assert likely_range(0, 4) == pytest.approx((0.0, 0.4899), abs=5e-5)


def test_counts_are_shares_of_things_that_were_counted() -> None:
    """A share of money has an n of deals, which is not what it is divided by."""
    assert counts(share(3, 4, 4), Unit.SHARE) == (3, 4)
    assert counts(share(30_000, 40_000, 4), Unit.SHARE) is None
    assert counts(share(2.5, 4, 4), Unit.SHARE) is None
    assert counts(share(5, 4, 4), Unit.SHARE) is None
    assert counts(share(3, 4, None), Unit.SHARE) is None
    assert counts(share(3, 4, 4), Unit.RATIO) is None
    assert (
        counts(Reading("win_rate", "2026Q3", None, None, 0, 0, 0, "div_zero"), Unit.SHARE) is None
    )


def test_small_is_said_of_ratios_and_middles() -> None:
    """A sum of two deals is exact, a flag has no n to be read by."""
    few = share(3, 4, 4)
    assert is_small(few, Unit.SHARE, 5)
    assert not is_small(few, Unit.SHARE, 4)
    assert not is_small(few, Unit.FLAG, 5)
    assert not is_small(Reading("x", "2026Q3", None, n=0), Unit.SHARE, 5)


@pytest.mark.parametrize(
    ("one", "other", "chance"),
    [
        # Newcombe (1998), table II, method 10: (a) 56/70 - 48/80 is 0.0524 to 0.3339, (b) 9/10 - 3/10
        # 0.1705 to 0.8090, (c) 6/7 - 2/7 0.0582 to 0.8062, (d) 5/56 - 0/29 -0.0381 to 0.1926.
        ((56, 70), (48, 80), False),
        ((9, 10), (3, 10), False),
        ((6, 7), (2, 7), False),
        ((5, 56), (0, 29), True),
        # Equal shares never differ, and the order does not matter.
        ((0, 10), (0, 20), True),
        ((48, 80), (56, 70), False),
    ],
)
def test_published_differences(one: tuple[int, int], other: tuple[int, int], chance: bool) -> None:
    assert may_be_equal(one, other) is chance
