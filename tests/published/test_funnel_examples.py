"""Published examples of funnels, plans and scores, from CSV files through the command line."""

from __future__ import annotations

import subprocess
from fractions import Fraction
from pathlib import Path

import pytest

from tests.published.company import Figures, agree, build

PACK = """
    [company]
    name = "Worked examples"
    currency = "EUR"
    [report]
    period = "2025Q4"
    pages = [{pages}]
    [funnel.flows]
    {flow} = [{stages}]
    [checks.exports_reach_the_period]
    waive = "the examples say nothing of later months"
"""
MONTHS = [f"2025-{month:02}" for month in range(1, 13)]


def pack(flow: str, stages: list[str], pages: str = "cover") -> str:
    """A pack of one flow."""
    listed = ", ".join(f'"{stage}"' for stage in stages)
    return PACK.format(flow=flow, stages=listed, pages=f'"{pages}"')


def through(flow: str, counts: dict[str, int]) -> list[dict[str, object]]:
    """Leads that pass through stages in January, a day for each stage."""
    return [
        {"lead_id": f"L{number}", "stage": stage, "entered_at": f"2025-01-{day:02}", "flow": flow}
        for day, (stage, count) in enumerate(counts.items(), start=6)
        for number in range(count)
    ]


def deals(count: int, amount: int, flow: str) -> list[dict[str, object]]:
    """Deals won in spring."""
    same = {"status": "won", "created_date": "2025-03-01", "close_date": "2025-04-30"}
    return [
        {"deal_id": f"D{number}", **same, "amount_arr": amount, "source_flow": flow}
        for number in range(count)
    ]


def plan(year: int) -> list[dict[str, object]]:
    """New revenue planned for a year, the same in every month."""
    return [{"month": month, "key": "new_arr", "value": f"{year / 12:.10f}"} for month in MONTHS]


@pytest.fixture(scope="module")
def funnel(tmp_path_factory: pytest.TempPathFactory) -> Figures:
    """TheCalcu's funnel, and DELA's answers."""
    stages = {"seen": 1000, "asked": 300, "met": 120, "offered": 50, "signed": 15}
    scores = [9, 10, 9, 0, 6, 7, 7, 8, 8, 7]
    answers = [
        {"date": "2025-12-01", "type": "nps", "score": score, "customer_id": f"K{number}"}
        for number, score in enumerate(scores)
    ]
    return build(
        tmp_path_factory.mktemp("funnel") / "pack",
        pack("sales", list(stages)),
        leads=through("sales", stages),
        feedback=answers,
    )


def test_steps_of_a_funnel(funnel: Figures) -> None:
    """1,000, 300, 120, 50, 15: 30, 40, 41.67 and 30 %; 1.5 % from end to end."""
    steps = {
        "sales: seen > asked": "0.3",
        "sales: asked > met": "0.4",
        "sales: met > offered": "50/120",
        "sales: offered > signed": "0.3",
    }
    for step, expected in steps.items():
        assert agree(funnel.value("step_conversion", "2025-01", "step", step), expected), step
    whole = funnel.value("flow_conversion", "2025-01", "flow", "sales")
    assert agree(whole, Fraction(15, 1000))


def test_promoters_less_detractors(funnel: Figures) -> None:
    """30 % promoters and 20 % detractors: +10 (DELA's annual report of 2018)."""
    assert funnel.value("nps", "2025-12") == 10


def test_a_target_worked_backwards(tmp_path: Path) -> None:
    """100,000 at 10,000 a deal are 10 deals; at 10 SQL a deal, 100 SQL (the funnel in four steps)."""
    figures = build(
        tmp_path / "pack",
        pack("inbound", ["marketing_lead", "sales_lead"]),
        leads=through("inbound", {"marketing_lead": 250, "sales_lead": 100}),
        deals=deals(10, 10_000, "inbound"),
        plan=plan(100_000),
    )
    assert agree(figures.value("backward_plan", "FY2025"), 10)
    assert agree(figures.value("backward_plan", "FY2025", "stage", "sales_lead"), 100)


def test_leads_are_rounded_up_after_the_noise_is_gone(tmp_path: Path) -> None:
    """350,000 / 5,000 / 0.1 / 0.25 / 0.35 are 8,000 leads; a naive ceiling prints 8,001."""
    stages = {"reached": 4000, "interested": 1400, "offered": 350, "signed": 35}
    folder = tmp_path / "pack"
    figures = build(
        folder,
        pack("sales", list(stages), "bottleneck"),
        leads=through("sales", stages),
        deals=deals(35, 5_000, "sales"),
        plan=plan(350_000),
    )
    assert agree(figures.value("backward_plan", "FY2025", "stage", "reached"), 8_000)
    (pdf,) = (folder / "output").glob("*.pdf")
    printed = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True
    ).stdout
    assert "8,000" in printed
    assert "8,001" not in printed
