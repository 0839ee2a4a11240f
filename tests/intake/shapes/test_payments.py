"""Payments that are said to recur: what they are in each month, and what cannot be told from them."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from reportgen.problem import Problem
from tests.intake.exports import read, refused

ANY = "".join(
    f'[checks.{name}]\nwaive = "a few rows only"\n'
    for name in (
        *("exports_reach_the_period", "months_are_complete", "values_do_not_jump"),
        "last_month_is_whole",
    )
)
HEAD = "customer_id;date;amount\n"
SAID = (
    '[inputs.payments]\ncomplete_from = "2025-01"\n[inputs.payments.constants]\ninterval = "{}"\n'
)


def mrr(folder: Path, rows: str, interval: str = "month", head: str = HEAD) -> dict[str, object]:
    """`customer month` -> recurring revenue."""
    dataset = read(folder, {"payments.csv": head + rows}, SAID.format(interval) + ANY)
    frame = dataset.tables["recurring_revenue"]
    frame = frame.filter(kind="recurring") if "kind" in frame.columns else frame
    found = Counter[str]()
    columns = frame.sort("customer_id", "month").select("customer_id", "month", "mrr")
    for who, month, amount in columns.iter_rows():
        found[f"{who} {month:%Y-%m}"] += amount
    return dict(found)


def one(folder: Path, rows: str, head: str = HEAD, said: str = SAID.format("month")) -> Problem:
    """The one problem that stops such a pack."""
    (problem,) = refused(folder, {"payments.csv": head + rows}, said + ANY)
    return problem


MONTHLY = "K1;2026-07-03;50\nK1;2026-08-02;50\nK1;2026-09-04;60\nK2;2026-07-09;20\n"


def test_each_payment_is_its_month(tmp_path: Path) -> None:
    """Who does not pay again is gone; another amount from then on is another price."""
    expected = {"K1 2026-07": 50, "K1 2026-08": 50, "K1 2026-09": 60, "K2 2026-07": 20}
    assert mrr(tmp_path, MONTHLY) == expected
    rows = MONTHLY.splitlines()
    Random(3).shuffle(rows)
    assert mrr(tmp_path, "\n".join(rows) + "\n") == expected


def test_a_yearly_payment_is_spread_over_its_year(tmp_path: Path) -> None:
    revenue = mrr(tmp_path, "K1;2026-05-15;2000\n", "year")
    assert list(revenue) == [f"K1 2026-0{month}" for month in range(5, 10)]
    assert set(revenue.values()) == {Decimal("166.666666666667")}


def test_nothing_recurs_until_it_is_said_to(tmp_path: Path) -> None:
    """A payment of 2000 may be a month, a year or a chair."""
    problem = one(tmp_path, MONTHLY, said="")
    assert "no column of this file is 'interval'" in problem.what
    assert "[inputs.payments.constants]" in problem.advice


def test_two_payments_of_a_month_are_refused(tmp_path: Path) -> None:
    problem = one(tmp_path, "K1;2026-08-02;50\nK1;2026-08-30;50\n")
    assert problem.line == 3
    assert "the one on line 2 pays already" in problem.what
    head = "customer_id;date;amount;product_line\n"
    apart = mrr(tmp_path / "apart", "K1;2026-09-02;50;A\nK1;2026-09-30;7;B\n", head=head)
    assert apart == {"K1 2026-09": 57}


def test_an_odd_amount_between_two_alike_is_refused_unless_it_is_stated(tmp_path: Path) -> None:
    rows = "K1;2026-07-03;50{0}\nK1;2026-08-02;350{0}\nK1;2026-09-04;50{0}\n"
    problem = one(tmp_path, rows.format(""))
    assert (problem.line, problem.value) == (3, "350")
    assert "between two of 50" in problem.what
    stated = mrr(
        tmp_path / "stated", rows.format(";recurring"), head="customer_id;date;amount;kind\n"
    )
    assert stated["K1 2026-08"] == 350


def test_what_was_bought_once_is_no_recurring_revenue(tmp_path: Path) -> None:
    head = "customer_id;date;amount;kind\n"
    rows = "K1;2026-08-02;50;\nK1;2026-08-05;300;one_off\nK1;2026-09-02;50;\n"
    dataset = read(tmp_path, {"payments.csv": head + rows}, SAID.format("month") + ANY)
    frame = dataset.tables["recurring_revenue"]
    assert frame.filter(kind="one_off")["mrr"].to_list() == [300]
    assert frame.height == 3


def test_failed_payments_and_those_given_back_are_none(tmp_path: Path) -> None:
    """A part given back lowers nothing, as a refund does not; a whole one is said."""
    head = "customer_id;date;amount;amount refunded;status\n"
    rows = "K1;2026-09-02;50;0;succeeded\nK2;2026-09-02;50;50;paid\nK3;2026-09-02;50;20;paid\n"
    rows += "K4;2026-09-02;50;0;failed\n"
    assert mrr(tmp_path, rows, head=head) == {"K1 2026-09": 50, "K3 2026-09": 50}
    dataset = read(tmp_path, {"payments.csv": head + rows}, SAID.format("month") + ANY)
    assert "1 payment was given back in full" in dataset.warnings[0].what


@pytest.mark.parametrize("factor", [1, 3, 100])
def test_scaled_payments_are_scaled_revenue(tmp_path: Path, factor: int) -> None:
    rows = f"K1;2026-08-02;{50 * factor}\nK1;2026-09-02;{75 * factor}\n"
    assert mrr(tmp_path, rows) == {"K1 2026-08": 50 * factor, "K1 2026-09": 75 * factor}


def test_a_week_is_no_interval_of_payments(tmp_path: Path) -> None:
    """Four or five a month: their sum would jump from month to month."""
    problems = refused(tmp_path, {"payments.csv": HEAD + MONTHLY}, SAID.format("week") + ANY)
    assert "'week' is not an interval of whole months" in problems[0].what
