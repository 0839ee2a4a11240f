"""The kind "identity": sums that must come out before anything is printed, whatever was read.

Checks look at exports; identities look at the figures that were made of them. One that does not hold
is a defect of reportgen, and a wrong number all the same: nothing is printed then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reportgen.errors import InputError
from reportgen.intake.dataset import CheckRun
from reportgen.measure import identities as identities_folder
from reportgen.measure.reading import Reading, Readings
from reportgen.members import load_members
from reportgen.problem import Problem

# Currency units: what is exact must agree to the cent, what is converted to a millionth part of itself.
TOLERANCE, SHARE = 0.01, 1e-9


@dataclass(frozen=True)
class Apart:
    """Two figures that should be one: of which period, in words, and what each comes to."""

    period: str
    words: str
    wanted: float
    found: float


Find = Callable[[Readings], Iterator[Apart]]


@dataclass(frozen=True)
class Identity:
    """A sum that must come out.

    what      a sentence: what must hold
    metrics   those that it is made of; where one is not computed it has nothing to look at
    """

    name: str
    what: str
    metrics: tuple[str, ...]
    find: Find


def identity(*, what: str, metrics: tuple[str, ...]) -> Callable[[Find], Identity]:
    """Declare the function below as the identity of its name."""
    return lambda find: Identity(find.__name__, what, metrics, find)


def all_identities() -> dict[str, Identity]:
    """By name."""
    return load_members(identities_folder, Identity)


def hold(readings: Readings) -> tuple[CheckRun, ...]:
    """Which of them were held against the report period.

    Raises InputError with every figure that does not add up.
    """
    problems, runs = [], []
    for one in all_identities().values():
        compared = list(one.find(readings)) if set(one.metrics) <= set(readings.metrics) else []
        problems += [
            Problem(
                "figures",
                f"{apart.words} in {apart.period} is {apart.found!r}, but should be "
                f"{apart.wanted!r}: a difference of {apart.found - apart.wanted!r}",
                "This is a defect of reportgen: nothing is printed. Report it with the exports.",
                column=one.name,
                value=repr(apart.found),
                check=one.name,
            )
            for apart in compared
            if not agree(apart.wanted, apart.found)
        ]
        runs.append(CheckRun(one.name, 0, applied=bool(compared)))
    if problems:
        raise InputError(problems)
    return tuple(runs)


def agree(wanted: float, found: float) -> bool:
    """Whether two amounts are one but for the noise of binary numbers."""
    return abs(found - wanted) <= max(TOLERANCE, SHARE * abs(wanted))


def number(reading: Reading) -> float | None:
    """The value of a reading, the exact one where it has one."""
    return reading.value if reading.exact is None else float(reading.exact)
