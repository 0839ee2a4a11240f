from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportgen.intake.dataset import LINE_COLUMN
from reportgen.intake.shapes.subscriptions import interval_months
from reportgen.period import first_day, last_day, month_number
from tests.intake.exports import read, refused

HEAD = "subscription_id;customer_id;start;end;amount;interval\n"
ANY = """
[checks.exports_reach_the_period]
waive = "a few rows only"
[checks.months_are_complete]
waive = "a few rows only"
"""
SHAPE = '[inputs.recurring_revenue]\nshape = "subscriptions"\npath = "periods.csv"\n'


def months(folder: Path, rows: str, settings: str = "") -> list[tuple[object, ...]]:
    """Customer, month and amount of each row that such a file of subscriptions becomes."""
    dataset = read(folder, {"subscriptions.csv": HEAD + rows}, ANY + settings)
    frame = dataset.tables["recurring_revenue"].sort("customer_id", "month", LINE_COLUMN)
    return [
        (who, f"{month:%Y-%m}", amount, line)
        for who, month, amount, line in frame.select(
            "customer_id", "month", "mrr", LINE_COLUMN
        ).iter_rows()
    ]


def test_a_subscription_counts_in_the_months_on_whose_last_day_it_runs(tmp_path: Path) -> None:
    rows = "1;K1;2026-07-15;2026-09-10;50;month\n"
    assert months(tmp_path, rows) == [
        ("K1", "2026-07", Decimal(50), 2),
        ("K1", "2026-08", Decimal(50), 2),
    ]


def test_one_without_an_end_runs_to_the_report_period(tmp_path: Path) -> None:
    rows = "1;K1;2026-08-31;;50;month\n2;K2;2026-11-01;;50;month\n"
    assert [row[:2] for row in months(tmp_path, rows)] == [("K1", "2026-08"), ("K1", "2026-09")]


def test_overlapping_subscriptions_of_a_customer_add(tmp_path: Path) -> None:
    rows = "1;K1;2026-09-01;;50;month\n2;K1;2026-09-01;;50;month\n"
    assert months(tmp_path, rows) == [
        ("K1", "2026-09", Decimal(50), 2),
        ("K1", "2026-09", Decimal(50), 3),
    ]


def test_the_history_starts_with_the_first_start(tmp_path: Path) -> None:
    rows = "1;K1;2026-03-05;2026-03-09;50;month\n2;K2;2026-09-01;;50;month\n"
    dataset = read(tmp_path, {"subscriptions.csv": HEAD + rows}, ANY)
    assert dataset.history_starts == month_number(date(2026, 3, 1))
    (source,) = dataset.files
    assert (source.table, source.rows, source.first_month) == ("recurring_revenue", 2, "2026-09")


@pytest.mark.parametrize(
    ("amount", "interval", "per_month"),
    [
        ("100", "month", "100"),
        ("100", "kvartal", "33.333333333333"),
        ("2000", "Jährlich", "166.666666666667"),
        ("100", "halvår", "16.666666666667"),
        # 52 weeks a year: 433.33 a month, not 400.
        ("100", "week", "433.333333333333"),
        ("100", "2 weeks", "216.666666666667"),
        ("100", "18 månader", "5.555555555556"),
        ("100", "2 years", "4.166666666667"),
    ],
)
def test_amounts_are_brought_to_a_month(
    tmp_path: Path, amount: str, interval: str, per_month: str
) -> None:
    rows = f"1;K1;2026-09-01;;{amount};{interval}\n"
    assert months(tmp_path, rows)[0][2] == Decimal(per_month)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        *(("monthly", 1), ("Månadsvis", 1), ("måned", 1), ("kuukausi", 1), ("monatlich", 1)),
        *(("quarterly", 3), ("kvartalsvis", 3), ("neljännesvuosi", 3), ("vierteljährlich", 3)),
        *(("half-year", 6), ("semi-annual", 6), ("halvårsvis", 6), ("puolivuosi", 6)),
        *(("Annual", 12), ("årsvis", 12), ("vuosi", 12), ("jährlich", 12), ("12 mdr", 12)),
        *(("week", Fraction(12, 52)), ("vecka", Fraction(12, 52)), ("4 weeks", Fraction(48, 52))),
        *(("fortnight", Fraction(24, 52)), ("every two weeks", Fraction(24, 52))),
        *(("0 months", None), ("NO_BILLING_PERIOD", None), ("day", None), ("lunar", None)),
    ],
)
def test_words_for_intervals(word: str, count: Fraction | int | None) -> None:
    assert interval_months(word) == count


def test_an_unknown_interval_is_refused(tmp_path: Path) -> None:
    files = {"subscriptions.csv": HEAD + "1;K1;2026-09-01;;50;ibland\n"}
    (problem,) = refused(tmp_path, files)
    assert (problem.line, problem.column, problem.value) == (2, "interval", "ibland")
    assert "[inputs.subscriptions.values.interval]" in problem.advice


