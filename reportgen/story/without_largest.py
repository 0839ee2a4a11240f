"""What a figure of new customers would be without the largest of them, where that one is much of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportgen.measure.reading import Reading
    from reportgen.story.story import Story

CHANGE, SPLIT, NEW = "annual_recurring_revenue_change", "customer+movement", "+new"
PAYBACKS = ("cac_payback", "cac_payback_on_revenue")
PRICE = "average_selling_price"
MUCH = 0.2


def without_largest(story: Story, now: Reading) -> str:
    """`Without the largest new customer (23% of new revenue): 18.3 months`; empty where nobody is large.

    What it cost to win the largest stays in the payback: no export says how much that was.
    """
    if now.metric not in (*PAYBACKS, PRICE) or CHANGE not in story.readings.metrics:
        return ""
    whole = story.readings.get(CHANGE, now.period, "movement", "new").value
    found = [
        reading.value or 0.0
        for (period, split), reading in story.readings.by(CHANGE, SPLIT).items()
        if period == now.period and split.endswith(NEW)
    ]
    if now.value is None or not whole or whole <= 0 or not found:
        return ""
    share = max(found) / whole
    # A figure of few is marked as such, and of one nothing would be left.
    if not MUCH < share < 1 or story.small(now):
        return ""
    rest = now.value / (1 - share)
    if now.metric == PRICE:
        if not now.n or now.n < 2:
            return ""
        rest = now.value * (1 - share) * now.n / (now.n - 1)
    return story.locale.text(
        "card.without_largest",
        share=story.locale.share(share, 0),
        value=story.locale.figure(rest, story.unit(now), story.pack.company.currency),
    )
