from __future__ import annotations

import pytest

from reportgen.intake.header import normalised


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("\ufeffcustomer_id", "customer_id"),
        ("Current Period Start (UTC)", "current_period_start_utc"),
        ("*ContactName", "contactname"),
        ("Återkommande intäkt (MRR)", "aterkommande_intakt_mrr"),
        ("Beløp", "belop"),
        ("Værdi", "vaerdi"),
        ("Größe", "grosse"),
        ("  S&M-del ", "s_m_del"),
        ("A\u030ar", "ar"),
        ("€", ""),
    ],
)
def test_headers_are_compared_in_one_form(header: str, name: str) -> None:
    assert normalised(header) == name
