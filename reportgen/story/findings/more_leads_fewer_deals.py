"""More leads, fewer deals: the two move apart, which neither figure shows alone."""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.story.finding import Finding, finding
from reportgen.story.findings._words import within
from reportgen.story.story import Story

LEADS, DEALS = "new_leads", "won_deals"
# Less than a tenth either way, or on a handful of deals, is chance.
APART = 0.1
WEIGHT = 0.95


@finding
def more_leads_fewer_deals(story: Story) -> Iterable[Finding]:
    """Against the same period last year, else against the period before."""
    if not {LEADS, DEALS} <= set(story.readings.metrics):
        return
    for before in (story.period.same_last_year(), story.period.previous()):
        now_leads, now_deals = (story.readings.at(name) for name in (LEADS, DEALS))
        old_leads, old_deals = (story.readings.at(name, before) for name in (LEADS, DEALS))
        found = (now_leads.value, old_leads.value, now_deals.value, old_deals.value)
        if any(value is None for value in found):
            continue
        leads, leads_before, deals, deals_before = (value or 0.0 for value in found)
        if (
            leads_before > 0
            and leads >= leads_before * (1 + APART)
            and deals_before >= story.pack.definitions.small_n
            and deals <= deals_before * (1 - APART)
        ):
            text = story.locale.text(
                "findings.more_leads_fewer_deals",
                leads_before=story.show(old_leads),
                leads=story.show(now_leads),
                deals_before=story.show(old_deals),
                deals=story.show(now_deals),
                before_within=within(story, old_leads),
                within=within(story, now_leads),
            )
            yield Finding("more_leads_fewer_deals", LEADS, text, WEIGHT, False)
            return
