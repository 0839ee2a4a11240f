from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from tests.intake.exports import table


def test_a_further_column_that_happens_to_be_called_like_months_stays_one(tmp_path: Path) -> None:
    content = "customer_id;month;mrr;2025-08;2025-09\nK1;2026-09;5;a;b\n"
    frame = table(tmp_path, "recurring_revenue", content)
    assert frame["mrr"].to_list() == [Decimal(5)]
    assert frame["2025_08"].to_list() == ["a"]
