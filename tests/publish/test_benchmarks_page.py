"""Published figures: what may be compared in a table, what may not in a few lines, by its reason."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from reportgen.intake.dataset import Dataset
from reportgen.measure.benchmark import Benchmark, load_benchmarks
from reportgen.publish.block import Material
from reportgen.publish.blocks.benchmarks import benchmarks
from reportgen.story.commentary import Commentary
from tests.story.findings.tell import tell

PUBLISHED = load_benchmarks()
ALIKE = replace(
    PUBLISHED["SC23_nrr_1"],
    id="ALIKE",
    cut_dimension="",
    cut_value="",
    cuts={},
    cut="",
    n="40",
    source="Our peers",
    data_year=2025,
)
FIGURES = """
    net_revenue_retention TTM2026-09 0.96 n=50
    revenue_per_employee 2026-09 1270000
    revenue_per_customer 2026-09 35000
    gross_revenue_retention TTM2026-09 0.92 n=50
"""


def part(*figures: Benchmark) -> dict[str, Any]:
    """What the page shows of these published figures alone."""
    story = tell(FIGURES, known={figure.id: figure for figure in figures})
    material = Material(story, Dataset({}, ()), {}, lambda _: (), Commentary({}), {})
    prepared = benchmarks.prepare(material)
    assert isinstance(prepared, dict)
    return prepared


def other(name: str, metric: str, unit: str = ALIKE.unit) -> Benchmark:
    """A figure with a definition that it does not tell, or in another currency."""
    return replace(ALIKE, id=name, metric=metric, facts={}, source=name, unit=unit)


def test_what_differs_in_one_thing_is_told_in_one_line() -> None:
    """Two figures of one metric and one of another, all in dollars; the fourth is a row."""
    unlike = [
        other("A", "revenue_per_employee", "USD"),
        other("B", "revenue_per_employee", "USD"),
        other("C", "revenue_per_customer", "USD"),
    ]
    told = part(*unlike, ALIKE)
    (row,) = [row for group in told["groups"] for row in group["rows"]]
    assert row["source"] == "Our peers"
    (line,) = told["unlike"]
    assert line["why"] == "Not comparable: currency: USD there, SEK here."
    named = [(m["ours"], [f["source"] for f in m["figures"]]) for m in line["metrics"]]
    assert named == [("1.27\xa0MSEK", ["A", "B"]), ("35.0\xa0kSEK", ["C"])]


def test_what_all_have_in_common_is_said_once_below_them() -> None:
    """Two figures whose definition nobody published: two short verdicts, one sentence."""
    told = part(other("A", "net_revenue_retention"), other("B", "gross_revenue_retention"))
    verdicts = [row["verdict"] for group in told["groups"] for row in group["rows"]]
    assert verdicts == ["Definition not published."] * 2
    assert told["notes"] == [
        "Definition not published: printed beside ours, without saying which is better."
    ]


def test_an_old_figure_has_its_age_beside_its_year() -> None:
    told = part(replace(ALIKE, data_year=2019))
    ((row,),) = [group["rows"] for group in told["groups"]]
    assert row["facts"].startswith("2019, 7 years old, n: 40")
    assert row["verdict"] == "Defined as ours."
