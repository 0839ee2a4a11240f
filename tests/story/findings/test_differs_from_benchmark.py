"""Distance from published figures: only where definition and group are ours."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportgen.measure.benchmark import Benchmark, load_benchmarks
from reportgen.story.finding import Finding
from reportgen.story.findings.differs_from_benchmark import differs_from_benchmark
from tests.story.findings.tell import tell

OWN = replace(
    load_benchmarks()["SC23_nrr_1"],
    id="OWN",
    cut_dimension="",
    cut_value="",
    cuts={},
    cut="",
    n="40",
    region="Nordic",
    source="Our peers",
    data_year=2025,
    value=1.01,
)


def found(text: str, theirs: Benchmark = OWN, **more: object) -> list[Finding]:
    known = {**load_benchmarks(), theirs.id: theirs}
    story = tell(text, known=known, benchmarks={"show": (theirs.id,)}, **more)  # type: ignore[arg-type]
    return list(differs_from_benchmark.find(story))


@pytest.mark.parametrize(
    ("locale", "sentence"),
    [
        (
            "en",
            "Net revenue retention was 96.0% in the twelve months to Sep 2026, 5.0 pp below "
            "Our peers (median 101.0%, Nordic countries, n: 40, 2025).",
        ),
        (
            "sv",
            "Nettoretentionen (NRR) var 96,0 % under de tolv månaderna t.o.m. sep 2026, "
            "5,0 procentenheter lägre än Our peers (median 101,0 %, Norden, n: 40, 2025).",
        ),
    ],
)
def test_the_sentence(locale: str, sentence: str) -> None:
    (told,) = found("net_revenue_retention TTM2026-09 0.96 n=50", locale=locale)
    assert told.text.replace("\xa0", " ") == sentence
    assert told.good is False


def test_above_is_good_for_what_should_be_high() -> None:
    (told,) = found("net_revenue_retention TTM2026-09 1.08 n=3")
    assert "(n = 3, a small number)" in told.text
    assert "7.0\xa0pp above" in told.text
    assert told.good is True


@pytest.mark.parametrize(
    "theirs",
    [
        replace(OWN, facts={"method": "unknown"}),
        replace(OWN, facts={"method": "movements"}),
        replace(OWN, verdict=False),
        replace(OWN, value=None),
        replace(OWN, value=0.96),
        replace(OWN, cut_dimension="market", cut_value="enterprise", cuts={"en": "x"}),
    ],
    ids=["unknown", "different", "no verdict", "words", "the same", "another group"],
)
def test_otherwise_nothing_is_said(theirs: Benchmark) -> None:
    assert found("net_revenue_retention TTM2026-09 0.96 n=50", theirs) == []


def test_a_partial_match_says_what_differs_and_weighs_less() -> None:
    text = "net_revenue_retention TTM2026-09 0.96 n=50"
    (whole,) = found(text)
    (part,) = found(text, replace(OWN, facts={"method": "cohort"}))
    assert "not defined quite alike (window: not stated there, year here)" in part.text
    assert part.weight < whole.weight


def test_an_old_figure_says_its_age() -> None:
    (told,) = found("net_revenue_retention TTM2026-09 0.96", replace(OWN, data_year=2022))
    assert "2022, 4 years old" in told.text


def test_a_shorter_payback_is_told_with_its_reserve() -> None:
    theirs = replace(
        OWN, metric="cac_payback", value=9.0, unit="months", facts={"same_as_ours": "yes"}
    )
    (told,) = found("cac_payback 2026Q3 7 n=20", theirs)
    assert told.good is None
    assert "a shorter payback is not better by itself" in told.text
    (longer,) = found("cac_payback 2026Q3 14 n=20", theirs)
    assert longer.good is False


def test_a_rule_that_is_kept_is_no_news() -> None:
    brake = load_benchmarks()["BV6_brake"]
    assert found("cac_payback 2026Q3 14 n=20", brake) == []
    (told,) = found("cac_payback 2026Q3 40 n=20", brake)
    assert told.good is False


@pytest.mark.parametrize(
    ("asked", "swedish", "english"),
    [
        ("~1,000", "n: ~1 000", "n: ~1,000"),
        (">1,500", "n: >1 500", "n: >1,500"),
        ("106", "n: 106", "n: 106"),
        ("30-50", "n: 30-50", "n: 30-50"),
    ],
)
def test_how_many_were_asked_has_the_marks_of_the_language(
    asked: str, swedish: str, english: str
) -> None:
    text = "net_revenue_retention TTM2026-09 0.96 n=50"
    for locale, words in (("sv", swedish), ("en", english)):
        (told,) = found(text, replace(OWN, n=asked), locale=locale)
        assert f"{words}, 2025)" in told.text.replace("\xa0", " ")


def test_shipped_groups_are_written_as_swedish_writes_amounts() -> None:
    """`över 50 MUSD`: the source's own `> $50M` belongs in quotation marks, and has none here."""
    told = {one.cuts.get("sv", "") for one in load_benchmarks().values()}
    assert len(told) > 30
    assert [cut for cut in told if "$" in cut or "<" in cut or ">" in cut] == []
