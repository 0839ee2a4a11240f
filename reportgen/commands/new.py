"""`reportgen new`."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import click


@click.command(short_help="Make a pack to start from.")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--company", help="Name of the company, for pack.toml and the cover.")
def new(folder: Path, company: str | None) -> None:
    """Make FOLDER with a small pack that builds at once: put your own exports in its place."""
    from reportgen.errors import ReportgenError
    from reportgen.resources import sample

    if folder.exists() and any(folder.iterdir() if folder.is_dir() else [folder]):
        raise ReportgenError(f"{folder} exists already and is not empty; name another folder.")
    shutil.copytree(sample(), folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("output"))
    if company:
        path = folder / "pack.toml"
        quoted = company.replace("\\", "\\\\").replace('"', '\\"')
        text = path.read_text(encoding="utf-8")
        named = re.sub(r'(?m)^name\s*=\s*".*"', lambda _: f'name = "{quoted}"', text, count=1)
        path.write_text(named, encoding="utf-8")
    click.echo(folder)
    click.echo(f"Build it:   reportgen build {folder}", err=True)
    click.echo(
        f"Then edit:  {folder / 'pack.toml'}, and replace the CSV files by your own.", err=True
    )
