"""What the cover says of the pack itself: status, checks, waivers."""

from __future__ import annotations

from typing import Any

from reportgen.publish.block import Material, block
from reportgen.publish.blocks.data_notes import check_title


@block()
def cover_facts(material: Material) -> dict[str, Any]:
    """Values of parts/cover_facts.html."""
    text = material.story.locale.text
    # A check without an export to look at has not held anything.
    runs = [run for run in material.dataset.checks if run.applied]
    return {
        "checked": text("cover.checks_run", count=len(runs), files=len(material.dataset.files)),
        "waivers": [
            {"check": check_title(material.story.locale, run.name), "why": run.waived_because}
            for run in runs
            if run.waived_because
        ],
    }
