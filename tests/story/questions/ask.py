"""Questions for tests: readings written as a small table, customers beside them."""

from __future__ import annotations

from typing import Any

import polars as pl

from reportgen.intake.dataset import Dataset
from reportgen.story.question import Inquiry, Question, QuestionKind
from tests.story.findings.tell import tell


def inquiry(text: str, customers: pl.DataFrame | None = None, **more: Any) -> Inquiry:
    """What is asked of these readings, and of the customers by name."""
    tables = {} if customers is None else {"customers": customers}
    return Inquiry(tell(text, known={}, **more), Dataset(tables, (), {}))


def ask(
    kind: QuestionKind, text: str, customers: pl.DataFrame | None = None, **more: Any
) -> list[Question]:
    """What one kind asks."""
    return list(kind.ask(inquiry(text, customers, **more)))


def plain(text: str) -> str:
    """The text with common spaces."""
    return text.replace("\xa0", " ")


def facts(question: Question) -> dict[str, str]:
    """The figures behind a question."""
    return {plain(fact.label): plain(fact.value) for fact in question.facts}
