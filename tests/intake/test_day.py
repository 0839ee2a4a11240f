from __future__ import annotations

from datetime import date

import pytest

from reportgen.intake.day import Order, order_of, read_day, why_no_day


@pytest.mark.parametrize(
    "text",
    [
        *("2026-03-01", "2026-03-01 00:00", "2026-03-01T23:59:59Z", "2026-03-01 14:22:03.123"),
        *("2026-03-01T00:00:00+02:00", "01.03.2026", "1.3.2026", "2026/03/01", "20260301"),
    ],
)
def test_dates_that_can_be_read_in_one_way(text: str) -> None:
    assert read_day(text, None, None) == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("text", "form", "day"),
    [
        ("3/1/2017", "%m/%d/%Y", date(2017, 3, 1)),
        ("01-03-17", "%d-%m-%y", date(2017, 3, 1)),
        ("01-03-68", "%d-%m-%y", date(2068, 3, 1)),
        ("2017-03-01", "%m/%d/%Y", date(2017, 3, 1)),
        ("03.01.2017", "%m.%d.%Y", date(2017, 3, 1)),
    ],
)
def test_a_declared_form_is_followed(text: str, form: str, day: date) -> None:
    assert read_day(text, form, None) == day


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("30.02.2026", None),
        ("2026-02-29", None),
        ("01/02/2026", None),
        ("31-01-25", None),
        ("0025-01-31", None),
        ("13.04.2026", "%m.%d.%Y"),
        ("1/3/2017", "%d-%m-%y"),
        ("46266", None),
        ("soon", None),
    ],
)
def test_other_dates_are_refused_with_advice(text: str, form: str | None) -> None:
    assert read_day(text, form, None) is None
    what, advice = why_no_day(text, form, set())
    assert text in what
    assert advice


def test_a_day_above_twelve_proves_the_order_of_its_column() -> None:
    assert order_of(["01/02/2026", "31/01/2026"]) == {Order.DAY_FIRST}
    assert order_of(["1/2/2026", "1/31/2026"]) == {Order.MONTH_FIRST}
    assert order_of(["01/02/2026"]) == set()
    assert read_day("01/02/2026", None, Order.DAY_FIRST) == date(2026, 2, 1)
    assert read_day("01/02/2026", None, Order.MONTH_FIRST) == date(2026, 1, 2)


def test_both_readings_are_shown_when_nothing_proves_the_order() -> None:
    what, advice = why_no_day("01/02/2026", None, set())
    assert "2026-02-01 or 2026-01-02" in what
    assert "date_format" in advice
