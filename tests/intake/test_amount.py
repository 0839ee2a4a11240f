from __future__ import annotations

from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.intake.amount import both_readings, read_amounts, why_refused


def read_one(text: str, mark: str, percent: bool = False) -> Decimal | None:
    value: Decimal | None = read_amounts(pl.Series([text]), mark, percent).values[0]
    return value


@pytest.mark.parametrize(
    ("text", "mark", "value"),
    [
        ("1234,5", ",", "1234.5"),
        ("1 234,50", ",", "1234.5"),
        ("1\u00a0234\u00a0567,89", ",", "1234567.89"),
        ("1\u202f234,5", ",", "1234.5"),
        ("1\u2009234,5", ",", "1234.5"),
        ("1.234.567,89", ",", "1234567.89"),
        ("1,234,567.89", ".", "1234567.89"),
        ("1'234.50", ".", "1234.5"),
        ("1’234.50", ".", "1234.5"),
        ("-5", ",", "-5"),
        ("−5,5", ",", "-5.5"),
        ("–5", ",", "-5"),
        ("(1.234)", ",", "-1234"),
        ("(1,234.50)", ".", "-1234.5"),
        ("100-", ".", "-100"),
        ("1 234,50 kr", ",", "1234.5"),
        ("kr. 1.234,50", ",", "1234.5"),
        ("SEK 100", ",", "100"),
        ("-€ 12.50", ".", "-12.5"),
        ("€ -12.50", ".", "-12.5"),
        ("$1,234.00", ".", "1234"),
        ("100 £", ".", "100"),
        (",5", ",", "0.5"),
        ("007", ".", "7"),
        ("9007199254740993", ".", "9007199254740993"),
        ("123456789012345678901234.123456789012", ".", "123456789012345678901234.123456789012"),
        ("0.1000000000000000", ".", "0.1"),
    ],
)
def test_amounts_are_read_exactly(text: str, mark: str, value: str) -> None:
    assert read_one(text, mark) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "mark", "says"),
    [
        ("1.23.456", ",", "groups of three"),
        ("12.34", ",", "decimal mark is ','"),
        ("0.123", ",", "decimal mark is ','"),
        ("1.234,56", ".", "decimal mark is '.'"),
        ("1,234.56", ",", "decimal mark is ','"),
        ("1,23,456", ".", "groups of three"),
        ("1234 567", ".", "not an amount"),
        ("5,", ",", "decimal mark"),
        ("--5", ".", "not an amount"),
        ("(-5)", ".", "not an amount"),
        ("(5", ".", "not an amount"),
        ("abc", ".", "not an amount"),
        ("kr", ".", "not an amount"),
        ("kr 5 kr", ".", "not an amount"),
        ("12,5 %", ",", "percentage"),
        ("1,5e3", ",", "scientific"),
        ("1E+05", ".", "scientific"),
        ("-", ".", "lone dash"),
        ("–", ".", "lone dash"),
        ("n/a", ".", "error value"),
        ("NaN", ".", "error value"),
        ("-inf", ".", "error value"),
        ("#SAKNAS!", ".", "error value"),
        ("#I/T", ".", "error value"),
        ("#DIV/0!", ".", "error value"),
        ("0.1234567890123", ".", "12 decimals"),
        ("1234567890123456789012345", ".", "24 digits"),
        ("٣", ".", "not an amount"),
        ("100 mkr!", ".", "thousands or millions"),
    ],
)
def test_what_is_no_amount_is_refused_with_a_reason(text: str, mark: str, says: str) -> None:
    amounts = read_amounts(pl.Series([text]), mark)
    assert amounts.refused.to_list() == [True]
    what, advice = why_refused(text, mark)
    assert says in what
    assert advice.endswith((".", "{values}."))


def test_blank_cells_are_null_and_not_refused() -> None:
    amounts = read_amounts(pl.Series([None, "1"], dtype=pl.String), ",")
    assert amounts.values.to_list() == [None, Decimal(1)]
    assert not amounts.refused.any()


@pytest.mark.parametrize(
    ("text", "value"),
    [("12,5 %", "0.125"), ("100%", "1"), ("-0,5 %", "-0.005"), ("105", "105"), ("(5 %)", "-0.05")],
)
def test_a_percentage_is_a_fraction_where_shares_may_stand(text: str, value: str) -> None:
    assert read_one(text, ",", percent=True) == Decimal(value)


def test_a_percentage_too_fine_to_keep_is_refused() -> None:
    assert read_one("0,00000000001 %", ",", percent=True) is None


def test_currency_marks_are_reported() -> None:
    amounts = read_amounts(pl.Series(["5 kr.", "eur 5", "€5", "5"]), ",")
    assert amounts.currency.to_list() == ["kr", "EUR", "€", None]


def test_both_readings_of_an_ambiguous_amount() -> None:
    assert both_readings("1.234") == ("1234", "1.234")
    assert both_readings("kr 1,234") == ("1234", "1.234")


MONEY = st.decimals(
    min_value=-(10**20), max_value=10**20, places=4, allow_nan=False, allow_infinity=False
)
GROUPINGS = {",": ["", " ", "\u00a0", "\u202f", "\u2009", "."], ".": ["", " ", ",", "'", "\u00a0"]}


@st.composite
def written(draw: st.DrawFn) -> tuple[str, str, Decimal]:
    """An amount as Swedish, English or German exports write it; its decimal mark; its value."""
    value = draw(MONEY)
    mark = draw(st.sampled_from(",."))
    group = draw(st.sampled_from(GROUPINGS[mark]))
    places = draw(st.integers(0, 4))
    value = value.quantize(Decimal(1).scaleb(-places))
    digits = f"{abs(value):,.{places}f}"
    text = digits.replace(".", "D").replace(",", group).replace("D", mark)
    if value < 0:
        forms = ["-{}", "−{}", "–{}", "({})", "{}-"]
        text = draw(st.sampled_from(forms)).format(text)
    unit = draw(st.sampled_from(["{}", "{} kr", "SEK {}", "{}\u00a0€"]))
    return (unit.format(text) if value >= 0 else text), mark, value


@given(st.lists(written(), min_size=1, max_size=8))
def test_written_in_any_dialect_an_amount_reads_back_the_same(
    amounts: list[tuple[str, str, Decimal]],
) -> None:
    for mark in ",.":
        of_mark = [(text, value) for text, own, value in amounts if own == mark]
        read = read_amounts(pl.Series([text for text, _ in of_mark], dtype=pl.String), mark)
        assert read.values.to_list() == [value for _, value in of_mark]


@given(st.text(max_size=12))
def test_no_text_is_read_as_something_it_does_not_say(text: str) -> None:
    for mark in ",.":
        read = read_amounts(pl.Series([text], dtype=pl.String), mark)
        if not read.refused[0]:
            digits = "".join(c for c in text if c in "0123456789" or c == mark).replace(mark, ".")
            assert abs(read.values[0]) == Decimal(digits)
        else:
            assert all(why_refused(text, mark))
