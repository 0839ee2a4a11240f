"""Sales opportunities, open, won and lost."""

from __future__ import annotations

from reportgen.intake.table import Column, ColumnType, Table
from reportgen.intake.tables.customers import CUSTOMER_ID
from reportgen.intake.tables.recurring_revenue import CURRENCY

deals = Table(
    title="Deals",
    grain=("deal_id",),
    unlocks="win rate, sales cycle, deal size, pipeline coverage and reasons for losses",
    export="the CRM's list of opportunities",
    columns={
        "deal_id": Column(
            ColumnType.TEXT,
            required=True,
            filled=True,
            key=True,
            synonyms=(
                *("opportunity id", "record id", "id", "deal", "affärs id", "affär"),
                *("affärsnummer", "salgsmulighed id", "salgsmulighet id", "mulighed", "mulighet"),
                *("angebots id", "verkaufschance", "chance id", "kauppa id", "kauppa"),
                *("myyntimahdollisuus",),
            ),
        ),
        "created_date": Column(
            ColumnType.DATE,
            required=True,
            filled_when={"status": ("won", "lost")},
            synonyms=(
                *("create date", "created", "created on", "created at", "deal created"),
                *("engage date", "skapad", "skapat", "skapad datum", "skapelsedatum"),
                *("oprettet", "oprettelsesdato", "opprettet", "opprettet dato", "erstellt"),
                *("erstellt am", "erstellungsdatum", "luotu", "luontipäivä"),
            ),
        ),
        "status": Column(
            ColumnType.CHOICE,
            required=True,
            filled=True,
            synonyms=(
                *("stage", "deal stage", "stage name", "deal status", "opportunity stage"),
                *("fas", "steg", "fase", "trin", "phase", "tila", "vaihe"),
            ),
            choices={
                "open": (
                    *("öppen", "öppet", "pågående", "pågår", "åben", "igangværende", "åpen"),
                    *("pågående", "offen", "laufend", "avoin", "kesken", "in progress"),
                    *("new", "prospecting", "qualification", "needs analysis", "engaging"),
                    *("value proposition", "id. decision makers", "perception analysis"),
                    *("proposal/price quote", "negotiation/review", "proposal", "negotiation"),
                    *("appointmentscheduled", "appointment scheduled", "qualifiedtobuy"),
                    *("qualified to buy", "presentationscheduled", "presentation scheduled"),
                    *("decisionmakerboughtin", "decision maker bought-in", "contractsent"),
                    *("contract sent",),
                ),
                "won": (
                    *("closed won", "closedwon", "vunnen", "vunnet", "vunna", "vundet"),
                    *("gewonnen", "voitettu"),
                ),
                "lost": (
                    *("closed lost", "closedlost", "förlorad", "förlorat", "tabt", "tapt"),
                    *("verloren", "hävitty", "menetetty"),
                ),
            },
        ),
        "amount_arr": Column(
            ColumnType.MONEY,
            required=True,
            filled_when={"status": ("won",)},
            synonyms=(
                *("arr", "amount", "deal amount", "value", "deal value", "close value", "belopp"),
                *("årsvärde", "affärsvärde", "värde", "beløb", "årlig værdi", "værdi", "beløp"),
                *("årsverdi", "verdi", "betrag", "jahreswert", "wert", "arvo", "vuosiarvo"),
                *("summa",),
            ),
        ),
        "close_date": Column(
            ColumnType.DATE,
            filled_when={"status": ("won", "lost")},
            synonyms=(
                *("closed date", "closed on", "date closed", "closed", "avslutad"),
                *("avslutsdatum", "stängd", "stängningsdatum", "afsluttet", "lukkedato"),
                *("avsluttet", "lukket", "abgeschlossen", "abschlussdatum", "suljettu"),
                *("päätöspäivä", "sulkupäivä"),
            ),
        ),
        "expected_close": Column(
            ColumnType.DATE,
            synonyms=(
                *("expected close date", "forecast close date", "förväntat avslut"),
                *("förväntat avslutsdatum", "forventet lukkedato", "forventet afslutning"),
                *("forventet lukket", "forventet avslutning", "erwarteter abschluss"),
                *("erwartetes abschlussdatum", "odotettu päätös", "odotettu sulkupäivä"),
            ),
        ),
        "segment": Column(
            ColumnType.TEXT,
            synonyms=(
                "customer segment",
                "kundsegment",
                "kundesegment",
                "segmentti",
                "kundengruppe",
            ),
        ),
        "type": Column(
            ColumnType.CHOICE,
            synonyms=(
                *("deal type", "opportunity type", "affärstyp", "typ", "salgstype"),
                *("avtaletype", "art", "geschäftsart", "tyyppi", "kaupan tyyppi"),
            ),
            choices={
                "new": (
                    *("new business", "newbusiness", "new logo", "ny", "ny kund", "nya"),
                    *("nyförsäljning", "ny kunde", "nysalg", "neu", "neukunde", "neugeschäft"),
                    *("uusi", "uusi asiakas", "uusmyynti"),
                ),
                "expansion": (
                    *("existing business", "existingbusiness", "upsell", "cross-sell"),
                    *("merförsäljning", "utökning", "mersalg", "utvidelse", "udvidelse"),
                    *("erweiterung", "zusatzverkauf", "lisämyynti", "laajennus"),
                ),
                "renewal": (
                    *("renew", "förnyelse", "förlängning", "fornyelse", "forlængelse"),
                    *("forlengelse", "verlängerung", "erneuerung", "uusinta", "uusiminen"),
                ),
            },
        ),
        "source_flow": Column(
            ColumnType.TEXT,
            synonyms=(
                "flow",
                "source",
                "lead source",
                "flöde",
                "källa",
                "kilde",
                "quelle",
                "lähde",
            ),
        ),
        "owner": Column(
            ColumnType.TEXT,
            synonyms=(
                *("deal owner", "opportunity owner", "sales rep", "ägare", "säljare", "ejer"),
                *("sælger", "eier", "selger", "inhaber", "verkäufer", "omistaja", "myyjä"),
            ),
        ),
        "loss_reason": Column(
            ColumnType.TEXT,
            synonyms=(
                *("lost reason", "closed lost reason", "reason lost", "förlustorsak", "orsak"),
                *("tabsårsag", "årsag", "tapsårsak", "årsak", "verlustgrund", "grund"),
                *("häviön syy", "syy"),
            ),
        ),
        "sql_date": Column(
            ColumnType.DATE,
            synonyms=(
                *("sales qualified", "sales qualified date", "sql", "qualified date"),
                *("kvalificerad", "kvalificerad datum", "kvalificeret", "kvalifisert"),
                *("qualifiziert", "qualifiziert am", "kvalifioitu"),
            ),
        ),
        "customer_id": Column(ColumnType.TEXT, key=True, synonyms=CUSTOMER_ID),
        "currency": CURRENCY,
    },
)
