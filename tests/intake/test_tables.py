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
        (
            "leads",
            "Leadnr;Steg;Datum;Flöde;Källa;Kampanj;Betald;Kundsegment;Land;Beslutskraft;Behov;"
            "Passform;Kundnr",
            "L1;Säljlead;2026-09-03;Inkommande;Annonser;Sök;ja;Små;Sverige;3;2,5;1;K1",
        ),
        (
            "leads",
            "Lead nr.;Trin;Dato;Flow;Kilde;Kampagne;Betalt;Kundesegment;Land;Beslutningskraft;"
            "Behov;Match;Kundenr.",
            "L1;Salgsemne;03.09.2026;Indgående;Annoncer;Søg;nej;Små;Danmark;3;2,5;1;K1",
        ),
        (
            "leads",
            "Leadnr;Fase;Dato;Flyt;Kilde;Kampanje;Betalt;Kundesegment;Land;Beslutningskraft;Behov;"
            "Passform;Kundenr",
            "L1;Salgsemne;03.09.2026;Innkommende;Annonser;Søk;nei;Små;Norge;3;2,5;1;K1",
        ),
        (
            "leads",
            "Liidi;Vaihe;Päivä;Virta;Lähde;Kampanja;Maksettu;Segmentti;Maa;Päätösvalta;Tarve;"
            "Sopivuus;Asiakasnumero",
            "L1;Myyntiliidi;3.9.2026;Saapuva;Haku;Kevät;kyllä;Pieni;Suomi;3;2,5;1;K1",
        ),
        (
            "leads",
            "Lead-ID;Phase;Datum;Prozess;Quelle;Kampagne;Bezahlt;Kundengruppe;Markt;"
            "Entscheidungskraft;Bedarf;Passung;Kundennummer",
            "L1;Verkaufslead;03.09.2026;Eingehend;Suche;Herbst;nein;Klein;DE;3;2,5;1;K1",
        ),
        (
            "leads",
            "Record ID;Lifecycle Stage;Date entered;Flow type;Original Source;Campaign name;"
            "From ads;Customer segment;Market;Authority;Need;Fit;Customer ID",
            "1;salesqualifiedlead;2026-09-03 10:00;Inbound;Paid Search;Autumn;true;S;SE;3;2.5;1;K1",
        ),
        ("leads", "Lead ID;Lead Status;Created Date;Lead Source", "1;Working;2026-09-03;Web"),
        (
            "sales_activity",
            "Datum;Säljare;Aktivitet;Antal;Flöde;Roll",
            "2026-09-03;Åsa L.;Uppringda;34;Utgående;Säljare",
        ),
        (
            "sales_activity",
            "Dato;Sælger;Aktivitetstype;Antal;Flow;Rolle",
            "03.09.2026;Dorte Ø.;Besvarede opkald;12;Udgående;Sælger",
        ),
        (
            "sales_activity",
            "Dato;Selger;Aktivitet;Antall;Flyt;Rolle",
            "03.09.2026;Sølvi A.;Gjennomførte møter;2;Utgående;Selger",
        ),
        (
            "sales_activity",
            "Päivä;Myyjä;Tyyppi;Lukumäärä;Virta;Rooli",
            "3.9.2026;Väinö R.;Sähköposti;20;Lähtevä;Myyjä",
        ),
        (
            "sales_activity",
            "Tag;Verkäufer;Aktivität;Anzahl;Prozess;Rolle",
            "03.09.2026;Jörg T.;Vereinbarte Termine;1;Ausgehend;Innendienst",
        ),
        (
            "sales_activity",
            "Activity Date;Assigned To;Activity Type;Quantity;Flow;Job title",
            "2026-09-03;Ann B.;Follow-up;8;Nurture;Hunter",
        ),
        (
            "product_usage",
            "Kundnr;Månad;Produktlinje;Aktiva användare;Licenser;Nyckelhändelser;"
            "Använda funktioner;Aktiva integrationer;Dagliga användare;Månadsanvändare",
            "K1;sep 2026;A;20;25;1 200;9;2;11;21",
        ),
        (
            "product_usage",
            "Kundenr;Måned;Produkt;Aktive brugere;Licenser;Hændelser;Anvendte funktioner;"
            "Integrationer;Daglige brugere;Månedlige brugere",
            "K1;sep 2026;A;20;25;1200;9;2;11;21",
        ),
        (
            "product_usage",
            "Kundenr;Måned;Produkt;Aktive brukere;Lisenser;Hendelser;Funksjoner;Integrasjoner;"
            "Daglige brukere;Månedlige brukere",
            "K1;sep 2026;A;20;25;1 200;9;2;11;21",
        ),
        (
            "product_usage",
            "Asiakasnumero;Kuukausi;Tuote;Aktiiviset käyttäjät;Lisenssit;Tapahtumat;Toiminnot;"
            "Integraatiot;Päivittäiset käyttäjät;Kuukausittaiset käyttäjät",
            "K1;syyskuu 2026;A;20;25;1 200;9;2;11;21",
        ),
        (
            "product_usage",
            "Kundennummer;Monat;Produkt;Aktive Nutzer;Lizenzen;Ereignisse;Funktionen;"
            "Integrationen;Tägliche Nutzer;Monatliche Nutzer",
            "K1;Sept 2026;A;20;25;1200;9;2;11;21",
        ),
        (
            "product_usage",
            "Account ID;Period;Product;Users active;Seats;Events;Features;Integrations;"
            "Daily active users;Monthly active users",
            "K1;Sep 2026;A;20;25;1200;9;2;11;21",
        ),
        (
            "feedback",
            "Svarsdatum;Betyg;Undersökning;Kundnr;Kundsegment;Tema",
            "2026-09-03;9;Rekommendation;K1;Små;Pris",
        ),
        (
            "feedback",
            "Svardato;Karakter;Undersøgelse;Kundenr;Kundesegment;Emne",
            "03.09.2026;4;Kundetilfredshed;K1;Små;Pris",
        ),
        (
            "feedback",
            "Svardato;Karakter;Undersøkelse;Kundenr;Kundesegment;Tema",
            "03.09.2026;9;Anbefaling;K1;Små;Pris",
        ),
        (
            "feedback",
            "Vastauspäivä;Arvosana;Kysely;Asiakasnumero;Segmentti;Aihe",
            "3.9.2026;4;Asiakastyytyväisyys;K1;Pieni;Hinta",
        ),
        (
            "feedback",
            "Antwortdatum;Bewertung;Umfrage;Kundennummer;Kundengruppe;Thema",
            "03.09.2026;9;Weiterempfehlung;K1;Klein;Preis",
        ),
        (
            "feedback",
            "Response Date;Rating;Survey;Customer ID;Customer segment;Topic",
            "2026-09-03;9;NPS;K1;Small;Price",
        ),
        (
            "actions",
            "Åtgärd;Ansvarig;Nyckeltal;Utgångsläge;Mål;Utfall;Status;Klart",
            "Svara i tid;Åsa L.;Andel i tid;58 %;85 %;67,5 %;Pågår;2026-09-30",
        ),
        (
            "actions",
            "Indsats;Ansvarlig;Nøgletal;Udgangspunkt;Mål;Faktisk;Status;Frist",
            "Svar til tiden;Dorte Ø.;Andel til tiden;58;85;67,5;I gang;30.09.2026",
        ),
        (
            "actions",
            "Tiltak;Ansvarlig;Nøkkeltall;Utgangspunkt;Mål;Faktisk;Status;Frist",
            "Svar i tide;Sølvi A.;Andel i tide;58;85;67,5;Pågår;30.09.2026",
        ),
        (
            "actions",
            "Toimenpide;Vastuuhenkilö;Mittari;Lähtötaso;Tavoite;Toteuma;Tila;Määräaika",
            "Vastaa ajoissa;Väinö R.;Osuus;58;85;67,5;Kesken;30.9.2026",
        ),
        (
            "actions",
            "Maßnahme;Verantwortlich;Kennzahl;Ausgangswert;Ziel;Ist;Stand;Fällig",
            "Fristgerecht antworten;Jörg T.;Anteil;58;85;67,5;Läuft;30.09.2026",
        ),
        (
            "actions",
            "Initiative;Responsible;Metric;Baseline;Goal;Current;State;Due date",
            "Answer in time;Ann B.;Share in time;58;85;67.5;Running;2026-09-30",
        ),
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


