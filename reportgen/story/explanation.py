"""Explanation: the card of anything that has a name: a metric, a check, a published figure."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.errors import PackError
from reportgen.intake import checks as checks_folder
from reportgen.intake.check import Check
from reportgen.measure import metrics as metrics_folder
from reportgen.measure.benchmark import Benchmark, load_benchmarks
from reportgen.measure.metric import Metric
from reportgen.members import load_member, member_names
from reportgen.pack import nearest, read_pack
from reportgen.problem import Problem, Severity
from reportgen.story.locale import Locale, load_locale
from reportgen.unit import Unit

if TYPE_CHECKING:
    from reportgen.story.worked import Worked


def explain(
    name: str, folder: Path | None, period: str | None, locale_name: str
) -> tuple[list[str], dict[str, object]]:
    """What there is to say of a name, as lines and as a record; a metric with a pack's numbers.

    Raises PackError for a name that nothing has, with the nearest one.
    """
    roots = () if folder is None else (folder,)
    locale = load_locale(locale_name, [root / "locales" for root in roots])
    if name in member_names(metrics_folder):
        metric = load_member(metrics_folder, name, Metric)
        lines, record = metric_card(metric, locale)
        if folder is not None:
            worked = work(metric, folder, period, locale)
            return [*lines, "", *worked.lines()], {**record, **worked.record()}
        return lines, record
    if name in member_names(checks_folder):
        return check_card(load_member(checks_folder, name, Check), locale)
    benchmarks = load_benchmarks(roots)
    chosen = [b for b in benchmarks.values() if name in (b.id, b.figure_id, b.file.stem)]
    if chosen:
        return benchmark_card(name, chosen, locale)
    known = [
        *member_names(metrics_folder),
        *member_names(checks_folder),
        *{b.file.stem: None for b in benchmarks.values()},
        *(b.figure_id for b in benchmarks.values()),
    ]
    near = nearest(name, known)
    advice = near if near.startswith("Did") else "See `reportgen list metrics`, checks, benchmarks."
    what = f"there is no metric, check or benchmark {name!r}"
    raise PackError([Problem("explain", what, advice)])


def work(metric: Metric, folder: Path, period: str | None, locale: Locale) -> Worked:
    """A pack's own numbers of a metric."""
    from reportgen.intake.dataset import read_dataset
    from reportgen.story.worked import Worked

    pack = read_pack(folder)
    wanted = pack.period(period)
    return Worked(metric, read_dataset(pack, wanted), pack, wanted, locale)


def metric_card(metric: Metric, locale: Locale) -> tuple[list[str], dict[str, object]]:
    """Definition, why it matters, formula, unit, which way is good, where it is from."""
    say, words = locale.text, locale.metric_words
    unit = say(
        "explain.money" if metric.unit is Unit.MONEY else f"units.caption.{metric.unit.value}"
    )
    line = ""
    for side, value in (("above", metric.warn_above), ("below", metric.warn_below)):
        if value is not None:
            line = say(f"explain.{side}", value=locale.figure(value, metric.unit, ""))
    facts = {
        "formula": words(metric, "formula"),
        "unit": unit,
        "good": say(f"explain.better.{metric.better.value}"),
        "warning_line": line,
        "example": words(metric, "example"),
        "source": metric.source,
    }
    title = words(metric, "title")
    texts = [words(metric, "definition"), words(metric, "why")]
    record = {"name": metric.name, "title": title, "definition": texts[0], "why": texts[1], **facts}
    return _card(title, metric.name, texts, facts, locale), dict(record)


def check_card(check: Check, locale: Locale) -> tuple[list[str], dict[str, object]]:
    """What must hold, what goes wrong otherwise, and what a finding does."""
    key = f"checks.{check.name}"
    what = locale.text(key) if locale.has(key) else check.what
    effect = locale.text("explain.finding_warns")
    if check.severity is Severity.ERROR and check.waivable:
        waiver = f'[checks.{check.name}] waive = "…"'
        effect = locale.text("explain.finding_stops", waiver=waiver)
    elif check.severity is Severity.ERROR:
        effect = locale.text("explain.finding_stops_always")
    record = {
        "name": check.name,
        "what": what,
        "why": check.why,
        "severity": check.severity.value,
        "waivable": check.waivable,
    }
    facts = {"what": what, "because": check.why}
    return [*_card(check.name, "", [], facts, locale), f"  {effect}"], dict(record)


def benchmark_card(
    name: str, figures: Sequence[Benchmark], locale: Locale
) -> tuple[list[str], dict[str, object]]:
    """A source with its figures: of which year, of whom, how many, in which words."""
    first = figures[0]
    facts = {
        "published": first.publisher,
        "year": str(first.data_year or ""),
        "region": first.region,
        "asked": first.n,
        "source": " ".join(filter(None, (first.where, first.url))),
    }
    lines = _card(first.source, first.file.stem, [], facts, locale)
    for figure in figures:
        shown = "" if figure.value is None else _published(figure, locale)
        cut = figure.cuts.get(locale.name, figure.cut)
        stat = locale.text(f"benchmarks.stat.{figure.stat}")
        said = ", ".join(filter(None, (f"{stat} {shown}" if shown else "", cut)))
        lines += ["", f"{figure.id}  {figure.metric}: {said}"]
        lines += [f"    “{figure.wording}”"] if figure.wording else []
        lines += [f"    {text}" for text in (figure.definition, figure.note) if text]
    keys = ("id", "metric", "stat", "value", "value_to", "unit", "cut", "wording", "definition")
    records = [{key: getattr(figure, key) for key in keys} for figure in figures]
    return lines, {"name": name, "title": first.source, **facts, "figures": records}


def _published(figure: Benchmark, locale: Locale) -> str:
    known = {unit.value: unit for unit in Unit}
    unit = known.get(figure.unit, Unit.MONEY)
    currency = figure.unit if unit is Unit.MONEY else ""
    values = [v for v in (figure.value, figure.value_to) if v is not None]
    return " – ".join(locale.figure(value, unit, currency) for value in values)


def _card(
    title: str, name: str, texts: Sequence[str], facts: dict[str, str], locale: Locale
) -> list[str]:
    labels = {key: locale.text(f"explain.{key}") for key in facts}
    width = max(map(len, labels.values())) + 2
    lines = [f"{title} ({name})" if name else title]
    lines += ["", *texts] if texts else []
    shown = [f"  {labels[key] + ':':{width}}{text}" for key, text in facts.items() if text]
    return [*lines, "", *shown]
