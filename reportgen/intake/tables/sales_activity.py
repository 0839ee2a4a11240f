"""What sellers did: calls, mails and meetings by person and day."""

from __future__ import annotations

from reportgen.intake.table import Column, ColumnType, Table

# Words for the activities that metrics ask for; any other activity is kept as it is written.
ACTIVITIES = {
    "call_dialled": (
        *("calls dialled", "dialled", "dials", "call", "uppringda", "ringt", "samtal", "opkald"),
        *("oppringninger", "oppringt", "anruf", "anrufe", "puhelu", "puhelut", "soitot"),
    ),
    "call_answered": (
        *("calls answered", "answered", "connected", "svarade", "besvarade samtal"),
        *("besvarede opkald", "besvarte anrop", "angenommene anrufe", "vastatut puhelut"),
    ),
    "email": ("mail", "e-mail", "emails", "mejl", "e-post", "sähköposti"),
    "meeting_booked": (
        *("meetings booked", "booked", "bokade möten", "möte bokat", "booket møde"),
        *("bookede møder", "bookede møter", "avtalte møter", "vereinbarte termine"),
        *("sovitut tapaamiset",),
    ),
    "meeting_held": (
        *("meetings held", "meeting", "held", "möte", "genomförda möten", "møde"),
        *("afholdte møder", "møte", "gjennomførte møter", "termin", "termine", "tapaamiset"),
    ),
    "download": ("downloads", "nedladdning", "nedladdningar", "lataus"),
    "click": ("clicks", "klick", "klik", "klikkaus"),
    "follow_up": (
        *("follow-up", "follow ups", "uppföljning", "opfølgning", "oppfølging"),
        *("nachverfolgung", "nachfassen", "seuranta"),
    ),
}

sales_activity = Table(
    title="Sales activity",
    grain=("date", "owner", "type", "flow"),
    unlocks=(
        "calls, meetings and e-mails per person and day, and how many more people are needed to book meetings"
    ),
    export="the activity log of the CRM or dialler, summed by day",
    columns={
        "date": Column(
            ColumnType.DATE,
            required=True,
            filled=True,
            synonyms=("day", "activity date", "datum", "dag", "dato", "tag", "päivä", "pvm"),
        ),
        "owner": Column(
            ColumnType.TEXT,
            required=True,
            filled=True,
            synonyms=(
                *("sales rep", "rep", "user", "activity owner", "assigned to", "säljare"),
                *("ägare", "ansvarig", "sælger", "ejer", "selger", "eier", "verkäufer"),
                *("inhaber", "myyjä", "omistaja"),
            ),
        ),
        "type": Column(
            ColumnType.TEXT,
            required=True,
            filled=True,
            choices=ACTIVITIES,
            synonyms=(
                "activity",
                "activity type",
                "typ",
                "aktivitet",
                "aktivitetstyp",
                "aktivitetstype",
                "aktivität",
                "aktivitätsart",
                "art",
                "aktiviteetti",
                "tyyppi",
            ),
        ),
        "count": Column(
            ColumnType.NUMBER,
            required=True,
            filled=True,
            negative=False,
            synonyms=("number", "quantity", "antal", "antall", "anzahl", "määrä", "lukumäärä"),
        ),
        "flow": Column(
            ColumnType.TEXT,
            choices={
                "outbound": ("utgående", "udgående", "ausgehend", "lähtevä"),
                "inbound": ("inkommande", "indgående", "innkommende", "eingehend", "saapuva"),
                "nurture": ("nurturing", "bearbetning", "pleje", "pflege", "hoiva"),
                "partner": ("partners", "kumppani"),
            },
            synonyms=("source flow", "flöde", "flyt", "prozess", "virta"),
        ),
        "role": Column(
            ColumnType.TEXT,
            synonyms=("job title", "title", "roll", "rolle", "rooli"),
        ),
    },
)
