"""Composing: pages and the story -> everything that the press needs, as plain values."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from reportgen.errors import PackError
from reportgen.members import load_members
from reportgen.pack import Pack, nearest
from reportgen.problem import Problem
from reportgen.publish import blocks as blocks_folder
from reportgen.publish.block import PARTS, Block, Material, Page
from reportgen.publish.rendering import block_key
from reportgen.publish.sandbox import Call, Sandbox, inspect_template, make_sandbox
from reportgen.publish.theme import Theme
from reportgen.resources import search_path
from reportgen.story.locale import Locale

VALUES = ("t", "document", "page", "pages", "part", "name")


@dataclass(frozen=True)
class Outline:
    """Which pages there are and what each asks for: known before anything is computed."""

    pages: tuple[Page, ...]
    left_out: tuple[Page, ...]
    calls: Mapping[str, tuple[Call, ...]]
    template_folders: tuple[Path, ...]
    shown: frozenset[str] = frozenset()


def outline(
    pack: Pack,
    theme: Theme,
    titles: Mapping[str, str],
    metrics: Sequence[str],
    charts: Sequence[str],
    tables: Sequence[str],
    appendix: bool = False,
) -> Outline:
    """Read the page templates: their order, what they need, and every name that they use.

    appendix  whether pages are printed too that are left out unless they are asked for
    Raises PackError with every unknown page, metric, chart or function, with file and line.
    """
    folders = tuple(search_path(pack.folder, list(theme.folders), "templates"))
    sandbox = make_sandbox(folders)
    names = sorted(
        path.removeprefix("pages/").removesuffix(".html")
        for path in sandbox.list_templates()
        if path.startswith("pages/") and path.endswith(".html")
    )
    wanted = pack.report.pages or names
    problems = [
        Problem(
            str(pack.folder / "pack.toml"),
            f"there is no page {name!r}",
            nearest(name, names),
            column="report.pages",
            value=name,
        )
        for name in wanted
        if name not in names
    ]
    blocks = load_members(blocks_folder, Block)
    pages, calls = [], {}
    if appendix and pack.report.pages is not None:
        asked = [name for name in names if _page(sandbox, name, name).appendix]
        wanted = (*wanted, *(name for name in asked if name not in wanted))
    for name in wanted:
        if name not in names:
            continue
        pages.append(_page(sandbox, name, titles.get(name, name)))
        if pages[-1].part not in PARTS:
            problems.append(_no_part(sandbox, pages[-1]))
        found, wrong = inspect_template(sandbox, f"pages/{name}.html", list(blocks), VALUES)
        problems += wrong
        problems += _unknown_names(found, blocks, metrics, charts)
        calls[name] = tuple(found)
    for template in ("document.html", *(f"parts/{name}.html" for name in blocks)):
        if template in sandbox.list_templates():
            problems += inspect_template(sandbox, template, list(blocks), VALUES)[1]
    if problems:
        raise PackError(problems)
    if pack.report.pages is None:
        pages = [page for page in pages if appendix or not page.appendix]
        pages.sort(key=_place)
    has = [page for page in pages if all(table in tables for table in page.needs)]
    kept = pages if pack.report.pages is not None else has
    left_out = tuple(page for page in pages if page not in kept)
    kept = [replace(page, metrics=_named(calls[page.name], blocks)) for page in kept]
    shown = frozenset[str]().union(*[page.metrics for page in kept])
    return Outline(tuple(kept), left_out, calls, folders, shown)


def _named(calls: Sequence[Call], blocks: Mapping[str, Block]) -> frozenset[str]:
    """Names of the metrics that some blocks show as the pack's own figures."""
    return frozenset(
        name
        for call in calls
        for name in blocks[call.function].shows(*call.arguments, **dict(call.options))
    )


def frame(
    outlined: Outline, theme: Theme, pack: Pack, document: Mapping[str, Any], locale: Locale
) -> dict[str, Any]:
    """What the press needs to know before the first page: a job without its blocks."""
    pressed = theme.press(pack.folder)
    return {
        **pressed,
        "template_folders": [str(folder) for folder in outlined.template_folders],
        "pages": [{"name": page.name, "title": page.title} for page in outlined.pages],
        "functions": list(load_members(blocks_folder, Block)),
        "words": {key: text for key, text in locale.texts.items() if isinstance(text, str)},
        "document": dict(document),
        "css": margins(document, locale.text) + "\n" + pressed["css"],
    }


