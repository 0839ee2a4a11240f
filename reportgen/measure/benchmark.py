"""The kind "benchmark": a published figure with its exact cut, and what it may be compared with.

Sources are data: one TOML file each in benchmarks/, and in the folder of that name in a pack. How a
figure of ours is held against one of these is in `reportgen.measure.comparison`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from reportgen.errors import PackError
from reportgen.pack import line_of, nearest
from reportgen.problem import Problem

if TYPE_CHECKING:
    pass

SHIPPED = Path(__file__).parent / "benchmarks"
OLD_YEARS = 3
RESTATED = "V2"


class Match(Enum):
    """Whether our figure and theirs are defined alike."""

    FULL = "full"
    PARTIAL = "partial"
    UNKNOWN = "unknown"
    DIFFERENT = "different"


class Belonging(Enum):
    """Whether we are one of the companies that a figure speaks of."""

    OWN = "own"
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Benchmark:
    """One published figure. `wording` is the source's own sentence; `value` is None for words only.

    value_to       upper end where the source gives a range
    cut            the group of companies in words; `cuts` the same by language
    called         what tells it from another figure of the same group: good, great; by language
    cut_dimension  "" for all; growth, revenue_class, growth_rank, contract_term_months ...
    facts          how it is defined, fact by fact; what is not there is unknown
    verdict        False for scenarios and examples, which are never called better or worse
    """

    id: str
    metric: str
    stat: str
    value: float | None
    cut: str
    n: str
    data_year: int | None
    published: int | None
    region: str
    source: str
    wording: str
    where: str
    status: str
    definition: str
    note: str = ""
    value_to: float | None = None
    unit: str = ""
    cut_dimension: str = ""
    cut_value: str = ""
    cuts: Mapping[str, str] = field(default_factory=dict)
    called: Mapping[str, str] = field(default_factory=dict)
    publisher: str = ""
    url: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    verdict: bool = True
    file: Path = Path()

    @property
    def figure_id(self) -> str:
        """The id in the file; a figure that stands beside two metrics has a second one."""
        return self.id.partition(":")[0]


@dataclass(frozen=True)
class Figure:
    """A number in the unit of a metric, to be written as people of the report's language do."""

    metric: str
    value: float


@dataclass(frozen=True)
class Word:
    """A word of a benchmark file that the report's language may know: a region."""

    kind: str
    name: str


@dataclass(frozen=True)
class Difference:
    """One fact of a definition, theirs and ours."""

    fact: str
    theirs: str
    ours: str


@dataclass(frozen=True)
class Note:
    """A sentence to be said in the report's language: its key and what it is bound to."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Comparison:
    """Our figure beside theirs: comparable or not, and why.

    because   key of the sentence that says how the definitions compare; the first of `notes`
    better    None wherever neither can be said
    distance  ours minus theirs in the metric's unit; 0 inside a range, None when not comparable
    period    label of the window that `ours` is of: twelve months where theirs is a year's
    notes     every sentence that has to stand beside the two figures
    """

    benchmark: Benchmark
    ours: float | None
    match: Match
    because: str
    better: bool | None
    age_years: int | None
    distance: float | None = None
    belonging: Belonging = Belonging.UNKNOWN
    period: str = ""
    notes: tuple[Note, ...] = ()

    @property
    def metric(self) -> str:
        """Name of the metric that is compared."""
        return self.benchmark.metric

    @property
    def is_old(self) -> bool:
        """Whether the figure's year calls for a warning."""
        return self.age_years is not None and self.age_years >= OLD_YEARS


# --- reading


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Source(_Part):
    title: str = Field(min_length=1)
    publisher: str = ""
    data_year: int | None = Field(default=None, ge=1990, le=2100)
    published: int | None = Field(default=None, ge=1990, le=2100)
    n: str = ""
    region: str = ""
    where: str = ""
    url: str = ""
    status: Literal["seed", "V", "V2", "GK", "own"] = "own"


class _Row(_Part):
    id: str = Field(pattern=r"^[A-Za-z0-9_.-]+$")
    metric: str = Field(min_length=1)
    also: tuple[str, ...] = ()
    stat: Literal["p25", "median", "p75", "mean", "rule", "point"]
    value: float | None = Field(default=None, allow_inf_nan=False)
    value_to: float | None = Field(default=None, allow_inf_nan=False)
    unit: str = ""
    cut: str | dict[str, str] = ""
    called: str | dict[str, str] = ""
    cut_dimension: str = ""
    cut_value: str = ""
    n: str | None = None
    data_year: int | None = Field(default=None, ge=1990, le=2100)
    published: int | None = Field(default=None, ge=1990, le=2100)
    region: str | None = None
    wording: str = ""
    where: str = ""
    definition: dict[str, str] = Field(default_factory=dict)
    definition_note: str = ""
    verdict: bool = True

    @model_validator(mode="after")
    def _whole(self) -> _Row:
        if self.value is None and not self.wording:
            raise ValueError("a figure needs a value, or a wording when it is qualitative")
        if self.value is not None and not self.unit:
            raise ValueError("a value needs its unit: share, months, ratio, a currency code ...")
        if self.cut_dimension and not (self.cut_value and self.cut):
            raise ValueError("a cut needs cut_dimension, cut_value and cut, its words")
        if self.value_to is not None and (self.value is None or self.value_to < self.value):
            raise ValueError("value_to is the upper end of a range that starts at value")
        return self


