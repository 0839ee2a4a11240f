"""Rates by day and against another currency: crossed, with the last day of the month or its mean."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.intake.books import WAIVED
from tests.intake.exports import read, refused

HEAD = "day,currency,quote,base,quoted_as\n"
SHAPE = '[inputs.exchange_rates]\npath = "rates.csv"\nshape = "quoted_rates"\nlocale = "en"\n'


def rates(folder: Path, rows: str) -> dict[str, Decimal]:
    """The rates of a file of one month."""
    frame = read(folder, {"rates.csv": HEAD + rows}, SHAPE + WAIVED).tables["exchange_rates"]
    return dict(frame.select("currency", "rate").iter_rows())


def test_both_ways_of_quoting_mean_the_same(tmp_path: Path) -> None:
    """A euro buys 1.25 dollars and 10 kronor; a dollar costs 0.80 euro and a krona 0.10."""
    buys = "2026-09-30,USD,1.25,EUR,currency_per_base\n2026-09-30,SEK,10,EUR,currency_per_base\n"
    costs = "2026-09-30,USD,0.8,EUR,base_per_currency\n2026-09-30,SEK,0.1,EUR,base_per_currency\n"
    assert (
        rates(tmp_path / "buys", buys) == rates(tmp_path / "costs", costs) == {"EUR": 10, "USD": 8}
    )


def test_a_rate_is_divided_once_and_rounded_to_twelve_decimals(tmp_path: Path) -> None:
    """1 / 3 has no end; 0.333 333 333 333 is a billionth of an öre from it."""
    rows = "2026-09-30,NOK,3,SEK,currency_per_base\n"
    assert rates(tmp_path, rows) == {"NOK": Decimal("0.333333333333")}


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("30/09/2026,USD,1.25,SEK,base_per_currency\n", "not a day"),
        ("2026-09-31,USD,1.25,SEK,base_per_currency\n", "not a day"),
        ("2026-09-30,US dollar,1.25,SEK,base_per_currency\n", "not a currency"),
        ("2026-09-30,USD,0,SEK,base_per_currency\n", "cannot be zero"),
        ("2026-09-30,USD,-1,SEK,base_per_currency\n", "cannot be below zero"),
        (
            "2026-09-30,USD,8,SEK,base_per_currency\n2026-09-30,USD,9,SEK,base_per_currency\n",
            "more than one rate",
        ),
        (
            "2026-09-30,USD,8,SEK,base_per_currency\n2026-09,USD,9,SEK,base_per_currency\n",
            "more than one rate",
        ),
        (
            "2026-09-30,USD,8,SEK,base_per_currency\n2026-09-30,NOK,9,EUR,base_per_currency\n",
            "against SEK and EUR",
        ),
    ],
)
def test_what_cannot_be_a_rate_is_refused(rows: str, words: str, tmp_path: Path) -> None:
    found = refused(tmp_path, {"rates.csv": HEAD + rows}, SHAPE)
    assert any(words in problem.what for problem in found)
