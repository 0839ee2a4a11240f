"""Bytes -> text, strictly: what is no text is named, and no letter is ever replaced by another."""

from __future__ import annotations

import codecs
import re

LARGEST_BYTES = 2**30
_BOMS = (
    (codecs.BOM_UTF32_LE, ""),
    (codecs.BOM_UTF32_BE, ""),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ONLY_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_JSON = re.compile(rb"\{\s*[\"}]|\[\s*[\[{]")
_UTF8_LETTER = re.compile(rb"\xc3[\x80-\xbf]|\xe2\x80[\x90-\xaf]|\xc2\xa0")
SAVE_AS = "Save it as CSV UTF-8 (comma or semicolon delimited) and use that file."
_SIGNATURES = (
    (b"\x1f\x8b", "a gzip archive", "Unpack it first."),
    (b"BZh", "a bzip2 archive", "Unpack it first."),
    (b"7z\xbc\xaf", "a 7-Zip archive", "Unpack it first."),
    (b"\xfd7zXZ", "an xz archive", "Unpack it first."),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive", "Unpack it first."),
    (b"Rar!", "a RAR archive", "Unpack it first."),
    (b"\x89PNG", "a picture (PNG)", "Export the figures themselves as CSV."),
    (b"\xff\xd8\xff", "a picture (JPEG)", "Export the figures themselves as CSV."),
    (b"GIF8", "a picture (GIF)", "Export the figures themselves as CSV."),
    (b"SQLite format 3", "a database", "Export its table as CSV."),
    (b"%PDF", "a PDF", "Export the figures themselves as CSV."),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook (.xls)", SAVE_AS),
    (b"PAR1", "a Parquet file", "Export it as CSV."),
    (b"{\\rtf", "a rich text document", SAVE_AS),
)


class NotText(Exception):
    """The bytes are no text that may be read. Arguments: what (sentence), advice, line or None."""

    def __init__(self, what: str, advice: str, line: int | None = None) -> None:
        super().__init__(what)
        self.what, self.advice, self.line = what, advice, line


def as_utf8(content: bytes, declared: str | None = None) -> tuple[bytes, str]:
    """The text in UTF-8 without a mark in front, and the name of its encoding; see `decode`."""
    if not declared and content.isascii():
        _refuse_what_is_no_text(content)
        return content, "utf-8"
    text, encoding = decode(content, declared)
    if encoding == "utf-8":
        return content.removeprefix(codecs.BOM_UTF8), encoding
    return text.encode("utf-8"), encoding


def decode(content: bytes, declared: str | None = None) -> tuple[str, str]:
    """The text and the name of its encoding: declared, else BOM, UTF-8, Windows-1252.

    Raises NotText naming what the file looks like, or the line and byte that cannot be read, and
    LookupError when the declared encoding does not exist.
    """
    _refuse_unreadable(content)
    if declared:
        codecs.lookup(declared)
        # A mark left in front would become part of the first header.
        encoding = "utf-8-sig" if codecs.lookup(declared).name == "utf-8" else declared
        return _strictly(content, encoding), codecs.lookup(declared).name
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            if not encoding:
                raise NotText("the file is encoded in UTF-32", SAVE_AS)
            return _strictly(content, encoding), encoding.removesuffix("-sig")
    _refuse_wide_characters(content)
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        # Letters in UTF-8 beside a byte that is not: two files were pasted together, and read as
        # Windows-1252 every Å of the one half would come out as Ã….
        if _UTF8_LETTER.search(content):
            _strictly(content, "utf-8")
        return _strictly(content, "cp1252"), "cp1252"


def refuse_what_is_no_text(start: bytes, end: bytes) -> None:
    """Raise NotText for what the first and the last bytes of a large file show to be no text."""
    if not start.strip(b"\x00 \t\r\n"):
        raise NotText("the file begins with nothing but blanks", "Export it again.")
    _refuse_other_kinds(start)
    for mark, encoding in _BOMS:
        if start.startswith(mark) and encoding != "utf-8-sig":
            raise NotText("the file is encoded in UTF-16 or UTF-32", SAVE_AS)
    _refuse_wide_characters(start)
    _refuse_wide_characters(end)


def has_utf8_letters(content: bytes) -> bool:
    """Whether letters stand in it that only UTF-8 writes so."""
    return _UTF8_LETTER.search(content) is not None


def _refuse_what_is_no_text(content: bytes) -> None:
    _refuse_unreadable(content)
    _refuse_wide_characters(content)


def _refuse_unreadable(content: bytes) -> None:
    if not content.strip(b"\x00 \t\r\n") or content.strip(b"\x00 \t\r\n") in _ONLY_MARKS:
        raise NotText("the file is empty", "Export it again.")
    if len(content) > LARGEST_BYTES:
        raise NotText(
            f"the file has {len(content)} bytes, more than {LARGEST_BYTES}",
            "Export fewer columns or one file per year; path may name several files with *.",
        )
    _refuse_other_kinds(content)


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as reason:
        line = content.count(b"\n", 0, reason.start) + 1
        if not content.count(b"\n"):
            line = content.count(b"\r", 0, reason.start) + 1
        byte = content[reason.start]
        raise NotText(
            f"byte 0x{byte:02X} at position {reason.start} is not {encoding}",
            f"{SAVE_AS} Or declare the encoding it was written in with encoding under {{section}}.",
            line,
        ) from None
    except UnicodeError as reason:
        raise NotText(f"the file is not {encoding}: {reason}", SAVE_AS) from None


def _refuse_other_kinds(content: bytes) -> None:
    start = content[:4096]
    if start.startswith(b"PK\x03\x04"):
        if b"[Content_Types].xml" in start or b"xl/" in content[:65536]:
            raise NotText("the file is an Excel workbook, not CSV", SAVE_AS)
        if b"opendocument" in start:
            raise NotText("the file is an OpenDocument spreadsheet, not CSV", SAVE_AS)
        raise NotText("the file is a zip archive, not CSV", "Unpack it first.")
    for signature, kind, advice in _SIGNATURES:
        if start.startswith(signature):
            raise NotText(f"the file is {kind}, not CSV", advice)
    beginning = start.removeprefix(codecs.BOM_UTF8).lstrip().lower()
    if beginning.startswith((b"<!doctype html", b"<html", b"<head", b"<table", b"<?xml", b"<!--")):
        raise NotText(
            "the file is a web page, not CSV: often a login page saved under the export's name",
            "Log in to the system and export again.",
        )
    if _JSON.match(beginning):
        raise NotText("the file is JSON, not CSV", "Export it as CSV.")


def _refuse_wide_characters(content: bytes) -> None:
    """UTF-16 and UTF-32 without a mark, and anything else that is mostly NUL."""
    if content.endswith(b"\x00" * 4) and b"\x00" not in content.rstrip(b"\x00"):
        raise NotText(
            "the file ends in NUL bytes: it was not written or copied to its end",
            "Export it again and check that the transfer was complete.",
            content.count(b"\n") + 1,
        )
    start = content[:4096]
    even, odd = start[::2].count(0) * 2, start[1::2].count(0) * 2
    most = len(start) * 4 // 5
    if len(start) >= 4 and ((even > most and not odd) or (odd > most and not even)):
        raise NotText("the file looks like UTF-16 without a mark", SAVE_AS)
    if even + odd > len(start) * 2 // 5:
        raise NotText("the file is full of NUL bytes: it is no text", "Export it again.")
