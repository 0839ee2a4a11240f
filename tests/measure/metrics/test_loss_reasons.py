"""Reasons for losses."""

import polars as pl

from reportgen.measure.metrics.loss_reasons import loss_reasons
from tests.ascii_table import frame
from tests.measure.readings import readings

NAME = "loss_reasons"
DEALS = frame("""
    deal_id  status  created_date  close_date  amount_arr  segment  source_flow  type     loss_reason
    D1       lost    2025-08-01    2025-10-10      100000  ENT      inbound      new      Competitor
    D2       lost    2025-08-01    2025-10-31       20000  SMB      inbound      new      Competitor
    D3       lost    2025-08-01    2025-12-10       60000  SMB      outbound     new      No-decision
    D4       lost    2025-08-01    2025-12-31           -  SMB      outbound     new      -
    D5       lost    2025-08-01    2025-09-30       70000  ENT      inbound      new      Price
    D6       won     2025-09-20    2025-10-10       90000  ENT      inbound      new      Price
    D7       open    2025-11-05    2025-12-30       10000  SMB      inbound      new      Price
    D8       lost    2025-08-01    2025-12-31       80000  SMB      inbound      renewal  Competitor
""")


def test_by_reason_and_within_segments() -> None:
    """Two to a competitor, one in each segment; the deal without a reason is not left out."""
    figures = readings(loss_reasons, tables={"deals": DEALS})
    assert figures.get(NAME, "2025Q4").value == 4
    reasons = {r.split: r.value for r in figures.groups(NAME, "loss_reason")}
    assert reasons == {"(blank)": 1, "Competitor": 2, "No-decision": 1, "Price": 0}
    crossed = {r.split: r.value for r in figures.groups(NAME, "segment+loss_reason") if r.value}
    assert crossed == {
        "ENT+Competitor": 1,
        "SMB+Competitor": 1,
        "SMB+No-decision": 1,
        "SMB+(blank)": 1,
    }
    assert figures.get(NAME, "2025Q4", "source_flow+loss_reason", "outbound+No-decision").value == 1
    assert figures.get(NAME, "2025-09", "loss_reason", "Price").value == 1


def test_renewals_count_when_the_pack_says_so() -> None:
    """The lost renewal went to the competitor."""
    figures = readings(loss_reasons, tables={"deals": DEALS}, renewals_in_sales=True)
    assert figures.get(NAME, "2025Q4", "loss_reason", "Competitor").value == 3


def test_the_reasons_add_up_to_the_lost_deals() -> None:
    """In every window, alone and within each segment."""
    figures = readings(loss_reasons, tables={"deals": DEALS})
    for (label, split_by, _), whole in figures.of(NAME).items():
        if split_by:
            continue
        for by in ("loss_reason", "segment+loss_reason"):
            parts = [r.value or 0 for (at, _), r in figures.by(NAME, by).items() if at == label]
            assert sum(parts) == (whole.value or 0)


def test_without_reasons_there_is_no_figure() -> None:
    """An export without the column, or with nothing in it, says nothing of reasons."""
    empty = DEALS.with_columns(loss_reason=pl.lit(None, pl.String))
    for deals in (DEALS.drop("loss_reason"), empty):
        reading = readings(loss_reasons, tables={"deals": deals}).get(NAME, "2025Q4")
        assert (reading.value, reading.missing) == (None, "no_data")


def test_free_text_is_no_table() -> None:
    """Sixty-one different sentences: the number of lost deals stands alone."""
    rows = "\n".join(f"D{i} lost 2025-10-01 2025-11-01 1 because{i}" for i in range(61))
    deals = frame(f"deal_id status created_date close_date amount_arr loss_reason\n{rows}")
    figures = readings(loss_reasons, tables={"deals": deals})
    assert figures.get(NAME, "2025Q4").value == 61
    assert figures.splits(NAME) == []
