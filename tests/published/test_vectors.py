"""Cases that other projects publish for their own code, held against ours.

Rows of our own in the same shapes run always; the published ones too where they lie beside the
repository (../shared). Where our definition is another one on purpose, the test says which and why.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest

from reportgen.errors import InputError
from reportgen.intake.dataset import read_dataset
from reportgen.measure.compute import compute
from reportgen.measure.reading import Readings
from reportgen.pack import read_pack
from reportgen.period import month_label, parse_period
from tests.published.company import agree

SHARED = Path(__file__).resolve().parent.parent.parent.parent / "shared/exports/vectors"
MOVEMENTS = ("new", "reactivation", "expansion", "contraction", "churn", "fx")


def published(name: str) -> list[Any]:
    """A published file as one case, or none where it is not there."""
    path = SHARED / name
    if not path.is_file():
        return []
    text = path.read_text(encoding="utf-8")
    content = json.loads(text) if path.suffix == ".json" else text
    return [pytest.param(content, id="published")]


def figures(
    folder: Path, period: str, options: str = "", **tables: Iterable[Mapping[str, Any]]
) -> Readings:
    """A pack of these tables, read as any other, and all its figures."""
    for name, rows in tables.items():
        kept = list(rows)
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(kept[0]))
            writer.writeheader()
            writer.writerows(kept)
    text = (
        f'[company]\nname = "Vectors"\ncurrency = "EUR"\n[report]\nperiod = "{period}"\n{options}'
    )
    (folder / "pack.toml").write_text(text, encoding="utf-8")
    pack = read_pack(folder)
    return compute(read_dataset(pack, pack.period()), pack, pack.period())


def bridge(found: Readings, month: str, split: str = "") -> dict[str, Decimal]:
    """Movements of a month, of the company or a segment."""
    by = "segment+movement" if split else "movement"
    names = {name: f"{split}+{name}" if split else name for name in MOVEMENTS}
    read = {n: found.get("recurring_revenue_bridge", month, by, full) for n, full in names.items()}
    return {name: reading.exact or Decimal(0) for name, reading in read.items()}


# --- a price and how often it is paid -> recurring revenue of a month (Kill Bill)

PRICES = """billing_period,price,expected_mrr
NO_BILLING_PERIOD,480.00,0.0
MONTHLY,8.49,8.49
MONTHLY,312.0,312.0
ANNUAL,22.61,1.8842
ANNUAL,75.35,6.2792
ANNUAL,1250.5,104.2083
ANNUAL,6000.0,500.0
QUARTERLY,100.0,33.3333
"""


@pytest.mark.parametrize(
    "text", [pytest.param(PRICES, id="own"), *published("killbill_price_to_mrr.csv")]
)
def test_a_price_becomes_recurring_revenue(text: str, tmp_path: Path) -> None:
    """Ours is exact to twelve places; theirs is rounded half up to four.

    What is paid once has no recurring revenue: they give it 0, we leave it out by its kind.
    """
    everything = list(csv.DictReader(io.StringIO(text)))
    # A split of more than sixty groups is none with us.
    for place, rows in enumerate(batched(everything, 50)):
        (tmp_path / str(place)).mkdir()
        prices_become_revenue(rows, tmp_path / str(place))


def prices_become_revenue(rows: Sequence[Mapping[str, str]], folder: Path) -> None:
    """Each price is a segment."""
    subscriptions = [
        {
            "subscription_id": number,
            "customer_id": f"{number:03}",
            "start": "2025-11-01",
            "end": "",
            "amount": row["price"],
            "interval": row["billing_period"].replace("NO_BILLING_PERIOD", "month").lower(),
            "kind": "one_off" if row["billing_period"].startswith("NO") else "recurring",
        }
        for number, row in enumerate(rows)
    ]
    customers = [
        {"customer_id": s["customer_id"], "segment": s["customer_id"]} for s in subscriptions
    ]
    options = '[checks.values_do_not_jump]\nwaive = "one month"\n'
    found = figures(folder, "2025-12", options, subscriptions=subscriptions, customers=customers)
    for number, row in enumerate(rows):
        reading = found.get("recurring_revenue", "2025-12", "segment", f"{number:03}")
        expected = Decimal(row["expected_mrr"])
        if expected == 0:
            assert reading.value is None, row
            continue
        assert reading.exact is not None
        rounded = reading.exact.quantize(Decimal("0.0001"), ROUND_HALF_UP)
        assert rounded == expected, row


def batched(rows: Sequence[Any], size: int) -> list[Sequence[Any]]:
    """Runs of so many rows."""
    return [rows[start : start + size] for start in range(0, len(rows), size)]


def test_an_interval_that_is_none_is_refused(tmp_path: Path) -> None:
    """Counting it as 0 in silence, as they do, would hide a subscription."""
    row = {
        **{"subscription_id": 1, "customer_id": 1, "start": "2025-11-01", "end": "2025-12-31"},
        **{"amount": 9, "interval": "NO_BILLING_PERIOD"},
    }
    with pytest.raises(InputError) as caught:
        figures(tmp_path, "2025-12", subscriptions=[row])
    assert "NO_BILLING_PERIOD" in {problem.value for problem in caught.value.problems}


# --- contracts -> recurring revenue and movements by month (saasops)


def steps(text: str) -> dict[str, list[Decimal]]:
    """`name value x months ...` as a list of months."""
    found = {}
    for line in text.strip().splitlines():
        name, *parts = line.split()
        months: list[Decimal] = []
        for part in parts:
            value, _, count = part.partition("x")
            months += [Decimal(value)] * int(count or 1)
        found[name] = months
    return found


# 14 months from January 2024; our own contracts in the four forms.
OWN_CONTRACTS: dict[str, Any] = {
    "months": [month_label(2024 * 12 + n) for n in range(14)],
    "cases": [
        {
            "name": "one year",
            "contracts": [("2024-02-01", "2025-01-31", "18000")],
            **steps("""
                arr         0 18000x12 0
                new         0 1500 0x12
                expansion   0x14
                contraction 0x14
                churn       0x13 1500
                ending_mrr  0 1500x12 0
            """),
        },
        {
            "name": "renewed for more",
            "contracts": [
                ("2024-01-01", "2024-06-30", "6000"),
                ("2024-07-01", "2025-06-30", "15000"),
            ],
            **steps("""
                arr         12000x6 15000x8
                new         1000 0x13
                expansion   0x6 250 0x7
                contraction 0x14
                churn       0x14
                ending_mrr  1000x6 1250x8
            """),
        },
        {
            "name": "renewed for less",
            "contracts": [
                ("2024-03-01", "2024-08-31", "5400"),
                ("2024-09-01", "2025-02-28", "2700"),
            ],
            **steps("""
                arr         0x2 10800x6 5400x6
                new         0x2 900 0x11
                expansion   0x14
                contraction 0x8 450 0x5
                churn       0x14
                ending_mrr  0x2 900x6 450x6
            """),
        },
        {
            "name": "a quarter",
            "contracts": [("2024-04-01", "2024-06-30", "900")],
            **steps("""
                arr         0x3 3600x3 0x8
                new         0x3 300 0x10
                expansion   0x14
                contraction 0x14
                churn       0x6 300 0x7
                ending_mrr  0x3 300x3 0x8
            """),
        },
    ],
}


def contract(row: Any) -> tuple[str, str, str]:
    """Start, end and value of a contract, ours or a published one."""
    return row if isinstance(row, tuple) else (row["start"], row["end"], str(row["value"]))


@pytest.mark.parametrize(
    "content", [pytest.param(OWN_CONTRACTS, id="own"), *published("saasops_contracts.json")]
)
def test_contracts_become_recurring_revenue(content: Any, tmp_path: Path) -> None:
    """Each case is a segment; a contract's value is spread evenly over its months.

    Two of their series are not ours: bookings count a contract when it is signed, and so does
    their committed revenue (CARR). We count from the start of service, since the export of
    subscriptions knows no day of signing; what is signed stands under won deals.
    """
    subscriptions: list[dict[str, Any]] = []
    customers: list[dict[str, Any]] = []
    for number, case in enumerate(content["cases"]):
        customers.append({"customer_id": f"K{number}", "segment": f"S{number}"})
        for start, end, value in map(contract, case["contracts"]):
            span = (parse_period(start[:7]).first, parse_period(end[:7]).first)
            subscriptions.append(
                {
                    "subscription_id": len(subscriptions),
                    "customer_id": f"K{number}",
                    "start": start,
                    "end": end,
                    "amount": value,
                    "interval": f"{span[1] - span[0] + 1} months",
                }
            )
    period = content["months"][-1]
    options = (
        '[inputs.subscriptions]\nend = "inclusive"\n[checks.last_month_is_whole]\nwaive = "ends"\n'
    )
    found = figures(tmp_path, period, options, subscriptions=subscriptions, customers=customers)
    begun = min(s["start"] for s in subscriptions)[:7]
    seen = 0
    for number, case in enumerate(content["cases"]):
        for place, month in enumerate(content["months"]):
            if month < begun:
                assert case["ending_mrr"][place] == 0
                continue
            segment = ("segment", f"S{number}")
            assert found.get("recurring_revenue", month, *segment).exact == Decimal(
                str(case["ending_mrr"][place])
            ), (case["name"], month)
            arr = found.get("annual_recurring_revenue", month, *segment).exact
            assert arr == Decimal(str(case["arr"][place]))
            moved = bridge(found, month, f"S{number}")
            for name in ("new", "expansion", "contraction", "churn"):
                # Losses are negative with us.
                sign = -1 if name in ("contraction", "churn") else 1
                expected = sign * Decimal(str(case[name][place]))
                assert moved[name] == expected, (case["name"], month, name)
            assert moved["reactivation"] == moved["fx"] == Decimal(0)
            seen += 1
    assert seen >= 4 * 13


# --- a bridge by month, in cents (Lago)

OWN_BRIDGE: dict[str, Any] = {
    "mrrs": [
        {
            "start_of_period_dt": f"{month}-01",
            **dict(
                zip(
                    ("starting_mrr", "mrr_new", "mrr_expansion", "mrr_contraction", "mrr_churn"),
                    amounts,
                    strict=True,
                )
            ),
            "ending_mrr": sum(amounts),
        }
        for month, amounts in {
            "2025-01": (0, 1_250_050, 0, 0, -50_050),
            "2025-02": (1_200_000, 333_333, 40_007, 0, -150_000),
            "2025-03": (1_423_340, 0, 0, -23_340, -1_000_000),
            "2025-04": (400_000, 910_001, 99, -100, 0),
        }.items()
    ]
}


def customers_of(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Customers by month whose movements add up to a published bridge.

    A bridge names no customers; who comes first leaves first, and the last one to come is the one
    that grows and shrinks.
    """
    pool: list[tuple[int, dict[int, int]]] = []
    alive: list[int] = []
    for place, row in enumerate(rows):
        amounts = {index: pool[index][1][place - 1] for index in alive}
        left = -row["mrr_churn"] if place else 0
        for index in list(alive):
            if left <= 0:
                break
            gone = min(left, amounts[index])
            left -= gone
            if gone < amounts[index]:
                # Only a part leaves: it always was a customer of its own.
                history = pool[index][1]
                share = {m: gone for m in history}
                pool[index] = (pool[index][0], {m: v - gone for m, v in history.items()})
                pool.append((pool[index][0], share))
                amounts[index] -= gone
            else:
                alive.remove(index)
                del amounts[index]
        assert left <= 0, "more left than there was"
        for kind in ("mrr_expansion", "mrr_contraction"):
            if row[kind]:
                index = alive[-1] if kind == "mrr_expansion" else alive[0]
                amounts[index] += row[kind]
        new = row["mrr_new"] + (0 if place else row["mrr_churn"])
        if new:
            pool.append((place, {}))
            alive.append(len(pool) - 1)
            amounts[len(pool) - 1] = new
        for index in alive:
            pool[index][1][place] = amounts[index]
    return [
        {
            "customer_id": f"L{index}",
            "month": rows[place]["start_of_period_dt"][:7],
            "mrr": Decimal(cents) / 100,
        }
        for index, (_, history) in enumerate(pool)
        for place, cents in history.items()
    ]


