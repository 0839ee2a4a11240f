"""The plan backwards, stage by stage."""

import math

import polars as pl
import pytest

from reportgen.measure.metrics.backward_plan import backward_plan
from tests.ascii_table import frame
from tests.measure.funnels import figures, leads, values

NAME = "backward_plan"
MONTHS = [f"2025-{month:02d}" for month in range(1, 13)]


def plan(total: float, months: list[str] = MONTHS) -> pl.DataFrame:
    """New revenue, the same in every month."""
    rows = "\n".join(f"{month} new_arr {total / len(months)}" for month in months)
    return frame("month key value\n" + rows)


def deals(flows: dict[str, int], amount: int = 10_000) -> pl.DataFrame:
    """Deals won in the spring."""
    rows = [
        f"{flow}{n} won 2025-03-01 2025-04-30 {amount} {flow}"
        for flow, count in flows.items()
        for n in range(count)
    ]
    header = "deal_id status created_date close_date amount_arr source_flow\n"
    return frame(header + "\n".join(rows))


def through(flow: str, stages: dict[str, tuple[int, str]]) -> list[str]:
    """Rows of leads: so many in each stage, on a day."""
    return [
        f"{flow}{n} {stage} {day} {flow}"
        for stage, (count, day) in stages.items()
        for n in range(count)
    ]


HEADER = "lead_id stage entered_at flow\n"
SQL = leads(HEADER + "\n".join(through("inbound", {"sales_lead": (100, "2025-02-01")})))


def test_published_example() -> None:
    """A target of 100,000 at 10,000 a deal: 10 deals; 10 SQL a deal: 100 SQL (four steps)."""
    found = figures(backward_plan, plan=plan(100_000), deals=deals({"inbound": 10}), leads=SQL)
    assert found.get(NAME, "FY2025").value == pytest.approx(10, abs=1e-12)
    assert found.get(NAME, "FY2025", "stage", "sales_lead").value == pytest.approx(100, abs=1e-12)
    reading = found.get(NAME, "FY2025", "flow+stage", "inbound+sales_lead")
    assert reading.value == pytest.approx(100, abs=1e-12)
    assert found.get(NAME, "2025Q4").value == pytest.approx(2.5, abs=1e-12)


def test_nothing_is_rounded_down_the_chain() -> None:
    """350,000 / 5,000 / 0.1 / 0.25 / 0.35: 8,000 by its ceiling, not 8,001."""
    stages = {
        "a": (2000, "2025-01-01"),
        "b": (700, "2025-01-02"),
        "c": (175, "2025-01-03"),
        "d": (17, "2025-01-04"),
    }
    rows = leads(HEADER + "\n".join(through("f", stages)))
    rows = rows.vstack(leads(HEADER + "x c 2025-02-01 f"))
    flows = {"flows": {"f": ["a", "b", "c", "d"]}}
    found = figures(
        backward_plan, plan=plan(350_000), deals=deals({"f": 7}, 5_000), leads=rows, funnel=flows
    )
    # 176 leads in stage c, of which 17 went on.
    wanted = 70 / (17 / 176) / 0.25 / 0.35
    assert found.get(NAME, "FY2025", "stage", "a").value == pytest.approx(wanted)
    assert math.ceil(350_000 / 5_000 / 0.1 / 0.25 / 0.35 - 1e-9) == 8_000


def test_shared_over_the_flows_by_their_won_deals() -> None:
    """Three of four deals are inbound; partners have deals and no funnel."""
    rows = leads(
        HEADER
        + "\n".join(
            through(
                "inbound", {"visitor": (60, "2025-01-01"), "marketing_lead": (30, "2025-01-11")}
            )
            + through("inbound", {"sales_lead": (6, "2025-01-31")})
        )
    )
    won = deals({"inbound": 3, "partner": 1})
    found = figures(backward_plan, plan=plan(80_000), deals=won, leads=rows)
    year = values(found, NAME, "FY2025", "flow+stage")
    # 6 SQL for 3 deals are 2 each; 6 of 30, and 30 of 60, went on.
    assert year == {
        "inbound+visitor": pytest.approx(120),
        "inbound+marketing_lead": pytest.approx(60),
        "inbound+sales_lead": pytest.approx(12),
        "inbound+won_deal": pytest.approx(6),
        "partner+won_deal": pytest.approx(2),
    }
    assert values(found, NAME, "FY2025", "flow") == {
        "inbound": pytest.approx(6),
        "partner": pytest.approx(2),
    }


