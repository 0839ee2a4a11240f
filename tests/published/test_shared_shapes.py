"""Two exports as others publish them: subscriptions with start and end, a CRM's sales pipeline.

The rows are our own. One company, written three times as such files come: ISO dates; day-month-year
with two digits of the year, Windows line ends and the last day of service; month/day/year. Only
pack.toml tells the three apart, and all three must give the same figures.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.published.company import Figures, build, check, check_all, rows

# An end is the first day that is not paid for any more.
SUBSCRIPTIONS = """
    subscription_id customer_id start_date end_date   monthly_amount
    1               k1          2024-01-01 2024-04-01 50
    2               k1          2024-06-01 2024-08-01 50
    3               k1          2024-08-01 2024-11-01 75
    4               k2          2024-01-01 -          100
    5               k2          2024-03-01 2024-05-01 40
    6               k3          2024-02-01 2024-07-01 30
    7               k4          2024-05-15 2024-09-15 60
    8               k4          2024-11-01 -          60
    9               k5          2024-07-01 2025-01-01 200
    10              k5          2024-10-01 2024-12-01 25.50
    11              k6          2024-01-01 2024-03-01 20
"""
# A lost deal is worth 0 here, as in the export; `AlphaPro` is a slip for `Alpha Pro`.
PIPELINE = """
    opportunity_id sales_agent product   account deal_stage  engage_date close_date close_value
    O1             Ann~Ek      Alpha     k1      Won         2024-07-01  2024-07-31 1000
    O2             Ann~Ek      AlphaPro  k2      Won         2024-07-05  2024-09-13 5000
    O3             Bo~Lind     Alpha~Pro k3      Lost        2024-02-01  2024-09-30 0
    O4             Bo~Lind     Beta      k4      Won         2024-09-12  2024-10-02 300
    O5             Ann~Ek      Beta      k5      Lost        2024-10-01  2024-11-05 0
    O6             Bo~Lind     Alpha     k2      Won         2024-09-02  2024-12-01 1100
    O7             Ann~Ek      Alpha~Pro k1      Lost        2024-11-01  2024-12-12 0
    O8             Bo~Lind     AlphaPro  -       Engaging    2024-12-02  -          -
    O9             Ann~Ek      Beta      k3      Prospecting -           -          -
    O10            Ann~Ek      Beta      k2      Won         2024-12-24  2025-01-12 280
"""
ACCOUNTS = """
    account sector
    k1      Retail
    k2      Finance
    k3      Retail
    k4      Retail
    k5      Finance
    k6      Retail
"""
PACK = """
    [company]
    name = "Shared shapes"
    currency = "EUR"

    [report]
    period = "2025-01"
    pages = ["cover"]

    [inputs.customers]
    path = "accounts.csv"
    [inputs.customers.columns]
    customer_id = "account"
    segment = "sector"

    [inputs.deals]
    path = "sales_pipeline.csv"
    [inputs.deals.columns]
    customer_id = "account"
    [inputs.deals.values.product]
    "AlphaPro" = "Alpha Pro"

    [inputs.subscriptions]
    path = "subscription_periods.csv"
"""

BRIDGE = """
    month   new reactivation expansion contraction churn closing customers
    2024-01 170 0            0         0           0     170     3
    2024-02 30  0            0         0           0     200     4
    2024-03 0   0            40        0           -20   220     3
    2024-04 0   0            0         0           -50   170     2
    2024-05 60  0            0         -40         0     190     3
    2024-06 0   50           0         0           0     240     4
    2024-07 200 0            0         0           -30   410     4
    2024-08 0   0            25        0           0     435     4
    2024-09 0   0            0         0           -60   375     3
    2024-10 0   0            25.5      0           0     400.5   3
    2024-11 0   60           0         0           -75   385.5   3
    2024-12 0   0            0         -25.5       0     360     3
    2025-01 0   0            0         0           -200  160     2
"""
RETENTION = """
    metric                         period      split_by  split    expected
    net_revenue_retention          TTM2025-01  -         -        100/170
    gross_revenue_retention        TTM2025-01  -         -        100/170
    logo_churn                     TTM2025-01  -         -        2/3
    gross_recurring_revenue_churn  TTM2025-01  -         -        500.5/170
    cohorts_by_customers           2024-01     cohort    2024-01  1
    cohorts_by_customers           2024-03     cohort    2024-01  2/3
    cohorts_by_customers           2024-04     cohort    2024-01  1/3
    cohorts_by_customers           2024-06     cohort    2024-01  2/3
    cohorts_by_revenue             2024-08     cohort    2024-01  175/170
    cohorts_by_revenue             2025-01     cohort    2024-05  1
    cohorts_by_customers           2024-06     cohort    2024-05  suppressed_small_n
