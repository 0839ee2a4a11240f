from __future__ import annotations

import polars as pl
import pytest

from reportgen.intake.dialect import Dialect, Doubt, deduce_marks


def deduced(*cells: str) -> str | Doubt:
    return deduce_marks({"amount": pl.Series(cells)})["amount"]


@pytest.mark.parametrize(
    ("locale", "mark"),
    [("sv", ","), ("da", ","), ("nb", ","), ("fi", ","), ("de", ","), ("en", "."), ("sv_SE", ",")],
)
def test_a_locale_says_which_mark_is_decimal(locale: str, mark: str) -> None:
    assert Dialect(locale).decimal_mark == mark


def test_swiss_german_writes_a_point() -> None:
    assert Dialect("de-CH").decimal_mark == "."


def test_an_unknown_locale_is_refused() -> None:
    with pytest.raises(ValueError, match="'xx' is not a locale"):
        _ = Dialect("xx").decimal_mark


@pytest.mark.parametrize(
    ("cells", "mark"),
    [
        (("1.234,56",), ","),
        (("1,234.56",), "."),
        (("12,5",), ","),
        (("12.5", "1.234"), "."),
        (("1.234.567",), ","),
        (("1,234,567",), "."),
        (("0,125",), ","),
        (("1234,567",), ","),
        (("1 234,567",), ","),
        (("1\u00a0234.567",), "."),
        (("kr. 12,50",), ","),
        (("(0.500)",), "."),
        (("100", "200"), "."),
    ],
)
def test_evidence_settles_the_mark(cells: tuple[str, ...], mark: str) -> None:
    assert deduced(*cells) == mark


@pytest.mark.parametrize(
    "cells", [("1.234",), ("1,234", "2,345", "10"), ("kr. 1.234",), ("-1.234",)]
)
def test_thousands_or_decimals_nobody_can_tell(cells: tuple[str, ...]) -> None:
    assert deduced(*cells) is Doubt.AMBIGUOUS


def test_a_column_of_two_minds_is_refused() -> None:
    assert deduced("12,5", "12.5") is Doubt.CONTRADICTORY


def test_a_column_without_evidence_takes_that_of_its_file() -> None:
    columns = {"mrr": pl.Series(["12,50"]), "seats": pl.Series(["1.234"])}
    assert deduce_marks(columns) == {"mrr": ",", "seats": ","}


def test_a_file_of_two_minds_lends_no_evidence() -> None:
    columns = {
        "rate": pl.Series(["11.4452"]),
        "mrr": pl.Series(["12,50"]),
        "seats": pl.Series(["1.234"]),
    }
    assert deduce_marks(columns) == {"rate": ".", "mrr": ",", "seats": Doubt.AMBIGUOUS}
