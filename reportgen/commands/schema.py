"""`reportgen schema`."""

from __future__ import annotations

import json

import click


@click.command(short_help="Print the JSON Schema of pack.toml, for editors.")
def schema() -> None:
    """Print the JSON Schema of pack.toml.

    Save it beside pack.toml and put `#:schema ./pack.schema.json` on its first line: editors then
    complete keys and mark mistakes.
    """
    from reportgen.pack import PackFile

    content = PackFile.model_json_schema()
    content["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    content["title"] = "pack.toml of reportgen"
    click.echo(json.dumps(content, ensure_ascii=False, indent=2))
