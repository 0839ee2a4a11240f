"""A pack in a few lines: files as they lie in the folder, and what reading them says."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polars as pl
import pytest

from reportgen.errors import InputError, PackError
from reportgen.intake.dataset import Dataset, read_dataset
from reportgen.pack import read_pack
from reportgen.problem import Problem

CUSTOMERS = "customer_id,name,segment\nK1,Asp,Small\nK2,Björk,Large\n"


def write(folder: Path, files: Mapping[str, str | bytes], settings: str = "") -> Path:
    """Write pack.toml (currency SEK, September 2026) and the files; texts in UTF-8."""
    folder.mkdir(exist_ok=True, parents=True)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    head = '[company]\nname = "Prov AB"\ncurrency = "SEK"\n[report]\nperiod = "2026-09"\n'
    (folder / "pack.toml").write_text(head + settings, encoding="utf-8")
    return folder


def read(
    folder: Path,
    files: Mapping[str, str | bytes],
    settings: str = "",
    strict: bool = False,
) -> Dataset:
    """Write and read a pack."""
    pack = read_pack(write(folder, files, settings))
    return read_dataset(pack, pack.period(), strict)


def table(folder: Path, name: str, content: str | bytes, settings: str = "") -> pl.DataFrame:
    """The one table of a pack that has only this export."""
    return read(folder, {f"{name}.csv": content}, settings).tables[name]


def refused(
    folder: Path,
    files: Mapping[str, str | bytes],
    settings: str = "",
    strict: bool = False,
) -> tuple[Problem, ...]:
    """The problems that stop such a pack."""
    with pytest.raises(InputError) as stopped:
        read(folder, files, settings, strict)
    return stopped.value.problems


def mistaken(folder: Path, files: Mapping[str, str | bytes], settings: str) -> tuple[Problem, ...]:
    """The mistakes in pack.toml that stop such a pack."""
    with pytest.raises(PackError) as stopped:
        read(folder, files, settings)
    return stopped.value.problems
