"""Pages of a pack whose names are nearly those of shipped ones: meant to go in their place, and do not."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from pathlib import Path

from reportgen.pack import Pack
from reportgen.problem import Problem, Severity
from reportgen.resources import search_path

PAGES = "templates/pages"
LIKE = 0.8


def stray_pages(pack: Pack, themes: Sequence[Path]) -> Iterator[Problem]:
    """A warning for each page of the pack that is named like another page, and not under [report] pages.

    themes  folders of the theme and its parents, in which pages may lie as well
    """
    own, *others = search_path(pack.folder, list(themes), "templates")
    if own != pack.folder / "templates":
        return
    known = {path.stem for folder in others for path in (folder / "pages").glob("*.html")}
    for path in sorted((own / "pages").glob("*.html")):
        name = path.stem
        if name in known or name in (pack.report.pages or ()):
            continue
        near = difflib.get_close_matches(name, sorted(known), n=1, cutoff=LIKE)
        if near and not _is_second(name, near[0]):
            fate = "is not printed" if pack.report.pages is not None else "is printed besides it"
            yield Problem(
                f"{PAGES}/{path.name}",
                f"there is a page {near[0]!r}, and this one does not take its place: {name!r} {fate}",
                f"Did you mean {near[0]}.html? Rename it so. If it is a page of its own, name it in "
                "pages under [report].",
                value=name,
                severity=Severity.WARNING,
            )


def _is_second(name: str, near: str) -> bool:
    """`growth_2`, `growth-sweden` beside `growth`: a page of its own, and meant to be."""
    rest = name.removeprefix(near)
    return rest != name and not rest[:1].isalpha()
