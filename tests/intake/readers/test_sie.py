"""SIE files as programs write them, and as they must not be: each fault is named by its line."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from reportgen.intake.readers.sie import is_sie, sie
from reportgen.pack_input import Input
from reportgen.problem import Problem, Severity
from tests.intake.books import TOLD, WAIVED, head, voucher, year
from tests.intake.exports import read

GOOD = year()


def rows(text: str | bytes, **options: object) -> list[dict[str, str]]:
    """The rows of a file that has nothing wrong, by header."""
    content = text if isinstance(text, bytes) else text.encode("cp437")
    raw = sie.read(content, Input.model_validate(options), "books.se")
    assert raw.problems == ()
    names = [*raw.header, "line"]
    return [dict(zip(names, row, strict=True)) for row in raw.frame.iter_rows()]


def problems(text: str | bytes) -> tuple[Problem, ...]:
    """What is wrong with a file that is refused."""
    content = text if isinstance(text, bytes) else text.encode("cp437")
    raw = sie.read(content, Input(), "books.se")
    assert raw.header == ()
    assert raw.problems
    return raw.problems


# ---------------------------------------------------------------------------------- what is read


def test_each_line_of_a_voucher_is_a_row_with_its_line_in_the_file() -> None:
    """Names in code page 437, cost centres with their names, the sign of bookkeeping."""
    first = next(row for row in rows(GOOD) if row["sie_record"] == "TRANS")
    lines = GOOD.split("\n")
    assert first["account"] == "3041"
    assert Decimal(first["amount"]) == -1000
    assert lines[int(first["line"]) - 1].strip() == "#TRANS 3041 {} -1000.00"
    staff = next(row for row in rows(GOOD) if row["account"] == "7010")
    assert (staff["account_name"], staff["cost_centre_name"]) == ("Löner till tjänstemän", "Sälj")
    assert (staff["cost_centre"], staff["voucher"]) == ("10", "A 1 of 2026-01-31")


@pytest.mark.parametrize(
    ("encoding", "seen"),
    [("cp437", "cp437"), ("cp1252", "cp1252"), ("utf-8", "utf-8"), ("utf-8-sig", "utf-8")],
)
def test_the_bytes_tell_the_encoding_whatever_the_file_says(encoding: str, seen: str) -> None:
    """All four files say #FORMAT PC8."""
    raw = sie.read(GOOD.encode(encoding), Input(), "books.se")
    assert (raw.problems, raw.encoding) == ((), seen)
    assert "Löner till tjänstemän" in raw.frame["3"].to_list()


def test_letters_of_two_encodings_are_refused_with_line_and_byte() -> None:
    """Two halves pasted together: å is 0x86 in the one and 0xE5 in the other."""
    (problem,) = problems(GOOD.encode("cp437") + '#FNAMN "På"\n'.encode("cp1252"))
    assert problem.line == 6
    assert "0x8F" in problem.what
    assert "0xE5" in problem.what
    assert "encoding" in problem.advice


def test_bytes_that_are_letters_nowhere_are_refused_until_told() -> None:
    """0xA4 is ñ in the one and ¤ in the other."""
    text = GOOD.encode("ascii", "ignore").replace(b"#FNAMN", b'#ADRESS "\xa4"\n#FNAMN')
    (problem,) = problems(text)
    assert "0xA4" in problem.what
    assert len(rows(text, encoding="cp437")) == len(rows(GOOD))


def test_quotes_in_texts_and_tabs_between_fields() -> None:
    """`\\"` is a quote within a text; braces and # in a text are text."""
    text = GOOD.replace('"Verifikat 1"', r'"Faktura \"A\" {#9}"').replace(
        "   #TRANS 3041 {}", "\t#TRANS\t3041\t{}", 1
    )
    first = next(row for row in rows(text) if row["sie_record"] == "TRANS")
    assert first["text"] == 'Faktura "A" {#9}'


