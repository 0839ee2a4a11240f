"""A build's look back: the earlier pack is read while exports are, asked while pages are prepared, and
counted against while they are set; what came of it stands in the manifest."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from concurrent.futures import Executor, Future
from functools import cached_property
from pathlib import Path
from typing import Any

import polars as pl

from reportgen.intake.dataset import Dataset
from reportgen.measure.books import Books
from reportgen.measure.compute import compute
from reportgen.measure.issued import Issued, find_issued, read_issued
from reportgen.measure.reading import Readings
from reportgen.measure.reasons import read_reasons
from reportgen.measure.restatement import Restated, plain, restated
from reportgen.pack import Pack
from reportgen.period import Period
from reportgen.problem import Problem
from reportgen.story.past import Past
from reportgen.story.story import Story


class Backwards:
    """One build and the pack before it.

    out  the folder that the build writes to, where the earlier pack lies if pack.toml names no other
    """

    def __init__(self, pack: Pack, period: Period, out: Path) -> None:
        self.pack = pack
        self.period = period
        self.out = out
        self._reading: Future[Issued | None] | None = None
        self._past: Past | None = None
        self._counted: Restated | None = None

    def start(self, queue: Executor) -> None:
        """Read the earlier pack while others work; what is wrong with it is raised by `issued`."""
        self._reading = queue.submit(self._read)

    def _read(self) -> Issued | None:
        path = find_issued(self.pack, self.period, self.out)
        return None if path is None else read_issued(path, self.pack, self.period)

    @cached_property
    def issued(self) -> Issued | None:
        """The earlier pack; None when there is none.

        Raises InputError or PackError when it cannot be compared with this one.
        """
        return self._read() if self._reading is None else self._reading.result()

    def problems(self, metrics: Collection[str]) -> list[Problem]:
        """Reasons in pack.toml that speak of nothing."""
        return read_reasons(self.pack, metrics)[1]

    @cached_property
    def _books(self) -> Books:
        assert self.issued is not None
        return Books(self._dataset, self.pack, self.issued.period)

    def _as_of(self, names: Sequence[str]) -> Readings:
        assert self.issued is not None
        chosen = {name: self._metrics[name] for name in names if name in self._metrics}
        return compute(self._dataset, self.pack, self.issued.period, chosen, self._books)

    def past(self, story: Story, dataset: Dataset) -> Past:
        """What pages ask about the earlier pack."""
        self._dataset, self._metrics = dataset, story.readings.metrics
        reasons, _ = read_reasons(self.pack, self._metrics)
        self._past = Past(story, self.issued, lambda: self._as_of(list(self._metrics)), reasons)
        return self._past

    def count(self, figures: pl.DataFrame) -> None:
        """Hold all figures of this pack against all of the earlier one."""
        if self.issued is not None:
            self._counted = restated(self.issued, plain(figures), self._as_of)

    def record(self) -> dict[str, Any] | None:
        """What the manifest says; None where there is no earlier pack."""
        if self.issued is None or self._counted is None or self._past is None:
            return None
        found = self._counted
        own = found.cells["split_by"] == ""
        counts = found.cells.group_by("metric", maintain_order=True).agg(
            company=(pl.col("split_by") == "").sum(), splits=(pl.col("split_by") != "").sum()
        )
        return {
            "previous": {
                "file": self.issued.path.name,
                "period": self.issued.period.label,
                "sha256": self.issued.sha256,
            },
            "restated": {"company": int(own.sum()), "splits": int((~own).sum())},
            "restated_metrics": {
                name: {"company": company, "splits": splits}
                for name, company, splits in counts.rows()
            },
            "printed": [
                {
                    "metric": change.now.metric,
                    "period": change.now.period,
                    "split_by": change.now.split_by,
                    "split": change.now.split,
                    "then": change.then.value,
                    "now": change.now.value,
                    "because": self._past.reason(change),
                }
                for change in self._past.printed.values()
                if not change.redefined
            ],
            "definition_changed": dict(found.redefined),
            "no_longer_missing": found.filled,
            "new_metrics": list(found.new),
            "gone_metrics": list(found.gone),
        }
