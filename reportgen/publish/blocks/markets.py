"""Countries as markets: how large each is, how it grows, and what a customer costs and takes there."""

from __future__ import annotations

from typing import Any

from reportgen.publish.block import Material, block
from reportgen.publish.blocks.split_table import split_table

BY = "country"
METRICS = (
    "annual_recurring_revenue",
    "growth_year_on_year",
    "new_customers",
    "cac",
    "win_rate",
    "sales_cycle",
)


@block(metrics=lambda: METRICS)
def markets(material: Material) -> dict[str, Any] | str:
    """Values of parts/markets.html; an empty text where customers have no countries."""
    table = split_table.prepare(material, *METRICS, by=BY)
    return dict(table) if isinstance(table, dict) else ""
