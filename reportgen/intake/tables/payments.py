"""Payments that recur, where there is neither a list of subscriptions nor one of invoice lines."""

from __future__ import annotations

from reportgen.intake.table import Column, ColumnType, Table
from reportgen.intake.tables.customers import CUSTOMER_ID
from reportgen.intake.tables.recurring_revenue import CURRENCY, KIND, PLAN, PRODUCT_LINE

payments = Table(
    title="Payments",
    grain=(),
    becomes="recurring_revenue",
    unlocks="recurring revenue from payments, when it is said which time each of them pays for",
    export="the payment provider's or the bank's list of payments by customer",
    columns={
        "customer_id": Column(
            ColumnType.TEXT, required=True, filled=True, key=True, synonyms=CUSTOMER_ID
        ),
        "date": Column(
            ColumnType.DATE,
            required=True,
            filled=True,
            synonyms=(
                *("payment date", "paid on", "paid at", "created (utc)", "created date (utc)"),
                *("betaldatum", "betalningsdatum", "betalt den", "betalingsdato", "zahlungsdatum"),
                *("bezahlt am", "maksupäivä"),
            ),
        ),
        "amount": Column(
            ColumnType.MONEY,
            required=True,
            filled=True,
            negative=False,
            synonyms=("payment", "amount paid", "paid amount", "betalt belopp", "inbetalning"),
        ),
        # No synonyms: that a payment recurs, and how often, is said and not found.
        "interval": Column(ColumnType.TEXT, required=True, filled=True),
        "refunded": Column(
            ColumnType.MONEY,
            negative=False,
            synonyms=("amount refunded", "refund", "återbetalt", "refunderet", "erstattet"),
        ),
        "status": Column(
            ColumnType.CHOICE,
            choices={
                "paid": (
                    *("succeeded", "captured", "complete", "completed", "betald", "betalt"),
                    *("bezahlt", "maksettu"),
                ),
                "failed": (
                    *("canceled", "cancelled", "blocked", "declined", "pending", "incomplete"),
                    *("requires_payment_method", "misslyckad", "mislykkedes", "fehlgeschlagen"),
                ),
            },
        ),
        "product_line": PRODUCT_LINE,
        "plan": PLAN,
        "currency": CURRENCY,
        "kind": KIND,
    },
)
