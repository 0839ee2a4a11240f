"""Fonts: @font-face rules for the files of a theme, the very files that charts are measured with."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


def font_faces(folders: Sequence[Path]) -> str:
    """A rule for every font file; family, weight and style are read from the file itself."""
    # Here and not at the top: only the press has paid for this import already.
    from fontTools.ttLib import TTFont

    rules = []
    for folder in folders:
        for path in sorted([*folder.glob("*.ttf"), *folder.glob("*.otf")]):
            with TTFont(path, lazy=True) as font:
                family = font["name"].getDebugName(16) or font["name"].getDebugName(1)
                weight = font["OS/2"].usWeightClass
                style = "italic" if font["OS/2"].fsSelection & 1 else "normal"
            rules.append(
                f'@font-face {{ font-family: "{family}"; font-weight: {weight}; '
                f'font-style: {style}; src: url("{path.resolve().as_uri()}"); }}'
            )
    return "\n".join(rules) + "\n"
