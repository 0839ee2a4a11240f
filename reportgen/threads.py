"""How many threads a small pack is computed in: one, decided by the command before polars is imported.

Why: between thousands of small tables the threads wait for work longer than they have any, and two other
processes set pages and draw meanwhile. The library decides nothing: it is the caller's process there.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

VARIABLE = "POLARS_MAX_THREADS"
# Bytes of files in a pack; from here on reading and grouping gain by more threads.
LARGE = 2**24
# Where a build leaves its files unless it is told otherwise.
OUTPUT = "output"


def one_thread_if_small(folder: Path) -> None:
    """Have polars compute in one thread in this process; not where the user has said how many.

    Says nothing of a folder that is not there: whoever reads the pack will.
    """
    if VARIABLE not in os.environ and "polars" not in sys.modules and not _is_large(folder):
        os.environ[VARIABLE] = "1"


def _is_large(folder: Path) -> bool:
    """Whether the files of a pack are large together; stops counting when they are."""
    total = 0
    for place, folders, names in os.walk(folder):
        if Path(place) == folder and OUTPUT in folders:
            folders.remove(OUTPUT)
        for name in names:
            path = os.path.join(place, name)
            # A link may lead nowhere.
            total += os.path.getsize(path) if os.path.isfile(path) else 0
            if total >= LARGE:
                return True
    return False
