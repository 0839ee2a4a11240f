"""Pictures inside a page: SVG as WeasyPrint draws it, but with a plain text shaped as one line.

WeasyPrint shapes every letter of an SVG text on its own, twice, and places each of them in the PDF; the
labels of charts cost a third of all shaping that way. A plain text (one place, no stroke, no tricks) is
drawn here as a line with the same letters at the same places; whatever is more than that is left to
WeasyPrint. The letters stay real text in the fonts of the page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

from weasyprint.css.properties import INITIAL_VALUES
from weasyprint.draw.text import draw_first_line
from weasyprint.images import SVGImage
from weasyprint.matrix import Matrix
from weasyprint.svg import SVG
from weasyprint.svg.utils import alpha_value, color
from weasyprint.svg.utils import size as length
from weasyprint.text.line_break import Layout

# As our templates write it; other ways of writing it are left alone.
INLINE = re.compile(r'src="(data:image/svg\+xml;base64,[A-Za-z0-9+/=]+)"')
NESTED = b"image"
# What a text may say of itself or inherit and still be plain; lines around letters are looked at apart.
PLAIN = frozenset(
    {
        *("x", "y", "fill", "fill-opacity", "font-family", "font-size", "font-weight", "transform"),
        *("stroke-width", "stroke-miterlimit", "stroke-linecap", "stroke-linejoin"),
        *("stroke-opacity", "stroke-dasharray", "stroke-dashoffset"),
    }
)
WEIGHTS = {"normal": 400, "bold": 700}


class Style(dict[str, Any]):
    """The style of a line of text, as its shaping asks for it."""

    font_config: Any


@dataclass
class Line:
    """A line of text, as its drawing asks for it."""

    pango_layout: Any
    style: Style
    baseline: float = 0.0

    @property
    def text(self) -> str:
        """What it says."""
        return str(self.pango_layout.text)


class Picture(SVG):  # type: ignore[misc]
    """An SVG document; styles of its texts are kept in `styles`, by their font."""

    styles: dict[tuple[str, int, float], Style]

    def draw_node(
        self, node: Any, font_size: float, fill_stroke: bool = True, context: Any = None
    ) -> None:
        """Draw an element and what is in it."""
        if node.tag == "text" and fill_stroke and _is_plain(node):
            self._line(node, length(node.get("font-size", "1em"), font_size, font_size))
        else:
            super().draw_node(node, font_size, fill_stroke, context)

    def _line(self, node: Any, size: float) -> None:
        style = self._style(node.get("font-family", "sans-serif"), _weight(node), size)
        layout = Layout(style)
        layout.set_text(node.text)
        paint = color(node.get("fill", "black"))
        paint.alpha *= alpha_value(node.get("fill-opacity", 1))
        x, y = self.point(node.get("x"), node.get("y"), size)
        stream = self.stream
        turned = "transform" in node.attrib
        if turned:
            stream.push_state()
            self.transform(node, size)
        stream.set_color(paint)
        stream.begin_text()
        draw_first_line(stream, Line(layout, style), "none", "none", Matrix(d=-1, e=x, f=y))
        stream.end_text()
        if turned:
            stream.pop_state()

    def _style(self, family: str, weight: int, size: float) -> Style:
        key = (family, weight, size)
        if key not in self.styles:
            style = Style(INITIAL_VALUES)
            style.font_config = self.font_config
            style["font_family"] = [name.strip().strip("\"'") for name in family.split(",")]
            style["font_weight"] = weight
            style["font_size"] = size
            # Letters side by side: that is how the places of the labels were worked out.
            style["font_kerning"] = "none"
            style["font_variant_ligatures"] = "none"
            self.styles[key] = style
        return self.styles[key]


class PictureImage(SVGImage):  # type: ignore[misc]
    """A picture as the layout knows it."""

    def __init__(self, content: bytes, url: str, fetcher: Any, fonts: Any, styles: Any) -> None:
        tree = ElementTree.fromstring(content)
        super().__init__(
            ElementTree.Element("svg"), url, fetcher, SimpleNamespace(font_config=fonts)
        )
        self._svg = Picture(tree, url, fonts, fetcher)
        self._svg.styles = styles


class Pictures:
    """The pictures of a document, read once and known by short names.

    images  by address, for WeasyPrint's `cache`: what it finds there it does not open

    fetcher, fonts  with which the pages are set
    """

    def __init__(self, fetcher: Any, fonts: Any) -> None:
        self.images: dict[str, Any] = {}
        self._fetcher = fetcher
        self._fonts = fonts
        self._styles: dict[tuple[str, int, float], Style] = {}
        self._names: dict[str, str] = {}

    def named(self, body: str) -> str:
        """A page in which pictures are named, not written out: parsing would read every letter of them."""
        return INLINE.sub(lambda found: f'src="{self._name(found[1])}"', body)

    def _name(self, address: str) -> str:
        if address not in self._names:
            name = f"picture:{len(self._names)}"
            try:
                content = self._fetcher.fetch(address).read()
                # An image within a picture is opened by the layout; what is wrong is said by it, too.
                if NESTED in content:
                    raise ValueError("an image within a picture")
                self.images[name] = PictureImage(
                    content, address, self._fetcher, self._fonts, self._styles
                )
            except Exception:
                name = address
            self._names[address] = name
        return self._names[address]


def _is_plain(node: Any) -> bool:
    text = node.text
    # Beyond these are pictographs, which are no glyphs.
    if not text or max(text) > "\u2fff" or len(node._etree_node):
        return False
    stroke, fill = node.get("stroke", "none"), node.get("fill", "black")
    known = PLAIN.union(("stroke",) if stroke in ("none", "transparent") else ())
    places = node.get("x", "0"), node.get("y", "0")
    return (
        known.issuperset(node.attrib)
        and not any(sign in place for place in places for sign in " ,\t\n")
        and fill not in ("", "none", "context-fill", "context-stroke")
        and not fill.startswith("url(")
        and _weight(node) > 0
    )


def _weight(node: Any) -> int:
    """100 to 900, or 0 when it is none of those."""
    weight = str(node.get("font-weight", "normal"))
    return WEIGHTS.get(weight) or (int(weight) if weight.isdigit() else 0)
