from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.intake.dataset import LINE_COLUMN
from reportgen.intake.reader import RawTable
from reportgen.intake.readers.csv import csv
from reportgen.pack_input import Input
from reportgen.problem import Severity


def read(content: str | bytes, **options: str | int) -> RawTable:
    data = content if isinstance(content, bytes) else content.encode()
    return csv.read(data, Input.model_validate(options), "x.csv")


def rows(raw: RawTable) -> list[tuple[object, ...]]:
    assert raw.problems == ()
    return raw.frame.rows()


def only(raw: RawTable) -> tuple[int | None, str, str]:
    (problem,) = raw.problems
    assert problem.severity is Severity.ERROR
    return problem.line, problem.what, problem.excerpt


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("a;b\nå;1\n", "utf-8"),
        ("\ufeffa;b\nå;1\n", "utf-8"),
        ("a;b\nå;1\n".encode("cp1252"), "cp1252"),
        ("a;b\nå;1\n".encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + "a;b\nå;1\n".encode("utf-16-be"), "utf-16"),
    ],
)
def test_encodings_are_told_by_their_bytes(content: str | bytes, encoding: str) -> None:
    raw = read(content)
    assert (raw.header, raw.encoding) == (("a", "b"), encoding)
    assert rows(raw) == [("å", "1", 2)]


def test_a_declared_encoding_is_believed() -> None:
    assert rows(read("a;b\nš;1\n".encode("iso8859-2"), encoding="iso8859-2")) == [("š", "1", 2)]
    assert read("\ufeffa;b\n1;2\n", encoding="utf-8").header == ("a", "b")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"\n\n \n", "empty"),
        (b"\0" * 64, "empty"),
        (b"PK\x03\x04....[Content_Types].xml", "Excel workbook"),
        (b"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument", "OpenDocument"),
        (b"PK\x03\x04....notes.txt", "zip archive"),
        (b"\x1f\x8b\x08\0aaaaaa", "gzip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "old Excel workbook"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"PAR1....", "Parquet"),
        (b"\xef\xbb\xbf <!DOCTYPE html><html>", "web page"),
        (b"<table><tr><td>1</td></tr></table>", "web page"),
        (b'{"rows": []}', "JSON"),
        ("a;b\n1;2\n".encode("utf-16-le"), "UTF-16"),
        ("a;b\n1;2\n".encode("utf-16-be"), "UTF-16"),
        ("a;b\n1;2\n".encode("utf-32"), "UTF-32"),
        (bytes(range(256)) * 4 + b"\0" * 3000, "NUL"),
    ],
)
def test_what_is_no_csv_is_named(content: bytes, says: str) -> None:
    raw = read(content)
    assert raw.header == ()
    assert says in raw.problems[0].what
    assert raw.problems[0].advice


def test_a_file_that_was_not_copied_to_its_end_is_refused() -> None:
    line, what, _ = only(read(b"a;b\n" + b"1;2\n" * 2000 + b"\0" * 512))
    assert (line, "not written or copied to its end" in what) == (2002, True)


def test_a_byte_that_no_encoding_has_is_named_with_its_line() -> None:
    line, what, _ = only(read(b"a;b\n1;2\n3;\x81\n"))
    assert line == 3
    assert "0x81" in what


def test_two_encodings_in_one_file_are_refused() -> None:
    line, what, _ = only(read("a;b\nå;1\n".encode() + "ö;2\n".encode("cp1252")))
    assert (line, "0xF6" in what) == (3, True)


def test_a_declared_encoding_that_does_not_fit_is_refused() -> None:
    line, what, _ = only(read("a;b\n1;2\nå;3\n".encode("cp1252"), encoding="utf-8"))
    assert (line, "utf-8" in what) == (3, True)


@pytest.mark.parametrize("name", ["latin-9x", "hex", "no\0such"])
def test_an_encoding_that_does_not_exist_is_named(name: str) -> None:
    assert f"no encoding called {name!r}" in only(read("a;b\n1;2\n", encoding=name))[1]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system(end: str) -> None:
    raw = read(end.join(["a;b", "1;2", "", '"x', 'y";3', "4;5", ""]))
    assert rows(raw) == [("1", "2", 2), ("x\ny", "3", 4), ("4", "5", 6)]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("quote", ["", '"'])
def test_separators_are_deduced(separator: str, quote: str) -> None:
    lines = [["a", "b", "c"], ["1", "x", "2"], ["3", "y", "4"]]
    content = "\n".join(separator.join(quote + c + quote for c in line) for line in lines)
    raw = read(content)
    assert raw.separator == separator
    assert rows(raw) == [("1", "x", "2", 2), ("3", "y", "4", 3)]


def test_decimal_commas_do_not_look_like_separators() -> None:
    raw = read("kund;mrr\nK1;12,5\nK2;13,5\n")
    assert rows(raw) == [("K1", "12,5", 2), ("K2", "13,5", 3)]


def test_excels_separator_line_is_honoured() -> None:
    assert rows(read("sep=|\na|b;c\n1|2;3\n")) == [("1", "2;3", 3)]


def test_a_file_of_one_column_is_fine() -> None:
    assert rows(read("customer_id\nK1\nK2")) == [("K1", 2), ("K2", 3)]


