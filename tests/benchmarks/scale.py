"""What large files cost: `python tests/benchmarks/scale.py [--millions 1 10 50] [--rounds 5]`.

Makes its own exports of recurring revenue (sixty months of each customer, some of whom pause, expand
and contract), always the same ones, in a temporary folder, and prints
    reading   reading and checking a million rows beside what any reader of it must do: polars' untyped
              `read_csv` and one pass of the strict `csv.reader`; one process, in turn, medians
    size      reading, checking and the movements of each size, in a process of its own: seconds and the
              peak of resident memory; the bridge of each must close
    movements the bridge by month of ten million rows beside DuckDB and pandas, the same totals: of the
              loaded table ("loaded", which is what is judged), and from the file on ("file"). Of
              pandas the fastest of three forms is judged, and all are printed; also for rows
              that come month by month, which have to be sorted
Time is judged by the clock. Where other programs want the processor too, the seconds of the processor
(user + system, printed beside) tell more.
"""

from __future__ import annotations

import argparse
import csv
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

    from reportgen.measure.books import Books
    from tests.benchmarks.rivals import Totals

MONTHS = 60
READING_AT_MOST, MEMORY_AT_MOST, DUCKDB_AT_MOST, PANDAS_AT_MOST = 2.5, 3.0, 1.5, 0.25
# Clocks differ by so much from run to run.
AS_SIZE_WITHIN = 1.1
MILLION = 1_000_000


def make_pack(folder: Path, rows: int) -> Path:
    """Write a pack of so many rows, in order of customers and months; the same at every call."""
    import polars as pl

    folder.mkdir()
    settings = '[company]\nname = "Scale"\ncurrency = "SEK"\n[report]\nperiod = "2025-12"\n'
    (folder / "pack.toml").write_text(settings)

    def number(of: str, salt: int) -> pl.Expr:
        """A number from 0 to 9999 that looks like chance, and is the same on every machine."""
        mixed = (pl.col(of) + 1) * (2654435761 + 2 * salt) % 2**32 * 2246822519 % 2**32
        return mixed // 128 % 10000

    customers, at_a_time = rows // MONTHS, 20_000
    with (folder / "recurring_revenue.csv").open("wb") as file:
        file.write(b"customer_id,month,mrr\n")
        for first in range(0, customers, at_a_time):
            last = min(first + at_a_time, customers)
            row = pl.int_range(first * MONTHS, last * MONTHS, dtype=pl.UInt64, eager=True)
            frame = row.to_frame("row").with_columns(
                customer=pl.col("row") // MONTHS, month=pl.col("row") % MONTHS
            )
            changes = (number("row", 5) < 400).cast(pl.Int64)
            cents = (
                10000
                + number("customer", 3) * 47
                + (changes * (number("row", 6).cast(pl.Int64) % 3000 - 1000))
                .cum_sum()
                .over("customer")
            )
            frame = frame.with_columns(
                cents=pl.when(number("row", 9) < 100)
                .then(0)
                .otherwise(pl.max_horizontal(cents.cast(pl.Int64), 100))
            )
            month = pl.col("month")
            frame.select(
                pl.format("K{}", pl.col("customer").cast(pl.String).str.zfill(7)),
                pl.format(
                    "{}-{}", month // 12 + 2021, (month % 12 + 1).cast(pl.String).str.zfill(2)
                ),
                pl.format(
                    "{}.{}",
                    pl.col("cents") // 100,
                    (pl.col("cents") % 100).cast(pl.String).str.zfill(2),
                ),
            ).write_csv(file, include_header=False)
    return folder


# --- what is measured -----------------------------------------------------------------------------


def read(folder: Path) -> Books:
    """Read and check the pack."""
    from reportgen.intake.dataset import read_dataset
    from reportgen.measure.books import Books
    from reportgen.pack import read_pack

    pack = read_pack(folder)
    period = pack.period()
    return Books(read_dataset(pack, period), pack, period)


