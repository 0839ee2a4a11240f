from __future__ import annotations

import polars as pl

from reportgen.intake.checks.subscriptions_outlive_their_file import (
    subscriptions_outlive_their_file,
)
from tests.ascii_table import frame
from tests.intake.checks.find import errors, find

HEAD = "customer_id month mrr source_end source_line\n"


def table(ends: list[str], last: str = "2026-05") -> pl.DataFrame:
    """A subscription on each line, paid in two months, with such an end."""
    rows = "".join(
        f"C{n} {month} 10 {end} {n}\n"
        for n, end in enumerate(ends, start=2)
        for month in ("2026-04", last if end != "-" else "2026-06")
    )
    return frame(HEAD + rows, source_end=pl.Date)


def test_a_base_that_ends_with_the_export_is_refused() -> None:
    """Eight of ten running subscriptions end on 10 June: all would be June's churn."""
    rows = table(["2026-06-10"] * 8 + ["-"] * 2)
    (problem,) = errors(find(subscriptions_outlive_their_file, recurring_revenue=rows))
    assert (problem.line, problem.column, problem.value) == (2, "end", "2026-06-10")
    assert "8 of the 10 subscriptions" in problem.what
    assert "would leave in 2026-06" in problem.what


def test_a_few_who_leave_together_are_churn() -> None:
    for ends in (["2026-06-10"] * 4, ["2026-06-10"] * 6 + ["-"] * 7):
        found = find(subscriptions_outlive_their_file, recurring_revenue=table(ends))
        assert not found


def test_contracts_that_end_at_new_year_move_nothing_yet() -> None:
    rows = table(["2026-12-31"] * 8, last="2026-06")
    assert not find(subscriptions_outlive_their_file, recurring_revenue=rows)
    assert not find(subscriptions_outlive_their_file, recurring_revenue=table(["-"] * 8))
