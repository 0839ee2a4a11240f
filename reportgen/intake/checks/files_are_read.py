"""An export whose name is misspelt is no export: the pack comes out without its figures."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.intake import readers, tables
from reportgen.intake.check import check
from reportgen.intake.dataset import Dataset
from reportgen.intake.left_over import left_over
from reportgen.intake.load import Kinds
from reportgen.intake.preset import load_presets
from reportgen.intake.reader import Reader
from reportgen.intake.table import Table
from reportgen.members import load_members
from reportgen.pack import Pack
from reportgen.period import Period
from reportgen.problem import Problem, Severity


@check(
    what="Every export that lies among the others is read.",
    why="A file of a misspelt name is passed over, and the pack comes out without its figures.",
    severity=Severity.WARNING,
)
def files_are_read(dataset: Dataset, pack: Pack, period: Period) -> Iterator[Problem]:
    """Files in the pack's folder that look like exports and are neither read nor named in pack.toml."""
    kinds = Kinds(
        load_members(tables, Table),
        load_members(readers, Reader),
        {},
        load_presets(pack.folder),
    )
    yield from left_over(pack, kinds, {file.path: file.table for file in dataset.files})
