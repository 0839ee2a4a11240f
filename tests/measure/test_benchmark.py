"""Benchmarks: the published figures as they were published, and what may be said beside them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from reportgen.errors import PackError
from reportgen.measure.benchmark import (
    SHIPPED,
    Belonging,
    Benchmark,
    Comparison,
    Match,
    load_benchmarks,
)
from reportgen.measure.comparison import chosen, our_facts
from reportgen.measure.compute import all_metrics
from reportgen.period import PeriodKind
from reportgen.story.finding import (
    benchmark_cut,
    benchmark_figure,
    benchmark_kind,
    benchmark_region,
    benchmark_sentences,
)
from tests.story.findings.tell import pack, tell

# id | metric | value | upper end | unit | cut dimension | cut value | n | year
SEEDS = """
BS1 | sales_and_marketing_headcount_share | 0.24 | - | share | growth | >40 % | ~120 | 2022
BS2 | cac_payback | 9 | - | months | growth_rank | fastest | ~120 | 2022
BS3 | cac_payback | 8.3 | - | months | growth_rank | smaller and slower | ~120 | 2022
BS4 | cac_payback | 12 | - | months | contract_term_months | 12 | - | -
BS5 | growth_year_on_year | - | - | - | - | - | ~120 | 2022
BS6 | average_deal_size | - | - | - | growth_rank | fastest | ~120 | 2022
BS7 | expansion_share | - | - | - | growth_rank | fastest | ~120 | 2022
BS8 | marketing_share_of_sales_and_marketing | - | - | - | growth_rank | fastest | ~120 | 2022
BS9 | answered_calls_per_person_and_day | 20 | - | rate | scenario | hunter | - | -
BS10 | booked_meetings_per_person_and_day | 2 | - | rate | scenario | hunter | - | -
BS11 | followed_up_prospects_per_person | 5 | 10 | ratio | scenario | hunter | - | -
BS12 | sales_cycle | 6 | - | months | scenario | company | - | -
BS13 | sales_leads_per_deal | 10 | - | rate | scenario | example | - | -
BS14 | loyalty_case | 0.10 | 0.20 | share | scenario | three segments | - | -
BS15 | revenue_from_existing_customers_share | - | - | - | - | - | - | -
"""
WORDINGS = {
    "BS1": ("tillväxt på över 40 % per år arbetar 24 % av personalstyrkan med sälj och marknad"),
    "BS2": "bolag som växer allra snabbast har en CAC payback på 9 månader",
    "BS3": (
        "De mindre bolagen som inte växer lika mycket spar ofta in på marknad och "
        "sälj och landar på en CAC payback om 8,3 månader"
    ),
    "BS4": "passa sig för att ha en CAC som är över 12 mån",
    "BS5": "Samtliga hade tillväxt som första prioritering",
    "BS6": "mindre och fler affärer",
    "BS7": "till stor del på merförsäljning till sina befintliga kunder",
    "BS8": "De med störst tillväxt lägger mer kraft på marknadsföring",
    "BS9": "Med över 20 besvarade samtal per person och dag",
    "BS10": "boka två nya introduktionspresentationer per person och dag",
    "BS11": "5-10 gånger fler bollar i luften",
    "BS12": "nästan exakt 6 månader senare",
    "BS13": "10 säljkvalificerade leads (SQL) för att konvertera 1 affär",
    "BS14": ("værdien af et gennemsnitligt kundeforhold med 10-20% i tre udvalgte segmenter"),
    "BS15": "befintliga affärsintäkter inte växer större än dina nya affärsintäkter",
}
ROWS = [[cell.strip() for cell in line.split("|")] for line in SEEDS.strip().splitlines()]
ROWS = [["" if cell == "-" else cell for cell in row] for row in ROWS]
# Metrics of published figures that no export of the catalogue yields yet.
WITHOUT_METRIC = {"followed_up_prospects_per_person"}
FORBIDDEN = ("fate-oracle", "flanigan", "gitnux")

FILE = """
[source]
title = "Our own peers"
data_year = 2026
n = "12"

