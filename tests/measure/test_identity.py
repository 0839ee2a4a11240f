"""Sums that must come out: they do for any company."""

from __future__ import annotations

import pytest

from reportgen.intake.dataset import Dataset
from reportgen.measure.compute import compute
from reportgen.measure.identity import agree, hold
from reportgen.period import parse_period
from tests.measure.bent import METRICS
from tests.measure.house import tables
from tests.measure.oracle.company import company
from tests.measure.readings import pack_of, readings


@pytest.mark.parametrize("seed", range(30))
def test_they_hold_for_any_company(seed: int) -> None:
    """Broken years, currencies, merged customers, customers of no segment."""
    made = company(seed)
    pack = pack_of(made.fiscal_year_start, **made.definitions)
    period = parse_period(made.period, made.fiscal_year_start)
    hold(compute(Dataset(made.frames()), pack, period, {one.name: one for one in METRICS}))


def test_those_that_had_figures_to_look_at_are_told() -> None:
    runs = {run.name: run.applied for run in hold(readings(*METRICS, tables=tables()))}
    assert len(runs) == 4
    assert runs["recurring_revenue_bridge_closes"]
    without = {name: table for name, table in tables().items() if name != "headcount"}
    runs = {run.name: run.applied for run in hold(readings(*METRICS, tables=without))}
    assert not runs["sales_and_marketing_are_part_of_headcount"]


def test_a_cent_is_the_noise_of_binary_numbers_and_two_are_not() -> None:
    assert agree(100.0, 100.009)
    assert not agree(100.0, 100.02)
    assert agree(1e12, 1e12 + 100)