def compose(
    material: Material,
    outlined: Outline,
    on_page: Callable[[str, Mapping[str, Any]], None] = lambda *_: None,
) -> dict[str, Any]:
    """Prepare every block that the pages ask for; each page is passed on when all of its own are."""
    blocks = load_members(blocks_folder, Block)
    prepared: dict[str, Any] = {}

    def waits(page: Page) -> int:
        return max((blocks[call.function].waits for call in outlined.calls[page.name]), default=0)

    for page in sorted(outlined.pages, key=waits):
        material.page = page
        calls = outlined.calls[page.name]
        # Charts first: they are drawn in another process while everything else is prepared here.
        for call in sorted(
            calls, key=lambda one: (one.function != "chart", blocks[one.function].waits)
        ):
            key = _key(call)
            if key not in prepared:
                block = blocks[call.function]
                prepared[key] = block.prepare(material, *call.arguments, **dict(call.options))
        on_page(page.name, {_key(call): prepared[_key(call)] for call in calls})
    return prepared


def with_drawings(blocks: Mapping[str, Any], drawn: Callable[[int], str]) -> dict[str, Any]:
    """Put drawn pictures where their tokens stand, as images that need no file.

    drawn  gives the SVG of a picture by its number, waiting for it where it must
    """
    import base64

    def placed(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: placed(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [placed(inner) for inner in value]
        if isinstance(value, str) and (match := re.fullmatch(r"picture:(\d+)", value)):
            svg = drawn(int(match[1])).encode()
            return "data:image/svg+xml;base64," + base64.b64encode(svg).decode()
        return value

    return {key: placed(block) for key, block in blocks.items()}


def css_string(text: str) -> str:
    """A text as a CSS string: whatever is not a plain letter or digit is written by its number."""
    return '"' + "".join(c if c.isascii() and c.isalnum() else f"\\{ord(c):x} " for c in text) + '"'


def margins(document: Mapping[str, Any], text: Callable[[str], str]) -> str:
    """What runs in the margins of every page but the cover."""
    title = css_string(f"{document['title']} · {document['period']}")
    page, of = css_string(text("document.page") + " "), css_string(f" {text('document.of')} ")
    return (
        f"@page {{ @top-left {{ content: {css_string(document['company'])} }} "
        f"@top-right {{ content: {title} }} "
        f"@bottom-left {{ content: {css_string(document['confidentiality'])} }} "
        f"@bottom-right {{ content: {page} counter(page) {of} counter(pages) }} }}"
    )


def _key(call: Call) -> str:
    return block_key(call.function, call.arguments, call.options)


def _page(sandbox: Sandbox, name: str, title: str) -> Page:
    assert sandbox.loader is not None
    source = sandbox.loader.get_source(sandbox, f"pages/{name}.html")[0]
    head = re.match(r"\{#(.*?)#\}", source, re.DOTALL)
    facts = dict(re.findall(r"(\w+)\s*=\s*([^;\n]+)", head[1])) if head else {}
    needs = tuple(facts.get("needs", "").replace(",", " ").split())
    order, appendix = int(facts.get("order", "500").strip()), facts.get("appendix", "").strip()
    part = facts.get("part", PARTS[0]).strip()
    return Page(name, title, order, needs, appendix=appendix == "yes", part=part)


def _place(page: Page) -> tuple[int, int, str]:
    """Where a page stands among all when the pack does not say: by its part, then by its order."""
    return PARTS.index(page.part) if page.part in PARTS else 0, page.order, page.name


def _no_part(sandbox: Sandbox, page: Page) -> Problem:
    assert sandbox.loader is not None
    file = str(sandbox.loader.get_source(sandbox, f"pages/{page.name}.html")[1])
    what = f"a pack has no part {page.part!r}"
    return Problem(file, what, nearest(page.part, list(PARTS)), line=1, value=page.part)


def _unknown_names(
    calls: Sequence[Call],
    blocks: Mapping[str, Block],
    metrics: Sequence[str],
    charts: Sequence[str],
) -> list[Problem]:
    problems = []
    for call in calls:
        options = dict(call.options)
        try:
            named = blocks[call.function].metrics(*call.arguments, **options)
        except TypeError as reason:
            problems.append(Problem(call.file, f"{call.function}(): {reason}", line=call.line))
            continue
        for name in named:
            if name not in metrics:
                what = f"there is no metric {name!r}"
                problems.append(
                    Problem(call.file, what, nearest(str(name), list(metrics)), line=call.line)
                )
        if call.function == "chart" and call.arguments and call.arguments[0] not in charts:
            what = f"there is no chart {call.arguments[0]!r}"
            advice = nearest(str(call.arguments[0]), list(charts))
            problems.append(Problem(call.file, what, advice, line=call.line))
    return problems
