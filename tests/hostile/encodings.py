"""Bytes: every encoding that exports come in, and everything else that is called .csv."""

from __future__ import annotations

import bz2
import codecs
import gzip
import io
import json
import zipfile

from tests.hostile.case import Case, Cells, No
from tests.hostile.workbooks import workbook

TEXT = "month;key;value\n2026-09;Åsa;1\n2026-09;Möller;2\n"
READS = {"key": ["Åsa", "Möller"], "value": ["1", "2"]}


def read(name: str, content: bytes, options: str = "", key: tuple[str, str] | None = None) -> Case:
    reads = READS if key is None else {"key": key, "value": ["1", "2"]}
    return Case(f"bytes: {name}", "plan", content, options, reads=reads)


def no(name: str, content: bytes, says: str, line: int | None = None, options: str = "") -> Case:
    refusal = No(says, line, whole=line is None)
    return Case(f"bytes: {name}", "plan", content, options, refuses=(refusal,))


def zipped(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


READ = [
    read("UTF-8", TEXT.encode()),
    read("UTF-8 with a mark", TEXT.encode("utf-8-sig")),
    read("UTF-16 little end first", codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le")),
    read("UTF-16 big end first", codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be")),
    read("UTF-16 with Windows line ends", TEXT.replace("\n", "\r\n").encode("utf-16")),
    read("Windows-1252", TEXT.encode("cp1252")),
    read("Latin-1", TEXT.encode("latin-1")),
    read("UTF-16 without a mark, declared", TEXT.encode("utf-16-le"), 'encoding = "utf-16-le"'),
    read("UTF-32, declared", TEXT.encode("utf-32"), 'encoding = "utf-32"'),
    read("DOS letters, declared", TEXT.encode("cp850"), 'encoding = "cp850"'),
    read("DOS letters of America, declared", TEXT.encode("cp437"), 'encoding = "cp437"'),
    read("Mac letters, declared", TEXT.encode("mac_roman"), 'encoding = "mac_roman"'),
    read("Latin-9, declared", TEXT.encode("iso8859-15"), 'encoding = "iso8859-15"'),
    read(
        "plain letters only",
        TEXT.replace("Å", "A").replace("ö", "o").encode(),
        "",
        ("Asa", "Moller"),
    ),
]
REFUSED = [
    no("UTF-16 without a mark", TEXT.encode("utf-16-le"), "UTF-16 without a mark"),
    no("UTF-16 big end first without a mark", TEXT.encode("utf-16-be"), "UTF-16 without a mark"),
    no("UTF-32", TEXT.encode("utf-32"), "UTF-32"),
    no("UTF-32 big end first", codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"), "UTF-32"),
    no("UTF-32 without a mark", TEXT.encode("utf-32-le"), "NUL"),
    no("UTF-16 cut in half a letter", TEXT.encode("utf-16")[:-1], "utf-16"),
    no("DOS letters", TEXT.encode("cp850"), "0x8F", 2),
    no("DOS letters of America", TEXT.encode("cp437"), "0x8F", 2),
    no("Mac letters", TEXT.encode("mac_roman"), "0x81", 2),
    no(
        "UTF-8 and Windows-1252 pasted together",
        TEXT.encode() + "2026-09;Ö;3\n".encode("cp1252"),
        "0xD6",
        4,
    ),
    no("a letter cut in half", TEXT.encode()[:-1] + "Å".encode()[:1], "0xC3", 3),
    no("declared UTF-8 that is not", TEXT.encode("cp1252"), "utf-8", 2, 'encoding = "utf-8"'),
    no("declared ASCII that is not", TEXT.encode(), "ascii", 2, 'encoding = "ascii"'),
    no(
        "twice encoded UTF-8 overlong",
        b"month;key;value\n2026-09;\xc0\xaf;1\n2026-09;\x81;1\n",
        "0x81",
        3,
    ),
    no("no bytes", b"", "empty"),
    no("a mark and nothing else", codecs.BOM_UTF8, "empty"),
    no("a UTF-16 mark and nothing else", codecs.BOM_UTF16_LE, "empty"),
    no("blanks and line ends", b" \r\n\t\n", "empty"),
    no("NULs", b"\0" * 5000, "empty"),
    no("a NUL in a cell", TEXT.encode().replace(b"sa", b"\0a"), "U+0000", 2),
    no("a NUL in the header", TEXT.encode().replace(b"key", b"k\0y"), "U+0000", 1),
    no("random bytes", bytes(range(256)) * 20, ""),
]
OTHER_KINDS = [
    no("gzip", gzip.compress(TEXT.encode(), mtime=0), "gzip"),
    no("bzip2", bz2.compress(TEXT.encode()), "bzip2"),
    no("xz", b"\xfd7zXZ\0\0\x04" + b"x" * 40, "xz"),
    no("zstandard", b"\x28\xb5\x2f\xfd" + b"x" * 40, "Zstandard"),
    no("7-Zip", b"7z\xbc\xaf\x27\x1c" + b"x" * 40, "7-Zip"),
    no("RAR", b"Rar!\x1a\x07\x01\0" + b"x" * 40, "RAR"),
    no("a zip archive", zipped(**{"a.csv": TEXT.encode()}), "zip archive"),
    no("an Excel workbook", workbook([["month", "key", "value"], ["2026-09", "a", 1]]), "Excel"),
    no("an old Excel workbook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Excel"),
    no(
        "OpenDocument",
        zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"),
        "OpenDocument",
    ),
    no("a PDF", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF"),
    no("Parquet", b"PAR1" + b"\x15\x04" * 50 + b"PAR1", "Parquet"),
    no("a web page", b"<!DOCTYPE html>\n<html><body>Log in</body></html>", "web page"),
    no("a table of a web page", b"\n\n <table><tr><td>month</td></tr></table>", "web page"),
    no("XML", b'<?xml version="1.0"?>\n<rows/>', "web page"),
    no("a page that begins with a remark", b"<!-- saved -->\n<html></html>", "web page"),
    no("JSON of one record", json.dumps({"month": "2026-09"}).encode(), "JSON"),
    no("JSON of many records", json.dumps([{"month": "2026-09"}]).encode(), "JSON"),
    no("JSON spread over lines", json.dumps([{"month": "2026-09"}], indent=1).encode(), "JSON"),
    no("JSON of rows", json.dumps([["month", "key"], ["2026-09", "a"]]).encode(), "JSON"),
    no("rich text", b"{\\rtf1\\ansi month;key}", "rich text"),
    no("a picture", b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" * 9, "PNG"),
    no("a message of the server", b"Error 503: backend timeout\n", "no column", 1),
    no("a mail", b"From: a@b.se\nSubject: export\n\nSee attachment\n", "", 1),
    no(
        "an encoding that does not exist",
        TEXT.encode(),
        "no encoding called",
        options='encoding = "latin-99"',
    ),
    no("an encoding that is none", TEXT.encode(), "no encoding called", options='encoding = "hex"'),
]

CASES: list[Case | Cells] = [*READ, *REFUSED, *OTHER_KINDS]
