"""Rows of one file under the rules of their table: every cell that breaks one becomes a problem."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import polars as pl

from reportgen.intake.amount import MARK_CURRENCIES, why_refused
from reportgen.intake.cells import Cells, column_named
from reportgen.intake.codes import plain
from reportgen.intake.dataset import HEADER_COLUMN, LINE_COLUMN
from reportgen.intake.header import normalised
from reportgen.intake.refusals import BLANK, MOST, Kind, Refusals
from reportgen.intake.table import Table
from reportgen.intake.text import by_distinct, forbidden, why_forbidden
from reportgen.pack_input import Input
from reportgen.problem import Problem

Why = Callable[[str], tuple[str, str]]


class RuledRows:
    """Rows of one file as text, translated; `refusals` grows with the cells that break a rule."""

    def __init__(self, cells: Cells, table: Table, options: Input, currency: str) -> None:
        """currency: the reporting currency, that of amounts in files without a currency column."""
        self.cells, self.table, self.options, self.currency = cells, table, options, currency
        self.refusals = Refusals(rows=cells.frame.height)
        self.frame = cells.frame
        for name in self.cells.names:
            if name != HEADER_COLUMN:
                self._refuse_characters(name)
        self._translate()
        # Blank is what is blank after translation: `"-" = ""` makes it so, `"-" = "0"` does not.
        self.texts = self.frame

    def _refuse_characters(self, name: str) -> None:
        column = self.table.columns.get(name)
        refused = forbidden(self.frame[name], key=column is not None and column.key)
        self.refuse(0, name, "characters", refused, why_forbidden)

    def _translate(self) -> None:
        """`[inputs.TABLE.values.COLUMN]`: what was seen becomes what is meant."""
        for word, values in self.options.values.items():
            name = column_named(word, self.table) or normalised(word)
            if name not in self.frame.columns:
                continue
            text = self.frame[name]
            exact = {seen.strip(): meant.strip() or None for seen, meant in values.items()}
            folded = {seen.casefold(): meant for seen, meant in exact.items()}

            def meant(
                cell: str,
                exact: dict[str, str | None] = exact,
                folded: dict[str, str | None] = folded,
            ) -> str | None:
                return exact[cell] if cell in exact else folded.get(cell.casefold(), cell)

            self.set(by_distinct(text, meant, pl.String()).rename(name))

    def agree_on_currency(self, name: str, text: pl.Series, seen: pl.Series) -> None:
        """`€ 100` in a row whose currency is SEK: one of the two is wrong."""
        if seen.is_null().all():
            return
        stated = pl.Series([self.currency]).new_from_index(0, len(seen))
        if "currency" in self.frame.columns:
            column = plain(self.frame["currency"])
            stated = column.zip_with(column.is_not_null(), stated)
        pairs = pl.DataFrame({"seen": seen, "stated": stated})
        apart = pairs.filter(pl.col("seen").is_not_null()).unique()
        for mark, currency in apart.iter_rows():
            if currency in MARK_CURRENCIES.get(mark, (mark,)):
                continue
            here = ((pairs["seen"] == mark) & (pairs["stated"] == currency)).fill_null(False)
            if mark in ("TKR", "MKR", "MIO"):
                thousands = partial(why_refused, decimal_mark=".", percent=True)
                self.refuse(2, name, f"{mark} {currency}", here, thousands, text)
                continue
            what = f"the amount is marked {mark}, but the currency of this row is {currency}"
            advice = "Correct the one that is wrong, or add a currency column to the export."
            self.refuse(2, name, f"{mark} {currency}", here, say(what, advice), text)

    def apply_rules(self, texts: pl.DataFrame) -> None:
        """Blanks where the table wants every cell filled; texts: the columns as they were read."""
        for name, column in self.table.columns.items():
            if name not in self.frame.columns:
                continue
            blank = texts[name].is_null()
            if column.filled and blank.any():
                self.refuse(3, name, BLANK, blank, partial(_why_blank, name))
            for other, words in column.filled_when.items():
                if other in self.frame.columns and blank.any():
                    meant = self.frame[other].is_in(words).fill_null(False)
                    why = f"{name} must be filled in when {other} is {' or '.join(words)}"
                    self.refuse(3, name, f"when {other}", blank & meant, say(why, "Fill it in."))

    # ------------------------------------------------------------------------------ problems

    def set(self, values: pl.Series) -> None:
        """Put a column in the place of the one of its name."""
        self.frame = self.frame.with_columns(values)

    def refuse(
        self,
        step: int,
        name: str,
        how: str,
        refused: pl.Series,
        why: Why,
        text: pl.Series | None = None,
    ) -> None:
        """A problem for each cell of a column that is refused, up to as many as anybody reads."""
        refused = refused.fill_null(False)
        if not refused.any():
            return
        places = refused.arg_true()
        text = self.cells.frame[name] if text is None else text
        shown = []
        for place in places.head(MOST):
            cell = text[place] or ""
            what, advice = why(cell)
            shown.append(self.problem(name, place, cell, what, advice))
        names = list(self.table.columns) if step == 3 else self.cells.names
        kind: Kind = (step, names.index(name), how)
        self.refusals.add(kind, self.cells.headers.get(name, name), len(places), shown)

    def header(self, name: str, place: int) -> str:
        """The header above a cell: in a wide file that of its month."""
        spread = (self.table.wide, *(self.table.staged or ())[1:])
        if HEADER_COLUMN in self.frame.columns and name in spread:
            return str(self.frame[HEADER_COLUMN][place])
        return self.cells.headers.get(name, name)

    def problem(self, name: str, place: int, value: str, what: str, advice: str) -> Problem:
        """What is wrong with one cell, with its line and the header above it."""
        return self.cells.raw.problem(
            what,
            advice.replace("{values}", f"{{values.{name}}}"),
            line=self.frame[LINE_COLUMN][place],
            column=self.header(name, place),
            value=value,
        )


def say(what: str, advice: str) -> Why:
    """The same two sentences for whatever the cell holds."""
    return lambda cell: (what, advice)


def _why_blank(name: str, cell: str) -> tuple[str, str]:
    return f"{name} is blank", "Fill it in; when this row is a total or a footer, delete the row."
