"""Templates that cannot do harm: a sandbox that sees plain values and our own functions, nothing else.

Why: templates and themes come from agencies and clients. Parsing happens in the parent, which finds every
forbidden construct and every misspelt name with file and line; rendering happens in a limited child.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError, nodes
from jinja2.environment import Environment
from jinja2.runtime import Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from reportgen.problem import Problem, nearest

FILTERS = ("length", "default", "items", "first", "last", "join", "upper", "lower", "trim", "list")
TESTS = ("defined", "none", "odd", "even", "equalto", "string", "number", "mapping", "sequence")


@dataclass(frozen=True)
class Call:
    """One call of one of our functions in a template, with constant arguments."""

    function: str
    arguments: tuple[Any, ...]
    options: tuple[tuple[str, Any], ...]
    file: str
    line: int


class OneOfOurFolders(FileSystemLoader):
    """Serves only *.html that really lie inside the template folders: no symlink leads out."""

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """Read a template; anything else is not found."""
        if not re.fullmatch(r"[\w/-]+\.html", template):
            raise TemplateNotFound(template)
        source, filename, uptodate = super().get_source(environment, template)
        real = Path(filename).resolve()
        if not any(real.is_relative_to(Path(folder).resolve()) for folder in self.searchpath):
            raise TemplateNotFound(template)
        return source, filename, uptodate


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja without reach: only functions marked as ours, and macros, can be called."""

    def is_safe_callable(self, obj: Any) -> bool:
        """Whether a template may call this object."""
        return isinstance(obj, Macro) or getattr(obj, "ours", False) is True


