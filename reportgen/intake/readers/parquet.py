"""Parquet files: every column as text, exactly as it would stand in a CSV file."""

from __future__ import annotations

import io

import polars as pl

from reportgen.intake.reader import RawTable, Reader
from reportgen.intake.readers._rows import empty, table_of
from reportgen.intake.readers.xlsx import as_text
from reportgen.pack_input import Input

SAMPLE_ROWS = 60


def read_parquet(content: bytes, options: Input, shown: str) -> RawTable:
    """The table in a Parquet file; row 1 is its header, so that row 2 is the first of data."""
    raw = empty(content, shown)
    try:
        frame = pl.read_parquet(io.BytesIO(content))
    except (pl.exceptions.PolarsError, OSError) as reason:
        what = f"the Parquet file cannot be read: {str(reason).splitlines()[0]}"
        return raw.complaining(raw.problem(what, "Write it again."))
    coded = [name for name, dtype in frame.schema.items() if dtype == pl.Binary]
    if coded:
        what = f"the column {coded[0]!r} holds bytes, not text"
        return raw.complaining(raw.problem(what, "Write it as text, in UTF-8."))
    nested = [name for name, dtype in frame.schema.items() if dtype.is_nested()]
    if nested:
        what = f"the column {nested[0]!r} holds lists or records, not one value a row"
        return raw.complaining(raw.problem(what, "Leave it out of the file, or unfold it."))
    return table_of(raw, _rows(frame), options.model_copy(update={"header_row": None}))


def sample_parquet(content: bytes, options: Input) -> list[list[str]]:
    """The header; values say nothing of whose export it is."""
    try:
        return [list(pl.read_parquet_schema(io.BytesIO(content)))]
    except (pl.exceptions.PolarsError, OSError):
        return []


def _rows(frame: pl.DataFrame) -> list[list[str]]:
    exact = [
        # Decimals, whole numbers and texts are exact; a binary number is shown as people wrote it.
        series.cast(pl.String)
        if not series.dtype.is_float() and not series.dtype.is_temporal()
        else pl.Series(
            series.name, ["" if v is None else as_text(v, ".") for v in _doubles(series)]
        )
        for series in frame
    ]
    columns = [series.fill_null("").to_list() for series in exact]
    return [frame.columns, *map(list, zip(*columns, strict=True))]


def _doubles(series: pl.Series) -> pl.Series:
    """0.1 of single precision is 0.1, not the double that is nearest to it."""
    if series.dtype == pl.Float32:
        return series.cast(pl.String).cast(pl.Float64)
    return series


parquet = Reader("parquet", (".parquet",), read_parquet, sample_parquet)
