"""`reportgen trace`."""

from __future__ import annotations

import json
from pathlib import Path

import click


@click.command(short_help="Walk from a figure down to the rows of the exports that made it.")
@click.argument("figure")
@click.argument("pack", default=".", type=click.Path(path_type=Path))
@click.option("--period", help="Of which period; the pack's own by default.")
@click.option("--split", "splits", multiple=True, metavar="NAME=GROUP", help="segment=SMB, ...")
@click.option(
    "--limit",
    default=20,
    show_default=True,
    type=click.IntRange(min=0),
    help="Rows shown of each sum; 0 for all.",
)
@click.option("--lines", is_flag=True, help="Show the lines as they stand in the files.")
@click.option("--locale", default="en", show_default=True, help="Language of the words.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout.")
def trace(
    figure: str,
    pack: Path,
    period: str | None,
    splits: tuple[str, ...],
    limit: int,
    lines: bool,
    locale: str,
    as_json: bool,
) -> None:
    """Walk from FIGURE, a metric's name or an id such as cac_payback@2026Q3, to the rows of PACK.

    Value, halves and definition in force; then step by step what it is made of, down to file, line
    and what each row adds. The rows of a sum come to it to the last digit, and it is said so.
    """
    from reportgen.story.traced import traced

    told, record = traced(figure, pack, period, splits, locale, limit=limit, verbatim=lines)
    if as_json:
        click.echo(json.dumps(record, ensure_ascii=False))
        return
    click.secho(told[0], bold=True)
    for line in told[1:]:
        click.echo(line)
