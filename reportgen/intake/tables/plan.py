"""What was budgeted or forecast, by key and month."""

from __future__ import annotations

from reportgen.intake.table import Column, ColumnType, Table
from reportgen.intake.tables.ledger import AMOUNT
from reportgen.intake.tables.recurring_revenue import MONTH

plan = Table(
    title="Plan",
    grain=("month", "key", "version"),
    unlocks="plan against actual, and how much pipeline the next quarter needs",
    export="the budget or forecast sheet",
    month="month",
    wide="value",
    columns={
        "month": Column(ColumnType.MONTH, required=True, filled=True, synonyms=MONTH),
        "key": Column(
            ColumnType.TEXT,
            required=True,
            filled=True,
            key=True,
            synonyms=(
                *("metric", "line", "kpi", "account", "nyckel", "mått", "nyckeltal", "konto"),
                *("nøgle", "nøgletal", "nøkkel", "nøkkeltall", "schlüssel", "kennzahl"),
                *("avain", "tunnusluku", "mittari"),
            ),
        ),
        # A plan may set retention at 105 % as well as revenue at 5 000 000.
        "value": Column(
            ColumnType.MONEY,
            required=True,
            filled=True,
            percent=True,
            synonyms=(
                *AMOUNT,
                *("amount", "budget", "plan", "värde", "værdi", "verdi"),
            ),
        ),
        "version": Column(
            ColumnType.CHOICE,
            synonyms=("scenario", "plan version", "scenariot", "szenario", "versio", "utgåva"),
            choices={
                "budget": ("plan", "budjetti", "årsbudget", "planung"),
                "forecast": ("prognos", "prognose", "ennuste", "latest estimate", "outlook"),
            },
        ),
    },
)
