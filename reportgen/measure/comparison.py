"""Our figures beside published ones: what may be said of the two, and what may not.

A comparison never says more than both definitions allow. Figures that are defined differently are
not comparable; one whose definition nobody published is printed beside ours without a verdict, and
so is one of another group of companies. Sentences are kept as keys and figures (`Note`), since the
words belong to the language of the report.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from reportgen.errors import PackError
from reportgen.measure.benchmark import (
    OLD_YEARS,
    RESTATED,
    SHIPPED,
    Belonging,
    Benchmark,
    Comparison,
    Difference,
    Figure,
    Match,
    Note,
    Word,
)
from reportgen.measure.comparisons import Comparisons
from reportgen.pack import PACK_FILE, Pack, nearest
from reportgen.period import Period, PeriodKind
from reportgen.problem import Problem
from reportgen.unit import Direction, Unit

if TYPE_CHECKING:
    from reportgen.measure.metric import Metric
    from reportgen.measure.reading import Readings

DEFAULTS = "defaults"
VOUCHED = "same_as_ours"
GROWTH = "growth_year_on_year"
CONTRACT = "payback_against_contract"
# The pair that shows that a shorter payback can mean that a company invests too little to grow.
FASTEST, SLOWER = "BS2", "BS3"

# Facts without which two figures do not measure the same thing; others make a match partial.
ESSENTIAL = (
    "margin_adjusted",
    "spend",
    "denominator",
    "basis",
    "method",
    "counted",
    "functions",
    "rate_per",
)

# What our figures are, fact by fact; lag, window and what the pack chooses come on top.
OURS: Mapping[str, Mapping[str, str]] = {
    "cac_payback": {"margin_adjusted": "yes", "spend": "new_business", "denominator": "new"},
    "cac_payback_on_revenue": {
        "margin_adjusted": "no",
        "spend": "new_business",
        "denominator": "new",
    },
    "cac_ratio_new": {"spend": "new_business", "denominator": "new"},
    "cac_ratio_blended": {"spend": "all", "denominator": "new_and_expansion"},
    "net_revenue_retention": {"method": "cohort"},
    "gross_revenue_retention": {"method": "cohort_capped"},
    "growth_year_on_year": {
        "basis": "recurring_revenue",
        "acquisitions": "not_separated",
        "commitments": "out",
    },
    "expansion_share": {"denominator": "new_and_expansion", "reactivation": "in"},
    "gross_recurring_revenue_churn": {"method": "movements"},
    "logo_churn": {"method": "point_to_point"},
    "monthly_logo_churn": {"method": "movements"},
    "sales_and_marketing_headcount_share": {"counted": "full_time", "functions": "both"},
    "revenue_per_employee": {
        "counted": "full_time",
        "basis": "recurring_revenue",
    },
    "sales_and_marketing_share_of_revenue": {"basis": "revenue"},
    "research_and_development_share_of_revenue": {"basis": "revenue"},
    "quick_ratio": {"method": "movements"},
}
PAYBACKS = ("cac_payback", "cac_payback_on_revenue")
LAGGED = (*PAYBACKS, "cac_ratio_new", "cac_ratio_blended")
RATES = ("gross_recurring_revenue_churn", "logo_churn")
MONTHLY_RATES = ("monthly_logo_churn",)
YEARLY = ("net_revenue_retention", "gross_revenue_retention", GROWTH)


def compare_all(
    readings: Readings, benchmarks: Mapping[str, Benchmark], pack: Pack
) -> Sequence[Comparison]:
    """Each chosen benchmark whose metric has a reading in the report period, beside that reading.

    The readings are taken when somebody looks: the first pages need none of them.

    Raises PackError for names in [benchmarks], and metrics in the pack's own files, that nothing
    answers to.
    """
    shown = chosen(benchmarks, pack)
    problems = [
        Problem(
            f"benchmarks/{benchmark.file.name}",
            f"there is no metric called {benchmark.metric!r}",
            nearest(benchmark.metric, sorted(readings.metrics)),
            column=f"{benchmark.figure_id}.metric",
            value=benchmark.metric,
        )
        for benchmark in benchmarks.values()
        if benchmark.metric not in readings.metrics and benchmark.file.parent != SHIPPED
    ]
    if problems:
        raise PackError(problems)

    def compared() -> Iterator[Comparison]:
        for benchmark in shown:
            if benchmark.metric in readings.metrics:
                period = _period(benchmark, readings)
                ours = readings.at(benchmark.metric, period).value
                if ours is not None:
                    yield _compared(benchmark, period, ours, readings, benchmarks, pack)

    return Comparisons(compared)


def chosen(benchmarks: Mapping[str, Benchmark], pack: Pack) -> list[Benchmark]:
    """Those that the pack wants to stand beside: `show` and `hide` take ids, file names, metrics.

    Without `show` all but figures that are only known from a restatement; those must be named by id
    or file. `show` may name "defaults" to add to them. Raises PackError for unknown names.
    """
    names = {name for b in benchmarks.values() for name in (*_named(b), b.metric)} | {DEFAULTS}
    show, hide = pack.benchmarks.show, set(pack.benchmarks.hide)
    problems = [
        Problem(
            PACK_FILE,
            f"there is no benchmark, source or metric called {name!r}",
            nearest(name, sorted(names)),
            column=f"benchmarks.{key}",
            value=name,
        )
        for key, listed in (("show", show or ()), ("hide", pack.benchmarks.hide))
        for name in listed
        if name not in names
    ]
    if problems:
        raise PackError(problems)
    wanted = {DEFAULTS} if show is None else set(show)
    return [
        benchmark
        for benchmark in benchmarks.values()
        if not {*_named(benchmark), benchmark.metric} & hide
        and (
            _named(benchmark) & wanted
            or (benchmark.status != RESTATED and {DEFAULTS, benchmark.metric} & wanted)
        )
    ]


def _named(benchmark: Benchmark) -> set[str]:
    return {benchmark.id, benchmark.figure_id, benchmark.file.stem}


def _period(benchmark: Benchmark, readings: Readings) -> Period:
    """What our figure is of: the twelve months to the report's end beside a figure of a year.

    A quarter's retention beside a year's would flatter us four times over.
    """
    metric = readings.metrics[benchmark.metric]
    yearly = metric.name in YEARLY or benchmark.facts.get("rate_per") == "year"
    headline = metric.headline is PeriodKind.TRAILING
    can = PeriodKind.TRAILING in metric.kinds
    return readings.period.trailing() if can and (yearly or headline) else readings.period


def _compared(
    benchmark: Benchmark,
    period: Period,
    ours: float,
    readings: Readings,
    benchmarks: Mapping[str, Benchmark],
    pack: Pack,
) -> Comparison:
    metric = readings.metrics[benchmark.metric]
    match, definition = _match(benchmark, metric, period, readings.currency, pack)
    belonging, group = _belonging(benchmark, readings, pack)
    year = benchmark.data_year or benchmark.published
    age = None if year is None else readings.period.last // 12 - year
    notes = [definition, *group]
    if not benchmark.verdict:
        notes.append(Note("benchmarks.no_verdict"))
    if age is not None and age >= OLD_YEARS:
        notes.append(Note("benchmarks.old", {"count": age, "year": str(year)}))
    distance = None
    if benchmark.value is not None and match is not Match.DIFFERENT:
        low, high = benchmark.value, benchmark.value_to or benchmark.value
        distance = ours - low if ours < low else max(ours - high, 0.0)
    better = None
    if match in (Match.FULL, Match.PARTIAL) and belonging is Belonging.OWN and benchmark.verdict:
        better = _better(benchmark, metric, distance)
    if benchmark.metric in PAYBACKS and distance is not None and distance < 0:
        better = None
        notes.append(_shorter(benchmark.metric, benchmarks))
    return Comparison(
        benchmark=benchmark,
        ours=ours,
        match=match,
        because=definition.key,
        better=better,
        age_years=age,
        distance=distance,
        belonging=belonging,
        period=readings.label(benchmark.metric, period),
        notes=tuple(notes),
    )


def _better(benchmark: Benchmark, metric: Metric, distance: float | None) -> bool | None:
    """By the metric's polarity; of a quartile only what it really says."""
    if not distance or metric.better not in (Direction.UP, Direction.DOWN):
        return None
    better = (distance > 0) is (metric.better is Direction.UP)
    # Below the upper quartile is where three of four are: no verdict. The like holds for the lower.
    beyond = {"p75": distance > 0, "p25": distance < 0}.get(benchmark.stat, True)
    return better if beyond else None


