"""Every figure can be walked down to its rows, and the rows of a sum come to it exactly."""

from __future__ import annotations

from decimal import Decimal

import polars as pl
import pytest

from reportgen.intake.dataset import Dataset, SourceFile
from reportgen.measure.books import Books
from reportgen.measure.compute import all_metrics, compute
from reportgen.measure.reading import Readings
from reportgen.measure.trace import STATE, SUM, TABLE, Step, trace
from reportgen.period import parse_period
from tests.measure.house import tables
from tests.measure.readings import pack_of
from tests.measure.test_any_exports import DEALS, PLAN

EXPORTS = {**tables(), "deals": DEALS, "plan": PLAN}
PERIOD = parse_period("2025Q4")


def read(*names: str) -> tuple[Books, Readings]:
    """Some of the exports as they are after reading: each row knows its file and line."""
    placed = {
        name: EXPORTS[name].with_columns(
            source_file=pl.lit(f"{name}.csv"),
            source_line=pl.int_range(2, pl.len() + 2, dtype=pl.UInt32),
        )
        for name in names
    }
    files = tuple(
        SourceFile(name, f"{name}.csv", "", 0, rows.height, "utf-8", ",")
        for name, rows in placed.items()
    )
    dataset, pack = Dataset(placed, files), pack_of()
    books = Books(dataset, pack, PERIOD)
    return books, compute(dataset, pack, PERIOD, books=books)


BOOKS, READINGS = read(*EXPORTS)


def walk(metric: str, split_by: str = "", split: str = "", label: str = "") -> Step:
    """The walk of a figure of all exports."""
    label = label or READINGS.label(metric, PERIOD)
    return trace(all_metrics()[metric], BOOKS, label, split_by, split)


def figures(readings: Readings, metric: str, label: str) -> list[tuple[str, str]]:
    """The company, and the first group of each split that the metric has in a window."""
    found = [("", "")]
    for split_by in readings.splits(metric):
        own = [split for at, split in readings.by(metric, split_by) if at == label]
        found += [(split_by, split) for split in sorted(own)[:1]]
    return found


@pytest.mark.parametrize("names", [tuple(EXPORTS), (), ("recurring_revenue",), ("ledger",)])
def test_every_metric_of_any_exports_can_be_walked(names: tuple[str, ...]) -> None:
    """The figure at the top is the one in figures.csv; sums of rows come to theirs exactly."""
    books, readings = read(*names)
    sums = 0
    for name, metric in all_metrics().items():
        label = readings.label(name, PERIOD)
        for group in figures(readings, name, label):
            top = trace(metric, books, label, *group)
            stated = readings.get(name, label, *group)
            assert (top.reading.value, top.reading.numerator, top.reading.denominator) == (
                stated.value,
                stated.numerator,
                stated.denominator,
            ), (name, group)
            for step in top.steps():
                if step.kind in (SUM, STATE) and step.stretch is not None:
                    assert step.adds_up or step.reading.missing, (name, group, step.name)
                    sums += 1
    assert sums > 200 or len(names) < 2


@pytest.mark.parametrize("label", ["2025-11", "FY2025"])
def test_rows_of_each_half_come_to_it(label: str) -> None:
    """For a ratio of two sums: what its rows add is its numerator and denominator in figures.csv."""
    seen = 0
    for name, metric in all_metrics().items():
        for group in figures(READINGS, name, label):
            stated = READINGS.get(name, label, *group)
            if stated.numerator is None:
                continue
            top = trace(metric, BOOKS, label, *group)
            for part in top.parts if top.kind == "ratio" else ():
                if part.stretch is not None:
                    added = sum(part.stretch.facts["value"], Decimal(0))
                    assert float(added) == getattr(stated, part.half), (name, group, part.half)
                    seen += 1
    assert seen > 20


def test_churn_names_the_customer_and_the_rows_of_both_months() -> None:
    """C10 goes on in December; C03 has paid until then: who leaves is found where it last paid."""
    top = walk("recurring_revenue_bridge", "movement", "expansion")
    assert top.stretch is not None
    assert top.stretch.exact == top.reading.exact == Decimal("2800")
    rows = dict(zip(top.stretch.facts["customer"], top.stretch.facts["value"], strict=True))
    assert rows["C01"] == 1200
    revenue = BOOKS.dataset.tables["recurring_revenue"]
    first = top.stretch.facts["customer"].to_list().index("C01")
    lines = top.stretch.places.filter(pl.col("row") == first)["source_line"].to_list()
    seen = revenue.filter(pl.col("source_line").is_in(lines)).sort("month")
    assert seen.select("customer_id", pl.col("month").dt.month(), "mrr").rows() == [
        ("C01", 10, 12000),
        ("C01", 11, 13200),
    ]


def test_opening_customers_stand_in_the_month_before() -> None:
    """The customers that could leave in a month are those of the month before."""
    top = walk("monthly_logo_churn", label="2025-12")
    opening = next(step for step in top.steps() if step.half == "denominator")
    assert opening.stretch is not None
    rows = opening.stretch.rows.select("month", "source_line")
    revenue = BOOKS.dataset.tables["recurring_revenue"]
    paid = revenue.select("source_line", paid=pl.col("month").dt.month() - 1 + 2025 * 12)
    joined = rows.join(paid.with_columns(pl.col("source_line").cast(pl.UInt32)), on="source_line")
    december_2025 = 2025 * 12 + 11
    last = joined.filter(pl.col("month") == december_2025)["paid"].unique().to_list()
    assert last == [december_2025 - 1]


def test_retention_shows_what_each_customer_paid_then_and_now() -> None:
    """One row a customer of the opening; a group's rows are that group's customers."""
    top = walk("net_revenue_retention")
    now, then = (part.stretch for part in top.parts)
    assert now is not None
    assert then is not None
    assert now.facts["customer"].n_unique() == now.facts.height == top.reading.n
    assert then.facts["value"].sum() == then.facts["opening"].sum()
    small = walk("net_revenue_retention", "segment", "SMB")
    assert small.parts[0].stretch is not None
    assert set(small.parts[0].stretch.facts["segment"]) == {"SMB"}


def test_a_figure_without_rows_shows_the_tables_that_it_read() -> None:
    """A case that is computed from many rates names the rows of its months instead."""
    top = walk("loyalty_case")
    kinds = {step.kind for step in top.parts}
    assert kinds == {TABLE}
    assert {step.name for step in top.parts} >= {"recurring_revenue", "ledger"}


def test_a_missing_figure_has_steps_without_rows() -> None:
    books, readings = read("recurring_revenue")
    label = readings.label("cac_payback", PERIOD)
    top = trace(all_metrics()["cac_payback"], books, label)
    assert top.reading.missing == "no_data"
    spend = [step for step in top.steps() if step.tables == ("ledger",)]
    assert spend
    assert all(step.stretch is None for step in spend)
