"""Exports spoilt at random: each is read as a second reader reads it, or refused; nothing third.

The campaign is long; its seed is printed, and REPORTGEN_SEED repeats it. A failure is shrunk to a file.
"""

from __future__ import annotations

import io
import os
import random
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

import polars as pl
import pytest

from reportgen.errors import InputError, PackError
from reportgen.intake import checks, tables
from reportgen.intake.check import Check
from reportgen.intake.dataset import LINE_COLUMN, Dataset, read_dataset
from reportgen.intake.table import Column, ColumnType, Table
from reportgen.members import load_members
from reportgen.pack import read_pack
from tests.hostile import second_reader as second
from tests.hostile.case import Case
from tests.hostile.mutations import mutated
from tests.hostile.seeds import JUDGED, UNJUDGED, Seed

SEED = int(os.environ.get("REPORTGEN_SEED", "20260930"))
FILES, AT_ONCE = 10_000, 250
SEEDS = [*JUDGED, *UNJUDGED]
TABLES = load_members(tables, Table)
WAIVABLE = [name for name, one in load_members(checks, Check).items() if one.waivable]
LONGEST_SECONDS = 5.0


@dataclass
class Outcome:
    """How many files were read, read under waived checks, refused and read without a second opinion."""

    counts: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    failures: list[str] = field(default_factory=list)

    def add(self, other: Outcome) -> None:
        self.counts += other.counts
        self.slowest = max(self.slowest, other.slowest)
        self.failures += other.failures

    def __str__(self) -> str:
        shown = ", ".join(f"{self.counts[kind]:,} {kind}" for kind in sorted(self.counts))
        total = sum(self.counts.values())
        return f"{total:,} files: {shown}; {len(self.failures)} wrong, slowest {self.slowest:.2f} s"


def spoilt(seed: Seed, chance: random.Random) -> bytes:
    """The seed after some mishaps, to the file or to a member of its archive."""
    if not seed.inner:
        return mutated(seed.content, chance)
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(seed.content)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, mutated(content, chance) if name == seed.inner else content)
    return buffer.getvalue()


def case_of(seed: Seed, content: bytes, waived: bool) -> Case:
    return Case("spoilt", seed.table, content, seed.told, file=seed.file, checked=not waived)


def verdict(seed: Seed, content: bytes, waived: bool) -> tuple[str, str, float]:
    """The kind of outcome, what is wrong with it ("" for nothing), and how long it took."""
    with tempfile.TemporaryDirectory() as folder:
        written = case_of(seed, content, waived).write(Path(folder) / "pack", WAIVABLE)
        start = time.perf_counter()
        try:
            pack = read_pack(written)
            dataset = read_dataset(pack, pack.period())
        except (InputError, PackError) as stopped:
            seconds = time.perf_counter() - start
            told = all(problem.what and problem.file for problem in stopped.problems)
            return "refused", "" if told else "a refusal without a sentence", seconds
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            return "traceback", f"{type(error).__name__}: {error}", time.perf_counter() - start
        seconds = time.perf_counter() - start
    kind = "read, some checks waived" if waived else "read"
    if seed in UNJUDGED:
        return "read without a second opinion", "", seconds
    if not dataset.has(seed.table):
        return "read as a table without rows", "", seconds
    try:
        return kind, disagreement(seed, content, dataset), seconds
    except second.Open:
        return "read without a second opinion", "", seconds
    except second.Unreadable as reason:
        return kind, f"read, though no reader may: {reason}", seconds


def disagreement(seed: Seed, content: bytes, dataset: Dataset) -> str:
    """Where the rows that were read are not those that the second reader reads."""
    (file,) = dataset.files
    if seed.ending == "xlsx":
        rows = second.rows_of_sheet(content)
    else:
        text = second.member(content) if seed.ending == "zip" else content
        rows = second.rows_of_text(text, file.encoding, file.separator)
    table, frame = TABLES[seed.table], dataset.tables[seed.table].sort(LINE_COLUMN)
    named = columns_of(rows, table)
    if table.wide and table.wide in frame.columns and table.wide not in named:
        return differing_cells(seed, *unpivoted(rows, named, table, frame))
    if frame[LINE_COLUMN].to_list() != [row.line for row in rows]:
        return f"the rows stand on lines {[row.line for row in rows]}: {frame}"
    read = {name: frame[name].to_list() for name in frame.columns if name in table.columns}
    texts = {name: [row.cells[header] for row in rows] for name, header in named.items()}
    return differing_cells(seed, texts, read)


def columns_of(rows: Sequence[second.Row], table: Table) -> dict[str, str]:
    """Column of the table -> header of the file, by its name, else by the one synonym that stands there."""
    headers = {second.spelled(header): header for header in rows[0].cells} if rows else {}
    named = {}
    for name, column in table.columns.items():
        words = [name, *column.synonyms]
        found = [headers[word] for word in map(second.spelled, words) if word in headers]
        if found:
            named[name] = found[0]
    return named


def unpivoted(
    rows: Sequence[second.Row], named: dict[str, str], table: Table, frame: pl.DataFrame
) -> tuple[dict[str, list[str]], dict[str, list[object]]]:
    """A file with one column per month as long as the table is."""
    cells = [
        (row.line, second.days([header], True)["day first"][0], row.cells, text)
        for row in rows
        for header, text in row.cells.items()
        if header and header not in named.values() and text.strip()
    ]
    cells.sort(key=lambda cell: (cell[0], str(cell[1])))
    ordered = frame.sort(LINE_COLUMN, table.month)
    if len(cells) != ordered.height:
        raise second.Unreadable(f"{len(cells)} cells, read {ordered.height}")
    texts = {name: [row[header] for _, _, row, _ in cells] for name, header in named.items()}
    texts[table.wide] = [text for *_, text in cells]
    texts[table.month] = [str(month) for _, month, *_ in cells]
    return texts, {name: ordered[name].to_list() for name in texts}


