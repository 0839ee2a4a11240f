"""A difference of two builds as lines for a terminal, and as plain values for programs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import polars as pl

from reportgen.problem import shorten
from reportgen.publish.difference import SIDES, Difference, unguarded

MOST_NAMES = 12


def lines(found: Difference, splits: bool = False) -> list[str]:
    """What a person reads: figures that changed first, then what they were made of.

    splits  whether the figures of groups are listed too, not only counted
    """
    told = [f"A  {found.a}", f"B  {found.b}"]
    own = found.changed.filter(pl.col("split_by") == "")
    listed = found.changed if splits else own
    if found.changed.height:
        groups = found.changed.height - own.height
        hint = " (--all lists them)" if groups and not splits else ""
        told.append("")
        told.append(
            f"Figures that changed: {own.height:,} of the company, {groups:,} of groups{hint}"
        )
    if listed.height:
        told += _table(_rows(listed))
    if found.definitions.height:
        told += ["", "Definitions that changed:"]
        for metric, then, now in found.definitions.rows():
            told += [f"  {metric}", f"    A  {then}", f"    B  {now}"]
    for side in SIDES:
        told += _alone(found, side)
    if found.inputs:
        told += ["", "Inputs:", *(f"  {shorten(path)}  {what}" for path, what in found.inputs)]
    if found.facts:
        told += ["", "Builds:"]
        told += [
            f"  {name}  {_fact(then)} → {_fact(now)}" for name, (then, now) in found.facts.items()
        ]
    return told


def record(found: Difference, splits: bool = False) -> dict[str, Any]:
    """The same for programs; unrounded, names without the guard against formulas."""
    own = found.changed.filter(pl.col("split_by") == "")
    listed = found.changed if splits else own
    return {
        "a": str(found.a),
        "b": str(found.b),
        "same": found.empty,
        "changed": [
            {
                **row,
                "split_by": unguarded(row["split_by"]),
                "split": unguarded(row["split"]),
                "difference": _apart(row["then"], row["now"]),
            }
            for row in listed.iter_rows(named=True)
        ],
        "changed_count": {"company": own.height, "splits": found.changed.height - own.height},
        "definitions": found.definitions.to_dicts(),
        **{
            f"only_{side}": {
                "metrics": found.names_only(side, "metric"),
                "periods": found.names_only(side, "period"),
                "figures": found.only[side].height,
            }
            for side in SIDES
        },
        "inputs": dict(found.inputs),
        "builds": {name: {"then": then, "now": now} for name, (then, now) in found.facts.items()},
    }


def _alone(found: Difference, side: str) -> list[str]:
    rows = found.only[side]
    if rows.is_empty():
        return []
    told = ["", f"Only in {side.upper()}: {rows.height:,} figures"]
    for column, word in (("metric", "metrics"), ("period", "periods")):
        if names := found.names_only(side, column):
            more = f" … and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
            told.append(f"  {word}: {', '.join(names[:MOST_NAMES])}{more}")
    return told


def _rows(cells: pl.DataFrame) -> list[list[str]]:
    grouped = bool((cells["split_by"] != "").any())
    rows = [["metric", "period", *(["group"] if grouped else []), "A", "B", "difference"]]
    for row in cells.iter_rows(named=True):
        group = f"{unguarded(row['split_by'])}={unguarded(row['split'])}" if row["split_by"] else ""
        apart = _apart(row["then"], row["now"])
        rows.append(
            [
                row["metric"],
                row["period"],
                *([shorten(group)] if grouped else []),
                _number(row["then"], row["unit"]) or row["then_missing"] or "",
                _number(row["now"], row["unit"]) or row["now_missing"] or "",
                _number(apart, row["unit"], signed=True),
            ]
        )
    return rows


def _table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Columns as wide as they need to be; numbers to the right."""
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    texts = len(widths) - 3
    return [
        "  "
        + "  ".join(
            cell.ljust(width) if place < texts else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def _apart(then: float | None, now: float | None) -> float | None:
    return None if then is None or now is None else now - then


def _number(value: float | None, unit: str, signed: bool = False) -> str:
    if value is None:
        return ""
    money = re.fullmatch("[A-Z]{3}", unit)
    text = f"{value:+,.2f}" if money else f"{value:+,.6g}"
    return text if signed else text.removeprefix("+")


def _fact(value: Any) -> str:
    if value is None:
        return "–"
    text = str(value)
    return text[:12] if re.fullmatch("[0-9a-f]{64}", text) else shorten(text)
