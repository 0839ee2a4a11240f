"""The command line as a person, and as cron, meets it."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

COLUMNS = [
    "metric", "period", "split_by", "split", "value", "unit", "numerator", "denominator", "n",
    "missing_because", "definition", "source",
]  # fmt: skip


def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """The real command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "reportgen", *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, **environment},
        check=False,
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pack made by `new` and built by `build`."""
    folder = tmp_path_factory.mktemp("packs") / "acme"
    assert run("new", folder, "--company", 'Acme "Nordic" AB').returncode == 0
    built = run("build", folder)
    assert built.returncode == 0, built.stderr
    return folder


def test_new_then_build_leaves_exactly_the_files_of_the_contract(made: Path) -> None:
    """PDF, figures, manifest: whole, under their final names, nothing else."""
    names = sorted(path.name for path in (made / "output").iterdir())
    assert names == [
        "acme-2026Q3.figures.csv",
        "acme-2026Q3.manifest.json",
        "acme-2026Q3.pdf",
    ]


def test_figures_have_exactly_the_columns_of_the_contract(made: Path) -> None:
    """One row a metric, period and split; a missing value has its reason."""
    with (made / "output" / "acme-2026Q3.figures.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        assert reader.fieldnames == COLUMNS
        rows = list(reader)
    assert len(rows) > 1000
    assert all(bool(row["value"]) != bool(row["missing_because"]) for row in rows)
    assert not [row for row in rows if row["value"].lower() in ("nan", "inf", "-inf")]
    keys = [(r["metric"], r["period"], r["split_by"], r["split"]) for r in rows]
    assert len(set(keys)) == len(keys)


def test_the_manifest_proves_what_went_in_and_came_out(made: Path) -> None:
    """Every hash is that of the file."""
    content = json.loads((made / "output" / "acme-2026Q3.manifest.json").read_text("utf-8"))
    assert content["period"] == "2026Q3"
    assert content["company"] == 'Acme "Nordic" AB'
    assert {entry["path"] for entry in content["inputs"]} >= {"customers.csv", "pack.toml"}
    for entry in content["inputs"]:
        assert hashlib.sha256((made / entry["path"]).read_bytes()).hexdigest() == entry["sha256"]
    for entry in content["outputs"]:
        data = (made / "output" / entry["path"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == entry["sha256"]
    assert content["checks"]


def test_a_second_build_is_byte_for_byte_the_same(made: Path, tmp_path: Path) -> None:
    """In another time zone, with another hash seed, in another folder."""
    again = run("build", made, "--out", tmp_path / "out", TZ="America/New_York", PYTHONHASHSEED="7")
    assert again.returncode == 0, again.stderr
    for path in (made / "output").iterdir():
        assert (tmp_path / "out" / path.name).read_bytes() == path.read_bytes(), path.name


def test_paths_go_to_stdout_and_everything_else_to_stderr(made: Path, tmp_path: Path) -> None:
    """So that `reportgen build … | xargs` works."""
    built = run("build", made, "--out", tmp_path)
    assert [Path(line).suffix for line in built.stdout.splitlines()] == [".pdf", ".csv", ".json"]
    assert all(Path(line).is_file() for line in built.stdout.splitlines())
    quiet = run("build", made, "--out", tmp_path, "--quiet")
    assert (quiet.returncode, quiet.stdout, quiet.stderr) == (0, "", "")


def test_json_is_one_object(made: Path, tmp_path: Path) -> None:
    """For programs."""
    answer = json.loads(run("build", made, "--out", tmp_path, "--json").stdout)
    assert answer["pages"] >= 8
    assert len(answer["files"]) == 3


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["bild"], 2, "Did you mean 'build'?"),
        (["build"], 2, "Missing argument"),
        (["build", "/nowhere/at/all"], 4, "there is no pack.toml here"),
        (["list", "metrix"], 2, "metrix"),
        (["explain", "cac_paybak"], 4, "Did you mean 'cac_payback'?"),
    ],
)
def test_exit_codes_and_what_is_said(arguments: list[str], code: int, said: str) -> None:
    """Each cause has its own number, and a sentence."""
    ended = run(*arguments)
    assert ended.returncode == code
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr


def test_new_does_not_overwrite(made: Path) -> None:
    """A folder with something in it is left alone."""
    ended = run("new", made)
    assert ended.returncode == 1
    assert "not empty" in ended.stderr


def test_a_wrong_theme_page_or_locale_is_named_with_the_nearest(made: Path, tmp_path: Path) -> None:
    """Exit code 4, nothing written."""
    for option, value, advice in (("--theme", "plane", "plain"), ("--locale", "xx", "en")):
        ended = run("build", made, option, value, "--out", tmp_path / "out")
        assert ended.returncode == 4
        assert advice in ended.stderr
    assert not (tmp_path / "out").exists()


def test_a_template_of_the_pack_wins_and_its_mistakes_are_found_first(
    made: Path, tmp_path: Path
) -> None:
    """File and line of a misspelt metric, before anything is computed."""
    page = made / "templates" / "pages" / "extra.html"
    page.parent.mkdir(parents=True)
    page.write_text("{# order=25 #}\n<h1>Extra</h1>\n{{ card('net_revenue_retentoin') }}\n")
    try:
        ended = run("build", made, "--out", tmp_path / "out")
        assert ended.returncode == 4
        assert "extra.html:3" in ended.stderr
        assert "Did you mean 'net_revenue_retention'?" in ended.stderr
        page.write_text("{# order=25 #}\n<h1>Extra</h1>\n{{ card('net_revenue_retention') }}\n")
        assert run("build", made, "--out", tmp_path / "out").returncode == 0
    finally:
        page.unlink()


def test_check_says_what_was_read(made: Path) -> None:
    """One line a file, and that a pack is allowed."""
    ended = run("check", made)
    assert ended.returncode == 0
    assert "recurring_revenue.csv" in ended.stdout
    assert "the exports allow a pack" in ended.stderr
    assert json.loads(run("check", made, "--json").stdout)["ok"] is True


def test_explain_prints_the_card_and_the_packs_own_numbers(made: Path) -> None:
    """Definition, formula, and both halves of the figure."""
    ended = run("explain", "cac_payback", "--pack", made)
    assert ended.returncode == 0, ended.stderr
    assert "gross margin" in ended.stdout
    assert "2026Q3" in ended.stdout
    assert " / " in ended.stdout


@pytest.mark.parametrize(
    "kind",
    [
        "metrics",
        "tables",
        "presets",
        "checks",
        "charts",
        "pages",
        "themes",
        "locales",
        "benchmarks",
    ],
)
def test_everything_can_be_listed(kind: str) -> None:
    """One name a line."""
    ended = run("list", kind)
    assert ended.returncode == 0
    assert ended.stdout.strip()


def test_the_schema_knows_every_section() -> None:
    """Editors complete from it."""
    content = json.loads(run("schema").stdout)
    assert {"company", "report", "inputs", "definitions", "checks"} <= set(content["properties"])
    assert "folder" not in content["properties"]


def test_help_lists_verbs_and_exit_codes() -> None:
    """Without importing anything heavy."""
    ended = run("--help")
    assert ended.returncode == 0
    for word in ("build", "check", "explain", "list", "new", "schema", "Exit codes"):
        assert word in ended.stdout
    loaded = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "reportgen", "--help"],
        capture_output=True,
        text=True,
        check=True,
    ).stderr
    assert "click" in loaded
    for heavy in ("polars", "altair", "weasyprint", "pydantic", "jinja2", "babel"):
        assert f"| {heavy}" not in loaded.replace("  ", " ").replace("  ", " ")
