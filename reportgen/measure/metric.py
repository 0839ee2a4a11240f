"""The kind "metric": the words of a figure, declared above the function that computes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from reportgen.measure.books import Books
from reportgen.measure.shape import MONTHS, SPANS, Shape
from reportgen.period import PeriodKind
from reportgen.unit import Direction, Unit

Measure = Callable[[Books], Shape]
PART = "part"


@dataclass(frozen=True)
class Metric:
    """A metric. Its words are its printed definition; the names of its fields say what each is.

    kinds        the windows for which it is given: MONTHS for a state at a month's end, SPANS for
                 anything over a stretch of time
    numerator, denominator   short phrases for the two halves, empty when it has none
    headline     the window in which boards read it when it is not the report period's own: retention
                 is read over twelve months, also in a quarterly report
    example      a worked example in one line, with the numbers that the metric's test asserts
    threshold    key in [thresholds] that sets its warning line
    warn_above, warn_below   the warning line when the pack sets none
    variant      how this pack computes it where definitions differ, said with the pack's choices
    part_units   units of those rows of the split `part` whose unit is not the metric's own
    measures     what it is an amount of, when that is another thing than the metrics of its kind
                 measure (revenue, not gross margin): it is not held against them
    of_few       whether its definition is of a few (the largest customers): its n makes it no sample
    on_lifetime  whether it is in proportion to the customer lifetime, which the pack's cap may cut
    beside       the metric whose figure is printed with this one: alone it would say too much
    change_of    the metric of which it is the change, taken apart; its halves are later and earlier
    factor_units   units of the factors of such a change, whose halves are the factor's own figures
    seasonal     whether holidays move it more than anything else: it is compared with last year
    """

    name: str
    title: str
    abbreviation: str
    topic: str
    unit: Unit
    better: Direction
    definition: str
    why: str
    formula: str
    source: str
    example: str
    measure: Measure
    kinds: tuple[PeriodKind, ...] = SPANS
    headline: PeriodKind | None = None
    numerator: str = ""
    denominator: str = ""
    threshold: str = ""
    warn_above: float | None = None
    warn_below: float | None = None
    variant: Callable[[Books], str] | None = None
    part_units: Mapping[str, Unit] = field(default_factory=dict, hash=False)
    measures: str = ""
    of_few: bool = False
    on_lifetime: bool = False
    beside: str = ""
    change_of: str = ""
    factor_units: Mapping[str, Unit] = field(default_factory=dict, hash=False)
    seasonal: bool = False

    def unit_of(self, split_by: str, split: str) -> Unit:
        """The unit of one of its rows: a term in months may stand beside a flag."""
        return self.part_units.get(split, self.unit) if split_by == PART else self.unit

    @property
    def is_state(self) -> bool:
        """Whether it is a state at a month's end, which stands under its month."""
        return self.kinds == MONTHS


def metric(
    *,
    title: str,
    topic: str,
    unit: Unit,
    better: Direction,
    definition: str,
    why: str,
    formula: str,
    source: str,
    example: str,
    abbreviation: str = "",
    kinds: tuple[PeriodKind, ...] = SPANS,
    headline: PeriodKind | None = None,
    numerator: str = "",
    denominator: str = "",
    threshold: str = "",
    warn_above: float | None = None,
    warn_below: float | None = None,
    variant: Callable[[Books], str] | None = None,
    part_units: Mapping[str, Unit] | None = None,
    measures: str = "",
    of_few: bool = False,
    on_lifetime: bool = False,
    beside: str = "",
    change_of: str = "",
    factor_units: Mapping[str, Unit] | None = None,
    seasonal: bool = False,
) -> Callable[[Measure], Metric]:
    """Declare the function below as the metric of its name."""

    def declare(measure: Measure) -> Metric:
        return Metric(
            name=measure.__name__,
            title=title,
            abbreviation=abbreviation or title,
            topic=topic,
            unit=unit,
            better=better,
            definition=definition,
            why=why,
            formula=formula,
            source=source,
            example=example,
            measure=measure,
            kinds=kinds,
            headline=headline,
            numerator=numerator,
            denominator=denominator,
            threshold=threshold,
            warn_above=warn_above,
            warn_below=warn_below,
            variant=variant,
            part_units=part_units or {},
            measures=measures,
            of_few=of_few,
            on_lifetime=on_lifetime,
            beside=beside,
            change_of=change_of,
            factor_units=factor_units or {},
            seasonal=seasonal,
        )

    return declare
