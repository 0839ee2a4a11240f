"""A ledger of movements: what everybody pays in each month, and what such a ledger cannot say."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from random import Random

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportgen.intake.dataset import Dataset
from reportgen.intake.shapes._steps import Step, faults_of
from reportgen.measure.customer_months import Rates, movements
from reportgen.period import first_day, last_day, month_label, month_number
from reportgen.problem import Problem
from tests.intake.exports import read, refused

ANY = "".join(
    f'[checks.{name}]\nwaive = "a few rows only"\n'
    for name in (
        *("exports_reach_the_period", "months_are_complete", "values_do_not_jump"),
        *("last_month_is_whole", "rows_are_unique", "invoices_are_not_recurring_revenue"),
    )
)
HEAD = "customer_id date type amount\n"
LEDGER = HEAD + (
    "K1 2026-05-10 new 1000\n"
    "K1 2026-07-31 expansion 200\n"
    "K2 2026-06-01 new 500\n"
    "K2 2026-08-15 churn -500\n"
    "K2 2026-09-20 reactivation 300\n"
    "K1 2026-09-02 contraction -50"
)


def written(table: str) -> dict[str, str | bytes]:
    """Cells parted by blanks, `-` an empty one, as the export of a pack."""
    rows = (";".join("" if c == "-" else c for c in line.split()) for line in table.splitlines())
    return {"movements.csv": "\n".join(rows) + "\n"}


def dataset(folder: Path, table: str) -> Dataset:
    """A pack of this ledger."""
    return read(folder, written(table), ANY)


def mrr(folder: Path, table: str) -> dict[str, dict[str, Decimal]]:
    """Customer -> month -> what is paid."""
    found: dict[str, dict[str, Decimal]] = {}
    frame = dataset(folder, table).tables["recurring_revenue"]
    for who, month, amount in frame.select("customer_id", "month", "mrr").iter_rows():
        found.setdefault(who, {})[f"{month:%Y-%m}"] = amount
    return found


def one(folder: Path, table: str) -> Problem:
    """The one problem that stops a pack of this ledger."""
    (problem,) = refused(folder, written(table), ANY)
    return problem


def test_movements_add_up_and_months_without_one_carry_on(tmp_path: Path) -> None:
    """A movement on the last day counts in its month; who pays nothing has no row."""
    assert mrr(tmp_path, LEDGER) == {
        "K1": {"2026-05": 1000, "2026-06": 1000, "2026-07": 1200, "2026-08": 1200, "2026-09": 1150},
        "K2": {"2026-06": 500, "2026-07": 500, "2026-09": 300},
    }
    # The ledger begins with the company: its first month's customer is new.
    assert dataset(tmp_path, LEDGER).history_starts == month_number(first_day(24316))


def test_the_words_of_other_systems_and_languages(tmp_path: Path) -> None:
    table = (
        "Kundnr Datum Typ Förändring\nK1 2026-08-01 nyförsäljning 5\nK1 2026-09-01 Uppsägning -5"
    )
    assert mrr(tmp_path, table) == {"K1": {"2026-08": 5}}


def test_an_opening_balance_is_no_new_customer(tmp_path: Path) -> None:
    """The history is not known to start there, so that nobody counts as won in its first month."""
    table = HEAD + "K1 2026-06-30 opening 100\nK2 2026-07-04 new 50\nK1 2026-09-01 expansion 10"
    assert mrr(tmp_path, table)["K1"] == {
        "2026-06": 100,
        "2026-07": 100,
        "2026-08": 100,
        "2026-09": 110,
    }
    assert dataset(tmp_path, table).history_starts is None


def test_an_old_ledger_with_opening_balances_is_not_carried_on_in_silence(tmp_path: Path) -> None:
    warning, *_ = dataset(tmp_path, HEAD + "K1 2026-03-31 opening 100").warnings
    assert "the last movement is of 2026-03-31" in warning.what


@pytest.mark.parametrize(
    ("rows", "line", "said"),
    [
        ("K1 2026-07-01 expansion 5", 2, "begins in the middle"),
        ("K1 2026-07-01 churn -5", 2, "below zero"),
        ("K1 2026-07-01 reactivation 5", 2, "does not say that he was ever there"),
        ("K1 2026-07-01 new 5\nK1 2026-08-01 new 5", 3, "has had movements before"),
        ("K1 2026-07-01 new 5\nK1 2026-08-01 churn -4", 3, "churns and still pays 1"),
        ("K1 2026-07-01 new 5\nK1 2026-08-01 contraction -6", 3, "pays -1, below zero"),
        ("K1 2026-07-01 new 5\nK1 2026-08-01 reactivation 5", 3, "comes back while paying 5"),
        (
            "K1 2026-07-01 new 5\nK1 2026-08-01 churn -5\nK1 2026-09-01 expansion 5",
            4,
            "of a customer who pays nothing",
        ),
        ("K1 2026-07-01 new 5\nK1 2026-08-01 churn 5", 3, "a churn of 5; one is below zero"),
        ("K1 2026-07-01 new -5", 2, "a new of -5; one is above zero"),
    ],
)
def test_what_cannot_have_been(tmp_path: Path, rows: str, line: int, said: str) -> None:
    problem = one(tmp_path, HEAD + rows)
    assert problem.line == line
    assert said in problem.what
    assert problem.advice


def test_a_ledger_of_unknown_movements_is_refused(tmp_path: Path) -> None:
    assert "'transfer' is not a type" in one(tmp_path, HEAD + "K1 2026-07-01 transfer 5").what


def test_the_resulting_amount_is_held_against_the_sum(tmp_path: Path) -> None:
    """A movement is missing between the two: 100 + 20 is not 150."""
    head = "customer_id date type amount mrr\nK1 2026-07-01 new 100 100\n"
    assert mrr(tmp_path, head + "K1 2026-08-01 expansion 20 120")["K1"]["2026-09"] == 120
    problem = one(tmp_path / "off", head + "K1 2026-08-01 expansion 20 150")
    assert (problem.line, problem.column, problem.value) == (3, "mrr", "150")
    assert "add up to 120" in problem.what


def test_several_movements_of_a_day_count_together(tmp_path: Path) -> None:
    """Won and upgraded at once, whichever row stands first; gone and back is no fault either."""
    rows = ["K1 2026-07-01 new 100", "K1 2026-07-01 expansion 20", "K1 2026-08-01 churn -120"]
    rows += ["K1 2026-08-01 reactivation 90"]
    expected = {"2026-07": 120, "2026-08": 90, "2026-09": 90}
    for turned in (rows, rows[::-1]):
        assert mrr(tmp_path, HEAD + "\n".join(turned)) == {"K1": expected}


def test_product_lines_are_kept_apart(tmp_path: Path) -> None:
    head = "customer_id date type amount product_line\nK1 2026-08-01 new 100 Core\n"
    frame = dataset(tmp_path, head + "K1 2026-09-01 expansion 30 Addon").tables["recurring_revenue"]
    last = frame.filter(pl.col("month") == first_day(24320))
    assert dict(last.select("product_line", "mrr").iter_rows()) == {"Core": 100, "Addon": 30}
    problem = one(tmp_path / "odd", head + "K1 2026-09-01 contraction -30 Addon")
    assert "'Addon' stands at -30" in problem.what


def test_two_currencies_of_a_customer_are_not_added(tmp_path: Path) -> None:
    table = "customer_id date type amount currency\nK1 2026-08-01 new 5 SEK\nK1 2026-09-01 expansion 5 EUR"
    assert "two currencies" in one(tmp_path, table).what


START = month_number(first_day(24309))
MONTHS = 12
LEVELS = st.lists(st.sampled_from([0, 0, 50, 80, 100]), min_size=MONTHS, max_size=MONTHS).filter(
    any
)


def ledger_of(levels: list[list[int]]) -> list[tuple[str, int, str, int]]:
    """Customer, month, type and change of what is paid in each month, by the rules of the bridge."""
    rows = []
    for at, paid in enumerate(levels):
        before, ever = 0, False
        for month, now in enumerate(paid):
            if now != before:
                kind = (
                    ("reactivation" if ever else "new")
                    if not before
                    else "churn"
                    if not now
                    else ("expansion" if now > before else "contraction")
                )
                rows.append((f"K{at}", START + month, kind, now - before))
                ever = True
            before = now
    return rows


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(LEVELS, min_size=1, max_size=4), st.integers(0, 99), st.sampled_from([1, 7]))
def test_the_bridge_gives_back_the_ledger(
    tmp_path: Path, levels: list[list[int]], seed: int, factor: int
) -> None:
    """Movements become revenue, and its bridge the same movements; in any order of the rows."""
    rows = ledger_of(levels)
    turned = rows[:]
    Random(seed).shuffle(turned)
    table = HEAD + "\n".join(
        f"{who} {last_day(month)} {kind} {amount * factor}" for who, month, kind, amount in turned
    )
    found = dataset(tmp_path, table)
    lines = found.tables["recurring_revenue"].select(
        customer="customer_id",
        product_line=pl.lit(None, pl.String),
        currency=pl.lit("SEK"),
        month=pl.col("month").dt.year() * 12 + pl.col("month").dt.month().cast(pl.Int32) - 1,
        local="mrr",
        mrr="mrr",
        seats=pl.lit(None, pl.Decimal(38, 12)),
    )
    first = lines.group_by("customer").agg(first_paid=pl.col("month").min())
    bridge = movements(lines, Rates(pl.DataFrame(), "SEK"), first)
    # Of the month after the period there are no rows, which is no churn.
    bridge = bridge.filter(pl.col("month") <= month_number(first_day(24320)))
    back = {
        (who, month_label(month), kind, value)
        for who, month, kind, value in bridge.select(
            "customer", "month", "movement", "value"
        ).iter_rows()
    }
    assert back == {(who, month_label(m), kind, change * factor) for who, m, kind, change in rows}


def test_the_guard_of_the_day_sees_nothing_in_a_good_ledger() -> None:
    steps = [
        Step(at, last_day(month), kind, Decimal(change))
        for at, (_, month, kind, change) in enumerate(ledger_of([[50, 80, 0, 100, 50] + [0] * 7]))
    ]
    assert list(faults_of(steps)) == []
