"""A pack.toml that is no TOML: every message says what to write, as all other messages do."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.errors import PackError
from reportgen.pack import read_pack
from reportgen.problem import Problem, describe

GOOD = '[company]\nname = "Acme"\ncurrency = "SEK"\n'


def mistake(folder: Path, text: str) -> Problem:
    (folder / "pack.toml").write_text(text, encoding="utf-8")
    with pytest.raises(PackError) as stopped:
        read_pack(folder)
    (problem,) = stopped.value.problems
    return problem


@pytest.mark.parametrize(
    ("text", "line", "advice"),
    [
        (GOOD + "[report]\nlocale = sv\n", 5, "Texts stand in quotes"),
        (GOOD + "[targets]\nnet_revenue_retention = 1,05\n", 5, "Numbers have a decimal point"),
        (GOOD + "[targets]\nnet_revenue_retention = 105 %\n", 5, "no unit"),
        (GOOD + '[report]\nlocale = "sv\ntitle = "Q3"\n', 5, "ends on its line"),
        (GOOD + '[report]\nlocale = "sv', 5, "with the quotation mark that it began with"),
        (GOOD + "[report\n", 4, "[company], with both brackets"),
        (GOOD + 'currency = "EUR"\n[report]\n', 4, "keep one of the two"),
        (GOOD + "[company]\n", 4, "put the lines of both under one heading"),
        (GOOD + '[report]\npages = ["cover"', 5, "A list ends with ]"),
        (GOOD + '[inputs.ledger]\npath = "C:\\Users\\ledger.csv"\n', 5, "backslash"),
        (GOOD + "[report]\nlocale “sv”\n", 5, "an equals sign"),
        (GOOD + "[report]\nlocale = “sv”\n", 5, "straight quotation marks"),
        (GOOD + '[inputs.ledger.values.category]\nLön & skatt = "ga"\n', 5, "stands in quotes"),
    ],
)
def test_it_says_the_line_and_what_to_write(
    text: str, line: int, advice: str, tmp_path: Path
) -> None:
    problem = mistake(tmp_path, text)
    assert problem.what.startswith("this is not TOML: ")
    assert problem.line == line
    assert problem.excerpt == text.splitlines()[line - 1]
    assert advice in problem.advice
    assert f"    → {problem.advice}" in describe(problem)


def test_another_encoding(tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_bytes(GOOD.replace("Acme", "Ångström").encode("latin-1"))
    with pytest.raises(PackError) as stopped:
        read_pack(tmp_path)
    assert stopped.value.problems[0].advice == "Save it as UTF-8."
