"""What a pack allows, and what the rest is waiting for."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from reportgen.intake.dataset import Dataset
from reportgen.measure.allowance import Allowance, allowances
from reportgen.measure.compute import all_metrics
from reportgen.pack import Pack
from reportgen.pack_sections import Company
from reportgen.period import parse_period
from tests.measure.house import tables


def allowed(**exports: pl.DataFrame) -> dict[str, Allowance]:
    """Every metric of some exports, by name."""
    pack = Pack(company=Company(name="Test", currency="EUR"), folder=Path("test"))
    found = allowances(Dataset(exports), pack, parse_period("2025Q4"))
    return {allowance.metric.name: allowance for allowance in found}


HOUSE = tables()


@pytest.mark.parametrize(
    ("absent", "metric"),
    [
        ("ledger", "cac_payback"),
        ("cash", "runway"),
        ("headcount", "sales_and_marketing_headcount_share"),
        ("headcount", "net_new_revenue_per_sales_and_marketing_employee"),
        ("recurring_revenue", "net_revenue_retention"),
    ],
)
def test_an_absent_export_is_named(absent: str, metric: str) -> None:
    """Without it the metric is locked, with it there is a figure."""
    without = allowed(**{name: frame for name, frame in HOUSE.items() if name != absent})[metric]
    assert (without.locked, without.given) == (True, False)
    assert absent in without.lacking
    assert absent not in allowed(**HOUSE)[metric].lacking


def test_a_ledger_without_a_cost_says_which_words_and_columns_it_lacks() -> None:
    """The table is there: what no row of it has is named instead."""
    ledger = HOUSE["ledger"].filter(pl.col("category") != "cogs")
    margin = allowed(**{**HOUSE, "ledger": ledger})["gross_margin"]
    assert (margin.locked, margin.lacking) == (True, ())
    assert ("ledger", "category", "cogs") in margin.values
    assert ("ledger", "category", "sm") not in margin.values
    assert ("ledger", "motion") in margin.columns


def test_what_has_a_figure_lacks_nothing() -> None:
    """A figure, or a reason that is not the exports' fault."""
    for allowance in allowed(**HOUSE).values():
        if allowance.given:
            assert not allowance.locked
            assert (allowance.lacking, allowance.columns, allowance.values) == ((), (), ())


def test_an_empty_pack_allows_nothing() -> None:
    """Each metric names at least one export that it waits for."""
    found = allowed()
    assert len(found) == len(all_metrics())
    assert not [name for name, a in found.items() if a.given or not a.locked or not a.lacking]
