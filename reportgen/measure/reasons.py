"""[restatements.reasons]: why figures of the past have changed, in the words of who knows."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from reportgen.pack import PACK_FILE, Pack, line_of, nearest
from reportgen.period import FORMS, Period, parse_period
from reportgen.problem import Problem

SECTION = ("restatements", "reasons")


@dataclass(frozen=True)
class Reason:
    """One reason: of a metric, of a period, or of a metric in a period; None stands for all."""

    metric: str | None
    period: Period | None
    text: str

    def fit(self, metric: str, period: Period) -> int:
        """How closely it speaks of a figure; 0 when it does not.

        A period speaks of every longer one that holds it: what was booked late in June is late in
        the quarter too.
        """
        if self.metric not in (None, metric):
            return 0
        near = 2 if self.metric else 0
        if self.period is None:
            return near
        if not (period.first <= self.period.first and self.period.last <= period.last):
            return 0
        return near + (3 if self.period == period else 1)


def read_reasons(pack: Pack, metrics: Collection[str]) -> tuple[tuple[Reason, ...], list[Problem]]:
    """The reasons that pack.toml gives, and every key that names no metric and no period."""
    found, problems = [], []
    for key, text in pack.restatements.reasons.items():
        words = key.split()
        label = words[-1] if words and words[-1] not in metrics else ""
        metric = " ".join(words[:-1] if label else words) or None
        period = None
        what, advice = "", ""
        if label:
            try:
                period = parse_period(label, pack.company.fiscal_year_start)
            except ValueError as reason:
                # A single word that is no period was meant as a metric.
                what, advice = str(reason), f"Write METRIC PERIOD, with a period like {FORMS}."
                if metric is None:
                    what, advice = f"there is no metric {label!r}", nearest(label, [*metrics])
        if metric is not None and metric not in metrics:
            what, advice = f"there is no metric {metric!r}", nearest(metric, [*metrics])
        if metric is None and period is None and not what:
            what, advice = "a reason needs a metric, a period, or both", "Write METRIC PERIOD."
        if what:
            if not advice.startswith(("Did", "Write")):
                advice = "See `reportgen list metrics`."
            file = pack.folder / PACK_FILE
            path = (*SECTION, key)
            line = line_of(file.read_text(encoding="utf-8"), path)
            problems.append(Problem(str(file), what, advice, line, ".".join(path), text))
            continue
        found.append(Reason(metric, period, text))
    return tuple(found), problems


def reason_for(reasons: Collection[Reason], metric: str, period: Period) -> str:
    """The reason that speaks most closely of a figure; empty when none does."""
    best = max(reasons, key=lambda reason: reason.fit(metric, period), default=None)
    return best.text if best is not None and best.fit(metric, period) else ""
