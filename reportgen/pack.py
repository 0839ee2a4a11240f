"""pack.toml -> Pack: who, which period, which files, which definitions. Frozen and validated.

Why one model: `reportgen schema` prints it, editors complete from it, and every mistake in the file is
reported in one go with its line, its value and the nearest key that exists.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from reportgen.errors import PackError
from reportgen.pack_funnel import MISTAKES, Funnel
from reportgen.period import FORMS, Period, last_closed_quarter, parse_period
from reportgen.problem import Problem

PACK_FILE = "pack.toml"
MONTH_PATTERN = r"^\d{4}-(0[1-9]|1[0-2])$"
LAG_PATTERN = r"^(none|1q|auto|months:\d{1,2})$"
Lever = Literal["lifetime", "size", "margin", "cross_sell"]


class Section(BaseModel):
    """A table of pack.toml: unknown keys are mistakes, nothing can be changed after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Company(Section):
    """Who reports."""

    name: str = Field(min_length=1, description="As it stands on the cover.")
    currency: str = Field(pattern=r"^[A-Z]{3}$", description="Reporting currency, e.g. SEK.")
    fiscal_year_start: int = Field(default=1, ge=1, le=12, description="Month number.")
    growth_phase: Literal["start-up", "ramp-up", "scale-up"] | None = None


class Report(Section):
    """What is reported, in which language and dress."""

    period: str = Field(default="last-closed", description=f"One of {FORMS}.")
    locale: str = Field(default="en", description="Language of the report: en, sv ...")
    theme: str = "plain"
    title: str | None = None
    confidentiality: str | None = None
    pages: tuple[str, ...] | None = Field(
        default=None, description="Names of pages in order; all pages that have data when absent."
    )


class Input(Section):
    """One table and the file, or files, that it is read from."""

    path: str | None = Field(default=None, description="Relative to the pack; * and ? allowed.")
    preset: str | None = Field(
        default=None, description="Whose export it is; `none` when it is not to be recognised."
    )
    shape: str | None = Field(
        default=None,
        description="How the file is laid out: long, wide, subscriptions, employees, postings.",
    )
    locale: str | None = Field(
        default=None, description="Whose numbers and months: sv, da, nb, fi, de, en."
    )
    encoding: str | None = None
    separator: str | None = Field(default=None, min_length=1, max_length=1)
    date_format: str | None = Field(default=None, description="strftime form, e.g. %d.%m.%Y.")
    header_row: int | None = Field(default=None, ge=1)
    sheet: str | None = Field(
        default=None, description="The sheet of a workbook, or the file in a zip archive."
    )
    drop_rows: tuple[str, ...] = Field(
        default=(), description="Patterns; a row whose first filled cell matches one is no data."
    )
    leave_out: dict[str, tuple[str, ...]] = Field(
        default_factory=dict,
        description="Column or header -> cells whose rows are no data; an empty text means blank.",
    )
    fill_down: tuple[str, ...] = Field(
        default=(), description="Columns or headers whose blank cells repeat the cell above."
    )
    sections: str | None = Field(
        default=None,
        min_length=1,
        description="What the names are called that stand alone on a row above the rows they "
        "belong to, e.g. Account.",
    )
    first_filled: dict[str, tuple[str, ...]] = Field(
        default_factory=dict,
        description="Column -> headers; the cell is that of the first one that is filled.",
    )
    ignore: tuple[str, ...] = Field(
        default=(), description="Headers of columns that are not read at all."
    )
    minor_units: tuple[str, ...] = Field(
        default=(), description="Columns whose amounts are in hundredths: cents, öre."
    )
    end: Literal["inclusive", "exclusive"] | None = Field(
        default=None,
        description="Subscriptions and employees: is the end date the last day of service?",
    )
    amount_of: Literal["row", "unit", "undeclared"] | None = Field(
        default=None,
        description="Subscriptions: is the amount that of the row, or of one unit, to be "
        "multiplied by seats? Undeclared: rows of several units are refused.",
    )
    columns: dict[str, str | tuple[str, ...]] = Field(default_factory=dict)
    constants: dict[str, str | int | float | bool | date] = Field(default_factory=dict)
    values: dict[str, dict[str, str]] = Field(default_factory=dict)


