"""pack.toml -> Pack: who, which period, which files, which definitions. Frozen and validated.

Why one model: `reportgen schema` prints it, editors complete from it, and every mistake in the file is
reported in one go with its line, its value and the nearest key that exists.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, Field, ValidationError

from reportgen.errors import PackError
from reportgen.pack_funnel import MISTAKES, Funnel
from reportgen.pack_input import Input
from reportgen.pack_sections import (
    Benchmarks,
    Check,
    Company,
    Definitions,
    Loyalty,
    Report,
    Restatements,
    Section,
)
from reportgen.period import Period, last_closed_quarter, parse_period
from reportgen.problem import Problem

PACK_FILE = "pack.toml"


class PackFile(Section):
    """A whole pack.toml."""

    company: Company
    report: Report = Report()
    inputs: dict[str, Input] = Field(default_factory=dict)
    definitions: Definitions = Definitions()
    targets: dict[str, float] = Field(default_factory=dict)
    thresholds: dict[str, float] = Field(default_factory=dict)
    benchmarks: Benchmarks = Benchmarks()
    funnel: Funnel = Funnel()
    loyalty: Loyalty = Loyalty()
    checks: dict[str, Check] = Field(default_factory=dict)
    restatements: Restatements = Restatements()
    delivery: dict[str, Any] = Field(default_factory=dict)


class Pack(PackFile):
    """A pack.toml that was read, and the folder in which it lies."""

    folder: Path = Path()

    @property
    def name(self) -> str:
        """The folder's name: the first part of every file that a build leaves."""
        name = re.sub(r"[^a-z0-9]+", "-", self.folder.resolve().name.lower()).strip("-")
        return name[:100] or "pack"

    def period(self, text: str | None = None, as_of: date | None = None) -> Period:
        """The report period: `text` when given, else the pack's own.

        Raises PackError when it is no period.
        """
        start = self.company.fiscal_year_start
        wanted = text or self.report.period
        if wanted == "last-closed":
            return last_closed_quarter(as_of or date.today(), start)
        try:
            return parse_period(wanted, start)
        except ValueError as reason:
            if text:
                raise PackError([Problem("--period", str(reason), value=text)]) from None
            shown = str(self.folder / PACK_FILE)
            line = line_of((self.folder / PACK_FILE).read_text("utf-8"), ("report", "period"))
            problem = Problem(shown, str(reason), line=line, column="report.period", value=wanted)
            raise PackError([problem]) from None


def read_pack(folder: Path) -> Pack:
    """Read and validate a pack's folder (or the path of its pack.toml).

    Raises PackError with every mistake in the file: key path, line, value, nearest known key.
    """
    folder = folder.parent if folder.name == PACK_FILE else folder
    path = folder / PACK_FILE
    shown = str(path)
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        advice = "Make one with `reportgen new FOLDER`, or name the folder that holds one."
        raise PackError([Problem(shown, "there is no pack.toml here", advice)]) from None
    except (OSError, UnicodeDecodeError) as reason:
        raise PackError([Problem(shown, f"pack.toml cannot be read: {reason}")]) from None
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as reason:
        line = re.search(r"line (\d+)", str(reason))
        problem = Problem(shown, f"this is not TOML: {reason}", line=int(line[1]) if line else None)
        raise PackError([problem]) from None
    try:
        read = PackFile.model_validate(content)
    except ValidationError as errors:
        found = [problem for e in errors.errors() for problem in _problems(dict(e), text, shown)]
        raise PackError(found) from None
    return Pack(folder=folder, **{name: getattr(read, name) for name in PackFile.model_fields})


def known_keys(path: tuple[str, ...]) -> list[str]:
    """Keys that may stand at a place of pack.toml, e.g. ("company",) -> name, currency ..."""
    model: Any = PackFile
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


def nearest(word: str, words: list[str]) -> str:
    """`did you mean ...?` when something near exists, else the list of what there is."""
    close = difflib.get_close_matches(word, words, n=1, cutoff=0.6)
    if close:
        return f"Did you mean {close[0]!r}?"
    return f"Known here: {', '.join(words)}." if words else ""


def _split_key(dotted: str) -> tuple[str, ...]:
    return tuple(
        part.strip().strip("\"'") for part in re.findall(r"\"[^\"]*\"|'[^']*'|[^.]+", dotted)
    )


def _problems(error: dict[str, Any], text: str, shown: str) -> list[Problem]:
    """One problem for an error, or each of those that a section has found in itself."""
    if error["type"] != MISTAKES:
        return [_explain(error, text, shown)]
    paths = [(*error["loc"], *mistake[0]) for mistake in error["ctx"]["mistakes"]]
    return [
        Problem(shown, what, advice, line=line_of(text, path), column=".".join(path))
        for path, (_, what, advice) in zip(paths, error["ctx"]["mistakes"], strict=True)
    ]


def _explain(error: dict[str, Any], text: str, shown: str) -> Problem:
    path = tuple(str(step) for step in error["loc"])
    value = "" if isinstance(error["input"], dict) else str(error["input"])
    what, advice = str(error["msg"]), ""
    if error["type"] == "extra_forbidden":
        what = f"unknown key {path[-1].strip()!r}"
        advice = nearest(path[-1].strip(), known_keys(path[:-1]))
    elif error["type"] == "missing":
        what = f"{'.'.join(path)} is missing"
        advice = f"Write {path[-1]} = … under [{'.'.join(path[:-1])}]."
    elif error["type"] == "literal_error":
        what = f"{value!r} is not one of {error['ctx']['expected']}"
    elif error["type"] == "string_pattern_mismatch":
        what = f"{value!r} does not have the form {error['ctx']['pattern']}"
    else:
        what = f"{value!r}: {what[0].lower()}{what[1:]}" if value else what
    return Problem(
        shown, what, advice, line=line_of(text, path), column=".".join(path).strip(), value=value
    )
