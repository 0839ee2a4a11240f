"""Names of files, and what may lie in their place."""

from __future__ import annotations

from pathlib import Path

from tests.hostile.case import Case, Cells, Content, No, link, pipe, unreadable

TEXT = "month;key;value\n2026-09;a;1\n"


def named(name: str, path: str = "") -> Case:
    """An export of this name, named in pack.toml."""
    pattern = path or name
    return Case(
        f"file: {name}",
        "plan",
        TEXT,
        f"path = '{pattern}'",
        reads={"value": ["1"]},
        file=name,
    )


def no(name: str, content: Content, says: str, options: str = "", file: str = "") -> Case:
    refusal = No(says, whole=True)
    return Case(f"file: {name}", "plan", content, options, refuses=(refusal,), file=file)


def folder(path: Path) -> None:
    path.mkdir()


def two(path: Path) -> None:
    """The same export twice, in the folder and below it."""
    path.write_text(TEXT, encoding="utf-8")
    (path.parent / "inputs").mkdir()
    (path.parent / "inputs" / path.name).write_text(TEXT, encoding="utf-8")


def outside(path: Path) -> None:
    """A link to a file that lies beside the pack's folder."""
    other = path.parent.parent / f"{path.parent.name}-outside.csv"
    other.write_text(TEXT, encoding="utf-8")
    path.symlink_to(other)


def inside(path: Path) -> None:
    """A link to a file that lies in the pack's folder under another name."""
    other = path.parent / "export of monday.csv"
    other.write_text(TEXT, encoding="utf-8")
    path.symlink_to(other.name)


CASES: list[Case | Cells] = [
    named("export[1].csv"),
    named("export (2).csv"),
    named("my export.csv"),
    named("bokföring åäö.csv"),
    named("a'b.csv", "a?b.csv"),
    named("$HOME.csv"),
    named("-rf.csv"),
    named("%s.csv"),
    named("PLAN.CSV"),
    named("plan.txt"),
    named("plan.tsv"),
    named("no ending"),
    named("deep/er/plan.csv"),
    named("🦊.csv"),
    named("x" * 200 + ".csv"),
    named("plan-2026.csv", "plan-*.csv"),
    named("a[b.csv"),
    Case("file: a link within the folder", "plan", inside, reads={"value": ["1"]}),
    no("a link that leads out", outside, "out of the pack's folder"),
    no("a link to nothing", link("nowhere.csv"), "no plan.csv"),
    no("a link to itself", link("plan.csv"), ""),
    no("a link to an endless device", link("/dev/zero"), ""),
    no("a folder in its place", folder, ""),
    no("a named pipe in its place", pipe, ""),
    no("a path that climbs out", TEXT, "leaves the pack's folder", 'path = "../plan.csv"'),
    no("an absolute path", TEXT, "leaves the pack's folder", 'path = "/etc/passwd"'),
    no("an address", TEXT, "", 'path = "https://example.com/plan.csv"'),
    no("a path that is not there", TEXT, "no file matches", 'path = "plam.csv"'),
    no("a pattern that fits nothing", TEXT, "no file matches", 'path = "*.xlsx"'),
    no("two that could be meant", two, "could each be the table"),
    no("one that nobody may open", unreadable, ""),
    no("a path with a NUL", TEXT, "", 'path = "plan\\u0000.csv"'),
]
