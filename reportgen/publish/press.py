"""The press: a child process, limited in time and memory, that renders templates and sets the PDF.

Why a child: templates and themes may come from strangers, and native libraries may crash. Whatever
happens in here is an answer or an error message in the parent, and the file that it writes is not yet the
one that anybody reads: the parent checks it first and renames it then.

Runs as `python -m reportgen.publish.press`: reads the theme as a line of JSON on standard input, warms up
with it while the parent still computes, then reads one job as a line of JSON and answers with one.
"""

from __future__ import annotations

import contextlib
import gc
import json
import logging
import os
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

MEMORY_LIMIT = 3 * 1024**3
WARM_UP = """<html lang="en"><title>-</title><h1>H</h1>
<p class="lead">Text <strong>bold</strong> <em>more</em></p>
<div class="cards"><div class="card"><p>12</p></div></div>
<table><thead><tr><th scope="col">A</th></tr></thead>
<tbody><tr><td class="number">1</td></tr></tbody></table>
<figure><img alt="i" src="data:image/svg+xml,
<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><text x='1' y='8'>a</text></svg>">
</figure></html>"""
PDF_VARIANT = "pdf/ua-1"


# Where a picture would stand that cannot be drawn.
LACKING = "<!-- no picture -->"


class Kept(logging.Handler):
    """Keeps what the libraries complain about, so that silence can be required."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one line."""
        line = record.getMessage()
        if line not in self.lines:
            self.lines.append(line)


def marked(value: Any) -> Any:
    """Fields whose name ends in `_html` hold markup of ours; all others are text to be escaped."""
    from markupsafe import Markup

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


def render(job: Mapping[str, Any]) -> str:
    """Render the document template with its pages; every function only looks up what was prepared."""
    from markupsafe import Markup

    from reportgen.publish.sandbox import make_sandbox

    sandbox = make_sandbox([Path(folder) for folder in job["template_folders"]])
    words: Mapping[str, str] = job["words"]
    blocks = {key: marked(data) for key, data in job["blocks"].items()}

    def t(key: str, **values: object) -> str:
        text = words[key]
        # Not str.format: a language file of a pack must not reach into objects.
        return re.sub(r"\{(\w+)\}", lambda m: str(values.get(m[1], m[0])), text)

    t.ours = True  # type: ignore[attr-defined]
    sandbox.globals["t"] = t
    sandbox.globals["document"] = job["document"]

    def lookup(name: str) -> Any:
        def block(*arguments: object, **options: object) -> str:
            data = blocks[block_key(name, arguments, tuple(sorted(options.items())))]
            if isinstance(data, str):
                return data
            if name == "chart" and data and data.get("absent"):
                lacking.append(data["absent"])
                return Markup(LACKING)
            # What no page promises in its heading is left out in silence.
            if data is None and f"absent.{name}" not in words:
                return ""
            template = sandbox.get_template(f"parts/{name if data is not None else 'absent'}.html")
            return Markup(template.render(part=data, name=name))

        block.ours = True  # type: ignore[attr-defined]
        return block

    lacking: list[str] = []
    for name in job["functions"]:
        sandbox.globals[name] = lookup(name)
    pages = []
    for page in job["pages"]:
        lacking.clear()
        body = sandbox.get_template(f"pages/{page['name']}.html").render(page=page)
        pages.append({**page, "body": Markup(told_what_lacks(body, lacking))})
    return sandbox.get_template("document.html").render(pages=pages)


def told_what_lacks(body: str, sentences: Sequence[str]) -> str:
    """A page without the places of pictures that cannot be drawn; one that has no other says why."""
    from markupsafe import escape

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


def set_pdf(html: str, job: Mapping[str, Any]) -> dict[str, Any]:
    """Set the PDF into the job's file and tell what came out."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError

    from reportgen.publish.fetcher import FolderFetcher
    from reportgen.publish.fonts import font_faces

    kept = Kept()
    for name in ("weasyprint", "fontTools"):
        logger = logging.getLogger(name)
        logger.handlers = [kept]
        logger.propagate = False
        logger.setLevel(logging.WARNING)
    fetcher = FolderFetcher([Path(folder) for folder in job["file_folders"]])
    fonts = FontConfiguration()
    faces = font_faces([Path(folder) for folder in job["font_folders"]])
    # Collecting garbage in the middle of layout doubles its time; the process ends soon anyway.
    gc.disable()
    try:
        sheet = CSS(
            string=faces + job["css"],
            url_fetcher=fetcher,
            font_config=fonts,
            base_url=job["base_url"],
        )
        document = HTML(string=html, base_url=job["base_url"], url_fetcher=fetcher).render(
            stylesheets=[sheet], font_config=fonts
        )
        document.write_pdf(job["pdf"], pdf_variant=PDF_VARIANT)
    except FatalURLFetchingError:
        # What was refused is told with the file that asks for it.
        return {"refused": fetcher.refused}
    bookmarks = document.make_bookmark_tree()
    return {
        "pages": len(document.pages),
        "bookmarks": [[label, target[0] + 1] for label, target, _, _ in bookmarks],
        "log": kept.lines,
        "refused": fetcher.refused,
    }


def work(job: Mapping[str, Any]) -> dict[str, Any]:
    """Do one job; a failure is an answer with the key `error` and where it happened."""
    from reportgen.publish.sandbox import load_problem

    try:
        html = render(job)
    except Exception as error:
        problem = load_problem(error, [Path(folder) for folder in job["template_folders"]])
        return {"error": problem.as_record()}
    try:
        answer = set_pdf(html, job)
    except OSError as reason:
        return {"limit": reason.strerror or str(reason)}
    except MemoryError:
        return {"limit": f"it needed more than {MEMORY_LIMIT // 1024**3} GB of memory"}
    except BaseException as error:
        return {"error": {"file": "document.html", "what": f"{type(error).__name__}: {error}"}}
    return {**answer, "html": html}


def warm_up(line: str) -> None:
    """Set a page that nobody sees: fonts, shaping, tables and images are then ready for the real one.

    Whatever is wrong with the theme is said by the real job, with the page where it shows.
    """
    if not line.strip():
        return
    with contextlib.suppress(Exception):
        set_pdf(WARM_UP, {**json.loads(line), "pdf": os.devnull})


def main() -> None:
    """Import what is heavy while the parent still reads exports, then wait for the job."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # A stray print of a library must not end up among the answers.
    import weasyprint  # noqa: F401

    import reportgen.publish.fetcher
    import reportgen.publish.sandbox  # noqa: F401

    warm_up(sys.stdin.readline())
    line = sys.stdin.readline()
    if line:
        answers.write(json.dumps(work(json.loads(line)), ensure_ascii=False) + "\n")
        answers.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
