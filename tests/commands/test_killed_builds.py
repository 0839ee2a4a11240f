"""A build that is ended at any moment: the old files are whole, or the new ones are; nothing between."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).resolve().parent.parent.parent / "inputs" / "example"
MOMENTS = random.Random("killed builds")


def start(pack: Path, out: Path) -> subprocess.Popen[bytes]:
    """A build in a session of its own, so that all its processes can be told apart."""
    return subprocess.Popen(
        [sys.executable, "-m", "reportgen", "build", str(pack), "--out", str(out)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def sums(out: Path) -> dict[str, str]:
    """Every visible file of a folder with the hash of its bytes."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in out.iterdir()
        if not path.name.startswith(".")
    }


def children_of(out: Path) -> list[str]:
    """Command lines of our own child processes that are still there."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            environment = (folder / "environ").read_bytes().decode(errors="replace")
        except OSError:
            continue
        if "reportgen." in line and f"REPORTGEN_TEST_OUT={out}" in environment:
            found.append(line)
    return found


def ended(how: int, times: int, folder: Path) -> int:
    """End so many builds at random moments; returns how many were ended before they were done."""
    pack, out = folder / "pack", folder / "out"
    shutil.copytree(EXAMPLE, pack, ignore=shutil.ignore_patterns("output"))
    os.environ["REPORTGEN_TEST_OUT"] = str(out)
    try:
        began = time.monotonic()
        assert start(pack, out).wait() == 0
        whole, length = sums(out), time.monotonic() - began
        caught = 0
        for _ in range(times):
            build = start(pack, out)
            try:
                build.wait(timeout=MOMENTS.uniform(0.05, length))
            except subprocess.TimeoutExpired:
                caught += 1
                os.kill(build.pid, how)
                build.wait(timeout=20)
            assert sums(out) == whole
        assert start(pack, out).wait() == 0
        assert sums(out) == whole
        assert [path.name for path in out.iterdir() if path.name.startswith(".")] == []
        limit = time.monotonic() + 10
        while children_of(out) and time.monotonic() < limit:
            os.sched_yield()
        assert children_of(out) == []
    finally:
        del os.environ["REPORTGEN_TEST_OUT"]
    return caught


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT], ids=["kill -9", "Ctrl-C"])
def test_a_few_builds_ended_at_random_moments(how: int, tmp_path: Path) -> None:
    """A sample of the campaign below."""
    assert ended(how, 2, tmp_path) >= 1


@pytest.mark.long
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT], ids=["kill -9", "Ctrl-C"])
def test_many_builds_ended_at_random_moments(
    how: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Sixty each: no torn file, no process left."""
    caught = ended(how, 60, tmp_path)
    with capsys.disabled():
        sys.stdout.write(
            f"\n{caught} of 60 builds ended by {signal.Signals(how).name}, 0 torn files\n"
        )
    assert caught >= 40
