"""Qualified leads by decision power, need and fit."""

from reportgen.measure.metrics.lead_score import lead_score
from tests.measure.funnels import figures, leads

NAME = "lead_score"
HEADER = "lead_id stage entered_at flow score_decision score_need score_fit segment\n"
GOOD = [f"G{n} marketing_lead 2025-10-05 inbound 3 4 5 ENT" for n in range(8)]
WEAK = [f"W{n} marketing_lead 2025-10-05 inbound 2 4 5 SMB" for n in range(12)]
ROWS = leads(HEADER + "\n".join([*GOOD, *WEAK, "N1 marketing_lead 2025-10-05 inbound - 4 5 SMB"]))


def test_all_three_lines() -> None:
    """20 scored leads, 8 reach all three lines: 40 %; need and fit alone all of them."""
    found = figures(lead_score, leads=ROWS)
    reading = found.get(NAME, "2025Q4")
    assert (reading.value, reading.numerator, reading.denominator) == (0.4, 8, 20)
    assert found.get(NAME, "2025Q4", "part", "decision").value == 0.4
    assert found.get(NAME, "2025Q4", "part", "need").value == 1
    assert found.get(NAME, "2025Q4", "segment", "SMB").value == 0


def test_lines_of_the_packs_own() -> None:
    """From 2 on a lead has the power to decide."""
    found = figures(lead_score, leads=ROWS, definitions={"score_decision": 2})
    assert found.get(NAME, "2025Q4").value == 1
    assert found.definitions[NAME].endswith("decision power from 2, need from 3, fit from 3")


def test_another_scale_needs_lines_of_its_own() -> None:
    """On a scale to 100 everybody would pass the usual line."""
    text = HEADER + "L1 marketing_lead 2025-10-05 inbound 80 30 60 ENT"
    assert figures(lead_score, leads=leads(text)).get(NAME, "2025Q4").missing == "no_data"
    lines = {"score_decision": 50, "score_need": 50, "score_fit": 50}
    found = figures(lead_score, leads=leads(text), definitions=lines)
    assert found.get(NAME, "2025Q4").value == 0


def test_without_scores() -> None:
    found = figures(lead_score, leads=ROWS.drop("score_fit"))
    assert found.get(NAME, "2025Q4").missing == "no_data"