"""
SALES = """
    metric                        period      split_by     split      expected        n
    won_deals                     2024Q3      -            -          2               2
    lost_deals                    2024Q3      -            -          1               1
    win_rate                      2024Q3      -            -          2/3             3
    win_loss_ratio                2024Q3      -            -          2               3
    won_annual_recurring_revenue  2024Q3      -            -          6000            2
    average_deal_size             2024Q3      -            -          3000            2
    sales_cycle_mean              2024Q3      -            -          50              2
    won_deals                     2024Q4      -            -          2               2
    lost_deals                    2024Q4      -            -          2               2
    win_rate                      2024Q4      -            -          1/2             4
    won_annual_recurring_revenue  2024Q4      -            -          1400            2
    average_deal_size             2024Q4      -            -          700             2
    sales_cycle_mean              2024Q4      -            -          55              2
    won_deals                     TTM2025-01  -            -          5               5
    lost_deals                    TTM2025-01  -            -          3               3
    win_rate                      TTM2025-01  -            -          5/8             8
    win_loss_ratio                TTM2025-01  -            -          5/3             8
    average_deal_size             TTM2025-01  -            -          1536            5
    median_deal_size              TTM2025-01  -            -          1000            5
    sales_cycle_mean              TTM2025-01  -            -          229/5           5
    sales_cycle                   TTM2025-01  -            -          30              5
    win_rate_by_value             TTM2025-01  -            -          not_meaningful  8
    win_rate                      TTM2025-01  product      Alpha      1               2
    win_loss_ratio                TTM2025-01  product      Alpha      infinite        2
    win_rate                      TTM2025-01  product      Alpha~Pro  1/3             3
    win_rate                      TTM2025-01  product      Beta       2/3             3
    win_rate                      TTM2025-01  sales_agent  Ann~Ek     3/5             5
    won_annual_recurring_revenue  TTM2025-01  sales_agent  Ann~Ek     6280            3
    win_rate                      TTM2025-01  sales_agent  Bo~Lind    2/3             3
    sales_cycle_mean              TTM2025-01  sales_agent  Bo~Lind    55              2
    win_rate                      TTM2025-01  segment      Finance    3/4             4
    won_annual_recurring_revenue  TTM2025-01  segment      Finance    6380            3
    win_rate                      TTM2025-01  segment      Retail     1/2             4
    open_deals                    2025-01     -            -          2               2
    open_deals                    2025-01     product      Alpha~Pro  1               1
    open_deals                    2025-01     sales_agent  Ann~Ek     1               1
    open_deals                    2025-01     segment      (blank)    1               1
"""


def iso(day: date) -> str:
    return day.isoformat()


def two_digits(day: date) -> str:
    return f"{day:%d-%m-%y}"


def american(day: date) -> str:
    return f"{day.month}/{day.day}/{day.year}"


def written(text: str, how: Callable[[date], str], last_day: bool = False) -> list[dict[str, str]]:
    """A table with its dates written another way, the end perhaps as the last day of service."""
    table = rows(text)
    for row in table:
        for name in (name for name, cell in row.items() if name.endswith("_date") and cell):
            day = date.fromisoformat(row[name])
            row[name] = how(day - timedelta(last_day and name == "end_date"))
    return table


# How dates are written, what pack.toml says of it, the line end, whether an end is a day of service.
DIALECTS: dict[str, tuple[Callable[[date], str], str, str, bool]] = {
    "iso": (iso, "", "\n", False),
    "day first, two digits": (two_digits, 'date_format = "%d-%m-%y"', "\r\n", True),
    "month first": (american, 'date_format = "%m/%d/%Y"', "\n", False),
}


@pytest.fixture(scope="module", params=DIALECTS)
def figures(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Figures:
    """The company in one of the three dialects."""
    how, date_format, end_of_line, last_day = DIALECTS[request.param]
    pack = PACK + date_format + ('\nend = "inclusive"' if last_day else "")
    pack = pack.replace("[inputs.deals]", f"[inputs.deals]\n{date_format}")
    return build(
        tmp_path_factory.mktemp("shapes") / "shapes",
        pack,
        end_of_line,
        subscription_periods=written(SUBSCRIPTIONS, how, last_day),
        sales_pipeline=written(PIPELINE, how),
        accounts=ACCOUNTS,
    )


def test_the_bridge_of_every_month(figures: Figures) -> None:
    """From the first month on: a list of subscriptions says when its history begins."""
    opening = Decimal(0)
    for row in rows(BRIDGE):
        month = row["month"]
        moved = figures.groups("recurring_revenue_bridge", month, "movement")
        expected = {name: Decimal(row[name]) for name in moved if name in row}
        assert moved == {**expected, "fx": 0}, month
        closing = figures.row("recurring_revenue", month)
        assert (closing.value, closing.n) == (Decimal(row["closing"]), int(row["customers"]))
        assert closing.value == opening + sum(expected.values()), month
        opening = Decimal(row["closing"])


def test_movements_are_counted(figures: Figures) -> None:
    """January's three new ones, and the only two who come back."""
    expected = """
        metric                    period      split_by  split         expected  n
        recurring_revenue_bridge  2024-01     movement  new           170       3
        recurring_revenue_bridge  TTM2025-01  movement  new           290       3
        recurring_revenue_bridge  TTM2025-01  movement  reactivation  110       2
        recurring_revenue_bridge  TTM2025-01  movement  expansion     90.5      3
        recurring_revenue_bridge  TTM2025-01  movement  contraction   -65.5     2
        recurring_revenue_bridge  TTM2025-01  movement  churn         -435      6
        new_customers             TTM2025-01  -         -             3         3
    """
    check_all(figures, expected)


@pytest.mark.parametrize("row", rows(RETENTION), ids=lambda row: f"{row['metric']} {row['split']}")
def test_retention_and_cohorts(figures: Figures, row: dict[str, str]) -> None:
    check(figures, row)


@pytest.mark.parametrize(
    "row", rows(SALES), ids=lambda row: f"{row['metric']} {row['period']} {row['split']}"
)
def test_sales_figures(figures: Figures, row: dict[str, str]) -> None:
    check(figures, row)
