"""Cells -> values: every column under its type and rules, every cell that breaks one as a problem."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

import polars as pl

from reportgen.intake.amount import AMOUNT, read_amounts, why_no_months, why_refused
from reportgen.intake.cells import Cells
from reportgen.intake.choice import read_choices, why_no_choice
from reportgen.intake.codes import Codebook, cells_of, distinct, is_coded, plain, recoded
from reportgen.intake.dataset import HEADER_COLUMN, LINE_COLUMN
from reportgen.intake.day import EPOCHS, Order, read_day, slashed, why_no_day
from reportgen.intake.day_order import DayOrder, day_order_of, decided_by, how_read, why_both_orders
from reportgen.intake.dialect import Dialect, Doubt, Seen, decided, evidence_for
from reportgen.intake.forms import Forms, why_doubtful
from reportgen.intake.moment import in_doubt, local_days, read_moment, why_in_doubt
from reportgen.intake.month import read_month, why_no_month
from reportgen.intake.rules import RuledRows, Why, say
from reportgen.intake.table import Column, ColumnType, Table
from reportgen.intake.text import by_distinct, clean
from reportgen.pack_currency import is_currency, meant_by, no_currency
from reportgen.pack_input import Input
from reportgen.problem import Problem, Severity

NUMBERS = (ColumnType.MONEY, ColumnType.NUMBER)
DAYS = (ColumnType.MONTH, ColumnType.DATE)
# How columns are called that count months.
MONTHS = "_months"
# Currencies without minor units, or with a thousand of them: what stands for them is no hundredth.
NO_HUNDREDTHS = (
    *("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "UGX", "UYI"),
    *("VND", "VUV", "XAF", "XOF", "XPF", "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"),
)


class Conversion(RuledRows):
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
        super().__init__(cells, table, options, currency)
        self.dialect = Dialect(options.locale, options.date_format)
        self.book, self.before = book or Codebook(), before
        self.doubts: list[Problem] = []
        # By which cells the order of day and month was decided, as phrases.
        self.read_by: list[str] = []
        # Whether a column holds moments: which days those are, all of them together say.
        self.has_moments = False

    def forms(self) -> Forms:
        """What these rows say about how the file writes numbers and days."""
        names = [] if self.dialect.decimal_mark else self._numbers()
        evidence = {
            name: evidence_for(self.texts[name], partial(self._seen, name))
            for name in names
            if name not in self.cells.constants
        }
        orders = {
            name: day_order_of(self.texts[name], partial(self._seen, name))
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
                self.set(self._texts(name, column))
                if column.currency:
                    self._refuse_currencies(name)
            elif column.type is ColumnType.CHOICE:
                values, refused = read_choices(self.frame[name], column)
                self.refuse(1, name, "choice", refused, partial(why_no_choice, name, column))
                self.set(self._kept(values))
            else:
                self._days(name, column.type, forms.orders.get(name, DayOrder()))
        for name, marks_seen in currencies.items():
            self.agree_on_currency(name, texts[name], marks_seen)
        self.apply_rules(texts)
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

    def _refuse_currencies(self, name: str) -> None:
        """Codes that no currency has: an amount in them is of no worth."""
        unknown = [code for code in distinct(self.frame[name]) if not is_currency(code)]
        if unknown:
            here = by_distinct(self.frame[name], unknown.__contains__, pl.Boolean())
            self.refuse(1, name, "currency", here, _why_no_currency)

    def _kept(self, text: pl.Series) -> pl.Series:
        """Text made from codes under the list of its column."""
        if is_coded(self.texts[text.name]):
            return text.cast(self.book.of(text.name))
        return text

    def _numbers(self) -> list[str]:
        return [
            name
            for name in self.cells.names
            if name in self.table.columns and self.table.columns[name].type in NUMBERS
        ]

    def _seen(self, name: str, place: int) -> Seen:
        text, line = self.texts[name], self.frame[LINE_COLUMN]
        return Seen(self.before + place, text[place], line[place], self.header(name, place))

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
                self._say(why_doubtful(mark, forms.evidence[name]))
        return marks | dict.fromkeys(self.cells.constants, ".")

    def _say(self, told: tuple[Seen, str, str], severity: Severity = Severity.ERROR) -> None:
        """What a whole column is in doubt of, or read by: at the cell that shows it."""
        seen, what, advice = told
        problem = self.cells.raw.problem(
            what, advice, line=seen.line, column=seen.header, value=seen.cell, severity=severity
        )
        self.doubts.append(problem)

    def _amounts(self, name: str, column: Column, mark: str | None) -> pl.Series:
        text = self.frame[name]
        if mark is None:
            self.set(pl.Series(name, [None], dtype=AMOUNT).new_from_index(0, len(text)))
            return pl.Series(name, [None], dtype=pl.String).new_from_index(0, len(text))
        amounts = read_amounts(text, mark, column.percent)

        def why(cell: str) -> tuple[str, str]:
            if name.endswith(MONTHS):
                return why_no_months(cell, mark)
            return why_refused(cell, mark, column.percent)

        self.refuse(1, name, "1", amounts.refused, why)
        values = amounts.values.rename(name)
        if name in self.options.minor_units:
            values = self._whole_units(name, values)
        self.set(values)
        if not column.negative:
            self.refuse(
                1,
                name,
                "4",
                amounts.values < 0,
                say(f"{name} cannot be below zero", "Correct the export."),
                text,
            )
        if not column.zero:
            self.refuse(
                1,
                name,
                "5",
                amounts.values == 0,
                say(f"{name} cannot be zero", "Correct the export."),
                text,
            )
        if column.type is ColumnType.NUMBER:
            self.refuse(
                1,
                name,
                "6",
                amounts.currency.is_not_null(),
                say(f"{name} is a number, not an amount of money", "Write it bare."),
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
        odd = say(
            "the currency of this row is not divided into hundredths",
            f"Take {name} out of minor_units under {{section}} and export whole units.",
        )
        self.refuse(1, name, "2", cents.is_not_null() & codes.is_in(NO_HUNDREDTHS), odd)
        whole = cents == cents.round(0)
        why = say(
            f"{name} is in hundredths (minor_units), and a hundredth has no decimals",
            f"Take {name} out of minor_units under {{section}} if the file has whole units.",
        )
        self.refuse(1, name, "3", cents.is_not_null() & ~whole, why)
        return pl.select(pl.lit(cents) * pl.lit(Decimal("0.01"))).to_series().cast(AMOUNT)

    def _days(self, name: str, kind: ColumnType, found: DayOrder) -> None:
        """found: what the slash dates of this column say, wherever in the file they stand."""
        text = self.frame[name]
        form = self.dialect.date_format
        orders = set(found.proved)
        order = next(iter(orders)) if len(orders) == 1 else None
        if kind is ColumnType.MONTH:
            values = by_distinct(text, lambda cell: read_month(cell, form, order), pl.Date())
            why: Why = why_no_month
        else:
            values = by_distinct(text, lambda cell: read_day(cell, form, order), pl.Date())

            def why(cell: str) -> tuple[str, str]:
                return why_no_day(cell, form, orders)

        refused = text.is_not_null() & values.is_null()
        if len(orders) == 2:
            self._say(why_both_orders(found), Severity.ERROR)
            # It is said of the column; of its cells only those that are no dates in either order.
            either = by_distinct(text, _is_slashed, pl.Boolean())
            refused &= ~either.fill_null(False)
        elif read := how_read(found):
            self._say(read, Severity.WARNING)
            self.read_by.append(decided_by(found))
        self.refuse(1, name, "day", refused, why)
        self.set(self._local(name, values.rename(name), kind, order))

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
            self.doubts.append(self.problem(name, places[0], cell, what, advice))
            return values
        days = local_days(moments, zone)
        if kind is ColumnType.MONTH:
            days = {cell: day.replace(day=1) for cell, day in days.items()}
        local = by_distinct(text, lambda cell: days.get(cell), pl.Date()).rename(name)
        return local.zip_with(local.is_not_null(), values)


def _why_no_currency(text: str) -> tuple[str, str]:
    right = meant_by(text.upper()) or "EUR"
    return (
        no_currency(text),
        f'Correct the export, or write "{text}" = "{right}", or whichever it is, under {{values}}.',
    )


def _is_slashed(cell: str) -> bool:
    numbers = slashed(cell)
    return numbers is not None and min(numbers[:2]) <= 12


def convert(
    cells: Cells, table: Table, options: Input, currency: str, book: Codebook | None = None
) -> tuple[pl.DataFrame, list[Problem]]:
    """The typed frame of one file (with `source_line`), and what is wrong with its cells."""
    conversion = Conversion(cells, table, options, currency, book)
    frame = conversion.run(conversion.forms())
    return frame, [*conversion.doubts, *conversion.refusals.problems()]
