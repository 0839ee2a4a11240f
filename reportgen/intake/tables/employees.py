"""Employees with the day they came and the day they left: counted by function and month."""

from __future__ import annotations

from reportgen.intake.table import Column, ColumnType, Table
from reportgen.intake.tables.headcount import headcount

employees = Table(
    title="Employees",
    grain=("employee_id",),
    becomes="headcount",
    unlocks="headcount by function and month from the hire and leaving date of every employee",
    export="the HR system's list of employees, those who left too",
    columns={
        "employee_id": Column(
            ColumnType.TEXT,
            key=True,
            synonyms=(
                *("employee number", "employee no", "employee", "eid", "anställningsnummer"),
                *("anställningsnr", "medarbetare", "medarbejdernummer", "ansattnummer"),
                *("personalnummer", "mitarbeiternummer", "henkilönumero"),
            ),
        ),
        "start": Column(
            ColumnType.DATE,
            required=True,
            filled=True,
            synonyms=(
                *("hire date", "hired", "start date", "date of hire", "anställd från"),
                *("anställningsdatum", "startdatum", "ansættelsesdato", "ansatt fra", "startdato"),
                *("eintritt", "eintrittsdatum", "aloituspäivä"),
            ),
        ),
        "end": Column(
            ColumnType.DATE,
            required=True,
            synonyms=(
                *("termination date", "leave date", "leaving date", "end date", "last day"),
                *("slutdatum", "anställd till", "avgångsdatum", "fratrædelsesdato", "sluttdato"),
                *("slutdato", "austritt", "austrittsdatum", "päättymispäivä"),
            ),
        ),
        "function": headcount.columns["function"],
        "fte": Column(
            ColumnType.NUMBER,
            required=True,
            filled=True,
            negative=False,
            percent=True,
            synonyms=(
                *("full-time equivalent", "full time equivalent", "ftes", "work rate"),
                *("sysselsättningsgrad", "tjänstgöringsgrad", "beskæftigelsesgrad"),
                *("stillingsprosent", "beschäftigungsgrad", "työaikaprosentti"),
            ),
        ),
    },
)
