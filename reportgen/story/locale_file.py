"""The file of a language: tables of texts, read as one text for each dotted key."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from reportgen.errors import PackError
from reportgen.pack_syntax import not_toml


def read_texts(path: Path) -> dict[str, Any]:
    """The texts of a language by dotted key; PackError where the file is no TOML."""
    text = ""
    try:
        text = path.read_text(encoding="utf-8")
        content = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as reason:
        raise PackError([not_toml(str(path), text, reason)]) from None
    return dict(_flat(content, ""))


def _flat(table: Mapping[str, Any], prefix: str) -> Iterable[tuple[str, Any]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value
