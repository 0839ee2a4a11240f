"""What a board would ask of these figures, with the figures beside and the page that holds more."""

from __future__ import annotations

from typing import Any

from reportgen.publish.block import Material, Page, block
from reportgen.story.question import Inquiry, Question, all_questions

# Pages that show a little of everything, or only the figures that stand beside the question.
NO_PAGE_OF_ITS_OWN = ("summary", "contents", "cover")


@block(waits=1)
def board_questions(material: Material, most: int = 8) -> dict[str, Any] | None:
    """Values of parts/board_questions.html: the weightiest questions, at most so many."""
    asked = all_questions(Inquiry(material.story, material.dataset))[:most]
    if not asked:
        return None
    return {
        "questions": [
            {
                "text": one.text,
                "facts": [{"label": fact.label, "value": fact.value} for fact in one.facts],
                "page": page.name if (page := _page(material, one)) else "",
                "title": page.title if page else "",
            }
            for one in asked
        ]
    }


def _page(material: Material, asked: Question) -> Page | None:
    """The first page that shows the question's main metric; of another of its metrics, if none does.

    A question about customers by name leads only to where they stand by name.
    """
    own = material.page.name if material.page else ""
    pages = [page for page in material.pages if page.name not in (*NO_PAGE_OF_ITS_OWN, own)]
    for metric in asked.metrics if asked.stands is None else asked.stands:
        for page in pages:
            if metric in page.metrics:
                return page
    return None