def bare_read(folder: Path) -> None:
    """What reading costs at the least, when rows that are too short must be found."""
    import polars as pl

    path = folder / "recurring_revenue.csv"
    pl.read_csv(path, infer_schema=False)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file, strict=True):
            assert len(row) == 3


def bridge(books: Books) -> Totals:
    """Movements by month and kind, as the recurring revenue bridge has them."""
    # Books keep what they have computed; new ones over the same dataset have nothing yet.
    fresh = type(books)(books.dataset, books.pack, books.period)
    return by_month(fresh.movements)


def by_month(moved: pl.DataFrame) -> Totals:
    """(month number, movement) -> amount."""
    import polars as pl

    sums = moved.group_by("month", "movement").agg(pl.col("value").sum())
    return {(month, name): value for month, name, value in sums.iter_rows() if value}


def closes(books: Books, totals: Totals) -> None:
    """Whether all movements together are the last month less the first."""
    import polars as pl

    months = books.dataset.kept("recurring_revenue").group_by("month").agg(pl.col("mrr").sum())
    amounts = months.sort("month")["mrr"]
    assert sum(totals.values()) == amounts[-1] - amounts[0]


# --- measuring ------------------------------------------------------------------------------------


def taken(run: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock and of the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    run()
    return time.perf_counter() - clock, time.process_time() - processor


def interleaved(
    rounds: int, runs: Mapping[str, Callable[[], object]]
) -> dict[str, tuple[float, float]]:
    """Medians of several things measured in turn, after one round that does not count."""
    results: dict[str, list[tuple[float, float]]] = {name: [] for name in runs}
    for number in range(rounds + 1):
        for name, run in runs.items():
            seconds = taken(run)
            if number:
                results[name].append(seconds)
    return {
        name: (statistics.median(c for c, _ in seconds), statistics.median(p for _, p in seconds))
        for name, seconds in results.items()
    }


def verdict(what: str, figure: float, at_most: float, unit: str = "") -> bool:
    """Print one figure beside what it may be."""
    held = figure <= at_most
    print(
        f"  {'PASS  ' if held else 'MISSED'} {what}: {figure:.2f}{unit} (at most {at_most:g}{unit})"
    )
    return held


def show(times: Mapping[str, tuple[float, float]]) -> None:
    """One line for each thing that was measured."""
    for name, (clock, processor) in times.items():
        print(f"  {name:22} {clock:7.2f} s, of the processor {processor:7.2f} s")


def reading(folder: Path, rounds: int) -> bool:
    """Ours beside the bare reading of the same file."""
    print("reading and checking a million rows")
    times = interleaved(rounds, {"bare": lambda: bare_read(folder), "ours": lambda: read(folder)})
    show(times)
    print(f"  ratio of the processor's seconds {times['ours'][1] / times['bare'][1]:.2f}")
    return verdict("ours / bare", times["ours"][0] / times["bare"][0], READING_AT_MOST)


def alone(folder: Path) -> None:
    """In a process of its own: read, check, compute; prints what it took as JSON."""
    with tempfile.TemporaryDirectory() as scratch:
        bridge(read(make_pack(Path(scratch) / "warm", 1000)))
    books: list[Books] = []
    totals: list[Totals] = []
    read_seconds = taken(lambda: books.append(read(folder)))
    bridge_seconds = taken(lambda: totals.append(bridge(books[0])))
    unit = 1 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e9
    closes(books[0], totals[0])
    print(json.dumps({"read": read_seconds, "bridge": bridge_seconds, "peak": peak}))


def sizes(packs: Mapping[int, Path]) -> bool:
    """Each size in a process of its own: time grows with the size, memory stays within bounds."""
    print("reading, checking and movements by size")
    held, smaller = True, (0, 0.0)
    for millions, folder in packs.items():
        command = [sys.executable, __file__, "--alone", str(folder)]
        answer = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        show(
            {
                f"{millions} million, reading": answer["read"],
                f"{millions} million, bridge": answer["bridge"],
            }
        )
        held &= verdict(f"{millions} million, peak memory", answer["peak"], MEMORY_AT_MOST, " GB")
        seconds = answer["read"][1] + answer["bridge"][1]
        if smaller[0]:
            growth = seconds / smaller[1] / (millions / smaller[0])
            what = f"{smaller[0]} to {millions} million, processor's seconds a row"
            held &= verdict(what, growth, AS_SIZE_WITHIN, " times")
        smaller = millions, seconds
    return held


def by_months(books: Books) -> Books:
    """The same books over rows that come month by month."""
    from reportgen.intake.codes import KeptTables

    name = "recurring_revenue"
    frames = {name: books.dataset.kept(name).sort("month", maintain_order=True)}
    dataset = replace(books.dataset, tables=KeptTables(frames))
    return type(books)(dataset, books.pack, books.period)


def beside_others(folder: Path, rounds: int) -> bool:
    """The bridge beside those of DuckDB and pandas, as far as they are installed."""
    from tests.benchmarks.rivals import rivals

    print("movements of ten million rows")
    books = read(folder)
    totals = bridge(books)
    loaded: dict[str, Callable[[], object]] = {"ours": lambda: bridge(books)}
    files: dict[str, Callable[[], object]] = {"ours": lambda: bridge(read(folder))}
    others = list(rivals(folder))
    for name, rival, forms in others:
        for form in forms:
            run = getattr(rival, form)
            assert run() == totals, f"{name} ({form}) has other totals"
            loaded[f"{name} {form}"] = run
        files[f"{name} {forms[0]}"] = lambda rival=rival, form=forms[0]: (  # type: ignore[misc]
            rival.load(),
            getattr(rival, form)(),
        )
    print(f"  all have the same {len(totals)} totals")
    held = compared("loaded", interleaved(rounds, loaded), judged=True)
    compared("file", interleaved(1, files), judged=False)
    turned = by_months(books)
    assert bridge(turned) == totals
    loaded["ours"] = lambda: bridge(turned)
    for _, rival, _ in others:
        rival.turn()
    compared("loaded, by months", interleaved(1, loaded), judged=False)
    return held


def compared(what: str, times: Mapping[str, tuple[float, float]], judged: bool) -> bool:
    """Ours beside the fastest form of each of the others."""
    show({f"{what}, {name}": seconds for name, seconds in times.items()})
    held = True
    for name, at_most in (("duckdb", DUCKDB_AT_MOST), ("pandas", PANDAS_AT_MOST)):
        forms = [form for form in times if form.startswith(name)]
        if not forms:
            continue
        fastest = min(forms, key=lambda form: times[form][0])
        clock, processor = (
            ours / theirs for ours, theirs in zip(times["ours"], times[fastest], strict=True)
        )
        if judged:
            held &= verdict(f"ours / {fastest}", clock, at_most)
        else:
            print(f"         ours / {fastest}, {what}: {clock:.2f}")
        print(f"         of the processor's seconds: {processor:.2f}")
    return held


def measured(chosen: argparse.Namespace, scratch: Path) -> Iterator[bool]:
    """All that was asked for, one after the other."""
    packs = {
        millions: make_pack(scratch / f"{millions}", millions * MILLION)
        for millions in sorted({*chosen.millions, 1, 10})
    }
    yield reading(packs[1], chosen.rounds)
    yield sizes({millions: packs[millions] for millions in sorted(chosen.millions)})
    yield beside_others(packs[10], chosen.rounds)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print; exit code 1 when something is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--millions", type=int, nargs="+", default=[1, 10, 50])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--alone", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    # What is measured is the tree that this file stands in.
    sys.path.insert(0, str(Path(__file__).parents[2]))
    if chosen.alone:
        alone(chosen.alone)
        return
    with tempfile.TemporaryDirectory() as scratch:
        held = list(measured(chosen, Path(scratch)))
    sys.exit(0 if all(held) else 1)


if __name__ == "__main__":
    main()