def test_an_object_code_may_be_quoted_or_not_and_stand_beside_others() -> None:
    text = GOOD.replace('{1 "10"} 300', '{1 10 6 "P 7" 21 "Nord"} 300')
    text = text.replace("#DIM 1", '#DIM 21 "Region"\n#DIM 1')
    staff = next(row for row in rows(text) if row["account"] == "7010")
    assert (staff["cost_centre"], staff["project"], staff["Region"]) == ("10", "P 7", "Nord")


def test_lines_added_and_struck_out_later_count_as_the_format_says() -> None:
    """#RTRANS is repeated as #TRANS and counts once; #BTRANS does not count."""
    plain = rows(GOOD)
    text = GOOD.replace(
        "   #TRANS 3041 {} -1000.00\n",
        "   #BTRANS 3041 {} -900.00\n   #RTRANS 3041 {} -1000.00\n   #TRANS 3041 {} -1000.00\n",
    )
    changed = rows(text)
    assert [row["amount"] for row in changed] == [row["amount"] for row in plain]


def test_a_voucher_may_open_its_brace_on_its_own_line() -> None:
    assert len(rows(GOOD.replace('Verifikat 1"\n{', 'Verifikat 1" {'))) == len(rows(GOOD))


def test_amounts_are_read_in_any_locale(tmp_path: Path) -> None:
    """The format writes a point, whatever pack.toml says about the company's other files."""
    for locale in ("sv", "en"):
        settings = TOLD.replace(
            "[inputs.ledger.values.category]",
            f'[inputs.ledger]\nlocale = "{locale}"\n[inputs.ledger.values.category]',
        )
        text = GOOD.replace("-1000.00", "-1000.125").replace("855.00", "855.125")
        text = text.replace("#RES 0 3041 -9000.00\n", "#RES 0 3041 -9001.125\n")
        text = text.replace("#UB 0 1930 6305.00", "#UB 0 1930 6306.125").replace(
            "1930 {} 145.00", "1930 {} 145.125"
        )
        files = {"ledger.se": text.encode("cp437")}
        frame = read(tmp_path / locale, files, settings + WAIVED).tables["ledger"]
        assert frame["amount"][0] == Decimal("1000.125")


MONTHS = head(2) + "".join(
    f"#PSALDO 0 2026{month:02d} {account} {{}} {amount}\n"
    for month in (1, 2)
    for account, amount in (("3041", "-1000.00"), ("7010", "700.00"), ("1930", "300.00"))
)


def test_type_2_states_what_moved_in_a_month() -> None:
    """A monthly balance is the change of the month: two months of 1000 make 2000 of the year."""
    text = MONTHS + "#RES 0 3041 -2000.00\n#RES 0 7010 1400.00\n"
    revenue = [row for row in rows(text) if row["account"] == "3041"]
    assert [(row["date"], row["amount"]) for row in revenue] == [
        ("2026-01-01", "-1000.00"),
        ("2026-02-01", "-1000.00"),
    ]


def test_type_2_with_running_balances_is_refused_by_its_own_total() -> None:
    """Stated as if they ran on, the months do not sum to the year."""
    text = MONTHS.replace("202602 3041 {} -1000", "202602 3041 {} -2000")
    (problem,) = problems(text + "#RES 0 3041 -2000.00\n#RES 0 7010 1400.00\n")
    assert "account 3041" in problem.what
    assert "-3000.00" in problem.what
    assert "-2000.00" in problem.what


def test_type_3_parts_a_total_by_cost_centre_and_keeps_the_rest() -> None:
    """700 of salaries: 300 on 10, 250 on 20, and 150 on none; parts by project part it once more."""
    text = MONTHS.replace("#SIETYP 2", "#SIETYP 3") + (
        '#PSALDO 0 202601 7010 {1 "10"} 300.00\n#PSALDO 0 202601 7010 {1 "20"} 250.00\n'
        '#PSALDO 0 202601 7010 {6 "P1"} 700.00\n'
    )
    staff = [r for r in rows(text) if r["account"] == "7010" and r["date"] == "2026-01-01"]
    assert [(row["cost_centre"], row["amount"]) for row in staff] == [
        ("10", "300.00"),
        ("20", "250.00"),
        ("", "150.00"),
    ]


