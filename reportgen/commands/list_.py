"""`reportgen list`."""

from __future__ import annotations

import json
from pathlib import Path

import click

KINDS = (
    *("metrics", "tables", "presets", "checks", "charts", "questions", "pages", "themes"),
    "locales",
    "benchmarks",
)


@click.command(
    "list", short_help="List metrics, tables, presets, checks, charts, pages, themes, locales."
)
@click.argument("kind", type=click.Choice(KINDS))
@click.option(
    "--pack", type=click.Path(path_type=Path), help="Metrics: what this pack's exports allow."
)
@click.option("--period", help="With --pack: of which period; the pack's own by default.")
@click.option("--locale", default="en", show_default=True, help="With --pack: language.")
@click.option("--json", "as_json", is_flag=True, help="One JSON array on stdout.")
def list_(kind: str, pack: Path | None, period: str | None, locale: str, as_json: bool) -> None:
    """List everything of a KIND by name, one a line: what there is to name in a pack.

    With a pack, metrics are listed with their figure, or with the exports that would unlock them.
    """
    if pack is not None and kind != "metrics":
        raise click.UsageError("--pack goes with metrics alone.")
    if pack is not None:
        from reportgen.story.allowed import allowed

        shown, records = allowed(pack, period, locale)
    else:
        shown = lines(kind)
        records = [dict(zip(("name", "title"), _parts(line), strict=False)) for line in shown]
    for line in [json.dumps(records, ensure_ascii=False)] if as_json else shown:
        click.echo(line)


def _parts(line: str) -> list[str]:
    return [part.strip() for part in line.split(" ", 1)]


def lines(kind: str) -> list[str]:
    """One line a member: its name, and its title where it has one that is cheap to know."""
    from reportgen.resources import shipped

    package = Path(__file__).resolve().parent.parent
    files = {
        "metrics": package / "measure" / "metrics",
        "tables": package / "intake" / "tables",
        "checks": package / "intake" / "checks",
        "identities": package / "measure" / "identities",
        "charts": package / "story" / "charts",
        "questions": package / "story" / "questions",
    }
    if kind == "checks":
        return [line for path in _members(files[kind]) for line in check_lines(path)] + [
            f"{path.stem:45} {first_line(path)} (of figures; cannot be waived)"
            for path in _members(files["identities"])
        ]
    if kind in files:
        return [f"{path.stem:45} {first_line(path)}" for path in _members(files[kind])]
    if kind == "presets":
        return [described(path) for path in sorted((package / "intake" / "presets").glob("*.toml"))]
    if kind == "themes":
        return sorted(path.parent.name for path in shipped("themes").glob("*/theme.toml"))
    if kind == "pages":
        return sorted(path.stem for path in (shipped("templates") / "pages").glob("*.html"))
    folder = package / ("story/locales" if kind == "locales" else "measure/benchmarks")
    return sorted(path.stem for path in folder.glob("*.toml"))


def _members(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.glob("*.py")) if not path.stem.startswith("_")]


def check_lines(path: Path) -> list[str]:
    """A check: what must hold, and below it why, read as text from its declaration."""
    import ast

    declared = next(
        decorator
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and node.name == path.stem
        for decorator in node.decorator_list
        if isinstance(decorator, ast.Call)
    )
    words = {
        keyword.arg: ast.literal_eval(keyword.value)
        for keyword in declared.keywords
        if keyword.arg in ("what", "why")
    }
    return [f"{path.stem:45} {words['what']} {words['why']}"]


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
