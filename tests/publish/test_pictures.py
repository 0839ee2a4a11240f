"""Pictures in a page: the same letters at the same places as WeasyPrint's own, from fewer pieces."""

from __future__ import annotations

import base64
import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from reportgen.publish.fetcher import FolderFetcher
from reportgen.publish.fonts import font_faces
from reportgen.publish.pictures import Pictures
from reportgen.publish.theme import load_theme

FONT = 'font-family="Reportgen Sans" font-size="9px"'
LABEL = f'<text {FONT} x="10" y="20" fill="#5f6b7a">Ingående AV 12,5 %</text>'


class Drawn:
    """A page with one picture of some SVG, drawn with our pictures or with WeasyPrint's own."""

    def __init__(self, svg: str, ours: bool = True) -> None:
        theme = load_theme("plain", Path())
        fetcher, fonts = FolderFetcher(theme.folders), FontConfiguration()
        self.pictures = Pictures(fetcher, fonts)
        options = {"base_url": "file:///nowhere/", "url_fetcher": fetcher}
        css = font_faces(theme.font_folders()) + "@page { size: 120mm 60mm; margin: 5mm }"
        sheet = CSS(string=css, font_config=fonts, **options)
        page = f'<html lang="en"><title>T</title><img alt="a" src="{address(svg)}"></html>'
        html = self.pictures.named(page) if ours else page
        document = HTML(string=html, **options).render(
            stylesheets=[sheet], font_config=fonts, cache=self.pictures.images
        )
        file = BytesIO()
        document.write_pdf(file)
        self.content = file.getvalue()

    @property
    def text(self) -> str:
        """What a reader finds in it."""
        return pypdf.PdfReader(BytesIO(self.content)).pages[0].extract_text().strip()

    @property
    def glyphs(self) -> list[tuple[float, float, str]]:
        """Every letter and where it begins, in the picture's own unit."""
        pdf = pikepdf.open(BytesIO(self.content))
        return sorted(_placed(pikepdf.parse_content_stream(pdf.pages[0]), _advances(pdf)))


def address(svg: str) -> str:
    """A picture as our blocks hand it over."""
    whole = f'<svg xmlns="http://www.w3.org/2000/svg" width="200pt" height="60pt">{svg}</svg>'
    return "data:image/svg+xml;base64," + base64.b64encode(whole.encode()).decode()


def _advances(pdf: pikepdf.Pdf) -> dict[str, dict[int, float]]:
    fonts = {}
    for name, font in pdf.pages[0].Resources.Font.items():
        widths = list(font.DescendantFonts[0].W)
        fonts[str(name)] = {
            int(first) + step: float(width)
            for first, run in zip(widths[::2], widths[1::2], strict=True)
            for step, width in enumerate(run)
        }
    return fonts


def _placed(commands: Any, advances: dict[str, dict[int, float]]) -> Any:
    x, y, font, size = 0.0, 0.0, "", 0.0
    for operands, operator in commands:
        if str(operator) == "Tm":
            x, y = float(operands[4]), float(operands[5])
        elif str(operator) == "Tf":
            font, size = str(operands[0]), float(operands[1])
        elif str(operator) == "TJ":
            for part in operands[0]:
                if isinstance(part, pikepdf.String):
                    for pair in re.findall(b"..", bytes(part), re.DOTALL):
                        yield round(x, 1), round(y, 1), pair.hex()
                        x += advances[font][int.from_bytes(pair, "big")] * size / 1000
                else:
                    x -= float(part) * size / 1000


def test_a_label_is_one_piece_of_text_with_its_letters_in_place() -> None:
    """WeasyPrint sets letter by letter; kerning (A and V) would move them from their places."""
    ours, theirs = Drawn(LABEL), Drawn(LABEL, ours=False)
    assert ours.text == "Ingående AV 12,5 %"
    known = {glyph for _, _, glyph in theirs.glyphs}
    mine = [glyph for glyph in ours.glyphs if glyph[2] in known]  # Spaces are not set there.
    assert len(mine) == len(theirs.glyphs) == 15
    for (x, y, glyph), other in zip(mine, theirs.glyphs, strict=True):
        assert x == pytest.approx(other[0], abs=0.11)
        assert (y, glyph) == other[1:]
    assert (pieces(ours), pieces(theirs)) == (1, 15)


def pieces(drawn: Drawn) -> int:
    """How many pieces of text are placed."""
    pdf = pikepdf.open(BytesIO(drawn.content))
    commands = pikepdf.parse_content_stream(pdf.pages[0])
    return sum(str(command.operator) == "Tm" for command in commands)


@pytest.mark.parametrize(
    "svg",
    [
        f'<text {FONT} x="60" y="20" text-anchor="middle">Anchored</text>',
        f'<text {FONT} x="10 20 30" y="20">abc</text>',
        f'<text {FONT} x="10" y="20" stroke="red">Outlined</text>',
        f'<text {FONT} x="10" y="20" opacity="0.5">Faint</text>',
        f'<text {FONT} x="10" y="20">A <tspan font-weight="600">B</tspan></text>',
        f'<text {FONT} x="10" y="20" dominant-baseline="middle">Middle</text>',
        '<rect width="10" height="10" fill="#0b5fa5"/><path d="M0 0L9 9" stroke="#000"/>',
        '<image href="data:image/png;base64,AAAA" width="5" height="5"/>' + LABEL,
    ],
)
def test_what_is_more_than_a_plain_label_is_drawn_as_ever(svg: str) -> None:
    """The same file to the byte."""
    assert Drawn(svg).content == Drawn(svg, ours=False).content


def test_turned_and_bold_labels() -> None:
    """A transform of its own, a weight, an opacity of the paint."""
    svg = (
        f'<text {FONT} x="0" y="0" transform="translate(20,30) rotate(-90)">Upward</text>'
        f'<g font-weight="600" {FONT}><text x="90" y="20" fill-opacity="0.5">Heavy</text></g>'
    )
    assert (
        set(Drawn(svg).text.split()) == {"Upward", "Heavy"} == set(Drawn(svg, False).text.split())
    )
    pdf = pikepdf.open(BytesIO(Drawn(svg).content))
    assert len(pdf.pages[0].Resources.Font) == 2


def test_equal_pictures_are_read_once_and_broken_ones_left_to_be_told() -> None:
    """A picture that is none keeps its address: the layout says what is wrong with it."""
    pictures = Pictures(FolderFetcher([]), FontConfiguration())
    good, broken = address(LABEL), "data:image/svg+xml;base64,PHN2Zz4="
    page = f'<img src="{good}"><img src="{good}"><img src="{broken}">'
    assert pictures.named(page) == (
        f'<img src="picture:0"><img src="picture:0"><img src="{broken}">'
    )
    assert list(pictures.images) == ["picture:0"]
