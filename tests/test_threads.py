"""How many threads a pack is computed in."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from reportgen.threads import LARGE, VARIABLE, one_thread_if_small

ASK = """
import sys
from pathlib import Path
from reportgen.threads import one_thread_if_small
if sys.argv[2:]:
    import polars
one_thread_if_small(Path(sys.argv[1]))
import polars
print(polars.thread_pool_size())
"""


def threads(folder: Path, *first: str, wanted: str = "") -> int:
    """What polars works with in a process that has asked about a pack."""
    kept = {name: value for name, value in os.environ.items() if name != VARIABLE}
    env = kept | ({VARIABLE: wanted} if wanted else {})
    command = [sys.executable, "-c", ASK, str(folder), *first]
    return int(subprocess.run(command, env=env, capture_output=True, check=True, text=True).stdout)


def test_a_small_pack_is_computed_in_one_thread_and_a_large_one_is_not(tmp_path: Path) -> None:
    (tmp_path / "ledger.csv").write_text("month,amount\n2026-09,1\n")
    # What earlier builds have left there is not read.
    (tmp_path / "output").mkdir()
    with (tmp_path / "output" / "figures.csv").open("wb") as file:
        file.truncate(LARGE)
    assert threads(tmp_path) == 1
    with (tmp_path / "recurring_revenue.csv").open("wb") as file:
        file.truncate(LARGE)
    assert threads(tmp_path, wanted="3") == 3
    usual = threads(tmp_path, "polars is imported")
    assert threads(tmp_path) == usual


def test_where_polars_is_at_work_already_nothing_is_left_in_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would change nothing here, and the processes that begin later would find it."""
    pytest.importorskip("polars")
    monkeypatch.delenv(VARIABLE, raising=False)
    one_thread_if_small(tmp_path)
    assert VARIABLE not in os.environ


def test_who_says_how_many_threads_gets_them(tmp_path: Path) -> None:
    (tmp_path / "dangling.csv").symlink_to(tmp_path / "nowhere.csv")
    assert threads(tmp_path, wanted="3") == 3
    assert threads(tmp_path / "nowhere") == 1
