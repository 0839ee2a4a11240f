from __future__ import annotations

import polars as pl
import pytest

from reportgen.intake.checks.ended_subscriptions_have_an_end import ended_subscriptions_have_an_end
from tests.ascii_table import frame
from tests.intake.checks.find import errors, find

TEXT = """
    customer_id  month    mrr  source_end  {column}  source_line
    A            2026-05  10   -           {word}    2
    A            2026-06  10   -           {word}    2
    B            2026-05  10   2026-06-10  {word}    3
    C            2026-06  10   -           {good}    4
"""


def table(column: str, word: str, good: str = "active") -> pl.DataFrame:
    return frame(TEXT.format(column=column, word=word, good=good), source_end=pl.Date)


@pytest.mark.parametrize(
    ("column", "word", "good"),
    [
        ("status", "canceled", "active"),
        ("status", "Deleted", "past_due"),
        ("status", "Uppsagd", "aktiv"),
        ("state", "expired", "active"),
        ("is_deleted", "true", "false"),
    ],
)
def test_a_subscription_that_is_over_and_never_ends(column: str, word: str, good: str) -> None:
    found = find(ended_subscriptions_have_an_end, recurring_revenue=table(column, word, good))
    (problem,) = errors(found)
    assert (problem.line, problem.column, problem.value) == (2, column, word)
    assert "subscription of A" in problem.what


def test_other_states_run_on() -> None:
    assert not find(ended_subscriptions_have_an_end, recurring_revenue=table("status", "live"))
    monthly = "customer_id month mrr status\nA 2026-06 10 canceled"
    assert not find(ended_subscriptions_have_an_end, recurring_revenue=monthly)
