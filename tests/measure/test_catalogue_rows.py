"""Every row of what the sources describe is served by something that exists, or says why not."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reportgen.intake import checks, tables
from reportgen.intake.table import Table
from reportgen.measure.benchmark import load_benchmarks
from reportgen.measure.compute import all_metrics
from reportgen.members import load_members, member_names
from reportgen.pack import PackFile
from reportgen.pack_mistakes import known_keys
from reportgen.publish import blocks
from reportgen.resources import shipped
from reportgen.story import charts, findings

CATALOGUE: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent / "catalogue.toml").read_text(encoding="utf-8")
)
ROWS: dict[str, dict[str, str]] = CATALOGUE["rows"]
LAST_ROW = {0: 34, 1: 18, 2: 23, 3: 12, 4: 22}
# Names that are still to come.
TO_COME = ""
PENDING = frozenset(TO_COME.split())


def names() -> set[str]:
    """Everything that a row may name: metrics, pages, blocks, charts, findings, tables, checks."""
    pages = (path.stem for path in (shipped("templates") / "pages").glob("*.html"))
    found = {*all_metrics(), *pages}
    for folder in (blocks, charts, findings, tables, checks):
        found |= set(member_names(folder))
    return found


NAMES = names()
TABLES = load_members(tables, Table)
FIGURES = {benchmark.figure_id for benchmark in load_benchmarks().values()}


def exists(name: str) -> bool:
    """Whether there is such a thing."""
    kind, _, rest = name.rpartition(":")
    if kind == "column":
        table, _, column = rest.partition(".")
        return table in TABLES and column in TABLES[table].columns
    if kind == "key":
        *path, last = rest.split(".")
        return last in known_keys(tuple(path), PackFile)
    if kind == "figure":
        return rest in FIGURES
    return name in NAMES or name in PENDING


def test_every_row_is_there_and_no_other() -> None:
    """0.1 to 4.22, each once."""
    wanted = [f"{part}.{n}" for part, last in LAST_ROW.items() for n in range(1, last + 1)]
    assert list(ROWS) == wanted
    assert len({row["what"] for row in ROWS.values()}) == len(ROWS)


@pytest.mark.parametrize("number", ROWS)
def test_a_row_is_served_by_what_exists(number: str) -> None:
    """Or it is out of scope, with a sentence that says why and what would be needed."""
    row = ROWS[number]
    if "out_of_scope" in row:
        assert row["out_of_scope"].endswith(".")
        assert len(row["out_of_scope"]) > 80
        assert "by" not in row
        return
    served = row["by"].split()
    assert served
    assert [name for name in served if not exists(name)] == []


def test_little_is_out_of_scope() -> None:
    assert [number for number, row in ROWS.items() if "out_of_scope" in row] == ["4.22"]


REGISTRY: dict[str, str] = CATALOGUE["registry"]


def test_the_whole_registry_has_names_in_whole_words() -> None:
    """Each short id of the catalogue, and the metrics or blocks that carry it."""
    assert len(REGISTRY) + len(CATALOGUE["registry_without"]) == 102
    wrong = {
        symbol: [name for name in text.split() if not exists(name)]
        for symbol, text in REGISTRY.items()
    }
    assert {symbol: missing for symbol, missing in wrong.items() if missing} == {}
    others = {"position", "definition_match", "quarter_focus"}
    metrics = set(all_metrics()) | PENDING
    assert {
        symbol
        for symbol, text in REGISTRY.items()
        if symbol not in others and not set(text.split()) <= metrics
    } == set()


def serving() -> Iterator[str]:
    """All names that a row or the registry names."""
    for row in ROWS.values():
        yield from row.get("by", "").split()
    for text in REGISTRY.values():
        yield from text.split()


def test_most_metrics_serve_a_row() -> None:
    """A metric that no source asks for stands beside one that some source does."""
    idle = set(all_metrics()) - set(serving())
    assert len(idle) < len(all_metrics()) / 2, sorted(idle)


def test_nothing_is_pending_without_being_named() -> None:
    assert PENDING - set(serving()) == set()


@pytest.mark.parametrize(
    "name",
    ["net_revenue_retentoin", "column:customers.segmnet", "key:company.phase", "figure:BS99"],
)
def test_a_misspelt_name_is_found(name: str) -> None:
    """The guard sees what it guards against."""
    assert not exists(name)
