"""Zip archives and Parquet files."""

from __future__ import annotations

import datetime as dt
import io
import warnings
import zipfile
from decimal import Decimal

import polars as pl

from tests.hostile.case import Case, Cells, No

TEXT = b"month;key;value\n2026-09;a;1\n"


def archive(*members: tuple[str, bytes], flags: int = 0) -> bytes:
    """An archive; flags are set in every member's header, 1 says that it is encrypted."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed, warnings.catch_warnings():
        # A name that stands twice is what one of the cases is about.
        warnings.simplefilter("ignore", UserWarning)
        for name, content in members:
            packed.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    packed_bytes = bytearray(buffer.getvalue())
    if flags:
        packed_bytes[6] |= flags
        directory = packed_bytes.rindex(b"PK\x01\x02")
        packed_bytes[directory + 8] |= flags
    return bytes(packed_bytes)


def zipped(
    name: str, content: bytes, options: str = "", no: No | None = None, *values: str
) -> Case:
    return Case(
        f"archive: {name}",
        "plan",
        content,
        options,
        reads=None if no else {"value": values or ["1"]},
        refuses=(no,) if no else (),
        file="plan.zip",
    )


def parquet(
    name: str, columns: dict[str, pl.Series], no: No | None = None, **reads: list[str]
) -> Case:
    buffer = io.BytesIO()
    base = {"month": pl.Series(["2026-09"]), "key": pl.Series(["a"]), "value": pl.Series([1])}
    pl.DataFrame(base | columns).write_parquet(buffer)
    return Case(
        f"parquet: {name}",
        "plan",
        buffer.getvalue(),
        reads=None if no else reads,
        refuses=(no,) if no else (),
        file="plan.parquet",
    )


def whole(says: str) -> No:
    return No(says, whole=True)


ZIP = [
    zipped("one file", archive(("plan.csv", TEXT))),
    zipped("a file in a folder", archive(("export/", b""), ("export/plan.csv", TEXT))),
    zipped("a shadow of macOS", archive(("plan.csv", TEXT), ("__MACOSX/._plan.csv", b"\0"))),
    zipped("a file that is no export", archive(("plan.csv", TEXT), ("readme.md", b"hello"))),
    zipped("two files", archive(("a.csv", TEXT), ("b.csv", TEXT)), "", whole("2 CSV files")),
    zipped("two files, declared", archive(("a.csv", TEXT), ("b.csv", TEXT)), 'sheet = "b.csv"'),
    zipped("one that is not there", archive(("a.csv", TEXT)), 'sheet = "c.csv"', whole("no file")),
    zipped("no file", archive(), "", whole("no CSV file")),
    zipped("only folders", archive(("export/", b"")), "", whole("no CSV file")),
    zipped(
        "an archive within", archive(("a.zip", archive(("a.csv", TEXT)))), "", whole("no CSV file")
    ),
    zipped("a name that climbs out", archive(("../../plan.csv", TEXT))),
    zipped("an absolute name", archive(("/etc/plan.csv", TEXT))),
    zipped(
        "a name twice", archive(("plan.csv", TEXT), ("plan.csv", TEXT)), "", whole("2 CSV files")
    ),
    zipped("encrypted", archive(("plan.csv", TEXT), flags=1), "", whole("encrypted")),
    zipped("a bomb", archive(("plan.csv", b"1" * 2**26)), "", whole("hundredfold")),
    zipped("cut in half", archive(("plan.csv", TEXT * 50))[:60], "", whole("cannot be opened")),
    zipped(
        "a byte changed inside",
        archive(("plan.csv", TEXT)).replace(b"PK\x01\x02", b"PK\x01\x02", 1)[:40]
        + b"\xff\xff"
        + archive(("plan.csv", TEXT))[42:],
        "",
        whole("cannot be unpacked"),
    ),
    zipped(
        "the two halves of an archive in the other order",
        (lambda whole: whole[70:] + whole[:70])(archive(("plan.csv", TEXT))),
        "",
        whole("cannot be opened"),
    ),
    zipped(
        "an archive whose packed bytes are none",
        archive(("plan.csv", TEXT * 20)).replace(b"plan.csv", b"plan.csv", 1)[:40]
        + b"\xfe\xff\xfe"
        + archive(("plan.csv", TEXT * 20))[43:],
        "",
        whole("cannot be unpacked"),
    ),
    zipped("no archive", TEXT, "", whole("cannot be opened")),
    zipped("no bytes", b"", "", whole("cannot be opened")),
    zipped(
        "a bad cell inside",
        archive(("x/plan.csv", TEXT + b"2026-09;b;n/a\n")),
        "",
        No("error value", 3, "value", "n/a"),
    ),
    zipped("an empty file inside", archive(("plan.csv", b"")), "", whole("empty")),
    zipped(
        "a workbook inside under another name",
        archive(("plan.csv", archive(("xl/workbook.xml", b"")))),
        "",
        whole("Excel"),
    ),
]
PARQUET = [
    parquet("whole numbers", {"value": pl.Series([2**53 + 1])}, value=["9007199254740993"]),
    parquet("exact decimals", {"value": pl.Series([Decimal("1234.56")])}, value=["1234.56"]),
    parquet("binary numbers", {"value": pl.Series([0.1 + 0.2])}, value=["0.3"]),
    parquet("single precision", {"value": pl.Series([0.1], dtype=pl.Float32)}, value=["0.1"]),
    parquet("no number", {"value": pl.Series([float("nan")])}, No("error value", 2, "value")),
    parquet("without end", {"value": pl.Series([float("inf")])}, No("error value", 2, "value")),
    parquet("blank", {"value": pl.Series([None], dtype=pl.Int64)}, No("blank", 2, "value", "")),
    parquet("text", {"value": pl.Series(["1 234.50"])}, value=["1234.5"]),
    parquet(
        "ambiguous text", {"value": pl.Series(["1.234"])}, No("can be read as", 2, "value", "1.234")
    ),
    parquet("a day", {"month": pl.Series([dt.date(2026, 9, 30)])}, month=["2026-09-01"]),
    parquet(
        "a moment", {"month": pl.Series([dt.datetime(2026, 9, 30, 23, 59)])}, month=["2026-09-01"]
    ),
    parquet(
        "a moment with a zone",
        {"month": pl.Series([dt.datetime(2026, 9, 30, 20, 30, tzinfo=dt.UTC)])},
        month=["2026-09-01"],
    ),
    parquet("a dictionary", {"key": pl.Series(["a"], dtype=pl.Categorical)}, key=["a"]),
    parquet("lists", {"key": pl.Series([["a", "b"]])}, whole("lists or records")),
    parquet("records", {"key": pl.Series([{"a": 1}])}, whole("lists or records")),
    parquet("bytes", {"key": pl.Series([b"\xff\xfe"])}, whole("bytes")),
    parquet("truth values", {"value": pl.Series([True])}, No("not an amount", 2, "value", "true")),
    parquet("a span of time", {"value": pl.Series([dt.timedelta(days=1)])}, No("not", 2, "value")),
    parquet("a control character", {"key": pl.Series(["a\x07"])}, No("U+0007", 2, "key")),
    parquet("a header in capitals", {"VALUE": pl.Series([2])}, No("", 1)),
    Case(
        "parquet: no Parquet file",
        "plan",
        b"PAR1 and nothing",
        file="plan.parquet",
        refuses=(whole("cannot be read"),),
    ),
    Case("parquet: no bytes", "plan", b"", file="plan.parquet", refuses=(whole("cannot be read"),)),
]

CASES: list[Case | Cells] = [*ZIP, *PARQUET]
