"""Laws that hold for every company: bridges close, parts add up, nothing missing becomes a number."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

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
from tests.measure.oracle.company import Company, Row, company
from tests.measure.oracle.figures import METRICS
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


# --- laws of a whole company: revenue, ledger, cash, people and deals together

companies = st.integers(0, 2**32).map(company)
few = settings(max_examples=5, deadline=None)


def whole(made: Company, **replaced: Any) -> Readings:
    """The metrics of all tables of a company, some of which are replaced by others."""
    starts = made.history_starts
    changed = replace(made, **replaced) if replaced else made
    catalogue = all_metrics()
    return readings(
        *(catalogue[name] for name in (*METRICS, "sales_and_marketing_composition")),
        tables=changed.frames(),
        period=made.period,
        history_starts=None if starts is None else month_label(starts),
        fiscal_year_start=made.fiscal_year_start,
        **made.definitions,
    )


@few
@given(companies)
def test_lifetime_against_payback_is_customer_value_against_acquisition_cost(
    made: Company,
) -> None:
    """The same price, margin and churn on both ways: the two ratios are one."""
    figures = whole(made)
    for reading in company_rows(figures, "payback_against_lifetime"):
        other = figures.get("lifetime_value_to_cac", reading.period)
        cost = figures.get("cac", reading.period).value
        if cost:
            assert other.value == pytest.approx(reading.value, rel=1e-9)


@few
@given(companies)
def test_shares_of_a_whole_sum_to_one(made: Company) -> None:
    """The parts of sales and marketing spend; the parts of gains; who stays and who leaves."""
    figures = whole(made)
    for reading in company_rows(figures, "sales_and_marketing_composition"):
        parts = groups_of(figures, "sales_and_marketing_composition", reading.period, "sm_part")
        if parts:
            assert sum(part.value or 0 for part in parts) == pytest.approx(1)
    for reading in company_rows(figures, "win_rate"):
        lost = figures.get("lost_deals", reading.period).value
        assert lost is not None
        assert reading.denominator
        assert reading.value is not None
        assert reading.value + lost / reading.denominator == pytest.approx(1)


@few
@given(companies, st.integers(1, 5), st.randoms(use_true_random=False))
def test_rows_after_the_report_period_change_nothing_anywhere(
    made: Company, later: int, dice: random.Random
) -> None:
    """Not in the ledger, in cash, among people or deals."""
    more: dict[str, list[Row]] = {}
    month = made.last + later
    for name in ("ledger", "cash", "headcount"):
        rows = getattr(made, name)
        if rows and max(row["month"] for row in rows) < month:
            more[name] = [*rows, {**dice.choice(rows), "month": month}]
    if made.deals:
        day = first_day(month)
        deal = {**dice.choice(made.deals), "deal_id": "later", "created_date": day}
        more["deals"] = [*made.deals, {**deal, "close_date": day + timedelta(days=700)}]
    # An export that ends before the period does is not whole; one row later it would look so.
    whole_ones = {
        name: rows
        for name, rows in more.items()
        if name == "deals" or max(r["month"] for r in getattr(made, name)) >= made.last
    }
    assert_same(whole(made), whole(made, **whole_ones))


@few
@given(companies, st.integers(0, 2**32))
def test_the_order_of_rows_does_not_matter_in_any_table(made: Company, seed: int) -> None:
    """To the last digit, all tables at once."""
    dice = random.Random(seed)
    shuffled = {
        name: dice.sample(rows, len(rows))
        for name in ("revenue", "customers", "rates", "ledger", "cash", "headcount", "deals")
        if (rows := getattr(made, name))
    }
    one, other = whole(made).frame, whole(made, **shuffled).frame
    assert_frame_equal(one.sort(FIGURE), other.sort(FIGURE), rel_tol=1e-12, abs_tol=1e-9)


@few
@given(companies)
def test_a_month_that_has_not_come_yet_is_missing_and_never_zero(made: Company) -> None:
    """Without the last month of an export, no window that holds it has a figure of it."""
    last = min(made.last, max(row["month"] for row in made.revenue))
    before = [row for row in made.revenue if row["month"] < last]
    if last != made.last or not before:
        return
    figures = whole(made, revenue=before)
    for metric in SUMS:
        for label in (month_label(last), f"TTM{month_label(last)}"):
            reading = figures.by(metric).get((label, ""))
            if reading is not None:
                assert reading.value is None, (metric, label)
                assert reading.missing in ("partial_period", "insufficient_history")
