"""The board pack as it comes out of the command: fonts, tags, bookmarks, text, pictures."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pypdfium2
import pytest

from reportgen.measure.compute import all_metrics
from reportgen.story.locale import load_locale

ROOT = Path(__file__).resolve().parent.parent.parent
LANGUAGES = ("sv", "en")


@dataclass
class Pack:
    """A built pack."""

    language: str
    pdf: Path
    figures: Path

    @cached_property
    def pages(self) -> list[str]:
        """The text of each page, as it stands on paper."""
        told = subprocess.run(
            ["pdftotext", "-layout", self.pdf, "-"], capture_output=True, text=True, check=True
        )
        return told.stdout.split("\f")[:-1]


@pytest.fixture(scope="module", params=LANGUAGES)
def pack(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """Nordlys, built by the real command in one language."""
    out = tmp_path_factory.mktemp(request.param)
    command = [sys.executable, "-m", "reportgen", "build", str(ROOT / "inputs" / "nordlys")]
    built = subprocess.run(
        [*command, "--period", "2026Q3", "--locale", request.param, "--out", str(out)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    stem = out / "nordlys-2026Q3"
    return Pack(request.param, stem.with_suffix(".pdf"), Path(f"{stem}.figures.csv"))


def test_it_has_all_pages(pack: Pack) -> None:
    """Thirteen kinds of pages, none of them empty."""
    assert len(pack.pages) >= 13
    for number, text in enumerate(pack.pages, start=1):
        assert len(text.split()) >= 8, f"page {number} is empty"


def test_only_shipped_fonts_and_all_of_them_embedded(pack: Pack) -> None:
    """No font of the machine that happened to build it."""
    listed = subprocess.run(["pdffonts", pack.pdf], capture_output=True, text=True, check=True)
    rows = listed.stdout.splitlines()[2:]
    assert len(rows) >= 3
    for row in rows:
        assert re.match(r"[A-Z]{6}\+Reportgen", row), row
        assert row.split()[-5:-2] == ["yes", "yes", "yes"], row


def elements(node: Any, kind: str) -> list[Any]:
    """All elements of one kind in a structure tree."""
    found = [node] if node.get("/S") == kind else []
    kids = node.get("/K")
    if isinstance(kids, pikepdf.Array):
        inner: list[Any] = list(kids)
    else:
        inner = [kids] if isinstance(kids, pikepdf.Dictionary) else []
    for kid in inner:
        if isinstance(kid, pikepdf.Dictionary):
            found += elements(kid, kind)
    return found


def test_every_figure_has_a_text_of_its_own(pack: Pack) -> None:
    """What a reader who cannot see it must know; and the document says its language and title."""
    with pikepdf.open(pack.pdf) as pdf:
        alts = [
            str(figure.get("/Alt", "")) for figure in elements(pdf.Root.StructTreeRoot, "/Figure")
        ]
        assert len(alts) >= 25
        assert all(len(alt) > 15 for alt in alts)
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == pack.language
        assert "Nordlys Software AB" in str(pdf.docinfo["/Title"])
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"


def test_list_items_hold_a_label_and_a_body_only(pack: Pack) -> None:
    """What PDF/UA asks of lists; readers' software announces the number, then the words."""
    with pikepdf.open(pack.pdf) as pdf:
        items = elements(pdf.Root.StructTreeRoot, "/LI")
        assert len(items) >= 10
        for item in items:
            assert {str(kid["/S"]) for kid in item["/K"]} <= {"/Lbl", "/LBody"}


def test_bookmarks_match_the_contents_page(pack: Pack) -> None:
    """The same titles in the same order, with the page numbers that are printed."""
    reader = pypdf.PdfReader(pack.pdf)
    marks = [
        (str(mark["/Title"]), int(reader.get_destination_page_number(mark) or 0) + 1)
        for mark in reader.outline
        if not isinstance(mark, list)
    ]
    printed = re.findall(r"(?m)^(.+?)[ .]{5,}(\d+)\s*$", pack.pages[1])
    assert len(marks) >= 11
    assert [(title.strip(" ."), int(page)) for title, page in printed] == marks
    for title, page in marks:
        assert title in pack.pages[page - 1]


def test_page_numbers_run_to_the_end(pack: Pack) -> None:
    """Page x of y on every page but the cover."""
    locale = load_locale(pack.language)
    page, of = locale.text("document.page"), locale.text("document.of")
    total = len(pack.pages)
    for number, text in enumerate(pack.pages[1:], start=2):
        assert f"{page} {number} {of} {total}" in text.replace("\xa0", " ")


def test_nothing_that_is_no_figure_is_printed(pack: Pack) -> None:
    """No NaN, no infinity, no None, no key of a text."""
    whole = "\n".join(pack.pages)
    assert not re.findall(r"\b(?:nan|NaN|inf|None|null|undefined)\b", whole)
    keys = re.findall(r"\b[a-z]+_[a-z_]+\.[a-z_]+\b", whole)
    assert [key for key in keys if not key.endswith(".csv")] == []


