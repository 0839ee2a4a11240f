"""What figures of use and feedback keep to, whatever exports there are."""

from __future__ import annotations

from itertools import combinations

import polars as pl
import pytest

from reportgen.measure.compute import all_metrics
from reportgen.measure.reading import Readings
from tests.ascii_table import frame
from tests.measure.house import tables
from tests.measure.readings import readings
from tests.measure.use import usage

USE = usage("""
    customer_id  product_line  month    active_users  licensed_users  integrations_active  dau  mau
    C01          Core          2025-10  90            120             2                    40   90
    C01          Core          2025-11  60            120             2                    30   60
    C01          Core          2025-12  40            120             2                    20   40
    C02          Core          2025-12  70            80              0                    9    70
    C07          Core          2025-09  -             20              1                    -    -
    C07          Core          2025-12  20            20              1                    0    0
    C07          Addon         2025-12  4             20              -                    2    4
    C04          Core          2025-12  9             30              3                    5    9
    X99          -             2025-12  7             5               0                    7    7
""")
FEEDBACK = frame("""
    date        score  type  customer_id  segment  theme
    2025-09-20  9      nps   C01          -        price
    2025-11-02  3      nps   C01          -        support
    2025-11-20  10     nps   C02          -        -
    2025-11-20  4      nps   C10          -        support
    2025-12-01  2      nps   -            ENT      speed
    2025-12-02  6      nps   -            ENT      speed
    2025-12-03  9      nps   X99          MM       -
    2025-12-04  4      csat  C07          -        -
    2025-12-04  1      -     C08          -        price
""")
NAMES = ("recurring_revenue", "customers", "product_usage", "feedback")
EXPORTS = {**tables(), "product_usage": USE, "feedback": FEEDBACK}
KEYS = ["metric", "period", "split_by", "split"]
TOPICS = ("customers", "voice")


def figures(exports: dict[str, pl.DataFrame]) -> Readings:
    """Every metric of customers and of what they say."""
    metrics = [metric for metric in all_metrics().values() if metric.topic in TOPICS]
    assert len(metrics) >= 23
    return readings(*metrics, tables=exports)


@pytest.mark.parametrize("names", [c for size in range(5) for c in combinations(NAMES, size)])
def test_a_figure_has_a_value_or_a_reason_with_any_exports(names: tuple[str, ...]) -> None:
    """Never both, never neither, never NaN or infinity, and each stands once."""
    found = figures({name: EXPORTS[name] for name in names}).frame
    assert found.filter(pl.col("value").is_null() == pl.col("missing").is_null()).is_empty()
    assert found.filter(~pl.col("value").is_finite()).is_empty()
    assert not found.select(KEYS).is_duplicated().any()


@pytest.mark.parametrize("table", ["product_usage", "feedback"])
def test_any_column_may_be_absent(table: str) -> None:
    """What needs it is missing with a reason; nothing fails."""
    needed = {"customer_id", "month", "date", "score", "source_file", "source_line"}
    optional = [name for name in EXPORTS[table].columns if name not in needed]
    for column in optional:
        found = figures({**EXPORTS, table: EXPORTS[table].drop(column)}).frame
        assert found.filter(pl.col("value").is_null() == pl.col("missing").is_null()).is_empty()
    bare = EXPORTS[table].select([n for n in EXPORTS[table].columns if n in needed])
    assert figures({**EXPORTS, table: bare}).frame.height
    if table == "feedback":
        # Answers of nobody in particular.
        assert figures({**EXPORTS, table: FEEDBACK.drop("customer_id")}).frame.height


def test_exports_without_a_row_are_no_data() -> None:
    """An empty file says nothing, least of all 0."""
    found = figures({name: rows.head(0) for name, rows in EXPORTS.items()}).frame
    assert set(found["missing"]) == {"no_data"}


def test_the_order_of_rows_does_not_matter() -> None:
    """An export may be sorted by anything."""
    shuffled = {
        name: rows.sample(fraction=1, shuffle=True, seed=3) for name, rows in EXPORTS.items()
    }
    wanted, found = figures(EXPORTS).frame, figures(shuffled).frame
    both = wanted.join(found, on=KEYS, how="full", coalesce=True, suffix="_shuffled")
    assert both.height == wanted.height == found.height
    assert both.filter(pl.col("missing").ne_missing(pl.col("missing_shuffled"))).is_empty()
    apart = (pl.col("value") - pl.col("value_shuffled")).abs() > 1e-9 * (1 + pl.col("value").abs())
    assert both.filter(apart).is_empty()


def test_who_left_or_never_paid_has_no_use() -> None:
    """C04 left in July, X99 is unknown: three customers stand behind December."""
    reading = figures(EXPORTS).get("license_utilisation", "2025-12")
    assert (reading.numerator, reading.denominator, reading.n) == (134, 240, 3)
