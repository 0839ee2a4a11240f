"""The kind "preset": whose export a file is, known by its headers, and how such a file is read.

Presets are data: one TOML file each in presets/, and in the folder of that name in a pack. What pack.toml
says of a table goes before what its preset says.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import Field, ValidationError, ValidationInfo, field_validator

from reportgen.errors import PackError
from reportgen.intake.header import normalised
from reportgen.pack_input import Input
from reportgen.pack_mistakes import explained
from reportgen.pack_sections import Section
from reportgen.pack_syntax import not_toml
from reportgen.problem import Problem

if TYPE_CHECKING:
    from reportgen.intake.reader import RawTable

SHIPPED = Path(__file__).parent / "presets"
NONE = "none"
# Titles above a header are a handful of lines: company, report, period, a blank one.
DEEPEST_HEADER = 40
MAPPINGS = ("columns", "constants", "values", "first_filled", "leave_out", "fill_down")
Signature = tuple[str | tuple[str, ...], ...]


class PresetFile(Section):
    """A preset as it stands in its file.

    table      the table whose columns such a file has
    signature  headers that it has and others lack; a list means: one of these
    also       further signatures: files of other headers that are the same export
    read       what one would otherwise write under [inputs.TABLE]; its mappings may name headers
               that only some of these files have
    required   columns that these files cannot do without, besides those of the table
    missing    column -> what to do when the file has none for it
    refuse     why such a file is no table of ours, and what to export instead; for these the table
               is the one that people take it for, or nothing
    """

    title: str = Field(min_length=3)
    refuse: str = ""
    table: str = Field(default="", validate_default=True)
    export: str = Field(min_length=3, description="Where in the system people get it from.")
    signature: Signature = Field(min_length=2)
    also: tuple[Signature, ...] = ()
    read: Input = Input()
    required: tuple[str, ...] = ()
    missing: dict[str, str] = Field(default_factory=dict)
    notes: str = ""

    @field_validator("table")
    @classmethod
    def _table_or_refusal(cls, table: str, info: ValidationInfo) -> str:
        if not table and not info.data.get("refuse"):
            raise ValueError("a preset names its table, or says why it refuses the file")
        return table


@dataclass(frozen=True)
class Preset:
    """A preset by the name of its file."""

    name: str
    title: str
    table: str
    export: str
    signatures: tuple[tuple[frozenset[str], ...], ...]
    read: Input
    required: tuple[str, ...] = ()
    missing: Mapping[str, str] = field(default_factory=dict)
    refuse: str = ""
    notes: str = ""

    def fit(self, header: Iterable[str]) -> int:
        """How many headers of a line say whose it is: the size of a whole signature, else 0."""
        return self.fit_of({normalised(cell) for cell in header})

    def fit_of(self, bare: set[str]) -> int:
        """The same of headers that are normalised already, once for all presets."""
        whole = [len(s) for s in self.signatures if all(words & bare for words in s)]
        return max(whole, default=0)

    def refusal(self, raw: RawTable) -> Problem:
        """Why a file of this kind is not read, and what to do about it."""
        what, _, advice = self.refuse.partition(". ")
        return raw.problem(
            f"this is {self.title}: {what.removesuffix('.')}",
            f'{advice} If it is something else, write preset = "{NONE}" under {{section}}.',
            line=raw.header_line,
        )


@dataclass(frozen=True)
class Recognised:
    """A preset and the line on which its headers stand; rivals: others that fit as well."""

    preset: Preset
    header_row: int
    rivals: tuple[Preset, ...] = ()

    def doubts(self, raw: RawTable) -> list[Problem]:
        """A problem when the headers could be those of several exports."""
        if not self.rivals:
            return []
        both = [self.preset, *self.rivals]
        names = " or ".join(f'preset = "{preset.name}"' for preset in both)
        what = f"this could be {' or '.join(preset.title for preset in both)}"
        return [raw.problem(what, f"Say which: {names} under {{section}}.", line=self.header_row)]


def load_presets(folder: Path | None = None) -> dict[str, Preset]:
    """The shipped presets and those of a pack's folder `presets/`, by name; the pack's win.

    Raises PackError with every mistake in the pack's own files.
    """
    folders = [SHIPPED, *([folder / "presets"] if folder else [])]
    paths = {path.stem: path for one in folders for path in sorted(one.glob("*.toml"))}
    presets, problems = {}, []
    for name, path in sorted(paths.items()):
        text = ""
        try:
            text = path.read_text(encoding="utf-8")
            content = tomllib.loads(text)
            described = PresetFile.model_validate(content)
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as reason:
            problems.append(not_toml(f"presets/{path.name}", text, reason))
        except ValidationError as errors:
            problems += explained(errors, content, text, f"presets/{path.name}", PresetFile)
        else:
            presets[name] = _preset(name, described)
    if problems:
        raise PackError(problems)
    return presets


def _preset(name: str, described: PresetFile) -> Preset:
    signatures = tuple(
        tuple(
            frozenset(map(normalised, (part,) if isinstance(part, str) else part))
            for part in signature
        )
        for signature in (described.signature, *described.also)
    )
    return Preset(
        name,
        described.title,
        described.table,
        described.export,
        signatures,
        described.read,
        described.required,
        described.missing,
        described.refuse,
        described.notes,
    )


def recognise(rows: Sequence[Sequence[str]], presets: Iterable[Preset]) -> Recognised | None:
    """The preset whose whole signature stands on one of the first lines; of several the most telling."""
    known = list(presets)
    for number, row in enumerate(rows[:DEEPEST_HEADER], start=1):
        bare = {normalised(cell) for cell in row}
        fits = {preset.name: (preset.fit_of(bare), preset) for preset in known}
        most = max((fit for fit, _ in fits.values()), default=0)
        if most:
            first, *rivals = [preset for fit, preset in fits.values() if fit == most]
            return Recognised(first, number, tuple(rivals))
    return None


def reading(preset: Preset, own: Input, header_row: int | None = None) -> Input:
    """How a file is opened: what pack.toml says, then what the preset says; mappings come later."""
    said = preset.read.model_dump(exclude_unset=True)
    told = own.model_dump(exclude_unset=True)
    merged: dict[str, Any] = {**said, **told}
    if "header_row" not in merged and header_row is not None:
        merged["header_row"] = header_row
    for name in MAPPINGS:
        merged[name] = told.get(name, () if name == "fill_down" else {})
    return Input.model_validate(merged)


def mapped(preset: Preset, own: Input, header: Sequence[str]) -> Input:
    """The same with the preset's mappings, as far as the file has the headers that they name."""
    bare = {normalised(cell) for cell in header}
    said = preset.read

    def there(headers: Iterable[str]) -> tuple[str, ...]:
        return tuple(one for one in headers if normalised(one) in bare)

    settled = {*own.columns, *own.constants, *own.first_filled}
    columns: dict[str, Any] = {}
    for name, wanted in said.columns.items():
        found = there((wanted,) if isinstance(wanted, str) else wanted)
        if found and name not in settled:
            columns[name] = found[0]
    pairs = {name: there(headers) for name, headers in said.first_filled.items()}
    first_filled = {name: found for name, found in pairs.items() if found and name not in settled}
    constants = {n: v for n, v in said.constants.items() if n not in settled}
    values = {
        name: {**said.values.get(name, {}), **own.values.get(name, {})}
        for name in (*said.values, *own.values)
    }
    left_out = {word: texts for word, texts in said.leave_out.items() if there([word])}
    return own.model_copy(
        update={
            "columns": {**columns, **own.columns},
            "first_filled": {**first_filled, **own.first_filled},
            "constants": {**constants, **own.constants},
            "values": values,
            "leave_out": {**left_out, **own.leave_out},
            "fill_down": tuple(dict.fromkeys((*there(said.fill_down), *own.fill_down))),
        }
    )


def unknown_preset(name: str, presets: Mapping[str, Preset]) -> str:
    """Advice for a preset that there is not."""
    close = difflib.get_close_matches(name, presets, n=1, cutoff=0.5)
    hint = f"Did you mean {close[0]!r}? " if close else ""
    return f"{hint}See `reportgen list presets`."
