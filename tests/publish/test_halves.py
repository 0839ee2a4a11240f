"""Sections that two processes set: one document, whoever has set which page of it."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest

from reportgen.errors import LimitError, PackError
from reportgen.publish.halves import WORTHWHILE
from reportgen.publish.pdf import Press
from reportgen.publish.press import Sheet
from reportgen.publish.theme import load_theme
from reportgen.resources import shipped

SECTIONS = [f"section{letter}" for letter in "abcdefghij"]
ORDER = ["sectione", *SECTIONS[5:], "contents", *SECTIONS[:4]]
NUMBERS = """@page { @bottom-right { content: counter(page) " of " counter(pages) } }
a[href^="#"]::after { content: " " target-counter(attr(href), page) }
"""
LEVELS = "h2 { bookmark-level: 2 }"
# A rule that nothing answers to, but that could only be kept by setting everything in one piece.
WHOLE = ".nothing { position: fixed }"


def pages() -> dict[str, str]:
    """Contents that link to ten sections: each has a table, and a page of its own for what comes next."""
    links = "".join(f'<p><a href="#{name}">{name}</a></p>' for name in SECTIONS)
    sections = {
        name: f"<h1>{name}</h1><table><tr><th scope='col'>Rows</th><th scope='col'>of it</th></tr>"
        + "".join(f"<tr><td>{row}</td><td>{name}\xa0{row * number}</td></tr>" for row in range(9))
        + f'</table><h2 class="new-page">After {name}</h2><p><strong>More\xa0of it</strong></p>'
        + '<p><a href="https://example.org/">Elsewhere</a></p>'
        for number, name in enumerate(SECTIONS)
    }
    return {"contents": f"<h1>Contents</h1>{links}", **sections}


def job(folder: Path, css: str = "", **changed: str) -> dict[str, Any]:
    """What the press needs for them."""
    templates = folder / "templates" / "pages"
    templates.mkdir(parents=True, exist_ok=True)
    for name, text in {**pages(), **changed}.items():
        (templates / f"{name}.html").write_text(text, encoding="utf-8")
    told: dict[str, Any] = {
        **load_theme("plain", folder).press(folder),
        "template_folders": [str(templates.parent), str(shipped("templates"))],
        "words": {},
        "functions": [],
        "document": {"language": "en", "company": "C", "title": "T", "period": "P"},
        "pages": [{"name": name, "title": name.title()} for name in pages()],
    }
    return told | {"css": NUMBERS + told["css"] + LEVELS + css}


def built(folder: Path, css: str = "", **changed: str) -> tuple[Path, dict[str, Any]]:
    """The file, and what the press told of it."""
    assert len(ORDER) >= WORTHWHILE
    out = folder / "out.pdf"
    with Press(seconds=60) as press:
        press.begin(job(folder, css, **changed))
        for name in ORDER:
            press.add(name, {})
        return out, press.finish(str(out))


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Path, dict[str, Any]]]:
    """The document as two processes set it, and as one does."""
    return [built(tmp_path_factory.mktemp("pdf"), css) for css in ("", WHOLE)]


Both = list[tuple[Path, dict[str, Any]]]


def test_two_processes_were_at_work(both: Both) -> None:
    """Each has brought its own subset of the font of the text: the guard of all that follows."""
    halves, whole = (len(fonts(file)) for file, _ in both)
    assert halves == 2 * whole > 2


def fonts(file: Path) -> set[str]:
    """Names of the fonts in a file; two subsets have two names."""
    with pikepdf.open(file) as pdf:
        return {
            str(font.BaseFont) for page in pdf.pages for font in page.obj.Resources.Font.values()
        }


def test_every_page_says_the_same(both: Both) -> None:
    """Text, page numbers and those referred to, in the order of the document; spaces are spaces."""
    halves, whole = (
        [page.extract_text() for page in pypdf.PdfReader(file).pages] for file, _ in both
    )
    assert len(halves) == 1 + 2 * len(SECTIONS)
    assert halves == whole
    assert "sectiona 2" in " ".join(halves[0].split())
    assert "sectionj 20" in " ".join(halves[0].split())
    assert "More of it" in halves[-1]
    assert "21 of 21" in halves[-1]


def test_every_page_looks_the_same(both: Both, tmp_path: Path) -> None:
    """Dot by dot."""
    pictures = []
    for number, (file, _) in enumerate(both):
        stem = tmp_path / str(number)
        subprocess.run(["pdftoppm", "-r", "40", str(file), str(stem)], check=True)
        pictures.append([path.read_bytes() for path in sorted(tmp_path.glob(f"{number}-*"))])
    assert len(pictures[0]) == 1 + 2 * len(SECTIONS)
    assert pictures[0] == pictures[1]


def test_bookmarks_are_the_same(both: Both) -> None:
    """Those told to the manifest, and those in the file: label, page and what is below it."""
    (file, told), (whole_file, whole_told) = both
    assert told["bookmarks"] == whole_told["bookmarks"]
    assert len(told["bookmarks"]) == 1 + len(SECTIONS)
    halves, whole = (list(bookmarks(pypdf.PdfReader(path))) for path in (file, whole_file))
    assert halves == whole
    assert ("sectionj", 20, 0) in halves
    assert ("After sectionj", 21, 1) in halves


def bookmarks(reader: pypdf.PdfReader, outline: Any = None, depth: int = 0) -> Iterator[Any]:
    """Label, page and depth of every bookmark."""
    for item in reader.outline if outline is None else outline:
        if isinstance(item, list):
            yield from bookmarks(reader, item, depth + 1)
        else:
            yield item.title, (reader.get_destination_page_number(item) or 0) + 1, depth


def test_links_lead_to_where_they_say(both: Both) -> None:
    """Every link of the contents ends on the page whose number stands beside it."""
    for file, _ in both:
        with pikepdf.open(file) as pdf:
            named = list(pdf.Root.Names.Dests.Names)
            assert [str(name) for name in named[::2]] == sorted(str(name) for name in named[::2])
            places = dict(zip(map(str, named[::2]), named[1::2], strict=True))
            order = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
            leads = {
                str(note.Dest): order[places[str(note.Dest)][0].objgen]
                for note in pdf.pages[0].obj.Annots
            }
        assert leads == {name: 2 + 2 * number for number, name in enumerate(SECTIONS)}


def test_the_structure_is_the_same(both: Both) -> None:
    """Elements in the order of reading, each of its page; every number of a page finds its elements."""
    halves, whole = (list(structure(file)) for file, _ in both)
    assert halves == whole
    assert sum(tag == "/TD" for tag, _ in halves) == 2 * 9 * len(SECTIONS)


def structure(file: Path) -> Iterator[tuple[str, int]]:
    """Tag and page of every structure element, in order; and what ties pages to them is checked."""
    with pikepdf.open(file) as pdf:
        order = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        root = pdf.Root.StructTreeRoot
        numbers = [int(number) for number in list(root.ParentTree.Nums)[::2]]
        assert numbers == list(range(len(numbers)))
        tied = dict(zip(numbers, list(root.ParentTree.Nums)[1::2], strict=True))
        for number, page in enumerate(pdf.pages, 1):
            elements = [e for e in tied[int(page.obj.StructParents)] if "/Pg" in e]
            assert {order[element.Pg.objgen] for element in elements} == {number}
            for note in page.obj.get("/Annots", ()):
                assert str(tied[int(note.StructParent)].S) == "/Link"
        (document,) = root.K
        for element in document.K:
            assert element.P.objgen == document.objgen
            yield from walked(element, order)


def walked(element: Any, order: dict[Any, int]) -> Iterator[tuple[str, int]]:
    """Tag and page of an element and of all below it."""
    if isinstance(element, pikepdf.Dictionary) and "/S" in element:
        yield str(element.S), order[element.Pg.objgen] if "/Pg" in element else 0
        for inner in element.get("/K", ()):
            yield from walked(inner, order)


def test_built_twice_every_byte_is_the_same(both: Both, tmp_path: Path) -> None:
    """Who sets which section depends on the sections alone."""
    assert built(tmp_path)[0].read_bytes() == both[0][0].read_bytes()


# One after the other they go to different processes.
@pytest.mark.parametrize("name", ORDER[1:4])
def test_what_must_not_be_opened_is_told_by_either(tmp_path: Path, name: str) -> None:
    """Whichever process meets it, the message names the template and its line."""
    page = f"<h1>{name}</h1>\n<img src='https://example.org/x.png' alt='x'>"
    with pytest.raises(PackError) as told:
        built(tmp_path, **{name: page})
    (problem,) = told.value.problems
    assert problem.file.endswith(f"{name}.html")
    assert problem.line == 2


def test_a_second_process_that_is_killed_is_a_message(tmp_path: Path) -> None:
    """As when the machine has no memory left: one sentence, and no file."""
    out = tmp_path / "out.pdf"
    with Press(seconds=60) as press:
        press.begin(job(tmp_path))
        os.kill(awaited(press.process.pid), signal.SIGKILL)
        for name in ORDER:
            press.add(name, {})
        with pytest.raises(LimitError, match="memory"):
            press.finish(str(out))
    assert not out.exists()


def test_where_no_process_may_be_begun_one_sets_all(
    both: Both, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A container may allow few processes: the document is the same."""

    def refused() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refused)
    sheet = Sheet(job(tmp_path))
    for name in ORDER:
        sheet.add(name, {})
    alone = tmp_path / "alone.pdf"
    assert sheet.set(str(alone), html=False)["bookmarks"] == both[0][1]["bookmarks"]
    sheet.end()
    assert list(structure(alone)) == list(structure(both[0][0]))


@pytest.mark.parametrize("finished", [True, False])
def test_no_process_is_left(tmp_path: Path, finished: bool) -> None:
    """A press takes its second process with it, whether it has done its work or is given up."""
    with Press(seconds=60) as press:
        press.begin(job(tmp_path))
        second = os.pidfd_open(awaited(press.process.pid))
        if finished:
            for name in ORDER:
                press.add(name, {})
            press.finish(str(tmp_path / "out.pdf"))
    ended, _, _ = select.select([second], [], [], 60)
    assert ended
    os.close(second)


def awaited(press: int) -> int:
    """The second process of a press, as soon as there is one: the child with which it has a socket."""
    listed = Path(f"/proc/{press}/task/{press}/children")
    while True:
        assert Path(f"/proc/{press}").exists()
        for child in listed.read_text().split():
            with contextlib.suppress(OSError):
                files = [os.readlink(file) for file in Path(f"/proc/{child}/fd").iterdir()]
                if any(file.startswith("socket:") for file in files):
                    return int(child)
