"""A company on paper: tables as CSV files and a pack.toml, built by the real command, read back."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from reportgen.period import first_day, parse_period

Rows = Sequence[Mapping[str, object]]
# Figures are written with the digits of a binary number; what is exact must be exact all the same.
NOISE = Fraction(1, 10**12)


@dataclass(frozen=True)
class Figure:
    """One row of figures.csv; an empty cell is None."""

    value: Decimal | None
    unit: str
    numerator: Decimal | None
    denominator: Decimal | None
    n: int | None
    missing_because: str
    definition: str
    source: str


class Figures:
    """A figures.csv, looked up by metric, period and split."""

    def __init__(self, path: Path) -> None:
        with path.open(encoding="utf-8", newline="") as file:
            self.rows = {
                (row["metric"], row["period"], row["split_by"], row["split"]): row
                for row in csv.DictReader(file)
            }

    def row(self, metric: str, period: str, split_by: str = "", split: str = "") -> Figure:
        """A whole row. Raises KeyError when the file has none of the kind."""
        row = self.rows[metric, period, split_by, split]
        number = {name: Decimal(row[name]) if row[name] else None for name in HALVES}
        return Figure(
            **number,
            unit=row["unit"],
            n=int(row["n"]) if row["n"] else None,
            missing_because=row["missing_because"],
            definition=row["definition"],
            source=row["source"],
        )

    def value(
        self, metric: str, period: str, split_by: str = "", split: str = ""
    ) -> Decimal | None:
        """The figure itself, None when it is missing."""
        return self.row(metric, period, split_by, split).value

    def groups(self, metric: str, period: str, split_by: str) -> dict[str, Decimal | None]:
        """The figures of all groups of a split."""
        return {
            split: self.value(*key)
            for key in self.rows
            for split in key[3:]
            if key[:3] == (metric, period, split_by)
        }


HALVES = ("value", "numerator", "denominator")


def rows(text: str) -> list[dict[str, str]]:
    """Columns parted by blanks, `-` for an empty cell; a blank within a cell is written `~`."""
    header, *lines = [line.split() for line in text.strip().splitlines()]
    cells = [["" if cell == "-" else cell.replace("~", " ") for cell in line] for line in lines]
    return [dict(zip(header, line, strict=True)) for line in cells]


def monthly(spans: str | Rows) -> list[dict[str, object]]:
    """Rows with `from` and `to` (months, `to` inclusive) as one row a month."""
    result = []
    for row in rows(spans) if isinstance(spans, str) else spans:
        rest = {name: cell for name, cell in row.items() if name not in ("from", "to")}
        first, last = (parse_period(str(row[name])).first for name in ("from", "to"))
        for number in range(first, last + 1):
            result.append({**rest, "month": f"{first_day(number):%Y-%m}"})
    return result


def write(path: Path, table: Rows, end_of_line: str = "\n") -> None:
    """A table as a CSV file."""
    columns: Iterable[str] = dict.fromkeys(name for row in table for name in row)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(columns), lineterminator=end_of_line)
        writer.writeheader()
        writer.writerows(table)


def build(folder: Path, pack: str, **tables: str | Rows) -> Figures:
    """Write a pack of these tables, run `reportgen build` on it and read its figures."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pack.toml").write_text(pack, encoding="utf-8")
    for name, table in tables.items():
        write(folder / f"{name}.csv", rows(table) if isinstance(table, str) else table)
    return run(folder)


def run(folder: Path) -> Figures:
    """Build a pack in a process of its own and read its figures."""
    command = [sys.executable, "-m", "reportgen", "build", str(folder)]
    built = subprocess.run(
        command, capture_output=True, text=True, timeout=180, env={**os.environ}, check=False
    )
    assert built.returncode == 0, built.stderr
    [path] = [Path(line) for line in built.stdout.splitlines() if line.endswith(".figures.csv")]
    return Figures(path)


def agree(seen: Decimal | None, expected: Fraction | Decimal | int | str) -> bool:
    """Whether a figure is the expected one, but for the noise of binary numbers; `2/3` is exact."""
    wanted = Fraction(expected)
    return seen is not None and abs(Fraction(seen) - wanted) <= abs(wanted) * NOISE
