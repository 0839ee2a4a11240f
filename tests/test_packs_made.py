"""The packs in inputs/ are what their scripts write, and tell the story that they claim to tell."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
NORDLYS = TESTS.parent / "inputs" / "nordlys"
EXAMPLE = TESTS.parent / "inputs" / "example"
START, YEAR_AGO, END = "2023-10", "2025-09", "2026-09"

Record = dict[str, str]


def rows(file: Path, encoding: str, separator: str) -> list[Record]:
    with file.open(encoding=encoding, newline="") as text:
        return list(csv.DictReader(text, delimiter=separator))


def money(text: str) -> float:
    return float(text.replace("\u00a0", "").replace(" ", "").replace(",", "."))


@pytest.fixture(scope="module")
def customers() -> dict[str, Record]:
    return {row["Kundnr"]: row for row in rows(NORDLYS / "customers.csv", "cp1252", ";")}


@pytest.fixture(scope="module")
def paid(customers: dict[str, Record]) -> dict[str, dict[str, float]]:
    """Month -> customer, as merged -> SEK."""
    rates = {
        row["Månad"]: money(row["Kurs"])
        for row in rows(NORDLYS / "exchange_rates.csv", "utf-8-sig", ";")
    }
    months: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for row in rows(NORDLYS / "recurring_revenue.csv", "utf-8-sig", ";"):
        owner = customers[row["Kundnr"]]["Sammanslagen med"] or row["Kundnr"]
        rate = rates[row["Månad"]] if row["Valuta"] == "EUR" else 1
        months[row["Månad"]][owner] += money(row["Återkommande intäkt (MRR)"]) * rate
    return months


@pytest.mark.parametrize("pack", ["nordlys", "example"])
def test_script_writes_the_files_that_are_here(pack: str, tmp_path: Path) -> None:
    script = [sys.executable, str(TESTS / f"make_{pack}.py")]
    check = subprocess.run([*script, "--check"], capture_output=True, text=True)
    assert (check.returncode, check.stderr) == (0, "")
    elsewhere = subprocess.run([*script, "--check", "--out", str(tmp_path)], capture_output=True)
    assert elsewhere.returncode == 1, "--check must see that files are not there"


def test_nordlys_looks_like_swedish_exports() -> None:
    contents = {file.name: file.read_bytes() for file in NORDLYS.glob("*.csv")}
    assert len(contents) == 8
    assert sum(map(len, contents.values())) < 1_500_000
    assert all(b";" in text and text.endswith(b"\r\n") for text in contents.values())
    assert {name for name, text in contents.items() if text.startswith(b"\xef\xbb\xbf")} == {
        *("recurring_revenue.csv", "cash.csv", "plan.csv", "exchange_rates.csv")
    }
    assert "Återkommande intäkter".encode("cp1252") in contents["ledger.csv"]
    assert b"\xa0" in contents["ledger.csv"]
    assert b"@" not in b"".join(contents.values())


def test_recurring_revenue_grows_ever_more_slowly(paid: dict[str, dict[str, float]]) -> None:
    yearly = {month: 12 * sum(amounts.values()) / 1e6 for month, amounts in paid.items()}
    assert len(yearly) == 36
    assert 50 < yearly[START] < 60
    assert 125 < yearly[END] < 140
    first_year = yearly["2024-10"] / yearly[START] - 1
    last_year = yearly[END] / yearly[YEAR_AGO] - 1
    assert 0.28 < last_year < 0.33 < 0.40 < first_year < 0.47


def test_small_customers_leave_and_large_ones_stay(
    customers: dict[str, Record], paid: dict[str, dict[str, float]]
) -> None:
    assert 380 < len(customers) < 420
    lost: dict[str, float] = {}
    for segment in ("Storföretag", "Medelstora", "Små"):
        before = {one for one in paid[YEAR_AGO] if customers[one]["Segment"] == segment}
        assert len(before) > 10
        lost[segment] = len(before - set(paid[END])) / len(before)
    assert lost["Storföretag"] == 0
    assert lost["Små"] > 0.2 > 0.08 > lost["Medelstora"]


def test_medium_sized_customers_grow(
    customers: dict[str, Record], paid: dict[str, dict[str, float]]
) -> None:
    before = {
        one: amount
        for one, amount in paid[YEAR_AGO].items()
        if customers[one]["Segment"] == "Medelstora"
    }
    now = sum(paid[END].get(one, 0) for one in before)
    assert now / sum(before.values()) > 1.1
    assert 0.05 < max(paid[END].values()) / sum(paid[END].values()) < 0.06


def test_customers_come_back_and_one_is_merged(
    customers: dict[str, Record], paid: dict[str, dict[str, float]]
) -> None:
    months = sorted(paid)
    returns = 0
    for place, month in enumerate(months[1:], start=1):
        earlier = set().union(*(paid[before] for before in months[:place]))
        returns += len(set(paid[month]) & earlier - set(paid[months[place - 1]]))
    assert returns >= 10
    merged = [one for one in customers.values() if one["Sammanslagen med"]]
    assert [one["Sammanslagen från"] for one in merged] == ["2025-11"]


def test_example_is_small_enough_to_read() -> None:
    customers = rows(EXAMPLE / "customers.csv", "utf-8", ",")
    revenue = rows(EXAMPLE / "recurring_revenue.csv", "utf-8", ",")
    ledger = rows(EXAMPLE / "ledger.csv", "utf-8", ",")
    assert len(customers) == 25
    assert len(revenue) < 600
    for month in ("2024-10", END):
        booked = [row for row in ledger if row["month"] == month and row["line"] == "Subscriptions"]
        paid = sum(float(row["mrr"]) for row in revenue if row["month"] == month)
        assert [float(row["amount"]) for row in booked] == [paid]