def _shorter(metric: str, benchmarks: Mapping[str, Benchmark]) -> Note:
    fast, slow = benchmarks.get(FASTEST), benchmarks.get(SLOWER)
    if fast is None or slow is None or fast.value is None or slow.value is None:
        return Note("benchmarks.shorter_payback")
    values = {"fastest": Figure(metric, fast.value), "slower": Figure(metric, slow.value)}
    return Note("benchmarks.shorter_payback_figures", {**values, "source": fast.source})


# --- are the two defined alike?


def our_facts(metric: str, kind: PeriodKind, pack: Pack) -> dict[str, str]:
    """How our figure is defined, in the words of benchmark files."""
    choices = pack.definitions
    facts = dict(OURS.get(metric, {}))
    if not facts:
        return {}
    if metric in YEARLY:
        facts["window"] = "year"
    if metric in RATES:
        facts["rate_per"] = "year" if kind.months == 12 else kind.value
    if metric in MONTHLY_RATES:
        facts["rate_per"] = "month"
    if metric in LAGGED:
        facts["lag"] = _lag(choices.cac_lag, kind)
    if facts.get("counted"):
        facts["contractors"] = "in" if choices.contractors_in_fte else "out"
    if metric == "sales_and_marketing_headcount_share" and choices.cs_in_sm:
        facts["functions"] = "both_and_customer_success"
    if metric == "quick_ratio":
        facts["reactivation"] = "in" if choices.quick_ratio_with_reactivation else "out"
    return facts


