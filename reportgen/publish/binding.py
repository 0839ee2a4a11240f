"""Binding: two PDFs that hold some pages each become the one document that they are parts of.

Pages, structure tree, anchors and bookmarks are in the order of the document afterwards; whatever else is
said of the whole (language, title, standard, files inside it) stands in the first part already.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pikepdf import Object, OutlineItem, Pdf

Bookmarks = Sequence[tuple[str, tuple[int, float, float], Any, str]]


def bind(first: str, second: str, places: Sequence[bool], bookmarks: Bookmarks, pdf: str) -> None:
    """Write the document of which `first` and `second` are parts.

    places     for each page of the document in order, whether it is one of the second part
    bookmarks  of the document: label, page from 0 with its place in points, those below, open or closed
    """
    import pikepdf

    with pikepdf.open(first) as whole, pikepdf.open(second) as other:
        _rename_fonts(other)
        _renumber(other, by=int(_numbers(whole)[-2]) + 1)
        added = iter(other.pages)
        for place, is_second in enumerate(places):
            if is_second:
                whole.pages.insert(place, next(added))
        _join_trees(whole, other)
        _join_anchors(whole, other)
        with whole.open_outline() as outline:
            outline.root.extend(_items(bookmarks))
        whole.save(pdf, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def _numbers(pdf: Pdf) -> Object:
    """What is tagged, by number: number, structure elements, next number, and so on; sorted."""
    return pdf.Root.StructTreeRoot.ParentTree.Nums


def _renumber(pdf: Pdf, by: int) -> None:
    """Move the numbers of tagged pages and links to where no number of the first part is."""
    numbers = _numbers(pdf)
    for place in range(0, len(numbers), 2):
        numbers[place] += by
    for page in pdf.pages:
        page.obj.StructParents += by
        for note in page.obj.get("/Annots", ()):
            note.StructParent += by


def _rename_fonts(pdf: Pdf) -> None:
    """Subsets of one font that hold different letters must have different names."""
    import pikepdf

    for font in pdf.pages[0].obj.Resources.Font.values():
        inner = font.DescendantFonts[0]
        tag, _, name = str(font.BaseFont).lstrip("/").partition("+")
        renamed = pikepdf.Name(f"/{tag[::-1]}+{name}")
        font.BaseFont = inner.BaseFont = inner.FontDescriptor.FontName = renamed


def _join_trees(whole: Pdf, other: Pdf) -> None:
    """The structure of the second part's pages, under the same document and in its order."""
    import pikepdf

    added = whole.copy_foreign(other.Root.StructTreeRoot)
    document = whole.Root.StructTreeRoot.K[0]
    for element in added.K[0].K:
        element.P = document
    order = {page.obj.objgen: place for place, page in enumerate(whole.pages)}
    elements = sorted([*document.K, *added.K[0].K], key=lambda element: order[element.Pg.objgen])
    document.K = pikepdf.Array(elements)
    _numbers(whole).extend(added.ParentTree.Nums)


def _join_anchors(whole: Pdf, other: Pdf) -> None:
    """Anchors of both parts, sorted by name; a name in both is one that the first part only points at."""
    import pikepdf

    anchors: dict[str, Object] = {}
    for pdf in (whole, other):
        found = list(pdf.Root.Names.Dests.Names) if "/Names" in pdf.Root else []
        for name, place in zip(found[::2], map(pdf.make_indirect, found[1::2]), strict=True):
            anchors[str(name)] = place if pdf is whole else whole.copy_foreign(place)
    tree = pikepdf.Array()
    for anchor in sorted(anchors):
        tree.append(pikepdf.String(anchor))
        tree.append(anchors[anchor])
    if "/Names" not in whole.Root:
        whole.Root.Names = pikepdf.Dictionary()
    whole.Root.Names.Dests = pikepdf.Dictionary(Names=tree)


def _items(bookmarks: Bookmarks) -> Iterator[OutlineItem]:
    """Bookmarks as they are written."""
    import pikepdf

    for label, (page, left, top), below, state in bookmarks:
        item = pikepdf.OutlineItem(label, page, "XYZ", left=left, top=top)
        item.children.extend(_items(below))
        item.is_closed = state == "closed"
        yield item
