"""Whoever doubts a figure finds the months and the rows that it was made of."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.intake.dataset import read_dataset
from reportgen.measure.books import Books
from reportgen.measure.compute import all_metrics, compute
from reportgen.measure.evidence import DENOMINATOR, NUMERATOR, Stretch
from reportgen.measure.trace import evidence
from reportgen.pack import read_pack
from reportgen.period import month_label

EXAMPLE = Path(__file__).resolve().parent.parent.parent / "inputs" / "example"
PACK = read_pack(EXAMPLE)
PERIOD = PACK.period("2026Q3")
DATASET = read_dataset(PACK, PERIOD)
BOOKS = Books(DATASET, PACK, PERIOD)
READINGS = compute(DATASET, PACK, PERIOD, books=BOOKS)


def stretches(metric: str, label: str = "") -> list[Stretch]:
    """What a metric of the example pack stands on."""
    return evidence(all_metrics()[metric], BOOKS, label or READINGS.label(metric, PERIOD))


@pytest.mark.parametrize("half", [NUMERATOR, DENOMINATOR])
def test_where_a_half_is_one_sum_its_rows_come_to_it(half: str) -> None:
    """To the last cent, for every metric that has such a half."""
    seen = 0
    for name, metric in all_metrics().items():
        if metric.change_of:
            # The halves of a change are two figures of another metric, not sums of rows.
            continue
        reading = READINGS.at(name, PERIOD)
        stated = getattr(reading, half)
        own = [stretch for stretch in stretches(name) if stretch.half == half]
        if len(own) == 1 and stated is not None:
            assert own[0].total == pytest.approx(stated, rel=1e-9), name
            seen += 1
    assert seen >= 15


def test_spend_is_of_the_months_before() -> None:
    """A quarter's payback takes the spend of the quarter before, its customers of its own."""
    found = stretches("cac_payback_on_revenue")
    spend = next(s for s in found if s.half == NUMERATOR)
    won = next(s for s in found if s.half == DENOMINATOR)
    assert (month_label(spend.first), month_label(spend.last), spend.lag) == (
        "2026-04",
        "2026-06",
        3,
    )
    assert (month_label(won.first), month_label(won.last), won.lag) == ("2026-07", "2026-09", 0)
    assert (spend.tables[0], won.tables[0]) == ("ledger", "recurring_revenue")


@pytest.mark.parametrize(
    ("metric", "columns"),
    [
        ("sales_and_marketing_spend", {"amount": "value", "line": "account"}),
        ("recurring_revenue", {"customer_id": "customer"}),
    ],
)
def test_a_row_is_found_in_its_file(metric: str, columns: dict[str, str]) -> None:
    """The line of the export, read as text, says what the row says."""
    (found,) = stretches(metric)
    for row in found.rows.head(10).iter_rows(named=True):
        lines = (EXAMPLE / row["source_file"]).read_text("utf-8").splitlines()
        line = dict(zip(lines[0].split(","), lines[row["source_line"] - 1].split(","), strict=True))
        assert line["month"] == month_label(row["month"])
        for column, name in columns.items():
            seen = line[column]
            assert float(seen) == float(row[name]) if name == "value" else seen == row[name]
    assert found.total == pytest.approx(sum(total for _, total in found.by_month()))


def test_who_left_is_found_at_the_last_row_before() -> None:
    """A churned customer has no row in the month in which it left."""
    (found,) = [s for s in stretches("monthly_logo_churn") if s.half == NUMERATOR]
    assert found.rows.height >= 1
    assert found.rows["source_line"].null_count() == 0


def test_retention_names_the_customers_with_the_largest_change_first() -> None:
    """Opening and closing of each; their sums are the two halves."""
    found = stretches("net_revenue_retention")
    reading = READINGS.at("net_revenue_retention", PERIOD)
    for stretch, column in zip(found, ("closing", "opening"), strict=True):
        assert stretch.rows["customer"].n_unique() == stretch.rows.height == reading.n
        assert float(stretch.rows[column].sum()) == pytest.approx(stretch.total)
        assert float(stretch.rows["value"].sum()) == pytest.approx(stretch.total)
    rows = found[0].rows
    changes = (rows["closing"] - rows["opening"]).abs().to_list()
    assert changes == sorted(changes, reverse=True)


def test_a_period_outside_the_history_has_none() -> None:
    assert stretches("cac_payback", "1999Q1") == []
