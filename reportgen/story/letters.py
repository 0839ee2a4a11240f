"""Widths of texts in the theme's fonts, read from the font files themselves."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path


class Letters:
    """Advances of letters, side by side, as a page sets the letters of a picture.

    folders  where the font files lie
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        self._files = [
            path
            for folder in folders
            for path in sorted([*folder.glob("*.ttf"), *folder.glob("*.otf")])
        ]
        self._advances = cache(self._read)

    def width(self, text: str, family: str, weight: int, size: float) -> float | None:
        """Width of an upright text in the unit of `size`; None when a letter is in no such font."""
        advances = self._advances(family, weight)
        widths = [advances.get(letter) for letter in text]
        if None in widths:
            return None
        return sum(width for width in widths if width is not None) * size

    def _read(self, family: str, weight: int) -> dict[str, float]:
        from fontTools.ttLib import TTFont

        for path in self._files:
            with TTFont(path, lazy=True) as font:
                named = font["name"].getDebugName(16) or font["name"].getDebugName(1)
                upright = not font["OS/2"].fsSelection & 1
                if str(named) == family and upright and font["OS/2"].usWeightClass == weight:
                    advances, em = font["hmtx"].metrics, font["head"].unitsPerEm
                    return {
                        chr(code): advances[name][0] / em
                        for code, name in font.getBestCmap().items()
                    }
        return {}
