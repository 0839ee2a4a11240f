"""The flows side by side."""

from __future__ import annotations

import pytest

from reportgen.pack_funnel import Funnel
from reportgen.story.draw import Drawing
from tests.story.charts.show import NAMES, Row, exact, inspect, nothing, picture, row, story

METRIC = "step_conversion"


def flow(
    name: str, stages: dict[str, float], shares: list[float | None], period: str = "2026Q2"
) -> list[Row]:
    """Entries, conversions and times of a flow in a quarter."""
    names = list(stages)
    found = [
        exact("stage_count", period, count, split_by="flow+stage", split=f"{name}+{stage}")
        for stage, count in stages.items()
    ]
    for place, share in enumerate(shares):
        label = f"{name}: {names[place]} > {names[place + 1]}"
        found.append(row(METRIC, period, share, split_by="step", split=label, n=10))
        found.append(row("transit_time", period, 12.0, split_by="step", split=label))
    return found


OUTBOUND = flow("outbound", {"prospect": 200, "sales_lead": 40, "customer": 10}, [0.2, 0.25])
INBOUND = flow("inbound", {"visitor": 2000, "marketing_lead": 250, "sales_lead": 50}, [0.125, 0.2])
WHOLE = row("flow_conversion", "2026Q2", 0.025, split_by="flow", split="inbound")


@pytest.mark.parametrize("locale", ["en", "sv"])
def test_the_latest_quarter_that_has_had_its_time(drawing: Drawing, locale: str) -> None:
    shown = picture("funnel", story([*OUTBOUND, *INBOUND, WHOLE], locale=locale), METRIC)
    if locale == "en":
        assert shown.title == "Inbound: 2.5% from visitor to sales lead in Q2 2026"
        assert shown.note.startswith("Cohorts of Q2 2026")
        assert shown.header[:2] == ("Step", "Q2 2026")
        assert shown.rows[0] == ("Outbound: Prospect → Sales lead", "20.0%", "12\u00a0days")
        assert "Visitor 2,000" in shown.alt
    labels = {label.text for label in inspect(drawing, shown)}
    assert {"200", "2\u00a0000" if locale == "sv" else "2,000"} <= labels


@pytest.mark.parametrize("locale", ["en", "sv"])
def test_stages_that_the_pack_names_are_written_as_the_pack_writes_them(locale: str) -> None:
    """Never "from besökare to sales lead": a name of another language in the middle of a sentence."""
    funnel = Funnel(titles={"visitor": "Besökare"})
    told = story([*INBOUND, WHOLE], locale=locale, funnel=funnel)
    ends = {"en": "from Besökare to sales lead", "sv": "från Besökare till säljlead"}
    assert ends[locale] in picture("funnel", told, METRIC).title


def test_bars_are_in_the_scale_of_their_flow() -> None:
    shown = picture("funnel", story([*OUTBOUND, *INBOUND]), METRIC)
    bars = shown.payload["data"]["bars"]
    widths = [bar["right"] - bar["left"] for bar in bars]
    assert widths[1] == pytest.approx(widths[0] * 0.2)
    assert widths[3] == pytest.approx(widths[0])


def test_a_step_that_takes_longer_shows_its_own_latest_cohort(drawing: Drawing) -> None:
    """Its period stands beside it."""
    late = flow(
        "outbound", {"prospect": 190, "sales_lead": 38, "customer": 9}, [0.2, 0.3], "2026Q1"
    )
    now = flow("outbound", {"prospect": 200, "sales_lead": 40, "customer": 10}, [0.2, None])
    shown = picture("funnel", story([*late, *now]), METRIC)
    assert shown.rows[1][1] == "30.0% (Q1 2026)"
    inspect(drawing, shown)


def test_the_counts_behind_a_conversion_stand_with_it(drawing: Drawing) -> None:
    """18 of the 127 that had their time; the bars count all entries of the quarter."""
    halves = {"numerator": 18.0, "denominator": 127.0, "n": 127}
    label = "outbound: prospect > sales_lead"
    rows = flow("outbound", {"prospect": 127, "sales_lead": 20}, [None])
    own = row(METRIC, "2026Q2", 18 / 127, split_by="step", split=label, **halves)
    rows = [one for one in rows if one["metric"] != METRIC]
    shown = picture("funnel", story([*rows, own]), METRIC)
    assert shown.rows[0][1] == "14.2% (18 of 127)"
    inspect(drawing, shown)


def test_before_any_cohort_had_its_time_the_entries_of_the_period(drawing: Drawing) -> None:
    rows = flow("outbound", {"prospect": 200, "sales_lead": 40}, [None], "2026Q3")
    same = row(
        "step_conversion_throughput",
        "2026Q3",
        0.2,
        split_by="step",
        split="outbound: prospect > sales_lead",
    )
    shown = picture("funnel", story([*rows, same]), METRIC)
    assert shown.title == "Entries into the stages of the flows in Q3 2026"
    assert "No cohort has had its time yet" in shown.note
    assert shown.rows[0][1] == "20.0%"
    inspect(drawing, shown)


def test_names_of_all_kinds_and_many_flows(drawing: Drawing) -> None:
    names = [name for name in NAMES if name != "(blank)"][:4]
    flows = {f"flow {n}": [*names, "end"] for n in range(5)}
    rows = [
        one
        for name, stages in flows.items()
        for one in flow(name, dict.fromkeys(stages, 7.0), [0.5] * (len(stages) - 1))
    ]
    from reportgen.pack_funnel import Funnel

    told = story(rows, funnel=Funnel.model_validate({"flows": flows}))
    inspect(drawing, picture("funnel", told, METRIC))


def test_nothing_without_leads() -> None:
    assert nothing("funnel", story([]), METRIC)
