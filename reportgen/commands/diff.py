"""`reportgen diff`."""

from __future__ import annotations

import json
from pathlib import Path

import click


@click.command(short_help="List what differs between two builds, figure by figure.")
@click.argument("a", type=click.Path(path_type=Path))
@click.argument("b", type=click.Path(path_type=Path))
@click.option("--metric", "metrics", multiple=True, help="This metric alone; may be repeated.")
@click.option("--period", "periods", multiple=True, help="This period alone; may be repeated.")
@click.option("--all", "splits", is_flag=True, help="List the figures of groups too.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout.")
def diff(
    a: Path,
    b: Path,
    metrics: tuple[str, ...],
    periods: tuple[str, ...],
    splits: bool,
    as_json: bool,
) -> None:
    """List what differs between the builds A and B: figures, definitions, inputs, versions.

    Each is a figures.csv, a folder of builds (the latest counts), or a pack that was built. Whether
    they differ or not, the exit code is 0.
    """
    from reportgen.publish.difference import difference
    from reportgen.publish.difference_lines import lines, record

    found = difference(a, b, metrics, periods)
    if as_json:
        click.echo(json.dumps(record(found, splits), ensure_ascii=False))
        return
    if found.empty:
        click.echo("No differences.", err=True)
        return
    click.echo("\n".join(lines(found, splits)))
