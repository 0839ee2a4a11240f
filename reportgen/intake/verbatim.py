"""Lines of an export as they stand in the file, for whoever wants to see with their own eyes."""

from __future__ import annotations

import codecs
from pathlib import Path

from reportgen.intake.dataset import SourceFile


def verbatim(folder: Path, file: SourceFile) -> list[str]:
    """The physical lines of a text file, the first of them first; none of what is no text file.

    folder  that of the pack
    """
    try:
        codecs.lookup(file.encoding)
        text = (folder / file.path).read_bytes().decode(file.encoding)
    except (OSError, LookupError, UnicodeDecodeError):
        return []
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
