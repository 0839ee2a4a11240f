"""What customers answered when they were asked."""

from __future__ import annotations

from reportgen.intake.table import Column, ColumnType, Table
from reportgen.intake.tables.customers import CUSTOMER_ID

feedback = Table(
    title="Feedback",
    grain=(),
    unlocks="net promoter score, satisfaction, themes, and segments that pay but are unhappy",
    export="the survey tool's or ticket system's answers",
    columns={
        "date": Column(
            ColumnType.DATE,
            required=True,
            filled=True,
            synonyms=(
                *("response date", "answered at", "submitted at", "datum", "svarsdatum", "dato"),
                *("svardato", "antwortdatum", "päivä", "vastauspäivä"),
            ),
        ),
        "score": Column(
            ColumnType.NUMBER,
            required=True,
            filled=True,
            negative=False,
            synonyms=(
                *("rating", "answer", "betyg", "poäng", "svar", "karakter", "note", "bewertung"),
                *("punkte", "arvosana", "pisteet"),
            ),
        ),
        "type": Column(
            ColumnType.CHOICE,
            choices={
                "nps": (
                    *("net promoter score", "nps survey", "rekommendation", "anbefaling"),
                    *("weiterempfehlung", "suosittelu"),
                ),
                "csat": (
                    *("customer satisfaction", "satisfaction", "kundnöjdhet", "nöjdhet", "nki"),
                    *("kundetilfredshed", "tilfredshed", "kundetilfredshet", "tilfredshet"),
                    *("kundenzufriedenheit", "zufriedenheit", "asiakastyytyväisyys"),
                ),
            },
            synonyms=(
                *("survey", "survey type", "typ", "undersökning", "undersøgelse"),
                *("undersøkelse", "umfrage", "art", "kysely", "tyyppi"),
            ),
        ),
        "customer_id": Column(ColumnType.TEXT, key=True, synonyms=CUSTOMER_ID),
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
        "theme": Column(
            ColumnType.TEXT,
            synonyms=("topic", "category", "tema", "ämne", "emne", "thema", "aihe", "teema"),
        ),
    },
)