class _File(_Part):
    source: _Source
    figures: tuple[_Row, ...] = Field(min_length=1)


def load_benchmarks(roots: Iterable[Path] = ()) -> dict[str, Benchmark]:
    """Benchmarks by id: of benchmarks/ in these roots (the first wins), then the shipped ones.

    A file hides one of the same name in a later folder, a figure one of the same id. Raises
    PackError with every mistake in the files.
    """
    problems: list[Problem] = []
    found: dict[str, Benchmark] = {}
    hidden: set[str] = set()
    for folder in [*(root / SHIPPED.name for root in roots), SHIPPED]:
        paths = [path for path in sorted(folder.glob("*.toml")) if path.name not in hidden]
        hidden |= {path.name for path in paths}
        own: dict[str, Benchmark] = {}
        for path in paths:
            for benchmark in _read(path, problems):
                if benchmark.id in own and own[benchmark.id].file != path:
                    what = f"the id {benchmark.id!r} stands in {own[benchmark.id].file.name} too"
                    problems.append(Problem(_shown(path), what, value=benchmark.id))
                own[benchmark.id] = benchmark
        known = {benchmark.figure_id for benchmark in found.values()}
        found |= {name: b for name, b in own.items() if b.figure_id not in known}
    if problems:
        raise PackError(problems)
    return found


def _shown(path: Path) -> str:
    return f"benchmarks/{path.name}"


def _read(path: Path, problems: list[Problem]) -> list[Benchmark]:
    shown, text = _shown(path), ""
    try:
        text = path.read_text(encoding="utf-8")
        content = _File.model_validate(tomllib.loads(text))
    except ValidationError as errors:
        problems += [_explain(dict(error), text, shown) for error in errors.errors()]
        return []
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as reason:
        line = re.search(r"line (\d+)", str(reason))
        what = f"this benchmark file cannot be read: {reason}"
        problems.append(Problem(shown, what, line=int(line[1]) if line else None))
        return []
    ids = [row.id for row in content.figures]
    problems += [
        Problem(shown, f"the id {name!r} stands twice in this file", value=name)
        for name in sorted({name for name in ids if ids.count(name) > 1})
    ]
    return [
        replace(benchmark, id=benchmark.id if not number else f"{row.id}:{metric}", metric=metric)
        for row in content.figures
        for benchmark in [_benchmark(row, content.source, path)]
        for number, metric in enumerate([row.metric, *row.also])
    ]


def _benchmark(row: _Row, source: _Source, path: Path) -> Benchmark:
    cuts = row.cut if isinstance(row.cut, dict) else {"en": row.cut}
    called = row.called if isinstance(row.called, dict) else {"en": row.called}
    return Benchmark(
        id=row.id,
        metric=row.metric,
        stat=row.stat,
        value=row.value,
        value_to=row.value_to,
        unit=row.unit,
        cut=cuts.get("en") or next(iter(cuts.values()), ""),
        cuts=cuts,
        called=called,
        cut_dimension=row.cut_dimension,
        cut_value=row.cut_value,
        n=source.n if row.n is None else row.n,
        data_year=row.data_year or source.data_year,
        published=row.published or source.published,
        region=source.region if row.region is None else row.region,
        source=source.title,
        publisher=source.publisher,
        url=source.url,
        wording=row.wording,
        where=row.where or source.where,
        status=source.status,
        definition="; ".join(f"{fact}: {value}" for fact, value in row.definition.items()),
        facts=row.definition,
        note=row.definition_note,
        verdict=row.verdict,
        file=path,
    )


def _explain(error: dict[str, Any], text: str, shown: str) -> Problem:
    steps = tuple(step for step in error["loc"] if step != "dict[str,str]" and step != "str")
    what, advice = str(error["msg"]).removeprefix("Value error, "), ""
    value = "" if isinstance(error["input"], dict) else str(error["input"])
    if error["type"] == "extra_forbidden":
        model = _Row if steps[0] == "figures" and len(steps) > 1 else _Source
        keys = list(_File.model_fields if len(steps) == 1 else model.model_fields)
        what, advice = f"unknown key {steps[-1]!r}", nearest(str(steps[-1]), keys)
    elif error["type"] == "missing":
        what, advice = f"{steps[-1]} is missing", f"Write {steps[-1]} = …"
    line = line_of(text, tuple(str(step) for step in steps if isinstance(step, str)))
    if len(steps) > 1 and isinstance(steps[1], int):
        heads = [i for i, row in enumerate(text.splitlines(), 1) if row.strip() == "[[figures]]"]
        line = heads[steps[1]] if steps[1] < len(heads) else line
    column = ".".join(str(step + 1 if isinstance(step, int) else step) for step in steps)
    return Problem(shown, what, advice, line=line, column=column, value=value)
