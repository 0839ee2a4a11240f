"""`reportgen explain`."""

from __future__ import annotations

import json
from pathlib import Path

import click


@click.command(short_help="Print the card of a metric; with a pack, its worked numbers.")
@click.argument("name")
@click.option("--pack", type=click.Path(path_type=Path), help="Show this pack's own numbers.")
@click.option("--period", help="Of which period; the pack's own by default.")
@click.option("--locale", default="en", show_default=True, help="Language of the words.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout.")
def explain(name: str, pack: Path | None, period: str | None, locale: str, as_json: bool) -> None:
    """Print what NAME means: a metric, a check, a published figure or its source.

    With a pack, a metric is worked out: both halves, n, the choice in force, every group, the months
    and a few of the rows that make it; `reportgen trace` shows them all.
    """
    from reportgen.story.explanation import explain as card

    lines, record = card(name, pack, period, locale)
    if as_json:
        click.echo(json.dumps(record, ensure_ascii=False))
        return
    click.secho(lines[0], bold=True)
    for line in lines[1:]:
        click.echo(line)
