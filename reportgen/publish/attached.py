"""What travels inside the PDF: the exports and figures.csv, from the very bytes that were read.

Why: whoever holds the report holds its evidence, and nobody can hand on the one without the other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportgen.errors import InputError
from reportgen.intake.dataset import Dataset
from reportgen.pack import Pack
from reportgen.period import Period
from reportgen.problem import Problem, Severity
from reportgen.story.locale import Locale

EXPORTS, FIGURES = "exports", "figures"
KINDS = (EXPORTS, FIGURES)
# What many mail servers still let pass, the third that mail adds to an attachment taken off.
LARGEST = 18 * 1024 * 1024


@dataclass(frozen=True)
class Attached:
    """One file inside the PDF.

    copy          where its bytes lie until the PDF is written
    relationship  Source for what the report was made from, Data for what stands in it
    """

    copy: Path
    name: str
    description: str
    relationship: str
    sha256: str
    size_bytes: int

    def job(self, period: Period) -> dict[str, Any]:
        """For the press; a file carries the period's last day, lest two builds differ."""
        return {
            "path": str(self.copy),
            "name": self.name,
            "description": self.description,
            "relationship": self.relationship,
            "sha256": self.sha256,
            "day": period.last_day.isoformat(),
        }

    def record(self) -> dict[str, Any]:
        """For the manifest."""
        return {
            "name": self.name,
            "relationship": self.relationship,
            "sha256": self.sha256,
            "size_bytes": self.size_bytes,
        }


def attach(
    kinds: Iterable[str],
    pack: Pack,
    dataset: Dataset,
    figures: Path,
    scratch: Path,
    locale: Locale,
) -> list[Attached]:
    """Copy what is asked for beside the PDF to be, in the order of the names.

    kinds    some of KINDS
    figures  the figures.csv of this build
    Raises InputError when an export is no longer what was read.
    """
    wanted = set(kinds)
    found: list[Attached] = []
    folder = scratch / "attached"
    folder.mkdir(exist_ok=True)
    if EXPORTS in wanted:
        of_path: dict[str, list[str]] = {}
        for file in dataset.files:
            of_path.setdefault(file.path, []).append(locale.text(f"tables.{file.table}"))
        sums = {file.path: file.sha256 for file in dataset.files}
        names = _names(of_path)
        for path, tables in of_path.items():
            content = (pack.folder / path).read_bytes()
            if hashlib.sha256(content).hexdigest() != sums[path]:
                what = "the file has changed while the report was made"
                raise InputError([Problem(path, what, "Build again when nobody writes to it.")])
            said = locale.text("attached.export", tables=", ".join(tables))
            found.append(_kept(content, folder / str(len(found)), names[path], said, "Source"))
    if FIGURES in wanted:
        said = locale.text("attached.figures")
        content = figures.read_bytes()
        found.append(_kept(content, folder / str(len(found)), figures.name, said, "Data"))
    return sorted(found, key=lambda one: one.name)


def too_large(report: Path) -> list[Problem]:
    """A warning when a report with files inside is more than mail servers let pass."""
    size = report.stat().st_size
    if size <= LARGEST:
        return []
    what = (
        f"the report has {size / 1024**2:.0f} MB with the files in it; many mail servers refuse it"
    )
    advice = 'Leave "exports" out of [report] attach, or hand the report over as a link.'
    return [Problem("pack.toml", what, advice, column="report.attach", severity=Severity.WARNING)]


def _kept(content: bytes, copy: Path, name: str, said: str, relationship: str) -> Attached:
    copy.write_bytes(content)
    sum_ = hashlib.sha256(content).hexdigest()
    return Attached(copy, name, said, relationship, sum_, len(content))


def _names(paths: Mapping[str, object]) -> dict[str, str]:
    """A file name for each path: its own, or one with its folders where two would be the same."""
    own = {path: Path(path).name for path in paths}
    seen = list(own.values())
    return {
        path: name if seen.count(name) == 1 else path.replace("/", "_")
        for path, name in own.items()
    }
