"""Accounts and cost centres become categories: as the chart and pack.toml say, and never by a guess."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from reportgen.problem import Problem
from tests.intake.books import TOLD, WAIVED, head, voucher, year
from tests.intake.exports import read, refused

Lines = Sequence[tuple[str, str, str]]


def ledger(folder: Path, text: str, settings: str = TOLD) -> dict[tuple[str, str], Decimal]:
    """The year's total by category and account."""
    frame = read(folder, {"ledger.se": text.encode("cp437")}, settings + WAIVED).tables["ledger"]
    account = pl.col("line").str.head(4).alias("account")
    totals = frame.group_by("category", account).agg(pl.col("amount").sum())
    return {(category, account): amount for category, account, amount in totals.iter_rows()}


def asked(folder: Path, text: str, settings: str = "") -> tuple[Problem, ...]:
    """What must be told before the file is read."""
    return refused(folder, {"ledger.se": text.encode("cp437")}, settings)


def test_revenue_and_costs_are_positive_and_the_balance_sheet_stays_outside(tmp_path: Path) -> None:
    """Nine months of the example: 1000 a month of subscriptions is 9000."""
    assert ledger(tmp_path, year()) == {
        ("revenue_recurring", "3041"): 9000,
        ("revenue_other", "3051"): 1800,
        ("cogs", "4010"): 1350,
        ("ga", "5010"): 900,
        ("sm", "5910"): 720,
        ("sm", "7010"): 2700,
        ("rd", "7010"): 3600,
        ("other", "7830"): 225,
    }


def test_every_account_and_cost_centre_that_nothing_tells_is_asked_for(tmp_path: Path) -> None:
    """With its name, what is booked on it, and the line of pack.toml to write."""
    found = asked(tmp_path, year())
    assert [(problem.column, problem.value) for problem in found] == [
        ("account", "3041"),
        ("account", "3051"),
        ("cost_centre", "10"),
        ("cost_centre", "20"),
    ]
    account, _, centre, _ = found
    assert "3041 'Abonnemang' with 9,000.00 in 2026-01 to 2026-09" in account.what
    assert account.excerpt.strip() == "#TRANS 3041 {} -1000.00"
    assert (
        '[inputs.ledger.values.category]: "3041" = "revenue_recurring" or "revenue_other"'
        in account.advice
    )
    assert "cost centre 10 'Sälj' with 3,420.00 in 2026-01 to 2026-09 on 5910, 7010" in centre.what
    assert '[inputs.ledger.values.cost_centre]: "10" = "sm", "rd", "ga" or "cogs"' in centre.advice


def test_staff_without_a_cost_centre_is_asked_for_and_rent_is_not(tmp_path: Path) -> None:
    """Whose salary it is no number tells; rent is overhead."""
    text = year().replace('{1 "20"}', "{}")
    (problem,) = asked(tmp_path / "asked", text, TOLD)
    assert problem.value == "7010"
    assert "3,600.00" in problem.what
    assert "cost centres" in problem.advice
    settings = TOLD + '"" = "rd"\n'
    assert ledger(tmp_path / "told", text, settings)["rd", "7010"] == 3600


def test_a_cost_centre_goes_before_what_the_number_of_an_overhead_says(tmp_path: Path) -> None:
    """Premises of the sellers are a cost of selling; hosting is hosting whoever ordered it."""
    text = year().replace("5010 {}", '5010 {1 "10"}').replace("4010 {}", '4010 {1 "10"}')
    totals = ledger(tmp_path, text)
    assert totals["sm", "5010"] == 900
    assert totals["cogs", "4010"] == 1350


def test_the_narrowest_range_wins_and_one_with_its_cost_centre_before_it(tmp_path: Path) -> None:
    settings = TOLD.replace(
        '"3000-3049"',
        '"7000-7699" = "ga"\n"7000-7099/20" = "cogs"\n"5000-5999" = "ga"\n"5910" = "sm"\n'
        '"4000-4999" = ""\n"3000-3049"',
    )
    totals = ledger(tmp_path, year(), settings)
    assert totals["ga", "7010"] == 2700
    assert totals["cogs", "7010"] == 3600
    assert totals["sm", "5910"] == 720
    assert ("cogs", "4010") not in totals


def test_parts_of_sales_and_marketing_are_told_the_same_way(tmp_path: Path) -> None:
    settings = TOLD + (
        '[inputs.ledger.values.sm_part]\n"5910-5919" = "ads_awareness"\n'
        '"7000-7699/10" = "personnel_sales"\n'
    )
    files = {"ledger.se": year(1).encode("cp437")}
    frame = read(tmp_path, files, settings + WAIVED).tables["ledger"]
    told = frame.filter(pl.col("line").str.head(4).is_in(["5910", "7010"]))
    assert told.select("cost_centre", "sm_part").rows() == [
        ("10", "ads_awareness"),
        ("10", "personnel_sales"),
        ("20", None),
    ]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('"30x1" = "revenue_other"', "neither an account nor a range"),
        ('"3099-3000" = "revenue_other"', "does not run from a lower account"),
        ('"300-3099" = "revenue_other"', "does not run from a lower account"),
        (
            '"3036-3045" = "revenue_other"\n"3040-3049" = "revenue_recurring"',
            "equally narrow ranges",
        ),
    ],
)
def test_what_cannot_be_meant_is_said(line: str, words: str, tmp_path: Path) -> None:
    found = asked(tmp_path, year(1), f"[inputs.ledger.values.category]\n{line}\n")
    assert any(words in problem.what for problem in found)


