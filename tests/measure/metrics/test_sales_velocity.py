"""Sales velocity."""

from datetime import date, timedelta

import polars as pl
import pytest

from reportgen.measure.metrics.sales_velocity import sales_velocity
from tests.ascii_table import frame
from tests.measure.readings import readings

NAME = "sales_velocity"


def deals(won: int, lost: int, amount: int, days: int, segment: str = "all") -> pl.DataFrame:
    """Decided deals of one size and one cycle, closed in December."""
    words = ["won"] * won + ["lost"] * lost
    begun = date(2025, 12, 1) - timedelta(days)
    rows = [f"{segment}{i} {w} {begun} 2025-12-01 {amount} {segment}" for i, w in enumerate(words)]
    header = "deal_id status created_date close_date amount_arr segment\n"
    return frame(header + "\n".join(rows))


@pytest.mark.parametrize(
    ("won", "lost", "amount", "days", "a_day"),
    [(10, 40, 10_000, 30, 10_000 / 3), (10, 30, 25_000, 90, 25_000 / 9)],
    ids=["nrev", "mavenlb"],
)
def test_published_examples(won: int, lost: int, amount: int, days: int, a_day: float) -> None:
    """50 x 10,000 x 20 % / 30 = 3,333.33; 40 x 25,000 x 25 % / 90 = 2,777.78."""
    table = deals(won, lost, amount, days)
    reading = readings(sales_velocity, tables={"deals": table}).get(NAME, "2025-12")
    assert reading.value == pytest.approx(a_day, rel=1e-12)
    assert reading.n == won + lost


def test_each_segment_has_its_own_four_parts() -> None:
    """The company's is no sum of them: its cycle is the middle of all."""
    both = pl.concat([deals(10, 40, 10_000, 30, "S"), deals(10, 30, 25_000, 90, "L")])
    figures = readings(sales_velocity, tables={"deals": both})
    assert figures.get(NAME, "2025-12", "segment", "S").value == pytest.approx(10_000 / 3)
    assert figures.get(NAME, "2025-12", "segment", "L").value == pytest.approx(25_000 / 9)
    assert figures.get(NAME, "2025-12").value == pytest.approx(90 * 17_500 * 20 / 90 / 60)


def test_opportunities_may_be_those_that_are_open() -> None:
    """Four open at the end, a win rate of 20 %, 10,000 each, 30 days."""
    decided = deals(10, 40, 10_000, 30)
    still = decided.head(4).with_columns(
        deal_id=pl.col("deal_id") + "o", status=pl.lit("open"), close_date=pl.lit(None, pl.Date)
    )
    figures = readings(
        sales_velocity,
        tables={"deals": pl.concat([decided, still])},
        velocity_opportunities="open",
    )
    assert figures.get(NAME, "2025-12").value == pytest.approx(4 * 10_000 * 0.2 / 30)
    assert "deals open at its end" in figures.definitions[NAME]


def test_nothing_won_and_no_cycle() -> None:
    """Without a won deal there is no size and no pace; a deal a day long has no length."""
    table = deals(0, 3, 10_000, 30)
    assert (
        readings(sales_velocity, tables={"deals": table}).get(NAME, "2025-12").missing == "no_data"
    )
    table = deals(2, 0, 10_000, 0)
    assert (
        readings(sales_velocity, tables={"deals": table}).get(NAME, "2025-12").missing == "div_zero"
    )
