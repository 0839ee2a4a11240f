"""What one unit of a currency was worth in the reporting currency, by month."""

from __future__ import annotations

from reportgen.intake.table import Column, ColumnType, Table
from reportgen.intake.tables.recurring_revenue import CURRENCY, MONTH

exchange_rates = Table(
    title="Exchange rates",
    grain=("currency", "month"),
    unlocks="recurring revenue in several currencies, with the effect of exchange rates shown apart",
    export="the central bank's monthly rates, or those of your ledger",
    month="month",
    wide="rate",
    columns={
        "currency": Column(
            ColumnType.TEXT,
            required=True,
            filled=True,
            key=True,
            upper=True,
            synonyms=CURRENCY.synonyms,
        ),
        "month": Column(ColumnType.MONTH, required=True, filled=True, synonyms=MONTH),
        "rate": Column(
            ColumnType.NUMBER,
            required=True,
            filled=True,
            negative=False,
            zero=False,
            synonyms=(
                *("exchange rate", "fx rate", "fx", "kurs", "växelkurs", "valutakurs"),
                *("vekselkurs", "wechselkurs", "vaihtokurssi", "kurssi"),
            ),
        ),
    },
)
