"""A document set in sections: each page of the pack is laid out as soon as it is there, then all are joined.

Why: the press would otherwise be idle until the last figure is computed. What only the whole document
knows comes at the end: the numbers of pages that others refer to, and what runs in the margins, which is
set on empty frames and put around the pages. A style sheet or a page that asks more of the whole than
that (counters, running elements, left and right pages) is not divisible; it is set in one piece.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from weasyprint import Document

    from reportgen.publish.pictures import Pictures

# How often pages that print page numbers are set anew when their own length changes those numbers.
ROUNDS = 4
REFERENCE = re.compile(r"target-counter\(\s*attr\(\s*href(?:\s+url)?\s*\)\s*,\s*page\s*\)")
LINK = re.compile(r'href="#([^"]+)"')
# What asks for more than the section that it stands in; rules of pages may count pages.
ACROSS = re.compile(
    r"counter|target-|string\(|element\(|running\(|position\s*:\s*fixed|recto|verso"
    r"|(?:break-\w+|page)\s*:\s*(?:left|right)"
)
PAGES = re.compile(r"counter\(\s*pages?\s*\)")
SIDED = re.compile(r":(?:left|right|blank|nth)")
FOOTNOTE = re.compile(r"float\s*:\s*footnote")
FOOTNOTE_CLASS = re.compile(r"\.([\w-]+)\s*\{[^{}]*float\s*:\s*footnote")
MARGINS = [
    *(f"@{side}-{place}" for side in ("top", "bottom") for place in ("left", "center", "right")),
    *(f"@{side}-{place}" for side in ("left", "right") for place in ("top", "middle", "bottom")),
    *(f"@{side}-{place}-corner" for side in ("top", "bottom") for place in ("left", "right")),
]
WITHOUT_MARGINS = (
    "@page { " + " ".join(f"{name} {{ content: none !important }}" for name in MARGINS) + " }"
)
# A page with this class in it begins another one, as a rule: so that its length is guessed right.
NEW_PAGE = "new-page"
# In front of a section that is not the first one, lest its first page be dressed as the cover.
BLANK = "<div></div>"
TURN = '<div style="break-before: page"></div>'


def guess(body: str) -> int:
    """How many pages a section will have, by the pages that it begins itself."""
    return 1 + body.count(NEW_PAGE)


def divisible(css: str) -> bool:
    """Whether pages under this style sheet look the same in sections as in one piece."""
    import tinycss2  # type: ignore[import-untyped]

    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        text = REFERENCE.sub("", rule.serialize())
        if rule.type == "at-rule" and rule.lower_at_keyword == "page":
            if SIDED.search(tinycss2.serialize(rule.prelude)):
                return False
            text = PAGES.sub("", text)
        if ACROSS.search(text):
            return False
    return len(FOOTNOTE.findall(css)) == len(FOOTNOTE_CLASS.findall(css))


def without_margins(css: str) -> str:
    """A style sheet in which nothing runs in the margins of pages.

    Margins that are silenced are computed for every page all the same; those that no rule speaks of are not.
    """
    import tinycss2

    rules, simple = [], True
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if rule.type == "at-rule" and rule.lower_at_keyword == "page" and rule.content is not None:
            parts = tinycss2.parse_blocks_contents(rule.content, True, True)
            kept = [p.serialize() for p in parts if f"@{_keyword(p)}" not in MARGINS]
            rules.append(f"@page {tinycss2.serialize(rule.prelude)} {{ {'; '.join(kept)} }}")
        elif rule.type != "error":
            # What is imported, or holds for one medium only, may speak of margins, too.
            simple = simple and _keyword(rule) in ("", "font-face")
            rules.append(rule.serialize())
    return "\n".join([*rules, *([] if simple else [WITHOUT_MARGINS])])


def _keyword(rule: Any) -> str:
    return rule.lower_at_keyword if rule.type == "at-rule" else ""


class Sections:
    """The sections of one document, added in any order.

    names    all sections, in the order of the document
    css      its style sheet, a divisible one; faces: the fonts' rules
    frame    the document's HTML around the bodies of some sections, by name
    pictures  those of the document
    options  what WeasyPrint needs to open files: base_url, url_fetcher
    """

    def __init__(
        self,
        names: Sequence[str],
        faces: str,
        css: str,
        frame: Callable[[Mapping[str, str]], str],
        fonts: Any,
        pictures: Pictures,
        options: Mapping[str, Any],
    ) -> None:
        from weasyprint import CSS

        from reportgen.publish.lean import ASKS

        self._names = list(names)
        self._frame = frame
        self._fonts = fonts
        self._options = options
        told = REFERENCE.sub("attr(data-page)", css)
        self._css = CSS(string=faces + told, font_config=fonts, **options)
        self._inner_css = CSS(string=without_margins(told), font_config=fonts, **options)
        self._images = pictures.images
        self._named = pictures.named
        self._footnotes = FOOTNOTE_CLASS.findall(css)
        self._asks = re.compile("|".join([ASKS.pattern, "footnote", *self._footnotes]))
        self._lean = not ASKS.search(css)
        self._documents: dict[str, Document] = {}
        self._waiting: dict[str, str] = {}
        self._numbered: dict[str, str] = {}

    def add(self, name: str, body: str) -> None:
        """Lay a section out, or keep it for later when it may print numbers of other pages."""
        named = self._named(body)
        if self.waits(body):
            self._waiting[name] = named
        else:
            self._documents[name] = self._set(name, named)

    def waits(self, body: str) -> bool:
        """Whether a section may print numbers of other pages."""
        return LINK.search(body) is not None

    def footnoted(self, body: str) -> bool:
        """Whether a section has footnotes; they are numbered through the document."""
        return any(re.search(rf'class="[^"]*\b{word}\b', body) for word in self._footnotes)

    def lengths(self) -> dict[str, int]:
        """How many pages each of the sections has that are laid out."""
        return {name: len(self.pages(name)) for name in self._documents}

    def settle(self, others: Mapping[str, int]) -> dict[str, int] | None:
        """Set the sections with page numbers until their own lengths no longer change those.

        others  lengths of the sections that are laid out elsewhere
        Returns the lengths of all; None when the document has to be set in one piece after all.
        """
        lengths = {name: guess(body) for name, body in self._waiting.items()} | dict(others)
        for _ in range(ROUNDS):
            lengths |= self.lengths()
            before = dict(lengths)
            numbers = dict(zip(self._names, self._starts(lengths), strict=True))
            for name, body in self._waiting.items():
                if not set(LINK.findall(body)) <= set(numbers):
                    return None
                numbered = _numbered(body, numbers)
                if self._numbered.get(name) != numbered:
                    self._documents[name] = self._set(name, numbered)
                    self._numbered[name] = numbered
                lengths[name] = len(self.pages(name))
            if lengths == before:
                return lengths
        return None

    def join(self, lengths: Mapping[str, int]) -> Document | None:
        """Our sections as one document, in their order, with the margins that they have in the whole.

        lengths  of all sections. None when they have to be set in one piece after all.
        """
        from weasyprint.formatting_structure.boxes import MarginBox

        frames = self._frames(lengths)
        if len(frames) != sum(lengths.values()):
            return None
        pages = []
        for name, start in zip(self._names, self._starts(lengths), strict=True):
            for page, frame in zip(self.pages(name), frames[start - 1 :], strict=False):
                box, around = page._page_box, frame._page_box
                box.children += tuple(c for c in around.children if isinstance(c, MarginBox))
                pages.append(page)
        return next(iter(self._documents.values())).copy(pages) if pages else None

    def pages(self, name: str) -> list[Any]:
        """The pages of a section; none where it is laid out elsewhere."""
        if name not in self._documents:
            return []
        pages = list(self._documents[name].pages)
        return pages if name == self._names[0] else pages[1:]

    def _starts(self, lengths: Mapping[str, int]) -> list[int]:
        """Numbers of the sections' first pages."""
        first = itertools.accumulate((lengths[name] for name in self._names), initial=1)
        return list(first)[:-1]

    def _set(self, name: str, body: str) -> Document:
        html = self._frame({name: body})
        if name != self._names[0]:
            html = html.replace("<body>", "<body>" + BLANK, 1)
        return self._layout(html, self._inner_css)

    def _frames(self, lengths: Mapping[str, int]) -> list[Any]:
        """Empty pages of all sections, with all that runs in their margins."""
        empty = {name: BLANK + TURN * (lengths[name] - 1) for name in self._names}
        return list(self._layout(self._frame(empty), self._css).pages)

    def _layout(self, html: str, sheet: Any) -> Document:
        from weasyprint import HTML

        from reportgen.publish.lean import LeanHTML

        kind = LeanHTML if self._lean and not self._asks.search(html) else HTML
        return kind(string=html, **self._options).render(
            stylesheets=[sheet], font_config=self._fonts, cache=self._images
        )


def _numbered(body: str, numbers: Mapping[str, int]) -> str:
    """Every link with the number of the page to which it leads."""
    return LINK.sub(lambda link: f'{link[0]} data-page="{numbers[link[1]]}"', body)
