"""A file that is read in pieces says what it says when it is read as a whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from reportgen.errors import InputError
from reportgen.intake.dataset import read_dataset
from reportgen.pack import read_pack
from reportgen.problem import Problem
from tests.intake.exports import write

WHOLE = 2**40
HEAD = "customer_id;month;mrr\n"
MONTHS = "".join(f"K{row:03};2026-{month:02};{row}00,50\n" for row in range(9) for month in (8, 9))
SIX = "customer_id;month;mrr;product_line;kind;seats\n"


def outcome(folder: Path, piece_bytes: int) -> tuple[dict[str, Any], list[Problem]]:
    """Everything that reading gives: tables, what the files are, checks; and all problems."""
    pack = read_pack(folder)
    try:
        dataset = read_dataset(pack, pack.period(), piece_bytes=piece_bytes)
    except InputError as stopped:
        return {}, list(stopped.problems)
    said = {
        "files": dataset.files,
        "further": dataset.further,
        "checks": dataset.checks,
        "starts": dataset.history_starts,
        **{f"table {name}": dataset.tables[name] for name in dataset.tables},
    }
    return said, list(dataset.warnings)


def same_in_pieces(folder: Path, *piece_bytes: int) -> tuple[dict[str, Any], list[Problem]]:
    """The outcome, the same for each of these sizes of pieces."""
    whole, problems = outcome(folder, WHOLE)
    for size in piece_bytes:
        pieces, found = outcome(folder, size)
        assert found == problems, size
        assert list(pieces) == list(whole), size
        for name, value in whole.items():
            if name.startswith("table "):
                assert_frame_equal(pieces[name], value)
            else:
                assert pieces[name] == value, (size, name)
    return whole, problems


ODD: dict[str, str | bytes] = {
    "plain": HEAD + MONTHS,
    "no line end at the end": (HEAD + MONTHS)[:-1],
    "lines of Windows": (HEAD + MONTHS).replace("\n", "\r\n"),
    "lines of an old Mac": (HEAD + MONTHS).replace("\n", "\r"),
    "letters of Windows": (HEAD + MONTHS + "Åsa;2026-08;7\n").encode("cp1252"),
    "a mark at the start": "\ufeff" + HEAD + MONTHS + "Åsa;2026-08;7\n",
    "two encodings": HEAD.encode()
    + "Åsa;2026-08;7\n".encode()
    + "Åse;2026-08;7\n".encode("cp1252"),
    "UTF-16": (HEAD + MONTHS).encode("utf-16"),
    "a character of no text": HEAD + MONTHS + "K\x01;2026-08;7\n",
    "quotes": HEAD + MONTHS + '"K;9";"2026-08";"1 200,50"\n' + '"K""8";2026-09;3\n',
    "a cell over lines": HEAD + MONTHS + '"K\n9\n8";2026-08;3\n' + MONTHS.replace("K", "L"),
    "a quote never closed": HEAD + MONTHS + '"K9;2026-08;3\n' + MONTHS.replace("K", "L"),
    "a quote closed by a later one": HEAD + 'K1;2026-08;"3\n' + MONTHS + 'K1;2026-09;3"\n',
    "rows too short and too long": HEAD + MONTHS + "K9;2026-08\nK9;2026-09;3;4\n" + "L" + MONTHS,
    "rows of nothing": HEAD + MONTHS + "\n;;\n \n" + MONTHS.replace("K", "L") + ";;\n\n",
    "a column without a name": "customer_id;month;mrr;\n"
    + MONTHS.replace("\n", ";\n")
    + "L;2026-08;1;x\n",
    "a total at the end": HEAD + MONTHS + "Total;2026-08;3600\n",
    "a header again": HEAD + MONTHS + HEAD + MONTHS.replace("K", "L"),
    "the export twice": HEAD + MONTHS + MONTHS,
    "refused cells": HEAD
    + MONTHS
    + "K9;2026-13;3\nK9;2026-08;many\n"
    + "L"
    + MONTHS
    + ";2026-08;1\n",
    "a mark told by the last row": HEAD
    + "K1;2026-08;1.234\nK2;2026-08;2.345\n" * 9
    + "K3;2026-08;1,5\n",
    "a mark told the other way": HEAD + "K1;2026-08;1.234\n" * 9 + "K3;2026-08;1.5\n",
    "a mark that nothing tells": HEAD + "".join(f"K{n};2026-08;1.234\n" for n in range(20)),
    "marks that contradict": HEAD + MONTHS + "K9;2026-08;1.5\n",
    "days told by the last row": HEAD
    + "K1;01/08/2026;5\nK1;01/09/2026;6\n"
    + "K3;31/08/2026;1,5\n",
    "days that contradict": HEAD + MONTHS + "K9;31/08/2026;3\nK8;08/31/2026;4\n",
    "months of two kinds": HEAD + MONTHS + "K9;aug 2026;3\nK9;30.09.2026;4\n",
    "currencies in the cells": HEAD + MONTHS + "K9;2026-08;3 kr\nK9;2026-09;3 €\n",
    "percents and negatives": HEAD + MONTHS + "K9;2026-08;(300)\nK9;2026-09;300-\nK8;2026-08;3 %\n",
    "six columns": SIX + MONTHS.replace("\n", ";Bas;recurring;3\n") + "L;2026-08;3;Till;oneoff;x\n",
    "a column per month": "customer_id;2026-08;2026-09\n"
    + "".join(f"K{n};{n};{n},5\n" for n in range(30)),
    "a header and nothing": HEAD,
    "nothing": "",
    "one long line": "x" * 300,
    "NULs at the end": (HEAD + MONTHS).encode() + b"\0" * 70,
    "another separator": (HEAD + MONTHS).replace(";", "\t"),
    "a separator that is told": "sep=;\n" + HEAD + MONTHS,
    "unknown columns": "customer_id;month;mrr;region\n" + MONTHS.replace("\n", ";Nord\n"),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_files_are_read_alike(tmp_path: Path, name: str) -> None:
    content = ODD[name]
    same_in_pieces(write(tmp_path, {"recurring_revenue.csv": content}), 64, 200)


def test_settings_hold_in_pieces_too(tmp_path: Path) -> None:
    settings_ = (
        '[inputs.recurring_revenue]\npath = "a/*.csv"\nlocale = "sv"\n'
        '[inputs.recurring_revenue.values.mrr]\n"-" = "0"\n'
        '[inputs.recurring_revenue.constants]\nproduct_line = "Bas"\n'
    )
    files = {
        "a/2026-08.csv": HEAD + MONTHS.replace("2026-09", "2026-07") + "K9;2026-08;-\n",
        "a/2026-09.csv": HEAD + MONTHS.replace("2026-08", "2026-06") + "K9;2026-09;12,50\n",
    }
    whole, problems = same_in_pieces(write(tmp_path, files, settings_), 1, 64, 333)
    assert not [problem for problem in problems if problem.severity.name == "ERROR"]
    assert whole["table recurring_revenue"]["product_line"].unique().to_list() == ["Bas"]


def test_other_tables_come_in_pieces_as_well(tmp_path: Path) -> None:
    files = {
        "recurring_revenue.csv": HEAD + MONTHS,
        "customers.csv": "customer_id,name,segment,cohort_month\n"
        + "".join(f"K{row:03},Bolag {row},Small,2026-0{1 + row % 8}\n" for row in range(9)),
        "ledger.csv": "month;account;amount;category\n"
        + "".join(f"2026-{month:02};4010;{month}00,00;sales\n" for month in (7, 8, 9)),
    }
    same_in_pieces(write(tmp_path, files), 48, 100)


def test_problems_of_a_later_piece_name_their_lines(tmp_path: Path) -> None:
    folder = write(tmp_path, {"recurring_revenue.csv": HEAD + MONTHS + "K9;2026-08;many\n"})
    _, problems = same_in_pieces(folder, 64)
    (problem,) = problems
    assert (problem.line, problem.column, problem.value) == (20, "mrr", "many")
    assert "K9;2026-08;many" in problem.excerpt


CUSTOMERS = ("K1", "K2", "Å", "", " ", "1", "x", "Total", '"1;2"', '"a\nb"', 'a"b')
DAYS = ("2026-08", "2026-09", "31.08.2026", "01/08/2026", "aug 2026")
AMOUNTS = ("1,50", "1.50", "1.234", "1 200", "-3", "(4)", "5 kr", '"7"')
CELLS = st.sampled_from((*CUSTOMERS, *DAYS, *AMOUNTS))
ROWS = st.lists(CELLS, min_size=1, max_size=5).map(";".join)
USUAL = st.tuples(
    st.sampled_from(["K1", "K2", "K3"]),
    st.sampled_from(["2026-08", "2026-09", "30.09.2026"]),
    st.sampled_from(["1", "2,50", "1.234", "3 000"]),
).map(";".join)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    rows=st.lists(st.one_of(USUAL, USUAL, ROWS), max_size=12),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    last=st.booleans(),
    size=st.integers(1, 120),
)
def test_any_file_in_pieces_of_any_size(
    tmp_path: Path, rows: list[str], end: str, last: bool, size: int
) -> None:
    text = end.join(["customer_id;month;mrr", *rows]) + (end if last else "")
    same_in_pieces(write(tmp_path, {"recurring_revenue.csv": text}), size)
