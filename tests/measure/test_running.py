"""Running sums: every window of every group is what one would add up by hand."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import polars as pl

from reportgen.measure.calendar import Calendar
from reportgen.measure.cells import EXACT
from reportgen.measure.running import Numbers, Window, grid, running
from reportgen.measure.shape import Facts, Take, Total
from reportgen.period import PeriodKind, month_number

JANUARY = month_number(date(2026, 1, 1))
ROWS = """
    month segment  country  value
    0     SMB      Sverige  100.10
    0     SMB      Norge    20.00
    0     Stora    Sverige  300.00
    1     -        Sverige  7.05
    2     SMB      Sverige  -40.10
    2     Stora    Norge    -
    14    SMB      Norge    9.00
"""


def rows_of(text: str) -> pl.DataFrame:
    """A table as text: months after January 2026, "-" for a blank."""
    header, *lines = [line.split() for line in text.strip().splitlines()]
    table = pl.DataFrame(lines, schema=header, orient="row").with_columns(
        pl.all().replace({"-": None})
    )
    month = pl.col("month").cast(pl.Int32) + JANUARY
    return table.with_columns(month=month, value=pl.col("value").cast(EXACT))


def cells_of(
    facts: Facts, kinds: tuple[PeriodKind, ...], take: Take = Take.SUM
) -> dict[tuple[str, str, str], tuple[Decimal | None, int | None, str | None]]:
    """Sum, number of rows and reason by period, split_by, split."""
    calendar = Calendar(JANUARY, JANUARY + 5)
    frame = Total(facts, take).cells(calendar, kinds)
    return {
        row[:3]: row[3:]
        for row in frame.select("period", "split_by", "split", "exact", "n", "missing").iter_rows()
    }


def test_a_quarter_is_the_sum_of_its_months_in_every_group() -> None:
    facts = Facts(rows_of(ROWS), ("segment", "country"), (JANUARY, JANUARY + 5), ("ledger",))
    found = cells_of(facts, (PeriodKind.QUARTER,))
    quarter = {key[1:]: cell[:2] for key, cell in found.items() if key[0] == "2026Q1"}
    assert quarter == {
        ("", ""): (Decimal("387.05"), 6),
        ("segment", "SMB"): (Decimal("80.00"), 3),
        ("segment", "Stora"): (Decimal("300.00"), 2),
        ("segment", "(blank)"): (Decimal("7.05"), 1),
        ("country", "Sverige"): (Decimal("367.05"), 4),
        ("country", "Norge"): (Decimal("20.00"), 2),
    }


def test_a_covered_window_without_rows_is_zero_and_one_that_is_not_covered_says_why() -> None:
    facts = Facts(rows_of(ROWS), ("segment",), (JANUARY, JANUARY + 4), ("ledger",))
    found = cells_of(facts, (PeriodKind.QUARTER, PeriodKind.MONTH, PeriodKind.YEAR))
    assert found["2026-04", "segment", "SMB"] == (Decimal(0), 0, None)
    assert found["2026Q2", "", ""] == (None, None, "partial_period")
    assert ("2026Q2", "segment", "SMB") not in found
    nothing = Facts(rows_of(ROWS).clear(), (), None, ("ledger",))
    assert cells_of(nothing, (PeriodKind.MONTH,))["2026-01", "", ""] == (None, None, "no_data")


def test_a_state_is_that_of_the_last_month_and_an_opening_that_of_the_month_before() -> None:
    facts = Facts(rows_of(ROWS), ("segment",), (JANUARY - 1, JANUARY + 5), ("ledger",))
    last = cells_of(facts, (PeriodKind.QUARTER,), Take.LAST)
    opening = cells_of(facts, (PeriodKind.MONTH,), Take.OPENING)
    assert last["2026Q1", "segment", "SMB"][0] == Decimal("-40.10")
    assert opening["2026-02", "segment", "SMB"][0] == Decimal("120.10")
    assert opening["2026-01", "", ""][0] == 0


def test_groups_that_are_known_are_there_and_others_count_for_the_company_alone() -> None:
    known = pl.DataFrame({"split_by": ["segment"] * 2, "split": ["Stora", "Offentlig"]})
    span = (JANUARY, JANUARY + 5)
    facts = Facts(rows_of(ROWS), ("segment",), span, ("ledger",), known=known)
    found = cells_of(facts, (PeriodKind.QUARTER,))
    assert found["2026Q1", "segment", "Offentlig"] == (Decimal(0), 0, None)
    assert found["2026Q1", "", ""][0] == Decimal("387.05")
    assert ("2026Q1", "segment", "SMB") not in found


def test_splits_of_a_finer_grain_stand_beside_those_of_the_facts_themselves() -> None:
    whole = rows_of(ROWS).group_by("month", "segment").agg(pl.col("value").sum())
    span = (JANUARY, JANUARY + 5)
    finer = Facts(rows_of(ROWS), ("segment", "country"), span, ("ledger",))
    found = cells_of(Facts(whole, ("segment",), span, ("ledger",), finer), (PeriodKind.MONTH,))
    assert found["2026-01", "segment", "SMB"] == (Decimal("120.10"), 1, None)
    assert found["2026-01", "country", "Sverige"] == (Decimal("400.10"), 2, None)
    assert found["2026-01", "", ""] == (Decimal("420.10"), 2, None)


def test_facts_of_whole_windows_are_found_by_their_labels() -> None:
    rows = pl.DataFrame(
        {"period": ["2026Q1", "2026Q1", "2026-02", "FY1999"], "value": [1, 2, 5, 9], "n": [1] * 4}
    )
    facts = Facts(rows, (), (JANUARY, JANUARY + 5), ("ledger",))
    found = cells_of(facts, (PeriodKind.QUARTER, PeriodKind.MONTH))
    assert found["2026Q1", "", ""] == (Decimal(3), 2, None)
    assert found["2026Q2", "", ""] == (Decimal(0), 0, None)
    assert found["2026-02", "", ""] == (Decimal(5), 1, None)


def test_every_window_of_any_rows_is_what_a_plain_sum_gives() -> None:
    dice = random.Random(26)
    months, names = range(24), ("A", "B", "C")
    drawn = [
        (JANUARY + dice.choice(months), dice.choice(names), Decimal(dice.randint(-999, 999)) / 100)
        for _ in range(400)
    ]
    rows = pl.DataFrame(drawn, schema=["month", "segment", "value"], orient="row")
    groups = pl.DataFrame({"split_by": ["segment"] * 3, "split": names})
    numbers = Numbers(groups)
    windows: Sequence[Window] = [
        (f"{first}-{last}", first, last, JANUARY + first, JANUARY + last)
        for first in months
        for last in range(first, 24)
    ]
    sums = running([(rows, ("segment",))], pl.col("month"), numbers)
    found = grid(windows, (0, 23), numbers).cells(sums)
    assert found.height == len(windows) * 4
    for period, split, exact, n in found.select("period", "split", "exact", "n").iter_rows():
        first, last = (JANUARY + int(end) for end in period.split("-"))
        inside = [v for m, s, v in drawn if first <= m <= last and split in ("", s)]
        assert (exact, n) == (sum(inside, Decimal(0)), len(inside)), (period, split)