def make_sandbox(folders: Sequence[Path]) -> Sandbox:
    """An environment over template folders, first one first; undefined names are errors."""
    sandbox = Sandbox(
        loader=OneOfOurFolders([str(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    sandbox.globals.clear()
    sandbox.filters = {name: sandbox.filters[name] for name in FILTERS}
    sandbox.tests = {name: sandbox.tests[name] for name in TESTS}
    return sandbox


class Nodes:
    """All nodes of a template, walked once: most templates are asked about a dozen kinds of them."""

    def __init__(self, tree: nodes.Template) -> None:
        self._nodes = list(tree.find_all(nodes.Node))

    def of(self, *kinds: type[nodes.Node]) -> Iterator[Any]:
        """Those of some kinds, in their order."""
        return (node for node in self._nodes if isinstance(node, kinds))


def inspect_template(
    sandbox: Sandbox,
    name: str,
    functions: Sequence[str],
    values: Sequence[str],
    *,
    within: tuple[str, ...] = (),
) -> tuple[list[Call], list[Problem]]:
    """Every call of our functions in a template (and what it includes), and what is wrong with it.

    functions  names that may be called; values  further names that may stand in it
    within     the templates that include this one, the outermost first
    """
    calls: list[Call] = []
    problems: list[Problem] = []
    try:
        source, path, _ = sandbox.loader.get_source(sandbox, name)  # type: ignore[union-attr]
        filename = str(path)
    except TemplateNotFound:
        known = [path.removesuffix(".html") for path in sandbox.list_templates()]
        what = f"there is no template {name}"
        return [], [Problem(name, what, nearest(name.removesuffix(".html"), known))]
    except UnicodeDecodeError as reason:
        return [], [Problem(name, f"the template is not UTF-8: {reason}")]
    try:
        tree = sandbox.parse(source, name, filename)
    except TemplateSyntaxError as reason:
        return [], [Problem(filename, str(reason.message), line=reason.lineno)]
    every = Nodes(tree)
    for line, what, advice in _forbidden(every, source):
        problems.append(Problem(filename, what, advice, line=line))
    known_names = {*functions, *values, *_assigned(every), "loop", "caller"}
    for node in every.of(nodes.Name):
        if node.ctx == "load" and node.name not in known_names:
            advice = nearest(node.name, [*functions, *values])
            problems.append(
                Problem(filename, f"unknown name {node.name!r}", advice, line=node.lineno)
            )
    for call in every.of(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in functions:
            found = _call(call, filename)
            if isinstance(found, Problem):
                problems.append(found)
            else:
                calls.append(found)
    for reference in every.of(nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends):
        target = reference.template
        if isinstance(target, nodes.Const) and isinstance(target.value, str):
            inner = target.value
            if what := _why_not(sandbox, inner, (*within, name)):
                known = [path for path in sandbox.list_templates() if path.endswith(".html")]
                advice = nearest(inner, known) if what.startswith("there") else "Leave it out."
                problems.append(Problem(filename, what, advice, line=reference.lineno, value=inner))
                continue
            more, wrong = inspect_template(
                sandbox, inner, functions, values, within=(*within, name)
            )
            calls += more
            problems += wrong
    return calls, problems


def _why_not(sandbox: Sandbox, inner: str, outer: tuple[str, ...]) -> str:
    """Why a template cannot be included; empty when it can."""
    if inner in outer:
        return f"the template includes {inner}, which includes it in turn"
    try:
        sandbox.loader.get_source(sandbox, inner)  # type: ignore[union-attr]
    except TemplateNotFound:
        return f"there is no template {inner!r} to include"
    except UnicodeDecodeError:
        return ""
    return ""


def load_problem(error: Exception, folders: Sequence[Path]) -> Problem:
    """An error while rendering, placed at the template's line where it arose."""
    import traceback

    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if any(Path(frame.filename).is_relative_to(folder) for folder in folders):
            return Problem(frame.filename, _sentence(error), line=frame.lineno)
    return Problem("templates", _sentence(error))


def _sentence(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "the template calls itself without end"
    return f"{type(error).__name__}: {error}"


def _forbidden(every: Nodes, source: str) -> Iterator[tuple[int, str, str]]:
    for node in every.of(nodes.Filter):
        if node.name not in FILTERS:
            yield (
                node.lineno,
                f"the filter {node.name!r} is not allowed",
                f"Known: {', '.join(FILTERS)}.",
            )
    for modifier in every.of(nodes.ScopedEvalContextModifier, nodes.EvalContextModifier):
        yield modifier.lineno, "autoescape cannot be changed", "Leave it out."
    for reference in every.of(nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends):
        if not isinstance(reference.template, nodes.Const):
            yield (
                reference.lineno,
                "a template's name must be written out",
                'Write {% include "parts/x.html" %}.',
            )
    for attribute in every.of(nodes.Getattr):
        if attribute.attr.startswith("_"):
            yield attribute.lineno, f"{attribute.attr!r} is not for templates", "Leave it out."
    for power in every.of(nodes.Pow, nodes.Mul):
        yield power.lineno, "templates do not calculate", "Ask for a figure by name."
    for number, line in enumerate(source.splitlines(), start=1):
        if re.search(
            r"<\s*(script|style|base|iframe|object|embed|link|form|meta(?! charset))\b",
            line,
            re.IGNORECASE,
        ):
            yield (
                number,
                "this element is not allowed in a page",
                "Put rules into the theme's print.css.",
            )
        if re.search(r"<[^<>]*=\s*\{\{", line):
            yield number, "an attribute without quotes", 'Write attribute="{{ … }}".'
        if re.search(r"\bon\w+\s*=|javascript:|rel\s*=\s*[\"']?attachment", line, re.IGNORECASE):
            yield number, "scripts and attachments are not allowed in a page", "Leave it out."


def _assigned(every: Nodes) -> set[str]:
    names = {node.name for node in every.of(nodes.Name) if node.ctx in ("store", "param")}
    names |= {node.name for node in every.of(nodes.Macro)}
    for imported in every.of(nodes.FromImport):
        names |= {n if isinstance(n, str) else n[1] for n in imported.names}
    return names


def _call(call: nodes.Call, filename: str) -> Call | Problem:
    assert isinstance(call.node, nodes.Name)
    name = call.node.name
    try:
        arguments = tuple(argument.as_const() for argument in call.args)
        options = tuple(sorted((o.key, o.value.as_const()) for o in call.kwargs))
    except nodes.Impossible:
        return Problem(
            filename,
            f"{name}() needs names that are written out",
            f'Write {name}("…"), so that misspelt names are found before anything is computed.',
            line=call.lineno,
        )
    return Call(name, arguments, options, filename, call.lineno)
