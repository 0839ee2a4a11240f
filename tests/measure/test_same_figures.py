"""The same exports give the same figures to the last digit, however the work is shared out."""

from __future__ import annotations

import shutil
from pathlib import Path

import polars as pl
import pytest

from reportgen.measure.metrics.recurring_revenue import recurring_revenue
from reportgen.measure.reading import FIGURE_COLUMNS
from reportgen.pack import read_pack
from reportgen.pipeline import Options, measure, read
from tests.ascii_table import frame
from tests.measure.readings import readings

PACK = Path(__file__).parent.parent.parent / "inputs" / "nordlys"


@pytest.fixture(scope="module")
def runs() -> list[pl.DataFrame]:
    """All figures of a whole pack, computed three times."""
    pack = read_pack(PACK)
    dataset = read(pack, Options())
    return [measure(dataset, pack, Options()).figures() for _ in range(3)]


def test_three_runs_are_alike(runs: list[pl.DataFrame]) -> None:
    """Binary numbers add up to another last digit in another order: sums are exact or in order."""
    first, *others = runs
    assert first.height > 100_000
    for other in others:
        for column in FIGURE_COLUMNS:
            apart = first.filter(first[column].ne_missing(other[column]))
            assert apart["metric"].unique().to_list() == [], column


def test_the_order_of_rows_does_not_matter(runs: list[pl.DataFrame], tmp_path: Path) -> None:
    """A recurring revenue export turned upside down, to the last digit."""
    folder = tmp_path / "nordlys"
    shutil.copytree(PACK, folder, ignore=shutil.ignore_patterns("output"))
    for name in ("recurring_revenue", "deals", "leads"):
        path = folder / f"{name}.csv"
        header, *rows = path.read_bytes().rstrip(b"\r\n").split(b"\r\n")
        path.write_bytes(b"\r\n".join([header, *reversed(rows)]) + b"\r\n")
    pack = read_pack(folder)
    turned = measure(read(pack, Options()), pack, Options()).figures()
    numbers = ["value", "numerator", "denominator", "n", "missing_because"]
    for column in numbers:
        apart = runs[0].filter(runs[0][column].ne_missing(turned[column]))
        assert apart["metric"].unique().to_list() == [], column


def test_no_name_is_a_formula_of_a_spreadsheet() -> None:
    """A segment called =cmd() stands in figures.csv as text."""
    revenue = frame("customer_id month mrr\nK1 2025-12 100")
    customers = pl.DataFrame({"customer_id": ["K1"], "segment": ["=cmd()"]})
    tables = {"recurring_revenue": revenue, "customers": customers}
    figures = readings(recurring_revenue, tables=tables).figures()
    assert figures.filter(pl.col("split").str.starts_with("=")).is_empty()
    assert "'=cmd()" in figures["split"].to_list()
