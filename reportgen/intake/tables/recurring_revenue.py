"""What each customer pays per month: the table that most of a board pack stands on."""

from __future__ import annotations

from reportgen.intake.table import Column, ColumnType, Table
from reportgen.intake.tables.customers import CUSTOMER_ID

MONTH = (
    *("date", "period", "month start", "reporting month", "date month", "månad", "period månad"),
    *("måned", "periode", "dato", "datum", "monat", "zeitraum", "kuukausi", "kausi", "jakso"),
)
MRR = (
    *("monthly recurring revenue", "recurring revenue", "mrr amount", "subscription mrr"),
    *("återkommande intäkt (MRR)", "återkommande intäkt", "återkommande intäkter"),
    *("månadsintäkt", "tilbagevendende omsætning", "månedlig tilbagevendende omsætning"),
    *("gjentakende inntekt", "gjentagende inntekt", "tilbakevendende inntekt", "månedsinntekt"),
    *("monatlich wiederkehrender umsatz", "wiederkehrender umsatz", "monatsumsatz"),
    *("toistuva liikevaihto", "kuukausittainen toistuva liikevaihto", "toistuva tuotto"),
)
PRODUCT_LINE = Column(
    ColumnType.TEXT,
    synonyms=(
        *("product", "product name", "product family", "module", "produktlinje", "produkt"),
        *("produktområde", "modul", "produktlinie", "tuotelinja", "tuote"),
    ),
)
PLAN = Column(
    ColumnType.TEXT,
    synonyms=(
        *("plan name", "subscription plan", "price plan", "tier", "prisplan", "abonnemang"),
        *("abonnement", "tarif", "tarifplan", "paket", "pakke", "taso", "paketti"),
    ),
)
SEATS = Column(
    ColumnType.NUMBER,
    negative=False,
    synonyms=(
        *("users", "licenses", "licences", "quantity", "licenser", "användare", "antal"),
        *("antal licenser", "antal användare", "lisenser", "brukere", "antall", "antall lisenser"),
        *("brugere", "antal brugere", "lizenzen", "benutzer", "nutzer", "anzahl"),
        *("käyttäjät", "lisenssit", "määrä"),
    ),
)
CURRENCY = Column(
    ColumnType.TEXT,
    upper=True,
    currency=True,
    synonyms=("currency code", "valuta", "valutakod", "valutakode", "währung", "valuutta"),
)
KIND = Column(
    ColumnType.CHOICE,
    synonyms=(
        *("revenue type", "revenue kind", "intäktstyp", "intäktsslag", "inntektstype"),
        *("indtægtstype", "umsatzart", "erlösart", "tulolaji", "tuloluokka"),
    ),
    choices={
        "recurring": (
            *("subscription", "licence", "license", "återkommande", "abonnemang", "abonnement"),
            *("tilbagevendende", "gjentakende", "tilbakevendende", "wiederkehrend"),
            *("toistuva", "tilaus"),
        ),
        "one_off": (
            *("one-time", "onetime", "setup", "engång", "engångs", "engångsbelopp", "engangs"),
            *("einmalig", "kertaluonteinen", "kerta"),
        ),
        "services": (
            *("service", "consulting", "professional services", "tjänster", "konsult"),
            *("tjenester", "konsulent", "ydelser", "dienstleistung", "beratung", "palvelut"),
            *("konsultointi",),
        ),
        "usage": (
            *("metered", "consumption", "användning", "förbrukning", "forbrug", "forbruk"),
            *("nutzung", "verbrauch", "käyttö", "kulutus"),
        ),
    },
)

recurring_revenue = Table(
    title="Recurring revenue",
    grain=("customer_id", "product_line", "month"),
    unlocks="recurring revenue, its bridge, growth, retention, churn and cohorts",
    export="the billing system's MRR per customer and month",
    month="month",
    wide="mrr",
    columns={
        "customer_id": Column(
            ColumnType.TEXT, required=True, filled=True, key=True, synonyms=CUSTOMER_ID
        ),
        "month": Column(ColumnType.MONTH, required=True, filled=True, synonyms=MONTH),
        "mrr": Column(ColumnType.MONEY, required=True, filled=True, negative=False, synonyms=MRR),
        "product_line": PRODUCT_LINE,
        "plan": PLAN,
        "seats": SEATS,
        "currency": CURRENCY,
        "kind": KIND,
        "recognised_revenue": Column(
            ColumnType.MONEY,
            synonyms=(
                *("recognized revenue", "revenue recognised", "bokförd intäkt"),
                *("periodiserad intäkt", "bokført inntekt", "indtægtsført", "realisierter umsatz"),
                *("tuloutettu liikevaihto",),
            ),
        ),
    },
)
