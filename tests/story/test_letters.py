"""Widths of texts as the font files have them."""

from __future__ import annotations

import pytest

from reportgen.story.letters import Letters
from tests.story.charts.show import FONTS


def test_figures_are_all_as_wide_and_widths_add_up() -> None:
    """Tabular figures; twice the size is twice the width; bold is wider."""
    letters = Letters(FONTS)
    one = letters.width("1", "Reportgen Sans", 400, 10)
    assert one is not None
    assert 4 < one < 6
    assert letters.width("8", "Reportgen Sans", 400, 10) == one
    assert letters.width("11", "Reportgen Sans", 400, 20) == pytest.approx(4 * one)
    assert (letters.width("Growth", "Reportgen Sans", 700, 10) or 0) > (
        letters.width("Growth", "Reportgen Sans", 400, 10) or 99
    )


@pytest.mark.parametrize(
    ("text", "family", "weight"),
    [("漢", "Reportgen Sans", 400), ("A", "Another", 400), ("A", "Reportgen Sans", 350)],
)
def test_what_the_files_do_not_hold_has_no_width(text: str, family: str, weight: int) -> None:
    """The letter, the family or the weight would be taken from elsewhere."""
    assert Letters(FONTS).width(text, family, weight, 10) is None
