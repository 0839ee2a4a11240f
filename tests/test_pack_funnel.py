"""The section [funnel]: stages and flows are free names that have to fit each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.errors import PackError
from reportgen.pack import read_pack
from reportgen.pack_funnel import Funnel, near, plain

COMPANY = '[company]\nname = "Acme"\ncurrency = "SEK"\n'


def write(folder: Path, text: str) -> Path:
    """A pack folder with this section."""
    (folder / "pack.toml").write_text(COMPANY + text, encoding="utf-8")
    return folder


def test_defaults() -> None:
    """Three flows, of which one is a loop."""
    funnel = Funnel()
    assert list(funnel.flows) == ["outbound", "inbound", "nurture"]
    assert funnel.stages[:4] == ("unknown", "prospect", "sales_lead", "customer")
    assert (funnel.capacity.answered_calls, funnel.capacity.booked_meetings) == (20, 2)
    assert (funnel.capacity.load, funnel.sql_stage, funnel.loops) == (
        0.9,
        "sales_lead",
        ("nurture",),
    )


def test_flows_of_the_packs_own(tmp_path: Path) -> None:
    """What is written is what there is; a dotted target reads like the step."""
    text = """
[funnel]
sql_stage = "demo"
[funnel.flows]
web = ["seen", "demo", "deal"]
[funnel.titles]
seen = "Has seen us"
[funnel.targets]
web.seen.demo = 0.4
[funnel.max_days]
web.demo.deal = 200
"""
    funnel = read_pack(write(tmp_path, text)).funnel
    assert funnel.flows == {"web": ("seen", "demo", "deal")}
    assert funnel.targets["web"]["seen"]["demo"] == 0.4


def test_every_mistake_with_its_line_and_the_nearest_name(tmp_path: Path) -> None:
    """Wrong flow, wrong stage, wrong order, impossible value, weights of a week."""
    text = """
[funnel]
sql_stage = "sales_led"
seasonality = [1, 2, 3, 4, 5, 6, 7]
[funnel.titles]
prospekt = "Prospekt"
[funnel.targets]
outbund.prospect.sales_lead = 0.4
outbound.prospct.sales_lead = 0.4
outbound.prospect.customer = 0.4
inbound.visitor.marketing_lead = 40
[funnel.max_days]
inbound.visitor.marketing_lead = 0
"""
    with pytest.raises(PackError) as caught:
        read_pack(write(tmp_path, text))
    found = {p.column: p for p in caught.value.problems}
    assert set(found) == {
        "funnel.sql_stage",
        "funnel.seasonality",
        "funnel.titles.prospekt",
        "funnel.targets.outbund.prospect.sales_lead",
        "funnel.targets.outbound.prospct.sales_lead",
        "funnel.targets.outbound.prospect.customer",
        "funnel.targets.inbound.visitor.marketing_lead",
        "funnel.max_days.inbound.visitor.marketing_lead",
    }
    assert found["funnel.sql_stage"].advice == "Did you mean 'sales_lead'?"
    assert found["funnel.sql_stage"].line == 6
    assert found["funnel.titles.prospekt"].advice == "Did you mean 'prospect'?"
    assert found["funnel.targets.outbund.prospect.sales_lead"].advice == "Did you mean 'outbound'?"
    assert found["funnel.targets.outbound.prospct.sales_lead"].line == 12
    assert found["funnel.targets.outbound.prospect.customer"].advice == "Did you mean 'sales_lead'?"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("[funnel.flows]\nweb = []", "two stages at least"),
        ('[funnel.flows]\nweb = ["a", "b", "A"]', "twice"),
        ('[funnel]\nloops = ["nurtur"]', "no flow"),
        ("[funnel.capacity]\nanswered_calls = 0", "0 is not above 0"),
        ("[funnel]\nflow = 1", "unknown key"),
        ('[definitions]\nmax_days = "p80"', "p80"),
    ],
)
def test_what_cannot_be(tmp_path: Path, text: str, what: str) -> None:
    with pytest.raises(PackError, match=what):
        read_pack(write(tmp_path, text))


def test_spellings() -> None:
    assert {plain(word) for word in ("Sales lead", "sales-lead", " SALES_LEAD ")} == {"sales_lead"}
    assert near("Visiter", ("visitor", "prospect")) == "Did you mean 'visitor'?"
    assert near("xyz", ("visitor", "prospect")) == "Known here: visitor, prospect."
