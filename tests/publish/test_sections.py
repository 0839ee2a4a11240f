"""Pages that are set as they come, in any order: the same bytes as a document set in one piece."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pypdf
import pytest

from reportgen.publish.pdf import Press
from reportgen.publish.press import Sheet
from reportgen.publish.sections import divisible, without_margins
from reportgen.publish.theme import load_theme
from reportgen.resources import shipped

NUMBERS = """@page { @bottom-right { content: counter(page) " of " counter(pages) } }
a::after { content: " " target-counter(attr(href), page) }
.page-growth { page: wide } @page wide { size: 297mm 210mm }
"""
# A rule that nothing answers to, but that could only be kept by setting everything in one piece.
WHOLE = ".nothing { position: fixed }"
PAGES = {
    "cover": "<h1>Cover</h1><p>Front</p>",
    "contents": '<h1>Contents</h1><a href="#growth">Growth</a> <a href="#cash">Cash</a>',
    "growth": '<h1>Growth</h1><p>Wide</p><h2 class="new-page">More</h2><p>Second</p>',
    "cash": "<h1>Cash</h1><table><tr><th>Balance</th><td>12</td></tr></table>",
}


def built(
    folder: Path, css: str = "", order: Sequence[str] = (*PAGES,), **pages: str
) -> tuple[list[str], bytes]:
    """The text of every page and the file, of pages that come in this order."""
    templates = folder / "templates" / "pages"
    templates.mkdir(parents=True, exist_ok=True)
    for name, text in {**PAGES, **pages}.items():
        (templates / f"{name}.html").write_text(text, encoding="utf-8")
    theme = load_theme("plain", folder)
    job: dict[str, Any] = {
        **theme.press(folder),
        "template_folders": [str(templates.parent), str(shipped("templates"))],
        "words": {},
        "functions": [],
        "document": {"language": "en", "company": "C", "title": "T", "period": "P"},
        "pages": [{"name": name, "title": name.title()} for name in PAGES],
    }
    job["css"] = NUMBERS + job["css"] + css
    with Press(seconds=60) as press:
        press.begin(job)
        for name in order:
            press.add(name, {})
        press.finish(str(folder / "out.pdf"))
    reader = pypdf.PdfReader(folder / "out.pdf")
    texts = [" ".join(page.extract_text().split()) for page in reader.pages]
    return texts, (folder / "out.pdf").read_bytes()


def test_the_same_bytes_as_in_one_piece_in_whatever_order_they_come(tmp_path: Path) -> None:
    """Page numbers, those referred to, named pages, bookmarks, tags: nothing tells them apart."""
    texts, whole = built(tmp_path, WHOLE)
    assert texts == [
        "Cover Front",
        "Contents Growth 3 Cash 5 2 of 5",
        "Growth Wide 3 of 5",
        "More Second 4 of 5",
        "Cash Balance 12 5 of 5",
    ]
    assert built(tmp_path)[1] == whole
    assert built(tmp_path, order=("cash", "contents", "growth", "cover"))[1] == whole


def test_contents_of_two_pages_move_what_they_count(tmp_path: Path) -> None:
    """Growth begins on page 4, because the contents take two."""
    long = PAGES["contents"] + '<h2 class="new-page">Cash again</h2><a href="#cash">Cash</a>'
    texts, _ = built(tmp_path, contents=long)
    assert texts[1:3] == ["Contents Growth 4 Cash 6 2 of 6", "Cash again Cash 6 3 of 6"]


def test_footnotes_are_numbered_through(tmp_path: Path) -> None:
    """The second page's first footnote is the document's second."""
    noted = '<h1>{0}</h1><p>Text<span class="footnote">Note of {0}.</span></p>'
    pages = {name: noted.format(name) for name in ("growth", "cash")}
    texts, _ = built(tmp_path, **pages)
    assert "1. Note of growth." in texts[2]
    assert "2. Note of cash." in texts[3]


@pytest.mark.parametrize(
    ("rule", "can"),
    [
        ("p { color: red } table { table-layout: fixed }", True),
        ("@page { @top-left { content: counter(page) } }", True),
        ("@page :first { margin: 0 }", True),
        ("a::after { content: target-counter(attr(href), page) }", True),
        ("td:nth-child(2) { width: 5mm }", True),
        ("@page :left { margin-left: 30mm }", False),
        ("@page :nth(2) { margin-left: 30mm }", False),
        ("@page { @top-left { content: string(title) } }", False),
        ("figcaption::before { counter-increment: figure; content: counter(figure) }", False),
        ("p::after { content: counter(page) }", False),
        ("@media print { p::after { content: counter(page) } }", False),
        ("a::after { content: target-text(attr(href)) }", False),
        (".page { break-before: right }", False),
        (".head { position: running(head) }", False),
        ("aside.note > i { float: footnote }", False),
    ],
)
def test_what_looks_across_the_document_is_not_divided(rule: str, can: bool) -> None:
    """Anything that counts, repeats or looks ahead leaves the document in one piece."""
    assert divisible(rule) is can


MARGINS = """@page { size: A5; @top-left { content: "above" } @footnote { margin-top: 3mm }
  margin: 9mm; @bottom-right-corner { content: "below" } color: red }
@page :first { @top-left { content: none } }
p { color: blue }"""


def test_in_sections_nothing_runs_in_the_margins() -> None:
    """Sizes, footnotes and all other rules stay; what runs around the page is gone."""
    css = without_margins(MARGINS)
    assert "above" not in css
    assert "below" not in css
    assert "top-left" not in css
    for kept in ("size: A5", "margin: 9mm", "color: red", "@footnote", "p { color: blue }"):
        assert kept in css


@pytest.mark.parametrize("rule", ["@media print { %s }", "@import 'more.css'; %s"])
def test_margins_of_a_style_sheet_within_are_silenced(rule: str) -> None:
    """What is not looked into may speak of margins: it is overruled."""
    assert "@top-left { content: none !important }" in without_margins(rule % MARGINS)


def test_a_page_that_prints_numbers_is_set_once(tmp_path: Path) -> None:
    """Its length is guessed from the pages that it begins itself; a wrong guess costs a second time."""
    long = PAGES["contents"] + '<h2 class="new-page">Again</h2><a href="#cash">Cash</a>'
    many = PAGES["contents"] + '<p style="break-before: page">Over</p>'
    assert [laid_out(tmp_path, contents) for contents in (long, many)] == [1, 2]


def laid_out(folder: Path, contents: str) -> int:
    """How often the contents are laid out until their numbers are right."""
    theme = load_theme("plain", folder)
    told = {**theme.press(folder), "document": {"language": "en", "company": "C", "title": "T"}}
    told["document"]["period"] = "P"
    told |= {"template_folders": [str(shipped("templates"))], "words": {}, "functions": []}
    told["pages"] = [{"name": name, "title": name.title()} for name in PAGES]
    sheet = Sheet(told)
    assert sheet._halves is not None
    sections = sheet._halves._sections
    count = 0
    plain = sections._set

    def counted(name: str, body: str) -> Any:
        nonlocal count
        count += name == "contents"
        return plain(name, body)

    sections._set = counted  # type: ignore[method-assign]
    for name, body in {**PAGES, "contents": contents}.items():
        sections.add(name, body)
    lengths = sections.settle({})
    assert lengths is not None
    assert sections.join(lengths) is not None
    return count
