"""The press: a child process, limited in time and memory, that renders templates and sets the PDF.

Why a child: templates and themes may come from strangers, and native libraries may crash. Whatever
happens in here is an answer or an error message in the parent, and the file that it writes is not yet the
one that anybody reads: the parent checks it first and renames it then.

Runs as `python -m reportgen.publish.press` and reads lines of JSON: the theme, with which it warms up; the
job without its pages; every page, in the order in which the parent has composed them; and where the PDF is
wanted. It answers with one line.
"""

from __future__ import annotations

import contextlib
import gc
import json
import logging
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from weasyprint import Document

    from reportgen.publish.halves import Halves

MEMORY_LIMIT = 3 * 1024**3
WARM_UP = """<html lang="en"><title>-</title><h1>H</h1>
<p class="lead">Text <strong>bold</strong> <em>more</em></p>
<div class="cards"><div class="card"><p>12</p></div></div>
<table><thead><tr><th scope="col">A</th></tr></thead>
<tbody><tr><td class="number">1</td></tr></tbody></table>
<figure><img alt="i" src="data:image/svg+xml,
<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><text x='1' y='8'>a</text></svg>">
</figure></html>"""


class Kept(logging.Handler):
    """Keeps what the libraries complain about, so that silence can be required."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    @classmethod
    def listening(cls) -> Kept:
        """A new one, instead of whoever listened before."""
        kept = cls()
        for name in ("weasyprint", "fontTools"):
            logger = logging.getLogger(name)
            logger.handlers = [kept]
            logger.propagate = False
            logger.setLevel(logging.WARNING)
        return kept

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one line."""
        line = record.getMessage()
        if line not in self.lines:
            self.lines.append(line)


