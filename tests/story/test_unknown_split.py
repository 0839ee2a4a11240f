"""A split of which only what is not known exists."""

from __future__ import annotations

from typing import Any

import pytest

from reportgen.intake.dataset import Dataset
from reportgen.members import load_members
from reportgen.publish.block import Material
from reportgen.publish.blocks.chart import chart
from reportgen.story import charts as charts_folder
from reportgen.story.chart import Chart
from reportgen.story.commentary import Commentary
from reportgen.story.unknown_split import column_that_would_tell
from tests.story.findings.tell import tell

AXIS = "expansion_by_users_and_functionality"
SPEND = "sales_and_marketing_spend"


@pytest.mark.parametrize(
    ("text", "metric", "by", "column"),
    [
        (f"{AXIS} 2026Q3 500 axis=unallocated", AXIS, "axis", "seats"),
        (f"{AXIS} 2026Q3 500 axis=unallocated\n{AXIS} 2026Q3 0 axis=users", AXIS, "axis", "seats"),
        (f"{AXIS} 2026Q3 500 axis=unallocated\n{AXIS} 2026Q3 9 axis=users", AXIS, "axis", ""),
        (f"{SPEND} 2026Q3 500 sm_part=(blank)", SPEND, "sm_part", "sm_part"),
        (f"{SPEND} 2026Q3 500 sm_part=systems", SPEND, "sm_part", ""),
        (f"{SPEND} 2026Q3 500", SPEND, "sm_part", ""),
    ],
)
def test_the_column_that_would_tell(text: str, metric: str, by: str, column: str) -> None:
    assert column_that_would_tell(tell(text), metric, by) == column


def test_the_page_says_it_where_the_picture_would_stand() -> None:
    story = tell(f"{AXIS} 2026Q3 500 axis=unallocated")
    charts = load_members(charts_folder, Chart)
    material = Material(story, Dataset({}, ()), charts, lambda _: (), Commentary({}), {})
    told: Any = chart.prepare(material, "composition", AXIS, by="axis")
    assert list(told) == ["instead"]
    assert "The column seats would." in told["instead"]
