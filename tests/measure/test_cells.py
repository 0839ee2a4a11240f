"""Of several reasons why a figure is missing, the one that a person can do something about."""

from __future__ import annotations

import polars as pl
import pytest

from reportgen.measure.cells import lacking


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("div_zero", "no_data", "no_data"),
        ("no_data", "div_zero", "no_data"),
        ("infinite", "insufficient_history", "insufficient_history"),
        ("not_meaningful", "partial_period", "partial_period"),
        ("insufficient_history", "no_data", "insufficient_history"),
        ("partial_period", "insufficient_history", "partial_period"),
        ("div_zero", "not_meaningful", "div_zero"),
        (None, "div_zero", "div_zero"),
        (None, None, None),
    ],
)
def test_a_missing_half_goes_before_a_zero(
    first: str | None, second: str | None, said: str | None
) -> None:
    """Whoever reads that something was divided by zero does not look for a missing export."""
    parts = pl.DataFrame(
        {"a.missing": [first], "b.missing": [second]},
        schema_overrides=dict.fromkeys(("a.missing", "b.missing"), pl.String),
    )
    assert parts.select(lacking(["a", "b"])).item() == said
