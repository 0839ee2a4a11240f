"""The packs in inputs/ are what their scripts write, and tell the story that they claim to tell."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections import Counter, defaultdict
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
    assert len(contents) == 13
    assert sum(map(len, contents.values())) < 4_000_000
    assert all(b";" in text and text.endswith(b"\r\n") for text in contents.values())
    assert {name for name, text in contents.items() if text.startswith(b"\xef\xbb\xbf")} == {
        *("recurring_revenue.csv", "cash.csv", "plan.csv", "exchange_rates.csv"),
        "product_usage.csv",
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


@pytest.fixture(scope="module")
def leads() -> list[Record]:
    return rows(NORDLYS / "leads.csv", "cp1252", ";")


def going_on(leads: list[Record], flow: str, stage: str, after: str, since: str, to: str) -> float:
    """The share of a flow's leads in a stage that reached another one, for months of entry."""
    entered, reached = (
        {lead["Leadnr"]: lead["Datum"] for lead in leads if (lead["Flöde"], lead["Steg"]) == step}
        for step in ((flow, stage), (flow, after))
    )
    cohort = [one for one, day in entered.items() if since <= day[:7] <= to]
    assert len(cohort) > 50
    assert all(entered[one] <= reached[one] for one in cohort if one in reached)
    return sum(one in reached for one in cohort) / len(cohort)


def test_advertising_brings_more_leads_of_less_worth(leads: list[Record]) -> None:
    months = Counter(lead["Datum"][:7] for lead in leads if lead["Steg"] == "Besökare")
    assert (min(months), max(months), len(months)) == ("2024-07", END, 27)
    assert all(80 < count < 450 for count in months.values())
    step = ("Inkommande", "Marknadslead", "Säljlead")
    before = going_on(leads, *step, "2024-07", "2024-12")
    pushed = going_on(leads, *step, "2025-04", "2025-12")
    now = going_on(leads, *step, "2026-04", "2026-06")
    assert 0.2 < pushed < now < before < 0.31
    assert 0.12 < going_on(leads, "Utgående", "Prospekt", "Säljlead", "2025-07", "2026-06") < 0.2
    back = going_on(leads, "Bearbetning", "Bearbetat lead", "Marknadslead", "2025-07", "2026-06")
    assert 0.15 < back < 0.25


def test_leads_that_became_customers_are_known(
    leads: list[Record], customers: dict[str, Record]
) -> None:
    bought = {lead["Kundnr"]: lead for lead in leads if lead["Kundnr"]}
    assert len(bought) > 100
    for customer, lead in bought.items():
        assert customers[customer]["Segment"] == lead["Segment"]
        assert customers[customer]["Land"] == lead["Land"]
    scored = {lead["Behov"] for lead in leads if lead["Steg"] == "Säljlead"}
    assert scored == {"1", "2", "3", "4", "5"}


def test_sellers_of_the_deals_are_those_who_call() -> None:
    done = rows(NORDLYS / "sales_activity.csv", "cp1252", ";")
    sellers = {row["Säljare"] for row in done}
    assert len(sellers) == 9
    assert sellers < {deal["Ansvarig"] for deal in rows(NORDLYS / "deals.csv", "cp1252", ";")}
    days = {(row["Säljare"], row["Datum"]) for row in done if row["Roll"] == "Nykundsjägare"}
    calls = {
        kind: sum(
            int(row["Antal"])
            for row in done
            if (row["Roll"], row["Aktivitet"]) == ("Nykundsjägare", kind)
        )
        / len(days)
        for kind in ("Uppringda", "Besvarade samtal", "Bokade möten")
    }
    assert 45 < calls["Uppringda"] < 60
    assert 12 < calls["Besvarade samtal"] < 20, "fewer than one should ask of a hunter"
    assert 0.5 < calls["Bokade möten"] < 1


@pytest.fixture(scope="module")
def used() -> dict[tuple[str, str], float]:
    """Customer and month -> the share of the core's licences that is used."""
    return {
        (row["Kundnr"], row["Månad"]): int(row["Aktiva användare"]) / int(row["Licenser"])
        for row in rows(NORDLYS / "product_usage.csv", "utf-8-sig", ";")
        if row["Produktlinje"] == "Kärna"
    }


def test_use_falls_before_customers_leave(
    used: dict[tuple[str, str], float], paid: dict[str, dict[str, float]]
) -> None:
    gone = set(paid["2026-03"]) - set(paid[END])
    there = set(paid["2026-03"]) & set(paid[END])
    shares = [
        [used[one, "2026-03"] for one in group if (one, "2026-03") in used]
        for group in (gone, there)
    ]
    assert len(shares[0]) > 20
    assert sum(shares[0]) / len(shares[0]) < 0.6 < 0.65 < sum(shares[1]) / len(shares[1])


def test_large_customers_would_not_recommend_what_they_pay_for() -> None:
    answers = [
        answer
        for answer in rows(NORDLYS / "feedback.csv", "cp1252", ";")
        if answer["Undersökning"] == "Rekommendation"
    ]
    surveys = sorted({answer["Svarsdatum"][:7] for answer in answers})
    assert surveys == ["2024-03", "2024-09", "2025-03", YEAR_AGO, "2026-03", END]
    score = {}
    for segment in ("Storföretag", "Medelstora", "Små"):
        own = [int(answer["Betyg"]) for answer in answers if answer["Segment"] == segment]
        last = own[-15:]
        score[segment] = sum((one > 8) - (one < 7) for one in last) / len(last)
    assert score["Storföretag"] < -0.2 < 0 < score["Medelstora"]
    low = [
        answer["Tema"]
        for answer in answers
        if answer["Segment"] == "Storföretag" and int(answer["Betyg"]) < 7 and answer["Tema"]
    ]
    assert Counter(low).most_common(1)[0][0] == "Svarstid i support"


def test_management_forecasts_the_next_quarter() -> None:
    plan = rows(NORDLYS / "plan.csv", "utf-8-sig", ";")
    forecasts = {row["Nyckel"]: row for row in plan if row["Version"] == "prognos"}
    assert {"annual_recurring_revenue", "new_arr", "new_customers"} <= set(forecasts)
    assert all(row["2025-10"] and row["2026-12"] for row in forecasts.values())
    budget = {row["Nyckel"]: row for row in plan if row["Version"] == "budget"}
    assert money(budget["new_arr"]["2026-12"]) > 0
    assert not budget["new_arr"]["2025-12"]


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
