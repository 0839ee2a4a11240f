"""Figures of new customers without the largest of them."""

from __future__ import annotations

import pytest

from reportgen.story.without_largest import without_largest
from tests.story.findings.tell import tell

TEXT = """
    cac_payback 2026Q3 14.1 n=21
    average_selling_price 2026Q3 22600 n=21
    annual_recurring_revenue_change 2026Q3 5690000 exact movement=new
    annual_recurring_revenue_change 2026Q3 1320000 exact customer+movement=C1+new
    annual_recurring_revenue_change 2026Q3 570000 exact customer+movement=C2+new
"""


@pytest.mark.parametrize(
    ("metric", "locale", "said"),
    [
        # 1.32 of 5.69 is 23.2 %: 14.1 / 0.768 months; 22,600 x 0.768 x 21 / 20.
        ("cac_payback", "en", "Without the largest new customer (23% of new revenue): 18.4 months"),
        ("cac_payback", "sv", "Utan den största nya kunden (23 % av den nya intäkten): 18,4 mån"),
        (
            "average_selling_price",
            "en",
            "Without the largest new customer (23% of new revenue): 18.2 kSEK",
        ),
    ],
)
def test_one_customer_that_is_more_than_a_fifth(metric: str, locale: str, said: str) -> None:
    story = tell(TEXT, locale=locale)
    assert without_largest(story, story.readings.at(metric)).replace("\xa0", " ") == said


def test_nobody_large_nothing_known_or_few() -> None:
    for text in (
        TEXT.replace("1320000", "1138000"),
        TEXT.replace("customer+movement=C1+new", "customer+movement=C1+expansion"),
        TEXT.replace("n=21", "n=4"),
    ):
        story = tell(text)
        assert without_largest(story, story.readings.at("cac_payback")) == ""
    story = tell(TEXT + "quick_ratio 2026Q3 3.3 n=30")
    assert without_largest(story, story.readings.at("quick_ratio")) == ""
