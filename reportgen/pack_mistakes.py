"""What the validator says of a TOML file, in words of our own: what was expected, what to write."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError

from reportgen.pack_funnel import MISTAKES
from reportgen.pack_sections import LAG_PATTERN, MONTH_PATTERN
from reportgen.problem import Problem, nearest

# The validator's kind of error -> what was expected, as the end of "... is not".
EXPECTED = {
    **dict.fromkeys(("int_type", "int_parsing", "int_from_float"), "a whole number like 12"),
    **dict.fromkeys(("float_type", "float_parsing"), "a number like 0.1, with a decimal point"),
    **dict.fromkeys(("decimal_type", "decimal_parsing"), 'an amount like "1234567.89"'),
    **dict.fromkeys(("bool_type", "bool_parsing"), "true or false, without quotes"),
    **dict.fromkeys(("date_type", "date_parsing", "date_from_datetime_parsing"), "a date"),
    **dict.fromkeys(("tuple_type", "list_type", "set_type"), 'a list in brackets like ["…", "…"]'),
    **dict.fromkeys(("dict_type", "model_type", "model_attributes_type"), "a section with keys"),
    "string_type": "a text in quotes",
    "finite_number": "a number that ends",
    "greater_than_equal": "{ge} or more",
    "less_than_equal": "{le} or less",
    "greater_than": "above {gt}",
    "less_than": "below {lt}",
    "string_too_short": "a text of {min_length} or more characters",
    "string_too_long": "a text of {max_length} or fewer characters",
    "too_short": "a list of {min_length} or more",
    "too_long": "a list of {max_length} or fewer",
}
PATTERNS = {
    r"^[A-Z]{3}$": 'the code of a currency, three capitals like "SEK" or "EUR"',
    LAG_PATTERN: 'a lag: "none", "1q", "auto" or "months:2"',
    MONTH_PATTERN: 'a month like "2026-09"',
}


def explained(
    errors: ValidationError,
    content: Mapping[str, Any],
    text: str,
    shown: str,
    model: type[BaseModel],
) -> list[Problem]:
    """A problem for each wrong value, in the order in which the validator met them.

    content  the file as it was read; text  the file itself; model  what it should have been
    """
    by_path: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    problems: list[Problem] = []
    for error in errors.errors():
        path = _path(dict(error), content, model)
        if error["type"] == MISTAKES:
            problems += _own(dict(error), path, text, shown)
        else:
            by_path.setdefault(path, []).append(dict(error))
    return [_explain(path, alike, text, shown, model) for path, alike in by_path.items()] + problems


def known_keys(path: Sequence[str], model: Any) -> list[str]:
    """Keys that may stand at a place of such a file, e.g. ("company",) -> name, currency ..."""
    for step in path:
        if isinstance(model, type) and issubclass(model, BaseModel):
            field = model.model_fields.get(step)
            model = field.annotation if field else None
            if getattr(model, "__origin__", None) is dict:
                model = (model.__args__[1],)
        elif isinstance(model, tuple):
            model = model[0]
        else:
            return []
    if isinstance(model, type) and issubclass(model, BaseModel):
        return list(model.model_fields)
    return []


def line_of(text: str, path: tuple[str, ...]) -> int | None:
    """The line on which a key path of a TOML text stands, as far as it can be found."""
    section: tuple[str, ...] = ()
    best: tuple[int, int] | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        if match := re.match(r"\s*\[\[?\s*([^\[\]]+?)\s*\]\]?\s*(#.*)?$", line):
            section = _split_key(match[1])
            place = section
        elif match := re.match(
            r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*[\w"'-]+)*)\s*=""", line
        ):
            place = section + _split_key(match[1])
        else:
            continue
        depth = len(place)
        if place == path[:depth] and (best is None or depth > best[0]):
            best = (depth, number)
    return best[1] if best else None


