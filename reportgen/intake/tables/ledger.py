"""Revenue and costs by month and account: what acquisition, margin and efficiency are computed from."""

from __future__ import annotations

from reportgen.intake.table import Column, ColumnType, Table
from reportgen.intake.tables.recurring_revenue import MONTH

AMOUNT = (
    *("value", "sum", "net", "balance", "belopp", "saldo", "summa", "beløp", "beløb", "sum sek"),
    *("betrag", "summe", "wert", "summa eur", "määrä", "arvo"),
)

ledger = Table(
    title="Ledger",
    grain=("month", "line"),
    unlocks="gross margin, acquisition cost, payback, EBITDA, burn and the rule of forty",
    export="the profit and loss account by month and account from the ledger",
    month="month",
    wide="amount",
    columns={
        "month": Column(ColumnType.MONTH, required=True, filled=True, synonyms=MONTH),
        "line": Column(
            ColumnType.TEXT,
            required=True,
            filled=True,
            synonyms=(
                *("account", "account line", "account name", "ledger account", "description"),
                *("konto", "kontonamn", "kontobenämning", "benämning", "post", "kontonavn"),
                *("kontobetegnelse", "kontobezeichnung", "sachkonto", "tili", "tilin nimi"),
                *("kontorad", "rad"),
            ),
        ),
        "amount": Column(ColumnType.MONEY, required=True, filled=True, synonyms=AMOUNT),
        "category": Column(
            ColumnType.CHOICE,
            required=True,
            filled=True,
            read_from="line",
            synonyms=(
                *("function", "cost center", "group", "kategori", "funktion", "kostnadsslag"),
                *("grupp", "funksjon", "kostnadsgruppe", "kategorie", "kostenstelle"),
                *("luokka", "kategoria", "toiminto", "ryhmä"),
            ),
            choices={
                "revenue_recurring": (
                    *("recurring revenue", "subscription revenue", "återkommande intäkter"),
                    *("återkommande", "abonnemangsintäkter", "abonnementsindtægter"),
                    *("abonnementsinntekter", "gjentakende inntekter"),
                    *("wiederkehrende umsätze", "aboerlöse", "toistuva liikevaihto"),
                ),
                "revenue_other": (
                    *("other revenue", "services revenue", "övriga intäkter", "andra intäkter"),
                    *("tjänsteintäkter", "øvrige indtægter", "øvrige inntekter"),
                    *("andre inntekter", "andre indtægter", "sonstige erlöse"),
                    *("sonstige umsätze", "muu liikevaihto", "muut tuotot"),
                ),
                "cogs": (
                    *("cost of goods sold", "cost of revenue", "cost of sales", "direct costs"),
                    *("kostnad sålda varor", "kostnad för sålda varor", "direkta kostnader"),
                    *("vareforbrug", "direkte omkostninger", "varekostnad", "varekost"),
                    *("direkte kostnader", "herstellungskosten", "umsatzkosten"),
                    *("direkte kosten", "myytyjen kulut", "suorat kulut"),
                ),
                "sm": (
                    *("s&m", "sales and marketing", "sales & marketing"),
                    *("försäljning och marknad", "försäljning & marknad", "sälj och marknad"),
                    *("sälj & marknad", "försäljning och marknadsföring", "salg og marketing"),
                    *("salg & marketing", "salg og markedsføring", "salg og marked"),
                    *("vertrieb und marketing", "vertrieb & marketing"),
                    *("myynti ja markkinointi",),
                ),
                "rd": (
                    *("r&d", "research and development", "development", "engineering"),
                    *("forskning och utveckling", "fou", "utveckling", "produktutveckling"),
                    *("forskning og udvikling", "udvikling", "produktudvikling"),
                    *("forskning og utvikling", "utvikling", "produktutvikling"),
                    *("forschung und entwicklung", "entwicklung", "tutkimus ja kehitys"),
                    *("tuotekehitys", "t&k"),
                ),
                "ga": (
                    *("g&a", "general and administrative", "administration", "admin"),
                    *("adm", "allmän administration", "administrativa kostnader"),
                    *("administrasjon", "administrationsomkostninger", "verwaltung"),
                    *("allgemeine verwaltung", "hallinto", "yleishallinto"),
                ),
                "other": (
                    *("below ebitda", "övrigt", "övriga", "øvrigt", "øvrig", "annet", "andet"),
                    *("sonstiges", "sonstige", "muu", "muut"),
                    *("depreciation", "interest", "tax", "avskrivningar", "avskrivninger"),
                    *("afskrivninger", "abschreibungen", "poistot"),
                ),
            },
        ),
        "sm_part": Column(
            ColumnType.CHOICE,
            synonyms=(
                *("s&m part", "sales and marketing part", "del av s&m", "s&m del", "s&m-del"),
                *("delkategori", "underkategori", "del", "teil", "unterkategorie", "osa"),
                *("alaluokka",),
            ),
            choices={
                "personnel_sales": (
                    *(
                        "sales personnel",
                        "sales staff",
                        "personal försäljning",
                        "säljpersonal",
                        "personal sälj",
                    ),
                    *("personale salg", "personell salg", "lønn salg", "løn salg"),
                    *("personal vertrieb", "myynnin henkilöstö"),
                ),
                "personnel_marketing": (
                    *("marketing personnel", "marketing staff", "personal marknad"),
                    *("personal marknadsföring", "personale marketing", "lønn marked"),
                    *("personell marked", "personal marketing", "markkinoinnin henkilöstö"),
                ),
                "ads_awareness": (
                    *("awareness", "awareness ads", "annonser kännedom", "kännedom"),
                    *("kendskab", "kjennskap", "bekanntheit", "tunnettuus"),
                ),
                "ads_consideration": (
                    *("consideration", "consideration ads", "annonser övervägande"),
                    *("övervägande", "overvejelse", "vurdering", "erwägung", "harkinta"),
                ),
                "ads_conversion": (
                    *("conversion", "conversion ads", "annonser konvertering", "konvertering"),
                    *("konversion", "konversio", "konverttering"),
                ),
                "content": ("innehåll", "indhold", "innhold", "inhalte", "sisältö"),
                "systems": (
                    *("tools", "software", "system", "verktyg", "systemer", "verktøy"),
                    *("værktøjer", "systeme", "werkzeuge", "järjestelmät", "työkalut"),
                ),
                "agency": (
                    *("agencies", "byrå", "byråer", "konsulter", "bureau", "agentur"),
                    *("agenturen", "toimisto", "mainostoimisto"),
                ),
                "events": (
                    *("event", "fairs", "mässor", "evenemang", "messer", "arrangementer"),
                    *("messen", "veranstaltungen", "tapahtumat", "messut"),
                ),
                "other": ("övrigt", "øvrigt", "øvrig", "annet", "andet", "sonstiges", "muu"),
            },
        ),
        "motion": Column(
            ColumnType.CHOICE,
            synonyms=(
                "sales motion",
                "purpose",
                "syfte",
                "riktning",
                "formål",
                "zweck",
                "tarkoitus",
            ),
            choices={
                "new": (
                    *("new business", "new logo", "acquisition", "ny", "nya", "nya kunder"),
                    *("nyförsäljning", "nysalg", "nye kunder", "neu", "neukunden", "neugeschäft"),
                    *("uusi", "uudet asiakkaat", "uusmyynti", "uushankinta"),
                ),
                "expansion": (
                    *("existing", "upsell", "expand", "merförsäljning", "befintliga"),
                    *("befintliga kunder", "mersalg", "eksisterende kunder", "bestand"),
                    *("bestandskunden", "lisämyynti", "nykyiset asiakkaat", "laajennus"),
                ),
                "shared": (
                    *("both", "gemensam", "gemensamt", "delad", "fælles", "felles", "delt"),
                    *("gemeinsam", "geteilt", "yhteinen", "jaettu"),
                ),
            },
        ),
    },
)