def test_balances_of_the_year_before_are_not_read_into_this_year() -> None:
    text = MONTHS + "#PSALDO -1 202501 3041 {} -77.00\n#RES -1 3041 -77.00\n"
    assert len(rows(text)) == len(rows(MONTHS))


def test_a_broken_fiscal_year_and_two_years_are_declared() -> None:
    text = GOOD.replace("20260101 20261231", "20251001 20260930")
    text = text.replace("20250101 20251231", "20241001 20250930")
    assert len(rows(text)) == len(rows(GOOD))


def test_a_file_is_known_by_its_first_line_whatever_it_is_called(tmp_path: Path) -> None:
    assert is_sie(b"\xef\xbb\xbf\r\n#FLAGGA 0")
    assert not is_sie(b"Datum;Konto")
    files = {"export.txt": GOOD.encode("cp437")}
    settings = '[inputs.ledger]\npath = "export.txt"\n' + TOLD + WAIVED
    dataset = read(tmp_path, files, settings)
    assert dataset.files[0].read_as.startswith("SIE")
    assert dataset.tables["ledger"].height == 72


# ------------------------------------------------------------------------------ what is refused

Change = Callable[[str], str]


def swap(old: str, new: str, times: int = 1) -> Change:
    """The good file with a text changed; the text must be there."""

    def changed(text: str) -> str:
        assert old in text
        return text.replace(old, new, times)

    return changed


def upto(mark: str) -> Change:
    """The good file cut after a text."""
    return lambda text: text[: text.index(mark) + len(mark)]


