"""What must hold between the exports before they are written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import pairwise

from tests.nordlys.customers import CORE, MRR
from tests.nordlys.deals import NEW_SALE, OPEN, WON
from tests.nordlys.leads import SALES as SALES_LEAD
from tests.nordlys.ledger import RECURRING
from tests.nordlys.months import LAST, MERGER, MONTHS, month, month_end
from tests.nordlys.people import TEAMS
from tests.nordlys.table import Record, Table, demand, hundredths, read


def check(tables: Mapping[str, Table]) -> None:
    """Refuse to write files that contradict themselves; works on the text that is written."""
    records = {name: read(table) for name, table in tables.items()}
    check_revenue(records["recurring_revenue.csv"], records["customers.csv"])
    check_merger(records["recurring_revenue.csv"], records["customers.csv"])
    check_ledger(records)
    check_cash(records)
    check_deals(records["deals.csv"], records["customers.csv"])
    check_leads(records["leads.csv"], records["deals.csv"])
    check_usage(records["product_usage.csv"], records["recurring_revenue.csv"])
    check_answers(records["feedback.csv"], records["recurring_revenue.csv"])


def check_revenue(rows: list[Record], customers: list[Record]) -> None:
    keys = Counter((row["Kundnr"], row["Produktlinje"], row["Månad"]) for row in rows)
    demand(max(keys.values()) == 1, "a customer has two rows for a line in a month")
    known = {customer["Kundnr"]: customer["Första betalning"] for customer in customers}
    demand(len(known) == len(customers), "a customer number stands twice")
    demand({row["Kundnr"] for row in rows} == set(known), "customers and revenue do not match")
    demand({row["Månad"] for row in rows} == {month(t) for t in range(MONTHS)}, "months missing")
    demand(all(hundredths(row[MRR]) > 0 for row in rows), "revenue of nothing or less")
    demand(all(row["Månad"] >= known[row["Kundnr"]] for row in rows), "paid before first payment")


def check_merger(rows: list[Record], customers: list[Record]) -> None:
    merged = [customer for customer in customers if customer["Sammanslagen med"]]
    demand(len(merged) == 1, "there should be one merger")
    for child in merged:
        start, parent = child["Sammanslagen från"], child["Sammanslagen med"]
        months = {row["Månad"] for row in rows if row["Kundnr"] == child["Kundnr"]}
        demand(max(months) == month(MERGER - 1), "the child does not end where the parent begins")
        amounts = Counter[str]()
        for row in rows:
            if row["Kundnr"] in (parent, child["Kundnr"]):
                amounts[row["Månad"]] += hundredths(row[MRR])
        change = amounts[start] / amounts[month(MERGER - 1)] - 1
        demand(abs(change) < 0.15, f"the merger changes revenue by {change:.1%}")


def check_ledger(records: Mapping[str, list[Record]]) -> None:
    rates = {
        row["Månad"]: hundredths(row["Kurs"]) / 10_000 for row in records["exchange_rates.csv"]
    }
    recurring, booked = Counter[str](), Counter[str]()
    for row in records["recurring_revenue.csv"]:
        rate = rates[row["Månad"]] if row["Valuta"] == "EUR" else 1
        recurring[row["Månad"]] += round(hundredths(row[MRR]) * rate)
    for row in records["ledger.csv"]:
        demand(hundredths(row["Belopp"]) >= 0, "amounts of the ledger are positive")
        if row["Kategori"] == RECURRING:
            booked[row["Period"][:7]] += hundredths(row["Belopp"])
    demand(set(booked) == set(recurring) == set(rates), "months missing in ledger or rates")
    for when, amount in booked.items():
        gap = amount / recurring[when] - 1
        demand(abs(gap) < 0.01, f"{when}: ledger and recurring revenue differ by {gap:.2%}")


def check_cash(records: Mapping[str, list[Record]]) -> None:
    rows = records["cash.csv"]
    demand(
        [row["Månad"] for row in rows] == [month_end(t).isoformat() for t in range(MONTHS)], "cash"
    )
    for before, row in pairwise(rows):
        flow = sum(
            hundredths(row[part])
            for part in ("Löpande verksamhet", "Investeringar", "Finansiering")
        )
        gap = hundredths(row["Likvida medel"]) - hundredths(before["Likvida medel"]) - flow
        demand(gap == 0, f"{row['Månad']}: cash does not move with its flows")
        demand(hundredths(row["Likvida medel"]) > 0, f"{row['Månad']}: the money is gone")
    people_rows = Counter(row["Månad"] for row in records["headcount.csv"])
    demand(set(people_rows.values()) == {len(TEAMS)} and len(people_rows) == MONTHS, "headcount")


def check_deals(deals: list[Record], customers: list[Record]) -> None:
    """One won new deal per new customer, in the month of the first payment."""
    won = Counter(
        deal["Stängd"][:7] for deal in deals if (deal["Status"], deal["Typ"]) == (WON, NEW_SALE)
    )
    firsts = Counter(customer["Första betalning"] for customer in customers)
    expected = {when: count for when, count in firsts.items() if when >= month(0)}
    demand(won == expected, "won new deals and new customers do not match")
    for deal in deals:
        demand(deal["Skapad"] <= (deal["Stängd"] or "9"), "a deal closed before it was created")
        demand((deal["Status"] == OPEN) == (not deal["Stängd"]), "only open deals have no close")


def check_leads(leads: list[Record], deals: list[Record]) -> None:
    """Every qualified new deal of the three flows has its sales lead, on the same day."""
    flows = {lead["Flöde"] for lead in leads}
    begins = min(lead["Datum"] for lead in leads)
    sold = Counter(
        (deal["Källa"], deal["Kvalificerad (SQL)"])
        for deal in deals
        if deal["Typ"] == NEW_SALE
        and deal["Källa"] in flows
        and deal["Kvalificerad (SQL)"] >= begins
    )
    found = Counter((lead["Flöde"], lead["Datum"]) for lead in leads if lead["Steg"] == SALES_LEAD)
    demand(sold <= found, "a deal was qualified without a sales lead")
    steps = Counter((lead["Leadnr"], lead["Steg"], lead["Datum"], lead["Flöde"]) for lead in leads)
    demand(max(steps.values()) == 1, "a lead enters a stage twice on a day")
    demand(max(lead["Datum"] for lead in leads) <= month_end(LAST).isoformat(), "leads to come")


def check_usage(uses: list[Record], rows: list[Record]) -> None:
    """Nobody uses what is not paid for, and everybody who pays for the core is counted."""
    seats = {(row["Kundnr"], row["Månad"], row["Produktlinje"]): row["Licenser"] for row in rows}
    counted = {(use["Kundnr"], use["Månad"], use["Produktlinje"]): use for use in uses}
    demand(len(counted) == len(uses), "a customer's use is counted twice")
    begins = min(use["Månad"] for use in uses)
    core = {key for key in seats if key[1] >= begins and key[2] == CORE}
    demand(core <= set(counted), "a customer whose use nobody counted")
    for key, use in counted.items():
        numbers = (use["Aktiva användare"], use["Månadsanvändare"], use["Licenser"])
        active, monthly, licensed = map(int, numbers)
        demand(seats.get(key) == use["Licenser"], f"{key}: licences differ from what is paid for")
        demand(0 < active <= monthly <= licensed, f"{key}: more users than licences")
        demand(int(use["Dagliga användare"]) <= monthly, f"{key}: more users a day than a month")


def check_answers(answers: list[Record], rows: list[Record]) -> None:
    """Only those who pay are asked."""
    paying = {(row["Kundnr"], row["Månad"]) for row in rows}
    for answer in answers:
        who = answer["Kundnr"], answer["Svarsdatum"][:7]
        demand(not answer["Kundnr"] or who in paying, f"{who} answered and is no customer")
