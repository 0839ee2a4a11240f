"""pack.toml -> Pack: who, which period, which files, which definitions. Frozen and validated.

Why one model: `reportgen schema` prints it, editors complete from it, and every mistake in the file is
reported in one go with its line, its value and the nearest key that exists.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from reportgen.errors import PackError
from reportgen.pack_funnel import Funnel
from reportgen.pack_input import Input
from reportgen.pack_mistakes import explained
from reportgen.pack_mistakes import line_of as line_of
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
from reportgen.pack_syntax import not_toml
from reportgen.period import Period, last_closed_quarter, parse_period
from reportgen.problem import Problem
from reportgen.problem import nearest as nearest

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
            line = line_of((self.folder / PACK_FILE).read_text("utf-8"), ("report", "period"))
            problem = Problem(
                PACK_FILE, str(reason), line=line, column="report.period", value=wanted
            )
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
    except UnicodeDecodeError as reason:
        raise PackError([not_toml(shown, "", reason)]) from None
    except OSError as reason:
        what, advice = f"pack.toml cannot be read: {reason.strerror}", "Look at its permissions."
        raise PackError([Problem(shown, what, advice)]) from None
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as reason:
        raise PackError([not_toml(PACK_FILE, text, reason)]) from None
    try:
        read = PackFile.model_validate(content)
    except ValidationError as errors:
        raise PackError(explained(errors, content, text, PACK_FILE, PackFile)) from None
    return Pack(folder=folder, **{name: getattr(read, name) for name in PackFile.model_fields})
