"""`reportgen build`."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path

import click


@click.command(short_help="Write the PDF, figures.csv and the manifest of a pack.")
@click.argument("pack", type=click.Path(path_type=Path))
@click.option("--period", help="2026Q3, 2026-09, FY2026, TTM2026-09 or last-closed.")
@click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The day that last-closed counts from."
)
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), help="Folder for the files."
)
@click.option("--locale", help="Language of the report; see `reportgen list locales`.")
@click.option("--theme", help="Dress of the report; see `reportgen list themes`.")
@click.option("--html", is_flag=True, help="Write the pages as HTML too.")
@click.option(
    "--attach",
    multiple=True,
    type=click.Choice(["exports", "figures"]),
    help="Put the exports, or figures.csv, inside the PDF.",
)
@click.option("--appendix", is_flag=True, help="Print what each figure stands on.")
@click.option("--strict", is_flag=True, help="Let warnings stop the build.")
@click.option("--timings", is_flag=True, help="Put seconds a step into the manifest.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing unless something is wrong.")
def build(
    pack: Path,
    period: str | None,
    as_of: datetime | None,
    out: Path | None,
    locale: str | None,
    theme: str | None,
    html: bool,
    attach: tuple[str, ...],
    appendix: bool,
    strict: bool,
    timings: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Read the exports of PACK, check them, and write its board pack.

    Paths of the written files go to stdout, everything else to stderr.
    """
    from reportgen.pipeline import Options, build_pack
    from reportgen.problem import counted, describe_all
    from reportgen.threads import one_thread_if_small

    one_thread_if_small(pack)
    options = Options(
        period,
        as_of.date() if as_of else None,
        locale,
        theme,
        out,
        html,
        strict,
        timings,
        attach,
        appendix,
    )

    def tell(step: str) -> None:
        if sys.stderr.isatty() and not quiet:
            click.echo(f"… {step}", err=True)

    built = build_pack(pack, options, tell)
    if built.warnings and not quiet:
        click.echo(describe_all(built.warnings), err=True)
        stand = "it stands" if len(built.warnings) == 1 else "they stand"
        said = f"{counted(len(built.warnings), 'warning')}; {stand} on the data notes page."
        click.echo(said, err=True)
    if built.replaced and not quiet:
        click.echo(built.replaced, err=True)
    if as_json:
        click.echo(
            json.dumps(
                {
                    "files": [str(file) for file in built.files],
                    "pages": built.pages,
                    "warnings": [problem.as_record() for problem in built.warnings],
                    "seconds": built.seconds,
                },
                ensure_ascii=False,
            )
        )
    elif not quiet:
        for file in built.files:
            click.echo(file)
