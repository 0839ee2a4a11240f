"""`reportgen trace`: from a printed figure to file, line and amount."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner

from reportgen.cli import reportgen_command

EXAMPLE = Path(__file__).resolve().parent.parent.parent / "inputs" / "example"


def run(*arguments: str, code: int = 0) -> str:
    """What the command prints, both channels."""
    ended = CliRunner().invoke(
        reportgen_command, ["trace", arguments[0], str(EXAMPLE), *arguments[1:]]
    )
    assert ended.exit_code == code, ended.output
    return ended.output


def test_spend_is_the_sum_of_its_ledger_lines() -> None:
    """Whoever opens the file at the lines that are named finds the same amounts."""
    asked = ("sales_and_marketing_spend", "--period", "2026Q3", "--limit", "0", "--json")
    record = json.loads(run(*asked))
    rows = record["steps"][0]["rows"]
    with (EXAMPLE / "ledger.csv").open(encoding="utf-8") as handle:
        lines = list(csv.DictReader(handle))
    added = Decimal(0)
    for row in rows["shown"]:
        (place,) = row["places"]
        line = lines[place["line"] - 2]
        assert Decimal(line["amount"]) == Decimal(row["contribution"])
        assert line["category"] == place["values"]["category"] == "sm"
        added += Decimal(line["amount"])
    assert rows["count"] == len(rows["shown"])
    assert added == Decimal(rows["sum"]) == Decimal(record["exact"])
    assert rows["adds_up"] is True


def test_a_payback_is_walked_from_the_top_down() -> None:
    """Value and halves first, then each half with its months, its rows and that they come to it."""
    said = run("cac_payback", "--period", "2026Q3", "--limit", "2")
    order = [
        "CAC payback (cac_payback@2026Q3)",
        "Value",
        "Formula:",
        "Choice in force: spend is that of the quarter before",
        "1 numerator = ",
        "Apr 2026 – Jun 2026, 3 months before the figure's own",
        "that is the figure, to the last digit",
        "ledger.csv:",
        "2 denominator = ",
        "recurring_revenue.csv:",
    ]
    places = [said.index(text) for text in order]
    assert places == sorted(places)
    assert "--limit 0 shows all" in said
    assert "the figure is not this sum" not in said


def test_the_line_of_the_file_is_shown_as_it_stands_there() -> None:
    record = json.loads(
        run("recurring_revenue", "--period", "2026-09", "--limit", "3", "--lines", "--json")
    )
    text = (EXAMPLE / "recurring_revenue.csv").read_text("utf-8").splitlines()
    places = [p for row in record["steps"][0]["rows"]["shown"] for p in row["places"]]
    assert places
    assert all(place["text"] == text[place["line"] - 1] for place in places)
    assert "| " in run("recurring_revenue", "--period", "2026-09", "--limit", "1", "--lines")


def test_an_id_names_metric_period_and_group() -> None:
    """The id that is printed asks for the same figure again."""
    asked = ("net_revenue_retention", "--period", "2026Q3", "--split")
    first = json.loads(run(*asked, "segment=Small", "--json"))
    assert first["figure"] == "net_revenue_retention@TTM2026-09:segment=Small"
    again = json.loads(run(first["figure"], "--json"))
    assert again["value"] == first["value"]
    assert again["n"] == again["steps"][0]["steps"][0]["rows"]["count"]


def test_two_splits_may_be_named_in_any_order() -> None:
    both = ("--split", "movement=expansion", "--split", "segment=Small", "--period", "2026Q3")
    record = json.loads(run("recurring_revenue_bridge", *both, "--json"))
    assert (record["split_by"], record["split"]) == ("segment+movement", "Small+expansion")
    movements = {row["movement"] for row in record["steps"][0]["rows"]["shown"]}
    assert movements <= {"expansion"}


def test_a_missing_figure_says_which_export_would_unlock_it() -> None:
    said = run("win_rate", "--period", "2026Q3")
    assert "needs the export deals.csv" in said


def test_the_language_can_be_chosen() -> None:
    said = run("cac_payback", "--period", "2026Q3", "--locale", "sv")
    assert "det är siffran, på sista decimalen" in said
    for word in ("Adds", "sum of", "that is", "numerator", "Numerator"):
        assert word not in said


@pytest.mark.parametrize(
    ("arguments", "advice"),
    [
        (("cac_paybak",), "Did you mean 'cac_payback'?"),
        (("zzzzz",), "reportgen list metrics"),
        (("cac_payback", "--period", "2026Q7"), "2026Q7"),
        (("net_revenue_retention", "--split", "segmnt=Small"), "Did you mean 'segment'?"),
        (("net_revenue_retention", "--split", "segment=Smal"), "Did you mean 'Small'?"),
        (("net_revenue_retention", "--split", "segment"), "segment"),
    ],
)
def test_a_mistake_is_named(arguments: tuple[str, ...], advice: str) -> None:
    """Never a traceback."""
    assert advice in run(*arguments, code=4)
