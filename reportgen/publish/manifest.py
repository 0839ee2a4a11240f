"""The manifest: what went in, what came out, what was checked; enough to prove which pack this is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from reportgen import __version__
from reportgen.intake.dataset import Dataset
from reportgen.pack import PACK_FILE, Pack
from reportgen.period import Period

LIBRARIES = ("altair", "jinja2", "polars", "vl-convert-python", "weasyprint")


def sha256(path: Path) -> str:
    """Hash of a file's bytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def manifest(
    pack: Pack,
    period: Period,
    dataset: Dataset,
    outputs: Mapping[str, Path],
    facts: Mapping[str, Any],
    timings: Mapping[str, float] | None,
) -> str:
    """The manifest as JSON text.

    outputs  final name -> file
    timings  seconds a step, only when asked for: with them two builds are not byte for byte the same
    """
    own = [pack.folder / PACK_FILE, *_further_inputs(pack.folder)]
    content = {
        "reportgen": __version__,
        "libraries": {name: version(name) for name in LIBRARIES},
        "pack": pack.name,
        "company": pack.company.name,
        "period": period.label,
        "months": [period.months[0], period.months[-1]],
        "currency": pack.company.currency,
        "fiscal_year_start": pack.company.fiscal_year_start,
        **facts,
        "inputs": [
            {
                "path": file.path,
                "table": file.table,
                "sha256": file.sha256,
                "size_bytes": file.size_bytes,
                "rows": file.rows,
                "encoding": file.encoding,
                "separator": file.separator,
                "preset": file.preset,
                "dropped": file.dropped,
            }
            for file in dataset.files
        ]
        + [
            {"path": str(path.relative_to(pack.folder)), "sha256": sha256(path)}
            for path in own
            if path.is_file()
        ],
        "outputs": [
            {"path": name, "sha256": sha256(path), "size_bytes": path.stat().st_size}
            for name, path in outputs.items()
        ],
        "checks": [
            {
                "name": run.name,
                "applied": run.applied,
                "found": run.found,
                "waived_because": run.waived_because,
            }
            for run in dataset.checks
        ],
        "waivers": {name: check.waive for name, check in pack.checks.items()},
        "warnings": [problem.as_record() for problem in dataset.warnings],
        "timings": dict(timings or {}),
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _further_inputs(folder: Path) -> Sequence[Path]:
    """Files of the pack that shape the pages: commentary, templates, themes, locales."""
    found = [folder / "commentary.md"]
    for name in ("templates", "themes", "locales", "benchmarks"):
        found += sorted(path for path in (folder / name).rglob("*") if path.is_file())
    return found