class Sheet:
    """One document on its way to paper: its pages come one by one, then it is set.

    job  what `Rendering` needs, css, base_url, file_folders, font_folders
    """

    def __init__(self, job: Mapping[str, Any]) -> None:
        from weasyprint.text.fonts import FontConfiguration

        from reportgen.publish.fetcher import FolderFetcher
        from reportgen.publish.fonts import font_faces
        from reportgen.publish.pictures import Pictures
        from reportgen.publish.rendering import Rendering
        from reportgen.publish.sections import divisible

        self._kept = Kept.listening()
        self._css: str = job["css"]
        self._faces = font_faces([Path(folder) for folder in job["font_folders"]])
        self._fetcher = FolderFetcher([Path(folder) for folder in job["file_folders"]])
        self._options = {"base_url": job["base_url"], "url_fetcher": self._fetcher}
        self._fonts = FontConfiguration()
        self._pictures = Pictures(self._fetcher, self._fonts)
        self._folders = [Path(folder) for folder in job["template_folders"]]
        self._rendering = Rendering(job)
        self._names = [page["name"] for page in job["pages"]]
        self._bodies: dict[str, str] = {}
        self._failed: dict[str, Any] = {}
        self._rendering.prepare()
        self._halves: Halves | None = None
        if len(self._names) > 1 and divisible(self._css) and self._rendering.frame_is_shipped:
            with self._watched():
                self._halves = self._divided()

    def _divided(self) -> Halves:
        from reportgen.publish.halves import Halves
        from reportgen.publish.sections import Sections

        sections = Sections(
            self._names,
            self._faces,
            self._css,
            self._rendering.document,
            self._fonts,
            self._pictures,
            self._options,
        )
        return Halves(self._names, sections, (self._kept.lines, self._fetcher.refused))

    def add(self, name: str, blocks: Mapping[str, Any]) -> None:
        """Render a page, and lay it out where that can be done before the others are there."""
        from reportgen.publish.sandbox import load_problem

        if self._failed:
            return
        try:
            self._bodies[name] = self._rendering.page(name, blocks)
        except Exception as error:
            self._failed = {"error": load_problem(error, self._folders).as_record()}
            return
        if self._halves:
            with self._watched():
                self._halves.add(name, self._bodies[name])

    def set(self, pdf: str, html: bool, files: Sequence[Mapping[str, Any]] = ()) -> dict[str, Any]:
        """Write the PDF and tell what came out; a failure is an answer that says where it happened.

        files  what goes inside the PDF, see `embedding.write_pdf`
        """
        result: dict[str, Any] = {}
        if not self._failed:
            with self._watched():
                result = self._write(pdf, html, files)
        return self._failed or result

    def end(self) -> None:
        """Leave no process behind."""
        if self._halves:
            self._halves.end()

    def _write(self, pdf: str, html: bool, files: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        from reportgen.publish.embedding import write_pdf

        document = self._halves.write(pdf, files) if self._halves else None
        if document is None:
            document = self._in_one_piece()
            write_pdf(document, pdf, files)
        bookmarks = document.make_bookmark_tree()
        told = {"html": self._rendering.document(self._bodies)} if html else {}
        return told | {
            "pages": len(document.pages),
            "bookmarks": [[label, target[0] + 1] for label, target, _, _ in bookmarks],
            "log": self._kept.lines,
            "refused": self._fetcher.refused,
        }

    def _in_one_piece(self) -> Document:
        from weasyprint import CSS, HTML

        sheet = CSS(string=self._faces + self._css, font_config=self._fonts, **self._options)
        named = {name: self._pictures.named(body) for name, body in self._bodies.items()}
        html = self._rendering.document(named)
        return HTML(string=html, **self._options).render(
            stylesheets=[sheet], font_config=self._fonts, cache=self._pictures.images
        )

    @contextlib.contextmanager
    def _watched(self) -> Iterator[None]:
        from weasyprint.urls import FatalURLFetchingError

        try:
            yield
        except OSError as reason:
            self._failed = {"limit": reason.strerror or str(reason)}
        except MemoryError:
            limit = f"it needed more than {MEMORY_LIMIT // 1024**3} GB of memory"
            self._failed = {"limit": limit}
        except FatalURLFetchingError:
            # What was refused is told with the file that asks for it.
            self._failed = {"refused": self._fetcher.refused}
        except BaseException as error:
            what = f"{type(error).__name__}: {error}"
            self._failed = {"error": {"file": "document.html", "what": what}}


def work(job: Mapping[str, Any]) -> dict[str, Any]:
    """Do a whole job at once: all blocks and the name of the PDF are in it."""
    # Collecting garbage in the middle of layout doubles its time; the process ends soon anyway.
    gc.disable()
    sheet = Sheet(job)
    try:
        for page in job["pages"]:
            sheet.add(page["name"], job["blocks"])
        return sheet.set(job["pdf"], job.get("html", False))
    finally:
        sheet.end()


def warm_up(line: str) -> None:
    """Set a page that nobody sees: fonts, shaping, tables and images are then ready for the real one.

    Whatever is wrong with the theme is said by the real job, with the page where it shows.
    """
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    # Not for the page that is set here, but for those that come.
    from reportgen.publish import lean, pictures, rendering  # noqa: F401
    from reportgen.publish.embedding import write_pdf
    from reportgen.publish.fetcher import FolderFetcher
    from reportgen.publish.fonts import font_faces

    if not line.strip():
        return
    with contextlib.suppress(Exception):
        theme = json.loads(line)
        Kept.listening()
        fonts = FontConfiguration()
        options = {
            "base_url": theme["base_url"],
            "url_fetcher": FolderFetcher([Path(folder) for folder in theme["file_folders"]]),
        }
        faces = font_faces([Path(folder) for folder in theme["font_folders"]])
        sheet = CSS(string=faces + theme["css"], font_config=fonts, **options)
        page = HTML(string=WARM_UP, **options).render(stylesheets=[sheet], font_config=fonts)
        write_pdf(page, os.devnull)


def answer(lines: Iterable[str]) -> dict[str, Any] | None:
    """What came of a document whose lines are: the job, its pages, and where the PDF is wanted."""
    sheet: Sheet | None = None
    try:
        for line in lines:
            told = json.loads(line)
            if sheet is None:
                sheet = Sheet(told)
            elif "pdf" in told:
                return sheet.set(**told)
            else:
                sheet.add(**told)
        return None
    finally:
        if sheet is not None:
            sheet.end()


def main() -> None:
    """Import what is heavy while the parent still reads exports, then wait for the job."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # A stray print of a library must not end up among the answers.
    # Collecting garbage in the middle of layout doubles its time; the process ends soon anyway.
    gc.disable()
    warm_up(sys.stdin.readline())
    if (told := answer(sys.stdin)) is not None:
        answers.write(json.dumps(told, ensure_ascii=False) + "\n")
        answers.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
