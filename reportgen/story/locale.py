"""Locale: the words of a language, and how it writes numbers, money, periods and missing figures.

Why not CLDR alone: boards write MSEK, tkr and Q3 where CLDR writes "mn kr" and "K3", and Babel's minus
is a hyphen. Everything that a report prints stands in locales/<name>.toml; Babel chooses plural forms,
and is imported when that happens.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportgen.errors import PackError
from reportgen.period import Period, PeriodKind, fiscal_year_of
from reportgen.problem import Problem
from reportgen.story.locale_file import read_texts
from reportgen.story.number import DECIMALS as DECIMALS
from reportgen.story.number import Number, Scale, amount_of, exact
from reportgen.story.number import rounded as rounded
from reportgen.story.words import Words
from reportgen.unit import Unit

if TYPE_CHECKING:
    from reportgen.measure.reading import Reading

SHIPPED = Path(__file__).resolve().parent / "locales"
# Below these parts a locale may have keys that English does not: words of metrics, groups, currencies.
OPEN_PARTS = (
    "checks.",
    "labels.",
    "metrics.",
    "missing.",
    "money.",
    "movements.",
    "splits.",
    "variants.",
)


class Locale(Words):
    """A language: its words, and how it writes figures and periods."""

    def money_scale(self, values: Iterable[Number], currency: str) -> Scale:
        """One scale for all these values, so that the largest shows at least three digits."""
        top = max((abs(exact(value)) for value in values), default=Decimal(0))
        for size, power, decimals in (
            (Decimal("1e9"), 6, 0),
            (Decimal("1e7"), 6, 1),
            (Decimal("1e6"), 6, 2),
            (Decimal("1e5"), 3, 0),
            (Decimal("1e4"), 3, 1),
        ):
            if rounded(top, 0) >= size:
                return Scale(Decimal(10) ** power, self.money_unit(currency, power), decimals)
        return Scale(Decimal(1), self.money_unit(currency, 0), 0 if top >= 100 or not top else 2)

    def money_unit(self, currency: str, power: int) -> str:
        """`kr`, `tkr` or `MSEK`: the unit of amounts divided by ten to `power` (0, 3 or 6)."""
        word = {0: "one", 3: "thousand", 6: "million"}[power]
        found = self.texts.get(f"money.{currency}.{word}", self.texts[f"money.units.{word}"])
        return str(found).format(code=currency)

    def money(
        self, value: Number, currency: str, scale: Scale | None = None, *, signed: bool = False
    ) -> str:
        """An amount with its unit; in a scale of its own when none is given."""
        scale = scale or self.money_scale([value], currency)
        shown = self.number(exact(value) / scale.factor, scale.decimals, signed=signed)
        return self.text("money.form", value=shown, unit=scale.unit)

    def share(self, value: Number, decimals: int = 1, *, signed: bool = False) -> str:
        """0.24 -> `24.0%`."""
        shown = self.number(exact(value) * 100, decimals, signed=signed)
        return self.text("units.share", value=shown)

    def figure(
        self,
        value: Number,
        unit: Unit,
        currency: str,
        scale: Scale | None = None,
        *,
        signed: bool = False,
    ) -> str:
        """A value with its unit, in the decimals that the unit has everywhere."""
        if unit is Unit.MONEY:
            return self.money(value, currency, scale, signed=signed)
        if unit is Unit.SHARE:
            return self.share(value, signed=signed)
        if unit is Unit.FLAG:
            return self.text("units.yes" if value else "units.no")
        decimals = DECIMALS.get(unit, 1)
        shown = self.number(value, decimals, signed=signed)
        if unit is Unit.DAYS:
            form = self._plural(abs(rounded(value, decimals)))
            days = self.texts.get(f"units.days.{form}", self.texts["units.days.other"])
            return str(days).format(value=shown)
        key = f"units.{unit.value}"
        return self.text(key, value=shown) if key in self.texts else shown

    def reading(self, reading: Reading, unit: Unit, currency: str, *, signed: bool = False) -> str:
        """A reading as people read it; a missing one as its short reason."""
        if reading.missing or reading.value is None:
            return self.missing(reading.missing or "no_data", reading.metric)
        value = reading.value if reading.exact is None else reading.exact
        if unit is Unit.LABEL:
            return self.label(reading.metric, value)
        return self.figure(value, unit, currency, signed=signed)

    def label(self, metric: str, value: Number) -> str:
        """The words of a class that a metric gives as a whole number."""
        shown = self.number(value)
        return str(self.texts.get(f"labels.{metric}.{shown}", shown))

    def tick(self, value: Number, unit: Unit, scale: Scale | None, decimals: int) -> str:
        """A value on an axis: without its unit but for per cent."""
        if unit is Unit.SHARE:
            return self.share(value, decimals)
        return self.number(exact(value) / scale.factor if scale else value, decimals)

    def caption(self, unit: Unit, scale: Scale | None = None) -> str:
        """The unit at the head of an axis or a column."""
        return scale.unit if scale else self.text(f"units.caption.{unit.value}")

    def change(
        self,
        now: Reading | Number | None,
        before: Reading | Number | None,
        unit: Unit,
        currency: str,
        *,
        short: bool = False,
    ) -> str:
        """From before to now: percent for money, percentage points for shares, else the difference.

        short  as in tables and on cards, where there is no room for long units
        Empty when either is missing or the unit knows no differences.
        """
        after, start = amount_of(now), amount_of(before)
        if after is None or start is None or unit in (Unit.FLAG, Unit.LABEL):
            return ""
        difference = after - start
        if unit is Unit.MONEY and start > 0:
            percent = self.number(difference / start * 100, 1, signed=True)
            return self.text("units.percent_change", value=percent)
        return self.difference(difference, unit, currency, short=short, signed=True)

    def difference(
        self,
        value: Number,
        unit: Unit,
        currency: str,
        *,
        short: bool = False,
        signed: bool = False,
    ) -> str:
        """A difference: percentage points where the figures are per cent, else in their own unit.

        short  `p.e.`, as in tables, on cards and in lists of figures; sentences have the whole words
        """
        if unit not in (Unit.SHARE, Unit.POINTS):
            return self.figure(value, unit, currency, signed=signed)
        points = exact(value) * (100 if unit is Unit.SHARE else 1)
        key = f"units.share_change{'_short' if short else ''}"
        return self.text(key, value=self.number(points, 1, signed=signed))

    # ---------------------------------------------------------------------------------- periods

    def month(self, number: int, *, long: bool = False) -> str:
        """`Sep 2026`: a month counted from year 0, as in `reportgen.period`."""
        names = self.texts["period.months" if long else "period.months_short"]
        form = "period.month" if long else "period.month_short"
        return self.text(form, month=names[number % 12], year=str(number // 12))

    def month_name(self, number: int) -> str:
        """`Sep`: the month alone."""
        return str(self.texts["period.months_short"][number % 12])

    def year(self, period: Period) -> str:
        """The fiscal year in which a period ends: `2026`, or `2025/26` when it is broken."""
        last = fiscal_year_of(period.last, period.fiscal_year_start)
        if period.fiscal_year_start == 1:
            return str(last)
        return self.text("period.broken_year", first=str(last - 1), last=f"{last % 100:02d}")

    def period(self, period: Period, *, short: bool = False) -> str:
        """A period as boards write it."""
        if period.kind is PeriodKind.MONTH:
            return self.month(period.last, long=not short)
        form = f"period.{period.kind.value}" + ("_short" if short else "")
        return self.text(form, **self._parts(period))

    def _parts(self, period: Period) -> dict[str, str]:
        offset = (period.first % 12 + 1 - period.fiscal_year_start) % 12
        return {
            "year": self.year(period),
            "month": self.month(period.last),
            "quarter": str(offset // 3 + 1),
        }

    def within(self, period: Period) -> str:
        """A period inside a sentence: `in Q3 2026`."""
        values = {"period": self.period(period), "month": self.month(period.last)}
        return self.text(f"period.within_{period.kind.value}", **values)

    def period_tick(self, period: Period) -> tuple[str, str]:
        """A period under an axis, and the year that stands below where it changes."""
        month = self.texts["period.months_short"][period.last % 12]
        values = {**self._parts(period), "month": month}
        # Months belong to calendar years even where the fiscal year is broken.
        by_month = period.kind not in (PeriodKind.QUARTER, PeriodKind.YEAR)
        year = str(period.last // 12) if by_month else self.year(period)
        return self.text(f"period.{period.kind.value}_tick", **values), year

    # --------------------------------------------------------------------------------- renderer

    def d3_number(self) -> dict[str, Any]:
        """The number locale of the chart renderer, with this file's marks."""
        return {
            "decimal": self._decimal,
            "thousands": self._group,
            "grouping": [3],
            "currency": ["", ""],
            "minus": self._minus,
            "percent": self.text("units.share", value=""),
        }

    def d3_time(self) -> dict[str, Any]:
        """The time locale of the chart renderer: Babel's would cost its import in every build."""
        return {
            "dateTime": "%Y-%m-%d %H:%M",
            "date": "%Y-%m-%d",
            "time": "%H:%M",
            "periods": ["", ""],
            "days": list(self.texts["period.days"]),
            "shortDays": list(self.texts["period.days_short"]),
            "months": list(self.texts["period.months"]),
            "shortMonths": list(self.texts["period.months_short"]),
        }


