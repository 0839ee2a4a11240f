from __future__ import annotations

from datetime import date

import pytest
from babel.dates import get_month_names
from hypothesis import given
from hypothesis import strategies as st

from reportgen.intake.day import Order
from reportgen.intake.month import read_month, why_no_month


@pytest.mark.parametrize(
    "text",
    [
        *("2026-09", "2026-9", "2026-09-30", "30.09.2026", "30.9.2026", "sep 2026", "Sep. 2026"),
        *("sep-26", "Sept-26", "september 2026", "2026M09", "2026-M09", "202609", "09/2026"),
        *("9/2026", "09.2026", "2026/09", "syyskuu 2026", "20260930", "2026-09-30 00:00"),
        *("2026-09-30T00:00:00Z", "2026 september", "SEPTEMBER 2026", "sep '26"),
    ],
)
def test_september_in_the_forms_that_exports_have(text: str) -> None:
    assert read_month(text) == date(2026, 9, 1)


@pytest.mark.parametrize("locale", ["en", "sv", "da", "nb", "fi", "de"])
@pytest.mark.parametrize("width", ["wide", "abbreviated"])
@pytest.mark.parametrize("context", ["format", "stand-alone"])
def test_month_names_of_six_languages(locale: str, width: str, context: str) -> None:
    names = get_month_names(width, context, locale)  # type: ignore[arg-type]
    for number in range(1, 13):
        name = names[number]
        # "syyskuuta 2026" is Finnish for "of September"; nobody writes a month so.
        if not name.endswith("kuuta"):
            assert read_month(f"{name} 2026") == date(2026, number, 1), name


@pytest.mark.parametrize(
    "text",
    [
        *(
            "2026-13",
            "2026-00",
            "26-09",
            "092026",
            "2026912",
            "9/30/2026",
            "46266",
            "Summa",
            "Q3 2026",
        ),
        *(
            "2026",
            "31.02.2026",
            "0026-09",
            "marras",
            "sep",
            "mar mar 2026",
            "26-sep",
            "",
            "sep 12026",
        ),
    ],
)
def test_what_names_no_month_is_refused(text: str) -> None:
    assert read_month(text) is None
    what, advice = why_no_month(text)
    assert text in what
    assert advice


def test_a_slash_date_names_a_month_once_the_order_is_known() -> None:
    assert read_month("9/30/2026", "%m/%d/%Y") == date(2026, 9, 1)
    assert read_month("9/10/2026", None, Order.MONTH_FIRST) == date(2026, 9, 1)
    assert read_month("2026-09", "%m/%d/%Y") == date(2026, 9, 1)


def test_a_declared_order_is_not_overruled_by_the_usual_one() -> None:
    assert read_month("03.04.2026", "%m.%d.%Y") == date(2026, 3, 1)
    assert read_month("13.04.2026", "%m.%d.%Y") is None


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_day_belongs_to_its_month(day: date) -> None:
    first = day.replace(day=1)
    for form in ("%Y-%m-%d", "%d.%m.%Y", "%Y-%m", "%Y%m", "%m/%Y", "%b %Y", "%B %Y", "%b-%y"):
        assert read_month(day.strftime(form)) == first


@pytest.mark.parametrize("text", ["2026Q3", "Q3 2026", "2026-Q3", "FY2026 Q3", "K3 2026"])
def test_a_quarter_is_called_one(text: str) -> None:
    assert read_month(text) is None
    assert "is a quarter, not a month" in why_no_month(text)[0]
