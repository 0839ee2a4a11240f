"""The kind "block": what a page can ask for by a function of its name, e.g. `{{ card("arr") }}`.

A block prepares plain values in the parent; `templates/parts/<name>.html` sets them in the press.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from reportgen.period import PeriodKind

if TYPE_CHECKING:
    from reportgen.intake.dataset import Dataset
    from reportgen.measure.reading import Reading
    from reportgen.story.chart import Chart, Picture
    from reportgen.story.commentary import Commentary
    from reportgen.story.finding import Finding
    from reportgen.story.past import Past
    from reportgen.story.story import Story

Plain = Mapping[str, Any]
# What every board reads, what one may look into, and what the figures mean: the pages in this order.
PARTS = ("body", "depth", "reference")


@dataclass(frozen=True)
class Page:
    """One page of the pack, from its template's first line.

    order  where it stands by default; needs: tables without which it is left out
    metrics  names of the metrics that it asks for
    appendix  whether it is left out unless it is asked for
    part  the group in which it stands by default, one of PARTS
    """

    name: str
    title: str
    order: int
    needs: tuple[str, ...] = ()
    metrics: frozenset[str] = frozenset()
    appendix: bool = False
    part: str = PARTS[0]


@dataclass
class Material:
    """What blocks prepare their values from, and where they leave pictures to be drawn."""

    story: Story
    dataset: Dataset
    charts: Mapping[str, Chart]
    find: Callable[[str], Sequence[Finding]]
    commentary: Commentary
    colours: Mapping[str, str]
    pages: Sequence[Page] = ()
    left_out: Sequence[Page] = ()
    page: Page | None = None
    pictures: list[Picture] = field(default_factory=list)
    on_picture: Callable[[Picture], None] = lambda _: None
    printed: dict[str, None] = field(default_factory=dict)
    past: Past | None = None
    figures: dict[tuple[str, str], Reading] = field(default_factory=dict)

    def findings_in(self, topic: str) -> Sequence[Finding]:
        """The sentences about metrics of a topic, or of all topics when none is named."""
        return self.find(topic) if topic else self.findings

    @cached_property
    def findings(self) -> Sequence[Finding]:
        """The sentences, weightiest first; looked for when the first page asks for them."""
        return self.find("")

    def page_named(self, name: str) -> Page | None:
        """The page of that name, if the pack has it."""
        return next((page for page in self.pages if page.name == name), None)

    def mention(self, metric: str) -> None:
        """Note that a metric is printed, so that its definition is printed too."""
        self.printed[metric] = None

    def show(self, reading: Reading) -> None:
        """Note that a figure is printed large, so that the appendix says what it stands on."""
        self.figures[reading.metric, reading.period] = reading

    def restated(self, reading: Reading) -> bool:
        """Whether the earlier pack gave a figure otherwise; noted as printed when it did."""
        return self.past is not None and self.past.restated(reading)

    def label(self, metric: str) -> str:
        """A metric's name in a card or a row; said with its window where that is not the report's."""
        title = self.story.title(metric)
        trailing = self.story.readings.metrics[metric].headline is PeriodKind.TRAILING
        if trailing and self.story.period.kind is not PeriodKind.YEAR:
            return self.story.locale.text("table.over_twelve_months", title=title)
        return title

    def add(self, picture: Picture) -> str:
        """Queue a picture; returns the token that its drawing replaces."""
        self.pictures.append(picture)
        self.on_picture(picture)
        return f"picture:{len(self.pictures) - 1}"


@dataclass(frozen=True)
class Block:
    """A block: `prepare` returns plain values, a text, or None when there is nothing to show.

    metrics  which of its arguments name metrics, so that misspelt ones are found before computing
    shows    which of them it shows as the pack's own figures, of which findings may speak
    waits    0 for what can be prepared at once, 1 for what reads every metric that is shown, 2 for what
             must know all that is printed: pages are composed in this order, and set meanwhile
    """

    name: str
    prepare: Callable[..., Plain | str | None]
    metrics: Callable[..., Sequence[str]]
    shows: Callable[..., Sequence[str]]
    waits: int = 0


def block(
    metrics: Callable[..., Sequence[str]] = lambda *_, **__: (),
    shows: Callable[..., Sequence[str]] | None = None,
    waits: int = 0,
) -> Callable[[Callable[..., Plain | str | None]], Block]:
    """Declare the function below as the block of its name; it shows what it names if not told."""

    def declare(prepare: Callable[..., Plain | str | None]) -> Block:
        return Block(prepare.__name__, prepare, metrics, shows or metrics, waits)

    return declare
