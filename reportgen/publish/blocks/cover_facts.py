"""What the cover says of the pack itself: status, checks, waivers."""

from __future__ import annotations

from typing import Any

from reportgen.publish.block import Material, block


@block()
def cover_facts(material: Material) -> dict[str, Any]:
    """Values of parts/cover_facts.html."""
    text = material.story.locale.text
    runs = material.dataset.checks
    return {
        "checked": text(
            "cover.checks_run", count=len(runs), files=len(material.dataset.files)
        ),
        "waivers": [
            {"check": text(f"checks.{run.name}"), "why": run.waived_because}
            for run in runs
            if run.waived_because
        ],
    }