def test_each_stage_earlier_by_its_time_to_the_deal() -> None:
    """61 days from creation to signature are two months: the SQL of July serve September's deals."""
    found = figures(backward_plan, plan=plan(120_000), deals=deals({"inbound": 10}), leads=SQL)
    by_month = [found.get(NAME, m, "flow+stage", "inbound+sales_lead") for m in MONTHS]
    assert [r.value for r in by_month[:10]] == pytest.approx([10] * 10)
    # Those of November serve the deals of January, which no plan reaches.
    assert [r.missing for r in by_month[10:]] == ["partial_period"] * 2
    assert found.get(NAME, "2025Q4", "stage", "sales_lead").missing == "partial_period"
    assert found.get(NAME, "2025Q3", "stage", "sales_lead").value == pytest.approx(30)
    # n counts those there were: in February, and in the year that ends with October.
    assert [r.n for r in by_month[:3]] == [0, 100, 0]
    assert found.get(NAME, "FY2025", "stage", "sales_lead").n == 100


def test_weights_share_the_year_anew() -> None:
    """A quarter with four of ten parts."""
    found = figures(
        backward_plan,
        plan=plan(100_000),
        deals=deals({"inbound": 10}),
        leads=SQL,
        funnel={"seasonality": [1, 2, 3, 4]},
    )
    assert [found.get(NAME, f"2025Q{q}").value for q in (1, 2, 3, 4)] == pytest.approx([1, 2, 3, 4])
    assert found.get(NAME, "FY2025").value == pytest.approx(10)


def test_a_plan_by_quarters() -> None:
    """25,000 a quarter is 100,000 a year."""
    rows = plan(100_000, ["2025-01", "2025-04", "2025-07", "2025-10"])
    found = figures(backward_plan, plan=rows, deals=deals({"inbound": 10}), leads=SQL)
    assert found.get(NAME, "FY2025").value == pytest.approx(10)
    assert found.get(NAME, "2025-05").value == pytest.approx(10 / 12)


def test_a_step_that_nobody_takes_ends_the_chain() -> None:
    """Above it there is no figure; below it there is."""
    rows = leads(
        HEADER
        + "\n".join(
            through("inbound", {"visitor": (5, "2025-01-01"), "sales_lead": (10, "2025-01-31")})
        )
        + "\nm marketing_lead 2025-01-02 inbound\nm sales_lead 2025-02-02 inbound"
    )
    found = figures(backward_plan, plan=plan(100_000), deals=deals({"inbound": 10}), leads=rows)
    year = values(found, NAME, "FY2025", "flow+stage")
    assert year["inbound+sales_lead"] == pytest.approx(11)
    assert year["inbound+marketing_lead"] == pytest.approx(11)
    assert year["inbound+visitor"] == "div_zero"


def test_new_customers_only_where_deals_say_who_they_are() -> None:
    """The target is revenue from new customers: small orders of old ones do not make it ten times as many."""
    old = deals({"old": 40}, 500).with_columns(type=pl.lit("expansion"))
    won = deals({"inbound": 10}).with_columns(type=pl.lit("new")).vstack(old)
    found = figures(backward_plan, plan=plan(100_000), deals=won, leads=SQL)
    assert found.get(NAME, "FY2025").value == pytest.approx(10)


def test_what_is_missing() -> None:
    """Without a plan, a won deal or leads; a plan of half a year has no year."""
    for tables in (
        {"plan": plan(100_000)},
        {"deals": deals({"inbound": 10}), "leads": SQL},
        {},
    ):
        assert figures(backward_plan, more=tables).get(NAME, "FY2025").missing == "no_data"
    no_leads = figures(backward_plan, plan=plan(100_000), deals=deals({"inbound": 10}))
    assert no_leads.get(NAME, "FY2025").value == pytest.approx(10)
    half = figures(backward_plan, plan=plan(60_000, MONTHS[:6]), deals=deals({"inbound": 10}))
    assert half.get(NAME, "FY2025").missing == "partial_period"
    assert half.get(NAME, "2025Q2").value == pytest.approx(3)


def test_a_forecast_beside_the_budget_changes_nothing() -> None:
    """The plan that is worked back from is the budget, whatever else the sheet holds."""
    budget = plan(100_000).with_columns(version=pl.lit("budget"))
    forecast = plan(60_000).with_columns(version=pl.lit("forecast"))
    won = deals({"inbound": 10})
    alone = figures(backward_plan, plan=budget, deals=won, leads=SQL)
    both = figures(backward_plan, plan=pl.concat([budget, forecast]), deals=won, leads=SQL)
    assert both.get(NAME, "FY2025").value == alone.get(NAME, "FY2025").value
    assert both.get(NAME, "FY2025").value == pytest.approx(10, abs=1e-12)
