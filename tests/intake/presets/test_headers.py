"""The header lines of other people's systems: each is recognised, or refused with what to export."""

from __future__ import annotations

import csv
import io
import tomllib
from pathlib import Path

import pytest

from reportgen.intake.inspection import inspect_file
from reportgen.intake.preset import load_presets

HEADERS = tomllib.loads((Path(__file__).parent / "headers.toml").read_text(encoding="utf-8"))
PRESETS = load_presets()


def written(header: list[str]) -> str:
    """A file of these headers and one row of nothing in particular."""
    text = io.StringIO()
    csv.writer(text).writerows([header, ["1"] * len(header)])
    return text.getvalue()


@pytest.mark.parametrize("name", HEADERS)
def test_each_is_recognised_or_refused(name: str, tmp_path: Path) -> None:
    """By its own preset, whatever else it could be; a refusal says what to export instead."""
    path = tmp_path / "export.csv"
    path.write_text(written(HEADERS[name]["header"]), encoding="utf-8")
    found = inspect_file(path)
    assert found.preset is not None
    assert found.preset.name == HEADERS[name]["preset"]
    if found.preset.refuse:
        (problem,) = found.problems
        assert "Export" in problem.advice or "Choose" in problem.advice
        assert found.table == ""
    else:
        assert found.table == found.preset.table
        assert not set(found.missing) - set(found.preset.missing), found.missing


@pytest.mark.parametrize("name", [name for name in PRESETS if not PRESETS[name].refuse])
def test_a_preset_reads_no_file_of_another(name: str) -> None:
    """None of the header lines that belong to another preset has this one's signature more fully."""
    for listed in HEADERS.values():
        own = PRESETS[name].fit(listed["header"])
        right = PRESETS[listed["preset"]].fit(listed["header"])
        assert own < right or name == listed["preset"]
