"""In which month a moment lies: where the company is, and never by chance."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.intake.moment import in_doubt, local_days, read_moment
from tests.intake.exports import read, refused

WAIVED = "".join(
    f'[checks.{name}]\nwaive = "a few rows only"\n'
    for name in ("exports_reach_the_period", "dates_do_not_run_ahead")
)
DEALS = "deal_id,created_date,status,amount_arr,close_date\nD1,2025-02-01,won,100,{closed}\n"
ZONE = '[inputs.deals]\ntimezone = "{zone}"\n'


def closed(folder: Path, cell: str, settings: str = "") -> date:
    """The close date of a deal in whose cell this stands; Q1 ends on 31 March."""
    dataset = read(folder, {"deals.csv": DEALS.format(closed=cell)}, settings + WAIVED)
    (day,) = dataset.tables["deals"]["close_date"].to_list()
    assert isinstance(day, date)
    return day


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Europe/Stockholm", date(2025, 4, 1)),
        ("UTC", date(2025, 3, 31)),
        ("America/New_York", date(2025, 3, 31)),
    ],
)
def test_half_past_ten_in_utc_is_april_in_stockholm(zone: str, day: date, tmp_path: Path) -> None:
    assert closed(tmp_path, "2025-03-31T22:30Z", ZONE.format(zone=zone)) == day


def test_the_company_has_a_time_zone_for_all_its_exports(tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    pack.mkdir()
    head = '[company]\nname = "Prov"\ncurrency = "SEK"\ntimezone = "Europe/Stockholm"\n'
    from reportgen.intake.dataset import read_dataset
    from reportgen.pack import read_pack

    (pack / "pack.toml").write_text(head + '[report]\nperiod = "2026-09"\n' + WAIVED)
    (pack / "deals.csv").write_text(DEALS.format(closed="2025-03-31T22:30:00+00:00"))
    found = read_pack(pack)
    deals = read_dataset(found, found.period()).tables["deals"]
    assert deals["close_date"].to_list() == [date(2025, 4, 1)]


@pytest.mark.parametrize(
    "cell", ["2025-03-31T22:30Z", "2025-03-31 22:30:00 UTC", "2025-03-31T22:30:00.000+0000"]
)
def test_an_undeclared_zone_does_not_decide_the_month(cell: str, tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, {"deals.csv": DEALS.format(closed=cell)}, WAIVED)
    assert (problem.line, problem.column, problem.value) == (2, "close_date", cell)
    assert "2025-03-31 in UTC and 2025-04-01 in Europe/Stockholm" in problem.what
    assert 'timezone = "Europe/Stockholm"' in problem.advice
    assert "[inputs.deals]" in problem.advice


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2025-03-31T21:30Z", date(2025, 3, 31)),
        ("2025-03-15T23:59Z", date(2025, 3, 15)),
        # Midnight everywhere in the column: days that a program wrote as moments.
        ("2025-04-01T00:00:00Z", date(2025, 4, 1)),
        ("2025-03-31T23:30:00+02:00", date(2025, 3, 31)),
        ("2025-03-31 22:30", date(2025, 3, 31)),
    ],
)
def test_other_moments_need_no_zone(cell: str, day: date, tmp_path: Path) -> None:
    assert closed(tmp_path, cell) == day


def test_an_offset_is_brought_to_the_declared_zone(tmp_path: Path) -> None:
    zone = ZONE.format(zone="Europe/Stockholm")
    assert closed(tmp_path, "2025-03-31T23:30:00-05:00", zone) == date(2025, 4, 1)


def test_a_header_may_name_the_zone(tmp_path: Path) -> None:
    text = DEALS.replace("close_date", "Closed (UTC)").format(closed="2025-03-31 22:30")
    settings = '[inputs.deals.columns]\nclose_date = "Closed (UTC)"\n'
    (problem,) = refused(tmp_path / "asked", {"deals.csv": text}, settings + WAIVED)
    assert "2025-04-01 in Europe/Stockholm" in problem.what
    said = ZONE.format(zone="Europe/Stockholm") + settings + WAIVED
    deals = read(tmp_path / "said", {"deals.csv": text}, said).tables["deals"]
    assert deals["close_date"].to_list() == [date(2025, 4, 1)]


def test_seconds_since_1970_are_moments_too(tmp_path: Path) -> None:
    seconds = int(datetime(2025, 3, 31, 22, 30, tzinfo=ZoneInfo("UTC")).timestamp())
    text = f"deal_id,created_date,status,amount_arr,close_date\nD1,2025-02-01,won,100,{seconds}\n"
    form = '[inputs.deals]\ndate_format = "epoch"\n'
    (problem,) = refused(tmp_path / "asked", {"deals.csv": text}, form + WAIVED)
    assert "2025-03-31 in UTC and 2025-04-01" in problem.what
    said = form + 'timezone = "Europe/Stockholm"\n' + WAIVED
    deals = read(tmp_path / "said", {"deals.csv": text}, said).tables["deals"]
    assert deals["close_date"].to_list() == [date(2025, 4, 1)]


def test_months_of_a_monthly_export(tmp_path: Path) -> None:
    """Local midnights as a database in UTC writes them: each is the month after."""
    text = "month,cash_end\n2026-07-31T22:00:00Z,5\n2026-08-31T22:00:00Z,6\n"
    (problem,) = refused(tmp_path / "asked", {"cash.csv": text})
    assert "(2 such cells)" in problem.what
    said = '[inputs.cash]\ntimezone = "Europe/Stockholm"\n'
    cash = read(tmp_path / "said", {"cash.csv": text}, said).tables["cash"]
    assert cash["month"].to_list() == [date(2026, 8, 1), date(2026, 9, 1)]


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)),
    st.sampled_from(["Europe/Stockholm", "America/New_York", "Asia/Kolkata", "UTC"]),
)
def test_a_declared_zone_is_the_clock_on_the_wall(moment: datetime, zone: str) -> None:
    moment = moment.replace(microsecond=0)
    text = f"{moment:%Y-%m-%dT%H:%M:%S}Z"
    read_one = read_moment(text, None, None)
    assert read_one is not None
    noon = read_one.replace(hour=12, minute=0, second=0)
    days = local_days({text: read_one, "noon": noon}, zone)
    assert days[text] == moment.replace(tzinfo=ZoneInfo("UTC")).astimezone(ZoneInfo(zone)).date()


@given(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)))
def test_only_the_edge_of_a_month_is_in_doubt(moment: datetime) -> None:
    aware = moment.replace(microsecond=0, tzinfo=ZoneInfo("UTC"))
    months = {
        (there.year, there.month)
        for hours in (0, 1, 2)
        for there in [aware + timedelta(hours=hours)]
    }
    if in_doubt({"it": aware}, "SEK"):
        assert len(months) == 2


def test_the_wall_clock_frames(tmp_path: Path) -> None:
    """Nothing but dates comes out."""
    text = DEALS.format(closed="2025-03-15T23:59Z")
    deals = read(tmp_path, {"deals.csv": text}, WAIVED).tables["deals"]
    assert deals.schema["close_date"] == pl.Date
