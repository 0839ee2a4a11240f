"""One drawing child for all tests of charts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from reportgen.story.draw import Drawing
from reportgen.story.locale import load_locale
from tests.story.charts.show import DRESS, FONTS


@pytest.fixture(scope="session")
def drawing() -> Iterator[Drawing]:
    """The child that every drawn picture comes from."""
    with Drawing(DRESS, load_locale("en"), FONTS) as child:
        yield child
