from __future__ import annotations

import polars as pl
import pytest

from reportgen.intake.codes import (
    Codebook,
    KeptTables,
    beside,
    by_cell,
    cells_of,
    coded,
    distinct,
    is_coded,
    plain,
    plain_frame,
    recoded,
)

TEXT = pl.Series("customer_id", ["K9", "K1", None, "K9", "K5"])


def test_each_cell_is_asked_about_once() -> None:
    asked: list[str | None] = []

    def length(text: pl.Series) -> pl.Series:
        asked.extend(text)
        return text.str.len_chars()

    assert by_cell(coded(TEXT), length).to_list() == [2, 2, None, 2, 2]
    assert sorted(filter(None, asked)) == ["K1", "K5", "K9"]


def test_codes_stand_for_the_text() -> None:
    assert plain(coded(TEXT)).to_list() == TEXT.to_list()
    assert plain(TEXT) is TEXT
    assert sorted(distinct(coded(TEXT))) == ["K1", "K5", "K9"]
    assert by_cell(coded(TEXT.clear()), lambda text: text.str.len_chars()).to_list() == []


@pytest.mark.parametrize("earlier", [[], ["K5"]])
def test_rows_in_order_of_their_customers_are_in_order_of_the_codes(earlier: list[str]) -> None:
    """Also in the first piece of a file, where nothing holds the list yet."""
    # The codes that the rows come with are in another order.
    own = pl.Categories.random()
    held = pl.Series(["K7", "K3", "K1"]).cast(pl.Categorical(own))
    text = pl.Series(["K1", "K1", "K3", "K7"]).cast(pl.Categorical(own))
    book = Codebook().of("customer_id")
    kept = pl.Series(earlier, dtype=pl.String).cast(book)
    given = recoded(text, cells_of(text), book, in_order=True)
    assert plain(given).to_list() == ["K1", "K1", "K3", "K7"]
    assert given.to_physical().is_sorted()
    assert len(held) + len(kept) == 3 + len(earlier)


def test_who_asks_for_a_table_gets_text() -> None:
    tables = KeptTables({"recurring_revenue": coded(TEXT).to_frame()})
    assert tables["recurring_revenue"].schema == {"customer_id": pl.String}
    assert is_coded(tables.kept("recurring_revenue")["customer_id"])
    assert list(tables) == ["recurring_revenue"]


@pytest.mark.parametrize("as_codes", [False, True])
def test_facts_stand_beside_the_rows_of_their_cell(as_codes: bool) -> None:
    rows = pl.DataFrame({"customer_id": TEXT, "month": [1, 2, 3, 4, 5]})
    facts = pl.DataFrame({"customer_id": ["K5", "K9", "K7"], "segment": ["S", "M", "L"]})
    if as_codes:
        kind = Codebook().of("customer_id")
        rows, facts = rows.cast({"customer_id": kind}), facts.cast({"customer_id": kind})
    found = plain_frame(beside(rows, facts, "customer_id"))
    assert found["segment"].to_list() == ["M", None, None, "M", "S"]
    assert found.drop("segment").equals(plain_frame(rows))
    assert beside(rows, facts.clear(), "customer_id")["segment"].null_count() == 5
    assert beside(rows.clear(), facts, "customer_id").is_empty()
