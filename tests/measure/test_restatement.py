"""A company whose past was restated, with numbers by hand; and one whose past was not."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import polars as pl
import pytest

from reportgen.measure.compute import all_metrics, compute
from reportgen.measure.issued import read_issued
from reportgen.measure.reading import Readings
from reportgen.measure.restatement import Restated, beside, differs, plain, restated, same
from reportgen.pack import read_pack
from reportgen.pipeline import Options, read
from tests.measure.issued_packs import company, figures_of, issue

EXAMPLE = Path(__file__).resolve().parents[2] / "inputs" / "example"
ANOTHER_DEFINITION = pl.col("then_definition") != pl.col("now_definition")


def held_against(folder: Path, issued: Path, period: str = "2026Q3") -> Restated:
    """A pack's figures against those of an issued one."""
    pack = read_pack(folder)
    earlier = read_issued(issued, pack, pack.period(period))
    dataset, metrics = read(pack, Options(period=period)), all_metrics()

    def as_of(names: Sequence[str]) -> Readings:
        chosen = {name: metrics[name] for name in names if name in metrics}
        return compute(dataset, pack, earlier.period, chosen)

    return restated(earlier, plain(figures_of(folder, period).figures()), as_of)


def told(found: Restated, metric: str) -> dict[tuple[str, str], tuple[float | None, float | None]]:
    """Then and now of a metric by (period, split): the company's, its segments', its movements'."""
    of = pl.col("split_by").is_in(["", "segment", "movement"])
    rows = found.cells.filter(of, pl.col("metric") == metric)
    return {
        (r[0], r[1]): (r[2], r[3]) for r in rows.select("period", "split", "then", "now").rows()
    }


@pytest.fixture(scope="module")
def second_quarter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pack of the second quarter as it was issued, before anything was changed."""
    return issue(company(tmp_path_factory.mktemp("packs") / "prov"), "2026Q2")


def test_nothing_is_restated_when_nothing_was_changed(second_quarter: Path, tmp_path: Path) -> None:
    """Three months more: every figure of the past stands, whatever time has added to it."""
    folder = company(tmp_path / "prov")
    found = held_against(folder, second_quarter)
    assert found.cells.is_empty()
    assert (found.redefined, found.filled, found.new, found.gone) == ({}, 0, (), ())


def test_time_that_passes_restates_nothing(tmp_path: Path) -> None:
    """A company with six exports, a quarter later: the two files differ, the past does not.

    Growth is taken from the ledger once that reaches back far enough; leads are followed longer.
    """
    folder = tmp_path / "example"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("output"))
    issued = issue(folder, "2026Q2")
    then, now = (
        plain(pl.read_csv(issued, infer_schema=False)),
        figures_of(folder, "2026Q3").figures(),
    )
    raw = beside(then, plain(now))
    assert raw.filter(differs()).height > 0
    assert raw.filter(ANOTHER_DEFINITION).height > 0
    found = held_against(folder, issued)
    assert found.cells.is_empty()
    assert (found.redefined, found.filled) == ({}, 0)


def test_a_late_credit_note(second_quarter: Path, tmp_path: Path) -> None:
    """Björk paid 1 500 in June, not 2 000: 5 500 instead of 6 000, and 500 of contraction.

    A year earlier, and in May, nothing has changed.
    """
    folder = company(tmp_path / "prov")
    company(folder, {("K2", "2026-06"): 1500})
    found = held_against(folder, second_quarter)
    assert told(found, "recurring_revenue") == {
        ("2026-06", ""): (6000, 5500),
        ("2026-06", "'=Small"): (3000, 2500),
    }
    assert told(found, "annual_recurring_revenue")["2026-06", ""] == (72000, 66000)
    bridge = told(found, "recurring_revenue_bridge")
    assert bridge["2026-06", "contraction"] == (0, -500)
    assert bridge["2026Q2", "contraction"] == (0, -500)
    # Twelve months with June in them, as far as they had ended.
    retained = told(found, "net_revenue_retention")["TTM2026-06", ""]
    assert retained[0] == 1
    assert retained[1] == pytest.approx(5500 / 6000)
    assert told(found, "customers") == {}
    # July's expansion back to 2 000 is no past of a pack that ended with June.
    assert not [label for label in found.cells["period"] if "2026-07" in label or "Q3" in label]


def test_three_packs_in_a_row(tmp_path: Path) -> None:
    """What the second has told is not told again by the third."""
    folder = company(tmp_path / "prov")
    first = issue(folder, "2026Q1")
    company(folder, {("K1", "2026-02"): 900})
    second = issue(folder, "2026Q2")
    assert ("2026-02", "") in told(held_against(folder, first, "2026Q2"), "recurring_revenue")
    assert held_against(folder, second).cells.is_empty()
    company(folder, {("K1", "2026-02"): 900, ("K3", "2026-05"): 2900})
    assert told(held_against(folder, second), "recurring_revenue") == {
        ("2026-05", ""): (6000, 5900),
        ("2026-05", "Large"): (3000, 2900),
    }


def test_another_definition_is_no_restatement(tmp_path: Path) -> None:
    """The choice was changed: figures differ, but the past does not."""
    folder = company(tmp_path / "prov", {("K2", "2026-06"): 1500})
    issued = issue(folder, "2026Q2")
    text = issued.read_text(encoding="utf-8")
    old = '\nannual_recurring_revenue,2026-06,"","",66000,'
    assert old in text
    text = text.replace(old, old.replace("66000", "5500"))
    words = figures_of(folder, "2026Q2").definitions["annual_recurring_revenue"]
    lines = [
        line.replace(words, "monthly recurring revenue")
        if line.startswith("annual_recurring_revenue,")
        else line
        for line in text.splitlines()
    ]
    issued.write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = held_against(folder, issued)
    assert found.redefined == {"annual_recurring_revenue": 1}
    assert found.cells.is_empty()


def test_what_was_missing_for_want_of_data_is_counted_apart(
    second_quarter: Path, tmp_path: Path
) -> None:
    """An export that came later: its figures are new, not corrected."""
    folder = company(tmp_path / "prov")
    cash = "month,cash_end\n" + "".join(f"2026-{month:02d},90000\n" for month in range(1, 10))
    (folder / "cash.csv").write_text(cash)
    found = held_against(folder, second_quarter)
    assert found.filled >= 6
    assert found.cells.is_empty()


def test_metrics_that_only_one_of_them_knows(second_quarter: Path, tmp_path: Path) -> None:
    """A catalogue grows; a name that is gone is told too."""
    folder = company(tmp_path / "prov")
    issued = tmp_path / second_quarter.name
    text = second_quarter.read_text(encoding="utf-8").replace("\ncustomers,", "\npaying_companies,")
    issued.write_text(text, encoding="utf-8")
    found = held_against(folder, issued)
    assert (found.new, found.gone) == (("customers",), ("paying_companies",))


def test_noise_of_floats_is_no_change() -> None:
    """The same sum in another order."""
    assert same(0.1 + 0.2, 0.3)
    assert same(None, None)
    assert not same(None, 0.0)
    assert not same(1_000_000_000.01, 1_000_000_000.02)
    assert not same(0.1234, 0.1235)
