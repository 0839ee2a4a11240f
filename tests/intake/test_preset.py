"""Whose export a file is, and that what pack.toml says goes before what its preset says."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from reportgen.errors import PackError
from reportgen.intake import tables
from reportgen.intake.cells import column_named
from reportgen.intake.preset import load_presets
from reportgen.intake.table import Table
from reportgen.members import load_members
from tests.intake.exports import mistaken, read, refused

OWN = """
title = "Our billing system"
table = "recurring_revenue"
export = "The report Recurring"
signature = ["Account", ["Sum", "Total sum"], "Mon"]
[read]
locale = "sv"
drop_rows = ["^Grand total"]
minor_units = ["mrr"]
[read.columns]
customer_id = "Account"
mrr = ["Sum", "Total sum"]
month = "Mon"
seats = "Only in some files"
"""
EXPORT = "Our report\n\nAccount;Total sum;Mon\nK1;1 050;sep 2026\nGrand total;1 050;\n"
WAIVED = '[checks.exports_reach_the_period]\nwaive = "one row"\n'


def pack(folder: Path) -> dict[str, str]:
    return {"presets/ours.toml": OWN, "recurring_revenue.csv": EXPORT}


def test_a_file_is_known_by_its_headers_wherever_they_stand(tmp_path: Path) -> None:
    """Titles above, a total below, amounts in cents: nothing stands in pack.toml about it."""
    dataset = read(tmp_path, pack(tmp_path))
    rows = dataset.tables["recurring_revenue"]
    assert rows.select("customer_id", "mrr").rows() == [("K1", Decimal("10.5"))]
    assert rows["source_line"].to_list() == [4]
    (file,) = dataset.files
    assert (file.preset, file.dropped) == ("ours", 1)


def test_what_pack_toml_says_wins(tmp_path: Path) -> None:
    """Another column for the customer, whole units, and no preset at all."""
    settings = "[inputs.recurring_revenue]\nminor_units = []\n"
    rows = read(tmp_path / "units", pack(tmp_path), settings).tables["recurring_revenue"]
    assert rows["mrr"].to_list() == [Decimal(1050)]
    settings = '[inputs.recurring_revenue]\npreset = "none"\n'
    assert refused(tmp_path / "none", pack(tmp_path), settings)


def test_a_declared_preset_needs_no_signature(tmp_path: Path) -> None:
    """Somebody renamed a header: said by name, the preset still maps the rest."""
    files = {**pack(tmp_path), "recurring_revenue.csv": "Account;Sum;Period\nK1;1;2026-09\n"}
    settings = '[inputs.recurring_revenue]\npreset = "ours"\n'
    rows = read(tmp_path, files, settings).tables["recurring_revenue"]
    assert rows["mrr"].to_list() == [Decimal("0.01")]


def test_mistakes_about_presets(tmp_path: Path) -> None:
    """A misspelt name, a preset of another table, a broken file."""
    settings = '[inputs.recurring_revenue]\npreset = "our"\n'
    (problem,) = mistaken(tmp_path / "name", pack(tmp_path), settings)
    assert "'ours'" in problem.advice
    settings = '[inputs.cash]\npreset = "ours"\n'
    (problem,) = mistaken(tmp_path / "table", pack(tmp_path), settings)
    assert "[inputs.recurring_revenue]" in problem.advice
    with pytest.raises(PackError) as stopped:
        read(tmp_path / "broken", {**pack(tmp_path), "presets/ours.toml": 'title = "Ours"'})
    assert {problem.column for problem in stopped.value.problems} == {
        "table",
        "export",
        "signature",
    }


def test_half_a_cent_is_refused(tmp_path: Path) -> None:
    """An amount with decimals is not in cents."""
    files = {**pack(tmp_path), "recurring_revenue.csv": EXPORT.replace("1 050", "10,5")}
    problems = refused(tmp_path, files)
    assert "minor_units" in problems[0].what


def test_a_line_within_quotes_is_not_dropped(tmp_path: Path) -> None:
    """Only rows are: a name that runs over two lines keeps its second one."""
    text = 'Account;Sum;Mon\n"K\nGrand total";100;sep 2026\nGrand total;1;\n'
    rows = read(tmp_path, {**pack(tmp_path), "recurring_revenue.csv": text}).tables
    assert rows["recurring_revenue"].height == 1


def test_shipped_presets_name_tables_and_columns_that_exist() -> None:
    known = load_members(tables, Table)
    presets = load_presets()
    assert presets
    for name, preset in presets.items():
        if preset.refuse:
            assert preset.refuse.count(". ") >= 1, f"{name}: says what, then what to do"
            continue
        table = known[preset.table]
        read = preset.read
        named = (*read.columns, *read.constants, *read.first_filled, *read.minor_units)
        for column in (*named, *read.values, *preset.required, *preset.missing):
            assert column_named(column, table) == column, f"{name}: {column}"


def test_no_preset_hides_another() -> None:
    """No signature is part of another of as many headers: each file has one preset."""
    presets = load_presets()
    for one in presets.values():
        for other in presets.values():
            for signature in one.signatures if one is not other else ():
                headers = [min(words) for words in signature]
                assert other.fit(headers) < len(signature), f"{one.name} fits {other.name}"


def test_two_presets_that_fit_alike_are_asked_about(tmp_path: Path) -> None:
    """Neither is chosen; naming one settles it."""
    files = {**pack(tmp_path), "presets/theirs.toml": OWN.replace("Our", "Their")}
    (problem,) = refused(tmp_path / "both", files)
    assert problem.what == "this could be Our billing system or Their billing system"
    assert 'preset = "ours" or preset = "theirs" under [inputs.recurring_revenue]' in problem.advice
    settings = '[inputs.recurring_revenue]\npreset = "theirs"\n'
    assert read(tmp_path / "said", files, settings).files[0].preset == "theirs"


def test_a_broken_amount_under_a_known_signature(tmp_path: Path) -> None:
    """Recognised and still refused, with line and value; nothing is skipped."""
    files = {**pack(tmp_path), "recurring_revenue.csv": EXPORT.replace("1 050;sep", "1 0x0;sep")}
    (problem,) = refused(tmp_path, files)
    assert (problem.line, problem.value, problem.column) == (4, "1 0x0", "Total sum")


def test_a_refused_export_can_be_insisted_on(tmp_path: Path) -> None:
    """`none` reads the file by its headers alone, as for somebody's own sheet."""
    own = OWN.replace('table = "recurring_revenue"', 'refuse = "it is no table. Export another."')
    files = {
        "presets/ours.toml": own,
        "recurring_revenue.csv": "Customer;Month;MRR;Account;Sum;Mon\nK1;2026-09;5;a;b;c\n",
    }
    (problem,) = refused(tmp_path / "refused", files)
    assert problem.what == "this is Our billing system: it is no table"
    assert problem.advice.startswith("Export another. If it is something else")
    settings = '[inputs.recurring_revenue]\npreset = "none"\n'
    assert read(tmp_path / "read", files, settings).tables["recurring_revenue"].height == 1


def test_a_pack_preset_of_no_table(tmp_path: Path) -> None:
    files = {**pack(tmp_path), "presets/odd.toml": OWN.replace("recurring_revenue", "revenues")}
    (problem,) = mistaken(tmp_path, files, "")
    assert problem.what == "there is no table called 'revenues'"