def test_two_separators_that_fit_equally_well_are_refused() -> None:
    assert "two separators fit" in only(read("a,b;c\n1,2;3\n"))[1]
    assert rows(read("a,b;c\n1,2;3\n", separator=",")) == [("1", "2;3", 2)]


def test_lines_are_physical_ones() -> None:
    raw = read('a;b\n\n"x\n\ny";1\n\n2;3\n')
    assert raw.frame[LINE_COLUMN].to_list() == [3, 7]


@pytest.mark.parametrize("quote", ["", '"'])
def test_every_row_of_another_length_is_named(quote: str) -> None:
    good = f"{quote}1{quote};2"
    raw = read(f"a;b\n{good}\n3\n{good}\n4;5;6\n{good}\n7")
    assert [(p.line, p.excerpt) for p in raw.problems] == [(3, "3"), (5, "4;5;6"), (7, "7")]
    assert "1 cell, the header has 2" in raw.problems[0].what
    assert "3 cells" in raw.problems[1].what
    assert "cut off in the middle of its last row" in raw.problems[2].what
    assert raw.frame[LINE_COLUMN].to_list() == [2, 4, 6]


def test_an_unquoted_decimal_comma_is_explained() -> None:
    raw = read("a,b\nx,1,5\n")
    assert "decimal comma" in raw.problems[0].advice


@pytest.mark.parametrize("quote", ["", '"'])
def test_rows_of_nothing_but_separators(quote: str) -> None:
    raw = read(f"a;b\n{quote}1{quote};2\n ; \n3;4\n;\n;;;\n")
    assert [(p.line, p.severity) for p in raw.problems] == [
        (3, Severity.ERROR),
        (5, Severity.WARNING),
    ]
    assert raw.frame["0"].to_list() == ["1", "3"]


def test_a_header_that_stands_twice_is_named_with_both_places() -> None:
    line, what, _ = only(read("a;mrr;b;mrr\n1;2;3;4\n"))
    assert (line, what) == (1, "the header 'mrr' stands twice, in columns 2 and 4")


def test_a_column_without_a_header_is_refused_when_it_holds_something() -> None:
    assert only(read("a;b;\n1;2;\n3;4;5\n"))[0] == 3
    assert rows(read("a;b;\n1;2;\n")) == [("1", "2", "", 2)]


def test_a_quote_that_is_never_closed() -> None:
    line, what, excerpt = only(read('a;b\n1;2\n3;"x\n4;5\n'))
    assert (line, excerpt) == (3, '3;"x')
    assert "never closed" in what


def test_a_quote_that_swallows_rows_up_to_a_later_one() -> None:
    assert only(read('a;b;c\n1;"x;2\n3;y;4\n5";z;6\n'))[0] == 2
    raw = read('a;b;c\n1;"x\n3;y;4\n5";6\n')
    assert (raw.problems[0].line, "over whole rows" in raw.problems[0].what) == (2, True)


def test_text_after_a_closing_quote_is_refused_and_reading_goes_on() -> None:
    raw = read('a;b\n"x"y;1\n2;3\n"z"z;4\n5\n')
    assert sorted(p.line or 0 for p in raw.problems) == [2, 4, 5]
    assert raw.frame.rows() == [("2", "3", 3)]


def test_quotes_within_cells() -> None:
    raw = read('a;b\n"say ""hej""";1\n19" screen;2\n"x;y";3\n')
    assert [row[0] for row in rows(raw)] == ['say "hej"', '19" screen', "x;y"]


def test_a_title_above_the_header_is_pointed_out_once() -> None:
    content = "Resultatrapport Q3\n\nkonto;belopp\n1;2\n3;4\n"
    line, _, _ = only(read(content))
    assert line == 1
    assert "header_row = 3" in read(content).problems[0].advice
    assert rows(read(content, header_row=3)) == [("1", "2", 4), ("3", "4", 5)]


def test_a_header_row_beyond_the_file() -> None:
    assert "no header on line 9" in only(read("a;b\n", header_row=9))[1]


def test_a_file_with_a_header_only_is_a_warning() -> None:
    (problem,) = read("a;b\n").problems
    assert problem.severity is Severity.WARNING


def test_an_overlong_cell_is_refused() -> None:
    line, what, _ = only(read('a;b\n1;2\n3;"' + "x" * 140_000 + '"\n'))
    assert (line, "longer than" in what) == (3, True)


CELL = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=8).filter(
    lambda text: '"' not in text and ";" not in text
)


@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=1200))
def test_both_routes_read_the_same(cells: list[tuple[str, str, str]]) -> None:
    header = "a;b;c"
    bare = "\n".join([header, *(";".join(row) for row in cells)])
    quoted = "\n".join([header, *(";".join(f'"{cell}"' for cell in row) for row in cells)])
    one, other = read(bare, separator=";"), read(quoted, separator=";")
    assert one.frame.equals(other.frame)
    assert [(p.line, p.what) for p in one.problems] == [(p.line, p.what) for p in other.problems]


@given(st.binary(max_size=400))
def test_no_bytes_whatever_end_in_a_traceback(content: bytes) -> None:
    for start in (b"", b"a;b\n", b'a,b\n"'):
        raw = read(start + content)
        assert raw.header or raw.problems
