"""The ledger with debit and credit in two columns, as ledgers and journals are exported."""

from __future__ import annotations

from reportgen.intake.table import Column, ColumnType, Table
from reportgen.intake.tables.ledger import ledger

postings = Table(
    title="Postings",
    grain=(),
    becomes="ledger",
    unlocks="the ledger from its postings, with their sign turned as the account needs it",
    export="the journal or the account transactions of the ledger",
    columns={
        "month": ledger.columns["month"],
        "line": ledger.columns["line"],
        "debit": Column(
            ColumnType.MONEY,
            required=True,
            synonyms=("debits", "debet", "soll", "debit amount", "debetbelopp"),
        ),
        "credit": Column(
            ColumnType.MONEY,
            required=True,
            synonyms=("credits", "kredit", "haben", "credit amount", "kreditbelopp"),
        ),
        "category": ledger.columns["category"],
        "sm_part": ledger.columns["sm_part"],
        "motion": ledger.columns["motion"],
    },
)