def locale_names(folders: Iterable[Path] = ()) -> list[str]:
    """Languages that there are, in these folders and shipped."""
    return sorted({path.stem for folder in [*folders, SHIPPED] for path in folder.glob("*.toml")})


def load_locale(name: str, folders: Iterable[Path] = ()) -> Locale:
    """A language by its file's name; a file in an earlier folder wins, key by key, English is last.

    Raises PackError for a language that there is not and for keys that nothing would ever read.
    """
    folders = tuple(folders)
    paths = [folder / f"{name}.toml" for folder in (*folders, SHIPPED)]
    found = [path for path in paths if path.is_file()]
    if not found:
        advice = f"Known here: {', '.join(locale_names(folders))}."
        what = f"there is no such language as {name!r}"
        problem = Problem("pack.toml", what, advice, column="report.locale", value=name)
        raise PackError([problem])
    texts = read_texts(SHIPPED / "en.toml")
    known = set(texts)
    for path in reversed(found):
        own = read_texts(path)
        unknown = [k for k in own if k not in known and not _is_open(k, known)]
        if unknown:
            raise PackError([Problem(str(path), f"unknown key {key!r}") for key in unknown])
        texts |= own
    return Locale(name, texts)


def _is_open(key: str, known: set[str]) -> bool:
    # A language may have plural forms that English lacks: few, many ...
    return key.startswith(OPEN_PARTS) or f"{key.rpartition('.')[0]}.other" in known
