"""What can go wrong, and the exit code that says so.

The codes are a contract: a scheduled job must be able to tell from the number alone whom to wake.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportgen.problem import Problem


class ReportgenError(Exception):
    """A failure that is explained to the person who ran the command, without a traceback."""

    exit_code = 1


class InputError(ReportgenError):
    """The exports, or a check on them, do not allow a pack: exit code 3."""

    exit_code = 3

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        count = len(self.problems)
        super().__init__(f"{count} {'problem' if count == 1 else 'problems'} in the exports")


class PackError(ReportgenError):
    """pack.toml, a template or a theme is wrong: exit code 4."""

    exit_code = 4

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(problem.what for problem in self.problems))


class LayoutError(ReportgenError):
    """A page came out cut, empty or untagged: exit code 5."""

    exit_code = 5


class LimitError(ReportgenError):
    """A child process ran out of time or memory, or a native library ended it: exit code 1."""

    exit_code = 1


class TryAgainError(ReportgenError):
    """Something outside is busy (a lock is held): exit code 75, as in sysexits."""

    exit_code = 75
