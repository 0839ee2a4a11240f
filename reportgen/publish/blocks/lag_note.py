"""What the payback would be without a lag, said where that makes a difference."""

from __future__ import annotations

from reportgen.publish.block import Material, block

PAYBACK, WITHOUT = "cac_payback", "cac_payback_without_lag"
WORTH_SAYING = 0.10


@block(metrics=lambda: (PAYBACK, WITHOUT), shows=lambda: (PAYBACK,))
def lag_note(material: Material) -> dict[str, str] | str:
    """Values of parts/lag_note.html; an empty text when both are within ten per cent."""
    story = material.story
    ours, other = story.readings.at(PAYBACK), story.readings.at(WITHOUT)
    if ours.value is None or other.value is None:
        return ""
    if abs(other.value - ours.value) <= WORTH_SAYING * abs(ours.value):
        return ""
    sentence = story.locale.text(
        "pages.acquisition.without_lag", other=story.show(other), ours=story.show(ours)
    )
    return {"sentence": sentence}
