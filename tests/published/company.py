"""A company on paper: tables as CSV files and a pack.toml, built by the real command, read back."""

from __future__ import annotations

import csv
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
        halves = ("value", "numerator", "denominator")
        numbers = {name: Decimal(row[name]) if row[name] else None for name in halves}
        return Figure(
            **numbers,
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
        wanted = (metric, period, split_by)
        return {key[3]: self.value(*key) for key in self.rows if key[:3] == wanted}


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


def build(folder: Path, pack: str, end_of_line: str = "\n", **tables: str | Rows) -> Figures:
    """Write a pack of these files, run `reportgen build` on it and read its figures."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pack.toml").write_text(pack, encoding="utf-8")
    for name, table in tables.items():
        written = rows(table) if isinstance(table, str) else table
        _write(folder / f"{name}.csv", written, end_of_line)
    command = [sys.executable, "-m", "reportgen", "build", str(folder)]
    built = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
    assert built.returncode == 0, built.stderr
    [path] = [Path(line) for line in built.stdout.splitlines() if line.endswith(".figures.csv")]
    return Figures(path)


def _write(path: Path, table: Rows, end_of_line: str) -> None:
    columns: Iterable[str] = dict.fromkeys(name for row in table for name in row)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(columns), lineterminator=end_of_line)
        writer.writeheader()
        writer.writerows(table)


def agree(seen: Decimal | None, expected: Fraction | Decimal | int | str) -> bool:
    """Whether a figure is the expected one but for the noise of binary numbers; `2/3` is exact."""
    wanted = fraction(expected)
    return seen is not None and abs(Fraction(seen) - wanted) <= NOISE * abs(wanted)


def fraction(number: Fraction | Decimal | int | str) -> Fraction:
    """A number as it is written: 12, 0.5, 2/3 or 21.25/100."""
    above, _, below = str(number).partition("/")
    return Fraction(above) / Fraction(below or 1)


def check(figures: Figures, row: Mapping[str, str]) -> None:
    """One line of expected figures: metric, period, split_by, split, expected (or why missing), n.

    `split_by`, `split` and `n` may be left out; then the company's figure is meant, and any n.
    """
    place = row["metric"], row["period"], row.get("split_by", ""), row.get("split", "")
    seen, wanted = figures.row(*place), row["expected"]
    if wanted.replace("_", "").isalpha():
        assert (seen.value, seen.missing_because) == (None, wanted), place
    else:
        assert agree(seen.value, wanted), f"{seen.value} is not {wanted}: {place}"
    if "n" in row:
        assert seen.n == (int(row["n"]) if row["n"] else None), place


def check_all(figures: Figures, expected: str) -> None:
    """Each line of a table of expected figures."""
    for row in rows(expected):
        check(figures, row)
