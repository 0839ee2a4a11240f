"""Invoice lines with the time they pay for: spread over the months of service."""

from __future__ import annotations

from dataclasses import replace

from reportgen.intake.table import Column, ColumnType, Table
from reportgen.intake.tables.customers import CUSTOMER_ID
from reportgen.intake.tables.recurring_revenue import CURRENCY, KIND, PLAN, PRODUCT_LINE, SEATS

invoice_lines = Table(
    title="Invoice lines",
    grain=(),
    becomes="recurring_revenue",
    unlocks="recurring revenue from invoices, each spread over the months that it pays for",
    export="the billing or invoicing system's invoice lines with their service periods",
    columns={
        "customer_id": Column(
            ColumnType.TEXT, required=True, filled=True, key=True, synonyms=CUSTOMER_ID
        ),
        "invoice_id": Column(
            ColumnType.TEXT,
            key=True,
            synonyms=(
                *("invoice", "invoice number", "invoice no", "invoice nr", "faktura"),
                *("fakturanummer", "fakturanr", "faktura nr", "fakturaid", "rechnungsnummer"),
                *("rechnung", "rechnungsnr", "laskun numero", "lasku"),
            ),
        ),
        "date": Column(
            ColumnType.DATE,
            synonyms=(
                *("invoice date", "invoiced on", "issue date", "billed on", "charge date"),
                *("fakturadatum", "fakturadato", "datum", "rechnungsdatum", "laskun päivä"),
                *("laskupäivä",),
            ),
        ),
        "period_start": Column(
            ColumnType.DATE,
            required=True,
            synonyms=(
                *("service period start", "service start", "service start date", "period from"),
                *("service from", "date from", "line period start", "period start date"),
                *("period från", "periodstart", "avser från", "tjänsteperiod från"),
                *("periode fra", "ydelse fra", "leistungszeitraum von", "leistung von"),
                *("leistungsbeginn", "palvelujakso alkaa", "jakson alku"),
            ),
        ),
        "period_end": Column(
            ColumnType.DATE,
            required=True,
            synonyms=(
                *("service period end", "service end", "service end date", "period to"),
                *("service to", "date to", "line period end", "period end date"),
                *("period till", "periodslut", "avser till", "tjänsteperiod till"),
                *("period till och med", "avser till och med"),
                *("periode til", "ydelse til", "leistungszeitraum bis", "leistung bis"),
                *("leistungsende", "palvelujakso päättyy", "jakson loppu"),
            ),
        ),
        "amount": Column(
            ColumnType.MONEY,
            required=True,
            filled=True,
            synonyms=(
                *("net amount", "line amount", "amount excluding tax", "amount excl tax"),
                *("amount ex vat", "line total excluding tax", "nettobelopp", "radbelopp"),
                *("belopp", "belopp exkl moms", "nettobeløb", "linjebeløb", "beløb ekskl moms"),
                *("beløp eks mva", "nettobetrag", "positionsbetrag", "veroton summa"),
            ),
        ),
        # No synonyms: most exports have their discounts in the amount already.
        "further_discount": Column(ColumnType.MONEY, negative=False),
        "status": Column(
            ColumnType.CHOICE,
            synonyms=(
                *("invoice status", "invoice state", "state", "fakturastatus", "tila"),
                "rechnungsstatus",
            ),
            choices={
                "issued": (
                    *("invoiced", "paid", "open", "sent", "posted", "payment due", "not paid"),
                    *("authorised", "authorized", "overdue", "past due", "closed", "booked"),
                    *("betald", "obetald", "skickad", "bokförd", "förfallen", "betalt"),
                    *("ubetalt", "sendt", "bogført", "bezahlt", "offen", "versendet"),
                ),
                "void": (
                    *("voided", "cancelled", "canceled", "deleted", "makulerad", "annulleret"),
                    *("kansellert", "annullert", "storniert", "mitätöity"),
                ),
                "draft": ("pending", "utkast", "kladde", "entwurf", "luonnos"),
            },
        ),
        "subscription_id": Column(
            ColumnType.TEXT,
            key=True,
            synonyms=("subscription", "abonnemangs id", "abonnements id", "tilauksen id"),
        ),
        "product_line": PRODUCT_LINE,
        "plan": PLAN,
        # The quantity of a credit may be written below zero, as its amount is.
        "seats": replace(SEATS, negative=True),
        "currency": CURRENCY,
        "kind": KIND,
    },
)
