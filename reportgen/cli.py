"""The command line: verbs are found in commands/, errors become a message and an exit code."""

from __future__ import annotations

import os
import sys
from typing import Any

import click

import reportgen.commands
from reportgen import __version__
from reportgen.errors import InputError, PackError, ReportgenError
from reportgen.members import load_member, member_names

EXIT_CODES = """\b
Exit codes:
  0  done
  1  unexpected failure, or a limit was reached
  2  wrong usage
  3  an export, or a check on it, does not allow a pack; nothing was written
  4  pack.toml, a template or a theme is wrong
  5  the layout proof failed
  75 try again later
"""


class Verbs(click.Group):
    """A group whose commands are the files of commands/, imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of all verbs; a trailing underscore keeps a name off Python's own words."""
        return [name.rstrip("_") for name in member_names(reportgen.commands)]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The verb of that name."""
        for member in member_names(reportgen.commands):
            if member.rstrip("_") == name:
                return load_member(reportgen.commands, member, click.Command)
        return None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Say which verb was probably meant."""
        name = args[0]
        if self.get_command(ctx, name) is None:
            from reportgen.pack import nearest

            ctx.fail(f"There is no command {name!r}. {nearest(name, self.list_commands(ctx))}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a verb; what it raises for a user's mistake becomes a message and an exit code."""
        try:
            return super().invoke(ctx)
        except ReportgenError as error:
            explain(error)
            sys.exit(error.exit_code)


def explain(error: ReportgenError) -> None:
    """Print an error for the person who must act."""
    from reportgen.problem import Severity, counted, describe_all

    if isinstance(error, InputError | PackError) and error.problems:
        errors = [p for p in error.problems if p.severity is Severity.ERROR]
        click.echo(describe_all(error.problems), err=True)
        said = f"{counted(len(errors), 'mistake')}; nothing was written."
        if not errors:
            warnings = counted(len(error.problems), "warning")
            said = f"{warnings}, which --strict takes for mistakes; nothing was written."
        click.secho(said, err=True, bold=True)
    else:
        click.echo(f"Error: {error}", err=True)


@click.group(
    cls=Verbs,
    epilog=EXIT_CODES,
    context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "REPORTGEN"},
)
@click.version_option(__version__, "-V", "--version", message="reportgen %(version)s")
@click.option("--debug", is_flag=True, help="Show a traceback for unexpected failures.")
@click.pass_context
def reportgen_command(ctx: click.Context, debug: bool) -> None:
    """Exports in, board pack out. Refuses to print a number that it cannot defend.

    \b
    reportgen new acme        make a pack to start from
    reportgen check acme      read the exports, list everything that is wrong
    reportgen build acme      write the PDF
    """
    ctx.obj = {"debug": debug}


def main() -> None:
    """Entry point of the command `reportgen`."""
    try:
        reportgen_command(prog_name="reportgen")
    except BrokenPipeError:
        # Whoever read our output has gone; that is no failure of ours to report.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        if "--debug" in sys.argv or os.environ.get("REPORTGEN_DEBUG"):
            raise
        click.echo(
            f"Unexpected failure, a defect of reportgen: {type(error).__name__}: {error}", err=True
        )
        click.echo("Run it again with `reportgen --debug …` and report what it prints.", err=True)
        sys.exit(1)
