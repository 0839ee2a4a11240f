"""Segments down the side, product lines across: what each cell lost, added and weighs."""

from __future__ import annotations

from typing import Any

from reportgen.publish.block import Material, block
from reportgen.publish.blocks.four_questions import ADDED, CELL, LINE, LOST, SEGMENT, SHARE

RANK = "alignment_diagnosis_rank"
MOST_SEGMENTS, MOST_LINES, FIRST_PLACES = 8, 5, 3


@block(metrics=lambda: (LOST, ADDED, SHARE, RANK))
def alignment_matrix(material: Material) -> dict[str, Any] | None:
    """Values of parts/alignment_matrix.html; None without segments and product lines."""
    story = material.story
    readings, locale = story.readings, story.locale
    if CELL not in readings.splits(LOST):
        return None
    segments, lines = (_largest(material, split_by) for split_by in (SEGMENT, LINE))
    for metric in (LOST, ADDED, SHARE, RANK):
        material.mention(metric)

    def cell(split_by: str, split: str) -> dict[str, Any]:
        lost, added, share, rank = (
            readings.at(metric, split_by=split_by, split=split)
            for metric in (LOST, ADDED, SHARE, RANK)
        )
        known = lost.value is not None and added.value is not None
        return {
            "lost": locale.share(-(lost.value or 0.0), 1) if known else "",
            "added": locale.share(added.value or 0.0, 1, signed=True) if known else "",
            "share": "" if share.value is None else locale.share(share.value, 0),
            "empty": not known and not share.value,
            # Its numerator is what the cell has against the average: above that nothing is pulled,
            # and nothing is pulled down either where more was added than lost.
            "first": split_by == CELL
            and rank.value is not None
            and rank.value <= FIRST_PLACES
            and (rank.numerator or 0.0) < 0
            and known
            and (added.value or 0.0) < (lost.value or 0.0),
            "n": lost.n if known and (lost.n or 0) < story.pack.definitions.small_n else None,
        }

    shown, across = segments[:MOST_SEGMENTS], lines[:MOST_LINES]
    rows = [
        {
            "label": locale.split_value(SEGMENT, segment),
            "cells": [cell(CELL, f"{segment}+{line}") for line in across]
            + [cell(SEGMENT, segment)],
        }
        for segment in shown
    ]
    whole = [cell(LINE, line) for line in across] + [cell("", "")]
    left = [locale.split_value(SEGMENT, name) for name in segments[MOST_SEGMENTS:]]
    left += [locale.split_value(LINE, name) for name in lines[MOST_LINES:]]
    period = story.period if readings.at(LOST).period == story.period.label else None
    return {
        "by": locale.split_head(SEGMENT),
        "columns": [locale.split_value(LINE, line) for line in across],
        "rows": rows,
        "whole": whole,
        "note": locale.text(
            "alignment_matrix.note", within=locale.within(period or story.period.trailing())
        ),
        "left": len(left),
    }


def _largest(material: Material, split_by: str) -> list[str]:
    """Groups that had revenue at the start or brought some since, the largest first."""
    readings = material.story.readings
    shares = {r.split: r.value or 0.0 for r in readings.groups(SHARE, split_by)}
    opening = {r.split: r.denominator or 0.0 for r in readings.groups(LOST, split_by)}
    found = [name for name in shares if shares[name] or opening.get(name)]
    return sorted(found, key=lambda name: (-shares[name], -opening.get(name, 0.0), name))
