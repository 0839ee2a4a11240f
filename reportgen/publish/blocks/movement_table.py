"""Bridges side by side: movements down, from opening to closing, one column a bridge."""

from __future__ import annotations

from typing import Any

from reportgen.measure.customer_months import MOVEMENTS
from reportgen.publish.block import Material, block
from reportgen.unit import Unit

BY = "movement"


@block(metrics=lambda *metrics: metrics, shows=lambda *metrics: metrics[:1])
def movement_table(material: Material, *metrics: str) -> dict[str, Any] | str:
    """Values of parts/movement_table.html; an empty text when one is missing or all are alike."""
    story = material.story
    read = [[story.readings.at(m, None, BY, name) for m in metrics] for name in MOVEMENTS]
    known = [reading.value for row in read for reading in row if reading.value is not None]
    if len(known) < len(metrics) * len(MOVEMENTS):
        return ""
    if all(reading.value == row[0].value for row in read for reading in row):
        return ""
    material.mention(metrics[0])
    scale = story.locale.money_scale(known, story.pack.company.currency)
    rows = [
        {
            "label": story.locale.split_value(BY, name),
            "cells": [
                story.locale.tick(reading.value or 0.0, Unit.MONEY, scale, scale.decimals)
                for reading in row
            ],
        }
        for name, row in zip(MOVEMENTS, read, strict=True)
        if any(reading.value for reading in row)
    ]
    nets = [story.readings.at(metric).value or 0.0 for metric in metrics]
    return {
        "unit": scale.unit,
        "columns": [story.title(metric) for metric in metrics],
        "rows": rows,
        "net": [story.locale.tick(net, Unit.MONEY, scale, scale.decimals) for net in nets],
    }
