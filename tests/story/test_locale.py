"""Words and numbers as boards write them."""

from __future__ import annotations

import re
import string
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from reportgen.errors import PackError
from reportgen.intake import checks
from reportgen.intake.check import Check
from reportgen.measure.benchmark import load_benchmarks
from reportgen.measure.compute import all_metrics
from reportgen.measure.reading import Reading
from reportgen.members import load_members
from reportgen.period import parse_period
from reportgen.story.locale import SHIPPED, Locale, load_locale, locale_names
from reportgen.story.number import rounded
from reportgen.unit import Unit

NBSP = "\u00a0"
SV, EN = load_locale("sv"), load_locale("en")


def flat(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Texts by dotted key, as they stand in the file."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def shipped(name: str) -> dict[str, Any]:
    """A language's own texts, without those it takes from English."""
    return dict(flat(tomllib.loads((SHIPPED / f"{name}.toml").read_text(encoding="utf-8"))))


def placeholders(text: str) -> set[str]:
    """Names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


# ------------------------------------------------------------------------------------- numbers


@pytest.mark.parametrize(
    ("value", "decimals", "swedish", "english"),
    [
        (1234567.25, 1, f"1{NBSP}234{NBSP}567,3", "1,234,567.3"),
        (0.125, 2, "0,13", "0.13"),
        (-0.125, 2, "−0,13", "−0.13"),
        (2.675, 2, "2,68", "2.68"),
        (-0.04, 1, "0,0", "0.0"),
        (Decimal("-0.00"), 1, "0,0", "0.0"),
        (999.95, 1, f"1{NBSP}000,0", "1,000.0"),
        (1000, 0, f"1{NBSP}000", "1,000"),
        (Decimal("1E+3"), 0, f"1{NBSP}000", "1,000"),
    ],
)
def test_numbers_are_rounded_once_and_half_up(
    value: float, decimals: int, swedish: str, english: str
) -> None:
    """0.125 is 0.13 as in a spreadsheet; what rounds to nothing has no sign."""
    assert SV.number(value, decimals) == swedish
    assert EN.number(value, decimals) == english


def test_signs_are_said_only_where_there_is_one() -> None:
    assert [EN.number(v, 1, signed=True) for v in (0.26, -0.26, 0.04, 0)] == [
        "+0.3", "−0.3", "0.0", "0.0",
    ]  # fmt: skip


@pytest.mark.parametrize("value", [float("inf"), float("-inf"), float("nan")])
def test_what_is_no_number_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="needs a reason"):
        EN.number(value)
    with pytest.raises(ValueError, match="needs a reason"):
        EN.money(value, "SEK")


def test_floats_are_taken_as_people_write_them() -> None:
    """1.005 as a binary number lies below 1.005."""
    assert rounded(1.005, 2) == Decimal("1.01")
    assert EN.share(0.285, 0) == "29%"


# --------------------------------------------------------------------------------------- money


@pytest.mark.parametrize(
    ("value", "swedish", "english"),
    [
        ("128400000", "128,4_MSEK", "128.4_MSEK"),
        ("1234567890", "1_235_MSEK", "1,235_MSEK"),
        ("9999999.6", "10,0_MSEK", "10.0_MSEK"),
        ("9949999", "9,95_MSEK", "9.95_MSEK"),
        ("388000", "388_tkr", "388_kSEK"),
        ("38800", "38,8_tkr", "38.8_kSEK"),
        ("9999.4", "9_999_kr", "9,999_SEK"),
        ("99.5", "99,50_kr", "99.50_SEK"),
        ("0", "0_kr", "0_SEK"),
        ("-1064000", "−1,06_MSEK", "−1.06_MSEK"),
    ],
)
def test_money_is_written_with_three_digits_at_least(
    value: str, swedish: str, english: str
) -> None:
    assert SV.money(Decimal(value), "SEK") == swedish.replace("_", NBSP)
    assert EN.money(Decimal(value), "SEK") == english.replace("_", NBSP)


def test_values_of_a_table_share_a_scale() -> None:
    scale = SV.money_scale([Decimal(3_000), Decimal(-38_800_000)], "EUR")
    assert (scale.unit, scale.decimals) == ("MEUR", 1)
    assert SV.money(3_000, "EUR", scale) == f"0,0{NBSP}MEUR"
    assert SV.money_scale([], "EUR").unit == "EUR"


# -------------------------------------------------------------------------- readings and changes


@pytest.mark.parametrize(
    ("unit", "value", "swedish", "english"),
    [
        (Unit.SHARE, 0.24, "24,0_%", "24.0%"),
        (Unit.MONTHS, 12.04, "12,0_mån", "12.0_months"),
        (Unit.DAYS, 1.2, "1_dag", "1_day"),
        (Unit.DAYS, 47.5, "48_dagar", "48_days"),
        (Unit.COUNT, 1234, "1_234", "1,234"),
        (Unit.RATIO, 2.145, "2,15×", "2.15×"),
        (Unit.POINTS, 17.06, "17,1_%", "17.1%"),
        (Unit.SCORE, -14.86, "−14,9", "−14.9"),
        (Unit.FULL_TIME_EQUIVALENTS, 106.5, "106,5", "106.5_FTE"),
        (Unit.FLAG, 1.0, "ja", "yes"),
        (Unit.FLAG, 0.0, "nej", "no"),
    ],
)
def test_every_unit_has_its_form(unit: Unit, value: float, swedish: str, english: str) -> None:
    reading = Reading("some", "2026Q3", value, missing=None)
    assert SV.reading(reading, unit, "SEK") == swedish.replace("_", NBSP)
    assert EN.reading(reading, unit, "SEK") == english.replace("_", NBSP)


def test_classes_have_names() -> None:
    reading = Reading("growth_band", "2026-09", 2.0, missing=None)
    assert EN.reading(reading, Unit.LABEL, "SEK") == "20 to 40%"


def test_missing_is_a_reason_and_never_a_number() -> None:
    missing = Reading("quick_ratio", "2026Q3", None, missing="infinite")
    assert EN.reading(missing, Unit.RATIO, "SEK") == "no losses"
    assert SV.reading(missing, Unit.RATIO, "SEK") == "inga förluster"
    assert EN.missing("infinite") == "without limit"
    for reason in ("no_data", "insufficient_history", "partial_period", "div_zero", "infinite",
                   "not_meaningful", "cash_generative", "suppressed_small_n"):  # fmt: skip
        for language in (EN, SV):
            assert language.missing(reason)
            assert language.missing_sentence(reason).endswith(".")
    assert EN.missing_sentence("infinite", "quick_ratio").startswith("Nothing was lost")


def test_change_is_in_points_for_shares_and_in_per_cent_for_money() -> None:
    assert SV.change(0.261, 0.24, Unit.SHARE, "SEK") == f"+2,1{NBSP}procentenheter"
    assert SV.change(0.261, 0.24, Unit.SHARE, "SEK", short=True) == f"+2,1{NBSP}p.e."
    assert EN.change(0.24, 0.261, Unit.SHARE, "SEK") == f"−2.1{NBSP}pp"
    assert SV.change(17.1, 19.4, Unit.POINTS, "SEK") == f"−2,3{NBSP}procentenheter"
    assert SV.change(17.1, 19.4, Unit.POINTS, "SEK", short=True) == f"−2,3{NBSP}p.e."
    assert SV.change(14.9, 8.9, Unit.SCORE, "SEK") == "+6,0"
    assert EN.change(131.2, 100, Unit.MONEY, "SEK") == "+31.2%"
    assert SV.change(14.1, 12.0, Unit.MONTHS, "SEK") == f"+2,1{NBSP}mån"
    # From nothing, or from less, a percentage would lie.
    assert EN.change(500, 0, Unit.MONEY, "SEK") == f"+500{NBSP}SEK"
    assert EN.change(500, -500, Unit.MONEY, "SEK") == f"+1,000{NBSP}SEK"
    assert EN.change(None, 1, Unit.MONEY, "SEK") == ""
    missing = Reading("win_rate", "2026Q3", None)
    assert (
        EN.change(Reading("win_rate", "2026Q3", 0.3, missing=None), missing, Unit.SHARE, "") == ""
    )


# ------------------------------------------------------------------------------------- periods


@pytest.mark.parametrize(
    ("label", "start", "swedish", "english", "short"),
    [
        ("2026Q3", 1, "Q3 2026", "Q3 2026", "Q3 2026"),
        ("2027Q2", 5, "Q2 2026/27", "Q2 2026/27", "Q2 2026/27"),
        ("2026-09", 1, "september 2026", "September 2026", "sep 2026"),
        ("FY2026", 1, "helåret 2026", "FY 2026", "2026"),
        ("FY2027", 5, "helåret 2026/27", "FY 2026/27", "2026/27"),
        (
            "TTM2026-09",
            1,
            "rullande 12 månader t.o.m. sep 2026",
            "twelve months to Sep 2026",
            "R12 sep 2026",
        ),
        ("YTD2026-09", 1, "året t.o.m. sep 2026", "year to date, to Sep 2026", "t.o.m. sep 2026"),
    ],
)
def test_periods_are_named_as_boards_name_them(
    label: str, start: int, swedish: str, english: str, short: str
) -> None:
    period = parse_period(label, start)
    assert SV.period(period) == swedish
    assert EN.period(period) == english
    assert SV.period(period, short=True) == short


def test_periods_in_sentences_and_under_axes() -> None:
    assert SV.within(parse_period("2026Q3")) == "under Q3 2026"
    assert EN.within(parse_period("TTM2026-09")) == "in the twelve months to Sep 2026"
    assert SV.period_tick(parse_period("2026-09", 5)) == ("sep", "2026")
    assert SV.period_tick(parse_period("2027Q2", 5)) == ("Q2", "2026/27")
    assert EN.month(parse_period("2026-01").last, long=True) == "January 2026"


# --------------------------------------------------------------------------------------- texts


def test_plurals_take_their_form_from_the_count() -> None:
    texts = {**EN.texts, "some.one": "{count} chart", "some.other": "{count} charts"}
    english = Locale("en", texts)
    assert english.text("some", count=1) == "1 chart"
    assert english.text("some", count=1200) == "1,200 charts"
    polish = Locale("pl", {**texts, "language.babel": "pl", "some.few": "{count} few"})
    assert polish.text("some", count=3) == "3 few"


def test_texts_refuse_what_nobody_has_formatted() -> None:
    with pytest.raises(TypeError, match="format value before"):
        EN.text("units.share", value=0.25)
    with pytest.raises(KeyError, match=r"charts\.no_such"):
        EN.text("charts.no_such")


def test_braces_in_a_value_stay_as_they_are() -> None:
    assert EN.text("language.list_last", left="{0}", right="{x}") == "{0} and {x}"
    assert EN.listing(["a", "b", "c"]) == "a, b and c"
    assert (EN.listing([]), EN.listing(["a"])) == ("", "a")


def test_names_are_small_inside_a_sentence_unless_they_are_abbreviations() -> None:
    names = ["Win rate", "ARR", "S&M spend", "EBITDA margin", ""]
    assert [EN.inside(name) for name in names] == ["win rate", *names[1:]]
    german = Locale("de", {**EN.texts, "language.names_inside": "as_it_is"})
    assert german.inside("Kunden") == "Kunden"


def test_groups_have_our_words_only_where_the_word_is_ours() -> None:
    assert SV.split_value("sm_part", "personnel_sales") == "Personal, sälj"
    assert SV.split_value("segment", "SMB") == "SMB"
    assert SV.split_value("segment", "(blank)") == "(ej angivet)"
    assert EN.split_value("movement", "churn") == "Churn"
    assert EN.split_name("some_column") == "some column"


def test_packs_own_words_win_key_by_key(tmp_path: Path) -> None:
    (tmp_path / "sv.toml").write_text('[money.SEK]\nthousand = "KSEK"\n', encoding="utf-8")
    own = load_locale("sv", (tmp_path,))
    assert own.money(38_800, "SEK") == f"38,8{NBSP}KSEK"
    assert own.money(38_800_000, "SEK") == f"38,8{NBSP}MSEK"


def test_new_language_needs_only_what_differs(tmp_path: Path) -> None:
    text = '[language]\ndecimal = ","\ngroup = "."\n[units]\nno = "nej"\n'
    (tmp_path / "da.toml").write_text(text, encoding="utf-8")
    danish = load_locale("da", (tmp_path,))
    assert danish.number(1234.5, 1) == "1.234,5"
    assert danish.text("units.yes") == "yes"
    assert "da" in locale_names((tmp_path,))


def test_unknown_languages_keys_and_broken_files_are_said(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="no such language"):
        load_locale("xx")
    (tmp_path / "sv.toml").write_text('[units]\nshar = "{value}"\n', encoding="utf-8")
    with pytest.raises(PackError, match=r"unknown key 'units\.shar'"):
        load_locale("sv", (tmp_path,))
    (tmp_path / "sv.toml").write_text("[units\n", encoding="utf-8")
    with pytest.raises(PackError, match="not TOML"):
        load_locale("sv", (tmp_path,))


@pytest.mark.parametrize("name", [name for name in locale_names() if name != "en"])
def test_translations_have_the_placeholders_of_english(name: str) -> None:
    english, own = shipped("en"), shipped(name)
    wrong = {
        key: text
        for key, text in own.items()
        if key in english
        and isinstance(text, str)
        and not placeholders(text)
        <= placeholders(english[key]) | {"period", "month", "title", "inside"}
    }
    assert len(own) > 300
    assert wrong == {}


def test_every_metric_has_swedish_words_and_no_word_is_left_over() -> None:
    words = ("title", "abbreviation", "definition", "why", "formula", "numerator", "denominator")
    metrics, own = all_metrics(), shipped("sv")
    assert len(metrics) >= 45
    wanted = {
        f"metrics.{name}.{word}"
        for name, metric in metrics.items()
        for word in words
        if getattr(metric, word)
    } | {f"metrics.{name}.subject" for name in metrics}
    short = {f"metrics.{name}.subject_short" for name in metrics}
    found = {key for key in own if key.startswith("metrics.")} - short
    assert wanted - found == set(), "metrics without Swedish words"
    assert found - wanted == set(), "Swedish words without a metric"
    titles = [own[f"metrics.{name}.title"] for name in metrics]
    assert len(set(titles)) == len(titles)
    assert SV.metric_title(metrics["win_rate"]) == "Andel vunna affärer"
    assert EN.metric_words(metrics["win_rate"], "abbreviation") == "Win rate"


@pytest.mark.parametrize("language", [SV, EN])
def test_formulas_multiply_with_the_sign(language: Locale) -> None:
    words = ("formula", "numerator", "denominator")
    found = [language.metric_words(m, word) for m in all_metrics().values() for word in words]
    assert any("×" in text for text in found)
    assert [text for text in found if re.search(r"(^|\W)x(\W|$)", text)] == []


def test_english_has_no_space_before_the_per_cent_sign() -> None:
    words = ("definition", "why", "formula", "source", "example")
    declared = [getattr(m, word) for m in all_metrics().values() for word in words]
    texts = [*declared, *(str(text) for text in shipped("en").values())]
    texts += [cut for one in load_benchmarks().values() if (cut := one.cuts.get("en"))]
    assert [text for text in texts if re.search(r"[\d#}][ \u00a0]%", text)] == []


# Printed by the command line, and of the data notes the line that names the key to be changed.
FOR_THE_ONE_WHO_BUILDS = (
    "explain.",
    "trace.",
    "pages.evidence.",
    "restated.not_wanted",
    "allowance.",
)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_board_is_not_told_of_the_tool(language: str) -> None:
    """No file, key, command or row of 0 on a board's page, and no currency that is not the pack's."""
    talk = re.compile(
        r"pack\.toml|\bpacken|this pack|\[\w+\.\w+\]|reportgen|rad med 0|row of 0"
        r"|att dela med|divide by|\bNot one\b|\bkron(a|e|or)\b|intäktskrona"
    )
    texts = {key: str(text) for key, text in shipped(language).items()}
    if language == "en":
        for name, metric in all_metrics().items():
            texts |= {f"metrics.{name}.{w}": getattr(metric, w) for w in ("definition", "why")}
        texts |= {f"checks.{name}": one.what for name, one in load_members(checks, Check).items()}
    told = [key for key, text in texts.items() if talk.search(text)]
    assert [key for key in told if not key.startswith(FOR_THE_ONE_WHO_BUILDS)] == []


# What Swedish takes over as a term, and has no definite form of.
TERMS = ("Burn multiple", "Quick ratio", "Magic number", "ARR", "CAC", "CLV", "CMGR", "CSAT", "DAU",
         "GRR", "MRR", "NPS", "NRR", "SQL", "Ny ARR", "Vunnen ARR", "Diskonterat CLV")  # fmt: skip


def test_every_metric_is_a_definite_subject_in_swedish() -> None:
    """Never "Kassa sjönk": Kassan, Det månatliga kundtappet, Befintliga kunders andel."""
    for short in (False, True):
        subjects = [SV.metric_subject(metric, short=short) for metric in all_metrics().values()]
        bare = [
            subject
            for subject in subjects
            if not subject.startswith(TERMS)
            and not re.match(r"(Den|Det|De) ", subject)
            # A definite noun at the head, or an owner before it: Kassans, kunders, marknads.
            and not re.search(r"^(\S+- och )?\S*(en|et|an|ln|rn|na|on)(,? |$)|(s|ts) \w+", subject)
        ]
        assert bare == []


def test_a_language_without_such_forms_says_the_name() -> None:
    payback = all_metrics()["net_revenue_retention"]
    assert EN.metric_subject(payback) == "Net revenue retention"
    assert EN.metric_subject(payback, short=True) == "NRR"
    cash = all_metrics()["cash_balance"]
    assert [SV.metric_subject(cash, short=short) for short in (False, True)] == ["Kassan"] * 2


# What a board has read as something else than was meant, or would not say.
ODD = (
    "ände till ände",
    "mittersta av",
    r"\bkullen",
    r"it gladly",
    "leaves a loss",
    r"who are here",
    r"pipelinen i dag",
    r"pipeline today",
    r"vad det blev av",
    r"\bbeyond rule",
    "utanför tumregeln",
)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_words_that_boards_have_misread_do_not_come_back(language: str) -> None:
    texts = {key: str(text) for key, text in shipped(language).items()}
    if language == "en":
        for name, metric in all_metrics().items():
            texts |= {f"metrics.{name}.{w}": getattr(metric, w) for w in ("definition", "why")}
    odd = re.compile("|".join(ODD), re.IGNORECASE)
    assert {key: text for key, text in texts.items() if odd.search(text)} == {}


@pytest.mark.parametrize("language", [SV, EN])
def test_a_topic_is_called_what_its_page_is_called(language: Locale) -> None:
    for page in ("growth", "retention", "pipeline", "people", "voice"):
        assert language.text(f"topics.{page}") == language.text(f"pages.{page}.title")


@pytest.mark.parametrize("language", [SV, EN])
def test_scored_and_handed_over_leads_have_different_names(language: Locale) -> None:
    """31.9% that reach the lines on all scores are not the 120 handed over to sales."""
    metrics = all_metrics()
    handed, scored = (
        language.metric_title(metrics[name]).casefold()
        for name in ("sales_qualified_leads", "lead_score")
    )
    assert "alifi" in handed
    assert "alifi" not in scored


def test_what_splits_are_called_over_a_column() -> None:
    """The first letter only is made large: what a pack calls its own stays as it is."""
    assert SV.split_head("cohort") == "Första år som kund"
    assert EN.split_head("segment", "country") == "Segment, country"
    assert EN.split_head("own_KAM") == "Own KAM"


@pytest.mark.parametrize(("language", "word"), [(SV, "måna"), (EN, "month")])
def test_amounts_a_month_say_so_in_their_names(language: Locale, word: str) -> None:
    """Beside a deal of 271 kSEK a year a price of 22.6 kSEK a month looks like a tenth of it."""
    names = ("average_selling_price", "revenue_per_customer", "revenue_at_risk",
             "loyalty_case_price_needed")  # fmt: skip
    titles = [language.metric_title(all_metrics()[name]) for name in names]
    titles += [
        language.text("loyalty.price"),
        language.text("loyalty.price_needed", segment="A"),
    ]
    assert [title for title in titles if word not in title.casefold()] == []
    # Beside the bars of a half-width chart a longer name is cut.
    price = language.text("splits.values.factor.price_per_new_customer")
    assert re.search("MRR|Månad", price)
    assert len(price) <= 23


def test_small_numbers_are_written_in_letters_in_a_sentence() -> None:
    assert [SV.spelt(n) for n in (1, 2, 8, 12, 13)] == ["1", "två", "åtta", "tolv", "13"]
    assert [EN.spelt(n) for n in (2, 12, 1200)] == ["two", "twelve", "1,200"]


@pytest.mark.parametrize("language", [SV, EN])
def test_a_short_name_is_recognised_as_the_long_one(language: Locale) -> None:
    """Who reads "Kassa" on a card and "Likvida medel" over the chart looks for two figures."""
    names = {
        name: (
            language.metric_title(metric).casefold(),
            language.metric_words(metric, "abbreviation"),
        )
        for name, metric in all_metrics().items()
    }
    strange = [
        (title, short)
        for title, short in names.values()
        if not any(word.isupper() for word in re.split(r"[^\w&]+", short))
        and not any(
            short.casefold()[start : start + 5] in title for start in range(max(1, len(short) - 4))
        )
    ]
    assert strange == []


def test_swedish_short_forms_stand_beside_the_words_they_are_short_for() -> None:
    """ARR, CAC, NRR: each stands in brackets after the name of the metric that it is short for."""
    names = [SV.metric_title(metric) for metric in all_metrics().values()]
    known = {short for name in names for short in re.findall(r"\(([A-Z/]+)\)", name)}
    used = {
        short
        for metric in all_metrics().values()
        for short in re.findall(r"\b[A-Z]{3,}\b", SV.metric_words(metric, "abbreviation"))
    }
    assert used - known - {"EBITDA"} == set()


# ---------------------------------------------------------------------------------- the renderer


def test_renderers_locale_has_our_marks() -> None:
    assert SV.d3_number()["minus"] == "−"
    assert SV.d3_number()["decimal"] == ","
    assert SV.d3_number()["thousands"] == NBSP
    times = SV.d3_time()
    assert times["months"][0] == "januari"
    assert times["days"][0] == "söndag"
    assert [len(times[key]) for key in ("days", "shortDays", "months", "shortMonths")] == [
        7, 7, 12, 12,
    ]  # fmt: skip


def test_loading_imports_neither_babel_nor_polars() -> None:
    code = (
        "import sys\n"
        "from reportgen.story.locale import load_locale\n"
        "load_locale('sv').d3_time()\n"
        "print(*sorted({'babel', 'polars', 'altair'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
