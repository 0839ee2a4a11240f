"""Reading a figures.csv back: whole and unchanged, or every reason why it cannot be trusted."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import polars as pl

from reportgen.measure.reading import FIGURE_COLUMNS
from reportgen.problem import Problem

ENDING = ".figures.csv"
KEYS = ["metric", "period", "split_by", "split"]
# A company's own figures, and its bridges, which boards read as one figure in parts.
OWN_SPLITS = ("", "movement")
MOST_ROWS = 5
LONGEST_HEADER = 4096

# Earlier files write formulas with "x" and "10 %": another spelling is no other definition.
SPELLING = pl.col("definition").str.replace_all(" x ", " × ").str.replace_all(r"(\d) %", "${1}%")

Found = tuple[pl.DataFrame, list[Problem]]


def read_figures(path: Path, own: bool = False) -> Found:
    """Its rows, and what is wrong with the file; no rows when it is none of ours.

    own  only the company's own figures and its bridges
    Columns: metric, period, split_by, split, value (Float64), unit, numerator, denominator, n,
    missing, definition, line.
    """
    if problem := _wrong_form(path):
        return pl.DataFrame(), [problem]
    rows = pl.scan_csv(path, infer_schema=False, row_index_name="line", row_index_offset=2)
    if own:
        rows = rows.filter(pl.col("split_by").fill_null("").is_in(OWN_SPLITS))
    numbers = {
        "value": pl.Float64,
        "numerator": pl.Float64,
        "denominator": pl.Float64,
        "n": pl.Int64,
    }
    try:
        frame = rows.select(
            *KEYS,
            "unit",
            SPELLING,
            "line",
            *(pl.col(name).cast(kind, strict=False) for name, kind in numbers.items()),
            missing="missing_because",
            seen=pl.col("value"),
        ).collect(engine="streaming")
    except pl.exceptions.PolarsError as reason:
        what = f"its rows cannot be read: {str(reason).splitlines()[0].rstrip('.')}"
        return pl.DataFrame(), [Problem(str(path), what, AGAIN)]
    except UnicodeDecodeError as reason:
        return pl.DataFrame(), [Problem(str(path), f"it is not UTF-8: {reason}", AGAIN)]
    frame = frame.with_columns(pl.col("split_by", "split").fill_null(""))
    return frame.drop("seen"), _wrong_rows(path, frame)


def metrics_in(path: Path) -> list[str]:
    """Names of all metrics of a file that `read_figures` found nothing wrong with."""
    rows = pl.scan_csv(path, infer_schema=False).select(pl.col("metric").unique())
    return sorted(rows.collect(engine="streaming")["metric"].drop_nulls().to_list())


AGAIN = "Build that pack again, or fetch the file from where it was issued."


def _wrong_form(path: Path) -> Problem | None:
    """What is wrong with its first line and its last character."""
    try:
        with path.open("rb") as file:
            first = file.readline(LONGEST_HEADER)
            file.seek(-1, io.SEEK_END)
            last = file.read(1)
    except OSError as reason:
        if path.is_file() and path.stat().st_size == 0:
            return Problem(str(path), "it is empty", AGAIN)
        return Problem(str(path), f"it cannot be read: {reason.strerror}")
    header = next(csv.reader([first.decode("utf-8", "replace").strip()]), [])
    if tuple(header) != FIGURE_COLUMNS:
        return Problem(
            str(path),
            "this is not a figures.csv as a build leaves it: its first line is another",
            f"A spreadsheet may have saved it. {AGAIN}",
            line=1,
            value=", ".join(header),
        )
    if last != b"\n":
        return Problem(str(path), "it is cut: its last line has no end", AGAIN)
    return None


def _wrong_rows(path: Path, frame: pl.DataFrame) -> list[Problem]:
    """Rows that no build writes, the first of each kind; a file without any row."""
    if frame.is_empty():
        return [Problem(str(path), "it holds no figures", AGAIN)]
    value, seen = pl.col("value"), pl.col("seen")
    kinds = {
        "the row is cut: its definition is missing": pl.any_horizontal(
            pl.col("metric", "period", "unit", "definition").is_null()
        ),
        "the value is no number": (seen.is_not_null() & value.is_null())
        | ~value.is_finite().fill_null(True),
        "there is neither a value nor a reason why it is missing": seen.is_null()
        & pl.col("missing").is_null(),
        "the figure stands twice in the file": pl.struct(KEYS).is_duplicated(),
    }
    return [
        Problem(
            str(path),
            f"{what} ({metric} {period})",
            AGAIN,
            line=line,
            column="value",
            value=cell or "",
        )
        for what, wrong in kinds.items()
        for metric, period, line, cell in frame.filter(wrong)
        .head(MOST_ROWS)
        .select("metric", "period", "line", "seen")
        .rows()
    ]
