"""Who works here: full-time equivalents by function."""

from __future__ import annotations

import polars as pl

from reportgen.intake.dataset import FILE_COLUMN, LINE_COLUMN
from reportgen.measure.books import LARGEST_SPLIT, Books, once
from reportgen.measure.calendar import month_column
from reportgen.measure.cells import SOURCE
from reportgen.measure.shape import Facts, Formula, Take, Total, no_facts

SELLING = ("sales", "marketing", "revops")
NOT_SPLITS = {"month", "fte", "contractors_fte", FILE_COLUMN, LINE_COLUMN}


@once
def staff(books: Books) -> Facts:
    """Full-time equivalents by month; contractors only when the pack counts them."""
    frame = books.dataset.tables.get("headcount")
    if frame is None or frame.is_empty():
        return no_facts("headcount", columns=("function",))
    people = pl.col("fte").fill_null(0)
    if books.pack.definitions.contractors_in_fte and "contractors_fte" in frame.columns:
        people = people + pl.col("contractors_fte").fill_null(0)
    splits = tuple(
        name
        for name, dtype in frame.schema.items()
        if name not in NOT_SPLITS and dtype == pl.String and frame[name].n_unique() <= LARGEST_SPLIT
    )
    others = [s for s in splits if s != "function"]
    rows = frame.select("function", *others, SOURCE, month=month_column())
    rows = rows.with_columns(value=frame.select(people).to_series())
    return Facts(rows, splits, books.covered("headcount"), ("headcount",))


@once
def selling_staff(books: Books) -> Facts:
    """Those in sales, marketing and revenue operations; customer success when the pack says so."""
    functions = (*SELLING, "cs") if books.pack.definitions.cs_in_sm else SELLING
    everybody = staff(books)
    own = everybody.where(pl.col("function").is_in(list(functions))).without("function")
    # A file in which nobody sells has other names for its functions; 0 % would be a wrong figure.
    return no_facts("headcount") if own.rows.is_empty() else own


def full_time(books: Books, of: Facts | None = None) -> Formula:
    """Full-time equivalents at the window's end, of all or some; none in a month without rows."""
    everybody = staff(books)
    own = everybody.without("function") if of is None else of
    people = pl.col("people")
    return Formula(
        {
            "people": Total(own, Take.LAST),
            "any": Total(everybody.of_company, Take.LAST),
        },
        value=people,
        exact=pl.col("people.exact"),
        reasons=((pl.col("any.n") == 0, "no_data"),),
        everywhere=frozenset({"any"}),
    )


def selling_people_in_words(books: Books) -> str:
    """Who counts, as it is printed beside the figures."""
    more = ", customer success" if books.pack.definitions.cs_in_sm else ""
    return f"sales, marketing, revenue operations{more}; {contractors_in_words(books)}"


def contractors_in_words(books: Books) -> str:
    """Whether contractors count."""
    return (
        "with contractors" if books.pack.definitions.contractors_in_fte else "without contractors"
    )
