"""reportgen diff: what differs between two builds, both ways round."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from reportgen.cli import reportgen_command
from reportgen.errors import InputError
from reportgen.publish.difference import difference, figures_in, replaced, unguarded
from reportgen.publish.difference_lines import lines, record
from tests.measure.issued_packs import company, issue


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The same quarter before and after a credit note of 500 in June; manifests beside."""
    folder = company(tmp_path_factory.mktemp("packs") / "prov")
    a = issue(folder, "2026Q2", folder / "a")
    company(folder, {("K2", "2026-06"): 1500})
    b = issue(folder, "2026Q2", folder / "b")
    for path, version, revenue, waivers in (
        (a, "0.1.0", "1" * 64, {}),
        (b, "0.2.0", "2" * 64, {"export_is_fresh": "late, says CFO"}),
    ):
        inputs = [{"path": "recurring_revenue.csv", "sha256": revenue, "rows": 63}]
        outputs = [{"path": "prov-2026Q2.pdf", "sha256": revenue}]
        content = {"reportgen": version, "pages": 9, "period": "2026Q2", "waivers": waivers}
        beside = path.with_name("prov-2026Q2.manifest.json")
        beside.write_text(json.dumps({**content, "inputs": inputs, "outputs": outputs}))
    return a, b


def run(*arguments: object) -> tuple[int, str, str]:
    """The command: exit code, stdout, stderr."""
    ended = CliRunner().invoke(reportgen_command, ["diff", *map(str, arguments)])
    return ended.exit_code, ended.stdout, ended.stderr


def test_a_build_does_not_differ_from_itself(builds: tuple[Path, Path]) -> None:
    """Law: diff A A is empty, and says so on stderr."""
    assert difference(builds[0], builds[0]).empty
    assert run(builds[0], builds[0]) == (0, "", "No differences.\n")
    assert json.loads(run(builds[0], builds[0], "--json")[1])["same"] is True


def test_the_other_way_round_is_the_mirror(builds: tuple[Path, Path]) -> None:
    """Law: what was then is now, and every difference has the other sign."""
    there, back = (record(difference(*two), splits=True) for two in (builds, builds[::-1]))
    assert there["changed"]
    assert [
        {**row, "then": row["now"], "now": row["then"], "difference": -row["difference"]}
        for row in there["changed"]
        if row["difference"] is not None
    ] == [row for row in back["changed"] if row["difference"] is not None]
    assert there["only_a"] == back["only_b"]
    assert there["only_b"] == back["only_a"]
    assert there["changed_count"] == back["changed_count"]


def test_figures_by_hand(builds: tuple[Path, Path]) -> None:
    """6 000 a month became 5 500, 72 000 a year 66 000."""
    found = record(difference(*builds, metrics=["recurring_revenue"], periods=["2026-06"]), True)
    rows = {(row["split_by"], row["split"]): row for row in found["changed"]}
    assert (rows["", ""]["then"], rows["", ""]["now"], rows["", ""]["difference"]) == (
        6000,
        5500,
        -500,
    )
    # A name that a spreadsheet would run is written with an apostrophe, and read back without.
    assert rows["segment", "=Small"]["now"] == 2500
    told = lines(difference(*builds, metrics=["annual_recurring_revenue"]))
    (row,) = [line for line in told if line.startswith("  annual_recurring_revenue  ")]
    assert row.split() == [
        "annual_recurring_revenue", "2026-06", "72,000.00", "66,000.00", "-6,000.00",
    ]  # fmt: skip
    assert not [line for line in told if "=Small" in line]
    with_groups = lines(difference(*builds, metrics=["recurring_revenue"]), splits=True)
    assert [line for line in with_groups if "segment==Small" in line]


