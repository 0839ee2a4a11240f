"""pack.toml: everything that is wrong, at once, with line, value and the nearest key."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.errors import PackError
from reportgen.pack import read_pack

GOOD = """
[company]
name = "Acme"
currency = "SEK"

[report]
period = "2026Q3"
"""


def write(folder: Path, text: str) -> Path:
    """A pack folder with this pack.toml."""
    (folder / "pack.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_good_pack(tmp_path: Path) -> None:
    """Defaults stand where nothing was said."""
    folder = tmp_path / "Acme Nordic AB"
    folder.mkdir()
    pack = read_pack(write(folder, GOOD))
    assert pack.company.fiscal_year_start == 1
    assert pack.definitions.lifetime_cap_months == 60
    assert pack.name == "acme-nordic-ab"
    assert pack.period().label == "2026Q3"
    assert read_pack(folder / "pack.toml") == pack


def test_all_mistakes_at_once_with_line_value_and_nearest_key(tmp_path: Path) -> None:
    """Five mistakes, five problems."""
    text = """[company]
name = "Acme"
curency = "SEK"
fiscal_year_start = 13

[report]
locale = 3

[inputs.deals]
pth = "deals.csv"

[checks.rows_are_unique]
waive = ""
"""
    with pytest.raises(PackError) as caught:
        read_pack(write(tmp_path, text))
    found = {p.column: p for p in caught.value.problems}
    assert set(found) == {
        "company.currency",
        "company.curency",
        "company.fiscal_year_start",
        "report.locale",
        "inputs.deals.pth",
        "checks.rows_are_unique.waive",
    }
    assert found["company.curency"].line == 3
    assert found["company.curency"].advice == "Did you mean 'currency'?"
    assert found["company.fiscal_year_start"].value == "13"
    assert found["company.fiscal_year_start"].line == 4
    assert found["inputs.deals.pth"].line == 10
    assert found["inputs.deals.pth"].advice == "Did you mean 'path'?"


@pytest.mark.parametrize(
    ("text", "what"),
    [("[company\n", "this is not TOML"), (GOOD.replace("2026Q3", "Q3"), "is not a period")],
)
def test_broken_toml_and_a_wrong_period(tmp_path: Path, text: str, what: str) -> None:
    """Each is a sentence, not a traceback."""
    with pytest.raises(PackError, match=what):
        read_pack(write(tmp_path, text)).period()


def test_no_pack_here(tmp_path: Path) -> None:
    """The advice says how to make one."""
    with pytest.raises(PackError) as caught:
        read_pack(tmp_path)
    assert "reportgen new" in caught.value.problems[0].advice


def test_nothing_can_be_changed_after_reading(tmp_path: Path) -> None:
    """A pack is a value."""
    pack = read_pack(write(tmp_path, GOOD))
    with pytest.raises(ValueError, match="frozen"):
        pack.report.locale = "sv"
