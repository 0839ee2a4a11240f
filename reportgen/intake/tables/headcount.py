"""How many people work in each function."""

from __future__ import annotations

from reportgen.intake.table import Column, ColumnType, Table
from reportgen.intake.tables.recurring_revenue import MONTH

# Words for the functions that metrics ask for; any other function is kept as it is written.
FUNCTIONS = {
    "sales": ("försäljning", "sälj", "salg", "vertrieb", "verkauf", "myynti"),
    "marketing": ("marknad", "marknadsföring", "marked", "markedsføring", "markkinointi"),
    "revops": ("revenue operations", "sales operations", "sales ops", "säljstöd", "rev ops"),
    "cs": (
        *("customer success", "kundansvar", "kundframgång", "kundesuksess", "kundesucces"),
        *("kundenerfolg", "asiakasmenestys", "csm"),
    ),
    "support": (
        *("customer support", "customer service", "kundtjänst", "kundsupport", "kundeservice"),
        *("kundesupport", "kundendienst", "kundenservice", "asiakaspalvelu", "tuki"),
    ),
    "rd": (
        *("r&d", "research and development", "development", "engineering"),
        *("utveckling", "produktutveckling", "fou", "udvikling", "utvikling"),
        *("entwicklung", "forschung und entwicklung", "tuotekehitys", "kehitys"),
    ),
    "ga": (
        *("g&a", "general and administrative", "administration", "admin", "finance", "adm"),
        *("ekonomi och administration", "administrasjon", "verwaltung", "hallinto"),
    ),
}

headcount = Table(
    title="Headcount",
    grain=("month", "function"),
    unlocks="the sales and marketing share of headcount and revenue per employee",
    export="the HR system's full-time equivalents by month and function",
    month="month",
    wide="fte",
    columns={
        "month": Column(ColumnType.MONTH, required=True, filled=True, synonyms=MONTH),
        "function": Column(
            ColumnType.TEXT,
            required=True,
            filled=True,
            choices=FUNCTIONS,
            synonyms=(
                *("department", "team", "funktion", "avdelning", "afdeling", "avdeling"),
                *("funksjon", "abteilung", "bereich", "osasto", "toiminto", "tiimi"),
            ),
        ),
        "fte": Column(
            ColumnType.NUMBER,
            required=True,
            filled=True,
            negative=False,
            synonyms=(
                *("ftes", "headcount", "full-time equivalents", "employees", "heltidstjänster"),
                *("heltidsanställda", "antal anställda", "anställda", "årsarbetare"),
                *("tjänster", "årsværk", "fuldtidsansatte", "årsverk", "ansatte", "stillinger"),
                *("vollzeitäquivalente", "vzä", "mitarbeiter", "henkilötyövuodet", "htv"),
                *("henkilöstö", "kokoaikaiset"),
            ),
        ),
        "contractors_fte": Column(
            ColumnType.NUMBER,
            negative=False,
            synonyms=(
                *("contractors", "consultants", "konsulter", "inhyrda", "konsulenter"),
                *("innleide", "eksterne", "freelancer", "externe", "alihankkijat", "konsultit"),
            ),
        ),
    },
)
