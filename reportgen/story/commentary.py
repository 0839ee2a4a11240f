"""Commentary: the writer's own words about pages, with figures that come from the data.

commentary.md has one `## page` section for each page that is written about. Its Markdown becomes
HTML without raw HTML and pictures, with links to the web and to mail addresses only. Figures are
live (`reportgen.story.expression`); a number that the writer typed is pointed out, since it stays
when the data move.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from reportgen.errors import ReportgenError
from reportgen.pack import nearest
from reportgen.problem import Problem, Severity
from reportgen.resources import search_path
from reportgen.story.expression import WrongExpression, told
from reportgen.story.story import Story

LONGEST = 200_000
EXPRESSION = re.compile(r"\{\{([^\n]*?)\}\}")
# Private-use characters mark where a figure goes; the text itself can hold none.
OPEN, CLOSE = "\ue000", "\ue001"
ENCODED = "%EE%80%80"
MARK = re.compile(f"{OPEN}(\\d+){CLOSE}")
SECTION = re.compile(r"##[ \t]+(.+?)[ \t]*#*[ \t]*")
LINK = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
LINE_BREAKS = ("softbreak", "hardbreak")

MONTHS = "jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec"
NOT_FIGURES = re.compile(
    r"\b\d{4}[ -]?Q[1-4]\b|\b[QHK][1-4]\b(?:[ -]?\d{4}(?:/\d{2})?)?"
    r"|\b(?:FY|TTM|YTD|R12) ?\d{4}(?:-\d{2})?|\bR12\b"
    r"|\b\d{4}-\d{2}(?:-\d{2})?\b|\b(?:19|20)\d{2}[/–-](?:\d{4}|\d{2})\b"
    r"|\b(?:kvartal|quarter) [1-4]\b|\b\d+(?:st|nd|rd|th|:[ae])\b|\(\d{1,2}\)"
    rf"|\b\d{{1,2}}\.? (?:{MONTHS})[a-z]*"
    r"|(?<![\w.,+−-])(?:19|20)\d{2}(?![\d%]|[.,]\d|[   ]?%|[   ]\d{3}\b)",
    re.IGNORECASE,
)
NUMBER = re.compile(r"(?<![\w])[-+−]?(?:\d{1,3}(?:[   ]\d{3})+|\d+)(?:[.,]\d+)*(?:[   ]?%)?")


@dataclass(frozen=True)
class Commentary:
    """Safe HTML by page, the mistakes that stop a build, and what is only pointed out."""

    sections: Mapping[str, Markup] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()

    def html(self, page: str) -> Markup:
        """What was written about a page; nothing when nothing was."""
        return self.sections.get(page, Markup(""))


@dataclass
class _Desk:
    """Where mistakes and warnings are gathered while a file is read."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def wrong(self, what: str, line: int, value: str = "", advice: str = "") -> None:
        self.problems.append(Problem(self.file, what, advice, line=line, value=value))

    def warn(self, what: str, line: int, value: str, advice: str = "") -> None:
        self.warnings.append(
            Problem(self.file, what, advice, line, value=value, severity=Severity.WARNING)
        )


def read_commentary(
    story: Story, text: str, shown_path: str, pages: Sequence[str] | None = None
) -> Commentary:
    """Read a commentary.md; every mistake in it is in `problems`, and stops the build.

    pages   the pages that are shown; a section of another page that there is waits for its page
    """
    desk = _Desk(shown_path)
    if len(text) > LONGEST:
        desk.wrong(f"a commentary has at most {LONGEST} characters", 1)
        return Commentary(problems=tuple(desk.problems))
    known = [*(pages or ()), *_page_names(story)]
    shown = known if pages is None else list(pages)
    markdown = _markdown()
    sections: dict[str, Markup] = {}
    for name, first, body in _sections(_clean(text, desk), desk):
        page = name if name in known else name.replace("-", "_")
        if known and page not in known:
            desk.wrong(f"there is no page called {name!r}", first - 1, name, nearest(name, known))
        if page in sections:
            desk.wrong(f"the page {name!r} has two sections", first - 1, name)
        if page in known and page not in shown:
            continue
        sections[page] = _section(story, body, first, markdown, desk)
    problems = tuple(sorted(desk.problems, key=lambda problem: problem.line or 0))
    return Commentary(sections, problems, tuple(desk.warnings))


