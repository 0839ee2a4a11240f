"""Keys of the plan that mean nothing here: they would be left out without a word."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from reportgen.intake.dataset import FILE_COLUMN, LINE_COLUMN, Dataset
from reportgen.measure import metrics as metrics_folder
from reportgen.measure.plan import CATEGORIES, NEW_REVENUE, OWN, SHORT, read_key
from reportgen.members import member_names
from reportgen.pack import nearest
from reportgen.problem import Problem, Severity


def unknown_plan_keys(dataset: Dataset) -> Iterator[Problem]:
    """A warning for each key that is no metric, no short form of one and no ledger category."""
    plan = dataset.tables.get("plan")
    if plan is None or "key" not in plan.columns:
        return
    rows = plan.sort(FILE_COLUMN, LINE_COLUMN).unique("key", keep="first", maintain_order=True)
    metrics = [name for name in member_names(metrics_folder) if name not in OWN]
    known = [*SHORT, *NEW_REVENUE, *CATEGORIES, *metrics]
    for row in rows.filter(pl.col("key").is_not_null()).to_dicts():
        key = str(row["key"])
        if read_key(key) is None:
            near = nearest(key.strip().lower().replace(" ", "_"), known)
            yield Problem(
                row[FILE_COLUMN],
                f"the plan has a key {key!r} that nothing is compared with",
                near
                if near.startswith("Did")
                else "See `reportgen list metrics`; a category of "
                f"the ledger will do too: {', '.join(CATEGORIES)}.",
                line=row[LINE_COLUMN],
                column="key",
                value=key,
                severity=Severity.WARNING,
            )
