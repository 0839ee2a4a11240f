"""The sections of a document in two halves, set side by side and bound into one PDF."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from reportgen.publish.embedding import write_pdf
from reportgen.publish.second import Second
from reportgen.publish.sections import guess

if TYPE_CHECKING:
    from weasyprint import Document

    from reportgen.publish.sections import Sections

# Fewer sections are set before a second process has begun.
WORTHWHILE = 8
# Points of a PDF in a pixel of CSS.
POINTS = 0.75


class Halves:
    """Sections that come in any order and are written as one document.

    names       of all sections, in the order of the document
    sections    what sets them
    complaints  see `Second`

    Whoever makes one ends it.
    """

    def __init__(
        self,
        names: Sequence[str],
        sections: Sections,
        complaints: Sequence[list[str]],
    ) -> None:
        self._names = names
        self._sections = sections
        self._footnoted = 0
        self._ours = self._theirs = 0
        self._guesses: dict[str, int] = {}
        self._second: Second | None = None
        self._folder = ""
        if len(names) >= WORTHWHILE:
            self._folder = tempfile.mkdtemp(prefix="reportgen-")
            # Where no further process may be begun, this one sets all of it.
            with contextlib.suppress(OSError):
                self._second = Second(sections, complaints, Path(self._folder))

    def add(self, name: str, body: str) -> None:
        """Lay a section out, here or there: where less has been laid out so far."""
        self._footnoted += self._sections.footnoted(body)
        # Tags cost time, wherever they stand; how long the texts between them are is nothing beside that.
        weight = body.count("<")
        light = self._theirs < self._ours and not self._sections.waits(body)
        if self._second and light:
            self._theirs += weight
            self._guesses[name] = guess(body)
            self._second.add(name, body)
        else:
            self._ours += weight
            self._sections.add(name, body)

    def write(self, pdf: str, files: Sequence[Mapping[str, Any]]) -> Document | None:
        """The document, written; None when it has to be set in one piece after all.

        files  what goes inside the PDF, see `embedding.write_pdf`
        """
        # Footnotes are numbered through the document.
        if self._footnoted > 1:
            return None
        lengths = self._sections.settle(self._guesses)
        elsewhere = self._second.lengths() if self._second else {}
        if lengths is not None and elsewhere != self._guesses:
            lengths = self._sections.settle(elsewhere)
        if lengths is None:
            return None
        if self._second:
            self._second.write(lengths)
        document = self._sections.join(lengths)
        if document is None:
            return None
        if not (self._second and elsewhere):
            write_pdf(document, pdf, files)
            return document
        return self._bound(document, self._second, lengths, elsewhere, pdf, files)

    def end(self) -> None:
        """Leave no process behind."""
        if self._second:
            self._second.end()
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _bound(
        self,
        document: Document,
        second: Second,
        lengths: Mapping[str, int],
        elsewhere: Mapping[str, int],
        pdf: str,
        files: Sequence[Mapping[str, Any]],
    ) -> Document:
        from reportgen.publish.binding import bind

        ours = list(document.pages)
        bookmarks = [page.bookmarks for page in ours]
        for page in ours:
            page.bookmarks = []
        # What our links lead to must be somewhere, or they are dropped; binding finds the true place.
        ours[0].anchors |= {name: (0, 0, 0, 0) for name in elsewhere}
        first = f"{self._folder}/first.pdf"
        write_pdf(document, first, files)
        for page, kept in zip(ours, bookmarks, strict=True):
            page.bookmarks = kept
        theirs = iter(SimpleNamespace(**page) for page in second.pages())
        own = iter(ours)
        places = [name in elsewhere for name in self._names for _ in range(lengths[name])]
        whole = document.copy([next(theirs if there else own) for there in places])
        bind(first, str(second.pdf), places, whole.make_bookmark_tree(POINTS, True), pdf)
        return whole
