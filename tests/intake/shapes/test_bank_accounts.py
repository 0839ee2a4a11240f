"""Cash by month from the books: the opening balance and what moved on the accounts of cash and bank."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from tests.intake.books import WAIVED, head, voucher, year
from tests.intake.exports import read, refused

CASH = '[inputs.cash]\npath = "books.se"\n'


def cash(folder: Path, text: str, settings: str = CASH) -> dict[date, Decimal]:
    """Cash at the end of each month."""
    frame = read(folder, {"books.se": text.encode("cp437")}, settings + WAIVED).tables["cash"]
    return dict(frame.select("month", "cash_end").iter_rows())


def test_cash_is_the_opening_balance_and_what_moved_since(tmp_path: Path) -> None:
    """5000 in the bank on New Year's Day and 145 more each month; the balance ties to #UB."""
    months = cash(tmp_path, year())
    assert months[date(2026, 1, 1)] == 5145
    assert months[date(2026, 9, 1)] == 6305
    assert len(months) == 9


def test_a_month_in_which_nothing_moved_keeps_what_there_was(tmp_path: Path) -> None:
    """Rent is booked in March against a debt; the bank stands as in January."""
    text = head() + "#IB 0 1930 100.00\n#IB 0 2611 0.00\n"
    text += voucher(1, "20260115", [("5010", "", "40.00")])
    text += voucher(2, "20260315", [("5010", "", "7.00"), ("2611", "", "-7.00")])
    text += "#RES 0 5010 47.00\n"
    assert list(cash(tmp_path, text).values()) == [60, 60, 60]


def test_an_account_that_only_closes_began_at_nothing(tmp_path: Path) -> None:
    """A new company: no opening balance is stated, the closing one is and ties."""
    text = year().replace("#IB 0 1930 5000.00\n", "").replace("6305.00", "1305.00")
    assert cash(tmp_path, text)[date(2026, 9, 1)] == 1305


def test_movements_without_a_beginning_are_refused(tmp_path: Path) -> None:
    text = "".join(
        line for line in year().splitlines(keepends=True) if not line.startswith(("#IB", "#UB"))
    )
    (problem,) = refused(tmp_path, {"books.se": text.encode("cp437")}, CASH)
    assert "no opening balance (#IB) of 1930" in problem.what


def test_other_accounts_of_cash_are_told(tmp_path: Path) -> None:
    """What is told goes instead of the chart's own range."""
    told = CASH + '[inputs.cash.values.account]\n"2610-2619" = "cash"\n'
    text = head() + "#IB 0 1930 100.00\n#IB 0 2611 30.00\n"
    text += voucher(1, "20260115", [("2611", "", "5.00")])
    assert cash(tmp_path / "told", text, told) == {date(2026, 1, 1): 35}
    wrong = told.replace('"cash"', '"bank"')
    found = refused(tmp_path / "wrong", {"books.se": text.encode("cp437")}, wrong)
    assert any("which is not cash" in problem.what for problem in found)


def test_books_in_another_currency_are_refused(tmp_path: Path) -> None:
    text = year().replace("#VALUTA SEK", "#VALUTA NOK")
    (problem,) = refused(tmp_path, {"books.se": text.encode("cp437")}, CASH)
    assert "kept in NOK" in problem.what