@pytest.mark.parametrize(
    "content", [pytest.param(OWN_BRIDGE, id="own"), *published("lago_mrr_bridge.json")]
)
def test_a_bridge_of_every_month(content: Any, tmp_path: Path) -> None:
    """To the cent, from opening to closing.

    In the first month they count customers who came and left again before it ended, as new and as
    churn; a month has one state with us, that of its end, so that both are left out and the net is
    the same.
    """
    rows = content["mrrs"]
    first, last = rows[0]["start_of_period_dt"][:7], rows[-1]["start_of_period_dt"][:7]
    options = f'[definitions]\nhistory_starts = "{first}"\n'
    for name in ("last_month_is_whole", "values_do_not_jump"):
        options += f'[checks.{name}]\nwaive = "made of a bridge"\n'
    found = figures(tmp_path, last, options, recurring_revenue=customers_of(rows))
    for place, row in enumerate(rows):
        month = row["start_of_period_dt"][:7]
        moved = bridge(found, month)
        expected = {name: Decimal(row[f"mrr_{name}"]) / 100 for name in MOVEMENTS[2:5]}
        expected["new"] = Decimal(row["mrr_new"]) / 100
        if place == 0:
            expected["new"] += expected.pop("churn")
            expected["churn"] = Decimal(0)
        assert moved == {**expected, "reactivation": 0, "fx": 0}, month
        closing = found.get("recurring_revenue", month).exact
        assert closing == Decimal(row["ending_mrr"]) / 100
        assert closing == Decimal(row["starting_mrr"]) / 100 + sum(moved.values())


