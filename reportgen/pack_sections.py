"""The sections of pack.toml: who reports, what, by which definitions. Frozen and validated.

[inputs] has a module of its own, pack_input.py, and so has [funnel], pack_funnel.py.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator

from reportgen.pack_currency import Currency
from reportgen.period import FORMS

MONTH_PATTERN = r"^\d{4}-(0[1-9]|1[0-2])$"
LAG_PATTERN = r"^(none|1q|auto|months:\d{1,2})$"
Lever = Literal["lifetime", "size", "margin", "cross_sell"]


class Section(BaseModel):
    """A table of pack.toml: unknown keys are mistakes, nothing can be changed after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _known_zone(name: str) -> str:
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError(
            f"{name!r} is no time zone; write one like Europe/Stockholm, America/New_York or UTC"
        ) from None
    return name


Timezone = Annotated[str, AfterValidator(_known_zone)]


class Company(Section):
    """Who reports."""

    name: str = Field(min_length=1, description="As it stands on the cover.")
    currency: Currency = Field(pattern=r"^[A-Z]{3}$", description="Reporting currency, e.g. SEK.")
    fiscal_year_start: int = Field(default=1, ge=1, le=12, description="Month number.")
    growth_phase: Literal["start-up", "ramp-up", "scale-up"] | None = None
    timezone: Timezone | None = Field(
        default=None,
        description="Where months begin, e.g. Europe/Stockholm: exports with moments in UTC need it.",
    )


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
    appendix: bool = Field(
        default=False,
        description="Print what each figure of the cards stands on: halves, files, lines.",
    )
    attach: tuple[Literal["exports", "figures"], ...] = Field(
        default=(),
        description="Files inside the PDF: the exports that were read, and figures.csv.",
    )


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


class Restatements(Section):
    """What earlier packs said of the past, and why it has changed since."""

    previous: str | None = Field(
        default=None,
        min_length=1,
        description="Where the earlier pack lies: a folder of packs or a figures.csv, relative to "
        "this file; none compares with nothing. Default: the folder that the build writes to.",
    )
    reasons: dict[str, Annotated[str, Field(min_length=3)]] = Field(
        default_factory=dict,
        description='"METRIC PERIOD", "METRIC" or "PERIOD" = why it has changed, printed beside it. '
        "A period stands for every longer one that holds it.",
    )
