"""Cells -> values: every column under its type and rules, every cell that breaks one as a problem."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial

import polars as pl

from reportgen.intake.amount import (
    AMOUNT,
    MARK_CURRENCIES,
    read_amounts,
    why_refused,
)
from reportgen.intake.cells import Cells, column_named
from reportgen.intake.choice import read_choices, why_no_choice
from reportgen.intake.codes import Codebook, cells_of, distinct, is_coded, plain, recoded
from reportgen.intake.dataset import HEADER_COLUMN, LINE_COLUMN
from reportgen.intake.day import EPOCHS, Order, order_of, read_day, why_no_day
from reportgen.intake.dialect import Dialect, Doubt, Evidence, Seen, decided, evidence_for
from reportgen.intake.forms import Forms, why_doubtful
from reportgen.intake.header import normalised
from reportgen.intake.moment import in_doubt, local_days, read_moment, why_in_doubt
from reportgen.intake.month import read_month, why_no_month
from reportgen.intake.refusals import MOST, Kind, Refusals
from reportgen.intake.table import Column, ColumnType, Table
from reportgen.intake.text import by_distinct, clean, forbidden, why_forbidden
from reportgen.pack_input import Input
from reportgen.problem import Problem

NUMBERS = (ColumnType.MONEY, ColumnType.NUMBER)
DAYS = (ColumnType.MONTH, ColumnType.DATE)
# Currencies without minor units, or with a thousand of them: what stands for them is no hundredth.
NO_HUNDREDTHS = (
    *("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "UGX", "UYI"),
    *("VND", "VUV", "XAF", "XOF", "XPF", "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"),
)
Why = Callable[[str], tuple[str, str]]


class Conversion:
    """Rows of one file on their way to values; `refusals` grows as columns are read."""

    def __init__(
        self,
        cells: Cells,
        table: Table,
        options: Input,
        currency: str,
        book: Codebook | None = None,
        before: int = 0,
    ) -> None:
        """currency: the reporting currency, that of amounts in files without a currency column.

        book    the lists that coded texts are kept under
        before  how many rows of the file have gone before these
        """
        self.cells, self.table, self.options, self.currency = cells, table, options, currency
        self.dialect = Dialect(options.locale, options.date_format)
        self.book, self.before = book or Codebook(), before
        self.refusals = Refusals()
        self.doubts: list[Problem] = []
        # Whether a column holds moments: which days those are, all of them together say.
        self.has_moments = False
        self.frame = cells.frame
        for name in self.cells.names:
            if name != HEADER_COLUMN:
                self._refuse_characters(name)
        self._translate()
        # Blank is what is blank after translation: `"-" = ""` makes it so, `"-" = "0"` does not.
        self.texts = self.frame

    def forms(self) -> Forms:
        """What these rows say about how the file writes numbers and days."""
        names = [] if self.dialect.decimal_mark else self._numbers()
        evidence = {
            name: evidence_for(self.texts[name], partial(self._seen, name))
            for name in names
            if name not in self.cells.constants
        }
        orders = {
            name: frozenset(order_of(distinct(self.texts[name])))
            for name, column in self.table.columns.items()
            if column.type in DAYS and name in self.cells.names and not self.dialect.date_format
        }
        return Forms(evidence, orders)

    def run(self, forms: Forms) -> pl.DataFrame:
        """The frame with the table's types; rows whose cells were refused hold nulls there.

        forms: those of the whole file
        """
        texts = self.texts
        marks = self._decimal_marks(forms)
        currencies: dict[str, pl.Series] = {}
        for name in self.cells.names:
            column = self.table.columns.get(name, Column(ColumnType.TEXT))
            if name == HEADER_COLUMN:
                continue
            if column.type in NUMBERS:
                currencies[name] = self._amounts(name, column, marks.get(name))
            elif column.type is ColumnType.TEXT:
                self._set(self._texts(name, column))
            elif column.type is ColumnType.CHOICE:
                values, refused = read_choices(self.frame[name], column)
                self._refuse(1, name, "choice", refused, partial(why_no_choice, name, column))
                self._set(self._kept(values))
            else:
                self._days(name, column.type, set(forms.orders.get(name, ())))
        for name, marks_seen in currencies.items():
            self._agree_on_currency(name, texts[name], marks_seen)
        self._apply_rules(texts)
        return self.frame.drop(HEADER_COLUMN, strict=False)

    # ------------------------------------------------------------------------------- columns

    def _texts(self, name: str, column: Column) -> pl.Series:
        def meant(text: pl.Series) -> pl.Series:
            text = clean(text)
            text = text.str.to_uppercase() if column.upper else text
            if not column.choices:
                return text
            known, _ = read_choices(text, column)
            return known.zip_with(known.is_not_null(), text)

        text = self.frame[name]
        if not isinstance(text.dtype, pl.Categorical):
            return meant(text)
        return recoded(text, meant(cells_of(text)), self.book.of(name), column.key)

    def _kept(self, text: pl.Series) -> pl.Series:
        """Text made from codes under the list of its column."""
        if is_coded(self.texts[text.name]):
            return text.cast(self.book.of(text.name))
        return text

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

            self._set(by_distinct(text, meant, pl.String()).rename(name))

    def _numbers(self) -> list[str]:
        return [
            name
            for name in self.cells.names
            if name in self.table.columns and self.table.columns[name].type in NUMBERS
        ]

    def _seen(self, name: str, place: int) -> Seen:
        text, line = self.texts[name], self.frame[LINE_COLUMN]
        return Seen(self.before + place, text[place], line[place], self._header(name, place))

    def _decimal_marks(self, forms: Forms) -> dict[str, str | None]:
        """The decimal mark of each column of numbers; None where it is in doubt and reported."""
        if self.dialect.decimal_mark:
            declared: dict[str, str | None] = dict.fromkeys(
                self._numbers(), self.dialect.decimal_mark
            )
            return declared | dict.fromkeys(self.cells.constants, ".")
        marks: dict[str, str | None] = {}
        for name, mark in decided(forms.evidence).items():
            marks[name] = None if isinstance(mark, Doubt) else mark
            if isinstance(mark, Doubt):
                self.doubts.append(self._doubt(mark, forms.evidence[name]))
        return marks | dict.fromkeys(self.cells.constants, ".")

    def _doubt(self, doubt: Doubt, evidence: Evidence) -> Problem:
        first, what, advice = why_doubtful(doubt, evidence)
        return self.cells.raw.problem(
            what, advice, line=first.line, column=first.header, value=first.cell
        )

    def _amounts(self, name: str, column: Column, mark: str | None) -> pl.Series:
        text = self.frame[name]
        if mark is None:
            self._set(pl.Series(name, [None], dtype=AMOUNT).new_from_index(0, len(text)))
            return pl.Series(name, [None], dtype=pl.String).new_from_index(0, len(text))
        amounts = read_amounts(text, mark, column.percent)
        self._refuse(
            1, name, "1", amounts.refused, lambda cell: why_refused(cell, mark, column.percent)
        )
        values = amounts.values.rename(name)
        if name in self.options.minor_units:
            values = self._whole_units(name, values)
        self._set(values)
        if not column.negative:
            self._refuse(
                1,
                name,
                "4",
                amounts.values < 0,
                _say(f"{name} cannot be below zero", "Correct the export."),
                text,
            )
        if not column.zero:
            self._refuse(
                1,
                name,
                "5",
                amounts.values == 0,
                _say(f"{name} cannot be zero", "Correct the export."),
                text,
            )
        if column.type is ColumnType.NUMBER:
            self._refuse(
                1,
                name,
                "6",
                amounts.currency.is_not_null(),
                _say(f"{name} is a number, not an amount of money", "Write it bare."),
                text,
            )
            return pl.Series(name, [None], dtype=pl.String).new_from_index(0, len(text))
        return amounts.currency

    def _whole_units(self, name: str, cents: pl.Series) -> pl.Series:
        """Hundredths as the currency itself; there is no half cent, and no hundredth of a yen."""
        if "currency" in self.frame.columns:
            codes = plain(self.frame["currency"]).str.to_uppercase().fill_null(self.currency)
        else:
            codes = pl.Series([self.currency]).new_from_index(0, len(cents))
        odd = _say(
            "the currency of this row is not divided into hundredths",
            f"Take {name} out of minor_units under {{section}} and export whole units.",
        )
        self._refuse(1, name, "2", cents.is_not_null() & codes.is_in(NO_HUNDREDTHS), odd)
        whole = cents == cents.round(0)
        why = _say(
            f"{name} is in hundredths (minor_units), and a hundredth has no decimals",
            f"Take {name} out of minor_units under {{section}} if the file has whole units.",
        )
        self._refuse(1, name, "3", cents.is_not_null() & ~whole, why)
        return pl.select(pl.lit(cents) * pl.lit(Decimal("0.01"))).to_series().cast(AMOUNT)

    def _days(self, name: str, kind: ColumnType, orders: set[Order]) -> None:
        """orders: what the slash dates of this column prove, wherever in the file they stand."""
        text = self.frame[name]
        form = self.dialect.date_format
        order = next(iter(orders)) if len(orders) == 1 else None
        if kind is ColumnType.MONTH:
            values = by_distinct(text, lambda cell: read_month(cell, form, order), pl.Date())
            why: Why = why_no_month
        else:
            values = by_distinct(text, lambda cell: read_day(cell, form, order), pl.Date())

            def why(cell: str) -> tuple[str, str]:
                return why_no_day(cell, form, orders)

        self._refuse(1, name, "day", text.is_not_null() & values.is_null(), why)
        self._set(self._local(name, values.rename(name), kind, order))

    def _local(
        self, name: str, values: pl.Series, kind: ColumnType, order: Order | None
    ) -> pl.Series:
        """Days of moments as they are where months begin; in doubt, none of them."""
        text, header = self.frame[name], self.cells.headers.get(name, name)
        form = self.dialect.date_format
        cells = distinct(text)
        if form not in EPOCHS and not cells.str.contains(":", literal=True).any():
            return values
        read = {cell: read_moment(cell, form, order, header) for cell in cells}
        moments = {cell: moment for cell, moment in read.items() if moment is not None}
        if not moments:
            return values
        self.has_moments = True
        zone = self.options.timezone
        if zone is None and (doubtful := in_doubt(moments, self.currency)):
            places = plain(text).is_in(list(doubtful)).fill_null(False).arg_true()
            cell = text[places[0]]
            what, advice = why_in_doubt(cell, moments[cell], doubtful[cell])
            what += f" ({len(places)} such cells)" if len(places) > 1 else ""
            self.doubts.append(self._problem(name, places[0], cell, what, advice))
            return values
        days = local_days(moments, zone)
        if kind is ColumnType.MONTH:
            days = {cell: day.replace(day=1) for cell, day in days.items()}
        local = by_distinct(text, lambda cell: days.get(cell), pl.Date()).rename(name)
        return local.zip_with(local.is_not_null(), values)

    # --------------------------------------------------------------------------------- rules

    def _refuse_characters(self, name: str) -> None:
        column = self.table.columns.get(name)
        refused = forbidden(self.frame[name], key=column is not None and column.key)
        self._refuse(0, name, "characters", refused, why_forbidden)

    def _agree_on_currency(self, name: str, text: pl.Series, seen: pl.Series) -> None:
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
                self._refuse(2, name, f"{mark} {currency}", here, thousands, text)
                continue
            what = f"the amount is marked {mark}, but the currency of this row is {currency}"
            advice = "Correct the one that is wrong, or add a currency column to the export."
            self._refuse(2, name, f"{mark} {currency}", here, _say(what, advice), text)

    def _apply_rules(self, texts: pl.DataFrame) -> None:
        for name, column in self.table.columns.items():
            if name not in self.frame.columns:
                continue
            blank = texts[name].is_null()
            if column.filled and blank.any():
                self._refuse(3, name, "blank", blank, partial(_why_blank, name))
            for other, words in column.filled_when.items():
                if other in self.frame.columns and blank.any():
                    meant = self.frame[other].is_in(words).fill_null(False)
                    why = f"{name} must be filled in when {other} is {' or '.join(words)}"
                    self._refuse(3, name, f"when {other}", blank & meant, _say(why, "Fill it in."))

    # ------------------------------------------------------------------------------ problems

    def _set(self, values: pl.Series) -> None:
        self.frame = self.frame.with_columns(values)

    def _refuse(
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
            shown.append(self._problem(name, place, cell, what, advice))
        names = list(self.table.columns) if step == 3 else self.cells.names
        kind: Kind = (step, names.index(name), how)
        self.refusals.add(kind, self.cells.headers.get(name, name), len(places), shown)

    def _header(self, name: str, place: int) -> str:
        """The header above a cell: in a wide file that of its month."""
        spread = (self.table.wide, *(self.table.staged or ())[1:])
        if HEADER_COLUMN in self.frame.columns and name in spread:
            return str(self.frame[HEADER_COLUMN][place])
        return self.cells.headers.get(name, name)

    def _problem(self, name: str, place: int, value: str, what: str, advice: str) -> Problem:
        return self.cells.raw.problem(
            what,
            advice.replace("{values}", f"{{values.{name}}}"),
            line=self.frame[LINE_COLUMN][place],
            column=self._header(name, place),
            value=value,
        )


def convert(
    cells: Cells, table: Table, options: Input, currency: str, book: Codebook | None = None
) -> tuple[pl.DataFrame, list[Problem]]:
    """The typed frame of one file (with `source_line`), and what is wrong with its cells."""
    conversion = Conversion(cells, table, options, currency, book)
    frame = conversion.run(conversion.forms())
    return frame, [*conversion.doubts, *conversion.refusals.problems()]


def _say(what: str, advice: str) -> Why:
    """The same two sentences for whatever the cell holds."""
    return lambda cell: (what, advice)


def _why_blank(name: str, cell: str) -> tuple[str, str]:
    return f"{name} is blank", "Fill it in; when this row is a total or a footer, delete the row."
