"""Laws that hold for every company: bridges close, parts add up, nothing missing becomes a number."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from reportgen.measure.cells import MISSING
from reportgen.measure.compute import all_metrics
from reportgen.measure.customer_months import AXES, MOVEMENTS, PARTS
from reportgen.measure.reading import Reading, Readings
from reportgen.period import PeriodKind, first_day, month_label, month_number, parse_period
from reportgen.unit import Unit
from tests.measure.readings import readings

SUMS = (
    "recurring_revenue",
    "annual_recurring_revenue",
    "net_new_annual_recurring_revenue",
    "expansion_by_users_and_functionality",
    "contraction_by_users_and_functionality",
    "revenue_from_existing_customers",
    "revenue_from_new_customers",
    "customers",
    "new_customers",
)
RATIOS = (
    "net_revenue_retention",
    "gross_revenue_retention",
    "gross_recurring_revenue_churn",
    "net_recurring_revenue_churn",
    "logo_churn",
    "logo_retention",
    "monthly_logo_churn",
    "expansion_share",
    "quick_ratio",
    "revenue_from_existing_customers_share",
    "revenue_per_customer",
    "average_selling_price",
    "growth_year_on_year",
)
OTHERS = (
    "recurring_revenue_bridge",
    "alignment_sign",
    "compound_monthly_growth",
    "growth_band",
    "growth_month_on_month",
    "growth_quarter_on_quarter",
    "customer_lifetime",
    "cohorts_by_customers",
    "cohorts_by_revenue",
    "concentration",
)
FIRST = month_number(date(2024, 9, 1))
MONTHS = 16
SEGMENTS = {"A": "Large", "B": "Large", "C": "Small", "D": None, "E": "Small", "F": "Medium"}
EXACT = pl.Decimal(38, 12)
FIGURE = ["metric", "period", "split_by", "split"]
KINDS = {PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR, PeriodKind.TRAILING}


@st.composite
def lines(draw: st.DrawFn) -> list[tuple[str, str, str, int, Decimal, Decimal | None]]:
    """A customer's line: what it pays in each month, with pauses, in one of two currencies."""
    customer = draw(st.sampled_from(list(SEGMENTS)))
    line = draw(st.sampled_from(["Core", "Plus"]))
    currency = draw(st.sampled_from(["EUR", "EUR", "SEK"]))
    price = st.one_of(st.just(0), st.integers(1, 40_000))
    prices = draw(st.lists(st.tuples(price, st.integers(1, 6)), min_size=1, max_size=5))
    seats = draw(st.one_of(st.none(), st.integers(0, 30)))
    months = [cents for cents, length in prices for _ in range(length)][:MONTHS]
    begin = draw(st.integers(0, MONTHS - 1))
    return [
        (
            customer,
            line,
            currency,
            begin + place,
            Decimal(cents) / 100,
            None if seats is None else Decimal(seats + place % 3),
        )
        for place, cents in enumerate(months)
        if begin + place < MONTHS
    ]


@st.composite
def revenues(draw: st.DrawFn) -> pl.DataFrame:
    """An export: some lines, and a customer that is always there, so that it has all months."""
    drawn = draw(st.lists(lines(), min_size=1, max_size=7))
    rows = [row for line in drawn for row in line]
    rows += [("A", "Core", "EUR", place, Decimal(100), Decimal(10)) for place in range(MONTHS)]
    return pl.DataFrame(
        [
            (who, what, in_, first_day(FIRST + place), *rest)
            for who, what, in_, place, *rest in rows
        ],
        schema={
            "customer_id": pl.String,
            "product_line": pl.String,
            "currency": pl.String,
            "month": pl.Date,
            "mrr": EXACT,
            "seats": EXACT,
        },
        orient="row",
    )


