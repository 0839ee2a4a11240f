"""Leads as they move: one row for each stage that a lead enters."""

from __future__ import annotations

from reportgen.intake.table import Column, ColumnType, Table
from reportgen.intake.tables.customers import CUSTOMER_ID

YES_OR_NO = {
    "yes": ("1", "true", "y", "ja", "j", "sann", "sant", "wahr", "kyllä", "x"),
    "no": ("0", "false", "n", "nej", "nei", "falsk", "usann", "nein", "falsch", "ei"),
}

leads = Table(
    title="Leads",
    grain=("lead_id", "stage", "entered_at", "flow"),
    unlocks="the three funnels, their conversions and times, cost per lead and the bottleneck",
    export="the stage history of the marketing automation or CRM",
    staged=("stage", "entered_at"),
    columns={
        "lead_id": Column(
            ColumnType.TEXT,
            required=True,
            filled=True,
            key=True,
            synonyms=(
                *("lead", "contact id", "contact", "record id", "id", "lead number", "lead nr"),
                *("leadnr", "kontakt id", "kontakt", "liidi id", "liidi", "yhteyshenkilö"),
            ),
        ),
        "stage": Column(
            ColumnType.TEXT,
            required=True,
            filled=True,
            synonyms=(
                *("lifecycle stage", "lead stage", "lead status", "status", "steg", "fas"),
                *("leadstatus", "trin", "fase", "stufe", "phase", "vaihe", "tila"),
            ),
        ),
        "entered_at": Column(
            ColumnType.DATE,
            required=True,
            filled=True,
            synonyms=(
                *("entered", "entered on", "date entered", "date", "stage date", "created date"),
                *("create date", "datum", "inträdde", "in i steget", "dato", "indtrådt"),
                *("eingetreten am", "eingetreten", "siirtyi", "päivä", "päivämäärä"),
            ),
        ),
        "flow": Column(
            ColumnType.TEXT,
            choices={
                "outbound": ("utgående", "udgående", "ausgehend", "lähtevä"),
                "inbound": ("inkommande", "indgående", "innkommende", "eingehend", "saapuva"),
                "nurture": ("nurturing", "bearbetning", "pleje", "pflege", "hoiva"),
                "partner": ("partners", "kumppani"),
            },
            synonyms=("source flow", "process", "flöde", "flow type", "flyt", "prozess", "virta"),
        ),
        "source": Column(
            ColumnType.TEXT,
            synonyms=(
                *("lead source", "original source", "channel", "källa", "kanal", "kilde"),
                *("quelle", "lähde", "kanava"),
            ),
        ),
        "campaign": Column(
            ColumnType.TEXT,
            synonyms=("campaign name", "kampanj", "kampagne", "kampanje", "kampanja"),
        ),
        "paid": Column(
            ColumnType.CHOICE,
            choices=YES_OR_NO,
            synonyms=("from ads", "paid lead", "betald", "annons", "betalt", "bezahlt", "maksettu"),
        ),
        "segment": Column(
            ColumnType.TEXT,
            synonyms=(
                "customer segment",
                "kundsegment",
                "kundesegment",
                "kundengruppe",
                "segmentti",
            ),
        ),
        "country": Column(
            ColumnType.TEXT,
            synonyms=("market", "land", "marknad", "marked", "markt", "maa", "markkina"),
        ),
        "score_decision": Column(
            ColumnType.NUMBER,
            negative=False,
            synonyms=(
                *("decision power", "authority", "beslutskraft", "beslutningskraft"),
                *("entscheidungskraft", "entscheidungsbefugnis", "päätösvalta"),
            ),
        ),
        "score_need": Column(
            ColumnType.NUMBER,
            negative=False,
            synonyms=("need", "behov", "bedarf", "tarve"),
        ),
        "score_fit": Column(
            ColumnType.NUMBER,
            negative=False,
            synonyms=("fit", "passform", "passar", "match", "passung", "sopivuus"),
        ),
        "customer_id": Column(ColumnType.TEXT, key=True, synonyms=CUSTOMER_ID),
    },
)