def test_no_english_word_among_swedish_ones(pack: Pack) -> None:
    """Titles of metrics are those of the language."""
    if pack.language == "en":
        pytest.skip("English is what the others are compared with")
    locale = load_locale(pack.language)
    whole = " ".join("\n".join(pack.pages).split())
    seen = 0
    for metric in all_metrics().values():
        own = locale.metric_title(metric)
        seen += own in whole
        if metric.title.lower() not in own.lower() and len(metric.title) > 12:
            assert metric.title not in whole, metric.name
            assert metric.definition not in whole, metric.name
    assert seen >= 20


def test_the_scorecard_says_what_the_figures_file_says(pack: Pack) -> None:
    """One formatter: the same figure everywhere."""
    with pack.figures.open(encoding="utf-8", newline="") as file:
        rows = {(r["metric"], r["period"]): r for r in csv.DictReader(file) if not r["split_by"]}
    locale = load_locale(pack.language)
    summary = pack.pages[2].replace("\xa0", " ").replace(" ", " ")
    for name, period in (
        ("net_revenue_retention", "TTM2026-09"),
        ("gross_revenue_retention", "TTM2026-09"),
        ("sales_and_marketing_headcount_share", "2026-09"),
    ):
        shown = locale.share(float(rows[name, period]["value"]))
        assert shown.replace("\xa0", " ") in summary, name


def darkness(pdf: Path, page: int, columns: int = 12, rows: int = 16) -> list[str]:
    """A page as a coarse grid of letters: `.` paper, `x` ink, by the mean of each cell."""
    document = pypdfium2.PdfDocument(pdf)
    bitmap = document[page].render(scale=0.5, grayscale=True)
    picture = bitmap.to_pil()
    width, height = picture.size
    grid = []
    for row in range(rows):
        line = ""
        for column in range(columns):
            box = (
                column * width // columns,
                row * height // rows,
                (column + 1) * width // columns,
                (row + 1) * height // rows,
            )
            cells = list(picture.crop(box).tobytes())
            line += "x" if sum(cells) / len(cells) < 251 else "."
        grid.append(line)
    document.close()
    return grid


def test_the_growth_page_shows_its_charts(pack: Pack) -> None:
    """A lost chart leaves paper where ink was; the margins stay empty."""
    title = load_locale(pack.language).text("pages.growth.title")
    # Below the running head a page begins with its title.
    heads = [[line.strip() for line in text.splitlines() if line.strip()] for text in pack.pages]
    grid = darkness(pack.pdf, next(n for n, lines in enumerate(heads) if lines[1] == title))
    assert all(line[0] == "." for line in grid), "ink in the left margin"
    inked = sum(line.count("x") for line in grid)
    assert inked > 60, "\n".join(grid)


def test_no_stranded_heading_at_the_foot_of_a_page(pack: Pack) -> None:
    """A title stands with what it is the title of."""
    locale = load_locale(pack.language)
    titles = [str(text) for key, text in locale.texts.items() if key.startswith("pages.")]
    for number, text in enumerate(pack.pages[2:], start=3):
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        # The last line is the foot of the page.
        assert lines[-2] not in titles, f"page {number} ends with a heading"


def words(pdf: Path) -> list[list[tuple[float, float, float, float, str]]]:
    """The words of each page with their boxes (left, top, right, bottom in points)."""
    told = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, check=True)
    pages = told.stdout.decode("utf-8").split("<page ")[1:]
    box = re.compile(
        r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>'
    )
    return [
        [(float(a), float(b), float(c), float(d), text) for a, b, c, d, text in box.findall(page)]
        for page in pages
    ]


def overlaps(found: list[tuple[float, float, float, float, str]]) -> list[str]:
    """Pairs of words that lie on one another by more than a third of the smaller one."""
    wrong = []
    rows = sorted(found, key=lambda word: word[1])
    for index, one in enumerate(rows):
        for other in rows[index + 1 :]:
            if other[1] >= one[3]:
                break
            wide = min(one[2], other[2]) - max(one[0], other[0])
            tall = min(one[3], other[3]) - max(one[1], other[1])
            smaller = min(
                (one[2] - one[0]) * (one[3] - one[1]), (other[2] - other[0]) * (other[3] - other[1])
            )
            if wide > 0 and tall > 0 and wide * tall > smaller / 3:
                wrong.append(f"{one[4]!r} on {other[4]!r}")
    return wrong


def test_no_word_lies_on_another_and_none_outside_the_page(pack: Pack) -> None:
    """Text over text is unreadable; text beyond the margin is cut by printers."""
    seen = 0
    for number, page in enumerate(words(pack.pdf), start=1):
        seen += len(page)
        assert overlaps(page) == [], f"page {number}"
        outside = [w[4] for w in page if w[0] < 25 or w[2] > 595 - 25 or w[3] > 842 - 15]
        assert outside == [], f"page {number}"
    assert seen > 3000


def test_an_overlap_is_found() -> None:
    """The guard sees what it guards against."""
    assert overlaps([(10, 10, 50, 20, "a"), (20, 12, 60, 22, "b")]) == ["'a' on 'b'"]
    assert overlaps([(10, 10, 50, 20, "a"), (10, 20.5, 50, 30, "b")]) == []