def compute(revenue: pl.DataFrame, *, merged: bool = False) -> Readings:
    """All growth, retention, expansion and customer metrics."""
    customers = pl.DataFrame(
        {
            "customer_id": list(SEGMENTS),
            "segment": list(SEGMENTS.values()),
            "merged_into": ["E" if merged and who == "F" else None for who in SEGMENTS],
        },
        schema_overrides={"merged_into": pl.String},
    )
    rates = pl.DataFrame(
        [("SEK", first_day(FIRST + n), Decimal(90 + n * 7 % 11) / 1000) for n in range(MONTHS + 3)],
        schema={"currency": pl.String, "month": pl.Date, "rate": EXACT},
        orient="row",
    )
    catalogue = all_metrics()
    metrics = [catalogue[name] for name in (*SUMS, *RATIOS, *OTHERS)]
    tables = {"recurring_revenue": revenue, "customers": customers, "exchange_rates": rates}
    return readings(*metrics, tables=tables, period="2025Q4")


def company_rows(figures: Readings, metric: str) -> Iterator[Reading]:
    """The company's readings that are not missing."""
    for (_, split_by, _), reading in figures.of(metric).items():
        if not split_by and reading.missing is None:
            yield reading


def exact(reading: Reading) -> Decimal:
    """The figure of a reading that must be there; a group that never was counts 0."""
    return Decimal(0) if reading.missing == "no_data" else reading.exact or Decimal(0)


many = settings(max_examples=8, deadline=None)


@many
@given(revenues(), st.booleans())
def test_bridges_close(revenue: pl.DataFrame, merged: bool) -> None:
    """Opening and movements give the closing balance, exactly: company, segments, product lines."""
    figures = compute(revenue, merged=merged)
    bridge = figures.of("recurring_revenue_bridge")
    seen = 0
    groups = {("", "")} | {(by, s) for _, by, s in figures.of("recurring_revenue") if by}
    for reading in company_rows(figures, "recurring_revenue_bridge"):
        period = parse_period(reading.period)
        for split_by, split in groups:
            by = f"{split_by}+movement" if split_by else "movement"
            moved = sum(
                exact(bridge[reading.period, by, f"{split}+{name}" if split else name])
                for name in MOVEMENTS
                if (reading.period, by, f"{split}+{name}" if split else name) in bridge
            )
            opening, closing = (
                exact(figures.get("recurring_revenue", month_label(number), split_by, split))
                for number in (period.first - 1, period.last)
            )
            assert opening + moved == closing
            seen += 1
    assert seen >= MONTHS - 1


@many
@given(revenues(), st.booleans())
def test_groups_add_up_to_the_company(revenue: pl.DataFrame, merged: bool) -> None:
    """Sums exactly; of ratios both halves; the parts of an expansion on each axis."""
    figures = compute(revenue, merged=merged)
    for metric in SUMS:
        for reading in company_rows(figures, metric):
            splits = {"segment", "cohort"}
            if metric not in ("customers", "new_customers"):
                splits.add("product_line")
            for split_by in splits:
                groups = groups_of(figures, metric, reading.period, split_by)
                if groups:
                    assert sum(exact(group) for group in groups) == reading.exact
    for metric in RATIOS:
        for reading in company_rows(figures, metric):
            groups = groups_of(figures, metric, reading.period, "segment")
            for half in ("numerator", "denominator"):
                added = sum(getattr(group, half) or 0 for group in groups)
                assert added == pytest.approx(getattr(reading, half), abs=1e-6)
    for metric in (
        "expansion_by_users_and_functionality",
        "contraction_by_users_and_functionality",
    ):
        line = metric.split("_", maxsplit=1)[0]
        for reading in company_rows(figures, metric):
            period = reading.period
            assert (
                reading.exact
                == figures.get("recurring_revenue_bridge", period, "movement", line).exact
            )
            for by, words in (("axis", AXES), ("part", tuple(PARTS))):
                assert reading.exact == sum(
                    exact(figures.get(metric, period, by, word)) for word in words
                )


def groups_of(figures: Readings, metric: str, period: str, split_by: str) -> list[Reading]:
    """The readings of all groups of a split in a window."""
    return [r for (p, by, _), r in figures.of(metric).items() if (p, by) == (period, split_by)]