class Definitions(Section):
    """One key per choice on which standards disagree; each default is printed beside the figure."""

    cac_lag: str | None = Field(
        default=None,
        pattern=LAG_PATTERN,
        description="none, 1q, months:N or auto (median sales cycle). "
        "Default: 1 quarter in quarters, 1 month in months, none in years.",
    )
    lifetime_cap_months: int = Field(default=60, ge=1, le=600)
    history_starts: str | None = Field(default=None, pattern=MONTH_PATTERN)
    contract_term_months: int = Field(default=12, ge=1, le=120)
    cs_in_sm: bool = Field(default=False, description="Customer success counts as S&M staff.")
    contractors_in_fte: bool = False
    quick_ratio_with_reactivation: bool = True
    renewals_in_sales: bool = Field(default=False, description="Renewals count as deals.")
    discount_rate: float = Field(
        default=0.10, ge=0, le=1, description="A year's; discounted customer lifetime value."
    )
    retention_spend: float = Field(
        default=0.0,
        ge=0,
        description="What keeping one customer costs a month; discounted customer lifetime value.",
    )
    growth_floor: float = Field(default=0.0, ge=0, description="Below this base growth is n.m.")
    magic_number: Literal["revenue", "annual_recurring_revenue"] = "revenue"
    velocity_opportunities: Literal["decided", "open"] = Field(
        default="decided",
        description="Sales velocity counts deals decided in the period, or open at its end.",
    )
    small_n: int = Field(default=5, ge=0, description="Below this n a ratio is marked.")
    feedback_days: int = Field(
        default=90, ge=1, le=730, description="Days of answers behind a score, to the month's end."
    )
    feedback_least_answers: int = Field(
        default=5, ge=1, description="With fewer answers no score is printed."
    )
    max_days: Annotated[int, Field(ge=1)] | Literal["p90"] = Field(
        default=90,
        description="Days that a lead has for a step of a funnel; p90: as nine of ten needed.",
    )
    score_decision: float | None = Field(default=None, description="Qualified from here, else 3.")
    score_need: float | None = Field(default=None, description="Qualified from here, else 3.")
    score_fit: float | None = Field(default=None, description="Qualified from here, else 3.")


class Loyalty(Section):
    """The business case of more valuable customer relations, in three segments at most."""

    segments: tuple[str, ...] = Field(
        default=(),
        max_length=3,
        description="As they stand among the customers. Default: the three with most revenue.",
    )
    investment: float | tuple[float, ...] | None = Field(
        default=None,
        description="What the case costs, in all or year by year, in the reporting currency.",
    )
    ramp_months: int = Field(
        default=12, ge=0, le=60, description="Months until the effect is there in full."
    )
    discount_rate: float = Field(default=0.10, ge=0, le=1, description="A year's; 0.10 is 10 %.")
    years: int = Field(default=5, ge=1, le=10, description="How far ahead profit is counted.")
    levels: tuple[float, ...] = Field(
        default=(0.10, 0.15, 0.20),
        min_length=1,
        max_length=4,
        description="Rises of the value of a customer relation; 0.10 is 10 %.",
    )
    levers: dict[str, tuple[Lever, ...]] = Field(
        default_factory=dict,
        description="By segment, what is to rise: lifetime, size, margin, cross_sell. "
        "Several share the rise and multiply. Default: lifetime.",
    )
    lifetime_cap_months: int | None = Field(
        default=None,
        ge=1,
        le=600,
        description="No relation counts as longer. Default: only where nobody left, as elsewhere.",
    )
    challenge: str | None = Field(default=None, description="Printed: what is to be solved.")
    approach: str | None = Field(default=None, description="Printed: what is to be done.")
    risks: tuple[str, ...] = Field(default=(), description="Printed: what may go wrong.")
    timeline: tuple[str, ...] = Field(default=(), description="Printed: step by step.")

    @field_validator("investment")
    @classmethod
    def _costs(cls, value: float | tuple[float, ...] | None) -> float | tuple[float, ...] | None:
        amounts = value if isinstance(value, tuple) else () if value is None else (value,)
        if value == () or any(not 0 <= amount < float("inf") for amount in amounts):
            raise ValueError("an investment is an amount of 0 or more, or a list of such amounts")
        return value

    @field_validator("levels")
    @classmethod
    def _rises(cls, value: tuple[float, ...]) -> tuple[float, ...]:
        if any(not 0 < level <= 1 for level in value) or len(set(value)) < len(value):
            raise ValueError("levels are different shares above 0 and up to 1, 0.10 for 10 %")
        return tuple(sorted(value))

    @field_validator("levers")
    @classmethod
    def _named_once(cls, value: dict[str, tuple[Lever, ...]]) -> dict[str, tuple[Lever, ...]]:
        if any(not named or len(set(named)) < len(named) for named in value.values()):
            raise ValueError("a segment has at least one lever, and each of them once")
        return value


