from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.intake import tables
from reportgen.intake.header import normalised
from reportgen.intake.table import ColumnType, Table
from reportgen.members import load_members
from tests.intake.exports import read, table

TABLES = load_members(tables, Table)
CATALOGUE = {
    "customers": "customer_id name segment country cohort_month contract_start contract_term_months "
    "acquisition_channel merged_into merged_from_month",
    "recurring_revenue": "customer_id month mrr product_line plan seats currency kind "
    "recognised_revenue",
    "ledger": "month line amount category sm_part motion",
    "headcount": "month function fte contractors_fte",
    "cash": "month cash_end operating_cf investing_cf financing_cf",
    "deals": "deal_id created_date status amount_arr close_date expected_close segment type "
    "source_flow owner loss_reason sql_date customer_id currency",
    "plan": "month key value version",
    "exchange_rates": "currency month rate",
    "leads": "lead_id stage entered_at flow source campaign paid segment country score_decision "
    "score_need score_fit customer_id",
    "sales_activity": "date owner type count flow role",
    "product_usage": "customer_id month product_line active_users licensed_users key_events "
    "features_used integrations_active dau mau",
    "feedback": "date score type customer_id segment theme",
    "actions": "action owner kpi start target actual status due",
}


@pytest.mark.parametrize("name", CATALOGUE)
def test_tables_have_the_columns_of_the_catalogue(name: str) -> None:
    assert list(TABLES[name].columns) == CATALOGUE[name].split()


@pytest.mark.parametrize("name", TABLES)
def test_no_header_or_word_means_two_things(name: str) -> None:
    headers: dict[str, str] = {}
    for column_name, column in TABLES[name].columns.items():
        for word in (column_name, *column.synonyms):
            assert headers.setdefault(normalised(word), column_name) == column_name, word
        words: dict[str, str] = {}
        for choice, spellings in column.choices.items():
            for word in (choice, *spellings):
                assert words.setdefault(normalised(word), choice) == choice, word


@pytest.mark.parametrize("name", TABLES)
def test_tables_say_what_they_are_for(name: str) -> None:
    kind = TABLES[name]
    assert kind.title
    assert kind.unlocks
    assert kind.export
    assert set(kind.grain) <= set(kind.columns)
    assert {kind.month, kind.wide} - {""} <= set(kind.columns)
    for column in kind.columns.values():
        assert bool(column.choices) or column.type is not ColumnType.CHOICE


@pytest.mark.parametrize(
    ("name", "header", "row"),
    [
        (
            "recurring_revenue",
            "Kundnr;Månad;Återkommande intäkt (MRR);Produktlinje;Licenser",
            "K1;sep 2026;5,5;A;3",
        ),
        (
            "recurring_revenue",
            "Kundenr;Måned;Gjentakende inntekt;Produkt;Lisenser",
            "K1;sep 2026;5,5;A;3",
        ),
        (
            "recurring_revenue",
            "Asiakasnumero;Kuukausi;Toistuva liikevaihto;Tuote;Käyttäjät",
            "K1;syyskuu 2026;5,5;A;3",
        ),
        (
            "recurring_revenue",
            "Kundennummer;Monat;Wiederkehrender Umsatz;Produkt;Lizenzen",
            "K1;Sept 2026;5,5;A;3",
        ),
        (
            "recurring_revenue",
            "Customer;Period;Monthly recurring revenue;Product;Users",
            "K1;Sep 2026;5.5;A;3",
        ),
        (
            "ledger",
            "Period;Konto;Belopp;Kategori;Del av S&M",
            "2026-09;Löner;5,5;Försäljning och marknad;Personal sälj",
        ),
        ("ledger", "Måned;Kontonavn;Beløb;Kategori", "2026-09;Husleje;5,5;Administration"),
        ("ledger", "Monat;Konto;Betrag;Kategorie", "09/2026;Miete;5,5;Verwaltung"),
        ("ledger", "Kuukausi;Tili;Summa;Luokka", "9/2026;Vuokra;5,5;hallinto"),
        ("headcount", "Månad;Funktion;Heltidstjänster;Konsulter", "okt 2025;Försäljning;8,5;1"),
        ("headcount", "Monat;Abteilung;Mitarbeiter", "Okt 2025;Vertrieb;8,5"),
        ("cash", "Måned;Likvide midler;Drift;Investeringer;Finansiering", "2026-09;5,5;-1;−2;0"),
        (
            "deals",
            "Affärs-ID;Skapad;Fas;Årsvärde;Stängd;Typ",
            "1;2026-08-02;Vunnen;5,5;2026-09-01;Nyförsäljning",
        ),
        (
            "deals",
            "Deal ID;Create Date;Deal Stage;Amount;Close Date",
            "1;2026-08-02 10:00;closedwon;5.5;2026-09-01 00:00",
        ),
        (
            "deals",
            "Opportunity ID;Created;Stage;ARR;Close Date;Type",
            "1;2026-08-02;Closed Lost;;2026-09-01;New Business",
        ),
        ("plan", "Nyckel;Månad;Värde;Version", "new_arr;2026-09;5,5;prognos"),
        ("exchange_rates", "Valuutta;Kuukausi;Kurssi", "eur;2026-09;11,4498"),
        ("customers", "Kundnr;Kundnamn;Segment;Land;Kanal", "K1;Asp;Små;Sverige;Partner"),
        ("customers", "Customer ID;Company;Size;Market;Channel", "K1;Asp;S;Sweden;Partner"),
    ],
)
def test_headers_and_words_of_our_users_are_known(
    tmp_path: Path, name: str, header: str, row: str
) -> None:
    settings = "".join(
        f'[checks.{check}]\nwaive = "one row only"\n'
        for check in ("exports_reach_the_period", "months_are_complete")
    )
    dataset = read(tmp_path, {f"{name}.csv": f"{header}\n{row}\n"}, settings)
    assert dataset.further[name] == ()
    assert dataset.tables[name].height == 1
    assert dataset.tables[name].null_count().sum_horizontal()[0] == row.split(";").count("")


@pytest.mark.parametrize(
    ("word", "status"),
    [
        *(("Closed Won", "won"), ("closedwon", "won"), ("WON", "won"), ("vundet", "won")),
        *(("vunnet", "won"), ("gewonnen", "won"), ("voitettu", "won"), ("tabt", "lost")),
        *(("tapt", "lost"), ("verloren", "lost"), ("hävitty", "lost"), ("förlorad", "lost")),
        *(("åben", "open"), ("åpen", "open"), ("offen", "open"), ("avoin", "open")),
        *(("Negotiation/Review", "open"), ("appointmentscheduled", "open"), ("öppen", "open")),
    ],
)
def test_deals_are_open_won_or_lost_in_any_language(tmp_path: Path, word: str, status: str) -> None:
    content = f"deal_id;created;stage;amount;close date\n1;2026-09-01;{word};5;2026-09-02\n"
    assert table(tmp_path, "deals", content)["status"].to_list() == [status]


def test_functions_of_the_headcount_are_an_open_list(tmp_path: Path) -> None:
    content = "month;function;fte\n2026-09;Myynti;5\n2026-09;Legal;1\n"
    assert table(tmp_path, "headcount", content)["function"].to_list() == ["sales", "Legal"]