def test_a_cost_centre_that_is_no_category_is_said(tmp_path: Path) -> None:
    found = asked(tmp_path, year(1), TOLD.replace('"10" = "sm"', '"10" = "sales"'))
    assert any("which is no category" in problem.what for problem in found)


def test_books_in_another_currency_are_refused(tmp_path: Path) -> None:
    """A file that names no currency is in Swedish kronor, says the format."""
    (problem,) = asked(tmp_path / "eur", year().replace("#VALUTA SEK", "#VALUTA EUR"), TOLD)
    assert "kept in EUR, and the report is in SEK" in problem.what
    assert ledger(tmp_path / "none", year().replace("#VALUTA SEK\n", ""))


CLOSING: dict[str, tuple[Lines, bool]] = {
    # Result in one sum against equity, with the tax of the year beside it or not.
    "one sum": ((("8999", "", "1305.00"), ("2099", "", "-1305.00")), True),
    "with a cost": (
        (("8999", "", "1"), ("2099", "", "-1"), ("5010", "", "40"), ("2611", "", "-40")),
        True,
    ),
    # Every account emptied into the result: the year would be nothing.
    "each account": (
        (
            *(("3041", "", "9000"), ("3051", "", "1800"), ("4010", "", "-1350")),
            *(("5010", "", "-900"), ("5910", "10", "-720"), ("7010", "10", "-2700")),
            *(("7010", "20", "-3600"), ("7830", "", "-225"), ("8999", "", "-1305")),
        ),
        True,
    ),
    "neither": ((("8999", "", "100"), ("5010", "", "-40"), ("2611", "", "-60")), False),
}


@pytest.mark.parametrize("name", CLOSING)
def test_the_closing_of_the_year_is_no_revenue_and_no_cost(name: str, tmp_path: Path) -> None:
    lines, told = CLOSING[name]
    months = "".join(
        voucher(month, f"2026{month:02d}28").replace('"Verifikat', '"V') for month in range(1, 10)
    )
    text = head() + months + voucher(10, "20260930", lines)
    if not told:
        problem, *_ = asked(tmp_path, text, TOLD)
        assert "closes the year and books other costs too" in problem.what
        return
    totals = ledger(tmp_path, text)
    assert totals["revenue_recurring", "3041"] == 9000
    assert totals["ga", "5010"] == (940 if name == "with a cost" else 900)
    assert not any(account in ("8999", "2099") for _, account in totals)


def test_a_chart_of_ones_own_is_told_account_by_account(tmp_path: Path) -> None:
    """Of assets and debts the type is enough; of the rest the number says nothing."""
    types = "".join(f"#KTYP {a} T\n" for a in ("1930",))
    text = year(1).replace("#KPTYP EUBAS97", "#KPTYP EGEN").replace("#DIM", types + "#DIM")
    asked_for = {problem.value for problem in asked(tmp_path, text)}
    assert asked_for == {"3041", "3051", "4010", "5010", "5910", "7010", "7830"}


def test_balances_by_month_give_the_same_ledger_as_the_vouchers(tmp_path: Path) -> None:
    """Type 3 of the same books: totals of accounts, and their parts by cost centre."""
    text = head(3)
    for month in range(1, 10):
        for account, amounts in {
            "3041": ("-1000",),
            "3051": ("-200",),
            "4010": ("150",),
            "5010": ("100",),
            "5910": ("80", '{1 "10"} 80'),
            "7010": ("700", '{1 "10"} 300', '{1 "20"} 400'),
            "7830": ("25",),
        }.items():
            for amount in amounts:
                objects = "" if amount.startswith("{") else "{} "
                text += f"#PSALDO 0 2026{month:02d} {account} {objects}{amount}\n"
    assert ledger(tmp_path / "months", text) == ledger(tmp_path / "vouchers", year())


def test_two_fiscal_years_lie_side_by_side(tmp_path: Path) -> None:
    """One file a year, a pattern for both, every row with its own file."""
    before = year(12).replace("#RAR 0 20260101 20261231\n#RAR -1 20250101 20251231\n", "")
    before = before.replace("#KPTYP", "#RAR 0 20250101 20251231\n#KPTYP").replace(" 2026", " 2025")
    files = {"books/2025.se": before.encode("cp437"), "books/2026.se": year().encode("cp437")}
    settings = '[inputs.ledger]\npath = "books/*.se"\n' + TOLD + WAIVED
    frame = read(tmp_path / "two", files, settings).tables["ledger"]
    assert frame["month"].n_unique() == 21
    assert frame["source_file"].unique(maintain_order=True).to_list() == list(files)
    again = {**files, "books/copy.se": files["books/2026.se"]}
    found = refused(tmp_path / "again", again, settings)
    assert {problem.check for problem in found} >= {"books_do_not_overlap"}
