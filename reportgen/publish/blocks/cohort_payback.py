"""What came of the payback: each quarter's new customers, how far they have earned back their cost."""

from __future__ import annotations

from typing import Any

from reportgen.measure.metric import PART
from reportgen.period import Period, PeriodKind
from reportgen.publish.block import Material, block
from reportgen.publish.blocks.definitions import choices

METRIC, SHARE = "cac_payback_by_cohort", "earned_back"
QUARTERS = 8


@block(metrics=lambda **_: (METRIC,), shows=lambda **_: ())
def cohort_payback(material: Material, quarters: int = QUARTERS) -> dict[str, Any] | str:
    """Values of parts/cohort_payback.html; an empty text when no quarter has a cohort."""
    story = material.story
    read = story.readings
    columns = _quarters(story.period, quarters)
    months = [read.get(METRIC, quarter.label) for quarter in columns]
    shares = [read.get(METRIC, quarter.label, PART, SHARE) for quarter in columns]
    if all(share.value is None for share in shares):
        return ""
    material.mention(METRIC)
    reasons = dict.fromkeys(reading.missing for reading in months if reading.missing)
    locale = story.locale
    said = choices(story, read.metrics[METRIC])
    return {
        "columns": [locale.period(quarter, short=True) for quarter in columns],
        "rows": [
            {
                "label": label,
                "cells": [
                    {"text": story.show(reading), "missing": reading.value is None}
                    for reading in row
                ],
            }
            for label, row in (
                (locale.split_value(PART, SHARE), shares),
                (story.title(METRIC), months),
            )
        ],
        "notes": [
            f"{said[:1].upper()}{said[1:]}.",
            *[
                f"{locale.missing(reason, METRIC)}: {locale.missing_sentence(reason, METRIC)}"
                for reason in reasons
            ],
        ],
    }


def _quarters(period: Period, count: int) -> list[Period]:
    """The last fiscal quarters that have ended with the report period, oldest first."""
    last = period.last - (period.last + 2 - period.fiscal_year_start) % 3
    newest = Period(last - 2, last, PeriodKind.QUARTER, period.fiscal_year_start)
    return [newest.shifted(-3 * back) for back in range(count - 1, -1, -1)]
