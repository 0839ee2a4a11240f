"""The kind "preset": whose export a file is, known by its headers, and how such a file is read.

Presets are data: one TOML file each in presets/, and in the folder of that name in a pack. What pack.toml
says of a table goes before what its preset says.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from reportgen.errors import PackError
from reportgen.intake.header import normalised
from reportgen.pack import Input, Section
from reportgen.problem import Problem

SHIPPED = Path(__file__).parent / "presets"
NONE = "none"
# Titles above a header are a handful of lines: company, report, period, a blank one.
DEEPEST_HEADER = 40
MAPPINGS = ("columns", "constants", "values")


class PresetFile(Section):
    """A preset as it stands in its file.

    table      the table whose columns such a file has
    signature  headers that it has and others lack; a list means: one of these
    read       what one would otherwise write under [inputs.TABLE]; its `columns` may name headers
               that only some of these files have
    """

    title: str = Field(min_length=3)
    table: str = Field(min_length=3)
    export: str = Field(min_length=3, description="Where in the system people get it from.")
    signature: tuple[str | tuple[str, ...], ...] = Field(min_length=2)
    read: Input = Input()
    notes: str = ""


@dataclass(frozen=True)
class Preset:
    """A preset by the name of its file."""

    name: str
    title: str
    table: str
    export: str
    signature: tuple[frozenset[str], ...]
    read: Input
    notes: str = ""

    def fits(self, header: Iterable[str]) -> bool:
        """Whether a line of headers has the whole signature."""
        bare = {normalised(cell) for cell in header}
        return all(words & bare for words in self.signature)


@dataclass(frozen=True)
class Recognised:
    """A preset and the line on which its headers stand."""

    preset: Preset
    header_row: int


def load_presets(folder: Path | None = None) -> dict[str, Preset]:
    """The shipped presets and those of a pack's folder `presets/`, by name; the pack's win.

    Raises PackError with every mistake in the pack's own files.
    """
    folders = [SHIPPED, *([folder / "presets"] if folder else [])]
    paths = {path.stem: path for one in folders for path in sorted(one.glob("*.toml"))}
    presets, problems = {}, []
    for name, path in sorted(paths.items()):
        try:
            described = PresetFile.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as reason:
            problems.append(Problem(str(path), f"this is not TOML: {reason}"))
        except ValidationError as errors:
            problems += [
                Problem(str(path), str(error["msg"]), column=".".join(map(str, error["loc"])))
                for error in errors.errors()
            ]
        else:
            presets[name] = _preset(name, described)
    if problems:
        raise PackError(problems)
    return presets


def _preset(name: str, described: PresetFile) -> Preset:
    signature = tuple(
        frozenset(map(normalised, (part,) if isinstance(part, str) else part))
        for part in described.signature
    )
    return Preset(
        name,
        described.title,
        described.table,
        described.export,
        signature,
        described.read,
        described.notes,
    )


def recognise(rows: Sequence[Sequence[str]], presets: Iterable[Preset]) -> Recognised | None:
    """The preset whose whole signature stands on one of the first lines; of several the most telling."""
    best: Recognised | None = None
    for number, row in enumerate(rows[:DEEPEST_HEADER], start=1):
        for preset in presets:
            known = best and len(best.preset.signature) >= len(preset.signature)
            if not known and preset.fits(row):
                best = Recognised(preset, number)
        if best:
            return best
    return None


def reading(preset: Preset, own: Input, header_row: int | None = None) -> Input:
    """How a file is opened: what pack.toml says, then what the preset says; mappings come later."""
    said = preset.read.model_dump(exclude_unset=True)
    told = own.model_dump(exclude_unset=True)
    merged: dict[str, Any] = {**said, **told}
    if "header_row" not in merged and header_row is not None:
        merged["header_row"] = header_row
    for name in MAPPINGS:
        merged[name] = told.get(name, {})
    return Input.model_validate(merged)


def mapped(preset: Preset, own: Input, header: Sequence[str]) -> Input:
    """The same with the preset's mappings, as far as the file has the headers that they name."""
    bare = {normalised(cell) for cell in header}
    columns: dict[str, Any] = {}
    for name, wanted in preset.read.columns.items():
        headers = (wanted,) if isinstance(wanted, str) else wanted
        if found := [one for one in headers if normalised(one) in bare]:
            columns[name] = found[0]
    constants = {n: v for n, v in preset.read.constants.items() if n not in own.columns}
    values = {
        name: {**preset.read.values.get(name, {}), **own.values.get(name, {})}
        for name in (*preset.read.values, *own.values)
    }
    given = {name: v for name, v in columns.items() if name not in own.constants}
    return own.model_copy(
        update={
            "columns": {**given, **own.columns},
            "constants": {**constants, **own.constants},
            "values": values,
        }
    )


def unknown_preset(name: str, presets: Mapping[str, Preset]) -> str:
    """Advice for a preset that there is not."""
    close = difflib.get_close_matches(name, presets, n=1, cutoff=0.5)
    hint = f"Did you mean {close[0]!r}? " if close else ""
    return f"{hint}See `reportgen list presets`."
