"""The pages of the pack, for the contents page."""

from __future__ import annotations

from typing import Any

from reportgen.publish.block import Material, block

UNLISTED = ("cover", "contents")


@block()
def contents(material: Material) -> dict[str, Any]:
    """Values of parts/contents.html: every page but the cover and the contents themselves."""
    locale = material.story.locale
    return {
        "entries": [
            {
                "name": page.name,
                "title": page.title,
                "about": locale.text(key) if locale.has(key := f"pages.{page.name}.about") else "",
            }
            for page in material.pages
            if page.name not in UNLISTED
        ]
    }
