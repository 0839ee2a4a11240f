"""Expressions in a commentary: live figures, changes, and assertions that the data must bear out.

Only `figure`, `change` and `expect` are known, with constant arguments. Nothing is evaluated: names
and texts are read from the syntax tree, so that no template or program can hide in a commentary.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from reportgen.measure.reading import Reading
from reportgen.pack import nearest
from reportgen.period import Period, parse_period
from reportgen.unit import Unit

if TYPE_CHECKING:
    from reportgen.story.story import Story

LONGEST = 300
WHERE = ("period", "split_by", "split")
OPTIONS: Mapping[str, tuple[str, ...]] = {
    "figure": (*WHERE, "signed"),
    "change": (*WHERE, "against"),
    "expect": WHERE,
}
RELATIVE = ("previous", "last_year")
FORM = 'Write e.g. {{ figure("net_revenue_retention") }}.'
ASSERTION = re.compile(
    r"\s*(?P<metric>\w+)\s*(?:(?P<sign>>=|<=|>|<)\s*(?P<bound>[-−+]?\d[\d   .,]*)\s*(?P<percent>%?)"
    r"|(?P<turn>rises|falls))\s*"
)
STRAIGHT = str.maketrans("“”„‟’‘", '""""\'\'')


class WrongExpression(Exception):
    """What is wrong with an expression, or with what it asserts; `advice` says what to write."""

    def __init__(self, what: str, advice: str = "") -> None:
        self.what = what
        self.advice = advice
        super().__init__(what)


@dataclass(frozen=True)
class Call:
    """`figure("arr", signed=True)` as it was written: name, first argument, options."""

    name: str
    subject: str
    options: Mapping[str, str | bool]


def told(story: Story, text: str) -> str:
    """The HTML that stands for an expression: a figure, or nothing for an assertion that holds.

    Raises WrongExpression.
    """
    call = read_call(text)
    if call.name == "expect":
        _expect(story, call)
        return ""
    _check_metric(story, call.subject)
    now = _reading(story, call.subject, call, _period(story, call))
    if call.name == "figure":
        shown = story.show(now, signed=bool(call.options.get("signed", False)))
    else:
        shown = _change(story, call, now)
    title = story.locale.text(
        "commentary.figure_title",
        title=story.title(now.metric),
        period=story.locale.period(_period_of(story, now)),
    )
    return (
        f'<span class="figure" data-metric="{escape(now.metric)}" title="{escape(title)}">'
        f"{escape(shown)}</span>"
    )


def read_call(text: str) -> Call:
    """Take an expression apart without evaluating it. Raises WrongExpression."""
    text = text.strip().translate(STRAIGHT)
    if len(text) > LONGEST or "\\" in text:
        raise WrongExpression("this expression is too long, or holds a backslash", FORM)
    try:
        with warnings.catch_warnings():
            # Python's own advice on odd literals is not for the writer of a commentary.
            warnings.simplefilter("ignore")
            node = ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise WrongExpression("this is no expression that is known here", FORM) from None
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
        raise WrongExpression("only figure, change and expect are known here", FORM)
    name = node.func.id
    if name not in OPTIONS:
        raise WrongExpression(f"there is no {name!r} here", nearest(name, list(OPTIONS)))
    if len(node.args) != 1:
        raise WrongExpression(f"{name} takes one text in quotes, then options by name", FORM)
    subject = _constant(node.args[0])
    if not isinstance(subject, str):
        raise WrongExpression(f"{name} takes a text in quotes", FORM)
    options: dict[str, str | bool] = {}
    for keyword in node.keywords:
        if keyword.arg is None or keyword.arg not in OPTIONS[name]:
            advice = nearest(str(keyword.arg), list(OPTIONS[name]))
            raise WrongExpression(f"{name} has no option {keyword.arg!r}", advice)
        value = _constant(keyword.value)
        if isinstance(value, bool) is not (keyword.arg == "signed"):
            wanted = "True or False" if keyword.arg == "signed" else "a text in quotes"
            raise WrongExpression(f"the option {keyword.arg} takes {wanted}")
        options[keyword.arg] = value
    if bool(options.get("split_by")) is not bool(options.get("split")):
        raise WrongExpression(
            "split_by and split belong together", 'split_by="segment", split="SMB"'
        )
    return Call(name, subject.strip(), options)


def _constant(node: ast.expr) -> str | bool:
    if isinstance(node, ast.Constant) and isinstance(node.value, str | bool):
        return node.value
    raise WrongExpression("arguments are texts in quotes, True or False, nothing else", FORM)


