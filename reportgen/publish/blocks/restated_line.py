"""One line where the pack begins: that figures of the past are not what they were."""

from __future__ import annotations

from typing import Any

from reportgen.publish.block import Material, block


@block(waits=2)
def restated_line(material: Material) -> dict[str, Any] | str:
    """Values of parts/restated_line.html; an empty text when nothing printed was restated."""
    past = material.past
    if past is None:
        return ""
    count = sum(not change.redefined for change in past.printed.values())
    if not count:
        return ""
    page = next((page for page in material.pages if page.name == "data_notes"), None)
    return {
        "text": material.story.locale.text("restated.line", count=count, pack=past.name),
        "page": page.name if page else "",
        "title": page.title if page else "",
    }