class Benchmarks(Section):
    """Who we are among others, and which figures to stand beside."""

    growth_band: str | None = None
    revenue_class: str | None = None
    region: str | None = None
    show: tuple[str, ...] | None = None
    hide: tuple[str, ...] = ()


class Check(Section):
    """A named check that the pack lets pass; printed on the cover."""

    waive: str = Field(min_length=3, description="Why, and by whom.")


class PackFile(Section):
    """A whole pack.toml."""

    company: Company
    report: Report = Report()
    inputs: dict[str, Input] = Field(default_factory=dict)
    definitions: Definitions = Definitions()
    targets: dict[str, float] = Field(default_factory=dict)
    thresholds: dict[str, float] = Field(default_factory=dict)
    benchmarks: Benchmarks = Benchmarks()
    funnel: Funnel = Funnel()
    loyalty: Loyalty = Loyalty()
    checks: dict[str, Check] = Field(default_factory=dict)
    delivery: dict[str, Any] = Field(default_factory=dict)


class Pack(PackFile):
    """A pack.toml that was read, and the folder in which it lies."""

    folder: Path = Path()

    @property
    def name(self) -> str:
        """The folder's name: the first part of every file that a build leaves."""
        name = re.sub(r"[^a-z0-9]+", "-", self.folder.resolve().name.lower()).strip("-")
        return name[:100] or "pack"

    def period(self, text: str | None = None, as_of: date | None = None) -> Period:
        """The report period: `text` when given, else the pack's own.

        Raises PackError when it is no period.
        """
        start = self.company.fiscal_year_start
        wanted = text or self.report.period
        if wanted == "last-closed":
            return last_closed_quarter(as_of or date.today(), start)
        try:
            return parse_period(wanted, start)
        except ValueError as reason:
            if text:
                raise PackError([Problem("--period", str(reason), value=text)]) from None
            shown = str(self.folder / PACK_FILE)
            line = line_of((self.folder / PACK_FILE).read_text("utf-8"), ("report", "period"))
            problem = Problem(shown, str(reason), line=line, column="report.period", value=wanted)
            raise PackError([problem]) from None


def read_pack(folder: Path) -> Pack:
    """Read and validate a pack's folder (or the path of its pack.toml).

    Raises PackError with every mistake in the file: key path, line, value, nearest known key.
    """
    folder = folder.parent if folder.name == PACK_FILE else folder
    path = folder / PACK_FILE
    shown = str(path)
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        advice = "Make one with `reportgen new FOLDER`, or name the folder that holds one."
        raise PackError([Problem(shown, "there is no pack.toml here", advice)]) from None
    except (OSError, UnicodeDecodeError) as reason:
        raise PackError([Problem(shown, f"pack.toml cannot be read: {reason}")]) from None
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as reason:
        line = re.search(r"line (\d+)", str(reason))
        problem = Problem(shown, f"this is not TOML: {reason}", line=int(line[1]) if line else None)
        raise PackError([problem]) from None
    try:
        read = PackFile.model_validate(content)
    except ValidationError as errors:
        found = [problem for e in errors.errors() for problem in _problems(dict(e), text, shown)]
        raise PackError(found) from None
    return Pack(folder=folder, **{name: getattr(read, name) for name in PackFile.model_fields})


