"""A line of a SIE file as its fields: bare words, quoted texts, and lists in braces."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TEXT = r'"(?:[^"\\]|\\.)*"'
_FIELD = re.compile(
    rf"[ \t]*(?:(?P<text>{_TEXT})|\{{(?P<list>(?:[^\"{{}}]|{_TEXT})*)\}}|(?P<bare>[^\s\"{{}}]+))"
    r"(?=[ \t]|$)"
)
_IN_LIST = re.compile(rf'\s*(?:(?P<text>{_TEXT})|(?P<bare>[^\s"]+))(?=\s|$)')


class NotFields(ValueError):
    """A line that is not written as SIE is; the argument is a sentence."""


@dataclass(frozen=True)
class Objects:
    """What stands in braces: the cost centre, the project and the like that an amount belongs to.

    pairs  number of the dimension and code of the object, in the order of the file
    """

    pairs: tuple[tuple[int, str], ...] = ()


NO_OBJECTS = Objects()
Field = str | Objects


def fields_of(line: str) -> list[Field]:
    """The fields of one line; raises NotFields when a quote or brace is not closed or misplaced."""
    fields: list[Field] = []
    at, end = 0, len(line.rstrip(" \t"))
    while at < end:
        found = _FIELD.match(line, at, end)
        if found is None:
            raise NotFields(_why(line[at:end]))
        text, listed, bare = found.group("text", "list", "bare")
        if listed is not None:
            fields.append(_objects(listed))
        else:
            fields.append(bare if bare is not None else _unquoted(text))
        at = found.end()
    return fields


def _why(rest: str) -> str:
    rest = rest.strip()
    if rest.startswith('"'):
        whole = re.match(_TEXT, rest)
        return "text follows a closing quote" if whole else "a quote is not closed on this line"
    if rest.startswith("{"):
        return "a brace is not closed on this line"
    return f"{rest[:30]!r} has a quote or brace in the middle of a word"


def _unquoted(text: str) -> str:
    return text[1:-1].replace('\\"', '"')


def _objects(listed: str) -> Objects:
    if not listed.strip():
        return NO_OBJECTS
    words, at, end = [], 0, len(listed.rstrip())
    while at < end:
        found = _IN_LIST.match(listed, at, end)
        if found is None:
            raise NotFields(f"the list {{{listed}}} cannot be read")
        text, bare = found.group("text", "bare")
        words.append(bare if bare is not None else _unquoted(text))
        at = found.end()
    numbers, codes = words[::2], words[1::2]
    if len(words) % 2 or not all(number.isdecimal() for number in numbers):
        what = f"the list {{{listed}}} is not pairs of a dimension's number and a code"
        raise NotFields(what)
    if len(set(numbers)) != len(numbers):
        raise NotFields(f"the list {{{listed}}} names a dimension twice")
    return Objects(tuple(zip(map(int, numbers), codes, strict=True)))