[[figures]]
id = "{id}"
metric = "{metric}"
stat = "{stat}"
value = {value}
unit = "{unit}"
definition = {{ {definition} }}
"""


def of(comparisons: Sequence[Comparison], name: str) -> Comparison:
    """The comparison with one figure."""
    (found,) = [one for one in comparisons if one.benchmark.id == name]
    return found


def own(folder: Path, **changes: object) -> dict[str, Benchmark]:
    """The shipped benchmarks, and one of a pack."""
    values = {
        "id": "OWN",
        "metric": "net_revenue_retention",
        "stat": "median",
        "value": 1.01,
        "unit": "share",
        "definition": 'same_as_ours = "yes"',
    }
    (folder / "benchmarks").mkdir(exist_ok=True)
    text = FILE.format(**{**values, **changes})
    (folder / "benchmarks" / "own.toml").write_text(text, encoding="utf-8")
    return load_benchmarks([folder])


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_figures_of_the_sources_stand_with_cut_n_year_and_wording(row: list[str]) -> None:
    name, metric, value, upper, unit, dimension, cut, n, year = row
    found = load_benchmarks()[name]
    assert found.metric == metric
    assert found.value == (float(value) if value else None)
    assert found.value_to == (float(upper) if upper else None)
    assert (found.unit, found.cut_dimension, found.cut_value) == (unit, dimension, cut)
    assert (found.n, found.data_year) == (n, int(year) if year else None)
    assert WORDINGS[name] in found.wording
    assert found.status == "seed"
    assert found.where
    assert "/" not in found.where


def test_nine_months_is_not_of_those_that_grow_by_more_than_forty_per_cent() -> None:
    """The source gives 24 % of staff for them, and 9 months for "the fastest"."""
    known = load_benchmarks()
    assert "40" not in known["BS2"].cut + known["BS2"].cut_value + known["BS2"].wording
    assert known["BS1"].cut_value == ">40 %"


def test_paybacks_stand_beside_both_of_our_paybacks() -> None:
    known = load_benchmarks()
    for name in ("BS2", "BS3", "BS4"):
        assert known[f"{name}:cac_payback_on_revenue"].value == known[name].value
        assert known[name].facts["margin_adjusted"] == "unknown"


def test_examples_and_scenarios_are_never_a_verdict() -> None:
    known = load_benchmarks()
    assert all(not known[f"BS{number}"].verdict for number in (9, 10, 11, 12, 13, 14, 15))


def test_no_corrupted_or_unsourced_page_is_cited() -> None:
    for path in SHIPPED.iterdir():
        assert path.suffix == ".toml"
        text = path.read_text(encoding="utf-8").lower()
        assert not [word for word in FORBIDDEN if word in text], path.name


def test_shipped_benchmarks_are_of_metrics_that_there_are() -> None:
    asked = {b.metric for b in load_benchmarks().values() if b.status in ("V", "seed")}
    assert asked - set(all_metrics()) - WITHOUT_METRIC - LATER == set()


# Being written: to be emptied when the catalogue is whole.
LATER = {
    "loyalty_case",
    "research_and_development_share_of_revenue",
}


@pytest.mark.parametrize(
    ("name", "value", "n", "year"),
    [
        ("BK25_cac_ratio_new", 2.0, "", 2024),
        ("BK24_cac_ratio_new", 1.76, "~1,000", 2023),
        ("KBCM21_growth", 0.31, ">350", 2020),
        ("KBCM19_cac_ratio_blended", 1.14, "197", 2018),
        ("KBCM18_growth_25", 0.35, "~385", 2017),
        ("KBCM17_growth", 0.47, "~400", 2016),
        ("SC23_nrr_6", 1.10, ">1,500", 2022),
        ("OV23_great_1", 150000, ">700", 2023),
        ("IQ23_nrr", 1.05, ">100", 2023),
        ("BV6_brake", 36, "", None),
        ("LC24_growth_top", 0.8755, ">125", 2023),
        ("AON19_sales_staff_mean", 0.274, "106", 2019),
        ("VV21_growth", 0.42, "", 2021),
        ("NDR20_great_enterprise", 1.30, "", None),
    ],
)
def test_public_figures(name: str, value: float, n: str, year: int | None) -> None:
    found = load_benchmarks()[name]
    assert (found.value, found.n, found.data_year, found.status) == (value, n, year, "V")


def test_figures_known_from_others_only_are_shown_when_the_pack_names_them() -> None:
    known = load_benchmarks()
    assert known["KBCM24_grr"].status == "V2"
    assert "V2" not in {b.status for b in chosen(known, pack())}
    assert "V2" not in {
        b.status for b in chosen(known, pack(benchmarks={"show": ("cac_payback",)}))
    }
    named = chosen(known, pack(benchmarks={"show": ("kbcm_sapphire_2024", "BS1")}))
    assert {b.file.stem for b in named} == {"kbcm_sapphire_2024", "nordic_software_growth_2022"}
    more = chosen(known, pack(benchmarks={"show": ("defaults", "KBCM24_grr")}))
    assert len(more) == len(chosen(known, pack())) + 1


def test_hidden_ones_stay_away() -> None:
    left = chosen(load_benchmarks(), pack(benchmarks={"hide": ("cac_payback", "BS1")}))
    assert "BS1" not in {b.id for b in left}
    assert "cac_payback" not in {b.metric for b in left}


def test_names_that_nothing_answers_to_are_told_with_the_nearest() -> None:
    with pytest.raises(PackError) as caught:
        tell("", benchmarks={"show": ("kbcm_2091",), "hide": ("BS77",)})
    first, second = caught.value.problems
    assert (first.column, first.value) == ("benchmarks.show", "kbcm_2091")
    assert "kbcm_20" in first.advice
    assert second.column == "benchmarks.hide"


def test_a_definition_that_was_not_published_gives_no_verdict() -> None:
    story = tell("cac_payback 2026Q3 14")
    found = of(story.comparisons, "BS2")
    assert (found.match, found.better, found.because) == (
        Match.UNKNOWN,
        None,
        "benchmarks.definition_unknown",
    )
    assert found.distance == pytest.approx(5)
    assert found.age_years == 4
    assert found.is_old
    said = benchmark_sentences(story, found)
    assert said[0].startswith("Definition not published")
    assert any("4 years before this report" in sentence for sentence in said)


def test_another_definition_is_not_comparable(tmp_path: Path) -> None:
    known = own(
        tmp_path,
        metric="cac_payback",
        value=9,
        unit="months",
        definition='margin_adjusted = "no", spend = "new_business", denominator = "new"',
    )
    for locale, sentence in (
        ("en", "Not comparable: gross margin: left out there, taken into account here."),
        ("sv", "Inte jämförbart: bruttomarginal: ej inräknad där, inräknad här."),
    ):
        story = tell("cac_payback 2026Q3 14", known=known, locale=locale)
        found = of(story.comparisons, "OWN")
        assert (found.match, found.better, found.distance) == (Match.DIFFERENT, None, None)
        assert benchmark_sentences(story, found)[0] == sentence


def test_all_spend_against_the_share_for_new_business_is_not_comparable() -> None:
    story = tell("cac_ratio_new 2026Q3 0.75")
    found = of(story.comparisons, "BK25_cac_ratio_new")
    assert found.match is Match.DIFFERENT


def test_dollars_stay_dollars() -> None:
    story = tell("revenue_per_employee 2026-09 1900000")
    found = of(story.comparisons, "BK25_per_employee_50")
    assert found.match is Match.DIFFERENT
    assert benchmark_figure(story, found.benchmark) == "200\xa0kUSD"
    assert "currency: USD there, SEK here" in benchmark_sentences(story, found)[0]


def test_the_lag_of_the_pack_decides_how_far_the_rule_fits() -> None:
    text = "cac_payback 2026Q3 40"
    alike = of(tell(text).comparisons, "BV6_brake")
    assert (alike.match, alike.better) == (Match.FULL, False)
    other = of(tell(text, definitions={"cac_lag": "months:6"}).comparisons, "BV6_brake")
    assert (other.match, other.better) == (Match.PARTIAL, False)


def test_our_facts_follow_the_choices_of_the_pack() -> None:
    quarter = PeriodKind.QUARTER
    assert our_facts("cac_payback", quarter, pack())["lag"] == "previous_period"
    assert our_facts("cac_payback", PeriodKind.YEAR, pack())["lag"] == "none"
    three = pack(definitions={"cac_lag": "months:3"})
    assert our_facts("cac_payback", quarter, three)["lag"] == "previous_period"
    none = pack(definitions={"cac_lag": "none"})
    assert our_facts("cac_payback_on_revenue", quarter, none)["lag"] == "none"
    assert our_facts("cac_payback_on_revenue", quarter, none)["margin_adjusted"] == "no"
    without = pack(definitions={"quick_ratio_with_reactivation": False})
    assert our_facts("quick_ratio", quarter, without)["reactivation"] == "out"
    staff = our_facts(
        "sales_and_marketing_headcount_share", quarter, pack(definitions={"cs_in_sm": True})
    )
    assert staff["functions"] == "both_and_customer_success"
    assert our_facts("won_deals", quarter, pack()) == {}


@pytest.mark.parametrize(
    ("months", "better", "noted"), [(7.0, None, True), (9.0, None, False), (14.0, False, False)]
)
def test_a_shorter_payback_is_not_better_by_itself(
    tmp_path: Path, months: float, better: bool | None, noted: bool
) -> None:
    """The fastest growers have 9 months, smaller and slower companies 8.3: they spend less."""
    known = own(tmp_path, metric="cac_payback", value=9, unit="months")
    story = tell(f"cac_payback 2026Q3 {months}", known=known)
    found = of(story.comparisons, "OWN")
    assert (found.match, found.belonging, found.better) == (Match.FULL, Belonging.OWN, better)
    said = " ".join(benchmark_sentences(story, found)).replace("\xa0", " ")
    assert ("A shorter payback is not better by itself" in said) is noted
    assert ("9.0 months" in said and "8.3 months" in said) is noted


@pytest.mark.parametrize(
    ("growth", "stated", "belonging"),
    [
        ("0.45", None, Belonging.OWN),
        ("0.40", None, Belonging.OTHER),
        ("0.12", None, Belonging.OTHER),
        ("-", None, Belonging.UNKNOWN),
        ("-", ">40%", Belonging.OWN),
        ("-", "20-40 %", Belonging.OTHER),
        ("0.45", "> 40 %", Belonging.OWN),
        ("0.12", ">40 %", Belonging.UNKNOWN),
    ],
)
def test_the_growth_band_is_that_of_our_figures(
    growth: str, stated: str | None, belonging: Belonging
) -> None:
    text = f"sales_and_marketing_headcount_share 2026-09 0.3\ngrowth_year_on_year 2026-09 {growth}"
    story = tell(text, benchmarks={"growth_band": stated})
    found = of(story.comparisons, "BS1")
    assert found.belonging is belonging
    assert found.better is None
    if stated == ">40 %" and growth == "0.12":
        assert any("12.0%" in sentence for sentence in benchmark_sentences(story, found))


def test_another_group_is_shown_but_never_better_or_worse() -> None:
    story = tell("growth_year_on_year 2026-09 0.45", benchmarks={"revenue_class": "$5-10M"})
    found = of(story.comparisons, "KBCM21_growth_25")
    assert (found.belonging, found.better) == (Belonging.OTHER, None)
    assert "Another group than ours" in " ".join(benchmark_sentences(story, found))
    whole = of(story.comparisons, "KBCM21_growth")
    assert (whole.match, whole.belonging, whole.better) == (Match.PARTIAL, Belonging.OWN, True)


def test_another_region_is_shown_but_never_better_or_worse() -> None:
    story = tell("growth_year_on_year 2026-09 0.45", benchmarks={"region": "Nordic"}, locale="sv")
    found = of(story.comparisons, "KBCM21_growth")
    assert (found.belonging, found.better) == (Belonging.OTHER, None)
    assert "En annan region än vår: USA, inte Nordic." in benchmark_sentences(story, found)


def test_the_twelve_month_rule_is_of_contracts_of_twelve_months() -> None:
    text = "cac_payback 2026Q3 14"
    assert of(tell(text).comparisons, "BS4").belonging is Belonging.OWN
    term = f"{text}\npayback_against_contract 2026Q3 24 part=term_months"
    assert of(tell(term).comparisons, "BS4").belonging is Belonging.OTHER
    stated = tell(text, definitions={"contract_term_months": 24})
    assert of(stated.comparisons, "BS4").belonging is Belonging.OTHER


@pytest.mark.parametrize(
    ("stat", "ours", "better"),
    [
        ("median", 1.05, True),
        ("median", 0.95, False),
        ("median", 1.01, None),
        ("p75", 1.05, True),
        ("p75", 0.95, None),
        ("p25", 1.05, None),
        ("p25", 0.95, False),
    ],
)
def test_of_a_quartile_only_what_it_says(
    tmp_path: Path, stat: str, ours: float, better: bool | None
) -> None:
    known = own(tmp_path, stat=stat)
    story = tell(f"net_revenue_retention TTM2026-09 {ours}", known=known)
    assert of(story.comparisons, "OWN").better is better


def test_a_year_is_held_against_a_year() -> None:
    """The quarter's retention is nearer to 1 than a year's, and no match for it."""
    story = tell("net_revenue_retention 2026Q3 0.99\nnet_revenue_retention TTM2026-09 0.96")
    found = of(story.comparisons, "SC23_nrr_1")
    assert (found.ours, found.period, found.match) == (0.96, "TTM2026-09", Match.FULL)


def test_inside_a_range_there_is_no_distance() -> None:
    assert of(tell("cac_payback 2026Q3 12").comparisons, "BV6_small").distance == 0
    assert of(tell("cac_payback 2026Q3 20").comparisons, "BV6_small").distance == 2
    assert of(tell("cac_payback 2026Q3 4").comparisons, "BV6_small").distance == -2


def test_a_missing_reading_is_not_compared() -> None:
    assert not list(tell("cac_payback 2026Q3 - missing=div_zero").comparisons)


def test_words_are_shown_as_words() -> None:
    found = of(tell("growth_year_on_year 2026-09 0.2").comparisons, "BS5")
    assert (found.because, found.distance) == ("benchmarks.words_only", None)


def test_a_file_of_the_pack_overrides_by_id_and_adds(tmp_path: Path) -> None:
    known = own(tmp_path, id="BS2", metric="cac_payback", value=7, unit="months")
    assert known["BS2"].value == 7
    assert "BS2:cac_payback_on_revenue" not in known
    assert known["BS3"].value == 8.3


def test_a_file_of_the_same_name_hides_the_shipped_one(tmp_path: Path) -> None:
    own(tmp_path)
    folder = tmp_path / "benchmarks"
    (folder / "own.toml").rename(folder / "nordic_software_growth_2022.toml")
    known = load_benchmarks([tmp_path])
    assert "OWN" in known
    assert "BS1" not in known


def test_mistakes_in_files_are_told_all_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "benchmarks"
    folder.mkdir()
    (folder / "a.toml").write_text("[source]\ntitle = 3\nyaer = 1\n", encoding="utf-8")
    (folder / "b.toml").write_text("this is = not = toml\n", encoding="utf-8")
    (folder / "c.toml").write_text(
        '[source]\ntitle = "x"\n[[figures]]\nid = "A"\nmetrik = "cac"\nstat = "middle"\n',
        encoding="utf-8",
    )
    (folder / "d.toml").write_text(
        '[source]\ntitle = "x"\n[[figures]]\nid = "A"\nmetric = "cac"\nstat = "p75"\nvalue = nan\n',
        encoding="utf-8",
    )
    with pytest.raises(PackError) as caught:
        load_benchmarks([tmp_path])
    told = {(p.file, p.column, p.line): p for p in caught.value.problems}
    assert told[("benchmarks/a.toml", "source.yaer", 3)].advice == "Did you mean 'data_year'?" or (
        "Known here" in told[("benchmarks/a.toml", "source.yaer", 3)].advice
    )
    assert told[("benchmarks/a.toml", "source.title", 2)].value == "3"
    assert told[("benchmarks/b.toml", "", 1)].what.startswith("this benchmark file cannot be read")
    assert told[("benchmarks/c.toml", "figures.1.metrik", 3)].advice == "Did you mean 'metric'?"
    assert ("benchmarks/c.toml", "figures.1.stat", 3) in told
    assert {p.file for p in caught.value.problems} >= {"benchmarks/d.toml"}


def test_a_metric_of_the_pack_that_there_is_not_is_told(tmp_path: Path) -> None:
    known = own(tmp_path, metric="net_revenu_retention")
    with pytest.raises(PackError) as caught:
        tell("", known=known)
    (problem,) = caught.value.problems
    assert problem.file == "benchmarks/own.toml"
    assert problem.advice == "Did you mean 'net_revenue_retention'?"


@pytest.mark.parametrize("language", ["en", "sv"])
def test_no_two_figures_of_a_metric_stand_under_the_same_words(language: str) -> None:
    """Source, group, kind, year, region and n: what a reader sees beside the value tells them apart."""
    story = tell("", locale=language)
    seen: dict[tuple[object, ...], str] = {}
    for figure in load_benchmarks().values():
        if figure.value is None or not figure.verdict:
            continue
        words = (
            *(figure.metric, figure.source, benchmark_cut(story, figure.cuts)),
            *(benchmark_kind(story, figure), figure.data_year or figure.published),
            *(benchmark_region(story, figure), figure.n),
        )
        assert words not in seen, f"{figure.id} reads like {seen[words]}"
        seen[words] = figure.id
