"""Fewer styles to compute, the very same pages."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from weasyprint import HTML
from weasyprint.document import Document
from weasyprint.html import UA_STYLESHEET

from reportgen.publish.lean import ASKS, LeanHTML

PAGE = """<html lang="en"><title>T</title><h1>Growth</h1><ul><li>one<li>two</ul>
<ol><li>first</ol><table><tr><th>A<td>1</table><p>Text <a href="#x">there</a><br>below</p></html>"""


def drawn(kind: Any, page: str) -> bytes:
    """A PDF of a page."""
    file = BytesIO()
    kind(string=page).write_pdf(file, pdf_variant="pdf/ua-1")
    return file.getvalue()


def test_lists_tables_and_links_are_the_same_to_the_byte() -> None:
    """Markers of lists are among them."""
    assert drawn(LeanHTML, PAGE) == drawn(HTML, PAGE)


def test_styles_of_notes_are_not_computed_and_the_library_keeps_its_own() -> None:
    """Six styles for every element would be: of a footnote, of a note, of a marker."""

    def pseudo(kind: Any) -> set[str]:
        made = kind(string=PAGE)
        context = Document._build_layout_context(made, None, None, {}, {**OPTIONS})
        return {name for _, name in context.style_for.get_computed_styles() if name}

    assert pseudo(HTML) >= {"footnote-call", "footnote-marker", "note-call", "marker"}
    assert pseudo(LeanHTML) == {"marker", "before"}
    assert len(UA_STYLESHEET.matcher.other_selectors) > 20


OPTIONS = {
    "stylesheets": None,
    "cache": None,
    "presentational_hints": False,
    "pdf_forms": None,
}


@pytest.mark.parametrize(
    ("css", "asks"),
    [
        ("aside { position: note(side) }", True),
        ("dt { display: list-item }", True),
        (".note { color: red }", False),
    ],
)
def test_what_asks_for_the_whole_style_sheet(css: str, asks: bool) -> None:
    """Notes in the margin, and lists of other elements."""
    assert bool(ASKS.search(css)) is asks
