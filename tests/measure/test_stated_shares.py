"""Targets, warning lines and plans that say 105 for what is 1.05."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.errors import PackError
from reportgen.measure.compute import all_metrics
from reportgen.measure.stated_shares import planned_in_percent, shares_in_percent
from reportgen.pack import read_pack
from reportgen.pipeline import Options, examine
from reportgen.problem import Problem, Severity
from tests.intake.exports import read, write


def stated(folder: Path, settings: str) -> list[Problem]:
    return shares_in_percent(read_pack(write(folder, {}, settings)), all_metrics())


def test_a_target_of_105_for_a_share_is_told_what_it_says(tmp_path: Path) -> None:
    (problem,) = stated(tmp_path, "[targets]\nnet_revenue_retention = 105\ncac_payback = 12\n")
    assert problem.severity is Severity.ERROR
    assert (problem.file, problem.line, problem.column) == (
        "pack.toml",
        7,
        "targets.net_revenue_retention",
    )
    assert problem.what == (
        "105 is 10,500 %: net_revenue_retention is a share, of which 1 is 100 %"
    )
    assert problem.advice == "Write 1.05 for 105 %."


def test_a_warning_line_too_by_the_metric_or_by_its_own_name(tmp_path: Path) -> None:
    text = "[thresholds]\nlicense_utilisation = 40\nopen_deals_past_the_sales_cycle_warn = 62.5\n"
    problems = stated(tmp_path, text)
    assert {problem.line: problem.advice for problem in problems} == {
        7: "Write 0.4 for 40 %.",
        8: "Write 0.625 for 62.5 %.",
    }


def test_growth_may_be_so_high_and_is_asked_about(tmp_path: Path) -> None:
    (problem,) = stated(tmp_path, "[targets]\ngrowth_year_on_year = 30\n")
    assert problem.severity is Severity.WARNING
    assert problem.what.startswith("30 is 3,000 %")


@pytest.mark.parametrize(
    "line",
    [
        *("net_revenue_retention = 1.05", "net_revenue_retention = 5", "gross_margin = -0.2"),
        *("rule_of_forty = 40", "cac_payback = 12", "nps = 45", "quick_ratio = 6"),
    ],
)
def test_what_is_a_share_or_none_passes(line: str, tmp_path: Path) -> None:
    assert not stated(tmp_path, f"[targets]\n{line}\n")


def test_a_plan_in_percent_without_the_sign_is_asked_about(tmp_path: Path) -> None:
    text = "month,key,value,version\n2026-09,nrr,105,budget\n2026-09,gross_margin,70 %,budget\n"
    text += "2026-09,mrr,900,budget\n2026-09,cac_payback,12,budget\n"
    (problem,) = planned_in_percent(read(tmp_path, {"plan.csv": text}))
    assert problem.severity is Severity.WARNING
    assert (problem.file, problem.line, problem.value) == ("plan.csv", 2, "105")
    assert problem.what.startswith("105 is 10,500 %: net_revenue_retention is a share")
    assert "105 %" in problem.advice


def test_it_stops_a_build_before_anything_is_computed(tmp_path: Path) -> None:
    text = "month;cash_end\n2026-08;10\n2026-09;9\n"
    folder = write(tmp_path, {"cash.csv": text}, "[targets]\nlogo_churn = 12\n")
    with pytest.raises(PackError) as stopped:
        examine(read_pack(folder), Options())
    assert [problem.advice for problem in stopped.value.problems] == ["Write 0.12 for 12 %."]