def differing_cells(seed: Seed, texts: dict[str, list[str]], read: dict[str, list[object]]) -> str:
    """The first column that two readers read differently."""
    columns = TABLES[seed.table].columns
    readings = {name: readings_of(columns[name], cells) for name, cells in texts.items()}
    marks = {
        next(iter(found))
        for name, found in readings.items()
        if len(found) == 1 and columns[name].type in (ColumnType.MONEY, ColumnType.NUMBER)
    }
    for name in read.keys() | texts.keys():
        if name not in texts:
            if any(value is not None for value in read[name]) and not columns[name].read_from:
                return f"{name} has values that no header announces: {read[name]}"
            continue
        if name not in read:
            return f"{name} was not read"
        found = [values for values in readings[name].values() if values == read[name]]
        if columns[name].type is ColumnType.CHOICE or name in ("function", "type", "flow"):
            continue
        if not found:
            return f"{name} is read as {read[name]} from {texts[name]}, not as {readings[name]}"
        unsure = len({str(values) for values in readings[name].values()}) > 1
        if unsure and "locale" not in seed.told and not marks:
            return f"{name} was guessed: {texts[name]} can be {readings[name]}"
    return ""


def readings_of(column: Column, cells: list[str]) -> dict[str, list[second.Value]]:
    """All that a column can mean; raises Unreadable when that is nothing."""
    if column.type in (ColumnType.MONEY, ColumnType.NUMBER):
        found = second.amounts(cells, column.percent)
    elif column.type in (ColumnType.MONTH, ColumnType.DATE):
        found = second.days(cells, column.type is ColumnType.MONTH)
    else:
        text = second.texts(cells)
        found = {"": [str(t).upper() if t and column.upper else t for t in text]}
    if not found:
        raise second.Unreadable(f"{cells}")
    return found


def shrunk(seed: Seed, content: bytes, waived: bool) -> bytes:
    """A smaller file that goes wrong in the same way."""
    kind, wrong, _ = verdict(seed, content, waived)
    size = len(content) // 2
    while size:
        at = 0
        while at < len(content):
            tried = content[:at] + content[at + size :]
            again = verdict(seed, tried, waived) if tried else ("", "", 0.0)
            if (again[0], bool(again[1])) == (kind, bool(wrong)):
                content = tried
            else:
                at += size
        size //= 2
    return content


def run(first: int, count: int = AT_ONCE) -> Outcome:
    """Spoil and read so many files; each depends on its number and the seed alone."""
    outcome = Outcome()
    for number in range(first, first + count):
        chance = random.Random(f"{SEED}-{number}")
        seed = SEEDS[number % len(SEEDS)]
        content, waived = spoilt(seed, chance), chance.random() < 0.7
        kind, wrong, seconds = verdict(seed, content, waived)
        outcome.counts[kind] += 1
        outcome.slowest = max(outcome.slowest, seconds)
        if seconds > LONGEST_SECONDS:
            wrong = wrong or f"{seconds:.1f} s"
        if wrong:
            small = content if seed.ending != "csv" else shrunk(seed, content, waived)
            again = verdict(seed, small, waived)[1]
            outcome.failures.append(
                f"{number} {seed.file} {seed.told!r}\n  {again or wrong}\n  {small!r}"
            )
    return outcome


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.file)
def test_seeds_are_healthy(seed: Seed) -> None:
    kind, wrong, _ = verdict(seed, seed.content, waived=True)
    assert not wrong
    assert kind.startswith("read")


def test_a_sample_is_read_as_a_second_reader_reads_it_or_refused() -> None:
    outcome = run(0, 200)
    assert not outcome.failures, "\n".join(outcome.failures)
    assert outcome.counts["refused"] > 20
    assert sum(count for kind, count in outcome.counts.items() if kind != "refused") > 20


@pytest.mark.long
def test_ten_thousand(capsys: pytest.CaptureFixture[str]) -> None:
    total, start = Outcome(), time.perf_counter()
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        for outcome in pool.map(run, range(0, FILES, AT_ONCE)):
            total.add(outcome)
    with capsys.disabled():
        seconds = time.perf_counter() - start
        print(f"\nseed {SEED}: {total}, {seconds:.0f} s in all")  # noqa: T201
    assert not total.failures, "\n".join(total.failures)


@pytest.mark.parametrize(
    "number", [*range(3), *(pytest.param(n, marks=pytest.mark.long) for n in range(3, 36))]
)
def test_the_command_ends_with_0_or_3(number: int, tmp_path: Path) -> None:
    """The exit code says what the functions say, and nobody is shown a traceback."""
    chance = random.Random(f"{SEED}-command-{number}")
    seed = SEEDS[number % len(SEEDS)]
    content = spoilt(seed, chance)
    folder = case_of(seed, content, waived=True).write(tmp_path / "pack", WAIVABLE)
    kind, wrong, _ = verdict(seed, content, waived=True)
    ran = subprocess.run(
        [sys.executable, "-m", "reportgen", "check", str(folder)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert not wrong
    assert ran.returncode == (3 if kind == "refused" else 0), ran.stderr
    assert "Traceback" not in ran.stderr
