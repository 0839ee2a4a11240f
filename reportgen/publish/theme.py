"""The kind "theme": colours, fonts and print rules, with parents; a pack's own themes come first.

A theme is a folder `themes/<name>/` with theme.toml, print.css and fonts/. `extends` names a parent, of
which it then only states what differs.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportgen.errors import PackError
from reportgen.pack import nearest
from reportgen.pack_syntax import not_toml
from reportgen.problem import Problem
from reportgen.resources import shipped
from reportgen.story.chart import Dress

COLOURS = ("ink", "muted", "rule", "paper", "tint", "accent", "good", "bad")


@dataclass(frozen=True)
class Theme:
    """A theme with its parents merged in.

    folders   its own folder first, then its parents': where files are looked for
    colours   name -> "#rrggbb"
    font      family of text and charts, one that its font folder holds
    css       print rules, parents' first
    """

    name: str
    folders: tuple[Path, ...]
    colours: Mapping[str, str]
    categories: tuple[str, ...]
    font: str
    heading_font: str
    css: str

    def dress(self) -> Dress:
        """What the charts need of it."""
        c = self.colours
        return Dress(
            font=self.font,
            ink=c["ink"],
            muted=c["muted"],
            rule=c["rule"],
            accent=c["accent"],
            good=c["good"],
            bad=c["bad"],
            categories=self.categories,
        )

    def font_folders(self) -> list[Path]:
        """Folders with font files, own first."""
        return [folder / "fonts" for folder in self.folders if (folder / "fonts").is_dir()]

    def press(self, pack_folder: Path) -> dict[str, Any]:
        """What the press needs of it to warm up: where it may read, its fonts and its rules."""
        folders = [pack_folder, *self.folders, shipped("themes")]
        return {
            "file_folders": [str(folder) for folder in folders],
            "font_folders": [str(folder) for folder in self.font_folders()],
            "base_url": pack_folder.resolve().as_uri() + "/",
            "css": self.variables() + "\n" + self.css,
        }

    def variables(self) -> str:
        """The colours as CSS variables, so that page and charts cannot differ."""
        lines = [f"--{name}: {value};" for name, value in self.colours.items()]
        lines += [f"--category-{n}: {value};" for n, value in enumerate(self.categories, start=1)]
        lines += [f'--text-font: "{self.font}";', f'--heading-font: "{self.heading_font}";']
        return ":root { " + " ".join(lines) + " }"


def load_theme(name: str, pack_folder: Path) -> Theme:
    """Find a theme in the pack, then among the shipped ones, and merge its parents in.

    Raises PackError for an unknown theme, an unknown key, a colour that is none, a missing font.
    """
    chain: list[tuple[Path, dict[str, Any]]] = []
    wanted: str | None = name
    while wanted:
        folder = _find(wanted, pack_folder)
        path = folder / "theme.toml"
        if any(folder == seen for seen, _ in chain):
            raise PackError([Problem(str(path), f"theme {wanted!r} extends itself")])
        content = _read(path)
        chain.append((folder, content))
        wanted = content.get("extends")
    colours: dict[str, str] = {}
    fonts: dict[str, str] = {}
    categories: tuple[str, ...] = ()
    css = []
    for folder, content in reversed(chain):
        colours |= content.get("colour", {})
        fonts |= content.get("font", {})
        categories = tuple(content.get("categories", categories))
        if (folder / "print.css").is_file():
            css.append((folder / "print.css").read_text(encoding="utf-8"))
    problems = list(_colour_problems(chain[0][0] / "theme.toml", colours, categories))
    missing = [key for key in COLOURS if key not in colours]
    if missing or "text" not in fonts:
        what = (
            f"the theme lacks {', '.join([*missing, *([] if 'text' in fonts else ['font.text'])])}"
        )
        problems.append(Problem(str(chain[0][0] / "theme.toml"), what, 'Write extends = "plain".'))
    if problems:
        raise PackError(problems)
    return Theme(
        name,
        tuple(folder for folder, _ in chain),
        colours,
        categories,
        fonts["text"],
        fonts.get("heading", fonts["text"]),
        "\n".join(css),
    )


def theme_names(pack_folder: Path | None = None) -> list[str]:
    """Names of all themes that can be used."""
    roots = [shipped("themes"), *([pack_folder / "themes"] if pack_folder else [])]
    return sorted({path.parent.name for root in roots for path in root.glob("*/theme.toml")})


def _find(name: str, pack_folder: Path) -> Path:
    if re.fullmatch(r"[\w-]+", name):
        for root in (pack_folder / "themes", shipped("themes")):
            if (root / name / "theme.toml").is_file():
                return root / name
    raise PackError(
        [
            Problem(
                str(pack_folder / "pack.toml"),
                f"there is no theme {name!r}",
                nearest(name, theme_names(pack_folder)),
                column="report.theme",
                value=name,
            )
        ]
    )


def _read(path: Path) -> dict[str, Any]:
    text = ""
    try:
        text = path.read_text(encoding="utf-8")
        content = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as reason:
        raise PackError([not_toml(str(path), text, reason)]) from None
    known = ["extends", "colour", "font", "categories"]
    unknown = [key for key in content if key not in known]
    if unknown:
        raise PackError(
            [Problem(str(path), f"unknown key {key!r}", nearest(key, known)) for key in unknown]
        )
    return content


def _colour_problems(
    path: Path, colours: Mapping[str, str], categories: tuple[str, ...]
) -> list[Problem]:
    named = [*colours.items(), *((f"categories {n}", c) for n, c in enumerate(categories, 1))]
    return [
        Problem(
            str(path),
            f"{value!r} is not a colour",
            "Write it as #rrggbb.",
            column=f"colour.{name}",
            value=str(value),
        )
        for name, value in named
        # Colours reach style sheets unescaped, so nothing but this form may pass.
        if not re.fullmatch(r"#[0-9a-fA-F]{6}", str(value))
    ]
