"""The loyalty case: what it is worth when an average customer relation becomes so much more valuable.

Each chosen segment stands at its own churn of twelve months, with the company's gross margin of them
and the customers and prices of their end. The base is held still (as many customers come as leave),
so that what the case adds is told from what would have happened anyway. Its lifetime is not capped
as others are: only where nobody left does the pack's longest lifetime stand in for one. A pack that
names a cap for the case has it in all segments, so that one that few leave is not worth more than
one that nobody leaves.
"""

from __future__ import annotations

import polars as pl

from reportgen.measure import customer_facts
from reportgen.measure.acquisition import gross_margin
from reportgen.measure.books import Books, once
from reportgen.measure.cells import COMPANY, SCHEMA, cells_from, joined
from reportgen.measure.retention import YEARS
from reportgen.measure.shape import Given, Take, Total

SEGMENT = "segment"
MOST_SEGMENTS = 3
LEVERS = ("lifetime", "size", "margin", "cross_sell")
LIFETIME, SIZE, MARGIN, CROSS_SELL = LEVERS
BY_SEGMENT = ["period", "split"]
OF_LIVES = ["lifetime", "capped", "value"]


@once
def chosen(books: Books) -> list[str]:
    """The segments that the pack names, else those with most recurring revenue at the end."""
    revenue = books.recurring_revenue
    if revenue.covered is None or SEGMENT not in revenue.splits:
        return []
    known = revenue.rows[SEGMENT].drop_nulls().unique()
    if named := books.pack.loyalty.segments:
        return [segment for segment in dict.fromkeys(named) if segment in known]
    last = revenue.rows.filter(pl.col("month") == revenue.covered[1]).drop_nulls(SEGMENT)
    sums = last.group_by(SEGMENT).agg(pl.col("value").sum()).sort(["value", SEGMENT])
    return sums.reverse()[SEGMENT].head(MOST_SEGMENTS).to_list()


def level_name(level: float) -> str:
    """0.10 -> `10`: a level as it is named in the split `level`, in per cent."""
    return f"{level * 100:g}"


@once
def base(books: Books) -> pl.DataFrame:
    """A row for each window and chosen segment, and one of the company (split "").

    Columns: period, split, customers, revenue (a month's), margin, churn (null where nobody left),
    lifetime, capped (longer lives would count for nothing), value (of all its customers), missing.
    """
    parts = {
        "customers": Total(books.customers, Take.LAST),
        "revenue": Total(books.recurring_revenue, Take.LAST),
        "churned": Total(customer_facts.churned_customers(books), back=12),
        "opening": Total(customer_facts.opening_customers(books), back=12),
        "margin": gross_margin(books),
    }
    cells = {name: shape.cells(books.calendar, YEARS) for name, shape in parts.items()}
    table = joined(cells, frozenset({"margin"}))
    own = (pl.col("split_by") == SEGMENT) & pl.col("split").is_in(chosen(books))
    churned, opening, margin = pl.col("churned"), pl.col("opening"), pl.col("margin")
    lacks = pl.coalesce([pl.col(f"{name}.missing") for name in parts])
    reasons = pl.when(margin <= 0).then(pl.lit("not_meaningful"))
    unknown = pl.when((pl.col("split_by") != "") & (opening == 0)).then(pl.lit("div_zero"))
    stated, cap = books.pack.loyalty.lifetime_cap_months, longest(books)
    lifetime = opening / churned
    return (
        table.filter(own | (pl.col("split_by") == ""))
        .with_columns(
            missing=lacks.fill_null(reasons).fill_null(unknown),
            churn=pl.when(churned > 0).then(churned / opening),
            lifetime=pl.when(churned > 0)
            .then(lifetime if stated is None else pl.min_horizontal(lifetime, pl.lit(cap)))
            .otherwise(cap),
            capped=(churned <= 0) | (lifetime >= cap if stated is not None else False),
        )
        .with_columns(value=pl.col("revenue") * margin * pl.col("lifetime"))
        .select(*BY_SEGMENT, "customers", "revenue", "margin", "churn", *OF_LIVES, "missing")
    )


def longest(books: Books) -> float:
    """The lifetime in months that stands in where nobody left: the case's own, else the pack's."""
    own = books.pack.loyalty.lifetime_cap_months
    return float(own or books.pack.definitions.lifetime_cap_months)


