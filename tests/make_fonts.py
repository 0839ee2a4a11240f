"""Make the fonts of the theme `plain` from the released Source Sans 3 and Source Serif 4.

    .venv/bin/python tests/make_fonts.py FOLDER_WITH_THE_ORIGINAL_TTF_FILES [OUTPUT_FOLDER]

Run by hand, and only when the fonts are to change: the results are committed. The folder is
searched with all its subfolders, nothing is downloaded, and the same originals give the same bytes.
Why the fonts are cut and renamed at all stands in themes/plain/fonts/README.md.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent
SHIPPED = HERE.parent / "themes" / "plain" / "fonts"


@dataclass(frozen=True)
class Face:
    """One file to make, and what it is made from."""

    original: str
    family: str
    style: str
    weight: int
    italic: bool = False

    @property
    def file_name(self) -> str:
        return f"{self.postscript_name}.ttf"

    @property
    def postscript_name(self) -> str:
        return f"{self.family.replace(' ', '')}-{self.style.replace(' ', '')}"


FACES = [
    Face("SourceSans3-Regular.ttf", "Reportgen Sans", "Regular", 400),
    Face("SourceSans3-Semibold.ttf", "Reportgen Sans", "Semibold", 600),
    Face("SourceSans3-Bold.ttf", "Reportgen Sans", "Bold", 700),
    Face("SourceSans3-It.ttf", "Reportgen Sans", "Italic", 400, italic=True),
    # The cut drawn for 18-30 point: the text cut looks heavy in a title, and the hairlines of the
    # display cut break up on an office printer.
    Face("SourceSerif4Subhead-Regular.ttf", "Reportgen Serif", "Regular", 400),
    Face("SourceSerif4Subhead-Semibold.ttf", "Reportgen Serif", "Semibold", 600),
]

# What must be there. A face of the family used for text and charts that lacks one stops the run:
# a missing arrow would otherwise be set from whatever font the machine happens to have.
REQUIRED = (
    "–—‘’‚“”„‹›«»…•·′″†‡§¶©®™ªº°‰"
    "\u00a0\u2007\u2009\u200a\u202f"  # NBSP, figure space, thin space, hair space, NNBSP
    "\u2011"  # non-breaking hyphen: "S&M-kostnad" in a narrow table cell
    "+−×÷±=≤≥≈≠∞∆∑ΔΣµ½¼¾¹²³⁰⁴⁵⁶⁷⁸⁹"
    "€£$¥¢"
    "→↑↓↗↘←↖↙▲▼▶◀●○■□◆✓"
)

RANGES = [
    (0x0020, 0x007E),
    (0x00A0, 0x00FF),
    (0x0100, 0x017F),
    (0x0218, 0x021B),  # Romanian
    (0x1E9E, 0x1E9E),  # German capital sharp s
    # Names copied out of macOS arrive with å as a + ring.
    (0x0300, 0x0304),
    (0x0306, 0x030C),
    (0x0327, 0x0328),
    (0x20A0, 0x20BF),  # currency signs
]

# Tabular lining figures are the default of both families, so a chart (which cannot ask for a
# feature) and a table agree. Proportional ones stay reachable for running text, raised ones for
# footnote marks.
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "liga", "lnum", "tnum", "pnum", "sups", "case"]

# A family name that ends in a digit is not found by the chart renderer, and "Source" is a reserved
# name under the Open Font License.
FORBIDDEN_WORD = "source"


def characters() -> set[int]:
    """Return every code point to keep, where the original has it."""
    wanted = {ord(character) for character in REQUIRED}
    for first, last in RANGES:
        wanted.update(range(first, last + 1))
    return wanted


def cut(source: Path) -> TTFont:
    """Read `source` and drop what a report does not need."""
    options = subset.Options()
    options.layout_features = FEATURES
    # Hints serve low-resolution screens; the PDF viewer ignores them and they are half the file.
    options.hinting = False
    options.notdef_outline = True
    options.glyph_names = False
    options.name_IDs = ["*"]
    options.name_languages = ["*"]
    options.recalc_timestamp = False
    options.drop_tables += ["DSIG"]
    font = TTFont(source, recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters())
    subsetter.subset(font)
    return font


def rename(font: TTFont, face: Face) -> None:
    """Give `font` the names and style bits of `face`.

    CSS declares family and weight itself; the chart renderer reads them here. Readers that know
    only four styles per family (the Windows model, name IDs 1 and 2) must see Semibold as a
    family of its own, all others find it through the typographic names 16 and 17.
    """
    names = font["name"]
    version = names.getDebugName(5).split(";")[0]
    four_styles = face.style in {"Regular", "Bold", "Italic"}
    wanted = {
        1: face.family if four_styles else f"{face.family} {face.style}",
        2: face.style if four_styles else "Regular",
        3: f"{version};reportgen;{face.postscript_name}",
        4: face.family if face.style == "Regular" else f"{face.family} {face.style}",
        5: f"{version}; subset for reportgen",
        6: face.postscript_name,
    }
    if not four_styles:
        wanted |= {16: face.family, 17: face.style}
    # 7 claims the trademark of the original name; the rest names alternates, samples and features
    # that are gone. 0 (copyright), 8, 9 (makers), 11-14 (addresses, licence) stay: the OFL asks it.
    names.names = [record for record in names.names if record.nameID in {0, 8, 9, 11, 12, 13, 14}]
    for name_id, text in wanted.items():
        names.setName(text, name_id, 3, 1, 0x409)

    is_bold = face.weight == 700
    os2 = font["OS/2"]
    os2.usWeightClass = face.weight
    os2.fsSelection = (
        (os2.fsSelection & ~0b1100001)
        | (0b0000001 if face.italic else 0)
        | (0b0100000 if is_bold else 0)
        | (0b1000000 if face.style == "Regular" else 0)
    )
    font["head"].macStyle = (0b01 if is_bold else 0) | (0b10 if face.italic else 0)


def complaints(font: TTFont, face: Face) -> list[str]:
    """Return what would make `font` unfit for a report."""
    found = []
    cmap = font.getBestCmap()
    width = {character: font["hmtx"][cmap[ord(character)]][0] for character in "0123456789+−"}
    if len({width[digit] for digit in "0123456789"}) != 1:
        found.append("digits differ in width: columns of figures would not line up")
    if face.family == "Reportgen Sans":
        missing = [f"U+{ord(c):04X} {c}" for c in REQUIRED if ord(c) not in cmap]
        if missing:
            found.append(f"lacks {', '.join(missing)}")
        if len(set(width.values())) != 1:
            found.append("plus or minus is not as wide as a digit")
    if "kern" not in {record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord}:
        found.append("has lost its kerning")
    if face.family[-1].isdigit():
        found.append("the family name ends in a digit")
    for name_id in (1, 3, 4, 6, 16):
        name = font["name"].getDebugName(name_id) or ""
        if FORBIDDEN_WORD in name.lower():
            found.append(f"name {name_id} still contains the reserved word: {name}")
    return found


def make(originals: Path, output: Path) -> int:
    """Make every face; return how many were unfit or could not be made."""
    bad = 0
    output.mkdir(parents=True, exist_ok=True)
    for face in FACES:
        sources = sorted(originals.rglob(face.original))
        if not sources:
            sys.stderr.write(f"{face.original}: not found in {originals} or its subfolders\n")
            bad += 1
            continue
        font = cut(sources[0])
        rename(font, face)
        problems = complaints(font, face)
        for problem in problems:
            sys.stderr.write(f"{face.file_name}: {problem}\n")
        bad += bool(problems)
        target = output / face.file_name
        font.save(target, reorderTables=True)
        sys.stdout.write(
            f"{target.name}: {len(font.getBestCmap())} characters, {target.stat().st_size} bytes\n"
        )
    return bad


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("originals", type=Path, help="folder with the released TTF files")
    parser.add_argument("output", type=Path, nargs="?", default=SHIPPED)
    arguments = parser.parse_args()
    sys.exit(1 if make(arguments.originals, arguments.output) else 0)


if __name__ == "__main__":
    main()