# --- who comes back in which month (Objectiv)

OWN_EVENTS: dict[str, Any] = {
    "events": [
        *(("a", "2025-01-04"), ("a", "2025-01-30"), ("a", "2025-03-02")),
        *(("b", "2025-01-31"), ("b", "2025-02-01"), ("c", "2025-01-15"), ("d", "2025-01-16")),
        *(("d", "2025-02-11"), ("d", "2025-03-12"), ("e", "2025-02-02"), ("f", "2025-02-28")),
        *(("f", "2025-03-01"), ("g", "2025-03-31")),
    ],
    "monthly": [
        ["2025-01", 4, 2, 2],
        ["2025-02", 2, 1, None],
        ["2025-03", 1, None, None],
    ],
}


@pytest.mark.parametrize(
    "content", [pytest.param(OWN_EVENTS, id="own"), *published("objectiv_retention_matrix.json")]
)
def test_a_matrix_of_cohorts(content: Any, tmp_path: Path) -> None:
    """How many of a month's first-comers are there in each later month; nothing after the data end.

    Their percentages of one and two users are suppressed with us: both halves stand, the share does
    not. Cohorts are months with us, never days or weeks, since recurring revenue is a month's.
    """
    seen = {(user, day[:7]) for user, day in content["events"]}
    rows = [{"customer_id": u, "month": m, "mrr": 1} for u, m in sorted(seen)]
    months = sorted({month for _, month in seen})
    options = f'[definitions]\nhistory_starts = "{months[0]}"\n'
    options += '[checks.last_month_is_whole]\nwaive = "events"\n'
    found = figures(tmp_path, months[-1], options, recurring_revenue=rows)
    cells = {
        (cohort, month): reading
        for (month, by, cohort), reading in found.of("cohorts_by_customers").items()
        if by == "cohort"
    }
    wanted = {
        (cohort, months[months.index(cohort) + later]): count
        for cohort, *counts in content["monthly"]
        for later, count in enumerate(counts)
        if count is not None
    }
    assert set(cells) == set(wanted)
    begun = {cohort: counts[0] for cohort, *counts in content["monthly"]}
    for (cohort, month), reading in cells.items():
        count = wanted[cohort, month]
        assert (reading.numerator, reading.denominator) == (count, begun[cohort])
        if begun[cohort] < 3:
            assert (reading.value, reading.missing) == (None, "suppressed_small_n")
        else:
            assert agree(Decimal(str(reading.value)), f"{count}/{begun[cohort]}")
