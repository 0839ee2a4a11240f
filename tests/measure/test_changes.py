"""Laws of decompositions: whatever the company, the contributions add up to the change."""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from reportgen.measure.calendar import Calendar
from reportgen.measure.cells import SCHEMA
from reportgen.measure.changes import Earlier, FactorChange
from reportgen.measure.compute import all_metrics
from reportgen.measure.reading import Reading, Readings
from reportgen.measure.shape import MONTHS as MONTH
from reportgen.measure.shape import Given
from reportgen.period import STEP, PeriodKind, first_day, parse_period
from tests.measure.readings import readings
from tests.measure.test_laws import EXACT, FIGURE, FIRST, MONTHS, SEGMENTS, revenues

CHANGES = [name for name, metric in all_metrics().items() if metric.change_of]
BASES = [all_metrics()[name].change_of for name in CHANGES]
many = settings(max_examples=8, deadline=None)
spends = st.lists(st.integers(0, 90_000), min_size=MONTHS, max_size=MONTHS)
costs = st.lists(st.integers(0, 500), min_size=MONTHS, max_size=MONTHS)


def compute(revenue: pl.DataFrame, spend: list[int], cost: list[int], times: int = 1) -> Readings:
    """All changes and what they are changes of; all money times a number."""
    customers = pl.DataFrame({"customer_id": list(SEGMENTS), "segment": list(SEGMENTS.values())})
    entries = []
    for place, (sold, made) in enumerate(zip(spend, cost, strict=True)):
        month = first_day(FIRST + place)
        entries += [
            (month, "Sold", "sm", Decimal(sold) / 100),
            (month, "Made", "cogs", Decimal(made) / 100),
            (month, "Fees", "revenue_other", Decimal(7)),
        ]
    types = {"month": pl.Date(), "line": pl.String(), "category": pl.String(), "amount": EXACT}
    ledger = pl.DataFrame(entries, schema=types, orient="row")
    rates = pl.DataFrame(
        [("SEK", first_day(FIRST + n), Decimal(90 + n * 7 % 11) / 1000) for n in range(MONTHS)],
        schema={"currency": pl.String, "month": pl.Date, "rate": EXACT},
        orient="row",
    )
    tables = {
        "recurring_revenue": revenue.with_columns((pl.col("mrr") * times).cast(EXACT)),
        "customers": customers,
        "exchange_rates": rates,
        "ledger": ledger.with_columns((pl.col("amount") * times).cast(EXACT)),
    }
    catalogue = all_metrics()
    return readings(*[catalogue[n] for n in (*CHANGES, *BASES)], tables=tables, period="2025Q4")


def split_sums(figures: Readings, metric: str) -> Iterator[tuple[Reading, str, list[Reading]]]:
    """Each change that is known, with the contributions of each of its splits."""
    for reading in figures.by(metric).values():
        if reading.value is None:
            continue
        for split_by in figures.splits(metric):
            rows = figures.by(metric, split_by)
            found = [r for (period, _), r in rows.items() if period == reading.period]
            # Where nobody moved no customer is named.
            assert found or split_by.startswith("customer") or figures.metrics[metric].factor_units
            if found:
                yield reading, split_by, found


@many
@given(revenues(), spends, costs)
def test_contributions_add_up_to_the_change(
    revenue: pl.DataFrame, spend: list[int], cost: list[int]
) -> None:
    """For every window and every split: exactly for money, to nine places for ratios."""
    figures = compute(revenue, spend, cost)
    seen: set[tuple[str, str]] = set()
    for metric in CHANGES:
        for whole, split_by, parts in split_sums(figures, metric):
            seen.add((metric, split_by))
            assert all(part.value is not None for part in parts)
            if whole.exact is None:
                added = math.fsum(part.value or 0.0 for part in parts)
                assert added == pytest.approx(whole.value, abs=1e-9, rel=1e-9), split_by
            elif split_by == "customer+movement":
                for customer in {part.split.rpartition("+")[0] for part in parts}:
                    own = figures.get(metric, whole.period, "customer", customer)
                    mine = [p for p in parts if p.split.startswith(f"{customer}+")]
                    assert sum(p.exact or 0 for p in mine) == own.exact
            else:
                assert sum(part.exact or Decimal(0) for part in parts) == whole.exact, split_by
    assert {by for metric, by in seen if metric.startswith("annual")} >= {
        *("movement", "segment", "product_line", "segment+movement", "product_line+movement"),
    }
    assert {by for metric, by in seen if metric.startswith("net_revenue")} >= {
        *("segment", "product_line", "segment+effect", "product_line+effect"),
    }


@many
@given(revenues(), spends, costs)
def test_a_change_is_now_less_before(
    revenue: pl.DataFrame, spend: list[int], cost: list[int]
) -> None:
    """And is missing, for the reason of that end, where either end is."""
    figures = compute(revenue, spend, cost)
    for metric in CHANGES:
        base = figures.metrics[metric].change_of
        if figures.metrics[base].is_state:
            continue
        for reading in figures.by(metric).values():
            period = parse_period(reading.period)
            now = figures.get(base, reading.period)
            before = figures.get(base, period.measured_from().label)
            if now.value is None or before.value is None:
                assert reading.value is None
                if now.missing:
                    assert reading.missing == now.missing
            else:
                assert reading.value == pytest.approx(now.value - before.value, abs=1e-9)
                assert (reading.numerator, reading.denominator) == (now.value, before.value)


