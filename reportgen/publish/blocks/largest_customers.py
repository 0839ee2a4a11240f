"""The largest customers by name: what each pays a month, its share, and the sum so far."""

from __future__ import annotations

from typing import Any

from reportgen.publish.block import Material, block
from reportgen.unit import Unit

METRIC = "largest_customers"


@block(metrics=lambda **_: (METRIC,))
def largest_customers(material: Material, most: int = 10) -> dict[str, Any] | None:
    """Values of parts/largest_customers.html; amounts in one scale, shares of all that is paid."""
    story, locale = material.story, material.story.locale
    found = [
        (reading.split, reading.numerator, reading.value)
        for reading in story.readings.groups(METRIC, "customer")
        if reading.value is not None and reading.numerator is not None
    ]
    whole = story.readings.at(METRIC).denominator
    if not found or whole is None:
        return None
    material.mention(METRIC)
    currency = story.pack.company.currency
    largest = sorted(found, key=lambda item: (-item[1], item[0]))[:most]
    scale = locale.money_scale([amount for _, amount, _ in largest], currency)
    rows, together = [], 0.0
    for name, amount, share in largest:
        together += share
        rows.append(
            {
                "label": name,
                "amount": locale.tick(amount, Unit.MONEY, scale, scale.decimals),
                "share": locale.share(share),
                "together": locale.share(together),
            }
        )
    total = locale.tick(whole, Unit.MONEY, scale, scale.decimals)
    return {"unit": scale.unit, "rows": rows, "total": total, "all": locale.share(1.0)}