@once
def raised(books: Books) -> pl.DataFrame:
    """The base of each chosen segment at each level, with what every lever has to rise by.

    Further columns: level (its name), rise, and for each lever its part of the rise (more_size ...),
    which multiply to it; `before` and `after`, the value of all customers today and with the case.
    """
    named = books.pack.loyalty.levers
    parts = [
        {"split": segment, "stated": segment in named}
        | {more(lever): float(lever in named.get(segment, (LIFETIME,))) for lever in LEVERS}
        for segment in chosen(books)
    ]
    columns = dict.fromkeys(map(more, LEVERS), pl.Float64)
    weights = pl.DataFrame(parts, schema={"split": pl.String, "stated": pl.Boolean, **columns})
    rises = books.pack.loyalty.levels
    levels = pl.DataFrame({"level": [level_name(rise) for rise in rises], "rise": list(rises)})
    table = base(books).join(weights, on="split").join(levels, how="cross")
    # Nobody stays longer where nobody leaves, nor counts as staying longer than the case's cap:
    # unless the pack says otherwise, prices grow there.
    other = ~pl.col("stated") & pl.col("capped").fill_null(True)
    value, rise = pl.col("value"), 1 + pl.col("rise")
    return table.with_columns(
        pl.when(other).then(float(lever == SIZE)).otherwise(pl.col(more(lever))).alias(more(lever))
        for lever in LEVERS
    ).with_columns(
        *[
            (rise ** (pl.col(name) / pl.sum_horizontal(list(columns))) - 1).alias(name)
            for name in columns
        ],
        before=value,
        after=value * rise,
    )


def more(lever: str) -> str:
    """The column that holds by what share a lever has to rise."""
    return f"more_{lever}"


@once
def gaps(books: Books) -> pl.DataFrame:
    """period, missing: the windows without a case, and why."""
    none = pl.lit(None if chosen(books) else "no_data", pl.String)
    whole = base(books).filter(pl.col("split") == "")
    missing = whole.select("period", missing=pl.col("missing").fill_null(none))
    return missing.filter(pl.col("missing").is_not_null())


def in_all(books: Books, table: pl.DataFrame, *by: str) -> pl.DataFrame:
    """`before`, `after` and `customers` of all chosen segments; missing where one of them is.

    by  further columns: level, year, ahead
    """
    return (
        table.join(gaps(books), on="period", how="anti")
        .sort("split")
        .group_by("period", *by, maintain_order=True)
        .agg(
            pl.col("before", "after", "customers").sum(),
            # A sum without one of the segments would be another case than the one that was chosen.
            missing=pl.col("missing").drop_nulls().first(),
        )
    )


def gained(table: pl.DataFrame, split_by: str, *columns: str) -> pl.DataFrame:
    """Cells of what is gained, after less before, named by some columns: `SMB+10`."""
    before, after = pl.col("before"), pl.col("after")
    return cells_from(
        table.with_columns(split_by=pl.lit(split_by), split=pl.concat_str(columns, separator="+")),
        after - before,
        pl.col("missing"),
        numerator=after,
        denominator=before,
        n=pl.col("customers"),
    )


def of_segments(books: Books, table: pl.DataFrame) -> pl.DataFrame:
    """What is gained by each segment at each level."""
    covered = table.join(gaps(books), on="period", how="anti")
    return gained(covered, "segment+level", "split", "level")


def given(books: Books, *cells: pl.DataFrame, tables: tuple[str, ...] = ()) -> Given:
    """Cells with the company's own put first: those of the lowest level, or why there is no case."""
    found = pl.concat(cells)
    lowest = level_name(books.pack.loyalty.levels[0])
    own = (pl.col("split_by") == "level") & (pl.col("split") == lowest)
    lacking = gaps(books).with_columns(**COMPANY)
    nothing = pl.DataFrame(schema=SCHEMA)
    parts = [nothing, found.filter(own).with_columns(**COMPANY), lacking, found]
    frame = pl.concat(parts, how="diagonal_relaxed").select(list(SCHEMA))
    return Given(frame, tuple(dict.fromkeys((*books.revenue_tables, "ledger", *tables))))


def base_words(books: Books) -> str:
    """Whose choice the segments are, and what stands in for an end that nobody has reached."""
    stated = books.pack.loyalty.lifetime_cap_months
    cap = f"{longest(books):.0f} months where nobody left"
    if stated is not None:
        cap = f"no lifetime above {stated} months"
    if books.pack.loyalty.segments:
        return f"the chosen segments; {cap}"
    return f"the {len(chosen(books))} segments with the most recurring revenue; {cap}"


def value_words(books: Books) -> str:
    """The same, and the level of a figure that names none."""
    lowest = level_name(books.pack.loyalty.levels[0])
    return f"{base_words(books)}; at {lowest}% where no level is named"


def need_words(books: Books) -> str:
    """What is to rise."""
    if books.pack.loyalty.levers:
        return "by the chosen levers, each with the same part of the level"
    if books.pack.loyalty.lifetime_cap_months is not None:
        return "by longer customer lifetimes alone; by price where they have come to the cap"
    return "by longer customer lifetimes alone; by price where nobody left"


def money_words(books: Books) -> str:
    """What is to rise, how soon, for how long, and by which rate a later year counts less."""
    case = books.pack.loyalty
    lowest, rate = level_name(case.levels[0]), level_name(case.discount_rate)
    return (
        f"{need_words(books)}; at {lowest}% where no level is named; "
        f"in full after {case.ramp_months} months; over {case.years} years at {rate}% a year"
    )
