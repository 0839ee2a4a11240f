"""How customers use the product: one row a customer, product line and month."""

from __future__ import annotations

from reportgen.intake.table import Column, ColumnType, Table
from reportgen.intake.tables.customers import CUSTOMER_ID
from reportgen.intake.tables.recurring_revenue import MONTH, PRODUCT_LINE


def _number(*synonyms: str) -> Column:
    return Column(ColumnType.NUMBER, negative=False, synonyms=synonyms)


product_usage = Table(
    title="Product usage",
    grain=("customer_id", "month", "product_line"),
    unlocks="use of licences, stickiness, integrations, and customers at risk with what they pay",
    export="the product database, summed by customer and month",
    month="month",
    columns={
        "customer_id": Column(
            ColumnType.TEXT, required=True, filled=True, key=True, synonyms=CUSTOMER_ID
        ),
        "month": Column(ColumnType.MONTH, required=True, filled=True, synonyms=MONTH),
        "product_line": PRODUCT_LINE,
        "active_users": _number(
            *("users active", "aktiva användare", "aktive brugere", "aktive brukere"),
            *("aktive nutzer", "aktiiviset käyttäjät"),
        ),
        "licensed_users": _number(
            *("seats", "licences", "licenses", "licenser", "lisenser", "lizenzen", "lisenssit"),
        ),
        "key_events": _number(
            *("events", "key actions", "nyckelhändelser", "händelser", "hændelser", "hendelser"),
            *("ereignisse", "tapahtumat"),
        ),
        "features_used": _number(
            *(
                "features",
                "functions used",
                "använda funktioner",
                "funktioner",
                "anvendte funktioner",
            ),
            *("funksjoner", "brukte funksjoner", "genutzte funktionen"),
            *("funktionen", "toiminnot"),
        ),
        "integrations_active": _number(
            *("integrations", "active integrations", "aktiva integrationer", "integrationer"),
            *("integrasjoner", "integrationen", "integraatiot"),
        ),
        "dau": _number(
            *("daily active users", "dagliga användare", "daglige brugere", "daglige brukere"),
            *("tägliche nutzer", "päivittäiset käyttäjät"),
        ),
        "mau": _number(
            *("monthly active users", "månadsanvändare", "månatliga användare"),
            *("månedlige brugere", "månedlige brukere", "monatliche nutzer"),
            *("kuukausittaiset käyttäjät",),
        ),
    },
)
