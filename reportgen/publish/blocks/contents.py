"""The pages of the pack, for the contents page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from reportgen.publish.block import PARTS, Material, Page, block
from reportgen.publish.blocks.data_notes import unlocking

UNLISTED = ("cover", "contents")


@block()
def contents(material: Material) -> dict[str, Any]:
    """Values of parts/contents.html: every page but the cover and the contents, by part."""
    locale = material.story.locale
    # Only what is there is promised: a pack with every export has nothing to unlock.
    whole = not unlocking(material.dataset, locale)

    def about(name: str) -> str:
        own = f"pages.{name}.about"
        complete = f"{own}_complete"
        key = complete if whole and locale.has(complete) else own
        return locale.text(key) if locale.has(key) else ""

    return {
        "groups": [
            {
                "title": "" if part == PARTS[0] else locale.text(f"parts.{part}"),
                "entries": [
                    {"name": page.name, "title": page.title, "about": about(page.name)}
                    for page in pages
                ],
            }
            for part, pages in _groups([p for p in material.pages if p.name not in UNLISTED])
        ]
    }


def _groups(pages: Sequence[Page]) -> list[tuple[str, list[Page]]]:
    """The pages by their part; a pack whose own order mixes the parts has a single list."""
    found = [(part, list(group)) for part, group in groupby(pages, key=lambda page: page.part)]
    parts = [PARTS.index(part) for part, _ in found]
    return found if parts == sorted(set(parts)) else [(PARTS[0], list(pages))]
