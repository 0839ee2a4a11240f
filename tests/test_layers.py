"""Data flows one way: a room imports only from rooms to its left and from the ground."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "reportgen"
ROOMS = ["intake", "measure", "story", "publish"]
GROUND = {"errors", "problem", "period", "unit", "members", "resources"}
PACK = {
    "pack",
    "pack_control",
    "pack_currency",
    "pack_funnel",
    "pack_input",
    "pack_mistakes",
    "pack_sections",
    "pack_syntax",
}
ABOVE = {"pipeline", "cli", "commands", "threads", "__main__"}
HEAVY = {"polars", "altair", "vl_convert", "weasyprint", "jinja2", "babel", "pydantic"}


def layer(module: str) -> int:
    """0 ground, 1 the pack, 2.. the rooms in order, 99 the route and the commands."""
    parts = module.split(".")
    name = parts[1] if len(parts) > 1 else "__init__"
    if name in ROOMS:
        return 2 + ROOMS.index(name)
    if name in GROUND or name == "__init__":
        return 0
    if name in PACK:
        return 1
    if name in ABOVE:
        return 99
    raise AssertionError(f"{module} belongs to no room")


def imported(source: str) -> list[tuple[str, int]]:
    """Modules of reportgen that a source imports, those for type checkers only left out."""
    found = []
    tree = ast.parse(source)
    typing_only = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("reportgen"):
            found.append((str(node.module), node.lineno))
        elif isinstance(node, ast.Import):
            found += [(a.name, node.lineno) for a in node.names if a.name.startswith("reportgen")]
    return found


def backward(module: str, source: str) -> list[str]:
    """Imports of a module that lead to the right."""
    own = layer(module)
    return [
        f"{module}:{line} imports {target}"
        for target, line in imported(source)
        if layer(target) > own
    ]


def modules() -> list[tuple[str, Path]]:
    """Every module of the package with its dotted name."""
    return [
        (".".join(["reportgen", *path.relative_to(PACKAGE).with_suffix("").parts]), path)
        for path in sorted(PACKAGE.rglob("*.py"))
    ]


def test_no_room_imports_from_a_room_to_its_right() -> None:
    """Intake knows nothing of metrics, metrics nothing of charts, charts nothing of paper."""
    seen = 0
    wrong = []
    for module, path in modules():
        source = path.read_text(encoding="utf-8")
        seen += len(imported(source))
        wrong += backward(module, source)
    assert seen > 150
    assert wrong == []


def test_a_planted_backward_import_is_found() -> None:
    """The guard sees what it guards against."""
    source = "from reportgen.publish.theme import Theme\n"
    assert backward("reportgen.measure.metrics.cac", source) == [
        "reportgen.measure.metrics.cac:1 imports reportgen.publish.theme"
    ]
    assert backward("reportgen.publish.pdf", source) == []
    with pytest.raises(AssertionError, match="no room"):
        layer("reportgen.utils")


def test_no_heavy_import_at_the_top_of_the_command_line() -> None:
    """`--help` must not pay for polars: the CLI and its verbs import heavy things where they use them."""
    files = [PACKAGE / "cli.py", PACKAGE / "__init__.py", *(PACKAGE / "commands").glob("*.py")]
    files += [PACKAGE / f"{name}.py" for name in GROUND]
    assert len(files) > 10
    for path in files:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [str(node.module)] if isinstance(node, ast.ImportFrom) else []
            roots = {name.split(".")[0] for name in names}
            assert not roots & HEAVY, f"{path.name} imports {roots & HEAVY} at its top"


def test_modules_are_small() -> None:
    """Median about a hundred lines, none over four hundred."""
    sizes = sorted(len(path.read_text(encoding="utf-8").splitlines()) for _, path in modules())
    assert len(sizes) > 60
    assert sizes[-1] <= 400
    assert sizes[len(sizes) // 2] <= 120
