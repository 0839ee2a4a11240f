"""The words of the loyalty case as its pack states them: challenge and approach, risks and timeline."""

from __future__ import annotations

from typing import Any

from reportgen.publish.block import Material, block

PARTS = ("challenge", "approach", "risks", "timeline")


@block()
def loyalty_words(material: Material, *parts: str) -> dict[str, Any] | str:
    """Values of parts/loyalty_words.html; an empty text where none of these parts is stated."""
    case = material.story.pack.loyalty
    stated = []
    for part in parts or PARTS:
        said = getattr(case, part)
        lines = [said] if isinstance(said, str) else list(said or ())
        if lines:
            title = material.story.locale.text(f"loyalty.{part}")
            stated.append({"title": title, "lines": lines, "listed": not isinstance(said, str)})
    return {"parts": stated} if stated else ""
