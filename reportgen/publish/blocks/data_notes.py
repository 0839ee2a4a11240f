"""Where the figures come from: files, checks, waivers, warnings, and what further exports unlock."""

from __future__ import annotations

from typing import Any

from reportgen.intake import checks as checks_folder
from reportgen.intake import tables as tables_folder
from reportgen.intake.check import Check
from reportgen.intake.dataset import Dataset
from reportgen.intake.table import Table
from reportgen.measure import identities as identities_folder
from reportgen.measure.identity import Identity
from reportgen.members import load_member, load_members, member_names
from reportgen.problem import shorten
from reportgen.publish.block import Material, block
from reportgen.story.locale import Locale

MOST_WARNINGS = 12


@block()
def data_notes(material: Material) -> dict[str, Any]:
    """Values of parts/data_notes.html."""
    dataset, locale = material.dataset, material.story.locale
    return {
        "files": [
            {
                "table": locale.text(f"tables.{file.table}"),
                "path": file.path,
                "rows": locale.number(file.rows, 0),
                "months": " – ".join(m for m in (file.first_month, file.last_month) if m),
                "encoding": file.encoding,
                "read_as": file.read_as,
                "dropped": file.dropped,
                "sha256": file.sha256[:12],
            }
            for file in dataset.files
        ],
        "checks": [
            {
                "name": run.name,
                "title": check_title(locale, run.name),
                "found": run.found,
                "waived": run.waived_because,
            }
            for run in dataset.checks
            if run.applied and (run.found or run.waived_because)
        ],
        "passed": [
            check_title(locale, run.name)
            for run in dataset.checks
            if run.applied and not (run.found or run.waived_because)
        ],
        "idle": [check_title(locale, run.name) for run in dataset.checks if not run.applied],
        "warnings": [
            {
                "place": problem.place,
                "what": check_title(locale, problem.check) if problem.check else problem.what,
                "value": shorten(problem.value),
            }
            for problem in dataset.warnings[:MOST_WARNINGS]
        ],
        "more_warnings": max(0, len(dataset.warnings) - MOST_WARNINGS),
        "unlocks": [
            {"table": locale.text(f"tables.{name}"), "text": locale.text(f"unlocks.{name}")}
            for name in unlocking(dataset, locale)
        ],
        "left_out": [page.title for page in material.left_out],
    }


def unlocking(dataset: Dataset, locale: Locale) -> list[str]:
    """The exports that the pack has not and that would show more."""
    known = load_members(tables_folder, Table)
    return [name for name in known if not dataset.has(name) and locale.has(f"unlocks.{name}")]


def check_title(locale: Locale, check: str) -> str:
    """What a check (or a sum of figures) holds: in the report's language, else in its own words."""
    key = f"checks.{check}"
    if locale.has(key):
        return locale.text(key)
    if check in member_names(identities_folder):
        return load_member(identities_folder, check, Identity).what
    return load_member(checks_folder, check, Check).what
