"""A traced figure in a language: from its value down to the rows of the exports, step by step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

from reportgen.errors import PackError
from reportgen.intake.dataset import Dataset, read_dataset
from reportgen.measure.allowance import allowances
from reportgen.measure.books import Books
from reportgen.measure.compute import all_metrics, compute
from reportgen.measure.evidence import JOINT
from reportgen.measure.metric import Metric
from reportgen.measure.reading import Reading
from reportgen.measure.trace import Step, trace
from reportgen.pack import Pack, nearest, read_pack
from reportgen.period import Period, parse_period
from reportgen.problem import Problem
from reportgen.story.allowed import waiting
from reportgen.story.choice import choice_words
from reportgen.story.locale import Locale, load_locale
from reportgen.story.traced_steps import Steps
from reportgen.story.worked import aligned


def traced(
    figure: str,
    folder: Path,
    period: str | None,
    splits: Sequence[str],
    locale_name: str,
    *,
    limit: int,
    verbatim: bool = False,
) -> tuple[list[str], dict[str, object]]:
    """The walk of a figure as lines and as a record.

    figure  a metric's name, or the id of a figure as the appendix prints it: `metric@period`,
            `metric@period:segment=SMB`
    splits  `segment=SMB` each: the group whose figure is meant
    limit   how many rows of each sum are shown; 0 for all of them
    Raises PackError for a metric, period, split or group that does not exist, with the nearest one.
    """
    name, _, rest = figure.partition("@")
    at, _, group = rest.partition(":")
    metrics = all_metrics()
    if name not in metrics:
        advice = nearest(name, list(metrics))
        advice = advice if advice.startswith("Did") else "See `reportgen list metrics`."
        raise PackError([Problem("trace", f"there is no metric {name!r}", advice)])
    pack = read_pack(folder)
    wanted = pack.period(period or at or None)
    dataset = read_dataset(pack, wanted)
    locale = load_locale(locale_name, [folder / "locales"])
    chosen = [*splits, *(group.split(";") if group else [])]
    found = Traced(metrics[name], dataset, pack, wanted, locale, chosen)
    steps = Steps(found.step, found.books, pack, locale, limit, verbatim)
    return [*found.lines(), *steps.lines()], {**found.record(), **steps.record()}


class Traced:
    """One figure of a pack, and the walk behind it."""

    def __init__(
        self,
        metric: Metric,
        dataset: Dataset,
        pack: Pack,
        period: Period,
        locale: Locale,
        splits: Sequence[str],
    ) -> None:
        self.metric, self.pack, self.locale, self.dataset = metric, pack, locale, dataset
        self.period = period
        self.books = Books(dataset, pack, period)
        self.readings = compute(dataset, pack, period, {metric.name: metric}, self.books)
        self.label = self.readings.label(metric.name, period)
        self.group = self._group(splits)
        self.reading: Reading = self.readings.get(metric.name, self.label, *self.group)
        self.step: Step = trace(metric, self.books, self.label, *self.group)

    def _group(self, splits: Sequence[str]) -> tuple[str, str]:
        """split_by and split as figures.csv has them, whatever order they were named in."""
        if not splits:
            return "", ""
        pairs = [text.partition("=") for text in splits]
        known = self.readings.splits(self.metric.name)
        for order in permutations(pairs):
            split_by = JOINT.join(by for by, _, _ in order)
            if split_by not in known:
                continue
            split = JOINT.join(value for _, _, value in order)
            groups = [r.split for r in self.readings.groups(self.metric.name, split_by)]
            if split in groups:
                return split_by, split
            what = f"{self.metric.name} has no group {split!r} of {split_by} in {self.label}"
            raise PackError([Problem("--split", what, _near(split, groups), value=split)])
        asked = JOINT.join(by for by, _, _ in pairs)
        what = f"{self.metric.name} has no split {asked!r}"
        advice = _near(asked, known) if known else "It is given for the company alone."
        raise PackError([Problem("--split", what, advice, value=asked)])

    @property
    def figure_id(self) -> str:
        """How the appendix names it, and how it may be asked for again."""
        return figure_id(self.reading)

    def lines(self) -> list[str]:
        """The figure: value, halves, n, definition, choice, window, and what it waits for."""
        say, metric, reading = self.locale.text, self.metric, self.reading
        when = parse_period(self.label, self.pack.company.fiscal_year_start)
        lines = [
            f"{self.locale.metric_title(metric)} ({self.figure_id})",
            f"{self.pack.company.name}, {self.locale.period(when)}",
        ]
        split_by, split = self.group
        if split_by:
            whose = self.locale.split_value(split_by, split)
            name = self.locale.split_name(split_by)
            lines.append(f"{name[:1].upper()}{name[1:]}: {whose}")
        rows = [[say("explain.value"), self._shown(), _unrounded(reading)]]
        for half in ("numerator", "denominator"):
            value = getattr(reading, half)
            if value is not None:
                words = self.locale.metric_words(metric, half)
                rows.append([say(f"explain.{half}"), plain(self.locale, value), words])
        if reading.n is not None:
            rows.append([say("explain.count"), self.locale.number(reading.n), ""])
        lines += aligned(rows, right={1})
        lines += [f"    {said}" for said in self._missing()]
        lines += ["", f"  {self.locale.metric_words(metric, 'definition')}"]
        definition = self.readings.definitions[metric.name]
        words = choice_words(self.locale, metric.formula, definition)
        lines.append(f"  {say('explain.formula')}: {self.locale.metric_words(metric, 'formula')}")
        if words:
            lines.append(f"  {say('explain.choice')}: {words}")
        return lines

    def _missing(self) -> Iterator[str]:
        reading = self.reading
        if reading.missing:
            yield self.locale.missing_sentence(reading.missing, self.metric.name)
            yield from self._needs()

    def _needs(self) -> list[str]:
        """Which exports or columns a figure waits for that the pack cannot have."""
        named = {self.metric.name: self.metric}
        (allowance,) = allowances(self.dataset, self.pack, self.period, named)
        title = self.locale.metric_title(self.metric)
        return [waiting(allowance, self.locale, title)] if allowance.locked else []

    def _shown(self) -> str:
        unit = self.metric.unit_of(*self.group)
        return self.locale.reading(self.reading, unit, self.pack.company.currency)

    def record(self) -> dict[str, object]:
        """The figure as plain values, numbers unrounded."""
        reading, metric = self.reading, self.metric
        return {
            "figure": self.figure_id,
            "metric": metric.name,
            "title": self.locale.metric_title(metric),
            "period": self.label,
            "split_by": reading.split_by,
            "split": reading.split,
            "value": reading.value,
            "exact": None if reading.exact is None else f"{reading.exact.normalize():f}",
            "shown": self._shown(),
            "unit": metric.unit_of(*self.group).name_in_figures(self.pack.company.currency),
            "numerator": reading.numerator,
            "denominator": reading.denominator,
            "n": reading.n,
            "missing_because": reading.missing,
            "needs": self._needs() if reading.missing else [],
            "definition": self.readings.definitions[metric.name],
            "source": self.readings.sources[metric.name],
        }


def figure_id(reading: Reading) -> str:
    """`cac_payback@2026Q3`, `win_rate@2026Q3:segment=SMB`: the same in every pack and build."""
    if not reading.split_by:
        return f"{reading.metric}@{reading.period}"
    names, values = reading.split_by.split(JOINT), reading.split.split(JOINT)
    pairs = ";".join(f"{by}={value}" for by, value in zip(names, values, strict=False))
    return f"{reading.metric}@{reading.period}:{pairs}"


def plain(locale: Locale, value: Any) -> str:
    """A whole number as it is, a large one to the cent, a small one to four places."""
    from reportgen.story.number import exact

    number = exact(value)
    whole = number == number.to_integral_value()
    return locale.number(number, 0 if whole else 2 if abs(number) >= 100 else 4)


def _unrounded(reading: Reading) -> str:
    if reading.exact is not None:
        return f"{reading.exact.normalize():f}"
    return "" if reading.value is None else repr(reading.value)


def _near(word: str, words: Sequence[str]) -> str:
    return nearest(word, sorted(words))
