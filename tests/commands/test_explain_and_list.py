"""The verbs that explain: what there is, what a pack allows, where a figure comes from."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from reportgen.cli import reportgen_command

EXAMPLE = str(Path(__file__).resolve().parent.parent.parent / "inputs" / "example")


def run(*arguments: str, code: int = 0) -> str:
    """What a command prints, both channels."""
    ended = CliRunner().invoke(reportgen_command, arguments)
    assert ended.exit_code == code, ended.output
    return ended.output


def test_a_metric_is_worked_out() -> None:
    """Value, halves, choice, groups, exports, months and rows, from the top down."""
    said = run("explain", "cac_payback", "--pack", EXAMPLE, "--period", "2026Q3")
    record = json.loads(
        run("explain", "cac_payback", "--pack", EXAMPLE, "--period", "2026Q3", "--json")
    )
    order = [
        "CAC payback (cac_payback)",
        "Formula:",
        "(2026Q3)",
        "Value",
        "Numerator",
        "Choice in force: spend is that of the quarter before",
        "Exports behind it",
        "ledger.csv",
        "Apr 2026 – Jun 2026, 3 months before the figure's own",
        "ledger.csv:",
        "Jul 2026 – Sep 2026",
        "recurring_revenue.csv:",
    ]
    places = [said.index(text) for text in order[:9]]
    assert places == sorted(places)
    assert all(text in said for text in order)
    assert record["value"] == pytest.approx(record["numerator"] / record["denominator"])
    spend = [part for part in record["made_of"] if part["half"] == "numerator"]
    assert {(part["first_month"], part["months_before"]) for part in spend} == {("2026-04", 3)}
    assert all(row["line"] > 1 for part in spend for row in part["rows"])
    # The ledger knows no segments: a payback of each would be made up.
    assert record["splits"] == []


def test_the_language_can_be_chosen() -> None:
    """Words, numbers and groups; not a word of English among the labels."""
    said = run("explain", "net_revenue_retention", "--pack", EXAMPLE, "--locale", "sv")
    for word in ("Täljare", "Nämnare", "Exporter bakom", "Ingående", "Utgående", "Per segment"):
        assert word in said
    for word in ("Numerator", "Exports", "Opening", "rows"):
        assert word not in said


def test_a_missing_figure_says_why() -> None:
    said = run("explain", "quick_ratio", "--pack", EXAMPLE, "--period", "2026Q3")
    assert "Nothing was lost in the period" in said


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("BS2", ("Nordic B2B Software Growth Benchmark 2022", "cac_payback", "9.0")),
        ("nordic_software_growth_2022", ("Monterro", "BS1", "24.0%", "arbetar 24 %")),
        ("months_are_complete", ("every month", "Otherwise", "[checks.months_are_complete]")),
        ("cac_payback", ("12.0 months", "Bessemer")),
    ],
)
def test_everything_with_a_name_has_a_card(name: str, words: tuple[str, ...]) -> None:
    said = run("explain", name)
    assert all(word in said for word in words)
    assert json.loads(run("explain", name, "--json"))["name"] == name


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("cac_paybak", "Did you mean 'cac_payback'?"),
        ("months_are_complet", "Did you mean 'months_are_complete'?"),
        ("zzzzzz", "reportgen list metrics"),
    ],
)
def test_an_unknown_name_gets_the_nearest(name: str, advice: str) -> None:
    assert advice in run("explain", name, code=4)


def test_a_pack_says_what_it_allows() -> None:
    """One line a metric by topic: its figure, or the export that would unlock it."""
    said = run("list", "metrics", "--pack", EXAMPLE, "--period", "2026Q3")
    assert "cac_payback " in said
    assert "needs the export deals.csv" in said
    assert said.index("Growth") < said.index("Retention") < said.index("Pipeline")
    records = json.loads(run("list", "metrics", "--pack", EXAMPLE, "--json"))
    by_name = {record["metric"]: record for record in records}
    assert by_name["win_rate"]["lacking_tables"] == ["deals"]
    assert by_name["cac_payback"]["given"] is True
    assert len(records) == len(run("list", "metrics").splitlines())
    assert f"of {len(records)} metrics" in said


def test_a_pack_goes_with_metrics_alone() -> None:
    assert "metrics alone" in run("list", "tables", "--pack", EXAMPLE, code=2)


def test_a_plain_list_imports_nothing_heavy() -> None:
    """`reportgen list metrics` is instant."""
    loaded = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "reportgen", "list", "metrics"],
        capture_output=True,
        text=True,
        check=True,
    ).stderr
    names = {line.rpartition("|")[2].strip().partition(".")[0] for line in loaded.splitlines()}
    assert "click" in names
    assert not names & {"polars", "pydantic", "altair", "weasyprint", "jinja2", "babel"}
