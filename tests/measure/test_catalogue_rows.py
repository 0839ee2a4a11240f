"""Every row of what the sources describe is served by something that exists, or says why not."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reportgen.intake import checks, tables
from reportgen.intake.table import Table
from reportgen.measure.benchmark import load_benchmarks
from reportgen.measure.compute import all_metrics
from reportgen.members import load_members, member_names
from reportgen.pack import known_keys
from reportgen.publish import blocks
from reportgen.resources import shipped
from reportgen.story import charts, findings

CATALOGUE: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent / "catalogue.toml").read_text(encoding="utf-8")
)
ROWS: dict[str, dict[str, str]] = CATALOGUE["rows"]
LAST_ROW = {0: 34, 1: 18, 2: 23, 3: 12, 4: 22}
# Names that are still to come.
TO_COME = """
    activity activity_table alignment alignment_diagnosis alignment_diagnosis_rank
    alignment_matrix backward_plan backward_table bottleneck break_even_revenue
    cac_payback_blended cac_payback_by_cohort cac_payback_from_spend
    cac_payback_on_net_new cac_payback_survival_adjusted cac_ratio_expansion capacity_load
    churn_by_integration_depth churn_by_usage cost_per_lead coverage cross_sell_rate csat
    customer_lifetime_value_by_cohort customer_lifetime_value_discounted
    customer_lifetime_value_of_five_years customer_lifetime_value_on_revenue
    customer_lifetime_value_realised customer_lifetime_value_with_expansion
    customers_at_risk feedback_coverage feedback_themes flow_conversion focus focus_list
    forecast_accuracy four_questions free_cash_flow_margin funnels
    gross_revenue_retention_by_flow growth_endurance hostage_segments hunters_needed
    integration_depth lead_score leads_still_needed license_utilisation loss_reasons
    loss_reasons_by_value loyalty loyalty_case loyalty_case_acquisition_equivalent
    loyalty_case_customer_value loyalty_case_net_present_value loyalty_case_payback
    loyalty_case_profit loyalty_case_return loyalty_words markets misfit_list
    net_revenue_retention_by_flow new_leads nps operating_expense_share_of_revenue
    paid_cac pipeline_coverage pipeline_created problem_fields products_per_customer
    quarter_focus recruit_or_retain recurring_revenue_bridge_endpoint recycle_rate
    response_to_nurture revenue_growth_trailing run_rate_gap sales_effort
    sales_qualified_leads sales_velocity stage_count stage_criteria step_conversion
    step_conversion_throughput step_groups stickiness switchboard time_to_second_product
    transit_time upsell_ratio usage_by voice win_loss
    won_annual_recurring_revenue_per_seller won_back_customers
"""
PENDING = frozenset(TO_COME.split())


def names() -> set[str]:
    """Everything that a row may name: metrics, pages, blocks, charts, findings, tables, checks."""
    pages = (path.stem for path in (shipped("templates") / "pages").glob("*.html"))
    found = {*all_metrics(), *pages}
    for folder in (blocks, charts, findings, tables, checks):
        found |= set(member_names(folder))
    return found


NAMES = names()
TABLES = load_members(tables, Table)
FIGURES = {benchmark.figure_id for benchmark in load_benchmarks().values()}


def exists(name: str) -> bool:
    """Whether there is such a thing."""
    kind, _, rest = name.rpartition(":")
    if kind == "column":
        table, _, column = rest.partition(".")
        return table in TABLES and column in TABLES[table].columns
    if kind == "key":
        *path, last = rest.split(".")
        return last in known_keys(tuple(path))
    if kind == "figure":
        return rest in FIGURES
    return name in NAMES or name in PENDING


def test_every_row_is_there_and_no_other() -> None:
    """0.1 to 4.22, each once."""
    wanted = [f"{part}.{n}" for part, last in LAST_ROW.items() for n in range(1, last + 1)]
    assert list(ROWS) == wanted
    assert len({row["what"] for row in ROWS.values()}) == len(ROWS)


@pytest.mark.parametrize("number", ROWS)
def test_a_row_is_served_by_what_exists(number: str) -> None:
    """Or it is out of scope, with a sentence that says why and what would be needed."""
    row = ROWS[number]
    if "out_of_scope" in row:
        assert row["out_of_scope"].endswith(".")
        assert len(row["out_of_scope"]) > 80
        assert "by" not in row
        return
    served = row["by"].split()
    assert served
    assert [name for name in served if not exists(name)] == []


def test_little_is_out_of_scope() -> None:
    assert [number for number, row in ROWS.items() if "out_of_scope" in row] == ["4.22"]


REGISTRY: dict[str, str] = CATALOGUE["registry"]


def test_the_whole_registry_has_names_in_whole_words() -> None:
    """Each short id of the catalogue, and the metrics or blocks that carry it."""
    assert len(REGISTRY) + len(CATALOGUE["registry_without"]) == 102
    wrong = {
        symbol: [name for name in text.split() if not exists(name)]
        for symbol, text in REGISTRY.items()
    }
    assert {symbol: missing for symbol, missing in wrong.items() if missing} == {}
    others = {"position", "definition_match", "quarter_focus"}
    metrics = set(all_metrics()) | PENDING
    assert {
        symbol
        for symbol, text in REGISTRY.items()
        if symbol not in others and not set(text.split()) <= metrics
    } == set()


def serving() -> Iterator[str]:
    """All names that a row or the registry names."""
    for row in ROWS.values():
        yield from row.get("by", "").split()
    for text in REGISTRY.values():
        yield from text.split()


def test_most_metrics_serve_a_row() -> None:
    """A metric that no source asks for stands beside one that some source does."""
    idle = set(all_metrics()) - set(serving())
    assert len(idle) < len(all_metrics()) / 2, sorted(idle)


def test_nothing_is_pending_without_being_named() -> None:
    assert PENDING - set(serving()) == set()


@pytest.mark.parametrize(
    "name",
    ["net_revenue_retentoin", "column:customers.segmnet", "key:company.phase", "figure:BS99"],
)
def test_a_misspelt_name_is_found(name: str) -> None:
    """The guard sees what it guards against."""
    assert not exists(name)
