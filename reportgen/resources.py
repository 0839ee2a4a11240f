"""Where the shipped folders lie: inside the installed package, or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

from reportgen.errors import ReportgenError


def shipped(folder: str) -> Path:
    """Path of `templates`, `themes` or `inputs`, in a wheel, an editable install or a checkout."""
    package = Path(__file__).resolve().parent
    inside = package / folder
    if inside.is_dir():
        return inside
    beside = package.parent / folder
    # A foreign folder of the same name in site-packages must not be taken for ours.
    if beside.is_dir() and (package.parent / "pyproject.toml").is_file():
        return beside
    raise ReportgenError(
        f"This installation of reportgen has no {folder}/ folder; install it again."
    )


def sample() -> Path:
    """The pack of a made-up company that `reportgen new` copies."""
    return shipped("inputs") / "example"


def search_path(pack_folder: Path, themes: list[Path], folder: str) -> list[Path]:
    """Folders in the order in which a file is looked for: pack, theme and its parents, shipped."""
    roots = [pack_folder, *themes]
    found = [root / folder for root in roots if (root / folder).is_dir()]
    return [*found, shipped(folder)]
