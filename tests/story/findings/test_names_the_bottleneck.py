"""Names the bottleneck."""

from __future__ import annotations

from reportgen.story.findings.names_the_bottleneck import names_the_bottleneck
from reportgen.story.funnel import bottlenecks
from reportgen.story.funnel import told as told_in_words
from tests.story.charts.show import Row, row, story

STEP = "outbound: prospect > sales_lead"
QUARTER = "2026Q3"


def bottleneck(
    flow: str, kind: str, name: str, value: float | None, target: float, actual: float
) -> list[Row]:
    """What the metric says of a flow."""
    halves = {"numerator": target, "denominator": actual}
    missing = {} if value is not None else {"missing": "no_data"}
    return [
        row(
            "bottleneck",
            QUARTER,
            value,
            split_by="flow+kind",
            split=f"{flow}+{kind}",
            **halves,
            **missing,
        ),
        row("bottleneck", QUARTER, value, split_by="bottleneck", split=name, **halves, **missing),
    ]


KNOWN = [
    row("step_conversion", "2026Q2", 0.2, split_by="step", split=STEP),
    row("bottleneck", QUARTER, 120.0, split_by="part", split="days_until_effect"),
]


def told(rows: list[Row], locale: str = "en") -> list[str]:
    """The sentences."""
    return [f.text for f in names_the_bottleneck.find(story([*KNOWN, *rows], locale=locale))]


def test_a_step_what_it_would_win_and_when() -> None:
    rows = bottleneck("outbound", "step", STEP, 500_000, 0.4, 0.32)
    assert told(rows) == [
        "Outbound: the bottleneck is Prospect → Sales lead, 32.0% against 40.0%, the best of its last "
        "four quarters. Lift this step first. That would be worth 500\u00a0kSEK more a year in won deals "
        "of the flow, and show about 120\u00a0days later, the length of the company's sales "
        "cycle."
    ]
    assert "flaskhalsen är Prospekt → Säljlead, 32,0\u00a0% mot 40,0\u00a0%" in told(rows, "sv")[0]


def test_the_largest_of_several_flows_with_advice_of_its_kind() -> None:
    """One more hunter where the days are full, more traffic where entries are missing."""
    step = bottleneck("outbound", "step", STEP, 500_000, 0.4, 0.32)
    full = bottleneck("outbound", "capacity", "outbound", 900_000, 0.9, 0.95)
    few = bottleneck("inbound", "volume", "inbound: visitor", 700_000, 1000.2, 800)
    assert "One more meeting booker would be worth" in told(full)[0]
    (sentence,) = told([*step, *few])
    assert "800 into Visitor in Q3 2026, where the plan needs 1,001" in sentence
    assert "1,001. It takes more traffic or advertising. " in sentence


def test_only_a_flow_that_calls_needs_longer_call_lists() -> None:
    """Of a flow that we do not know nothing is said of what fills it."""
    called = bottleneck("outbound", "volume", "outbound: prospect", 700_000, 1000.2, 800)
    assert "It takes more to contact, such as longer call lists." in told(called)[0]
    assert "fler att kontakta" in told(called, "sv")[0]
    visited = bottleneck("inbound", "volume", "inbound: visitor", 700_000, 1000.2, 800)
    assert "ringlist" not in told(visited, "sv")[0]
    events = bottleneck("partner", "volume", "partner: lead", 700_000, 1000.2, 800)
    assert all("More has to come in" in text and "call" not in text for text in told(events))


def test_the_flows_own_sales_cycle_where_enough_deals_tell_it() -> None:
    rows = bottleneck("outbound", "step", STEP, 500_000, 0.4, 0.32)
    own = {"split_by": "source_flow", "split": "Outbound"}
    assert (
        "about 45\u00a0days later, the length of the flow's own"
        in (told([*rows, row("sales_cycle", QUARTER, 45.0, n=5, **own)])[0])
    )
    few = told([*rows, row("sales_cycle", QUARTER, 45.0, n=4, **own)])[0]
    assert "about 120\u00a0days later, the length of the company's" in few


def test_the_counts_behind_the_step() -> None:
    """32 % of 50 is 16 of 50."""
    rows = bottleneck("outbound", "step", STEP, 500_000, 0.4, 0.32)
    many = told([{**one, "n": 50} for one in rows])
    assert "32.0% (16 of 50) against 40.0%" in many[0]


def test_nothing_without_an_effect() -> None:
    assert told(bottleneck("outbound", "lowest_step", STEP, None, 0, 0.2)) == []
    assert told([]) == []


def test_a_step_that_few_have_come_to_is_not_judged() -> None:
    """1 of 18 against 10 %: no order to lift it, but the flow's next step, of which enough is known."""
    later, few = "outbound: sales_lead > customer", {"n": 18, "missing": "suppressed_small_n"}
    rows = [{**one, **few} for one in bottleneck("outbound", "step", later, None, 0.1, 1 / 18)]
    halves = {"numerator": 0.17, "denominator": 18 / 127, "n": 127}
    every = [
        *KNOWN,
        *rows,
        row("step_conversion", "2026Q2", 1 / 18, split_by="step", split=later),
        row("bottleneck", QUARTER, 400_000, split_by="step", split=STEP, **halves),
    ]
    for locale, said in (
        (
            "en",
            "Outbound: Sales lead → Customer cannot be judged yet: 1 of 18 against 10.0%, the best of "
            "its last four quarters, and fewer than 30 say too little. Of the steps that can be judged, "
            "Prospect → Sales lead is furthest below: 14.2% (18 of 127) against 17.0%.",
        ),
        (
            "sv",
            "Utgående: Säljlead → Kund kan inte bedömas ännu: 1 av 18 mot 10,0 %, det bästa av de "
            "fyra senaste kvartalen, och färre än 30 säger för lite. Av stegen som kan bedömas ligger "
            "Prospekt → Säljlead längst under: 14,2 % (18 av 127) mot 17,0 %.",
        ),
    ):
        (one,) = bottlenecks(story(every, locale=locale))
        assert told_in_words(story(every, locale=locale), one).replace("\xa0", " ") == said
