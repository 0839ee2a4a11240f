"""What stands on one page in full is said in short on the others, with the way there."""

from __future__ import annotations

from typing import Any

import pytest

from reportgen.intake.dataset import Dataset
from reportgen.publish.block import Material, Page
from reportgen.publish.blocks.findings import findings
from reportgen.publish.blocks.metric_table import metric_table
from reportgen.publish.blocks.must_renew import must_renew
from reportgen.story.commentary import Commentary
from reportgen.story.finding import Finding
from tests.story.findings.tell import tell

PAGES = [
    Page(name, title, order)
    for order, (name, title) in enumerate(
        {"funnels": "Funnels", "bottleneck": "Bottlenecks", "acquisition": "Acquisition"}.items()
    )
]
FUNNELS = PAGES[0]
RENEWALS = """
    cac_payback 2026Q3 14.1 n=21
    payback_against_contract 2026Q3 1 n=21
    payback_against_contract 2026Q3 12 part=term_months
    payback_against_contract 2026Q3 1 part=renewals_needed
    payback_against_contract 2026Q3 -36700 part=first_term_result
"""
FOUND = [
    Finding("names_the_bottleneck", "bottleneck", "Inbound: what is missing is volume.", 0.9),
    Finding("largest_change", "new_leads", "New leads fell.", 0.5, False),
]


def material(text: str, pages: list[Page], **more: Any) -> Material:
    """These figures on their way to the pages of a pack."""
    story = tell(text, known={}, **more)
    metrics = story.readings.metrics

    def find(topic: str) -> list[Finding]:
        return [one for one in FOUND if topic in ("", metrics[one.metric].topic)]

    return Material(story, Dataset({}, ()), {}, find, Commentary({}), {}, pages=pages)


def sentences(made: Material, topic: str) -> list[str]:
    part = findings.prepare(made, topic)
    assert isinstance(part, dict)
    return [one["text"] for one in part["sentences"]]


@pytest.mark.parametrize(
    ("pages", "topic", "told"),
    [
        (PAGES, "funnel", ["New leads fell."]),
        (PAGES, "", ["Inbound: what is missing is volume.", "New leads fell."]),
        ([FUNNELS], "funnel", ["Inbound: what is missing is volume.", "New leads fell."]),
    ],
    ids=["it has a page", "on the summary", "a pack without that page"],
)
def test_the_bottleneck_is_told_where_it_has_its_page(
    pages: list[Page], topic: str, told: list[str]
) -> None:
    assert sentences(material("new_leads 2026Q3 343", pages), topic) == told


def test_the_renewal_has_its_figures_once_and_points_there() -> None:
    full = must_renew.prepare(material(RENEWALS, PAGES))
    assert isinstance(full, dict)
    assert "the median first term is 12.0\xa0months" in full["sentence"]
    assert full["page"] == ""
    short = must_renew.prepare(material(RENEWALS, PAGES), short=True)
    assert short == {
        "sentence": "A new customer must renew once before its cost is earned back.",
        "tone": "bad",
        "page": "acquisition",
        "title": "Acquisition",
    }


def test_without_that_page_it_is_told_in_full() -> None:
    alone = must_renew.prepare(material(RENEWALS, [FUNNELS]), short=True)
    assert isinstance(alone, dict)
    assert "payback takes 14.1\xa0months" in alone["sentence"]


def test_names_with_a_comma_of_their_own_stand_between_semicolons() -> None:
    """Commas would make two names of "cost, paid channel"."""
    text = "cac 2026Q3 250000 n=21\npaid_cac 2026Q3 140000 n=9\nnew_customers 2026Q3 21"
    made = material(text, [])
    lag = "cost of the quarter before"
    made.story.readings.definitions = {"cac": lag, "paid_cac": lag, "new_customers": ""}
    part = metric_table.prepare(made, "cac", "paid_cac", "new_customers")
    assert isinstance(part, dict)
    assert part["choices"][0].startswith(
        "Customer acquisition cost; Customer acquisition cost, paid channel: "
    )
