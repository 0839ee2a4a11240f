"""Blocks of lines that stand twice in the exports of one table: how a month gets pasted twice."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from reportgen.intake.dataset import FILE_COLUMN, LINE_COLUMN

SHORTEST = 3
# Tables whose rows name nobody (answers, counts) repeat themselves by chance.
SHORTEST_WITHOUT_GRAIN = 10
DISTANCES_TRIED = 10


@dataclass(frozen=True)
class Block:
    """Lines `first` to `last` of a file say the same as those that begin at `original`."""

    file: str
    first: int
    last: int
    original_file: str
    original_first: int
    original_last: int
    lines: int
    times: int


def repeated_blocks(frame: pl.DataFrame, shortest: int = SHORTEST) -> list[Block]:
    """All blocks of at least so many lines that repeat earlier ones verbatim, longest first.

    Two lines are the same when all their cells are; a wide file's line is all its months together.
    """
    content = frame.select(pl.exclude(_names_of_lines(frame))).hash_rows().alias("content")
    if content.n_unique() == frame.height:
        return []
    lines = _lines(frame, content)
    candidates = [
        run for distance in _distances(lines, shortest) for run in _runs(lines, distance, shortest)
    ]
    taken: list[tuple[int, int]] = []
    blocks = []
    for first, last, distance in sorted(candidates, key=lambda run: (run[0] - run[1], run[2])):
        if not any(first <= end and start <= last for start, end in taken):
            taken.append((first, last))
            blocks.append(_block(frame, lines, first, last, distance))
    return blocks


def _names_of_lines(frame: pl.DataFrame) -> list[str]:
    """Columns that say where a row stood: also an id of subscriptions that was made from the line."""
    names = [FILE_COLUMN, LINE_COLUMN]
    if "subscription_id" in frame.columns:
        made = pl.col("subscription_id") == pl.col(LINE_COLUMN).cast(pl.String)
        names += ["subscription_id"] if frame.select(made.all()).item() else []
    return names


def _lines(frame: pl.DataFrame, content: pl.Series) -> pl.DataFrame:
    """One row per line: what it says, its file as a number, its place, and a row that it has."""
    rows = frame.select(
        content,
        file=pl.col(FILE_COLUMN).rle_id(),
        # Numbers are sorted and grouped many times faster than names of files.
        at=pl.col(FILE_COLUMN).rle_id().cast(pl.UInt64) * 2**32 + pl.col(LINE_COLUMN),
        row=pl.int_range(pl.len()),
    )
    if rows.select((pl.col("at") <= pl.col("at").shift()).any()).item():
        rows = (
            rows.group_by("at")
            .agg(pl.col("content").bitwise_xor(), pl.first("file", "row"))
            .sort("at")
        )
    return rows.with_row_index("place")


def _distances(lines: pl.DataFrame, shortest: int) -> pl.Series:
    """How far apart equal lines lie: the commonest first, and no more than are worth trying."""
    place = pl.col("place").cast(pl.Int64)
    again = lines.filter(pl.col("content").is_duplicated()).sort("content", "place")
    again = again.with_columns(times=pl.len().over("content"))
    same = pl.col("content") == pl.col("content").shift()
    following = again.select(distance=pl.when(same).then(place.diff()))
    # A block that itself holds equal lines lies half of their number away.
    half = again.filter(pl.col("times") > 2).select(
        distance=(place - place.shift(pl.len() // 2)).over("content")
    )
    far = pl.concat([following, half]).filter(pl.col("distance") >= shortest)["distance"]
    return far.value_counts(sort=True)["distance"].head(DISTANCES_TRIED)


def _runs(lines: pl.DataFrame, distance: int, shortest: int) -> list[tuple[int, int, int]]:
    """First and last place of each run of lines that equal those `distance` places before."""
    file, original = pl.col("file").cast(pl.UInt64), pl.col("file").shift(distance)
    same = pl.col("content") == pl.col("content").shift(distance)
    # A block ends where its file or the file of its original ends.
    run = pl.when(same).then(file * 2**32 + original).rle_id()
    runs = lines.select("place", same=same, run=run).filter("same").group_by("run")
    found = runs.agg(first=pl.col("place").min(), last=pl.col("place").max(), lines=pl.len())
    found = found.filter(pl.col("lines") >= shortest)
    return [(first, last, distance) for first, last in found.select("first", "last").iter_rows()]


def _block(frame: pl.DataFrame, lines: pl.DataFrame, first: int, last: int, distance: int) -> Block:
    length = min(last - first + 1, distance)
    places = (first, last, first - distance, first - distance + length - 1)
    rows = [frame.row(lines["row"][place], named=True) for place in places]
    return Block(
        file=rows[0][FILE_COLUMN],
        first=rows[0][LINE_COLUMN],
        last=rows[1][LINE_COLUMN],
        original_file=rows[2][FILE_COLUMN],
        original_first=rows[2][LINE_COLUMN],
        original_last=rows[3][LINE_COLUMN],
        lines=last - first + 1,
        times=(last - first + 1) // length,
    )
