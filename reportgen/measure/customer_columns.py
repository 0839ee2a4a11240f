"""What is known of a customer whether or not there is an export of what it pays: columns, name, months."""

from __future__ import annotations

import polars as pl

from reportgen.measure.books import LARGEST_SPLIT, Books, once

CUSTOMER = "customer"


@once
def customer_columns(books: Books) -> pl.DataFrame:
    """customer and the columns by which it may be grouped: a row for each known customer."""
    if books.dataset.has("recurring_revenue"):
        paying = books.customer_splits
        return pl.concat([paying, _listed(books, paying)], how="diagonal")
    return _listed(books, pl.DataFrame(schema={CUSTOMER: pl.String}))


def _listed(books: Books, but: pl.DataFrame) -> pl.DataFrame:
    """Customers of the list, but for those that have a row already."""
    frame = books.dataset.tables.get("customers")
    if frame is None:
        return pl.DataFrame(schema={CUSTOMER: pl.String})
    renamed = frame.rename({"customer_id": CUSTOMER})
    renamed = renamed.rename({"acquisition_channel": "channel"}, strict=False)
    wanted = ["segment", "country", "channel", *books.dataset.further.get("customers", ())]
    names = [
        name
        for name in dict.fromkeys(wanted)
        if name in renamed.columns and renamed[name].n_unique() <= LARGEST_SPLIT
    ]
    known = but.columns if but.height else [CUSTOMER, *names]
    rows = renamed.select(CUSTOMER, *[name for name in names if name in known])
    return rows.unique(CUSTOMER, keep="first", maintain_order=True).join(
        but, on=CUSTOMER, how="anti"
    )


def grouped(books: Books, rows: pl.DataFrame) -> tuple[pl.DataFrame, tuple[str, ...]]:
    """Rows with `customer` -> with its columns too, and the names of those.

    A column of the company's own that is called as one of the rows is left out.
    """
    columns = customer_columns(books)
    names = tuple(name for name in columns.columns if name not in rows.columns)
    return rows.join(columns.select(CUSTOMER, *names), on=CUSTOMER, how="left"), names


def with_parents(books: Books, rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with `customer_id` -> with `customer`: the one that it was merged into, if it was."""
    renamed = rows.rename({"customer_id": CUSTOMER})
    merged = renamed.join(books.parents, on=CUSTOMER, how="left")
    return merged.with_columns(customer=pl.coalesce("parent", CUSTOMER)).drop("parent")


def named(books: Books, rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with `customer` -> with `label` too: the name in the list of customers, else the id.

    Two customers of one name are told apart by their ids.
    """
    frame = books.dataset.tables.get("customers")
    customers = rows.select(CUSTOMER).unique()
    if frame is None or "name" not in frame.columns:
        labels = customers.with_columns(label=CUSTOMER)
    else:
        names = frame.select("customer_id", "name").unique("customer_id", keep="first")
        found = customers.join(names, left_on=CUSTOMER, right_on="customer_id", how="left")
        labels = found.select(CUSTOMER, label=pl.coalesce("name", CUSTOMER))
    shared = pl.len().over("label") > 1
    labels = labels.with_columns(
        label=pl.when(shared & (pl.col("label") != pl.col(CUSTOMER)))
        .then(pl.format("{} ({})", "label", CUSTOMER))
        .otherwise("label")
    )
    return rows.join(labels, on=CUSTOMER, how="left")


def covered_by_all(books: Books, *tables: str) -> tuple[int, int] | None:
    """First and last month that all of these tables cover; None when one of them is absent."""
    spans = [books.covered(table) for table in tables]
    if any(span is None for span in spans):
        return None
    first = max(span[0] for span in spans if span)
    last = min(span[1] for span in spans if span)
    return (first, last) if first <= last else None
