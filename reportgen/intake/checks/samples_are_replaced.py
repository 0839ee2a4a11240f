"""Exports of a made-up company, left from the pack that one starts with, among a company's own."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from pathlib import Path

from reportgen.intake.check import check
from reportgen.intake.dataset import Dataset, SourceFile
from reportgen.pack import Pack
from reportgen.period import Period
from reportgen.problem import Problem, Severity
from reportgen.resources import sample

COMMENTARY = "commentary.md"
# Whoever changes a few amounts of the sample to see what comes of it has no exports of his own.
CHANGED = 0.5
# A larger file is no sample, whatever lines it has.
LARGEST = 20


class Kind(Enum):
    """What a file is beside the sample of its table."""

    SAMPLE = "sample"
    CHANGED = "changed"
    OWN = "own"


@check(
    what="No export of the made-up company that a new pack begins with stands among the company's own.",
    why="Its costs and customers would be taken for those of the company.",
)
def samples_are_replaced(dataset: Dataset, pack: Pack, period: Period) -> Iterator[Problem]:
    """Sample files that nobody touched, where other files are the company's own."""
    folder = sample()
    kinds = {file.path: _kind(file, pack.folder, folder) for file in dataset.files}
    own = [path for path, kind in kinds.items() if kind is Kind.OWN]
    left = [path for path, kind in kinds.items() if kind is Kind.SAMPLE]
    if not own:
        return
    beside = own[0] + (f" and {len(own) - 1} more" if own[1:] else "")
    for path in left:
        yield Problem(
            path,
            f"this is still the file of the made-up company that `reportgen new` wrote, and {beside} "
            "is not: the report would speak of two companies as one",
            f"Delete {path}, or put your own export in its place.",
        )
    words = folder / COMMENTARY
    if _lines(pack.folder / COMMENTARY) == _lines(words) != set():
        yield Problem(
            COMMENTARY,
            "this is still the commentary that `reportgen new` wrote, with what it asks of a board",
            "Write your own there, or delete it.",
            severity=Severity.WARNING,
        )


def _kind(file: SourceFile, folder: Path, samples: Path) -> Kind:
    """By the lines that it has in common with the sample: an editor may have ended them otherwise."""
    sample = samples / f"{file.table}.csv"
    if not sample.is_file() or file.size_bytes > LARGEST * sample.stat().st_size:
        return Kind.OWN
    lines = _lines(folder / file.path)
    same = len(lines & _lines(sample)) / max(len(lines), 1)
    return Kind.SAMPLE if same == 1 else Kind.CHANGED if same >= CHANGED else Kind.OWN


def _lines(path: Path) -> set[bytes]:
    try:
        return {line.strip() for line in path.read_bytes().splitlines()} - {b""}
    except OSError:
        return set()
