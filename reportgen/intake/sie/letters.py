"""In which encoding a SIE file is written: judged by its bytes, for half of them do not keep the rule.

The rule is `#FORMAT PC8`, which is code page 437. Programs write the same line above UTF-8 and above
Windows-1252. UTF-8 proves itself. Of the other two, å ä ö are in places where the other has
punctuation or line drawings, so that the letters of names tell which it is.
"""

from __future__ import annotations

import codecs

from reportgen.intake.decode import NotText, decode

LETTERS = "åäöÅÄÖéüÉÜ"
PC8, WINDOWS = "cp437", "cp1252"
ADVICE = (
    "Export it again, or say which encoding it is with encoding under {section}: "
    '"cp437" (PC8, the rule), "cp1252" or "utf-8".'
)


def decode_books(content: bytes, declared: str | None = None) -> tuple[str, str]:
    """The text and the name of its encoding.

    Raises NotText naming line and byte where the bytes fit no encoding or two of them, and
    LookupError when the declared encoding does not exist.
    """
    if declared or content.isascii() or content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return decode(content, declared)
    try:
        mark = content.startswith(codecs.BOM_UTF8)
        return content.decode("utf-8-sig" if mark else "utf-8"), "utf-8"
    except UnicodeDecodeError as reason:
        if content.startswith(codecs.BOM_UTF8):
            raise _doubt(content, reason.start, "is not UTF-8, as the file's mark says") from None
    in_pc8, in_windows = _first_letter(content, PC8), _first_letter(content, WINDOWS)
    if in_pc8 is not None and in_windows is None:
        return content.decode(PC8), PC8
    if in_windows is not None and in_pc8 is None:
        try:
            return content.decode(WINDOWS), WINDOWS
        except UnicodeDecodeError as reason:
            what = "is no letter in Windows-1252, in which the rest is written"
            raise _doubt(content, reason.start, what) from None
    if in_pc8 is not None and in_windows is not None:
        first, second = sorted((in_pc8, in_windows))
        what = (
            f"and byte 0x{content[second]:02X} on line {_line(content, second)} are letters in "
            "two different encodings, PC8 and Windows-1252"
        )
        raise _doubt(content, first, what)
    first = next(at for at, byte in enumerate(content) if byte > 0x7F)
    raise _doubt(content, first, "is none of å ä ö é ü in PC8, Windows-1252 or UTF-8")


def _first_letter(content: bytes, encoding: str) -> int | None:
    places = [content.find(byte) for byte in LETTERS.encode(encoding, "ignore")]
    return min((at for at in places if at >= 0), default=None)


def _line(content: bytes, at: int) -> int:
    return content.count(b"\n", 0, at) + 1


def _doubt(content: bytes, at: int, what: str) -> NotText:
    sentence = f"byte 0x{content[at]:02X} at position {at} {what}"
    return NotText(sentence, ADVICE, _line(content, at))
