"""`reportgen check`."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import click


@click.command(short_help="Read the exports and list everything that is wrong.")
@click.argument("pack", type=click.Path(path_type=Path))
@click.option("--period", help="2026Q3, 2026-09, FY2026, TTM2026-09 or last-closed.")
@click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The day that last-closed counts from."
)
@click.option("--strict", is_flag=True, help="Let warnings count as mistakes.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout.")
def check(
    pack: Path, period: str | None, as_of: datetime | None, strict: bool, as_json: bool
) -> None:
    """List what would stop a build of PACK, or be said in it; nothing is drawn or written."""
    from reportgen.errors import InputError, PackError
    from reportgen.pack import read_pack
    from reportgen.pipeline import Options, examine
    from reportgen.problem import counted, describe_all

    options = Options(period=period, as_of=as_of.date() if as_of else None, strict=strict)
    try:
        examined = examine(read_pack(pack), options)
    except (InputError, PackError) as error:
        if as_json:
            records = [problem.as_record() for problem in error.problems]
            click.echo(json.dumps({"ok": False, "problems": records}, ensure_ascii=False))
        raise
    dataset, warnings = examined.dataset, examined.warnings
    if as_json:
        records = [problem.as_record() for problem in warnings]
        click.echo(json.dumps({"ok": True, "problems": records}, ensure_ascii=False))
        return
    if warnings:
        click.echo(describe_all(warnings), err=True)
    for file in dataset.files:
        span = f"{file.first_month} – {file.last_month}" if file.first_month else ""
        click.echo(f"{file.table:20} {file.path:40} {file.rows:>9,} rows  {span}")
    waived = sum(bool(run.waived_because) for run in dataset.checks)
    run_on_something = sum(run.applied for run in dataset.checks)
    click.echo(
        f"{counted(run_on_something, 'check')} run, {waived} waived, "
        f"{counted(len(warnings), 'warning')}: the exports allow a pack.",
        err=True,
    )
