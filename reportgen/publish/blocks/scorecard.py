"""The summary's table: one line a metric, with value, changes, target and spark line."""

from __future__ import annotations

from typing import Any

from reportgen.publish.block import Material, block
from reportgen.publish.blocks.card import card


@block(metrics=lambda *metrics: metrics)
def scorecard(material: Material, *metrics: str) -> dict[str, Any] | None:
    """Values of parts/scorecard.html; metrics without a figure come last, with their reason."""
    rows = [card.prepare(material, metric) for metric in metrics]
    found = [row for row in rows if isinstance(row, dict)]
    told = [row for row in found if not row["missing"]]
    period = material.story.period
    locale = material.story.locale
    return {
        "rows": told,
        "missing": [row for row in found if row["missing"]],
        "now": locale.period(period, short=True),
        "previous": locale.period(period.previous(), short=True),
        "last_year": locale.period(period.same_last_year(), short=True),
    }