def test_what_the_builds_were_made_of(builds: tuple[Path, Path]) -> None:
    """Version, inputs, waivers, the PDF."""
    code, out, _ = run(*builds, "--metric", "customers")
    assert code == 0
    assert "recurring_revenue.csv  changed, 63 → 63 rows" in out
    assert "reportgen  0.1.0 → 0.2.0" in out
    assert "waiver export_is_fresh  – → late, says CFO" in out
    assert "pdf  111111111111 → 222222222222" in out
    assert "pages" not in out


def test_metrics_periods_and_definitions_that_one_of_them_lacks(
    builds: tuple[Path, Path], tmp_path: Path
) -> None:
    """Told apart from what has changed."""
    text = builds[0].read_text(encoding="utf-8").replace("\ncustomers,", "\npaying_companies,")
    other = tmp_path / "prov-2026Q2.figures.csv"
    other.write_text(text, encoding="utf-8")
    found = difference(builds[0], other)
    assert found.changed.is_empty()
    assert found.names_only("a", "metric") == ["customers"]
    assert found.names_only("b", "metric") == ["paying_companies"]
    rows = pl.read_csv(builds[0], infer_schema=False)
    shorter = rows.filter(pl.col("period") != "2026-06").with_columns(
        definition=pl.when(pl.col("metric") == "customers")
        .then(pl.lit("another"))
        .otherwise(pl.col("definition"))
    )
    shorter.write_csv(other)
    found = difference(builds[0], other)
    assert found.names_only("a", "period") == ["2026-06"]
    assert found.definitions["metric"].to_list() == ["customers"]
    told = "\n".join(lines(found))
    assert "periods: 2026-06" in told
    assert "B  another" in told


def test_what_may_be_named(builds: tuple[Path, Path], tmp_path: Path) -> None:
    """A file, a folder of builds, a pack: the latest build counts."""
    assert figures_in(builds[0].parent) == builds[0]
    output = company(tmp_path / "prov") / "output"
    output.mkdir()
    for label in ("2025Q4", "2026-02", "2026Q1", "FY2025", "draft"):
        (output / f"prov-{label}.figures.csv").write_text("x")
    assert figures_in(tmp_path / "prov").name == "prov-2026Q1.figures.csv"
    (output / "annan-2026Q1.figures.csv").write_text("x")
    with pytest.raises(InputError, match="problem") as stopped:
        figures_in(output)
    assert "several packs" in stopped.value.problems[0].what


def test_mistakes_are_told_not_thrown(builds: tuple[Path, Path], tmp_path: Path) -> None:
    """Exit code 3 and a sentence."""
    for arguments, said in (
        ((tmp_path, builds[0]), "no figures of a build"),
        ((tmp_path / "nowhere", builds[0]), "no figures of a build"),
        ((*builds, "--metric", "custmers"), "Did you mean 'customers'?"),
        ((*builds, "--period", "2031Q1"), "neither of the two has '2031Q1'"),
        (
            (builds[0], builds[0].with_name("prov-2026Q2.manifest.json")),
            "this is not a figures.csv",
        ),
    ):
        code, out, err = run(*arguments)
        assert (code, out) == (3, ""), arguments
        assert said in err


def test_the_guard_against_formulas_is_taken_off() -> None:
    """Only where it was put on."""
    assert unguarded("'=Small") == "=Small"
    assert unguarded("'s-Hertogenbosch") == "'s-Hertogenbosch"
    assert unguarded("'") == "'"
    assert unguarded("") == ""


def test_a_rebuild_with_other_figures_says_so(builds: tuple[Path, Path], tmp_path: Path) -> None:
    """How many, and the first of them; nothing when they are the same, or when it is the first."""
    assert replaced(builds[0], builds[0]) == ""
    assert replaced(tmp_path / "none.figures.csv", builds[0]) == ""
    said = replaced(*builds)
    assert "prov-2026Q2.figures.csv has been replaced" in said
    assert "annual_recurring_revenue 2026-06" in said
    broken = tmp_path / "prov-2026Q2.figures.csv"
    broken.write_text("x")
    assert "was no figures.csv" in replaced(broken, builds[0])
