"""`reportgen inspect`."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from reportgen.intake.inspection import Inspection
    from reportgen.problem import Problem


@click.command(short_help="Say what a file seems to be, and what to write in pack.toml.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--table", default="", help="The table that it is meant to be.")
@click.option("--sheet", help="The sheet of a workbook, or the file in an archive.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout.")
def inspect(file: Path, table: str, sheet: str | None, as_json: bool) -> None:
    """Look at FILE: encoding, header, table, mapping, problems, first rows, and lines to paste."""
    from reportgen.errors import InputError
    from reportgen.intake.inspection import inspect_file
    from reportgen.pack_input import Input
    from reportgen.problem import Problem, describe_all

    try:
        found = inspect_file(file, Input(sheet=sheet) if sheet else None, table)
    except OSError as reason:
        raise InputError([Problem(str(file), f"cannot be opened: {reason.strerror}")]) from None
    if as_json:
        click.echo(json.dumps(record(found), ensure_ascii=False))
        return
    told = facts(found)
    width = max(len(label) for label, _ in told) + 2
    for label, text in told:
        click.echo(f"{label + ':':{width}}{text}")
    if found.problems:
        click.echo("\n" + describe_all([_advised(one, found) for one in found.problems]), err=True)
    if found.stub:
        click.secho("\nTo read it like this, write in pack.toml:\n", bold=True)
        click.echo(found.stub)


def _advised(problem: Problem, found: Inspection) -> Problem:
    """A problem whose advice names the section to write, and the option where there is one."""
    section = f"[inputs.{found.table or 'TABLE'}]"
    advice = problem.advice.replace("{section}", section)
    if "sheet = " in advice:
        advice = f"{advice.removesuffix('.')}, or give it here as --sheet."
    return replace(problem, advice=advice)


def facts(found: Inspection) -> list[tuple[str, str]]:
    """What is known of the file, one line each."""
    raw, preset = found.raw, found.preset
    separator = f"separator {raw.separator!r}" if raw.separator else ""
    lines = [
        ("File", f"{raw.file}, {raw.size_bytes:,} bytes, {raw.frame.height:,} rows"),
        ("Encoding", ", ".join(t for t in (raw.encoding, separator) if t)),
        ("Header", f"line {raw.header_line}: {', '.join(raw.header)}"),
        ("Whose export", f"{preset.title} (preset {preset.name})" if preset else "not recognised"),
        *raw.about,
        ("Table", found.table or "none of ours; name it with --table"),
    ]
    if raw.about:
        # The format fixes what its columns are; what it says of itself tells more.
        return lines
    lines += [("  " + name, f"<- {header}") for name, header in found.columns.items()]
    lines += [
        ("Missing", f"{name}, perhaps {header!r}" if header else name)
        for name, header in found.missing.items()
    ]
    if found.unmatched:
        lines.append(("Left over", ", ".join(found.unmatched)))
    return [*lines, *(("Row", " | ".join(row)) for row in found.rows)]


def record(found: Inspection) -> dict[str, object]:
    """The same for programs."""
    return {
        "file": found.raw.file,
        "encoding": found.raw.encoding,
        "separator": found.raw.separator,
        "header_line": found.raw.header_line,
        "table": found.table,
        "preset": found.preset.name if found.preset else "",
        "about": [list(one) for one in found.raw.about],
        "columns": found.columns,
        "unmatched": list(found.unmatched),
        "missing": found.missing,
        "problems": [_advised(problem, found).as_record() for problem in found.problems],
        "stub": found.stub,
    }
