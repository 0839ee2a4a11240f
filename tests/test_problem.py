"""What a person reads when exports are wrong: every line, the cell marked, and what to write."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from reportgen.problem import Problem, describe, describe_all
from tests.hostile.workbooks import workbook
from tests.intake.exports import refused, write


def test_the_cell_is_marked_below_the_line() -> None:
    problem = Problem(
        file="inputs/plan.csv",
        what="'fyra' is not an amount",
        advice="Expected a number like 1234,50.",
        line=4,
        column="value",
        value="fyra",
        excerpt="2026-09;Å;fyra;x",
        position=11,
    )
    assert describe(problem) == (
        "inputs/plan.csv:4, column 'value': 'fyra' is not an amount\n"
        "    | 2026-09;Å;fyra;x\n"
        "    |           ^^^^\n"
        "    → Expected a number like 1234,50."
    )


def test_of_a_long_line_the_part_around_the_cell_is_shown() -> None:
    excerpt = "a" * 300 + ";n/a;" + "b" * 300
    problem = Problem("p.csv", "no", line=2, value="n/a", excerpt=excerpt, position=302)
    _, line, marks = describe(problem).splitlines()
    assert len(line) < 120
    start = marks.index("^")
    assert line[start : start + 3] == "n/a"
    assert marks.count("^") == 3


def test_control_characters_are_shown_and_wide_ones_take_two_places() -> None:
    problem = Problem("p.csv", "no", line=2, value="x", excerpt="\x1b[31m;日本;x", position=10)
    _, line, marks = describe(problem).splitlines()
    assert line == "    | \\x1b[31m;日本;x"
    assert marks == "    | " + " " * 14 + "^"


def test_all_twenty_five_lines_with_errors_are_listed(tmp_path: Path) -> None:
    """Of one kind and of many: each line is named, the five first of a kind are shown whole."""
    bad = {3, 4, 8, *range(11, 20), 22, 24, 26, 28, *range(30, 37), 39, 40}
    assert len(bad) == 25
    rows = [f"2026-09;k{n};{'fyra' if n in bad else '4,00'}" for n in range(2, 42)]
    content = "\n".join(["month;key;value", *rows, ""])
    problems = refused(tmp_path, {"plan.csv": content}, '[inputs.plan]\nlocale = "sv"\n')
    assert {problem.line for problem in problems} == bad
    told = describe_all(problems)
    assert "… and 20 more of this kind (lines 13-19, 22, 24, 26, 28, 30-36, 39-40)" in told
    assert told.count("^^^^") == 5


def test_mistakes_of_all_files_are_told_in_one_run(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "inputs/plan.csv": "month;key;value\n2026-09;a;fyra\n2026-09;b\n",
            "inputs/cash.csv": "month;cash_end\n2026-13;5\n",
            "inputs/deals.csv": (
                "deal_id;created_date;status;amount_arr;close_date\nD1;01/02/2025;open;;\n"
            ),
            "inputs/headcount.xlsx": workbook(
                [["month", "function", "fte"], ["2026-09", "rd", "x"]]
            ),
        },
    )
    command = [sys.executable, "-m", "reportgen", "check", str(tmp_path)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert ran.returncode == 3
    for said in (
        "inputs/plan.csv:2, column 'value': 'fyra' is not an amount\n    | 2026-09;a;fyra\n"
        "    |           ^^^^\n",
        "inputs/plan.csv:3: the row has 2 cells, the header has 3: none for 'value'",
        "inputs/cash.csv:2, column 'month': '2026-13' is not a month",
        "'01/02/2025' can be read as 2025-02-01 or 2025-01-02, and no date in the column tells which",
        'Write date_format = "%d/%m/%Y" (day first) or "%m/%d/%Y" (month first) under [inputs.deals]',
        "inputs/headcount.xlsx:2, sheet 'Data', column 'fte' (C2): 'x' is not an amount",
        "5 mistakes; nothing was written.",
    ):
        assert said in ran.stderr


def test_both_readings_of_a_number_and_the_option_to_set(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, {"plan.csv": "month;key;value\n2026-09;a;1.234\n"})
    assert problem.what == "'1.234' can be read as 1234 or as 1.234, and nothing tells which"
    assert (
        problem.advice
        == 'Write locale = "sv" (decimal comma) or "en" (decimal point) under [inputs.plan].'
    )


def test_the_date_format_that_is_offered_reads_the_column(tmp_path: Path) -> None:
    """Whatever the separator and the time of day: either of the two that are offered can be pasted."""
    for number, cell in enumerate(
        ("01/02/2025", "01-02-2025", "01/02/2025 10:30", "1/2/2025 10:30:05")
    ):
        content = f"date;score\n{cell};9\n"
        (problem,) = refused(tmp_path / str(number), {"feedback.csv": content})
        for at, said in ((1, "2025-02-01"), (3, "2025-01-02")):
            form = problem.advice.split('"')[at]
            folder = tmp_path / f"{number}-{at}"
            read = write(
                folder, {"feedback.csv": content}, f'[inputs.feedback]\ndate_format = "{form}"\n'
            )
            assert dates(read) == [said]


def dates(folder: Path) -> list[str]:
    from reportgen.intake.dataset import read_dataset
    from reportgen.pack import read_pack

    pack = read_pack(folder)
    return [str(day) for day in read_dataset(pack, pack.period()).tables["feedback"]["date"]]
