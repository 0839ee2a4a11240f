"""What a pack allows, as lines of text by topic: what `list metrics --pack` prints."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reportgen.intake.dataset import read_dataset
from reportgen.measure.allowance import Allowance, allowances
from reportgen.pack import read_pack
from reportgen.period import parse_period
from reportgen.story.locale import Locale, load_locale

MOST_NAMED = 6


def allowed(
    folder: Path, period: str | None, locale_name: str
) -> tuple[list[str], list[dict[str, object]]]:
    """Every metric of a pack: its figure, or what would unlock it; as lines and as records."""
    pack = read_pack(folder)
    locale = load_locale(locale_name, (pack.folder / "locales",))
    wanted = pack.period(period)
    found = allowances(read_dataset(pack, wanted), pack, wanted)
    start, currency = pack.company.fiscal_year_start, pack.company.currency
    lines: list[str] = []
    for topic, members in _by_topic(found, locale):
        lines.append(topic)
        width = max(len(member.metric.name) for member in members)
        lines += [
            f"  {member.metric.name:{width}}  {_line(member, locale, start, currency)}"
            for member in members
        ]
    given = sum(member.given for member in found)
    locked = sum(member.locked for member in found)
    lines += ["", locale.text("allowance.sum", given=given, count=len(found), locked=locked)]
    return lines, [_record(member) for member in found]


def _by_topic(found: Sequence[Allowance], locale: Locale) -> list[tuple[str, list[Allowance]]]:
    """Metrics by topic, in the order of the language file, which is that of the pages."""
    topics: dict[str, list[Allowance]] = {}
    for member in found:
        topics.setdefault(member.metric.topic, []).append(member)
    order = [key.removeprefix("topics.") for key in locale.texts if key.startswith("topics.")]
    named = [topic for topic in order if topic in topics]
    rest = [topic for topic in topics if topic not in order]
    return [(locale.text(f"topics.{topic}"), topics[topic]) for topic in named] + [
        (topic, topics[topic]) for topic in rest
    ]


def _line(member: Allowance, locale: Locale, start: int, currency: str) -> str:
    say, title = locale.text, locale.metric_title(member.metric)
    period = locale.period(parse_period(member.period, start), short=True)
    if member.locked:
        return waiting(member, locale, title)
    if member.groups:
        split = locale.split_name(member.groups)
        return say("allowance.given_in_groups", title=title, split=split, period=period)
    if member.reading.value is None:
        name = member.metric.name
        reason = locale.missing(member.reading.missing or "no_data", name)
        return say("allowance.not_now", title=title, period=period, reason=reason)
    value = locale.reading(member.reading, member.metric.unit, currency)
    return say("allowance.given", title=title, value=value, period=period)


def waiting(member: Allowance, locale: Locale, title: str) -> str:
    """What a metric without any figure needs: exports first, then columns, then words in them."""
    say = locale.text
    if member.lacking:
        tables = locale.listing([f"{table}.csv" for table in member.lacking])
        return say("allowance.needs_table", title=title, tables=tables)
    named = [say("allowance.column", table=t, column=c) for t, c in member.columns]
    named += [say("allowance.value", table=t, column=c, value=v) for t, c, v in member.values]
    if named:
        shown = ", ".join(named[:MOST_NAMED]) + (" …" if len(named) > MOST_NAMED else "")
        return say("allowance.needs_columns", title=title, columns=shown)
    tables = locale.listing([say(f"tables.{table}") for table in member.tables])
    return say("allowance.needs_more", title=title, tables=tables)


def _record(member: Allowance) -> dict[str, object]:
    return {
        "metric": member.metric.name,
        "topic": member.metric.topic,
        "title": member.metric.title,
        "period": member.period,
        "value": member.reading.value,
        "given": member.given,
        "missing_because": member.reading.missing,
        "split_by": member.groups,
        "locked": member.locked,
        "tables": list(member.tables),
        "lacking_tables": list(member.lacking),
        "lacking_columns": [f"{table}.{column}" for table, column in member.columns],
        "lacking_values": [f"{table}.{column} = {word}" for table, column, word in member.values],
    }
