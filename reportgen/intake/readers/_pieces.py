"""Text in pieces of whole lines: a file larger than memory is never held as a whole."""

from __future__ import annotations

import codecs
import hashlib
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from reportgen.intake.decode import NotText, has_utf8_letters, refuse_what_is_no_text

# Encodings of one byte a character, in which a line can be cut at its end without reading it.
OF_ONE_BYTE = ("cp1252", "iso8859-1", "iso8859-15", "ascii")


class Lines:
    """The physical lines of a text, for excerpts: none is made before somebody asks for it."""

    def __init__(self, read: Callable[[int], bytes]) -> None:
        """read: number of a piece -> its lines in UTF-8."""
        self.read = read
        self.firsts: list[int] = []
        self.total = 0
        self.at, self.held = -1, [""]

    @classmethod
    def of(cls, text: bytes) -> Lines:
        """Those of a text in memory."""
        lines = cls(lambda piece: text)
        lines.add(text)
        return lines

    def add(self, text: bytes) -> None:
        """A further piece; what follows its last line end is a line too, if but an empty one."""
        before = self.total - 1 if self.firsts else 0
        self.firsts.append(before)
        self.total = before + text.count(b"\n") + 1

    def __len__(self) -> int:
        return self.total

    def __getitem__(self, line: int) -> str:
        piece = bisect_right(self.firsts, line) - 1
        if piece != self.at:
            self.at, self.held = piece, self.read(piece).decode().split("\n")
        return self.held[line - self.firsts[piece]]


def with_line_feeds(text: bytes) -> bytes:
    """The same text with one kind of line end."""
    if b"\r" in text:
        return text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return text


@dataclass
class Survey:
    """A file of text as it lies on the disk, every byte of it seen once.

    codec       how its bytes are decoded
    start       where its text begins: behind the byte order mark
    quotes      how many double quotes stand in it
    cut         whether its last line has no line end
    """

    path: Path
    sha256: str
    size_bytes: int
    codec: str
    encoding: str
    start: int
    quotes: int
    cut: bool
    piece_bytes: int

    def __post_init__(self) -> None:
        self.places: list[tuple[int, int]] = []

    def read(self, piece: int) -> bytes:
        """A piece that has been read before, once more."""
        start, length = self.places[piece]
        with self.path.open("rb") as file:
            file.seek(start)
            return self._as_text(file.read(length))

    def pieces(self, lines: Lines) -> Iterator[bytes]:
        """The text in UTF-8, in pieces that end where a line does; `lines` learns of each."""
        place = self.start
        with self.path.open("rb") as file:
            while place < self.size_bytes:
                file.seek(place)
                block = b""
                cut = 0
                while not cut:
                    more = file.read(self.piece_bytes)
                    block += more
                    cut = len(block) if not more else _last_line_end(block)
                    if place + len(block) >= self.size_bytes:
                        cut = len(block)
                self.places.append((place, cut))
                place += cut
                text = self._as_text(block[:cut])
                lines.add(text)
                yield text

    def _as_text(self, block: bytes) -> bytes:
        if self.codec != "utf-8":
            block = block.decode(self.codec).encode()
        return with_line_feeds(block)


def _last_line_end(block: bytes) -> int:
    """Where the last line ends that ends in this block, 0 when none does."""
    # A carriage return at the very end may be the first half of a line end.
    return block.rfind(b"\n") + 1 or block.rfind(b"\r", 0, len(block) - 1) + 1


def survey(path: Path, declared: str | None, piece_bytes: int) -> Survey | None:
    """Look at every byte of a file; None when it is no text, or of an encoding that is not cut."""
    size = path.stat().st_size
    with path.open("rb") as file:
        start = file.read(65536)
        file.seek(max(0, size - 65536))
        end = file.read()
    try:
        refuse_what_is_no_text(start, end)
        known = codecs.lookup(declared).name if declared else "utf-8"
    except (NotText, LookupError, ValueError):
        return None
    if known not in ("utf-8", *OF_ONE_BYTE):
        return None
    digest, quotes, place = hashlib.sha256(), 0, 0
    tried = {"utf-8", "cp1252"} if not declared else {known}
    decoders = {name: codecs.getincrementaldecoder(name)("strict") for name in tried}
    letters, before = False, b""
    with path.open("rb") as file:
        while block := file.read(piece_bytes):
            digest.update(block)
            quotes += block.count(b'"')
            place += len(block)
            if block.isascii() and before.isascii():
                before = block[-3:]
                continue
            letters = letters or has_utf8_letters(before + block)
            before = block[-3:]
            for name in list(decoders):
                try:
                    decoders[name].decode(block, final=place >= size)
                except UnicodeDecodeError:
                    del decoders[name]
    mark = len(codecs.BOM_UTF8) if start.startswith(codecs.BOM_UTF8) else 0
    # Letters in UTF-8 beside bytes that are not: two files were pasted together.
    if not decoders or ("utf-8" not in decoders and not declared and (letters or mark)):
        return None
    codec = known if declared else ("utf-8" if "utf-8" in decoders else "cp1252")
    mark = mark if codec == "utf-8" else 0
    cut = not end.endswith((b"\n", b"\r"))
    return Survey(path, digest.hexdigest(), size, codec, codec, mark, quotes, cut, piece_bytes)
