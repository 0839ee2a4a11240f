"""Pipeline created."""

from reportgen.measure.metrics.pipeline_created import pipeline_created
from tests.ascii_table import frame
from tests.measure.readings import readings

NAME = "pipeline_created"
DEALS = frame("""
    deal_id status created_date close_date sql_date   amount_arr source_flow type
    D1      won    2025-09-20   2025-12-10 2025-10-02     100000 inbound     new
    D2      lost   2025-10-01   2025-11-30 2025-10-31      60000 outbound    new
    D3      open   2025-10-05   -          2025-12-05      40000 inbound     expansion
    D4      open   2025-11-05   -          -               90000 inbound     new
    D5      open   2025-11-05   -          2025-12-05          - inbound     new
    D6      open   2025-11-05   -          2025-11-05      30000 inbound     renewal
    D7      open   2025-12-05   -          2026-01-05      70000 inbound     new
""")


def test_by_month_of_qualification_and_by_flow() -> None:
    """Whatever became of the deals; renewals, and deals never qualified, are no new pipeline."""
    figures = readings(pipeline_created, tables={"deals": DEALS})
    assert figures.get(NAME, "2025Q4").value == 200_000
    assert figures.get(NAME, "2025-10").value == 160_000
    assert figures.get(NAME, "2025-10", "source_flow", "inbound").value == 100_000
    assert figures.get(NAME, "2025-10", "source_flow", "outbound").value == 60_000
    assert (figures.get(NAME, "2025-12").value, figures.get(NAME, "2025-12").n) == (40_000, 1)
    assert figures.get(NAME, "2025-11").value == 0


def test_by_month_of_creation_where_qualification_is_unknown() -> None:
    """And it says so."""
    figures = readings(pipeline_created, tables={"deals": DEALS.drop("sql_date")})
    assert figures.get(NAME, "2025-10").value == 100_000
    assert figures.definitions[NAME].endswith("by date of creation")
    known = readings(pipeline_created, tables={"deals": DEALS})
    assert known.definitions[NAME].endswith("by date of qualification")
