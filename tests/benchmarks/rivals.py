"""The recurring revenue bridge as DuckDB and pandas have it, to compare with: see scale.py."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

# (month number, movement) -> amount.
Totals = dict[tuple[int, str], Decimal]


def rivals(folder: Path) -> Iterator[tuple[str, Any, Sequence[str]]]:
    """DuckDB and pandas, as far as they are installed, loaded; the names of their forms."""
    for name, kind, forms in (
        ("duckdb", DuckDB, ["bridge"]),
        ("pandas", Pandas, ["shifting", "grouping", "merging"]),
    ):
        if importlib.util.find_spec(name) is None:
            print(
                f"  {name} is not installed (`make test-long` installs it): nothing to compare with"
            )
            continue
        rival = kind(folder)
        rival.load()
        print(f"  {name} {importlib.import_module(name).__version__}")
        yield name, rival, forms


class DuckDB:
    """The same bridge by window functions of DuckDB, in exact decimals."""

    LOAD = """create or replace table revenue as
        select customer_id, strptime(month, '%Y-%m')::date as month, mrr::decimal(18, 2) as mrr
        from read_csv('{path}', all_varchar = true)"""
    BRIDGE = """
        with months as (
            select customer_id, year(month) * 12 + month(month) - 1 as month, sum(mrr) as mrr
            from revenue group by all having sum(mrr) > 0),
        beside as (
            select *, lag(month) over line as earlier, lag(mrr) over line as before,
                lead(month) over line as later, min(month) over (partition by customer_id) as first
            from months window line as (partition by customer_id order by month)),
        moves as (
            select month, mrr - case when earlier = month - 1 then before else 0 end as value,
                case when earlier = month - 1 and mrr > before then 'expansion'
                     when earlier = month - 1 then 'contraction'
                     when month = first then 'new' else 'reactivation' end as movement
            from beside where earlier is distinct from month - 1 or mrr <> before
            union all
            select month + 1, -mrr, 'churn' from beside where later is distinct from month + 1)
        select month, movement, sum(value) from moves
        where month > (select min(month) from months) and month <= (select max(month) from months)
        group by all"""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "recurring_revenue.csv"
        self.connection = importlib.import_module("duckdb").connect()

    def load(self) -> None:
        """The file as a table of exact decimals."""
        self.connection.execute(self.LOAD.format(path=self.path))

    def turn(self) -> None:
        """Put the loaded rows in order of months."""
        self.connection.execute("create or replace table revenue as from revenue order by month")

    def bridge(self) -> Totals:
        """The totals of the loaded table."""
        rows = self.connection.execute(self.BRIDGE).fetchall()
        return {(month, movement): value for month, movement, value in rows}


class Pandas:
    """The same in pandas, in the forms in which it is commonly written; the fastest is judged.

    Customers are categories and amounts whole cents, which pandas sorts and adds up fast and exactly.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / "recurring_revenue.csv"
        self.pandas = importlib.import_module("pandas")
        self.frame: Any = None

    def load(self) -> None:
        """The file as a frame."""
        pandas = self.pandas
        frame = pandas.read_csv(self.path, dtype={"customer_id": "category", "month": str})
        day = pandas.to_datetime(frame["month"], format="%Y-%m")
        frame["month"] = (day.dt.year * 12 + day.dt.month - 1).astype("int32")
        frame["mrr"] = (frame["mrr"] * 100).round().astype("int64")
        self.frame = frame

    def turn(self) -> None:
        """Put the loaded rows in order of months."""
        self.frame = self.frame.sort_values("month", kind="stable", ignore_index=True)

    def shifting(self) -> Totals:
        """Sorted by customer and month, each row beside the one above it."""
        pandas = self.pandas
        lines = self.frame.sort_values(["customer_id", "month"])
        customer, month, cents = lines["customer_id"].cat.codes, lines["month"], lines["mrr"]
        # Rows of the same customer and month would have to be added up first.
        assert not ((customer == customer.shift()) & (month == month.shift())).any()
        customer, month, cents = customer[cents > 0], month[cents > 0], cents[cents > 0]
        again = customer == customer.shift()
        follows = again & (month == month.shift() + 1)
        value = cents - cents.shift(fill_value=0).where(follows, 0)
        columns = {"month": month, "value": value, "again": again, "follows": follows}
        moves = pandas.DataFrame(columns)[value != 0]
        ups = moves["value"] > 0
        moves["movement"] = importlib.import_module("numpy").select(
            [~moves["again"], ~moves["follows"], ups],
            ["new", "reactivation", "expansion"],
            "contraction",
        )
        left = ~follows.shift(-1, fill_value=False)
        return self.totals(moves, month[left] + 1, cents[left])

    def grouping(self) -> Totals:
        """By shifts within the groups of a frame that is grouped by customer."""
        pandas = self.pandas
        lines = self.frame.groupby(["customer_id", "month"], as_index=False, observed=True)
        lines = lines["mrr"].sum()
        lines = lines[lines["mrr"] > 0]
        line = lines.groupby("customer_id", sort=False, observed=True)
        earlier, before, later = line["month"].shift(), line["mrr"].shift(), line["month"].shift(-1)
        follows = earlier == lines["month"] - 1
        value = lines["mrr"] - before.where(follows, 0)
        first = line["month"].transform("min")
        movement = pandas.Series("reactivation", index=lines.index)
        movement[lines["month"] == first] = "new"
        movement[follows & (value > 0)] = "expansion"
        movement[follows & (value < 0)] = "contraction"
        moved = pandas.DataFrame({"month": lines["month"], "movement": movement, "value": value})
        left = lines[later != lines["month"] + 1]
        return self.totals(moved[value != 0], left["month"] + 1, left["mrr"])

    def merging(self) -> Totals:
        """By merging each month with the month before."""
        lines = self.frame[self.frame["mrr"] > 0]
        before = lines.rename(columns={"mrr": "before"}).assign(month=lines["month"] + 1)
        both = before.merge(lines, on=["customer_id", "month"], how="outer")
        both = both.fillna({"before": 0, "mrr": 0}).astype({"before": "int64", "mrr": "int64"})
        first = both["customer_id"].map(lines.groupby("customer_id", observed=True)["month"].min())
        both["value"] = both["mrr"] - both["before"]
        gone = both[both["mrr"] == 0]
        both["movement"] = "reactivation"
        both.loc[both["month"] == first.astype("int32"), "movement"] = "new"
        both.loc[(both["before"] > 0) & (both["value"] > 0), "movement"] = "expansion"
        both.loc[(both["before"] > 0) & (both["value"] < 0), "movement"] = "contraction"
        both = both[(both["mrr"] > 0) & (both["value"] != 0)]
        return self.totals(both, gone["month"], gone["before"])

    def totals(self, moves: Any, month: Any, cents: Any) -> Totals:
        """Movements and, by the month after the last, what was paid in it: by month and movement."""
        pandas, columns = self.pandas, ["month", "movement", "value"]
        gone = pandas.DataFrame({"month": month, "movement": "churn", "value": -cents})
        moves = pandas.concat([moves[columns], gone])
        months = self.frame["month"]
        inside = (moves["month"] > months.min()) & (moves["month"] <= months.max())
        sums = moves[inside].groupby(["month", "movement"])["value"].sum()
        return {key: Decimal(int(cents)) / 100 for key, cents in sums.items()}
