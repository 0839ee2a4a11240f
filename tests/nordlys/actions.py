"""The quarter plan: what is to be better by the end of September 2026, and how far it has come."""

from __future__ import annotations

from tests.nordlys.table import Table

# Action, owner and key figure; below them start, target, actual, status and day.
ACTIONS = """
Svara stora kunder inom fyra timmar | Märta F. | Ärenden besvarade i tid, %
    | 58 | 85 | 67 | Försenad | 2026-09-30
Ring tillbaka på förfrågningar samma dag | Pia H. | Förfrågningar uppringda samma dag, %
    | 41 | 80 | 83 | Klar | 2026-08-31
Visa Analys för medelstora kunder utan den | Håkan B. | Genomförda visningar
    | 0 | 30 | 24 | Pågår | 2026-09-30
Kontakta småkunder tre månader före förlängning | Dorte Ø. | Kunder kontaktade i tid, %
    | 22 | 90 | 71 | Pågår | 2026-10-31
Flytta annonsmedel till sökord som ger affärer | Elin S. | Annonskostnad i månaden, tkr
    | 385 | 350 | 368 | Pågår | 2026-09-30
Koppla in en integration vid varje införande | Björn K. | Nya kunder med integration, %
    | 17 | 40 | 19 | Ej påbörjad | 2026-12-15
"""


def actions_table() -> Table:
    lines = ACTIONS.strip().replace("\n    |", " |").splitlines()
    rows = [tuple(line.split(" | ")) for line in lines]
    header = "Åtgärd;Ansvarig;Nyckeltal;Utgångsläge;Mål;Utfall;Status;Klart"
    return Table(header, rows, "cp1252")
