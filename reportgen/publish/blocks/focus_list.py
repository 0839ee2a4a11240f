"""The quarter's few actions: who improves what, from where, to where, and how far it has come."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from reportgen.measure import metrics as metrics_folder
from reportgen.measure.metric import Metric
from reportgen.members import load_member, member_names
from reportgen.publish.block import Material, block
from reportgen.story.locale import Locale
from reportgen.unit import Unit

METRIC = "quarter_focus"
MOST = 12
TEXTS = ("action", "owner", "kpi", "status")
VALUES = ("start", "target", "actual")


@block(metrics=lambda: (METRIC,))
def focus_list(material: Material) -> dict[str, Any] | None:
    """Values of parts/focus_list.html: a row an action with its bar; None without actions."""
    story = material.story
    frame = material.dataset.tables.get("actions")
    if frame is None or frame.is_empty():
        return None
    material.mention(METRIC)
    lacking = [name for name in (*TEXTS, *VALUES, "due") if name not in frame.columns]
    frame = frame.with_columns(pl.lit(None).alias(name) for name in lacking)
    rows = [_row(material, row) for row in frame.iter_rows(named=True)]
    reached = sum(row["reached"] for row in rows)
    late = sum(row["late"] for row in rows)
    printed = [
        story.readings.at(METRIC, split_by="action", split=row["action"]) for row in rows[:MOST]
    ]
    count, text = len(rows), story.locale.text
    day = _day(story.locale, story.period.last_day)
    return {
        "rows": rows[:MOST],
        "summary": text("focus.summary", count=count, reached=reached),
        "late": text("focus.late", count=late, day=day) if late else "",
        "note": text("focus.note", day=day),
        "left": text("table.more_groups", count=count - MOST) if count > MOST else "",
        "reasons": story.why_missing(printed),
    }


def _row(material: Material, row: dict[str, Any]) -> dict[str, Any]:
    story = material.story
    reading = story.readings.at(METRIC, split_by="action", split=row["action"])
    progress = reading.value
    reached = progress is not None and progress >= 1
    due = row["due"]
    late = isinstance(due, date) and due <= story.period.last_day and not reached
    names = member_names(metrics_folder)
    kpi = (row["kpi"] or "").strip()
    known = kpi.lower().replace(" ", "_")
    metric = load_member(metrics_folder, known, Metric) if known in names else None
    return {
        **{name: row[name] or "" for name in TEXTS},
        "kpi": story.locale.metric_title(metric) if metric else kpi,
        **{name: _value(material, metric, row[name]) for name in VALUES},
        "due": _day(story.locale, due),
        "late": late,
        # Some lists say it already.
        "flagged": late and (row["status"] or "").lower() != story.locale.text("focus.overdue"),
        "reached": reached,
        "progress": story.locale.share(progress, 0)
        if progress is not None
        else story.show(reading),
        "missing": progress is None,
        # The bar shows nothing below the start and ends at the target.
        "width": round(100 * min(1.0, max(0.0, progress))) if progress is not None else 0,
        "tone": "good" if reached else "bad" if late or (progress or 0.0) < 0 else "even",
    }


def _value(material: Material, metric: Metric | None, value: Any) -> str:
    """A figure in the unit of the metric that it is of; as it stands in the list where that is not one."""
    locale, currency = material.story.locale, material.story.pack.company.currency
    if value is None:
        return locale.text("table.empty")
    if metric is not None and metric.unit not in (Unit.FLAG, Unit.LABEL):
        return locale.figure(value, metric.unit, currency)
    decimals = max(0, -int(value.normalize().as_tuple().exponent))
    return locale.number(value, min(decimals, 3))


def _day(locale: Locale, due: date | None) -> str:
    if due is None:
        return locale.text("table.empty")
    months = locale.texts["period.months_short"]
    return locale.text(
        "focus.day", day=str(due.day), month=months[due.month - 1], year=str(due.year)
    )
