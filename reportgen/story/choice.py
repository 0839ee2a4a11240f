"""The choices in force, in the words of a language."""

from __future__ import annotations

import re
from decimal import Decimal

from reportgen.story.locale import Locale

NUMBER = re.compile(r"\d[\d,.]*\d|\d")


def choice_words(locale: Locale, formula: str, definition: str) -> str:
    """What a definition says beyond its formula: `spend of # months earlier` with its numbers.

    The phrases stand with the formulas, in English; a language knows them with # for each number.
    """
    said = definition.removeprefix(formula).removeprefix("; ")
    phrases = []
    for phrase in filter(None, said.split("; ")):
        key = f"variants.{NUMBER.sub('#', phrase)}"
        told = locale.text(key) if locale.has(key) else NUMBER.sub("#", phrase)
        for number in NUMBER.findall(phrase):
            decimals = len(number.partition(".")[2])
            shown = locale.number(Decimal(number.replace(",", "")), decimals)
            told = told.replace("#", shown, 1)
        phrases.append(told)
    return "; ".join(phrases)