@many
@given(revenues(), spends, costs, st.integers(2, 50))
def test_all_money_times_a_number_leaves_months_and_shares_alone(
    revenue: pl.DataFrame, spend: list[int], cost: list[int], times: int
) -> None:
    """Another currency unit does not move a payback, nor any of its parts."""
    ratios = [name for name in CHANGES if not name.startswith("annual")]
    one, other = compute(revenue, spend, cost), compute(revenue, spend, cost, times)
    columns = [*FIGURE, "value", "missing"]
    frames = [
        found.frame.filter(pl.col("metric").is_in(ratios)).select(columns).sort(FIGURE)
        for found in (one, other)
    ]
    assert frames[0].height > 50
    assert_frame_equal(*frames, rel_tol=1e-7, abs_tol=1e-9)


@many
@given(revenues(), spends, costs, st.integers(0, 2**32))
def test_the_order_of_rows_does_not_matter(
    revenue: pl.DataFrame, spend: list[int], cost: list[int], seed: int
) -> None:
    """Customers that moved alike are told in the order of their ids, however they are sorted."""
    shuffled = revenue.sample(fraction=1, shuffle=True, seed=seed)
    frames = [compute(rows, spend, cost).frame.sort(FIGURE) for rows in (revenue, shuffled)]
    assert_frame_equal(*frames, check_exact=True)


# --- the factors by themselves

CALENDAR = Calendar(FIRST, FIRST + 1)


def months(now: float, before: float) -> Given:
    """A figure of two months."""
    rows = [
        {**dict.fromkeys(SCHEMA), "period": p, "split_by": "", "split": "", "value": v}
        for p, v in (("2024-10", now), ("2024-09", before))
    ]
    return Given(pl.DataFrame(rows, schema=SCHEMA), ("some",))


positive = st.floats(1e-3, 1e6)


@settings(max_examples=60, deadline=None)
@given(st.tuples(*[positive] * 6), st.sampled_from([1.0, 1 + 1e-13, 1 + 1e-9, 1 + 1e-4, 3.0]))
def test_logarithmic_means_leave_nothing_over(values: tuple[float, ...], step: float) -> None:
    """Also where the product hardly moves, or does not, while its factors do."""
    a, b, c, *_ = values
    # The second product is the first one times `step`, by other factors.
    d, e = values[3], values[4]
    f = a * b / c * step * e / d
    parts = _parts((a, d), (b, f), (c, e))
    change = sum(parts.values())
    now, before = d * f / e, a * b / c
    assert change == pytest.approx(now - before, rel=1e-6, abs=1e-9 * max(now, before))


def _parts(*factors: tuple[float, float]) -> dict[str, float]:
    (a, d), (b, f), (c, e) = factors
    shape = FactorChange(
        whole=months(d * f / e, a * b / c),
        raising={"one": months(d, a), "two": months(f, b)},
        lowering={"three": months(e, c)},
    )
    cells = shape.cells(CALENDAR, MONTH).filter(
        (pl.col("period") == "2024-10") & (pl.col("split_by") == "factor")
    )
    return dict(cells.select("split", "value").iter_rows())


def test_a_product_that_falls_to_nothing_lost_it_with_the_factor_that_is_zero() -> None:
    """The limit of the logarithmic mean: the other factors moved nothing."""
    assert _parts((8.0, 0.0), (3.0, 5.0), (2.0, 4.0)) == {"one": -12.0, "two": 0.0, "three": 0.0}
    assert _parts((0.0, 8.0), (5.0, 3.0), (4.0, 2.0)) == {"one": 12.0, "two": 0.0, "three": 0.0}
    assert _parts((0.0, 0.0), (5.0, 3.0), (4.0, 2.0)) == {"one": 0.0, "two": 0.0, "three": 0.0}


def test_factors_in_each_others_place_trade_places() -> None:
    """No factor is taken first: the method knows no order."""
    one = _parts((2.0, 3.0), (5.0, 4.0), (1.0, 2.0))
    other = _parts((5.0, 4.0), (2.0, 3.0), (1.0, 2.0))
    assert one["one"] == pytest.approx(other["two"])
    assert one["three"] == pytest.approx(other["three"])


def test_below_zero_there_is_no_logarithm() -> None:
    """Spend with more credit notes than invoices: the change is not taken apart."""
    shape = FactorChange(months(3.0, -2.0), {"one": months(3.0, -2.0)}, {})
    found = shape.cells(CALENDAR, MONTH).filter(pl.col("period") == "2024-10")
    assert found["missing"].to_list() == ["not_meaningful"]


def test_there_is_a_window_before_each_kind() -> None:
    """Months, quarters and years follow each other; twelve months are held against a quarter ago."""
    labels = {
        "2025-03": "2025-02",
        "2025Q1": "2024Q4",
        "FY2025": "FY2024",
        "TTM2025-03": "TTM2024-12",
    }
    for label, before in labels.items():
        assert parse_period(label).measured_from().label == before
    assert set(STEP) == {
        PeriodKind.MONTH,
        PeriodKind.QUARTER,
        PeriodKind.YEAR,
        PeriodKind.TRAILING,
    }
    first = Earlier(months(2.0, 1.0)).cells(CALENDAR, MONTH)
    assert dict(first.select("period", "value").iter_rows()) == {"2024-10": 1.0, "2024-09": None}
    assert dict(first.select("period", "missing").iter_rows())["2024-09"] == "insufficient_history"
