"""Printed parts: whether they add up to the printed total decides on the footnote."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reportgen.publish.blocks.what_moved import adds_up


def printed(*figures: str) -> dict[str, list[Decimal]]:
    return {"printed": [Decimal(figure) for figure in figures]}


@pytest.mark.parametrize(
    ("rows", "total", "adds"),
    [
        ((("1.2",), ("0.3",)), ("1.5",), True),
        ((("1.2",), ("0.3",)), ("1.6",), False),
        # Change, then its parts across.
        ((("1.2", "1.0", "0.2"), ("0.3", "0.1", "0.2")), ("1.5", "1.1", "0.4"), True),
        ((("1.2", "1.0", "0.1"), ("0.3", "0.1", "0.2")), ("1.5", "1.1", "0.3"), False),
    ],
)
def test_downwards_and_across(
    rows: tuple[tuple[str, ...], ...], total: tuple[str, ...], adds: bool
) -> None:
    assert adds_up([printed(*row) for row in rows], printed(*total)) is adds
