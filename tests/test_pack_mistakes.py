"""Every wrong value in pack.toml in a sentence of ours: what it is, what was expected, where."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.errors import PackError
from reportgen.pack import read_pack
from reportgen.problem import Problem

HEAD = '[company]\nname = "Acme"\ncurrency = "SEK"\n'
# Words of the validator that nobody who writes a pack should read.
JARGON = (
    *("should be", "Input", "valid", "pattern", "^", "Value error", "type=", "constrained"),
    *("tuple", "parsing", "pydantic", "NoneType"),
)


def mistakes(folder: Path, text: str) -> list[Problem]:
    (folder / "pack.toml").write_text(text, encoding="utf-8")
    with pytest.raises(PackError) as stopped:
        read_pack(folder)
    return list(stopped.value.problems)


@pytest.mark.parametrize(
    ("line", "column", "what", "advice"),
    [
        ('[definitions]\ncac_lag = "7z"', "definitions.cac_lag", '"7z" is not a lag', "none, 1q"),
        ("[definitions]\ncac_lag = 7", "definitions.cac_lag", "7 is not a text in quotes", "lag"),
        (
            "[definitions]\nmax_days = 0",
            "definitions.max_days",
            "0 is not 1 or more or one of 'p90'",
            "Days",
        ),
        ('[definitions]\nsmall_n = "five"', "definitions.small_n", "a whole number", "n a ratio"),
        ("[definitions]\ncs_in_sm = 3", "definitions.cs_in_sm", "true or false", "Customer"),
        ('[report]\npages = "growth"', "report.pages", "a list in brackets", "Names of pages"),
        ("[report]\nlocale = true", "report.locale", "true is not a text in quotes", "Language"),
        ("[loyalty]\nyears = 99", "loyalty.years", "99 is not 10 or less", "profit"),
        ('[loyalty]\ninvestment = "much"', "loyalty.investment", "or a list", "case costs"),
        ("[loyalty]\nlevels = [2.0]", "loyalty.levels", "different shares", "Rises"),
        ('[targets]\nnps = "high"', "targets.nps", "a number like 0.1", ""),
        ('[inputs]\ndeals = "deals.csv"', "inputs.deals", "a section with keys", ""),
        ('[inputs.cash]\nseparator = ";;"', "inputs.cash.separator", "1 or fewer", ""),
        (
            '[inputs.cash]\nend = "inclusiv"',
            "inputs.cash.end",
            "one of 'inclusive' or 'exclusive'",
            "Did you mean 'inclusive'?",
        ),
        (
            '[inputs.cash.control]\nsum.amount = "1 234,50"',
            "inputs.cash.control.sum.amount",
            'an amount like "1234567.89"',
            "",
        ),
        ("[inputs.cash.columns]\nmonth = 3", "inputs.cash.columns.month", "text in quotes", ""),
        ('[inputs.cash]\ntimezone = "CEST"', "inputs.cash.timezone", "Europe/Stockholm", ""),
        ("[checks.rows_are_unique]\nwaive = true", "checks.rows_are_unique.waive", "text", "whom"),
        ('[checks.rows_are_unique]\nwaive = ""', "checks.rows_are_unique.waive", "3 or more", ""),
        ("[funnel.capacity]\nload = 0", "funnel.capacity.load", "0 is not above 0", "full"),
    ],
)
def test_a_wrong_value_is_said_in_our_words(
    line: str, column: str, what: str, advice: str, tmp_path: Path
) -> None:
    (problem,) = mistakes(tmp_path, HEAD + line + "\n")
    assert problem.file == "pack.toml"
    assert (problem.column, problem.line) == (column, 5)
    assert what in problem.what
    assert advice in problem.advice
    assert not [word for word in JARGON if word in problem.what]


def test_a_currency_is_a_code(tmp_path: Path) -> None:
    (problem,) = mistakes(tmp_path, HEAD.replace('"SEK"', '"kr"'))
    assert problem.what.startswith('"kr" is not the code of a currency, three capitals like "SEK"')
    assert "Reporting currency" in problem.advice
    assert problem.line == 3


@pytest.mark.parametrize(
    ("code", "meant"),
    [("SKR", "SEK"), ("NKR", "NOK"), ("EUE", "EUR"), ("RMB", "CNY"), ("THV", "THB")],
)
def test_a_currency_is_one_that_there_is(code: str, meant: str, tmp_path: Path) -> None:
    (problem,) = mistakes(tmp_path, HEAD.replace("SEK", code))
    assert problem.what == f'there is no currency "{code}"; did you mean "{meant}"?'
    assert (problem.line, problem.column, problem.value) == (3, "company.currency", code)


@pytest.mark.parametrize("code", ["SEK", "THB", "KWD", "XOF"])
def test_any_currency_will_do(code: str, tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_text(HEAD.replace("SEK", code), encoding="utf-8")
    assert read_pack(tmp_path).company.currency == code


def test_what_is_missing_is_named_with_its_section(tmp_path: Path) -> None:
    found = mistakes(tmp_path, "[company]\nname = 'A'\n")
    assert [problem.what for problem in found] == ["company.currency is missing"]
    assert found[0].advice == "Write currency = … under [company]."
    (problem,) = mistakes(tmp_path, "[report]\n")
    assert problem.what == "company is missing"