def _lag(wanted: str | None, kind: PeriodKind) -> str:
    if kind not in (PeriodKind.MONTH, PeriodKind.QUARTER) or wanted == "none":
        return "none"
    if wanted is None:
        return "previous_period"
    if wanted == "auto":
        return "sales_cycle"
    months = 3 if wanted == "1q" else int(wanted.partition(":")[2])
    if not months:
        return "none"
    return "previous_period" if months == kind.months else f"{months}_months"


def _match(
    benchmark: Benchmark, metric: Metric, period: Period, currency: str, pack: Pack
) -> tuple[Match, Note]:
    if benchmark.value is None:
        return Match.UNKNOWN, Note("benchmarks.words_only")
    unit = metric.unit.name_in_figures(currency)
    if benchmark.unit != unit:
        fact = "currency" if metric.unit is Unit.MONEY else "unit"
        different = Difference(fact, benchmark.unit, unit)
        return Match.DIFFERENT, _differ(Match.DIFFERENT, different)
    if benchmark.facts.get(VOUCHED) == "yes":
        return Match.FULL, Note("benchmarks.alike")
    ours = our_facts(metric.name, period.kind, pack)
    theirs = {fact: benchmark.facts.get(fact, "unknown") for fact in (*ours, *benchmark.facts)}
    differences = [
        Difference(fact, said, ours.get(fact, "unknown"))
        for fact, said in theirs.items()
        if said != ours.get(fact, "unknown")
    ]
    stated = [d for d in differences if "unknown" not in (d.theirs, d.ours)]
    if essential := [d for d in stated if d.fact in ESSENTIAL]:
        return Match.DIFFERENT, _differ(Match.DIFFERENT, *essential)
    if not ours or any(d.fact in ESSENTIAL for d in differences):
        return Match.UNKNOWN, Note("benchmarks.definition_unknown")
    if differences:
        return Match.PARTIAL, _differ(Match.PARTIAL, *differences)
    return Match.FULL, Note("benchmarks.alike")


