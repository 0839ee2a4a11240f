"""Invoice lines with service periods: what they are in each month, and what is billed twice."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportgen.intake.dataset import Dataset
from reportgen.intake.shapes._service import Service, in_cents, per_month
from reportgen.period import month_label, month_number
from reportgen.problem import Problem
from tests.intake.exports import read, refused

ANY = "".join(
    f'[checks.{name}]\nwaive = "a few rows only"\n'
    for name in (
        *("exports_reach_the_period", "months_are_complete", "values_do_not_jump"),
        *("last_month_is_whole", "repeated_block"),
    )
)
SAID = '[inputs.invoice_lines]\nend = "exclusive"\ncomplete_from = "2025-01"\n'


def written(table: str) -> dict[str, str | bytes]:
    """Cells parted by blanks, `-` an empty one, as the export of a pack."""
    rows = (";".join("" if c == "-" else c for c in line.split()) for line in table.splitlines())
    return {"invoice_lines.csv": "\n".join(rows) + "\n"}


def dataset(folder: Path, table: str, said: str = SAID) -> Dataset:
    """A pack of these lines."""
    return read(folder, written(table), said + ANY)


def mrr(folder: Path, table: str, said: str = SAID) -> dict[str, dict[str, Decimal]]:
    """Customer -> month -> recurring revenue that is not zero."""
    frame = dataset(folder, table, said).tables["recurring_revenue"]
    found: dict[str, dict[str, Decimal]] = {}
    for who, month, amount, kind in frame.select("customer_id", "month", "mrr", "kind").iter_rows():
        if kind == "recurring":
            months, label = found.setdefault(who, {}), f"{month:%Y-%m}"
            months[label] = months.get(label, Decimal(0)) + amount
    return {who: {m: v for m, v in sorted(months.items()) if v} for who, months in found.items()}


def one(folder: Path, table: str, said: str = SAID) -> Problem:
    """The one problem that stops a pack of these lines."""
    (problem,) = refused(folder, written(table), said + ANY)
    return problem


HEAD = "customer_id date period_start period_end amount\n"


def test_a_year_of_2000_is_166_67_a_month(tmp_path: Path) -> None:
    """Each of its months alike; in whole cents they are 166.67 eight times and 166.66 four times."""
    table = HEAD + "K1 2025-07-01 2025-07-01 2026-07-01 2000"
    revenue = mrr(tmp_path, table)["K1"]
    assert list(revenue) == [month_label(24306 + at) for at in range(12)]
    assert set(revenue.values()) == {Decimal("166.666666666667")}
    booked = dataset(tmp_path, table).tables["recurring_revenue"]["recognised_revenue"].to_list()
    assert booked == [Decimal("166.67")] * 8 + [Decimal("166.66")] * 4
    assert sum(booked) == 2000


def test_renewals_follow_each_other_without_a_gap_or_a_double_month(tmp_path: Path) -> None:
    """Billed on the 31st: in February on the 28th, and every month has its line."""
    table = HEAD + (
        "K1 2026-05-31 2026-05-31 2026-06-30 50\n"
        "K1 2026-06-30 2026-06-30 2026-07-31 50\n"
        "K1 2026-07-31 2026-07-31 2026-08-31 50\n"
        "K1 2026-08-31 2026-08-31 2026-09-30 60"
    )
    assert mrr(tmp_path, table)["K1"] == {
        "2026-05": 50,
        "2026-06": 50,
        "2026-07": 50,
        "2026-08": 60,
    }


def test_the_end_is_the_last_day_or_the_first_after_it(tmp_path: Path) -> None:
    """The same invoice in two systems; nobody having said which, it is asked with what it would mean."""
    inclusive, exclusive = (
        HEAD + f"K1 2026-07-01 2026-07-01 {end} 300" for end in ("2026-09-30", "2026-10-01")
    )
    expected = {"2026-07": 100, "2026-08": 100, "2026-09": 100}
    said = SAID.replace("exclusive", "inclusive")
    assert mrr(tmp_path / "in", inclusive, said)["K1"] == expected
    assert mrr(tmp_path / "ex", exclusive)["K1"] == expected
    problem = one(tmp_path / "asked", inclusive, "")
    assert (problem.line, problem.column, problem.value) == (2, "period_end", "2026-09-30")
    assert "last day of service it makes whole months" in problem.what
    assert "first day after" in one(tmp_path / "asked", exclusive, "").what


def test_days_left_over_are_refused_until_it_is_said_how(tmp_path: Path) -> None:
    """Half of September and of October: by days 15 and 15 of 30, or whole in the month it runs out of."""
    table = HEAD + "K1 2026-08-16 2026-08-16 2026-09-16 31\nK2 2026-07-17 2026-07-17 2026-09-11 56"
    problem = one(tmp_path / "asked", table)
    assert (problem.line, problem.value) == (3, "2026-09-11")
    assert "56 days" in problem.what
    by_days = mrr(tmp_path / "days", table, SAID + 'proration = "days"\n')
    assert by_days["K1"] == {"2026-08": 31}
    assert by_days["K2"] == {"2026-07": 15, "2026-08": 31, "2026-09": 10}
    by_months = mrr(tmp_path / "months", table, SAID + 'proration = "months"\n')
    assert by_months["K2"] == {"2026-07": 28, "2026-08": 28}


def test_a_time_within_a_month_is_that_months(tmp_path: Path) -> None:
    table = HEAD + "K1 2026-08-03 2026-08-03 2026-08-13 10"
    for word in ("days", "months"):
        said = SAID + f'proration = "{word}"\n'
        assert mrr(tmp_path / word, table, said)["K1"] == {"2026-08": 10}


def test_a_line_without_a_period_is_one_off(tmp_path: Path) -> None:
    """A setup fee, and an item that starts and ends at the same moment: in the file, not in MRR."""
    table = HEAD + (
        "K1 2026-09-01 2026-09-01 2026-10-01 100\n"
        "K1 2026-09-03 - - 5000\n"
        "K1 2026-09-04 2026-09-04 2026-09-04 70"
    )
    assert mrr(tmp_path, table) == {"K1": {"2026-09": 100}}
    frame = dataset(tmp_path, table).tables["recurring_revenue"]
    assert frame["kind"].to_list() == ["recurring", "one_off", "one_off"]


def test_a_line_that_recurs_must_say_when(tmp_path: Path) -> None:
    table = (
        "customer_id date period_start period_end amount kind\nK1 2026-09-01 - - 100 subscription"
    )
    assert "nobody can say which months" in one(tmp_path, table).what
    half = HEAD + "K1 2026-09-01 2026-09-01 - 100"
    problem = one(tmp_path / "half", half)
    assert problem.what == "the service period has a start but no end"


def test_void_and_draft_invoices_are_none(tmp_path: Path) -> None:
    table = (
        "customer_id date period_start period_end amount status\n"
        "K1 2026-09-01 2026-09-01 2026-10-01 100 Paid\n"
        "K1 2026-09-01 2026-09-01 2026-10-01 100 makulerad\n"
        "K2 2026-09-01 2026-09-01 2026-10-01 100 draft"
    )
    assert mrr(tmp_path, table) == {"K1": {"2026-09": 100}}
    unknown = table.replace("makulerad", "uncollectible")
    assert "'uncollectible' is not a status" in one(tmp_path / "odd", unknown).what


def test_a_credit_note_cancels_its_line(tmp_path: Path) -> None:
    """Cancelled and billed anew at another price: only the new line counts."""
    table = (
        "customer_id date period_start period_end amount seats\n"
        "K1 2026-07-01 2026-07-01 2026-10-01 300 3\n"
        "K1 2026-07-05 2026-07-01 2026-10-01 -300 3\n"
        "K1 2026-07-05 2026-07-01 2026-10-01 240 2\n"
        "K2 2026-07-01 2026-07-01 2026-10-01 300 3\n"
        "K2 2026-07-05 2026-07-01 2026-10-01 -300 3"
    )
    expected = {"2026-07": 80, "2026-08": 80, "2026-09": 80}
    assert mrr(tmp_path, table) == {"K1": expected, "K2": {}}
    frame = dataset(tmp_path, table).tables["recurring_revenue"]
    assert sum(frame.filter(customer_id="K1", month=date(2026, 9, 1))["seats"]) == 2
    assert sum(frame.filter(customer_id="K2", month=date(2026, 9, 1))["seats"]) == 0


def test_a_credit_of_the_rest_of_the_time_lets_the_next_line_begin(tmp_path: Path) -> None:
    """An upgrade within the year: the unused months are credited, the new plan is billed for them."""
    table = HEAD + (
        "K1 2026-01-01 2026-01-01 2027-01-01 1200\n"
        "K1 2026-07-01 2026-07-01 2027-01-01 -600\n"
        "K1 2026-07-01 2026-07-01 2027-01-01 900"
    )
    revenue = mrr(tmp_path, table)["K1"]
    assert [revenue[f"2026-0{month}"] for month in (6, 7, 9)] == [100, 150, 150]


def test_a_credit_rounded_to_the_cent_leaves_no_cent_of_revenue(tmp_path: Path) -> None:
    """A year of 1000 given back from its fifth month on, in cents: nobody pays a third of a cent."""
    table = HEAD + (
        "K1 2025-10-01 2025-10-01 2026-10-01 1000\nK1 2026-02-01 2026-02-01 2026-10-01 -666.64"
    )
    assert max(mrr(tmp_path, table)["K1"]) == "2026-01"


def test_a_rebate_lowers_its_months_and_hides_no_double_line(tmp_path: Path) -> None:
    table = HEAD + (
        "K1 2026-09-01 2026-09-01 2026-10-01 100\nK1 2026-09-01 2026-09-01 2026-10-01 -20"
    )
    assert mrr(tmp_path, table) == {"K1": {"2026-09": 80}}
    twice = table + "\nK1 2026-09-09 2026-09-01 2026-10-01 100"
    assert "that line 2 bills already" in one(tmp_path / "twice", twice).what


def test_a_credit_of_more_than_was_billed_is_refused(tmp_path: Path) -> None:
    table = HEAD + (
        "K1 2026-08-01 2026-08-01 2026-09-01 100\nK1 2026-09-01 2026-09-01 2026-10-01 -100"
    )
    problem = one(tmp_path, table)
    assert problem.line == 3
    assert "K1 would have -100.00 in 2026-09" in problem.what


def test_the_same_time_billed_twice_names_both_lines(tmp_path: Path) -> None:
    """Unless they are for different products, or the second is said to be the difference."""
    table = (
        "customer_id date period_start period_end amount product_line\n"
        "K1 2026-07-01 2026-07-01 2026-10-01 300 Core\n"
        "K1 2026-09-01 2026-09-01 2026-10-01 90 {product}"
    )
    problem = one(tmp_path / "same", table.format(product="Core"))
    assert problem.line == 3
    assert "that line 2 bills already" in problem.what
    assert mrr(tmp_path / "other", table.format(product="Addon"))["K1"]["2026-09"] == 190
    said = SAID + 'overlap = "add"\n'
    assert mrr(tmp_path / "said", table.format(product="Core"), said)["K1"]["2026-09"] == 190


def test_who_was_invoiced_before_the_file_begins_is_missing_from_its_first_months(
    tmp_path: Path,
) -> None:
    """A warning with the month from which it is whole; said, earlier months are left out."""
    table = HEAD + "K1 2026-03-01 2026-03-01 2026-09-01 60\nK2 2026-09-01 2026-09-01 2026-10-01 5"
    warning, *_ = dataset(tmp_path, table, '[inputs.invoice_lines]\nend = "exclusive"\n').warnings
    assert "from the months up to 2026-07" in warning.what
    assert 'complete_from = "2026-08"' in warning.advice
    said = SAID.replace("2025-01", "2026-08")
    assert mrr(tmp_path, table, said) == {"K1": {"2026-08": 10}, "K2": {"2026-09": 5}}


def test_two_files_of_lines_are_refused(tmp_path: Path) -> None:
    """A credit note in one may take back an invoice in the other."""
    text = written(HEAD + "K1 2026-09-01 2026-09-01 2026-10-01 100")["invoice_lines.csv"]
    said = SAID + 'path = "lines*.csv"\n'
    (problem,) = refused(tmp_path, {"lines1.csv": text, "lines2.csv": text}, said + ANY)
    assert "hang together" in problem.what


def test_lines_and_subscriptions_would_count_twice(tmp_path: Path) -> None:
    files = written(HEAD + "K1 2026-09-01 2026-09-01 2026-10-01 100")
    files["subscriptions.csv"] = "customer_id;start;end;amount;interval\nK1;2026-09-01;;50;month\n"
    (problem,) = refused(tmp_path, files, SAID + ANY)
    assert "count it twice" in problem.what


DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))
AMOUNTS = st.decimals(-100_000, 100_000, places=2)


@given(AMOUNTS, st.lists(st.integers(1, 31), min_size=1, max_size=40))
def test_the_cents_of_a_line_add_up_to_it(amount: Decimal, weights: list[int]) -> None:
    parts = in_cents(amount, tuple(weights))
    assert sum(parts) == amount
    assert all(part == part.quantize(Decimal("0.01")) for part in parts)
    exact = [amount * weight / sum(weights) for weight in weights]
    assert all(abs(part - one) < Decimal("0.01") for part, one in zip(parts, exact, strict=True))
    revenue = per_month(amount, tuple(weights))
    assert abs(sum(revenue) - amount) < Decimal("1e-9")


@given(DAYS, st.integers(1, 48))
def test_whole_months_are_as_many_months_whatever_the_day(start: date, count: int) -> None:
    """Counted by hand: the same day so many months on, or the last one of a shorter month."""
    number = month_number(start) + count
    day = start.day
    while True:
        try:
            after = date(number // 12, number % 12 + 1, day)
            break
        except ValueError:
            day -= 1
    service = Service(start, after)
    assert service.whole_months == count
    assert list(service.months) == list(range(month_number(start), number))


@given(DAYS, st.integers(1, 800))
def test_the_days_of_a_service_are_all_of_them(start: date, length: int) -> None:
    service = Service(start, start + timedelta(days=length))
    assert sum(service.days().values()) == length


LINES = st.lists(
    st.tuples(st.sampled_from(["K1", "K2"]), DAYS, st.integers(1, 400), st.integers(1, 9999)),
    min_size=1,
    max_size=6,
)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(LINES, st.sampled_from(["days", "months"]), st.integers(0, 99))
def test_neither_order_nor_scale_changes_who_pays_when(
    tmp_path: Path, lines: list[tuple[str, date, int, int]], proration: str, seed: int
) -> None:
    """Rows turned about give the same months; ten times the money gives ten times the revenue."""
    said = SAID.replace("2025-01", "2023-01") + f'proration = "{proration}"\noverlap = "add"\n'
    said += "".join(
        f'[checks.{name}]\nwaive = "made up"\n'
        for name in ("invoices_are_not_recurring_revenue", "rows_are_unique")
    )

    def table(rows: list[tuple[str, date, int, int]], factor: int = 1) -> str:
        return HEAD + "\n".join(
            f"{who} {start} {start} {start + timedelta(days=length)} {amount * factor}"
            for who, start, length, amount in rows
        )

    turned = lines[:]
    Random(seed).shuffle(turned)
    plain = mrr(tmp_path, table(lines), said)
    assert mrr(tmp_path, table(turned), said) == plain
    scaled = mrr(tmp_path, table(lines, 10), said)
    for who, months in plain.items():
        assert months.keys() == scaled[who].keys()
        for month, amount in months.items():
            assert abs(scaled[who][month] - 10 * amount) < Decimal("1e-9")


@pytest.mark.parametrize("name", ["period_start", "period_end"])
def test_without_a_period_column_it_is_no_such_file(tmp_path: Path, name: str) -> None:
    table = "customer_id date period_start period_end amount\nK1 2026-09-01 x y 5"
    table = (
        table.replace(name, "colour").replace(" x ", " 2026-09-01 ").replace(" y ", " 2026-10-01 ")
    )
    assert f"no column of this file is '{name}'" in refused(tmp_path, written(table))[0].what