FIRST = "   #TRANS 3041 {} -1000.00\n"
FAULTS: dict[str, tuple[Change, int | None, str]] = {
    "type 1": (swap("#SIETYP 4", "#SIETYP 1"), None, "no month can be told"),
    "no type": (swap("#SIETYP 4\n", ""), None, "which type of SIE"),
    "a type there is not": (swap("#SIETYP 4", "#SIETYP 7"), 5, "no type of SIE file"),
    "4 without vouchers": (lambda text: head(), None, "has no vouchers"),
    "2 without months": (lambda text: head(2), None, "no monthly balances"),
    "no fiscal year": (swap("#RAR 0 20260101 20261231\n", ""), None, "on their way into a ledger"),
    "a year backwards": (swap("20260101 20261231", "20261231 20260101"), 8, "before it begins"),
    "a year twice": (swap("#RAR -1", "#RAR 0"), 9, "declared twice"),
    "unbalanced": (swap("3041 {} -1000.00", "3041 {} -1000.01"), 35, "sum to zero but to -0.01"),
    "outside the years": (swap("A 9 20260930", "A 9 20270930"), 131, "outside the fiscal years"),
    "no such day": (swap("A 2 20260228", "A 2 20260230"), 47, "is no date"),
    "a day with dashes": (swap("A 2 20260228", "A 2 2026-02-28"), 47, "is no date"),
    "unknown account": (swap("#TRANS 3041", "#TRANS 3099", 9), 37, "not among the accounts"),
    "an account of letters": (swap("#TRANS 3041", "#TRANS 3O41"), 37, "no account number"),
    "open quote": (swap('"Verifikat 1"', '"Verifikat 1'), 35, "quote is not closed"),
    "text after a quote": (swap('"Verifikat 1"', '"Verifikat 1"x'), 35, "follows a closing"),
    "open object list": (swap('{1 "10"} 80', '{1 "10" 80'), 41, "brace is not closed"),
    "no object list": (swap("3041 {} -1000.00", "3041 -1000.00"), 37, "list of objects"),
    "a list of three": (swap('{1 "10"} 80', '{1 "10" 6} 80'), 41, "not pairs"),
    "a dimension twice": (swap('{1 "10"} 80', '{1 "10" 1 "20"} 80'), 41, "twice"),
    "decimal comma": (swap("-1000.00", "-1000,00"), 37, "is no amount"),
    "grouped amount": (swap("-1000.00", '"-1 000.00"'), 37, "is no amount"),
    "not a number": (swap("-1000.00", "NaN"), 37, "is no amount"),
    "exponent": (swap("-1000.00", "-1e3"), 37, "is no amount"),
    "cut in a voucher": (upto("#TRANS 5910"), None, "seems to be cut off"),
    "cut between vouchers": (upto("}\n"), 27, "account"),
    "a voucher in a voucher": (swap("}\n", ""), 46, "no closing brace"),
    "a brace too many": (swap("}\n", "}\n}\n"), 47, "no voucher is open"),
    "a brace too early": (swap("#IB", "{\n#IB"), 26, "where no voucher begins"),
    "a posting outside": (swap("#IB", FIRST + "#IB"), 26, "outside the braces"),
    "a voucher without braces": (swap("{\n   #TRANS 3041", "   #TRANS 3041"), 36, "outside"),
    "a voucher twice": (lambda text: text + voucher(9, "20260930"), 143, "already, with the same"),
    "added and not repeated": (swap(FIRST, "   #RTRANS 3041 {} -5.00\n" + FIRST), 37, "#RTRANS"),
    "a result that differs": (swap("3041 -9000.00", "3041 -9000.50"), 28, "-9000.50"),
    "a result not named": (swap("#RES 0 7830 225.00\n", ""), None, "which means 0"),
    "a closing balance that differs": (swap("6305.00", "6304.00"), 27, "opening balance 5000.00"),
    "a balance twice": (swap("#IB", "#IB 0 1930 1.00\n#IB"), 27, "stands on line 26 already"),
    "a month that differs": (
        swap("#IB", "#PSALDO 0 202601 3041 {} -999.00\n#IB"),
        26,
        "the vouchers sum to -1000.00",
    ),
    "one checksum of two": (swap("#FORMAT", "#KSUMMA\n#FORMAT"), 3, "cut off"),
    "prose": (swap("#IB", "Summa intäkter\n#IB"), 26, "neither with #"),
    "not SIE": (lambda text: "Datum;Konto\n2026-01-01;1\n", 1, "does not begin with #FLAGGA"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_refused_with_its_line(name: str) -> None:
    change, line, words = FAULTS[name]
    found = [problem for problem in problems(change(GOOD)) if words in problem.what]
    assert found, [problem.what for problem in problems(change(GOOD))]
    problem = found[0]
    assert problem.severity is Severity.ERROR
    assert problem.advice
    if line is not None:
        assert problem.line == line
        assert problem.excerpt == change(GOOD).split("\n")[line - 1]


def test_every_cut_of_a_file_is_refused_or_whole() -> None:
    """Cut anywhere after the balances, no voucher goes missing unseen."""
    text, whole = GOOD.rstrip("\n"), rows(GOOD)
    for at in range(text.index("#VER A 9") - 3, len(text), 11):
        assert problems(text[:at])
    assert rows(text) == whole


def test_all_that_is_wrong_is_said_at_once() -> None:
    text = GOOD.replace("-1000.00", "-1000,00", 2).replace("A 9 20260930", "A 9 20261330")
    assert {problem.line for problem in problems(text)} >= {37, 49, 131}


def test_vouchers_without_any_balance_are_read_with_a_warning() -> None:
    text = "".join(
        line
        for line in GOOD.splitlines(keepends=True)
        if not line.startswith(("#RES", "#UB", "#IB"))
    )
    raw = sie.read(text.encode("cp437"), Input(), "books.se")
    (problem,) = raw.problems
    assert problem.severity is Severity.WARNING
    assert "no balances" in problem.what


def test_what_may_be_right_is_a_warning() -> None:
    """A number used for two vouchers; a line dated in another month than its voucher."""
    text = GOOD.replace("#VER A 9 ", "#VER A 8 ").replace(
        "3041 {} -1000.00", '3041 {} -1000.00 20260201 "x"', 1
    )
    raw = sie.read(text.encode("cp437"), Input(), "books.se")
    assert {problem.severity for problem in raw.problems} == {Severity.WARNING}
    assert [problem.line for problem in raw.problems] == [37, 131]
    assert raw.frame.height == 82
