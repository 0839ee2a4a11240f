from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.intake.codes import coded
from reportgen.intake.series import (
    all_differ,
    ascends,
    in_order,
    key_of,
    month_numbers,
    some_series,
)

CELLS = st.sampled_from(["K1", "K2", "", "Å", None])
MONTHS = st.one_of(st.none(), st.dates(date(2024, 11, 1), date(2026, 2, 28)))
ROWS = st.lists(st.tuples(CELLS, CELLS, MONTHS), max_size=20)
SCHEMA = {"customer_id": pl.String, "plan": pl.String, "month": pl.Date}


@given(ROWS)
def test_rows_have_the_same_number_just_when_they_are_alike(
    rows: list[tuple[str | None, str | None, date | None]],
) -> None:
    frame = pl.DataFrame(rows, schema=SCHEMA, orient="row")
    key = key_of(frame, list(SCHEMA))
    assert key is not None
    assert [rows.index(row) for row in rows] == [key.to_list().index(number) for number in key]
    assert all_differ(key) == (len(set(rows)) == len(rows))


def test_more_than_a_number_can_tell_apart_has_none() -> None:
    wide = pl.DataFrame({name: [0, 2**31] for name in "abc"})
    assert key_of(wide, ["a", "b"]) is not None
    assert key_of(wide, ["a", "b", "c"]) is None
    assert key_of(pl.DataFrame({"a": [1.5, 2.5]}), ["a"]) is None


@pytest.mark.parametrize("as_codes", [False, True])
@given(rows=ROWS, at_a_time=st.integers(1, 25))
def test_a_series_comes_together_and_no_row_is_lost(
    rows: list[tuple[str | None, str | None, date | None]], at_a_time: int, as_codes: bool
) -> None:
    frame = pl.DataFrame(rows, schema=SCHEMA, orient="row")
    if as_codes:
        frame = frame.with_columns(coded(frame["customer_id"]))
    parts = list(some_series(frame, ["customer_id"], at_a_time))
    places = [place for part in parts for place in part["row"]]
    assert sorted(places) == list(range(len(rows)))
    customers = [set(part["customer_id"].cast(pl.String)) for part in parts]
    assert sum(map(len, customers)) == len(set().union(*customers))


def test_days_become_the_numbers_of_their_months() -> None:
    days = pl.Series([date(2025, 12, 31), None, date(2026, 1, 1)])
    assert month_numbers(days).to_list() == [2025 * 12 + 11, None, 2026 * 12]
    assert month_numbers(days.clear()).to_list() == []
    assert month_numbers(pl.Series([None], dtype=pl.Date)).to_list() == [None]


def test_months_of_a_series_follow_each_other_and_are_added_up() -> None:
    frame = pl.DataFrame(
        {
            "customer_id": ["B", "A", "B", "B", "A"],
            "month": [date(2026, month, 1) for month in (2, 1, 1, 2, 3)],
            "mrr": [5, 1, 3, 4, 2],
        }
    )
    totals = in_order(frame.with_row_index("row"), ["customer_id"], "mrr")
    steps = totals["at"].cast(pl.Int64).diff().to_list()
    assert totals["value"].to_list() == [3, 9, 1, 2]
    assert totals["row"].to_list() == [2, 0, 1, 4]
    assert (steps[1], steps[3]) == (1, 2)
    assert steps[2] > 12


def test_rows_that_all_stand_behind_the_one_above_are_all_different() -> None:
    customers, months = pl.Series([1, 1, 2, 2, 2]), pl.Series([5, 6, 1, 1, 3])
    assert ascends(customers, months).to_list() == [None, True, True, False, True]
    assert ascends(customers.reverse(), months).to_list() == [None, True, False, False, True]
