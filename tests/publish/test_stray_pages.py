"""A page that is to go in the place of a shipped one, and is misspelt."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.pack import read_pack
from reportgen.pipeline import Options, examine
from reportgen.problem import Problem, Severity
from reportgen.publish.stray_pages import stray_pages
from tests.intake.exports import write

PAGE = "<h1>{{ t('x') }}</h1>\n"


def found(folder: Path, *names: str, settings: str = "") -> list[Problem]:
    files = {f"templates/pages/{name}.html": PAGE for name in names}
    # The section [report] is open when the settings begin.
    return list(stray_pages(read_pack(write(folder, files, settings)), []))


def test_a_page_named_nearly_like_a_shipped_one_is_told(tmp_path: Path) -> None:
    (problem,) = found(tmp_path, "grwth")
    assert problem.severity is Severity.WARNING
    assert problem.file == "templates/pages/grwth.html"
    assert "there is a page 'growth'" in problem.what
    assert "'grwth' is printed besides it" in problem.what
    assert "Did you mean growth.html?" in problem.advice


def test_where_pages_are_chosen_it_is_not_printed_at_all(tmp_path: Path) -> None:
    (problem,) = found(tmp_path, "grwth", settings='pages = ["cover", "growth"]\n')
    assert "'grwth' is not printed" in problem.what


@pytest.mark.parametrize(
    ("names", "settings"),
    [
        (("growth",), ""),
        (("our_market",), ""),
        (("growth_2", "growth-sweden"), ""),
        (("grwth",), 'pages = ["cover", "grwth"]\n'),
        ((), ""),
    ],
)
def test_pages_in_their_place_and_pages_of_ones_own(
    names: tuple[str, ...], settings: str, tmp_path: Path
) -> None:
    assert not found(tmp_path, *names, settings=settings)


def test_it_is_among_the_warnings_of_a_pack(tmp_path: Path) -> None:
    files = {
        "cash.csv": "month;cash_end\n2026-08;10\n2026-09;9\n",
        "templates/pages/grwth.html": "<h1>{{ name }}</h1>\n",
    }
    warnings = examine(read_pack(write(tmp_path, files)), Options()).warnings
    assert "templates/pages/grwth.html" in [problem.file for problem in warnings]
