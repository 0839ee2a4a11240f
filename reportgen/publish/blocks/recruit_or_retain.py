"""How sales and marketing spend parts into recruiting new customers and growing existing ones."""

from __future__ import annotations

from typing import Any

from reportgen.measure.blank import BLANK
from reportgen.publish.block import Material, block

METRIC, BY = "sales_and_marketing_spend", "motion"
ORDER = ("new", "expansion", "shared")


@block(metrics=lambda: (METRIC,))
def recruit_or_retain(material: Material) -> dict[str, Any] | str:
    """Values of parts/recruit_or_retain.html; an empty text where the ledger does not say."""
    story = material.story
    locale, currency = story.locale, story.pack.company.currency
    earlier = story.period.same_last_year()
    now, before = (
        {r.split: r.value for r in story.readings.groups(METRIC, BY, period)}
        for period in (story.period, earlier)
    )
    known = {name: value for name, value in now.items() if value is not None}
    whole = sum(known.values())
    if not known or whole <= 0:
        return ""
    material.mention(METRIC)
    past = sum(value for value in before.values() if value is not None)
    scale = locale.money_scale([*known.values(), whole], currency)
    place = {name: number for number, name in enumerate(ORDER)}

    def row(name: str) -> dict[str, str]:
        earlier_value = before.get(name)
        return {
            "label": locale.text("recruit_or_retain.unassigned")
            if name == BLANK
            else locale.split_value(BY, name),
            "amount": locale.number(known[name] / float(scale.factor), scale.decimals),
            "share": locale.share(known[name] / whole),
            "before": ""
            if earlier_value is None or past <= 0
            else locale.share(earlier_value / past),
        }

    names = sorted(known, key=lambda name: (place.get(name, len(place)), name))
    # What belongs to neither follows the rest, where there is both: else there is nothing to follow.
    rest = [row(name)["label"] for name in names if name in ("shared", BLANK) and known[name]]
    follows = rest and known.get("new", 0.0) + known.get("expansion", 0.0) > 0
    return {
        "note": locale.text("recruit_or_retain.follows", rest=locale.listing(rest))
        if follows
        else "",
        "rows": [row(name) for name in names],
        "amount": locale.text(
            "recruit_or_retain.amount", period=locale.period(story.period, short=True)
        ),
        "unit": scale.unit,
        "before": locale.text(
            "recruit_or_retain.before", period=locale.period(earlier, short=True)
        ),
    }