def _page_names(story: Story) -> list[str]:
    try:
        folders = search_path(story.pack.folder, [], "templates")
    except ReportgenError:
        folders = []
    found = {path.stem for folder in folders for path in (folder / "pages").glob("*.html")}
    return sorted({*found, *(story.pack.report.pages or ())})


def _clean(text: str, desk: _Desk) -> str:
    """Without characters that nobody sees: controls, marks that turn the direction, private use."""
    lines = []
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff")), start=1):
        unseen = [c for c in line if c != "\t" and unicodedata.category(c) in ("Cc", "Cf", "Co")]
        # A soft hyphen is a wish about line breaks, not a disguise.
        if hidden := [c for c in unseen if c != "\xad"]:
            codes = ", ".join(f"U+{ord(c):04X}" for c in dict.fromkeys(hidden))
            desk.warn("characters that cannot be seen were left out", number, codes)
        lines.append("".join(c for c in line if c not in hidden))
    return "\n".join(lines)


def _sections(text: str, desk: _Desk) -> Iterator[tuple[str, int, str]]:
    """Name, number of the first line, and body of each section; code blocks hold no headings."""
    name, first, body = "", 1, list[str]()
    fence = ""
    for number, line in enumerate(text.split("\n"), start=1):
        if mark := re.match(r" {0,3}(`{3,}|~{3,})", line):
            fence = "" if fence and mark[1].startswith(fence) else fence or mark[1]
        match = None if fence else SECTION.fullmatch(line)
        if match is None:
            body.append(line)
            continue
        yield from _finished(name, first, body, desk)
        name, first, body = match[1], number + 1, []
    yield from _finished(name, first, body, desk)


def _finished(
    name: str, first: int, body: list[str], desk: _Desk
) -> Iterator[tuple[str, int, str]]:
    if name:
        yield name, first, "\n".join(body)
        return
    for number, line in enumerate(body, start=first):
        # A title of the file is for its writer.
        if line.strip() and not re.match(r"# ", line):
            advice = "Begin with ## and the name of the page that the text is for."
            desk.wrong("this stands before the first section", number, line.strip(), advice)
            return


def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
    markdown.validateLink = lambda url: bool(LINK.match(url))  # type: ignore[method-assign]
    return markdown


def _section(story: Story, body: str, first: int, markdown: MarkdownIt, desk: _Desk) -> Markup:
    figures: list[str] = []

    def replaced(match: re.Match[str]) -> str:
        line = first + body.count("\n", 0, match.start())
        try:
            figures.append(told(story, match[1]))
        except WrongExpression as wrong:
            desk.wrong(wrong.what, line, match[0], wrong.advice)
            figures.append("")
        return f"{OPEN}{len(figures) - 1}{CLOSE}"

    marked = EXPRESSION.sub(replaced, body)
    for number, row in enumerate(marked.split("\n"), start=first):
        if "{{" in row or "}}" in row:
            advice = "An expression begins with {{ and ends with }} on the same line."
            desk.wrong("this expression is not whole", number, row.strip(), advice)
    tokens = markdown.parse(marked)
    for token, line in _texts(tokens, first):
        unseen = " ".join([*(str(value) for value in token.attrs.values()), token.info])
        if OPEN in unseen or ENCODED in unseen:
            desk.wrong("a figure cannot stand in the address or title of a link", line)
        if token.type in ("text", "code_inline", "code_block", "fence"):
            _point_out_numbers(token.content, line, desk)
    html = markdown.renderer.render(tokens, markdown.options, {})
    html = MARK.sub(lambda match: figures[int(match[1])], html)
    return Markup(re.sub(r"<p>\s*</p>\n?", "", html))


def _texts(tokens: Sequence[Token], first: int) -> Iterator[tuple[Token, int]]:
    """Tokens that are printed, each with its line; headings keep below those of the page."""
    for token in tokens:
        line = first + (token.map[0] if token.map else 0)
        if token.tag in ("h1", "h2"):
            token.tag = "h3"
        if not token.children:
            yield token, line
            continue
        for child in token.children:
            yield child, line
            line += child.type in LINE_BREAKS


def _point_out_numbers(text: str, line: int, desk: _Desk) -> None:
    plain = NOT_FIGURES.sub(" ", MARK.sub(" ", text))
    for match in NUMBER.finditer(plain):
        desk.warn(
            "this number is not bound to a figure",
            line + plain.count("\n", 0, match.start()),
            match[0].strip(),
            'It stays when the data change. Use {{ figure("…") }}, or let it be what it is.',
        )
