"""Bookkeeping by account number and sign: what a SIE file holds, whether by voucher or by month."""

from __future__ import annotations

from dataclasses import replace

from reportgen.intake.table import Column, ColumnType, Table
from reportgen.intake.tables.ledger import ledger

# What pack.toml tells by account and cost centre; no header of the file stands for it.
TOLD = {
    name: replace(ledger.columns[name], required=False, filled=False, synonyms=(), read_from="")
    for name in ("category", "sm_part", "motion")
}

vouchers = Table(
    title="Vouchers",
    grain=(),
    becomes="ledger",
    unlocks="the ledger from the books themselves, each cost by the account and cost centre it is booked on",
    export="SIE type 4 from Fortnox, Visma, Björn Lundén, Hogia and other Swedish programs",
    columns={
        "sie_record": Column(ColumnType.TEXT, required=True, filled=True),
        "month": Column(ColumnType.MONTH, required=True, filled=True, synonyms=("date",)),
        "account": Column(ColumnType.TEXT, required=True, filled=True),
        "account_name": Column(ColumnType.TEXT),
        "account_type": Column(ColumnType.TEXT),
        "amount": Column(ColumnType.MONEY, required=True, filled=True),
        "currency": Column(ColumnType.TEXT, upper=True, currency=True),
        "voucher": Column(ColumnType.TEXT),
        "text": Column(ColumnType.TEXT),
        "cost_centre": Column(ColumnType.TEXT, synonyms=("cost center", "kostnadsställe")),
        "cost_centre_name": Column(ColumnType.TEXT),
        "project": Column(ColumnType.TEXT, synonyms=("projekt",)),
        "chart": Column(ColumnType.TEXT),
        "booked_as": Column(ColumnType.TEXT),
        **TOLD,
    },
)
