"""Hostile inputs, one by one: each is read to its exact value, or refused where it stands."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import pytest

from reportgen.errors import InputError, PackError
from reportgen.intake import checks
from reportgen.intake.check import Check
from reportgen.intake.dataset import read_dataset
from reportgen.members import load_members
from reportgen.pack import read_pack
from reportgen.problem import Problem, Severity
from tests.hostile import (
    amounts,
    archives,
    characters,
    days,
    encodings,
    files,
    structure,
    workbooks,
)
from tests.hostile.case import Case, Cells, No

KINDS = {
    module.__name__.rpartition(".")[2]: module.CASES
    for module in (amounts, archives, characters, days, encodings, files, structure, workbooks)
}
WAIVABLE = [name for name, one in load_members(checks, Check).items() if one.waivable]
LONGEST_SECONDS = 5.0


@dataclass
class Tally:
    """What became of the inputs of one kind."""

    inputs: int = 0
    read: int = 0
    refused: int = 0
    complete: int = 0
    cells: int = 0
    slowest: float = 0.0
    wrong: list[str] = field(default_factory=list)


def unfolded(cases: Sequence[Case | Cells]) -> list[Case]:
    return [
        case for entry in cases for case in (entry.cases() if isinstance(entry, Cells) else [entry])
    ]


def plain(value: object) -> str | None:
    if isinstance(value, Decimal):
        text = format(value, "f")
        text = text.rstrip("0").rstrip(".") if "." in text else text
        return "0" if text == "-0" else text
    return None if value is None else str(value)


def outcome(case: Case, folder: Path) -> tuple[dict[str, list[str | None]], tuple[Problem, ...]]:
    """The columns that were read and the warnings, or nothing and the problems."""
    try:
        pack = read_pack(case.write(folder, WAIVABLE))
        dataset = read_dataset(pack, pack.period())
    except (InputError, PackError) as stopped:
        return {}, stopped.problems
    frame = dataset.tables[case.table]
    columns = {name: [plain(value) for value in frame[name]] for name in frame.columns}
    return columns, dataset.warnings


def found(no: No, problems: Sequence[Problem]) -> Problem | None:
    """The problem that a refusal must be: it says the word at the place."""
    for problem in problems:
        told = problem.what + problem.advice
        placed = no.whole or (
            problem.line == no.line
            and (not no.column or problem.column == no.column)
            and (not no.value or problem.value == no.value)
        )
        if placed and no.says in told:
            return problem
    return None


def judge(case: Case, folder: Path, tally: Tally) -> None:
    """Compare what came out with what must."""
    start = time.perf_counter()
    try:
        columns, problems = outcome(case, folder)
    except Exception as error:
        tally.wrong.append(f"{case.name}: TRACEBACK: {error!r}")
        return
    seconds = time.perf_counter() - start
    tally.inputs += case.inputs
    tally.slowest = max(tally.slowest, seconds)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if seconds > LONGEST_SECONDS:
        tally.wrong.append(f"{case.name}: {seconds:.1f} s")
    if case.reads is not None:
        tally.read += case.inputs
        if not columns:
            tally.wrong.append(f"{case.name}: refused: {errors}")
        for name, values in case.reads.items():
            if columns and columns.get(name) != list(values):
                seen = columns.get(name, [])
                apart = [pair for pair in zip(values, seen, strict=False) if pair[0] != pair[1]]
                tally.wrong.append(f"{case.name}: {name}: {apart[:5]} of {len(seen)}")
        if not any(case.warns in problem.what for problem in problems) and case.warns:
            tally.wrong.append(f"{case.name}: no warning {case.warns!r}")
        return
    tally.refused += case.inputs
    if columns:
        tally.wrong.append(f"{case.name}: SILENTLY READ as {columns}")
        return
    for no in case.refuses:
        problem = found(no, errors)
        if problem is None:
            tally.wrong.append(f"{case.name}: no {no} among {errors[:4]}")
        elif not problem.advice and not no.says.endswith("more cells"):
            tally.wrong.append(f"{case.name}: no advice with {problem}")
        elif no.column:
            tally.cells += 1
            tally.complete += bool(problem.line and problem.column and problem.what)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_each_is_read_exactly_or_refused_where_it_stands(kind: str, tmp_path: Path) -> None:
    tally = Tally()
    for number, case in enumerate(unfolded(KINDS[kind])):
        judge(case, tmp_path / str(number), tally)
    assert tally.wrong == [], "\n".join(tally.wrong)
    assert tally.complete >= tally.cells * 0.98
    print(  # noqa: T201
        f"{kind}: {tally.inputs} inputs, {tally.read} read, {tally.refused} refused, "
        f"{tally.complete} of {tally.cells} with place, slowest {tally.slowest:.2f} s"
    )


def test_the_corpus_holds_hundreds_of_inputs_of_every_kind() -> None:
    held = {kind: sum(case.inputs for case in unfolded(cases)) for kind, cases in KINDS.items()}
    assert sum(held.values()) >= 600
    assert min(held.values()) >= 30
    names = [case.name for cases in KINDS.values() for case in unfolded(cases)]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_command_says_so_too(kind: str, tmp_path: Path) -> None:
    """The first that is refused: exit code, place and word, and no traceback."""
    cases = [case for case in unfolded(KINDS[kind]) if case.inputs < 60 and case.refuses]
    case = next((case for case in cases if any(no.column for no in case.refuses)), cases[0])
    command = [
        sys.executable,
        "-m",
        "reportgen",
        "check",
        str(case.write(tmp_path / "p", WAIVABLE)),
    ]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    # A mistake in pack.toml itself is 4.
    assert ran.returncode in (3, 4), ran.stderr
    assert "Traceback" not in ran.stderr
    for no in case.refuses[:5]:
        assert no.says in ran.stderr
        if no.column:
            assert re.search(rf":{no.line},.* column '{re.escape(no.column)}'", ran.stderr)
