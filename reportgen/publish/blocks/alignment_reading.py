"""Do marketing, sales and service work for the same customers? Both readings of the sign, in words."""

from __future__ import annotations

from typing import Any

from reportgen.publish.block import Material, block
from reportgen.unit import Unit

METRIC = "alignment_sign"
SHARE = "revenue_from_existing_customers_share"


@block(metrics=lambda: (METRIC, SHARE))
def alignment_reading(material: Material) -> dict[str, Any] | str:
    """Values of parts/alignment_reading.html; an empty text where not even the level is known."""
    story = material.story
    locale, currency = story.locale, story.pack.company.currency
    level = story.readings.at(METRIC, split_by="flag", split="level")
    trend = story.readings.at(METRIC, split_by="flag", split="trend")
    if level.value is None or level.numerator is None or level.denominator is None:
        return ""
    material.mention(METRIC)
    scale = locale.money_scale([level.numerator, level.denominator], currency)
    year = story.period if level.period == story.period.label else story.period.trailing()
    sentences = [
        _sentence(
            locale.text(
                "alignment_reading.level_bad" if level.value else "alignment_reading.level_good",
                existing=locale.money(level.numerator, currency, scale),
                new=locale.money(level.denominator, currency, scale),
                within=locale.within(year),
            ),
            level.value,
        )
    ]
    whole = level.numerator + level.denominator
    if trend.value is None or trend.numerator is None or trend.denominator is None:
        said = locale.text(
            "alignment_reading.trend_unknown",
            now=locale.figure(level.numerator / whole, Unit.SHARE, currency),
            reason=locale.missing_sentence(trend.missing or "no_data", METRIC),
        )
        return {"sentences": [*sentences, {"text": said, "tone": "even"}]}
    shares = {
        "now": locale.figure(trend.numerator, Unit.SHARE, currency),
        "before": locale.figure(trend.denominator, Unit.SHARE, currency),
    }
    new, past = level.denominator, _new_a_year_ago(material)
    if not trend.value and past is not None and new < past:
        # A share of a whole that lacks its other part rises without anybody having done better.
        amounts = locale.money_scale([new, past], currency)
        said = locale.text(
            "alignment_reading.trend_less_new",
            **shares,
            new=locale.money(new, currency, amounts),
            new_before=locale.money(past, currency, amounts),
        )
        return {"sentences": [*sentences, {"text": said, "tone": "even"}]}
    said = locale.text(
        "alignment_reading.trend_bad" if trend.value else "alignment_reading.trend_good", **shares
    )
    return {"sentences": [*sentences, _sentence(said, trend.value)]}


def _new_a_year_ago(material: Material) -> float | None:
    """Revenue from new customers in the window a year before."""
    readings, earlier = material.story.readings, material.story.period.same_last_year()
    return readings.at(METRIC, earlier, "flag", "level").denominator


def _sentence(text: str, red: float) -> dict[str, str]:
    return {"text": text, "tone": "bad" if red else "good"}
