"""Money in the bank at the end of each month, and what moved it."""

from __future__ import annotations

from reportgen.intake.table import Column, ColumnType, Table
from reportgen.intake.tables.recurring_revenue import MONTH

cash = Table(
    title="Cash",
    grain=("month",),
    unlocks="burn, runway and the burn multiple",
    export="the cash flow statement by month",
    month="month",
    columns={
        "month": Column(ColumnType.MONTH, required=True, filled=True, synonyms=MONTH),
        "cash_end": Column(
            ColumnType.MONEY,
            required=True,
            filled=True,
            synonyms=(
                *("cash", "cash balance", "closing cash", "cash at end", "likvida medel"),
                *("kassa", "banksaldo", "likvide midler", "likvide beholdninger"),
                *("likviditet", "bankindestående", "liquide mittel", "bankguthaben"),
                *("kassenbestand", "rahavarat", "kassa lopussa", "likvidit varat"),
            ),
        ),
        "operating_cf": Column(
            ColumnType.MONEY,
            synonyms=(
                *("operating cash flow", "cash flow from operations", "löpande verksamhet"),
                *("kassaflöde löpande verksamhet", "kassaflöde från den löpande verksamheten"),
                *("driftsaktivitet", "pengestrøm fra drift", "operasjonelle aktiviteter"),
                *("kontantstrøm fra drift", "drift", "operativer cashflow"),
                *("laufende geschäftstätigkeit", "liiketoiminnan rahavirta"),
            ),
        ),
        "investing_cf": Column(
            ColumnType.MONEY,
            synonyms=(
                *("investing cash flow", "cash flow from investing", "capex", "investeringar"),
                *("investeringsverksamhet", "kassaflöde investeringar", "investeringer"),
                *("investeringsaktivitet", "investitionen", "investitionstätigkeit"),
                *("investointien rahavirta", "investoinnit"),
            ),
        ),
        "financing_cf": Column(
            ColumnType.MONEY,
            synonyms=(
                *("financing cash flow", "cash flow from financing", "finansiering"),
                *("finansieringsverksamhet", "kassaflöde finansiering", "finansieringsaktivitet"),
                *("finanzierung", "finanzierungstätigkeit", "rahoituksen rahavirta", "rahoitus"),
            ),
        ),
    },
)
