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
    rows = frame.select(FILE_COLUMN, LINE_COLUMN).with_columns(
        content=frame.drop(FILE_COLUMN, LINE_COLUMN).hash_rows()
    )
    if rows["content"].n_unique() == rows.height:
        return []
    lines = (
        rows.group_by(FILE_COLUMN, LINE_COLUMN)
        .agg(pl.col("content").bitwise_xor())
        .sort(FILE_COLUMN, LINE_COLUMN)
        .with_row_index("place")
        .with_columns(file=pl.col(FILE_COLUMN).rle_id())
    )
    place = pl.col("place").cast(pl.Int64)
    again = lines.filter(pl.col("content").is_duplicated()).select(
        # From one to the next; and over half of all, when the block itself holds equal lines.
        next=place.diff().over("content"),
        half=(place - place.shift(pl.len() // 2)).over("content"),
    )
    distances = (
        pl.concat([again["next"], again["half"]])
        .alias("distance")
        .to_frame()
        .filter(pl.col("distance") >= shortest)["distance"]
        .value_counts(sort=True)["distance"]
        .head(DISTANCES_TRIED)
    )
    candidates = [run for distance in distances for run in _runs(lines, distance, shortest)]
    blocks: list[tuple[int, int]] = []
    result = []
    for first, last, distance in sorted(candidates, key=lambda run: (run[0] - run[1], run[2])):
        if not any(first <= end and start <= last for start, end in blocks):
            blocks.append((first, last))
            result.append(_block(lines, first, last, distance))
    return result


def _runs(lines: pl.DataFrame, distance: int, shortest: int) -> list[tuple[int, int, int]]:
    """First and last place of each run of lines that equal those `distance` places before."""
    same = lines.select(
        "place",
        same=(pl.col("content") == pl.col("content").shift(distance)).fill_null(False),
        # A block ends where its file or the file of its original ends.
        run=pl.struct(
            pl.col("content") == pl.col("content").shift(distance),
            "file",
            pl.col("file").shift(distance).alias("original"),
        ).rle_id(),
    ).filter("same")
    found = same.group_by("run").agg(
        first=pl.col("place").min(), last=pl.col("place").max(), lines=pl.len()
    )
    found = found.filter(pl.col("lines") >= shortest)
    return [(first, last, distance) for first, last in found.select("first", "last").iter_rows()]


def _block(lines: pl.DataFrame, first: int, last: int, distance: int) -> Block:
    length = min(last - first + 1, distance)
    file, lowest = lines.select(FILE_COLUMN, LINE_COLUMN).row(first)
    original_file, original_first = lines.select(FILE_COLUMN, LINE_COLUMN).row(first - distance)
    return Block(
        file,
        lowest,
        lines[LINE_COLUMN][last],
        original_file,
        original_first,
        lines[LINE_COLUMN][first - distance + length - 1],
        last - first + 1,
        (last - first + 1) // length,
    )
