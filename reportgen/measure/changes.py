"""What a change is made of: the window before, contributions of groups, contributions of factors.

All contributions of one kind add up to the change: nothing is left over that would have to be explained.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import polars as pl

from reportgen.measure import customer_facts
from reportgen.measure.books import Books, once
from reportgen.measure.calendar import Calendar
from reportgen.measure.cells import cells_from, joined
from reportgen.measure.composed import earlier_cells
from reportgen.measure.shape import Facts, Ratio, Shape
from reportgen.period import STEP, PeriodKind

EFFECTS = ("mix", "rate")
ENDS = ("now", "before")
HALVES = ("of", "per")
NONE = pl.lit(None, pl.String)
OWN = {"numerator": "now", "denominator": "before"}
# Below this relative distance the quotient in a logarithmic mean is noise, and a series is exact.
NEAR = 1e-3


@dataclass(frozen=True)
class Earlier:
    """The cells of a shape for the window against which a change is measured."""

    of: Shape

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables it stands on."""
        return self.of.tables

    def cells(self, calendar: Calendar, kinds: tuple[PeriodKind, ...]) -> pl.DataFrame:
        """Cells under the later window's label; insufficient_history where there is no earlier one."""
        step = pl.lit(0, pl.Int32)
        for kind, months in STEP.items():
            step = pl.when(pl.col("kind") == kind.value).then(months).otherwise(step)
        return earlier_cells(self.of, calendar, kinds, step)


def ends(
    parts: Mapping[str, Shape], calendar: Calendar, kinds: tuple[PeriodKind, ...]
) -> pl.DataFrame:
    """Parts of both windows side by side, as `NAME_now` and `NAME_before`, for what both have."""
    sides = {
        f"{name}_{end}": shape.cells(calendar, kinds)
        for name, part in parts.items()
        for end, shape in (("now", part), ("before", Earlier(part)))
    }
    return joined(sides, frozenset())


@dataclass(frozen=True, eq=False)
class RatioChange:
    """The change of a ratio of two sums, taken apart by every split that both halves have.

    A group contributes by its own rate (`rate`: change of its ratio x its mean weight) and by its
    weight (`mix`: change of its weight x how far its mean ratio lies from the company's mean). The
    means of both ends leave no residual. A group that is new or gone has only a mix.

    effects  splits whose groups have both effects as figures of their own
    unlike   splits whose groups' ratios are not the metric's own: they go without halves
    """

    of: Shape
    per: Shape
    effects: tuple[str, ...] = ()
    unlike: tuple[str, ...] = ()

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables that its halves stand on."""
        return tuple(dict.fromkeys([*self.of.tables, *self.per.tables]))

    def cells(self, calendar: Calendar, kinds: tuple[PeriodKind, ...]) -> pl.DataFrame:
        """Cells: the change, each group's contribution, both effects as `segment+effect`.

        Halves are the ratio now and before, the group's own for a group; n is the later one's.
        """
        ratio = Ratio(self.of, self.per)
        whole = ends({"ratio": ratio}, calendar, kinds).filter(pl.col("split_by") == "")
        now, before = pl.col("ratio_now"), pl.col("ratio_before")
        missing = pl.coalesce("ratio_now.missing", "ratio_before.missing")
        halves = {"numerator": now, "denominator": before}
        n = pl.col("ratio_now.n")
        company = cells_from(whole, now - before, missing, **halves, n=n)
        groups = self._groups(calendar, kinds, whole.filter(missing.is_null()))
        alike = ~pl.col("split_by").is_in(self.unlike)
        own = {half: pl.when(alike).then(f"ratio_{end}") for half, end in OWN.items()}
        parts = [company, cells_from(groups, pl.col("whole"), NONE, **own, n=pl.col("n"))]
        parts += [
            cells_from(
                groups.filter(pl.col("split_by").is_in(self.effects)).with_columns(
                    split_by=pl.col("split_by") + "+effect", split=pl.col("split") + f"+{effect}"
                ),
                pl.col(effect),
                NONE,
                n=pl.col("n"),
            )
            for effect in EFFECTS
        ]
        return pl.concat(parts)

    def _groups(
        self, calendar: Calendar, kinds: tuple[PeriodKind, ...], whole: pl.DataFrame
    ) -> pl.DataFrame:
        both = ends({"of": self.of, "per": self.per}, calendar, kinds)
        company = both.filter(pl.col("split_by") == "").select(
            "period", all_now="per_now", all_before="per_before"
        )
        mean = whole.select("period", mean=(pl.col("ratio_now") + pl.col("ratio_before")) / 2)
        table = both.filter(pl.col("split_by") != "").join(company, on="period")
        table = table.join(mean, on="period").with_columns(
            **{f"weight_{end}": pl.col(f"per_{end}") / pl.col(f"all_{end}") for end in ENDS},
            **{f"kept_{end}": pl.col(f"of_{end}") / pl.col(f"all_{end}") for end in ENDS},
            **{
                f"ratio_{end}": pl.when(pl.col(f"per_{end}") != 0).then(
                    pl.col(f"of_{end}") / pl.col(f"per_{end}")
                )
                for end in ENDS
            },
        )
        known = pl.concat_list("ratio_now", "ratio_before").list.drop_nulls().list.mean()
        shift = pl.col("weight_now") - pl.col("weight_before")
        moved = table.filter(
            pl.any_horizontal(pl.col(f"{half}_{end}") != 0 for half in HALVES for end in ENDS)
        )
        return moved.with_columns(
            whole=pl.col("kept_now") - pl.col("kept_before") - shift * pl.col("mean"),
            mix=(shift * (known - pl.col("mean"))).fill_null(0.0),
            n=pl.col("per_now.n"),
        ).with_columns(rate=pl.col("whole") - pl.col("mix"))


@dataclass(frozen=True, eq=False)
class FactorChange:
    """The change of a product of factors, taken apart by them with the logarithmic mean.

    whole    the figure that changes
    product  what the factors multiply to; `whole` where it is not named
    raising, lowering   factors by name: those that raise the product and those that it is divided by
    turned   whether the figure falls as the product rises: 1 less a share of cost

    A factor contributes L(product now, before) x ln(factor now / before), L the logarithmic mean; of
    a product that is 0 at one end the limit holds: the factor that is 0 there made the whole change.
    """

    whole: Shape
    raising: Mapping[str, Shape]
    lowering: Mapping[str, Shape]
    product: Shape | None = None
    turned: bool = False
    by: str = "factor"

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables that it stands on."""
        return self.whole.tables

    def cells(self, calendar: Calendar, kinds: tuple[PeriodKind, ...]) -> pl.DataFrame:
        """Cells of the company: the change, and each factor's part; halves are now and before."""
        factors = {**self.raising, **self.lowering}
        parts = {"whole": self.whole, "product": self.product or self.whole, **factors}
        table = ends({name: OfCompany(shape) for name, shape in parts.items()}, calendar, kinds)
        table = table.with_columns(
            missing_whole=pl.coalesce(f"{name}_{end}.missing" for name in parts for end in ENDS)
        ).with_columns(
            # The logarithm of a factor below zero is none.
            pl.col("missing_whole").fill_null(
                pl.when(pl.min_horizontal("product_now", "product_before") < 0).then(
                    pl.lit("not_meaningful")
                )
            )
        )
        now, before = pl.col("whole_now"), pl.col("whole_before")
        n = pl.col("whole_now.n")
        cells = [
            cells_from(
                table,
                now - before,
                pl.col("missing_whole"),
                numerator=now,
                denominator=before,
                n=n,
            )
        ]
        known = table.filter(pl.col("missing_whole").is_null())
        for name in factors:
            sign = (1 if name in self.raising else -1) * (-1 if self.turned else 1)
            rows = known.with_columns(split_by=pl.lit(self.by), split=pl.lit(name))
            later, earlier = pl.col(f"{name}_now"), pl.col(f"{name}_before")
            value = _share(later, earlier) * sign
            cells.append(cells_from(rows, value, NONE, numerator=later, denominator=earlier, n=n))
        return pl.concat(cells)


