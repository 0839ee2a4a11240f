"""The bank accounts of the books: what stood on them and what moved, from which cash by month is made."""

from __future__ import annotations

from reportgen.intake.table import Column, ColumnType, Table

bank_accounts = Table(
    title="Bank accounts",
    grain=(),
    becomes="cash",
    unlocks="cash by month from the books themselves",
    export="SIE type 2, 3 or 4, which states the opening balances",
    columns={
        "sie_record": Column(ColumnType.TEXT, required=True, filled=True),
        "month": Column(ColumnType.MONTH, required=True, filled=True, synonyms=("date",)),
        "account": Column(ColumnType.TEXT, required=True, filled=True),
        "amount": Column(ColumnType.MONEY, required=True, filled=True),
        "currency": Column(ColumnType.TEXT, upper=True, currency=True),
        "chart": Column(ColumnType.TEXT),
    },
)
