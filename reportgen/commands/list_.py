"""`reportgen list`."""

from __future__ import annotations

from pathlib import Path

import click

KINDS = (
    *("metrics", "tables", "presets", "checks", "charts", "pages", "themes", "locales"),
    "benchmarks",
)


@click.command(
    "list", short_help="List metrics, tables, presets, checks, charts, pages, themes, locales."
)
@click.argument("kind", type=click.Choice(KINDS))
def list_(kind: str) -> None:
    """List everything of a KIND by name, one a line: what there is to name in a pack."""
    for line in lines(kind):
        click.echo(line)


def lines(kind: str) -> list[str]:
    """One line a member: its name, and its title where it has one that is cheap to know."""
    from reportgen.resources import shipped

    package = Path(__file__).resolve().parent.parent
    files = {
        "metrics": package / "measure" / "metrics",
        "tables": package / "intake" / "tables",
        "checks": package / "intake" / "checks",
        "charts": package / "story" / "charts",
    }
    if kind in files:
        return [
            f"{path.stem:45} {first_line(path)}"
            for path in sorted(files[kind].glob("*.py"))
            if not path.stem.startswith("_")
        ]
    if kind == "presets":
        return [described(path) for path in sorted((package / "intake" / "presets").glob("*.toml"))]
    if kind == "themes":
        return sorted(path.parent.name for path in shipped("themes").glob("*/theme.toml"))
    if kind == "pages":
        return sorted(path.stem for path in (shipped("templates") / "pages").glob("*.html"))
    folder = package / ("story/locales" if kind == "locales" else "measure/benchmarks")
    return sorted(path.stem for path in folder.glob("*.toml"))


def described(path: Path) -> str:
    """A preset: its name, its table (none for an export that is refused), title and way to it."""
    import tomllib

    preset = tomllib.loads(path.read_text(encoding="utf-8"))
    table = "refused" if preset.get("refuse") else preset["table"]
    return f"{path.stem:32} {table:18} {preset['title']}: {preset['export']}"


def first_line(path: Path) -> str:
    """The first line of a module's docstring, read as text: nothing is imported for a list."""
    with path.open(encoding="utf-8") as file:
        return file.readline().strip().strip('"').rstrip(".")
