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
    """

    name: str
    what: str
    why: str
    severity: Severity
    find: Find
    waivable: bool = True


def check(
    *, what: str, why: str, severity: Severity = Severity.ERROR, waivable: bool = True
) -> Callable[[Find], Check]:
    """Declare the function below as the check of its name."""

    def declare(find: Find) -> Check:
        return Check(find.__name__, what, why, severity, find, waivable)

    return declare