@dataclass(frozen=True)
class OfCompany:
    """The company's cells of a shape alone."""

    of: Shape

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables it stands on."""
        return self.of.tables

    def cells(self, calendar: Calendar, kinds: tuple[PeriodKind, ...]) -> pl.DataFrame:
        """The cells without those of groups."""
        return self.of.cells(calendar, kinds).filter(pl.col("split_by") == "")


def _share(later: pl.Expr, earlier: pl.Expr) -> pl.Expr:
    """What a factor contributes to the change of the product, its sign not yet looked at."""
    now, before = pl.col("product_now"), pl.col("product_before")
    mean = (now + before) / 2
    half = (now - before) / (now + before)
    near = mean / (1 + half**2 / 3 + half**4 / 5)
    logarithmic = (
        pl.when(half.abs() < NEAR).then(near).otherwise((now - before) / (now / before).log())
    )
    at_zero = pl.when((later == 0) | (earlier == 0)).then(now - before).otherwise(0.0)
    return (
        pl.when((now == 0) | (before == 0))
        .then(at_zero)
        .otherwise(logarithmic * (later / earlier).log())
    )


@once
def retained_with_lines(books: Books) -> Facts:
    """Customers of each window's opening, as `customer_facts.retained`, by all lines that they pay.

    A line that such a customer added counts at the closing, so that lines add up to the company:
    retention by line leaves it out, since there was nothing of that line to be kept.
    """
    retained = customer_facts.retained(books)
    if retained.finer is None:
        return retained
    opening, closing = pl.col("opening"), pl.col("closing")
    each = (
        books.pairs.filter(opening.sum().over("customer", "period") > 0)
        .group_by("customer", "product_line", "period")
        .agg(opening.sum(), closing.sum())
    )
    lines = each.group_by("product_line", "period").agg(
        value=opening.sum(),
        closing=closing.sum(),
        n=(opening > 0).sum().cast(pl.Int64),
    )
    detail = each.lazy().with_columns(value=opening, n=(opening > 0).cast(pl.Int64))
    of, tables = retained.finer, retained.tables
    finer = Facts(lines, of.splits, retained.covered, tables, detail=detail)
    return replace(retained, finer=finer)
