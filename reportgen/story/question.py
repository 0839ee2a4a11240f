"""The kind "question": what a board would ask of these figures, with the figures that it asks about.

A question names no cause and holds no figure that no export holds: it says what the figures say and
asks for what they cannot know.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from reportgen.intake.dataset import Dataset
from reportgen.measure.reading import Reading
from reportgen.members import load_members
from reportgen.story import questions as questions_folder
from reportgen.story.customer import Customer, customers_of
from reportgen.story.story import Story

# Of one kind no more than so many, or eight segments would ask the same thing.
MOST_OF_A_KIND = 2


@dataclass(frozen=True)
class Fact:
    """A figure behind a question: what it is, and the figure as it is printed."""

    label: str
    value: str


@dataclass(frozen=True)
class Question:
    """One question, with the figures behind it.

    metrics  the metrics that it is about, the main one first: a page that shows one holds more
    weight   larger is asked earlier; comparable between kinds (1.0 = worth a board's minute)
    about    the group or the customer that it is about, if it is about one
    stands   the metrics whose pages hold what it names, where those of `metrics` do not
    """

    kind: str
    metrics: tuple[str, ...]
    text: str
    facts: tuple[Fact, ...]
    weight: float
    about: str = ""
    stands: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Inquiry:
    """What questions are asked of: the story, and the customers behind its figures."""

    story: Story
    dataset: Dataset

    @cached_property
    def customers(self) -> dict[str, Customer]:
        """Names and contracts by the customer's id, as far as the exports have them."""
        return customers_of(self.dataset)

    def name(self, customer: str) -> str:
        """A customer's name, its id where the exports have no other."""
        found = self.customers.get(customer)
        return found.name if found else customer

    def shows(self, metric: str) -> bool:
        """Whether a page shows a metric."""
        return self.story.shown is None or metric in self.story.shown

    def fact(self, reading: Reading, label: str = "") -> Fact:
        """A reading as a fact; under its title and its period when nothing else is said."""
        story = self.story
        label = label or story.title(reading.metric)
        small = story.pack.definitions.small_n
        value = story.show(reading, short=True)
        if reading.value is not None and reading.exact is None and reading.n is not None:
            value += f" (n = {story.locale.number(reading.n)})" if reading.n < small else ""
        return Fact(label, value)


@dataclass(frozen=True)
class QuestionKind:
    """A rule that makes questions of figures."""

    name: str
    ask: Callable[[Inquiry], Iterable[Question]]


def question(ask: Callable[[Inquiry], Iterable[Question]]) -> QuestionKind:
    """Declare the function below as the kind of question of its name."""
    return QuestionKind(ask.__name__, ask)


def all_questions(inquiry: Inquiry) -> list[Question]:
    """What all kinds ask, the weightiest first: one about each metric, two of each kind at most."""
    asked = [
        one
        for kind in load_members(questions_folder, QuestionKind).values()
        for one in kind.ask(inquiry)
    ]
    order = {name: number for number, name in enumerate(inquiry.story.readings.metrics)}
    asked.sort(key=lambda one: (-round(one.weight, 9), order[one.metrics[0]], one.kind, one.about))
    kinds: Counter[str] = Counter()
    told: set[str] = set()
    kept = []
    for one in asked:
        if one.metrics[0] in told or kinds[one.kind] >= MOST_OF_A_KIND:
            continue
        told.add(one.metrics[0])
        kinds[one.kind] += 1
        kept.append(one)
    return kept
