"""Has the score moved, or is it chance? Said in a sentence, with the margin of the change."""

from __future__ import annotations

import math
from typing import Any

from reportgen.publish.block import Material, block
from reportgen.unit import Unit

SCORE, MARGIN = "nps", "nps_margin"


@block(metrics=lambda: (SCORE, MARGIN))
def score_change(material: Material) -> dict[str, Any] | str:
    """Values of parts/score_change.html; an empty text where one of the two scores is missing.

    The two scores are of different answers, so that the margins add up as squares do.
    """
    story, locale = material.story, material.story.locale
    earlier = story.period.same_last_year()
    now, before = story.readings.at(SCORE), story.readings.at(SCORE, earlier)
    margins = [story.readings.at(MARGIN, period).value for period in (story.period, earlier)]
    if now.value is None or before.value is None or None in margins:
        return ""
    for metric in (SCORE, MARGIN):
        material.mention(metric)
    change = now.value - before.value
    margin = math.hypot(*[value for value in margins if value is not None])
    beyond = abs(change) > margin
    rose = "rose" if change > 0 else "fell"

    def shown(value: float, *, signed: bool = False) -> str:
        return locale.figure(value, Unit.SCORE, story.pack.company.currency, signed=signed)

    sentence = locale.text(
        f"score_change.{rose if beyond else 'chance'}",
        now=shown(now.value),
        before=shown(before.value),
        change=shown(change, signed=True),
        margin=shown(margin),
        count=now.n or 0,
    )
    tone = ("good" if change > 0 else "bad") if beyond else "even"
    return {"sentence": sentence, "tone": tone}
