"""Sums that must come out: they do for any company, and a figure that was bent is not printed."""

from __future__ import annotations

import polars as pl
import pytest

from reportgen.errors import InputError
from reportgen.intake.dataset import Dataset
from reportgen.measure.compute import all_metrics, compute
from reportgen.measure.identity import all_identities, hold
from reportgen.measure.reading import Readings
from reportgen.period import parse_period
from tests.measure.house import tables
from tests.measure.oracle.company import company
from tests.measure.readings import pack_of, readings

NAMED = {name for one in all_identities().values() for name in one.metrics}
METRICS = [metric for name, metric in all_metrics().items() if name in NAMED]


@pytest.mark.parametrize("seed", range(40))
def test_they_hold_for_any_company(seed: int) -> None:
    """Broken years, currencies, merged customers, customers of no segment."""
    made = company(seed)
    pack = pack_of(made.fiscal_year_start, **made.definitions)
    period = parse_period(made.period, made.fiscal_year_start)
    hold(compute(Dataset(made.frames()), pack, period, {one.name: one for one in METRICS}))


def bent(metric: str, period: str = "2025Q4", **where: str) -> Readings:
    """The house example with one of its figures a krona too high."""
    found = readings(*METRICS, period=period, tables=tables())
    here = pl.col("metric") == metric
    for column, value in where.items():
        here &= pl.col(column) == value
    assert found.frame.filter(here).height
    frame = found.frame.with_columns(
        pl.when(here).then(pl.col(column) + 1).otherwise(pl.col(column)).alias(column)
        for column in ("value", "exact", "numerator")
    )
    return Readings(frame, found.metrics, found.period, {}, {}, "EUR")


@pytest.mark.parametrize(
    ("identity", "metric", "where"),
    [
        (
            "recurring_revenue_bridge_closes",
            "recurring_revenue_bridge",
            {"split_by": "movement", "split": "expansion"},
        ),
        ("segments_sum_to_the_whole", "recurring_revenue", {"split_by": "segment"}),
        ("new_and_existing_make_the_revenue", "revenue_from_new_customers", {"split_by": ""}),
    ],
)
def test_a_bent_figure_is_refused(identity: str, metric: str, where: dict[str, str]) -> None:
    with pytest.raises(InputError) as stopped:
        hold(bent(metric, **where))
    assert identity in {problem.check for problem in stopped.value.problems}
    assert all("difference of" in problem.what for problem in stopped.value.problems)


def test_more_sellers_than_people_are_refused() -> None:
    found = readings(*METRICS, period="2025Q4", tables=tables())
    share = pl.col("metric") == "sales_and_marketing_headcount_share"
    frame = found.frame.with_columns(
        numerator=pl.when(share).then(pl.col("denominator") + 1).otherwise("numerator")
    )
    with pytest.raises(InputError, match="problem"):
        hold(Readings(frame, found.metrics, found.period, {}, {}, "EUR"))