def _check_metric(story: Story, name: str) -> None:
    metrics = story.readings.metrics
    if name not in metrics:
        raise WrongExpression(f"there is no metric called {name!r}", nearest(name, list(metrics)))


def _period(story: Story, call: Call) -> Period:
    stated = str(call.options.get("period", ""))
    if not stated:
        return story.period
    if stated in RELATIVE:
        return story.period.previous() if stated == "previous" else story.period.same_last_year()
    try:
        return parse_period(stated, story.pack.company.fiscal_year_start)
    except ValueError as reason:
        raise WrongExpression(str(reason), f"Or one of {', '.join(RELATIVE)}.") from None


def _reading(story: Story, metric: str, call: Call, period: Period) -> Reading:
    """The reading that is asked for; a missing one may not be printed in a sentence."""
    split_by, split = (str(call.options.get(name, "")) for name in ("split_by", "split"))
    readings = story.readings
    if split_by and split_by not in readings.splits(metric):
        what = f"{metric} is not split by {split_by!r}"
        raise WrongExpression(what, nearest(split_by, readings.splits(metric)))
    reading = readings.at(metric, period, split_by, split)
    if split_by and reading.value is None:
        groups = [found.split for found in readings.groups(metric, split_by, period)]
        if split not in groups:
            what = f"{metric} has no {split_by} {split!r} {_when(story, reading)}"
            raise WrongExpression(what, nearest(split, groups))
    if reading.value is None:
        reason = story.locale.missing(reading.missing or "no_data", metric)
        what = f"{metric} has no value {_when(story, reading)}: {reason}"
        raise WrongExpression(what, "Take it out of the text, or choose another period.")
    return reading


def _when(story: Story, reading: Reading) -> str:
    return story.locale.within(_period_of(story, reading))


def _period_of(story: Story, reading: Reading) -> Period:
    return parse_period(reading.period, story.pack.company.fiscal_year_start)


def _change(story: Story, call: Call, now: Reading) -> str:
    against = str(call.options.get("against", "previous"))
    if against not in RELATIVE:
        raise WrongExpression(f"against is {against!r}", nearest(against, list(RELATIVE)))
    period = _period(story, call)
    earlier = period.previous() if against == "previous" else period.same_last_year()
    before = _reading(story, call.subject, call, earlier)
    unit = story.readings.metrics[now.metric].unit_of(now.split_by, now.split)
    shown = story.locale.change(now, before, unit, story.pack.company.currency)
    if not shown:
        raise WrongExpression(f"{now.metric} knows no change, only its value")
    return shown


def _expect(story: Story, call: Call) -> None:
    match = ASSERTION.fullmatch(call.subject)
    if match is None:
        advice = 'Write e.g. "net_revenue_retention > 100 %", or "… rises", "… falls".'
        raise WrongExpression("this assertion cannot be read", advice)
    name = match["metric"]
    _check_metric(story, name)
    # A mistake in the assertion itself is said before one in what it is held against.
    share = story.readings.metrics[name].unit is Unit.SHARE
    bound = None if match["turn"] else _bound(match["bound"], match["percent"], name, share)
    period = _period(story, call)
    now = _reading(story, name, call, period)
    assert now.value is not None
    said = f"{name} is {story.show(now)} {_when(story, now)}"
    if bound is None:
        before = _reading(story, name, call, period.previous())
        assert before.value is not None
        difference = now.value - before.value
        held = difference > 0 if match["turn"] == "rises" else difference < 0
        said += f" after {story.show(before)} {_when(story, before)}"
    else:
        held = {
            ">": now.value > bound,
            "<": now.value < bound,
            ">=": now.value >= bound,
            "<=": now.value <= bound,
        }[match["sign"]]
    if not held:
        hint = " A share is written with %, e.g. > 100 %." if share and (bound or 0) > 10 else ""
        raise WrongExpression(
            f"the text asserts {call.subject!r}, but {said}",
            f"Change the text, or find out why the figure is not what you expect.{hint}",
        )


def _bound(text: str, percent: str, metric: str, share: bool) -> float:
    """The number of an assertion: a point or a comma before decimals, spaces between thousands."""
    digits = re.sub(r"[   ]", "", text).replace("−", "-").rstrip(".,")
    if percent and not share:
        raise WrongExpression(
            f"{metric} is not a share, so % does not fit it", "Write the number in its own unit."
        )
    if re.fullmatch(r"[-+]?[1-9]\d{0,2},\d{3}", digits) or len(re.findall(r"[.,]", digits)) > 1:
        advice = "Write thousands without a mark, decimals with a point."
        raise WrongExpression(f"the number {text.strip()!r} can be read in two ways", advice)
    value = float(digits.replace(",", "."))
    return value / 100 if percent else value
