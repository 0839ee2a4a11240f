"""What was read holds as many rows, and sums to as much, as the exporting system says."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import polars as pl

from reportgen.intake import tables
from reportgen.intake.cells import column_named
from reportgen.intake.check import check
from reportgen.intake.checks._shared import month_number_of, plain
from reportgen.intake.dataset import Dataset
from reportgen.intake.header import normalised
from reportgen.intake.table import Table
from reportgen.members import load_members
from reportgen.pack import Pack
from reportgen.pack_control import Control, Totals
from reportgen.period import Period, month_label
from reportgen.problem import Problem


def _declared(pack: Pack) -> bool:
    return any(not one.control.is_empty for one in pack.inputs.values())


@check(
    what="Rows, sums and months of each export are those that were declared for it.",
    why="Rows that were lost between the system and the file leave no other trace.",
    asked_by=_declared,
)
def control_totals_agree(dataset: Dataset, pack: Pack, period: Period) -> Iterator[Problem]:
    """Differences between [inputs.TABLE.control] and what was read, exact, with both figures."""
    kinds = load_members(tables, Table)
    for name, options in pack.inputs.items():
        if options.control.is_empty or name not in kinds:
            continue
        kind = kinds[name]
        made = kind.becomes or name
        files = [file for file in dataset.files if file.table == made]
        shown = ", ".join(file.path for file in files) or "pack.toml"
        if made not in dataset.tables:
            yield Problem(
                shown,
                f"[inputs.{name}.control] says what the export of {name} holds, but there is none",
                "Put the file into the pack, or take the control totals out.",
                column=f"inputs.{name}.control",
                check=control_totals_agree.name,
            )
            continue
        frame = dataset.kept(made)
        rows = sum(file.rows for file in files)
        yield from _compared(frame, rows, options.control, kinds[made], name, shown)


def _compared(
    frame: pl.DataFrame, rows: int, control: Control, kind: Table, name: str, shown: str
) -> Iterator[Problem]:
    """The file's own rows, whatever they were turned into; then months; then single months."""
    yield from _totals(frame, rows, control, kind, f"inputs.{name}.control", "", shown)
    if not kind.month or kind.month not in frame.columns:
        return
    numbers = frame.select(number=month_number_of(kind.month))["number"].drop_nulls()
    found = sorted(set(numbers))
    place = f"inputs.{name}.control"
    if control.months is not None and control.months != len(found):
        yield _apart("the number of months", control.months, len(found), f"{place}.months", shown)
    for key, wanted, number in (
        ("first_month", control.first_month, found[0] if found else None),
        ("last_month", control.last_month, found[-1] if found else None),
    ):
        seen = "none" if number is None else month_label(number)
        if wanted is not None and wanted != seen:
            words = f"the {key.replace('_', ' ')}"
            yield _apart(words, wanted, seen, f"{place}.{key}", shown)
    for label, totals in control.month.items():
        own = frame.filter(pl.col(kind.month).dt.strftime("%Y-%m") == label)
        where = f"{place}.month.{label}"
        yield from _totals(own, own.height, totals, kind, where, f" of {label}", shown)


def _totals(
    frame: pl.DataFrame,
    rows: int,
    totals: Totals,
    kind: Table,
    place: str,
    when: str,
    shown: str,
) -> Iterator[Problem]:
    if totals.rows is not None and totals.rows != rows:
        yield _apart(f"the number of rows{when}", totals.rows, rows, f"{place}.rows", shown)
    for word, wanted in totals.sum.items():
        column = column_named(word, kind) or normalised(word)
        if column not in frame.columns or not frame.schema[column].is_numeric():
            yield _no_column(word, "of numbers", f"{place}.sum.{word}", shown)
            continue
        total = frame[column].sum() or Decimal(0)
        if total != wanted:
            yield _apart(f"the sum of {word}{when}", wanted, total, f"{place}.sum.{word}", shown)
    for word, number in totals.count.items():
        column = column_named(word, kind) or normalised(word)
        if column not in frame.columns:
            yield _no_column(word, "here", f"{place}.count.{word}", shown)
            continue
        different = frame[column].drop_nulls().n_unique()
        if different != number:
            words = f"the number of different {word}{when}"
            yield _apart(words, number, different, f"{place}.count.{word}", shown)


def _apart(words: str, wanted: object, seen: object, place: str, shown: str) -> Problem:
    apart = ""
    if isinstance(wanted, Decimal | int) and isinstance(seen, Decimal | int):
        apart = f": a difference of {plain(seen - wanted)}"
    return Problem(
        shown,
        f"{words} is {plain(seen)}, but {place} says {plain(wanted)}{apart}",
        f"Export the file again, or correct {place} in pack.toml.",
        column=place,
        value=plain(seen),
        check=control_totals_agree.name,
    )


def _no_column(word: str, which: str, place: str, shown: str) -> Problem:
    return Problem(
        shown,
        f"there is no column {word!r} {which}, so {place} cannot be compared",
        "Write the name of a column as `reportgen inspect` shows it.",
        column=place,
        value=word,
        check=control_totals_agree.name,
    )