@many
@given(revenues())
def test_shares_are_shares(revenue: pl.DataFrame) -> None:
    """Old and new revenue are all of it; who stays and who leaves are all; no more is kept."""
    figures = compute(revenue)
    for reading in company_rows(figures, "revenue_from_existing_customers_share"):
        new = figures.get("revenue_from_new_customers", reading.period)
        assert new.value is not None
        assert reading.value is not None
        assert reading.denominator
        assert reading.value + new.value / reading.denominator == pytest.approx(1)
        assert 0 <= reading.value <= 1
    for reading in company_rows(figures, "logo_churn"):
        kept = figures.get("logo_retention", reading.period).value
        assert reading.value is not None
        assert kept is not None
        assert reading.value + kept == pytest.approx(1)
    for reading in company_rows(figures, "gross_revenue_retention"):
        net = figures.get("net_revenue_retention", reading.period).value
        assert reading.value is not None
        assert net is not None
        assert 0 <= reading.value <= min(1, net) + 1e-12
    for reading in company_rows(figures, "concentration"):
        tops = [figures.get("concentration", reading.period, "top", t).value for t in "135"]
        assert tops == sorted(t for t in tops if t is not None)
        assert tops[-1] is not None
        assert tops[-1] <= 1


@many
@given(revenues(), st.integers(2, 50))
def test_all_money_times_a_number_leaves_shares_alone(revenue: pl.DataFrame, times: int) -> None:
    """Amounts grow by the number; shares, ratios, months, counts and reasons stay."""
    before = compute(revenue)
    after = compute(revenue.with_columns((pl.col("mrr") * times).cast(EXACT)))
    units = {name: metric.unit for name, metric in before.metrics.items()}
    money = [name for name, unit in units.items() if unit is Unit.MONEY]
    factor = pl.when(pl.col("metric").is_in(money)).then(times).otherwise(1)
    columns = [*FIGURE, "value", "n", "missing"]
    expected = before.frame.select(columns).with_columns(value=pl.col("value") * factor)
    assert_frame_equal(
        expected.sort(FIGURE), after.frame.select(columns).sort(FIGURE), rel_tol=1e-9, abs_tol=1e-6
    )


@many
@given(revenues(), st.integers(0, 2**32))
def test_the_order_of_rows_does_not_matter(revenue: pl.DataFrame, seed: int) -> None:
    """The same rows in another order are the same figures, to the last digit."""
    shuffled = revenue.sample(fraction=1, shuffle=True, seed=seed)
    assert_same(compute(revenue), compute(shuffled))


@many
@given(revenues(), st.sampled_from([*SEGMENTS, "NEW"]), st.integers(1, 3))
def test_a_row_after_the_report_period_changes_nothing(
    revenue: pl.DataFrame, who: str, later: int
) -> None:
    """Neither an old customer's next month nor a customer of next year."""
    row = (who, "Core", "EUR", first_day(FIRST + MONTHS - 1 + later), Decimal(999), None)
    more = pl.concat([revenue, pl.DataFrame([row], schema=revenue.schema, orient="row")])
    assert_same(compute(revenue), compute(more))


def assert_same(one: Readings, other: Readings) -> None:
    """The same figures, whatever the order of the frame."""
    assert_frame_equal(one.frame.sort(FIGURE), other.frame.sort(FIGURE), check_exact=True)


@many
@given(revenues())
def test_missing_is_never_a_number(revenue: pl.DataFrame) -> None:
    """A figure is finite or has a reason from the list, never both, never neither."""
    figures = compute(revenue)
    frame = figures.frame
    assert frame.height > 1_000
    assert set(frame["missing"].drop_nulls().unique()) <= set(MISSING)
    values = frame["value"].to_list()
    missing = frame["missing"].to_list()
    assert all((v is None) != (m is None) for v, m in zip(values, missing, strict=True))
    assert all(math.isfinite(v) for v in values if v is not None)
    assert frame.filter(pl.col("missing").is_not_null())["exact"].null_count() == len(
        [m for m in missing if m is not None]
    )
    assert frame.select(FIGURE).is_duplicated().sum() == 0
    found = {parse_period(label).kind for label in frame["period"].unique()}
    assert found == KINDS
