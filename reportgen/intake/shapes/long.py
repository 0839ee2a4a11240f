"""One row per fact: nothing to do."""

from __future__ import annotations

from reportgen.intake.shape import Shape

long = Shape("long", fits=lambda cells, table: not table.becomes, by_row=True, coded=True)
