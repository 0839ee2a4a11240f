"""Subscriptions with a start and an end: spread over the months in which they ran."""

from __future__ import annotations

from reportgen.intake.table import Column, ColumnType, Table
from reportgen.intake.tables.customers import CUSTOMER_ID
from reportgen.intake.tables.recurring_revenue import CURRENCY, KIND, PLAN, PRODUCT_LINE, SEATS

_PER_MONTH = (
    *("monthly amount", "amount per month", "price per month", "monthly price", "mrr"),
    *("månadsbelopp", "månadspris", "månadsavgift", "månedsbeløb", "månedspris", "månedsbeløp"),
    *("monatsbetrag", "monatspreis", "kuukausihinta", "kuukausisumma"),
)
_PER_YEAR = (
    *("annual amount", "yearly amount", "amount per year", "annual price", "arr"),
    *("årsbelopp", "årspris", "årsavgift", "årsbeløb", "årsbeløp", "jahresbetrag"),
    *("jahrespreis", "vuosihinta", "vuosisumma"),
)

subscriptions = Table(
    title="Subscriptions",
    grain=("subscription_id",),
    becomes="recurring_revenue",
    unlocks="recurring revenue from the start and end of every subscription, with its whole history",
    export="the billing system's list of subscriptions, the ended ones too",
    columns={
        "subscription_id": Column(
            ColumnType.TEXT,
            key=True,
            synonyms=(
                *("subscription", "id", "contract id", "abonnemangs id", "avtalsnummer"),
                *("abonnements id", "aftalenummer", "avtalenummer", "vertragsnummer"),
                *("tilauksen id", "tilausnumero", "sopimusnumero"),
            ),
        ),
        "customer_id": Column(
            ColumnType.TEXT, required=True, filled=True, key=True, synonyms=CUSTOMER_ID
        ),
        "start": Column(
            ColumnType.DATE,
            required=True,
            filled=True,
            synonyms=(
                *("start date", "starts", "start (utc)", "start date (utc)", "valid from", "from"),
                *("startdatum", "från", "från och med", "startdato", "fra", "fra og med"),
                *("beginn", "vertragsbeginn", "von", "alku", "alkupäivä", "alkaen"),
            ),
        ),
        "end": Column(
            ColumnType.DATE,
            required=True,
            synonyms=(
                *("end date", "ends", "ended at", "ended at (utc)", "valid to", "to", "until"),
                *("slut", "slutdatum", "till", "till och med", "slutdato", "sluttdato", "til"),
                *("til og med", "ende", "enddatum", "vertragsende", "bis", "loppu"),
                *("loppupäivä", "päättyy"),
            ),
        ),
        "trial_end": Column(
            ColumnType.DATE,
            synonyms=(
                *("trial end (utc)", "trial ends", "trial ends at", "trial end date"),
                *("provperiod till", "provperiodens slut", "prøveperiode til", "testphase bis"),
            ),
        ),
        "amount": Column(
            ColumnType.MONEY,
            required=True,
            filled=True,
            negative=False,
            synonyms=(
                *("price", "fee", "belopp", "pris", "avgift", "beløb", "beløp", "betrag"),
                *("preis", "hinta", "summa", *_PER_MONTH, *_PER_YEAR),
            ),
            implies={
                **{header: ("interval", "month") for header in _PER_MONTH},
                **{header: ("interval", "year") for header in _PER_YEAR},
            },
        ),
        "interval": Column(
            ColumnType.TEXT,
            required=True,
            filled=True,
            synonyms=(
                *("billing interval", "billing period", "billing frequency", "frequency"),
                *("faktureringsintervall", "betalningsintervall", "intervall", "period"),
                *("faktureringsperiode", "betalingsinterval", "betalingsintervall"),
                *("abrechnungszeitraum", "abrechnungsintervall", "laskutusväli"),
                *("laskutusjakso",),
            ),
        ),
        "interval_count": Column(
            ColumnType.NUMBER,
            negative=False,
            zero=False,
            filled=True,
            synonyms=("billing interval count", "plan interval count"),
        ),
        "product_line": PRODUCT_LINE,
        "plan": PLAN,
        "seats": SEATS,
        "currency": CURRENCY,
        "kind": KIND,
    },
)
