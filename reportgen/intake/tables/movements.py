"""Movements of recurring revenue, one row each: added up to what each customer pays per month."""

from __future__ import annotations

from reportgen.intake.table import Column, ColumnType, Table
from reportgen.intake.tables.customers import CUSTOMER_ID
from reportgen.intake.tables.recurring_revenue import CURRENCY, MRR, PLAN, PRODUCT_LINE

movements = Table(
    title="Movements of recurring revenue",
    grain=(),
    becomes="recurring_revenue",
    unlocks="recurring revenue from a ledger of its changes, with its whole history",
    export="the subscription system's list of new, expansion, contraction and churn movements",
    columns={
        "customer_id": Column(
            ColumnType.TEXT, required=True, filled=True, key=True, synonyms=CUSTOMER_ID
        ),
        "date": Column(
            ColumnType.DATE,
            required=True,
            filled=True,
            synonyms=(
                *("movement date", "effective date", "activity date", "changed on", "datum"),
                *("ändringsdatum", "rörelsedatum", "dato", "ændringsdato", "endringsdato"),
                *("änderungsdatum", "päivä", "muutospäivä"),
            ),
        ),
        "type": Column(
            ColumnType.CHOICE,
            required=True,
            filled=True,
            synonyms=(
                *("movement", "movement type", "mrr movement type", "activity type", "change type"),
                *("typ", "rörelse", "rörelsetyp", "bevægelse", "bevegelse", "bewegung"),
                *("bewegungsart", "liike", "muutostyyppi"),
            ),
            choices={
                "opening": (
                    *("opening balance", "opening mrr", "ingående", "ingående balans"),
                    *("åbningsbalance", "inngående balanse", "anfangsbestand", "alkusaldo"),
                ),
                "new": (
                    *(
                        "new business",
                        "new biz",
                        "new mrr",
                        "new logo",
                        "ny",
                        "nya",
                        "nyförsäljning",
                    ),
                    *("nysalg", "ny kund", "ny kunde", "neu", "neukunde", "neugeschäft", "uusi"),
                ),
                "reactivation": (
                    *("reactivated", "resurrected", "återaktivering", "återvunnen"),
                    *("genaktivering", "reaktivering", "reaktivierung", "uudelleenaktivointi"),
                ),
                "expansion": (
                    *(
                        "upgrade",
                        "upsell",
                        "expansion mrr",
                        "utökning",
                        "merförsäljning",
                        "mersalg",
                    ),
                    *("udvidelse", "utvidelse", "erweiterung", "laajennus", "lisämyynti"),
                ),
                "contraction": (
                    *("downgrade", "downsell", "contraction mrr", "minskning", "nedgradering"),
                    *("reduktion", "reduksjon", "verkleinerung", "supistus"),
                ),
                "churn": (
                    *("churned", "cancellation", "churned mrr", "lost", "bortfall", "uppsägning"),
                    *("opsigelse", "oppsigelse", "frafald", "frafall", "abgang", "kündigung"),
                    *("poistuma",),
                ),
            },
        ),
        "amount": Column(
            ColumnType.MONEY,
            required=True,
            filled=True,
            synonyms=(
                *("change", "mrr change", "change in mrr", "delta", "mrr movement amount"),
                *("movement amount", "mrr delta", "förändring", "ändring", "belopp", "ændring"),
                *("endring", "änderung", "veränderung", "muutos"),
            ),
        ),
        "mrr": Column(
            ColumnType.MONEY,
            negative=False,
            synonyms=(
                *("mrr after", "resulting mrr", "new mrr total", "closing mrr", "mrr efter"),
                *("ny mrr", "mrr nach", "mrr jälkeen", *MRR),
            ),
        ),
        "product_line": PRODUCT_LINE,
        "plan": PLAN,
        "currency": CURRENCY,
    },
)
