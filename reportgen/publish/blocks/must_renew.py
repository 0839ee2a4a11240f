"""Must a new customer renew before its cost is earned back? Said in a sentence, with its figures."""

from __future__ import annotations

from typing import Any

from reportgen.publish.block import Material, block
from reportgen.unit import Unit

METRIC = "payback_against_contract"
# Where it is said with its figures.
HOME = "acquisition"


@block(metrics=lambda **_: (METRIC, "cac_payback"))
def must_renew(material: Material, short: bool = False) -> dict[str, Any] | str:
    """Values of parts/must_renew.html; an empty text when a part of the answer is missing.

    short  without its figures, and with the way to the page that has them, where the pack has it
    """
    story = material.story
    locale, currency = story.locale, story.pack.company.currency
    payback = story.readings.at("cac_payback")
    parts = {
        name: story.readings.at(METRIC, split_by="part", split=name).value
        for name in ("term_months", "renewals_needed", "first_term_result")
    }
    term, renewals, result = parts.values()
    if payback.value is None or term is None or renewals is None or result is None:
        return ""
    material.mention(METRIC)
    home = material.page_named(HOME) if short else None
    form = "must_renew_in_short" if home else "must_renew"
    key = f"{form}.no" if renewals == 0 else f"{form}.yes"
    sentence = locale.text(
        key,
        payback=story.show(payback),
        term=locale.figure(term, Unit.MONTHS, currency),
        count=round(renewals),
        result=locale.money(abs(result), currency),
    )
    return {
        "sentence": sentence,
        "tone": "good" if renewals == 0 else "bad",
        "page": home.name if home else "",
        "title": home.title if home else "",
    }
