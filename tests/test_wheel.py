"""The wheel holds what the repository holds.

Why: the build backend ignores a misspelt folder in pyproject.toml without a word, and the editable
install that all other tests run on finds the folders beside pyproject.toml in any case.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DATA_FOLDERS = ("templates", "themes", "inputs")


@pytest.fixture(scope="module")
def tracked() -> set[str]:
    if not (ROOT / ".git").exists() or shutil.which("git") is None:
        pytest.skip(
            "needs a git checkout and git: only git knows which files belong to the project"
        )
    # A checkout that belongs to another user (a mounted folder, a container) is still this one.
    command = ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return set(listed.stdout.split("\0")) - {""}


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder = tmp_path_factory.mktemp("wheel")
    # Without isolation: the lock has the build backend, and a test must not need the network.
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    result = subprocess.run(
        [*build, "--disable-pip-version-check", "--wheel-dir", str(folder), str(ROOT)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    (wheel,) = folder.glob("reportgen-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.mark.parametrize("folder", DATA_FOLDERS)
def test_a_data_folder_is_in_the_wheel_file_by_file(
    folder: str, tracked: set[str], packed: set[str]
) -> None:
    in_git = {name for name in tracked if name.startswith(f"{folder}/")}
    in_wheel = {
        name.removeprefix("reportgen/")
        for name in packed
        if name.startswith(f"reportgen/{folder}/") and not name.endswith("/")
    }
    # An empty folder would agree with an empty folder.
    assert len(in_git) >= 5, f"git knows only {len(in_git)} files under {folder}/"
    assert sorted(in_git - in_wheel) == [], "in git, not in the wheel"
    assert sorted(in_wheel - in_git) == [], "in the wheel, not in git: add it or delete it"


def test_the_code_is_in_the_wheel_file_by_file(tracked: set[str], packed: set[str]) -> None:
    in_git = {name for name in tracked if name.startswith("reportgen/")}
    data = tuple(f"reportgen/{folder}/" for folder in DATA_FOLDERS)
    in_wheel = {n for n in packed if n.startswith("reportgen/") and not n.startswith(data)}
    assert len(in_git) >= 20, f"git knows only {len(in_git)} files under reportgen/"
    assert sorted(in_git - in_wheel) == [], "in git, not in the wheel"
    assert sorted(in_wheel - in_git) == [], "in the wheel, not in git: add it or delete it"


def test_nothing_else_is_in_the_wheel(packed: set[str]) -> None:
    tops = {name.partition("/")[0] for name in packed}
    assert len(tops) == 2, tops
    assert "reportgen" in tops
    assert all(top == "reportgen" or top.endswith(".dist-info") for top in tops)


def test_the_licences_travel_with_the_wheel(packed: set[str]) -> None:
    licences = {name.partition("/licenses/")[2] for name in packed if "/licenses/" in name}
    assert {"LICENSE", "themes/plain/fonts/OFL.txt"} <= licences