def known_keys(path: tuple[str, ...]) -> list[str]:
    """Keys that may stand at a place of pack.toml, e.g. ("company",) -> name, currency ..."""
    model: Any = PackFile
    for step in path:
        if isinstance(model, type) and issubclass(model, BaseModel):
            field = model.model_fields.get(step)
            model = field.annotation if field else None
            if getattr(model, "__origin__", None) is dict:
                model = (model.__args__[1],)
        elif isinstance(model, tuple):
            model = model[0]
        else:
            return []
    if isinstance(model, type) and issubclass(model, BaseModel):
        return list(model.model_fields)
    return []


def line_of(text: str, path: tuple[str, ...]) -> int | None:
    """The line on which a key path of a TOML text stands, as far as it can be found."""
    section: tuple[str, ...] = ()
    best: tuple[int, int] | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        if match := re.match(r"\s*\[\[?\s*([^\[\]]+?)\s*\]\]?\s*(#.*)?$", line):
            section = _split_key(match[1])
            place = section
        elif match := re.match(
            r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*[\w"'-]+)*)\s*=""", line
        ):
            place = section + _split_key(match[1])
        else:
            continue
        depth = len(place)
        if place == path[:depth] and (best is None or depth > best[0]):
            best = (depth, number)
    return best[1] if best else None


def nearest(word: str, words: list[str]) -> str:
    """`did you mean ...?` when something near exists, else the list of what there is."""
    close = difflib.get_close_matches(word, words, n=1, cutoff=0.6)
    if close:
        return f"Did you mean {close[0]!r}?"
    return f"Known here: {', '.join(words)}." if words else ""


def _split_key(dotted: str) -> tuple[str, ...]:
    return tuple(
        part.strip().strip("\"'") for part in re.findall(r"\"[^\"]*\"|'[^']*'|[^.]+", dotted)
    )


def _problems(error: dict[str, Any], text: str, shown: str) -> list[Problem]:
    """One problem for an error, or each of those that a section has found in itself."""
    if error["type"] != MISTAKES:
        return [_explain(error, text, shown)]
    paths = [(*error["loc"], *mistake[0]) for mistake in error["ctx"]["mistakes"]]
    return [
        Problem(shown, what, advice, line=line_of(text, path), column=".".join(path))
        for path, (_, what, advice) in zip(paths, error["ctx"]["mistakes"], strict=True)
    ]


def _explain(error: dict[str, Any], text: str, shown: str) -> Problem:
    path = tuple(str(step) for step in error["loc"])
    value = "" if isinstance(error["input"], dict) else str(error["input"])
    what, advice = str(error["msg"]), ""
    if error["type"] == "extra_forbidden":
        what = f"unknown key {path[-1].strip()!r}"
        advice = nearest(path[-1].strip(), known_keys(path[:-1]))
    elif error["type"] == "missing":
        what = f"{'.'.join(path)} is missing"
        advice = f"Write {path[-1]} = … under [{'.'.join(path[:-1])}]."
    elif error["type"] == "literal_error":
        what = f"{value!r} is not one of {error['ctx']['expected']}"
    elif error["type"] == "string_pattern_mismatch":
        what = f"{value!r} does not have the form {error['ctx']['pattern']}"
    else:
        what = f"{value!r}: {what[0].lower()}{what[1:]}" if value else what
    return Problem(
        shown, what, advice, line=line_of(text, path), column=".".join(path).strip(), value=value
    )
