"""Alignment sign."""

from dataclasses import dataclass

import polars as pl

from reportgen.measure import retention
from reportgen.measure.books import Books
from reportgen.measure.calendar import Calendar
from reportgen.measure.cells import cells_from, joined
from reportgen.measure.composed import YearAgo
from reportgen.measure.metric import metric
from reportgen.measure.shape import Shape
from reportgen.period import PeriodKind
from reportgen.unit import Direction, Unit

# Two equal shares of different amounts may differ by the noise of a division.
NOISE = 1e-12


@dataclass(frozen=True)
class Sign:
    """Two flags, 1 = red: level (old business not above new), trend (its share not rising)."""

    existing: Shape
    all: Shape

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables that it stands on."""
        return self.all.tables

    def cells(self, calendar: Calendar, kinds: tuple[PeriodKind, ...]) -> pl.DataFrame:
        """The company: red if either flag is; then both flags, each with its halves."""
        parts: dict[str, Shape] = {"existing": self.existing, "all": self.all}
        parts |= {f"{name}_before": YearAgo(shape) for name, shape in parts.items()}
        cells = {name: shape.cells(calendar, kinds) for name, shape in parts.items()}
        company = {name: frame.filter(pl.col("split_by") == "") for name, frame in cells.items()}
        table = joined(company, frozenset())
        existing, total = pl.col("existing"), pl.col("all")
        before, total_before = pl.col("existing_before"), pl.col("all_before")
        unknown = pl.coalesce("existing.missing", "all.missing").fill_null(
            pl.when(total == 0).then(pl.lit("div_zero"))
        )
        no_trend = unknown.fill_null(
            pl.coalesce("existing_before.missing", "all_before.missing")
        ).fill_null(pl.when(total_before == 0).then(pl.lit("div_zero")))
        low = existing <= total - existing
        falling = existing / total <= before / total_before + NOISE
        halves = {"numerator": existing, "denominator": total - existing}
        level = cells_from(table, low.cast(pl.Float64), unknown, **halves)
        trend = cells_from(
            table,
            falling.cast(pl.Float64),
            no_trend,
            numerator=existing / total,
            denominator=before / total_before,
        )
        # A red level is red whatever the trend is; a good one alone does not clear the company.
        either = cells_from(
            table,
            pl.when(low).then(1.0).otherwise(falling.cast(pl.Float64)),
            pl.when(low & unknown.is_null()).then(None).otherwise(no_trend),
            **halves,
        )
        flags = {"level": level, "trend": trend}
        return pl.concat(
            [
                either,
                *[
                    cells.with_columns(split_by=pl.lit("flag"), split=pl.lit(name))
                    for name, cells in flags.items()
                ],
            ]
        )


@metric(
    title="Alignment sign",
    topic="growth",
    unit=Unit.FLAG,
    better=Direction.DOWN,
    definition=(
        "A warning (1) when existing customers do not bring more revenue than new ones, or when "
        "their share does not rise over a year."
    ),
    why=("Both are signs that marketing, sales and service do not work for the same customers."),
    formula=(
        "level: existing <= new revenue; trend: share of existing <= the same period a year ago; "
        "red if either is"
    ),
    numerator="revenue from existing customers",
    denominator="revenue from new customers",
    source="New Breed (existing against new business revenue)",
    example="level: 373,400 > 28,300, so 0",
    kinds=retention.YEARS,
)
def alignment_sign(books: Books) -> Sign:
    """Either flag for the company, and both flags; 1 is red."""
    return Sign(retention.revenue_of_existing(books), retention.all_revenue(books))