@pytest.mark.parametrize(
    ("end", "last"), [("exclusive", ["2026-08"]), ("inclusive", ["2026-08", "2026-09"])]
)
def test_an_end_on_the_last_day_of_a_month_must_be_explained(
    tmp_path: Path, end: str, last: list[str]
) -> None:
    rows = "1;K1;2026-08-01;2026-09-30;50;month\n"
    (problem,) = refused(tmp_path, {"subscriptions.csv": HEAD + rows})
    assert (problem.line, problem.column, problem.value) == (2, "end", "2026-09-30")
    assert "[inputs.subscriptions]" in problem.advice
    declared = f'[inputs.subscriptions]\nend = "{end}"\n'
    assert [row[1] for row in months(tmp_path / end, rows, declared)] == last
    as_revenue = f'[inputs.recurring_revenue]\nend = "{end}"\n'
    assert [row[1] for row in months(tmp_path / ("as_" + end), rows, as_revenue)] == last


def test_an_end_before_the_start_is_refused(tmp_path: Path) -> None:
    files = {"subscriptions.csv": HEAD + "1;K1;2026-09-02;2026-09-01;50;month\n"}
    (problem,) = refused(tmp_path, files)
    assert (problem.line, problem.column) == (2, "end")


@pytest.mark.parametrize(
    ("header", "amount"),
    [("monthly_amount", "120"), ("annual amount", "10"), ("Månadsavgift", "120")],
)
def test_a_header_may_say_what_the_amount_is_per(tmp_path: Path, header: str, amount: str) -> None:
    content = f"kundnr;start_date;end_date;{header}\nK1;2026-09-01;;120\n"
    frame = read(tmp_path, {"periods.csv": content}, SHAPE + ANY).tables["recurring_revenue"]
    assert frame["mrr"].to_list() == [Decimal(amount)]


def test_a_header_and_an_interval_column_that_may_disagree(tmp_path: Path) -> None:
    content = "kundnr;start;end;mrr;interval\nK1;2026-09-01;;120;year\n"
    (problem,) = refused(tmp_path, {"periods.csv": content}, SHAPE)
    assert "'mrr' says that the amount is per month" in problem.what
    said = SHAPE + '[inputs.recurring_revenue.constants]\ninterval = "month"\n'
    frame = read(tmp_path / "said", {"periods.csv": content}, said + ANY).tables[
        "recurring_revenue"
    ]
    assert frame["mrr"].to_list() == [Decimal(120)]


def test_without_an_interval_nothing_is_assumed(tmp_path: Path) -> None:
    content = "kundnr;start;end;belopp\nK1;2026-09-01;;120\n"
    (problem,) = refused(tmp_path, {"periods.csv": content}, SHAPE)
    assert "'interval'" in problem.what
    assert "[inputs.recurring_revenue.constants]" in problem.advice


def test_two_sources_of_recurring_revenue_are_refused(tmp_path: Path) -> None:
    files = {
        "subscriptions.csv": HEAD + "1;K1;2026-09-01;;50;month\n",
        "recurring_revenue.csv": "customer_id;month;mrr\nK1;2026-09;50\n",
    }
    (problem,) = refused(tmp_path, files)
    assert "count it twice" in problem.what


def test_a_file_named_for_recurring_revenue_is_not_found_a_second_time(tmp_path: Path) -> None:
    settings = '[inputs.recurring_revenue]\nshape = "subscriptions"\npath = "subscriptions.csv"\n'
    files = {"subscriptions.csv": HEAD + "1;K1;2026-09-01;;50;month\n"}
    assert read(tmp_path, files, settings + ANY).tables["recurring_revenue"].height == 1


def test_further_columns_and_ids_come_along(tmp_path: Path) -> None:
    content = "customer_id;start;end;monthly amount;plan;region\nK1;2026-08-01;;120;Bas;Norr\n"
    dataset = read(tmp_path, {"subscriptions.csv": content}, ANY)
    frame = dataset.tables["recurring_revenue"]
    assert frame["plan"].to_list() == ["Bas", "Bas"]
    assert frame["region"].to_list() == ["Norr", "Norr"]
    assert dataset.further == {"recurring_revenue": ("region",)}
    assert frame["subscription_id"].to_list() == ["2", "2"]


DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(DAYS, st.integers(0, 700), st.booleans()), min_size=1, max_size=6))
@pytest.mark.parametrize("end", ["inclusive", "exclusive"])
def test_as_a_calendar_would_count(
    tmp_path: Path, end: str, spans: list[tuple[date, int, bool]]
) -> None:
    rows, expected = "", Counter[str]()
    for number, (start, length, open_end) in enumerate(spans):
        stop = None if open_end else start + timedelta(days=length)
        rows += f"{number};K1;{start};{stop or ''};7;quarter\n"
        for month in range(month_number(date(2025, 1, 1)), month_number(date(2026, 10, 1))):
            last = last_day(month)
            runs = stop is None or (stop >= last if end == "inclusive" else stop > last)
            expected[f"{first_day(month):%Y-%m}"] += start <= last and runs
    share = (Decimal(7) / 3).quantize(Decimal("1e-12"), ROUND_HALF_UP)
    got = months(tmp_path, rows, f'[inputs.subscriptions]\nend = "{end}"\n' + WAIVED)
    assert Counter(str(row[1]) for row in got) == +expected
    assert {row[2] for row in got} <= {share}


WAIVED = "".join(
    f'[checks.{name}]\nwaive = "made up rows"\n'
    for name in (
        *("last_month_is_whole", "values_do_not_jump", "rows_are_unique"),
        "invoices_are_not_recurring_revenue",
    )
)
