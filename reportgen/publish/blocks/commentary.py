"""The writer's own words about a page."""

from __future__ import annotations

from typing import Any

from reportgen.publish.block import Material, block


@block()
def commentary(material: Material, page: str) -> dict[str, Any] | str:
    """Values of parts/commentary.html; an empty text when the writer has said nothing."""
    html = material.commentary.html(page)
    return {"body_html": html} if html else ""
