"""The press: one document in a limited child; what goes wrong is a message, what comes out is tagged."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest
from weasyprint import CSS, HTML

from reportgen.errors import LayoutError, LimitError, PackError
from reportgen.publish.document import css_string
from reportgen.publish.fonts import font_faces
from reportgen.publish.pdf import Press
from reportgen.publish.theme import load_theme

DOCUMENT = (
    '<!DOCTYPE html><html lang="en"><head><title>T</title></head><body>'
    "{% for page in pages %}{{ page.body }}{% endfor %}</body></html>"
)


def job(folder: Path, page: str, css: str = "", **more: Any) -> dict[str, Any]:
    """A job of one page in the fonts of the shipped theme."""
    templates = folder / "templates"
    for name in ("pages", "parts"):
        (templates / name).mkdir(parents=True, exist_ok=True)
    (templates / "document.html").write_text(DOCUMENT, encoding="utf-8")
    (templates / "pages" / "one.html").write_text(page, encoding="utf-8")
    theme = load_theme("plain", folder)
    return {
        "template_folders": [str(templates)],
        "file_folders": [str(folder), *(str(f) for f in theme.folders)],
        "base_url": folder.as_uri() + "/",
        "words": {"word": "Word"},
        "blocks": {},
        "functions": [],
        "document": {},
        "pages": [{"name": "one", "title": "One"}],
        "font_folders": [str(f) for f in theme.font_folders()],
        "css": 'html { font-family: "Reportgen Sans" }' + css,
        "pdf": str(folder / "out.pdf"),
        **more,
    }


def press(folder: Path, page: str, css: str = "", seconds: float = 60) -> dict[str, Any]:
    """Set one page."""
    with Press(seconds=seconds) as running:
        return running.set(job(folder, page, css))


def test_a_page_is_set_tagged_titled_and_in_its_language(tmp_path: Path) -> None:
    """What a screen reader needs is there."""
    result = press(tmp_path, "<h1>Growth</h1><p>{{ t('word') }}</p>")
    assert (result["pages"], result["bookmarks"]) == (1, [["Growth", 1]])
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert pdf.docinfo["/Title"] == "T"


def test_the_same_page_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    """Whatever the clock and the time zone say."""
    results = []
    for zone in ("America/New_York", "Asia/Tokyo"):
        os.environ["TZ"] = zone
        try:
            press(tmp_path, "<h1>Growth</h1>")
        finally:
            del os.environ["TZ"]
        results.append((tmp_path / "out.pdf").read_bytes())
    assert results[0] == results[1]


def test_a_mistake_while_rendering_names_template_and_line(tmp_path: Path) -> None:
    """Not a traceback."""
    with pytest.raises(PackError) as caught:
        press(tmp_path, "<h1>Growth</h1>\n{{ nothing.at_all }}")
    problem = caught.value.problems[0]
    assert problem.file.endswith("one.html")
    assert problem.line == 2


def test_a_library_that_complains_stops_the_build(tmp_path: Path) -> None:
    """An unknown rule in a theme is not passed over in silence."""
    with pytest.raises(LayoutError, match="nonsense"):
        press(tmp_path, "<h1>Growth</h1>", css="p { nonsense: 1 }")


@pytest.mark.parametrize(
    "page",
    [
        '<img alt="x" src="file:///etc/passwd">',
        '<img alt="x" src="http://127.0.0.1:9/x.png">',
        '<img alt="x" src="../../secret.svg">',
        '<svg><title>t</title><image href="file:///etc/passwd"/></svg>',
    ],
)
def test_a_file_from_elsewhere_stops_the_build(tmp_path: Path, page: str) -> None:
    """Also inside SVG, where the library itself would go on."""
    with pytest.raises(PackError, match=r"must not be opened|lies outside|only files"):
        press(tmp_path, f"<h1>Growth</h1>{page}")


def test_a_page_without_end_is_stopped(tmp_path: Path) -> None:
    """By the clock; the message says what to look for."""
    with pytest.raises(LimitError, match="within 2 seconds"):
        press(tmp_path, "<table><tr><td colspan='1000000'>x</td></tr></table>" * 40, seconds=2)


def test_a_press_that_dies_is_a_message(tmp_path: Path) -> None:
    """A native library may end the process at any moment."""
    with Press() as running:
        os.kill(running.process.pid, signal.SIGABRT)
        with pytest.raises(LimitError, match="ended by SIGABRT"):
            running.set(job(tmp_path, "<h1>Growth</h1>"))


def test_nothing_is_left_running(tmp_path: Path) -> None:
    """A build that fails early ends its children."""
    with Press() as running:
        assert running.process.poll() is None
        running.set(job(tmp_path, "<h1>Growth</h1>"))
        unpacked = Path(running.temporary.name)
        assert unpacked.exists()
    assert running.process.poll() is not None
    assert not unpacked.exists()


def test_footnotes_stay_on_their_page(tmp_path: Path) -> None:
    """With room to spare a footnote must not move on: the theme leaves it a hair of slack."""
    theme = load_theme("plain", tmp_path)
    css = font_faces(theme.font_folders()) + theme.variables() + theme.css
    seen = 0
    for lines in range(30, 44):
        text = "<p>Line</p>" * lines
        note = "<span class='footnote'>Note that stays.</span>"
        html = f"<h1>A</h1>{text}<p>Text{note}</p>"
        HTML(string=html).write_pdf(tmp_path / "out.pdf", stylesheets=[CSS(string=css)])
        pages = pypdf.PdfReader(tmp_path / "out.pdf").pages
        found = [n for n, page in enumerate(pages) if "Text" in page.extract_text()]
        notes = [n for n, page in enumerate(pages) if "Note that stays" in page.extract_text()]
        assert found == notes, f"{lines} lines"
        seen += len(notes)
    assert seen == 14


def test_a_name_cannot_break_out_of_a_style_sheet() -> None:
    """Company names reach the margins as CSS strings."""
    assert css_string('A"} @page{') == '"A\\22 \\7d \\20 \\40 page\\7b "'
    assert css_string("Åkerö") == '"\\c5 ker\\f6 "'


@pytest.mark.parametrize(
    ("page", "css", "place"),
    [
        ('<h1>A</h1>\n<img alt="l" src="../secret/logo.png">', "", "templates/pages/one.html:2"),
        ('<h1>A</h1><img alt="l" src="lacking.png">', "", "templates/pages/one.html:1"),
    ],
)
def test_a_file_that_must_not_be_opened_is_told_where_it_is_asked_for(
    page: str, css: str, place: str, tmp_path: Path
) -> None:
    with pytest.raises(PackError) as stopped:
        press(tmp_path, page, css)
    (problem, *_) = stopped.value.problems
    assert problem.place == f"{tmp_path}/{place}"
    assert "must not be opened" in problem.what
    assert "FatalURLFetchingError" not in problem.what
