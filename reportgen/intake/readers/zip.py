"""Zip archives of CSV files, as some billing systems export them: one file of the archive is read."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

from reportgen.intake.reader import RawTable, Reader
from reportgen.intake.readers._rows import BROKEN_ARCHIVE, empty
from reportgen.intake.readers.csv import csv
from reportgen.pack_input import Input

LARGEST_BYTES = 2**30
# Figures pack to a tenth; what packs to a hundredth is nothing but one character again and again.
SMALL_BYTES, MOST_PACKED = 2**25, 100


def read_zip(content: bytes, options: Input, shown: str) -> RawTable:
    """The one CSV file of an archive, or the one that `sheet` names."""
    raw = empty(content, shown)
    try:
        names = _names(content)
    except BROKEN_ARCHIVE as reason:
        what = f"the archive cannot be opened: {reason}"
        return raw.complaining(raw.problem(what, "Download it again."))
    chosen = _chosen(names, options)
    if chosen is None:
        if not names:
            return raw.complaining(
                raw.problem("there is no CSV file in this archive", "Unpack it.")
            )
        what = f"the archive has {len(names)} CSV files: {', '.join(map(repr, names))}"
        if options.sheet:
            what = f"there is no file {options.sheet!r} in this archive: {', '.join(names)}"
        return raw.complaining(raw.problem(what, 'Say which: sheet = "…" under {section}.'))
    inner = _member(content, chosen)
    if inner is None:
        why = "encrypted, broken, larger than 1 GB, or packed more than a hundredfold"
        what = f"{chosen!r} cannot be unpacked: {why}"
        return raw.complaining(raw.problem(what, "Unpack it by hand."))
    found = csv.read(inner, options, f"{shown}/{chosen}")
    # The evidence is the file that lies in the folder.
    return replace(found, sha256=raw.sha256, size_bytes=raw.size_bytes)


def sample_zip(content: bytes, options: Input) -> list[list[str]]:
    """The first lines of the file that would be read."""
    try:
        chosen = _chosen(_names(content), options)
    except BROKEN_ARCHIVE:
        return []
    inner = _member(content, chosen) if chosen else None
    return csv.sample(inner, options) if inner else []


def _names(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = [name for name in archive.namelist() if name.lower().endswith(csv.suffixes)]
    # macOS puts a shadow of each file beside it.
    return sorted(name for name in files if not name.startswith("__MACOSX/"))


def _chosen(names: list[str], options: Input) -> str | None:
    wanted = options.sheet
    fits = [n for n in names if wanted in (None, n, n.rpartition("/")[2], n.rpartition(".")[0])]
    return fits[0] if len(fits) == 1 else None


def _member(content: bytes, name: str) -> bytes | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            member = archive.getinfo(name)
            packed = member.file_size > SMALL_BYTES and member.file_size > MOST_PACKED * (
                member.compress_size or 1
            )
            if member.file_size > LARGEST_BYTES or packed:
                return None
            return archive.read(name)
    except BROKEN_ARCHIVE:
        return None


zip = Reader("zip", (".zip",), read_zip, sample_zip)
