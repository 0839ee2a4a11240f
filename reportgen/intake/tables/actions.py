"""The few things to improve this quarter, and how far they have come."""

from __future__ import annotations

from reportgen.intake.table import Column, ColumnType, Table


def _text(*synonyms: str, required: bool = False) -> Column:
    return Column(ColumnType.TEXT, required=required, filled=required, synonyms=synonyms)


def _value(*synonyms: str) -> Column:
    return Column(ColumnType.NUMBER, percent=True, synonyms=synonyms)


actions = Table(
    title="Actions",
    grain=("action",),
    unlocks="the quarter's focus: who improves what, from where, to where",
    export="the quarter plan",
    columns={
        "action": _text(
            *("improvement", "initiative", "åtgärd", "aktivitet", "handling", "indsats", "tiltak"),
            *("maßnahme", "toimenpide"),
            required=True,
        ),
        "owner": _text("responsible", "ansvarig", "ansvarlig", "verantwortlich", "vastuuhenkilö"),
        "kpi": _text(
            *("metric", "measure", "mått", "nyckeltal", "nøgletal", "nøkkeltall", "kennzahl"),
            *("mittari", "tunnusluku"),
        ),
        "start": _value(
            *("from", "baseline", "start value", "utgångsläge", "startvärde", "udgangspunkt"),
            *("utgangspunkt", "ausgangswert", "lähtötaso"),
        ),
        "target": _value("goal", "to", "mål", "ziel", "tavoite"),
        "actual": _value(
            *("now", "current", "utfall", "nuläge", "nu", "faktisk", "status nu", "ist"),
            *("toteuma",),
        ),
        "status": _text("state", "läge", "stand", "tila"),
        "due": Column(
            ColumnType.DATE,
            synonyms=("due date", "deadline", "klart", "senast", "frist", "fällig", "määräaika"),
        ),
    },
)
