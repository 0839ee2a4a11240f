"""Clean SVG: what the renderer writes, without what a PDF has to read for nothing.

Half of the nodes are groups that hold nothing but one child; every group with `opacity`, and every text
that is not set from its start, costs the PDF a layer of its own; a shift is worked out more slowly than a
place; and ids count up over the renderer's life, so that the same chart would differ from one run to the
next and meet others' ids on the page.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as Tree
from collections.abc import Callable

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
DROPPED = ("class", "role", "aria-label", "aria-hidden", "aria-roledescription", "pointer-events")
REFERENCE = re.compile(r"url\(#([^)]+)\)")
SHIFT = re.compile(r"translate\((-?[\d.]+), ?(-?[\d.]+)\)")
ANCHORS = {"start": 0.0, "middle": 0.5, "end": 1.0}
# Text, family, weight and size -> width, or None when that is not known.
Measure = Callable[[str, str, int, float], float | None]
LONG_NUMBER = re.compile(r"-?\d+\.\d{3,}")


def cleaned(
    text: str, key: str, width: int, height: int, measure: Measure = lambda *_: None
) -> str:
    """The SVG flattened, sized in points, with ids that start with `key`."""
    Tree.register_namespace("", SVG)
    Tree.register_namespace("xlink", XLINK)
    root = Tree.fromstring(text)
    _simplify(root, measure)
    _rename(root, key)
    # Without a unit it would be pixels, three quarters of the size that the labels are made for.
    root.set("width", f"{width}pt")
    root.set("height", f"{height}pt")
    root.attrib.pop("version", None)
    return Tree.tostring(root, encoding="unicode")


def _simplify(element: Tree.Element, measure: Measure) -> None:
    for name in DROPPED:
        element.attrib.pop(name, None)
    if element.tag == f"{{{SVG}}}text":
        # Below zero it was not to be measured.
        if (size := element.get("font-size", "")).startswith("-"):
            element.set("font-size", size[1:])
        _start(element, measure)
    _place(element)
    for name in ("d", "transform", "x1", "y1", "x2", "y2", "x", "y", "width", "height"):
        if name in element.attrib:
            element.set(name, LONG_NUMBER.sub(_short, element.attrib[name]))
    _opacity(element)
    children: list[Tree.Element] = []
    for child in element:
        _simplify(child, measure)
        if child.tag == f"{{{SVG}}}g":
            if len(child) == 0:
                continue
            if not child.attrib:
                children.extend(child)
                continue
        if _is_invisible(child):
            continue
        children.append(child)
    element[:] = children


def _start(text: Tree.Element, measure: Measure) -> None:
    """A text that ends or is centred somewhere, set from its start instead."""
    anchor = ANCHORS.get(text.get("text-anchor", "start"))
    weight = {"normal": "400", "bold": "700"}.get(
        text.get("font-weight", "400"), text.get("font-weight", "400")
    )
    size = text.get("font-size", "").removesuffix("px")
    if anchor is None or {"x", "dx", "font-style"} & set(text.attrib) or len(text):
        return
    if anchor:
        if not weight.isdigit() or not size.replace(".", "", 1).isdigit():
            return
        family = text.get("font-family", "")
        wide = measure(text.text or "", family, int(weight), float(size))
        if wide is None:
            return
        text.set("x", f"{-anchor * wide:.4f}")
    text.attrib.pop("text-anchor", None)


def _place(element: Tree.Element) -> None:
    """What is only shifted, at its place instead."""
    shift = SHIFT.fullmatch(element.get("transform", ""))
    if shift is None:
        return
    across, down = float(shift[1]), float(shift[2])
    kind = element.tag.removeprefix(f"{{{SVG}}}")
    moved = {"text": ("x", "y"), "line": ("x1", "y1", "x2", "y2")}.get(kind)
    if (across or down) and moved is None:
        return
    for name in moved or ():
        by = across if name.startswith("x") else down
        element.set(name, f"{float(element.get(name, '0')) + by:.4f}")
    del element.attrib["transform"]


def _is_invisible(element: Tree.Element) -> bool:
    # The plot's background: a path without any paint of its own in a group that paints nothing.
    paints = {"fill", "stroke", "style"} & set(element.attrib)
    return element.tag == f"{{{SVG}}}path" and not paints


def _opacity(element: Tree.Element) -> None:
    """Opacity of one paint is that paint's own; of two it must stay, since they overlap."""
    opacity = element.get("opacity")
    if opacity is None or element.tag == f"{{{SVG}}}g":
        return
    paints = [
        name
        for name in ("fill", "stroke")
        if element.get(name, "none") not in ("none", "transparent")
    ]
    if opacity == "1":
        del element.attrib["opacity"]
    elif (
        len(paints) == 1
        and not element.attrib[paints[0]].startswith("url(")
        and f"{paints[0]}-opacity" not in element.attrib
    ):
        element.set(f"{paints[0]}-opacity", opacity)
        del element.attrib["opacity"]


def _rename(root: Tree.Element, key: str) -> None:
    names: dict[str, str] = {}
    for element in root.iter():
        if (name := element.get("id")) is not None:
            names[name] = f"c{key}-{len(names)}"
            element.set("id", names[name])
    for element in root.iter():
        for attribute, value in list(element.attrib.items()):
            if "url(#" in value:
                element.set(
                    attribute, REFERENCE.sub(lambda m: f"url(#{names.get(m[1], m[1])})", value)
                )
            elif attribute in ("href", f"{{{XLINK}}}href") and value[1:] in names:
                element.set(attribute, f"#{names[value[1:]]}")


def _short(match: re.Match[str]) -> str:
    number = f"{float(match[0]):.2f}".rstrip("0").rstrip(".")
    return "0" if number in ("-0", "") else number
