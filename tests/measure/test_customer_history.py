from __future__ import annotations

from datetime import date
from decimal import Decimal

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from reportgen.intake.codes import coded, plain_frame
from reportgen.measure.customer_history import customer_history
from reportgen.measure.customer_months import CUSTOMER_MONTH, Rates, movements
from reportgen.measure.revenue_lines import first_paid_of, lines_of
from tests.measure.test_revenue_lines import LAST, NO_RATES, table

ROW = st.tuples(
    st.sampled_from(["K1", "K2", "K3", "K4"]),
    st.sampled_from([None, "Bas", "Till"]),
    st.sampled_from([None, "SEK", "EUR"]),
    st.integers(1, 7).map(lambda month: date(2026, month, 1)),
    st.integers(-1, 4).map(Decimal),
    st.one_of(st.none(), st.integers(0, 3).map(Decimal)),
    st.sampled_from([None, "recurring", "one_off"]),
)


@settings(deadline=None, max_examples=150)
@given(
    rows=st.lists(ROW, min_size=1, max_size=25),
    at_a_time=st.integers(1, 12),
    rated=st.booleans(),
    in_order=st.booleans(),
)
def test_customers_some_at_a_time_move_as_all_together(
    rows: list[tuple[object, ...]], at_a_time: int, rated: bool, in_order: bool
) -> None:
    """And the bridge closes."""
    quoted = pl.DataFrame(
        {
            "currency": ["EUR"] * 7,
            "month": [LAST - 5 + step for step in range(7)],
            "rate": [Decimal(10 + step % 3) for step in range(7)],
        },
        schema=NO_RATES.schema,
    )
    rates = Rates(quoted if rated else NO_RATES, "SEK")
    frame = table(*(sorted(rows, key=lambda row: (row[0], row[3])) if in_order else rows))
    codes = frame.with_columns(coded(frame["customer_id"]))
    whole = lines_of(frame, rates, LAST)
    together = movements(whole, rates, first_paid_of(whole, None, None))
    parts, _ = customer_history(codes, rates, LAST, None, None, None, at_a_time)
    by = [*CUSTOMER_MONTH, "movement", "product_line", "currency"]
    apart = plain_frame(parts)
    assert_frame_equal(apart.sort(by), together.sort(by), check_column_order=False)
    # From nothing before the first month, all that moved until the last month is what stands in it.
    moved = together.filter(pl.col("month") <= LAST)["value"].sum()
    assert whole.filter(pl.col("month") == LAST)["mrr"].sum() == moved