def _differ(match: Match, *differences: Difference) -> Note:
    key = "not_comparable" if match is Match.DIFFERENT else "partly_alike"
    return Note(f"benchmarks.{key}", {"differences": differences})


# --- are we one of the companies that it speaks of?


def _belonging(
    benchmark: Benchmark, readings: Readings, pack: Pack
) -> tuple[Belonging, tuple[Note, ...]]:
    who = pack.benchmarks
    if who.region and benchmark.region and _plain(who.region) != _plain(benchmark.region):
        values = {"theirs": Word("region", benchmark.region), "ours": who.region}
        return Belonging.OTHER, (Note("benchmarks.other_region", values),)
    belonging = Belonging.UNKNOWN
    if not benchmark.cut_dimension:
        return Belonging.OWN, ()
    if benchmark.cut_dimension == "growth":
        growth = readings.at(GROWTH).value if GROWTH in readings.metrics else None
        belonging, clash = _growth_band(benchmark.cut_value, growth, who.growth_band)
        if clash and growth is not None:
            clashing = {"stated": who.growth_band, "growth": Figure(GROWTH, growth)}
            return belonging, (Note("benchmarks.band_contradicted", clashing),)
    elif benchmark.cut_dimension == "contract_term_months":
        same = float(benchmark.cut_value) == _contract_term(readings, pack)
        belonging = Belonging.OWN if same else Belonging.OTHER
    elif benchmark.cut_dimension == "revenue_class":
        belonging = _stated(benchmark.cut_value, who.revenue_class)
    elif _plain(benchmark.cut_value) in (_plain(who.growth_band), _plain(who.revenue_class)):
        belonging = Belonging.OWN
    if belonging is Belonging.OWN:
        return belonging, ()
    return belonging, (Note(f"benchmarks.{belonging.value}_cut", {"cut": benchmark.cuts}),)


def _growth_band(cut: str, growth: float | None, stated: str | None) -> tuple[Belonging, bool]:
    """Whether we grow as the cut says, and whether the pack's own statement denies our figures."""
    if growth is None:
        return _stated(cut, stated), False
    if stated and (own := _range(stated)) and not own[0] < growth <= own[1]:
        return Belonging.UNKNOWN, True
    limits = _range(cut)
    if limits is None:
        return Belonging.UNKNOWN, False
    return (Belonging.OWN if limits[0] < growth <= limits[1] else Belonging.OTHER), False


def _contract_term(readings: Readings, pack: Pack) -> float:
    """Months of the contracts that new customers sign; the pack's default where none is known."""
    found = None
    if CONTRACT in readings.metrics:
        found = readings.at(CONTRACT, split_by="part", split="term_months").value
    return float(pack.definitions.contract_term_months) if found is None else found


def _stated(cut: str, stated: str | None) -> Belonging:
    if not stated:
        return Belonging.UNKNOWN
    return Belonging.OWN if _plain(stated) == _plain(cut) else Belonging.OTHER


def _range(text: str) -> tuple[float, float] | None:
    """`>40 %`, `<10 %`, `20-40 %` as bounds of a share."""
    plain = _plain(text).removesuffix("%").replace(",", ".")
    if match := re.fullmatch(r"([<>])(\d+(?:\.\d+)?)", plain):
        bound = float(match[2]) / 100
        return (bound, math.inf) if match[1] == ">" else (-math.inf, bound)
    if match := re.fullmatch(r"(\d+(?:\.\d+)?)[-–](\d+(?:\.\d+)?)", plain):
        return float(match[1]) / 100, float(match[2]) / 100
    return None


def _plain(text: str | None) -> str:
    """Spaces and capitals do not make another group."""
    return re.sub(r"[\s ]", "", text or "").lower()
