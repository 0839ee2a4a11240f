"""The kind "check": a named rule across rows, files or tables, run before anything is computed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from reportgen.intake.dataset import Dataset
from reportgen.pack import Pack
from reportgen.period import Period
from reportgen.problem import Problem, Severity

Find = Callable[[Dataset, Pack, Period], Iterable[Problem]]


@dataclass(frozen=True)
class Check:
    """A check: its file name is its name in `[checks.NAME]`, its words are printed when waived.

    what      a sentence: what must hold
    why       a sentence: what goes wrong on paper when it does not
    severity  whether a finding stops the build
    looks_at  sets of exports ("cash") and columns ("cash.operating_cf"): it has something to look at
              where all of one set are given; none: at whatever export there is
    asked_by  whether a pack has said what to compare with, where it takes that to run
    """

    name: str
    what: str
    why: str
    severity: Severity
    find: Find
    waivable: bool = True
    looks_at: tuple[tuple[str, ...], ...] = ()
    asked_by: Callable[[Pack], bool] = lambda pack: True

    def applies(self, dataset: Dataset, pack: Pack) -> bool:
        """Whether the exports hold something for it to look at: where they do not, it cannot pass."""
        return self.asked_by(pack) and (
            not self.looks_at
            or any(all(_given(dataset, name) for name in names) for names in self.looks_at)
        )


def _given(dataset: Dataset, name: str) -> bool:
    table, _, column = name.partition(".")
    return dataset.has(table) and (not column or column in dataset.kept(table).columns)


def check(
    *,
    what: str,
    why: str,
    severity: Severity = Severity.ERROR,
    waivable: bool = True,
    looks_at: tuple[tuple[str, ...], ...] = (),
    asked_by: Callable[[Pack], bool] = lambda pack: True,
) -> Callable[[Find], Check]:
    """Declare the function below as the check of its name."""

    def declare(find: Find) -> Check:
        return Check(find.__name__, what, why, severity, find, waivable, looks_at, asked_by)

    return declare
