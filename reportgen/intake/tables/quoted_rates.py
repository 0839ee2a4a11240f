"""Exchange rates as central banks publish them: by day, against a currency of their own."""

from __future__ import annotations

from reportgen.intake.table import Column, ColumnType, Table

quoted_rates = Table(
    title="Quoted exchange rates",
    grain=(),
    becomes="exchange_rates",
    unlocks="exchange rates of every month from the rates of its days, crossed to our currency",
    export="eurofxref-hist.csv of the European Central Bank, or a series of its data portal",
    columns={
        "day": Column(ColumnType.TEXT, required=True, filled=True, synonyms=("time_period",)),
        "currency": Column(ColumnType.TEXT, required=True, filled=True, upper=True),
        "quote": Column(
            ColumnType.NUMBER, required=True, negative=False, zero=False, synonyms=("obs_value",)
        ),
        "base": Column(
            ColumnType.TEXT,
            required=True,
            filled=True,
            upper=True,
            synonyms=("currency_denom", "base currency"),
        ),
        "quoted_as": Column(
            ColumnType.CHOICE,
            required=True,
            filled=True,
            choices={"currency_per_base": (), "base_per_currency": ()},
        ),
    },
)