def _split_key(dotted: str) -> tuple[str, ...]:
    return tuple(
        part.strip().strip("\"'") for part in re.findall(r"\"[^\"]*\"|'[^']*'|[^.]+", dotted)
    )


def _path(error: dict[str, Any], content: Any, model: Any) -> tuple[str, ...]:
    """Where the value stands in the file: without the alternatives that the validator has tried."""
    path: list[str] = []
    for place, step in enumerate(error["loc"]):
        inside = (isinstance(content, Mapping) and step in content) or (
            isinstance(content, list) and isinstance(step, int)
        )
        last = place == len(error["loc"]) - 1
        if inside:
            content = content[step]
            path.append(str(step))
        elif last and (error["type"] == "missing" or str(step) in known_keys(path, model)):
            path.append(str(step))
    return tuple(path)


def _own(error: dict[str, Any], path: tuple[str, ...], text: str, shown: str) -> list[Problem]:
    """Those that a section has found in itself."""
    return [
        Problem(
            shown,
            what,
            advice,
            line=line_of(text, (*path, *more)),
            column=".".join((*path, *more)),
        )
        for more, what, advice in error["ctx"]["mistakes"]
    ]


def _explain(
    path: tuple[str, ...],
    alike: list[dict[str, Any]],
    text: str,
    shown: str,
    model: type[BaseModel],
) -> Problem:
    error, key = alike[0], (path or ("",))[-1]
    seen = error["input"]
    value = "" if isinstance(seen, dict) else str(seen)
    if error["type"] == "extra_forbidden":
        what, advice = (
            f"unknown key {key.strip()!r}",
            nearest(key.strip(), known_keys(path[:-1], model)),
        )
    elif error["type"] == "missing":
        what, advice = f"{'.'.join(path)} is missing", f"Write {key} = …"
        advice += f" under [{'.'.join(path[:-1])}]." if path[1:] else "."
        value = ""
    elif error["type"] == "value_error":
        what, advice = str(error["msg"]).removeprefix("Value error, "), _hint(path, model)
    else:
        wanted = dict.fromkeys(_expected(one) for one in alike)
        what = f"{_as_written(seen)} is not {' or '.join(wanted)}"
        advice = _advice(error, key, value) or _hint(path, model)
    return Problem(
        shown, what, advice, line=line_of(text, path), column=".".join(path).strip(), value=value
    )


def _expected(error: dict[str, Any]) -> str:
    kind, context = error["type"], error.get("ctx", {})
    if kind == "literal_error":
        return f"one of {context['expected']}"
    if kind == "string_pattern_mismatch":
        return PATTERNS.get(context["pattern"], f"of the form {context['pattern']}")
    if kind == "value_error":
        return str(error["msg"]).removeprefix("Value error, ")
    return EXPECTED.get(kind, "what is expected here").format(**context)


def _advice(error: dict[str, Any], key: str, value: str) -> str:
    if error["type"] != "literal_error":
        return ""
    words = re.findall(r"'([^']*)'", error["ctx"]["expected"])
    near = difflib.get_close_matches(value, words, n=1, cutoff=0.6)
    return f"Did you mean {near[0]!r}?" if near else f'Write {key} = "{words[0]}", or another.'


def _hint(path: tuple[str, ...], model: Any) -> str:
    """What the key is for, in the words of its field."""
    if not path:
        return ""
    for step in path[:-1]:
        field = getattr(model, "model_fields", {}).get(step)
        model = field.annotation if field else model
        if getattr(model, "__origin__", None) is dict:
            model = model.__args__[1]
    field = getattr(model, "model_fields", {}).get(path[-1])
    return f"{path[-1]}: {field.description}" if field and field.description else "Correct it."


def _as_written(value: object) -> str:
    """A value as TOML has it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value}"' if value else "an empty text"
    if isinstance(value, list | tuple | dict):
        return "this list" if not isinstance(value, dict) else "this section"
    return str(value)
