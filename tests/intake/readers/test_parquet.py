from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl

from reportgen.intake.readers.parquet import read_parquet
from reportgen.pack_input import Input
from tests.intake.exports import read


def written(frame: pl.DataFrame) -> bytes:
    content = io.BytesIO()
    frame.write_parquet(content)
    return content.getvalue()


def test_typed_columns_come_out_exactly(tmp_path: Path) -> None:
    """Decimals to the last digit, binary numbers as people wrote them, dates as dates."""
    frame = pl.DataFrame(
        {
            "customer_id": ["1", "2"],
            "month": [date(2026, 9, 1)] * 2,
            "mrr": [Decimal("12345678901234.56"), Decimal("0.10")],
            "seats": [0.1 + 0.2, 3.0],
        }
    )
    found = read(tmp_path, {"recurring_revenue.parquet": written(frame)}).tables[
        "recurring_revenue"
    ]
    assert found["mrr"].to_list() == [Decimal("12345678901234.56"), Decimal("0.10")]
    assert found["seats"].to_list() == [Decimal("0.3"), Decimal(3)]


def test_lists_are_refused_by_name() -> None:
    """Not one value a row."""
    (problem,) = read_parquet(written(pl.DataFrame({"a": [[1, 2]]})), Input(), "x").problems
    assert "'a'" in problem.what


def test_what_is_no_parquet_is_refused() -> None:
    (problem,) = read_parquet(b"PAR1 and nothing more", Input(), "x").problems
    assert "cannot be read" in problem.what
