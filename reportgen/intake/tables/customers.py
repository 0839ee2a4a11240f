"""Who the customers are: one row each."""

from __future__ import annotations

from reportgen.intake.table import Column, ColumnType, Table

CUSTOMER_ID = (
    *("customer", "customer number", "customer no", "client id", "account id", "company id"),
    *("associated company ids", "external id", "kundnr", "kundnummer", "kund id", "kund"),
    *("kunde nr", "kundenr", "kunde id", "kundenummer", "kunde", "debitornr", "debitor"),
    *("kundennummer", "kunden nr", "kundennr", "kunden id", "asiakasnumero", "asiakas nro"),
    *("asiakas id", "asiakas"),
)

customers = Table(
    title="Customers",
    grain=("customer_id",),
    unlocks="everything by segment, country and channel, cohorts, contract terms and merged customers",
    export="the customer register of the CRM or billing system",
    columns={
        "customer_id": Column(
            ColumnType.TEXT, required=True, filled=True, key=True, synonyms=CUSTOMER_ID
        ),
        "name": Column(
            ColumnType.TEXT,
            synonyms=(
                *("customer name", "company name", "account name", "company", "namn", "kundnamn"),
                *("företag", "navn", "kundenavn", "firma", "kundenname", "firmenname", "nimi"),
                *("asiakkaan nimi", "yritys"),
            ),
        ),
        "segment": Column(
            ColumnType.TEXT,
            synonyms=(
                *("customer segment", "company size", "size", "kundsegment", "kundesegment"),
                *("storlek", "størrelse", "kundengruppe", "kundengröße", "segmentti", "koko"),
                *("asiakassegmentti",),
            ),
        ),
        "country": Column(
            ColumnType.TEXT,
            synonyms=(
                *("market", "billing country", "land", "marknad", "marked", "markt", "maa"),
                *("markkina",),
            ),
        ),
        "cohort_month": Column(
            ColumnType.MONTH,
            synonyms=(
                *("cohort", "first paid month", "first payment", "customer since", "kohort"),
                *("kund sedan", "första betalning", "kunde siden", "første betaling"),
                *("kunde seit", "erste zahlung", "asiakas alkaen", "kohortti"),
            ),
        ),
        "contract_start": Column(
            ColumnType.DATE,
            synonyms=(
                *("contract start date", "contract date", "avtalsstart", "avtal från"),
                *("kontraktstart", "avtalestart", "aftalestart", "vertragsbeginn"),
                *("sopimuksen alku", "sopimus alkaen"),
            ),
        ),
        "contract_term_months": Column(
            ColumnType.NUMBER,
            negative=False,
            zero=False,
            synonyms=(
                *("contract term", "contract months", "term months", "avtalstid"),
                *("avtalstid månader", "avtalslängd", "bindningstid", "kontraktlengde"),
                *("avtaletid", "aftaleperiode", "bindingsperiode", "vertragslaufzeit"),
                *("laufzeit monate", "sopimuskausi", "sopimuskausi kuukautta"),
            ),
        ),
        "acquisition_channel": Column(
            ColumnType.TEXT,
            synonyms=(
                *("channel", "source", "lead source", "original source", "kanal", "säljkanal"),
                *("salgskanal", "källa", "kilde", "vertriebskanal", "quelle", "kanava"),
                *("hankintakanava", "anskaffningskanal"),
            ),
        ),
        "merged_into": Column(
            ColumnType.TEXT,
            key=True,
            synonyms=(
                *("merged into customer", "parent", "parent id", "parent customer", "moderbolag"),
                *("uppköpt av", "sammanslagen med", "moderselskap", "moderselskab"),
                *("muttergesellschaft", "zusammengeführt mit", "emoyhtiö", "yhdistetty"),
            ),
        ),
        "merged_from_month": Column(
            ColumnType.MONTH,
            synonyms=(
                *("merged from", "merge month", "merged month", "sammanslagen från"),
                *("sammanslagen månad", "sammenlagt fra", "sammenlagt fra og med"),
                *("zusammengeführt ab", "yhdistetty alkaen"),
            ),
        ),
    },
)
