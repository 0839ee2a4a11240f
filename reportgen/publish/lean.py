"""HTML for a layout that computes no styles for what is not there.

WeasyPrint's own style sheet speaks of a footnote, a note and a list marker for every element, so that six
more styles are computed for each cell of each table. Here those of notes are left out, and markers are
list items' alone.
"""

from __future__ import annotations

import copy
import re
from typing import Any

from weasyprint import HTML
from weasyprint.html import UA_STYLESHEET

MARKER = "marker"
NOTES = frozenset({"footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback"})
# Where one of these is written, in a page or a style sheet, the whole style sheet is used.
ASKS = re.compile(r"note\s*\(|list-item")


class LeanHTML(HTML):  # type: ignore[misc]
    """A page without notes, whose list items are `li` elements."""

    def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
        return [_LEAN, *super()._ua_stylesheets(forms)[1:]]


def _lean(sheet: Any) -> Any:
    """A style sheet without what it says of notes, and of markers of other elements."""
    lean = copy.copy(sheet)
    lean.matcher = matcher = copy.copy(sheet.matcher)
    # Selectors that any element may match: test, specificity, order, pseudo-element, declarations.
    matcher.other_selectors = [
        entry for entry in matcher.other_selectors if entry[3] not in (MARKER, *NOTES)
    ]
    markers = [entry for entry in sheet.matcher.other_selectors if entry[3] == MARKER]
    names = matcher.lower_local_name_selectors
    matcher.lower_local_name_selectors = {**names, "li": [*names.get("li", []), *markers]}
    return lean


_LEAN = _lean(UA_STYLESHEET)