@pytest.mark.parametrize(
    ("flow", "words"),
    [
        ("inbound", "Inbound inkommande indgående innkommende eingehend saapuva"),
        ("outbound", "Outbound utgående udgående ausgehend lähtevä"),
        ("nurture", "Nurture nurturing bearbetning pleje pflege hoiva"),
        ("events", "events"),
    ],
)
def test_flows_are_an_open_list_in_any_language(tmp_path: Path, flow: str, words: str) -> None:
    lines = [f"L{n};prospect;2026-09-01;{word}" for n, word in enumerate(words.split())]
    content = "lead_id;stage;entered_at;flow\n" + "\n".join(lines) + "\n"
    assert set(table(tmp_path, "leads", content)["flow"]) == {flow}


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("call_dialled", "Uppringda; Opkald; Oppringninger; Puhelut; Anrufe; Calls dialled"),
        (
            "call_answered",
            "Besvarade samtal; Besvarede opkald; Besvarte anrop; Vastatut puhelut; "
            "Angenommene Anrufe; Calls answered",
        ),
        ("email", "Mejl; E-mail; E-post; Sähköposti; Mail; Emails"),
        (
            "meeting_booked",
            "Bokade möten; Bookede møder; Avtalte møter; Sovitut tapaamiset; Vereinbarte Termine; "
            "Meetings booked",
        ),
        (
            "meeting_held",
            "Genomförda möten; Afholdte møder; Gjennomførte møter; Tapaamiset; Termine; Meetings held",
        ),
        ("follow_up", "Uppföljning; Opfølgning; Oppfølging; Seuranta; Nachfassen; Follow-up"),
    ],
)
def test_activities_are_known_in_any_language(tmp_path: Path, kind: str, words: str) -> None:
    lines = [f"2026-09-01;P{n};{word};1" for n, word in enumerate(words.split("; "))]
    content = "date;owner;type;count\n" + "\n".join(lines) + "\n"
    assert set(table(tmp_path, "sales_activity", content)["type"]) == {kind}


@pytest.mark.parametrize(
    "word", ["ja", "Ja", "JA", "yes", "true", "1", "x", "kyllä", "sant", "wahr"]
)
@pytest.mark.parametrize("other", ["nej", "nei", "nein", "no", "false", "0", "ei"])
def test_a_lead_was_paid_for_or_not(tmp_path: Path, word: str, other: str) -> None:
    rows = f"L1;visitor;2026-09-01;{word}\nL2;visitor;2026-09-01;{other}\n"
    paid = table(tmp_path, "leads", "lead_id;stage;entered_at;paid\n" + rows)["paid"]
    assert paid.to_list() == ["yes", "no"]
