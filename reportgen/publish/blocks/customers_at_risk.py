"""Customers that use little of what they pay for, and ever less: by name, with what they pay."""

from __future__ import annotations

from typing import Any

from reportgen.publish.block import Material, block
from reportgen.publish.blocks.definitions import choices
from reportgen.unit import Unit

LIST, REVENUE = "misfit_list", "revenue_at_risk"


@block(metrics=lambda **_: (LIST, REVENUE))
def customers_at_risk(material: Material, most: int = 10) -> dict[str, Any] | str:
    """Values of parts/customers_at_risk.html, those that pay most first; a sentence if there are none.

    Without an export of what is paid the amounts are left out.
    """
    story, locale = material.story, material.story.locale
    count = story.readings.at(LIST)
    if count.value is None:
        return ""
    material.mention(LIST)
    currency = story.pack.company.currency
    paid = {r.split: r.value for r in story.readings.groups(REVENUE, "customer")}
    listed = story.readings.groups(LIST, "customer")
    listed.sort(key=lambda reading: (-(paid.get(reading.split) or 0.0), reading.split))
    amounts = [amount for amount in paid.values() if amount is not None]
    total = story.readings.at(REVENUE).value
    scale = locale.money_scale(amounts, currency) if amounts else None
    rows = []
    for reading in listed[:most]:
        amount, users, licences = paid.get(reading.split), reading.numerator, reading.denominator
        rows.append(
            {
                "label": reading.split,
                "licences": locale.number(licences) if licences is not None else "",
                "use": locale.share(users / licences) if users is not None and licences else "",
                "amount": locale.tick(amount, Unit.MONEY, scale, scale.decimals)
                if amount is not None and scale
                else "",
            }
        )
    words = {"count": round(count.value), "line": choices(story, story.readings.metrics[LIST])}
    if total is None or not rows:
        sentence = locale.text("at_risk.customers" if rows else "at_risk.nobody", **words)
    else:
        material.mention(REVENUE)
        whole = story.readings.at("recurring_revenue").value
        sentence = locale.text(
            "at_risk.revenue",
            amount=locale.money(total, currency),
            share=locale.share(total / whole) if whole else locale.text("table.empty"),
            **words,
        )
    return {
        "sentence": sentence,
        "unit": scale.unit if scale else "",
        "rows": rows,
        "left": len(listed) - len(rows),
    }
