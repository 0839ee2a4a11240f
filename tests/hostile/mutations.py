"""What happens to exports on their way: bytes lost, pasted and turned, separators and quotes changed."""

from __future__ import annotations

import codecs
import random
import re
from collections.abc import Callable

INTRUDERS = (
    *(
        b"\0",
        b"\x07",
        b"\xff",
        b"\xc3",
        b"\xef\xbb\xbf",
        b"\xc2\xa0",
        b"\xe2\x80\x8b",
        b"\xe2\x80\xae",
    ),
    *(
        b"0",
        b"1",
        b"9",
        b"-",
        b"\xe2\x88\x92",
        b"+",
        b"(",
        b")",
        b"%",
        b"e5",
        b" ",
        b"kr",
        b"'",
        b"#",
    ),
    *(
        b'"',
        b'""',
        b";",
        b",",
        b"\t",
        b"|",
        b".",
        b"\n",
        b"\r",
        b"\r\n",
        b"\n\n",
        b"\\",
        b"=",
        b"/",
    ),
    *(b"nan", b"inf", b"n/a", b"-", b"\xef\xbc\x91", b"\xd9\xa1"),
)
ENCODINGS = ("utf-16", "utf-16-le", "utf-32", "cp1252", "cp437", "mac_roman", "utf-8-sig", "cp1250")
Mutation = Callable[[bytes, random.Random], bytes]


def flipped_bit(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content))
    return content[:at] + bytes([content[at] ^ 1 << chance.randrange(8)]) + content[at + 1 :]


def other_byte(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content))
    return content[:at] + chance.randbytes(1) + content[at + 1 :]


def intruder(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + chance.choice(INTRUDERS) + content[at:]


def lost(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content))
    return content[:at] + content[at + chance.choice((1, 1, 1, 2, 5, 20)) :]


def cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def pasted(content: bytes, chance: random.Random) -> bytes:
    start, at = chance.randrange(len(content)), chance.randrange(len(content))
    return content[:at] + content[start : start + chance.randrange(1, 60)] + content[at:]


def with_lines(change: Callable[[list[bytes], random.Random], None]) -> Mutation:
    """A mutation of whole lines."""

    def mutate(content: bytes, chance: random.Random) -> bytes:
        lines = content.split(b"\n")
        change(lines, chance)
        return b"\n".join(lines)

    mutate.__name__ = change.__name__
    return mutate


@with_lines
def doubled_line(lines: list[bytes], chance: random.Random) -> None:
    lines.insert(chance.randrange(len(lines)), chance.choice(lines))


@with_lines
def lost_line(lines: list[bytes], chance: random.Random) -> None:
    del lines[chance.randrange(len(lines))]


@with_lines
def lines_in_another_order(lines: list[bytes], chance: random.Random) -> None:
    chance.shuffle(lines)


@with_lines
def odd_line(lines: list[bytes], chance: random.Random) -> None:
    odd = (b"", b"   ", b";;", b",,", b";;;;;", b"Total;;1", b"Summa", b"(5 rows)", b'"', b"sep=;")
    lines.insert(chance.randrange(len(lines) + 1), chance.choice(odd))


@with_lines
def cells_swapped(lines: list[bytes], chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    cells = re.split(rb"([;,\t])", lines[at])
    first, second = (2 * chance.randrange((len(cells) + 1) // 2) for _ in range(2))
    cells[first], cells[second] = cells[second], cells[first]
    lines[at] = b"".join(cells)


def other_separator(content: bytes, chance: random.Random) -> bytes:
    one, two = chance.sample((b";", b",", b"\t", b"|", b"."), 2)
    times = chance.choice((1, -1))
    return content.replace(one, two, times)


def quoted(content: bytes, chance: random.Random) -> bytes:
    return re.sub(
        rb"[^;,\t\r\n]+",
        lambda cell: b'"' + cell[0] + b'"',
        content,
        count=chance.choice((0, 1, 3)),
    )


def unquoted(content: bytes, chance: random.Random) -> bytes:
    return content.replace(
        b'"', chance.choice((b"", b"'", b"\xe2\x80\x9d")), chance.choice((1, -1))
    )


def other_letters(content: bytes, chance: random.Random) -> bytes:
    text = content.decode("utf-8", "replace")
    return text.encode(chance.choice(ENCODINGS), "replace")


def marked(content: bytes, chance: random.Random) -> bytes:
    return chance.choice((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) + content


def other_line_ends(content: bytes, chance: random.Random) -> bytes:
    ends = (b"\r", b"\r\n", b"\n\r", b"\x0b", b"\x85", b"\xe2\x80\xa8", b"\r\r\n")
    return content.replace(b"\n", chance.choice(ends), chance.choice((1, -1)))


def number_changed(content: bytes, chance: random.Random) -> bytes:
    """A sign, a digit, a mark or a blank within or beside a number."""
    numbers = [match.span() for match in re.finditer(rb"[0-9][0-9.,]*", content)]
    if not numbers:
        return content
    start, end = chance.choice(numbers)
    at = chance.choice((start, end, chance.randint(start, end)))
    marks = (b"-", b" ", b".", b",", b"'", b"0", b"7", b"00", b"\xc2\xa0", b"%", b" kr", b"(", b")")
    return content[:at] + chance.choice(marks) + content[at:]


def filled_up(content: bytes, chance: random.Random) -> bytes:
    return content + chance.choice((b"\0" * 64, b"\n" * 9, b" " * 9, b"\x1a", b";" * 9 + b"\n"))


MUTATIONS: tuple[Mutation, ...] = (
    *(flipped_bit, other_byte, intruder, intruder, lost, cut, pasted, doubled_line, lost_line),
    *(lines_in_another_order, odd_line, cells_swapped, other_separator, quoted, unquoted),
    *(other_letters, marked, other_line_ends, number_changed, number_changed, filled_up),
)


def mutated(content: bytes, chance: random.Random) -> bytes:
    """The same bytes after one to four mishaps."""
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 4))):
        if content:
            content = chance.choice(MUTATIONS)(content, chance)
    return content
