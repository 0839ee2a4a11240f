"""The pages of the pack, for the contents page."""

from __future__ import annotations

from typing import Any

from reportgen.publish.block import Material, block
from reportgen.publish.blocks.data_notes import unlocking

UNLISTED = ("cover", "contents")


@block()
def contents(material: Material) -> dict[str, Any]:
    """Values of parts/contents.html: every page but the cover and the contents themselves."""
    locale = material.story.locale
    # Only what is there is promised: a pack with every export has nothing to unlock.
    whole = not unlocking(material.dataset, locale)

    def about(name: str) -> str:
        own = f"pages.{name}.about"
        complete = f"{own}_complete"
        key = complete if whole and locale.has(complete) else own
        return locale.text(key) if locale.has(key) else ""

    return {
        "entries": [
            {
                "name": page.name,
                "title": page.title,
                "about": about(page.name),
            }
            for page in material.pages
            if page.name not in UNLISTED
        ]
    }
