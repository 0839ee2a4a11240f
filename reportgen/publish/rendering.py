"""Rendering: prepared blocks and templates -> HTML, a page of the pack at a time."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from reportgen.publish.sandbox import make_sandbox
from reportgen.resources import shipped

DOCUMENT = "document.html"
# Where a picture would stand that cannot be drawn.
LACKING = "<!-- no picture -->"


class Rendering:
    """The pages of one document.

    job  template_folders, functions, words, document, pages ({"name", "title"}, in their order)
    """

    def __init__(self, job: Mapping[str, Any]) -> None:
        self._pages = {page["name"]: page for page in job["pages"]}
        self._words: Mapping[str, str] = job["words"]
        self._blocks: dict[str, Any] = {}
        self._lacking: list[str] = []
        self._sandbox = make_sandbox([Path(folder) for folder in job["template_folders"]])
        self._sandbox.globals["t"] = self._text()
        self._sandbox.globals["document"] = job["document"]
        self._functions: Sequence[str] = job["functions"]
        for name in self._functions:
            self._sandbox.globals[name] = self._lookup(name)

    @property
    def frame_is_shipped(self) -> bool:
        """Whether the frame around the pages is ours, and not one that a pack or theme brings."""
        found = self._sandbox.get_template(DOCUMENT).filename
        return found is not None and Path(found) == shipped("templates") / DOCUMENT

    def prepare(self) -> None:
        """Compile the templates that the pages use, while nobody has a page to render yet."""
        sources = ""
        for name in self._pages:
            sources += self._compiled(f"pages/{name}.html")
        for name in self._functions:
            if f"{name}(" in sources:
                self._compiled(f"parts/{name}.html")

    def _compiled(self, template: str) -> str:
        # What is wrong with it is said when a page asks for it.
        with contextlib.suppress(Exception):
            assert self._sandbox.loader is not None
            self._sandbox.get_template(template)
            return self._sandbox.loader.get_source(self._sandbox, template)[0]
        return ""

    def page(self, name: str, blocks: Mapping[str, Any]) -> str:
        """The body of a page; every function in its template only looks up what was prepared."""
        self._blocks |= {key: marked(data) for key, data in blocks.items()}
        self._lacking.clear()
        body = self._sandbox.get_template(f"pages/{name}.html").render(page=self._pages[name])
        return told_what_lacks(body, self._lacking)

    def document(self, bodies: Mapping[str, str]) -> str:
        """The frame around the bodies of some of the pages, in their order."""
        pages = [
            {**page, "body": Markup(bodies[name])}
            for name, page in self._pages.items()
            if name in bodies
        ]
        return self._sandbox.get_template(DOCUMENT).render(pages=pages)

    def _text(self) -> Any:
        def t(key: str, **values: object) -> str:
            text = self._words[key]
            # Not str.format: a language file of a pack must not reach into objects.
            return re.sub(r"\{(\w+)\}", lambda m: str(values.get(m[1], m[0])), text)

        t.ours = True  # type: ignore[attr-defined]
        return t

    def _lookup(self, name: str) -> Any:
        def block(*arguments: object, **options: object) -> str:
            data = self._blocks[block_key(name, arguments, tuple(sorted(options.items())))]
            if isinstance(data, str):
                return data
            if name == "chart" and data and data.get("absent"):
                self._lacking.append(data["absent"])
                return Markup(LACKING)
            # What no page promises in its heading is left out in silence.
            if data is None and f"absent.{name}" not in self._words:
                return ""
            part = f"parts/{name if data is not None else 'absent'}.html"
            return Markup(self._sandbox.get_template(part).render(part=data, name=name))

        block.ours = True  # type: ignore[attr-defined]
        return block


def render(job: Mapping[str, Any]) -> str:
    """The whole document of a job that holds all blocks."""
    rendering = Rendering(job)
    names = [page["name"] for page in job["pages"]]
    return rendering.document({name: rendering.page(name, job["blocks"]) for name in names})


def marked(value: Any) -> Any:
    """Fields whose name ends in `_html` hold markup of ours; all others are text to be escaped."""
    if isinstance(value, dict):
        return {
            key: Markup(inner)
            if key.endswith("_html") and isinstance(inner, str)
            else marked(inner)
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [marked(inner) for inner in value]
    return value


def told_what_lacks(body: str, sentences: Sequence[str]) -> str:
    """A page without the places of pictures that cannot be drawn; one that has no other says why."""
    said = (
        ""
        if "<figure" in body or not sentences
        else f'<p class="absent">{escape(sentences[0])}</p>'
    )
    return body.replace(LACKING, said, 1).replace(LACKING, "")


def block_key(
    name: str, arguments: tuple[object, ...], options: tuple[tuple[str, object], ...]
) -> str:
    """The name under which a prepared block travels from the parent to the press."""
    return json.dumps([name, arguments, options], ensure_ascii=False, sort_keys=True)
