"""The house example from its CSV files: ten customers, two years, every figure to the last digit.

The change list and the expected figures are written out here a second time, apart from the frames
of tests/measure/house.py: what is checked is the way from the files to figures.csv.

Irrational figures (payback with churn, 14.3086) are compared to the digits that are printed.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from tests.published.company import Figures, agree, build, check, rows

# A value holds until the next change; 0 = gone.
CHANGES = """
    customer segment product_line month   mrr   seats
    C01      ENT     Core         2024-01 10000 100
    C01      ENT     Core         2025-05 12000 120
    C01      ENT     Core         2025-11 13200 120
    C02      ENT     Core         2024-01  8000  80
    C03      MM      Core         2024-03  4000  40
    C03      MM      Core         2025-02  3000  30
    C03      MM      Core         2025-10  3500  35
    C04      MM      Core         2024-06  3000  30
    C04      MM      Core         2025-08     0   0
    C05      SMB     Core         2024-02  1000  10
    C05      SMB     Core         2025-03     0   0
    C05      SMB     Core         2025-10  1200  12
    C06      SMB     Core         2024-05   800   8
    C06      SMB     Core         2024-09     0   0
    C06      SMB     Core         2025-11   800   8
    C07      MM      Core         2025-03  2000  20
    C07      MM      Addon        2025-12   500  20
    C08      SMB     Core         2025-10  1500  15
    C08      SMB     Core         2025-12  1800  18
    C09      SMB     Core         2025-11  1500  15
    C10      ENT     Core         2024-01  6000  60
    C10      ENT     Core         2025-12  6300  70
"""
MONTHS = [f"{year}-{month:02}" for year in (2024, 2025) for month in range(1, 13)]
SPEND = {"2025-07": 9000, "2025-10": 10000}
CASH = """
    month    cash_end
    2025-09  300000
    2025-10  288000
    2025-11  276000
    2025-12  264000
"""
HEADCOUNT = """
    month    function   fte
    2025-12  sales      4
    2025-12  marketing  2
    2025-12  rd         19
"""
PACK = """
    [company]
    name = "House"
    currency = "EUR"

    [report]
    period = "2025Q4"
    pages = ["cover"]

    [definitions]
"""
USUAL = 'cac_lag = "1q"'
OTHER = """
    cac_lag = "none"
    quick_ratio_with_reactivation = false
    magic_number = "annual_recurring_revenue"
"""

STATES = """
    metric                     period   split_by  split  expected    n
    recurring_revenue          2024-12  -         -      32000       6
    recurring_revenue          2025-09  -         -      31000       5
    recurring_revenue          2025-10  -         -      34200       7
    recurring_revenue          2025-11  -         -      37700       9
    recurring_revenue          2025-12  -         -      38800       9
    recurring_revenue          2025-12  segment   ENT    27500       3
    recurring_revenue          2025-12  segment   MM     6000        2
    recurring_revenue          2025-12  segment   SMB    5300        4
    annual_recurring_revenue   2025-12  -         -      465600      9
    customers                  2024-12  -         -      6           6
    customers                  2025-09  -         -      5           5
    customers                  2025-10  -         -      7           7
    customers                  2025-11  -         -      9           9
    customers                  2025-12  -         -      9           9
    revenue_per_customer       2025-12  -         -      38800/9     9
    growth_year_on_year        2025-12  -         -      21.25/100   9
    growth_quarter_on_quarter  2025-12  -         -      78/310      9
    concentration              2025-12  -         -      132/388     1
    concentration              2025-12  top       1      132/388     1
    concentration              2025-12  top       3      275/388     3
    cash_balance               2025-12  -         -      264000      -
    net_burn                   2025-12  -         -      12000       -
    runway                     2025-12  -         -      22          -
    full_time_equivalents      2025-12  -         -      25          -
    revenue_per_employee       2025-12  -         -      18624       -
    sales_and_marketing_headcount_share  2025-12  -  -   24/100      -
"""
BRIDGES = """
    metric                    period      split_by  split         expected  n
    recurring_revenue_bridge  2025Q4      movement  new           3000      2
    recurring_revenue_bridge  2025Q4      movement  reactivation  2000      2
    recurring_revenue_bridge  2025Q4      movement  expansion     2800      5
    recurring_revenue_bridge  2025Q4      movement  contraction   0         0
    recurring_revenue_bridge  2025Q4      movement  churn         0         0
    recurring_revenue_bridge  2025Q4      movement  fx            0         0
    recurring_revenue_bridge  2025Q4      -         -             7800      9
    recurring_revenue_bridge  FY2025      movement  new           5000      3
    recurring_revenue_bridge  FY2025      movement  reactivation  2000      2
    recurring_revenue_bridge  FY2025      movement  expansion     4800      6
    recurring_revenue_bridge  FY2025      movement  contraction   -1000     1
    recurring_revenue_bridge  FY2025      movement  churn         -4000     2
    recurring_revenue_bridge  FY2025      movement  fx            0         0
    recurring_revenue_bridge  FY2025      -         -             6800      14
    recurring_revenue_bridge  FY2025      segment+movement  SMB+churn         -1000  1
    recurring_revenue_bridge  FY2025      segment+movement  MM+churn          -3000  1
    recurring_revenue_bridge  FY2025      segment+movement  SMB+reactivation  2000   2
    recurring_revenue_bridge  2025Q4      segment+movement  SMB+expansion     300    1
    recurring_revenue_bridge  2025Q4      product_line+movement  Addon+expansion  500  1
    net_new_annual_recurring_revenue      2025Q4  -     -            93600  9
    recurring_revenue_bridge_endpoint  2025Q4  movement  new           3300  2
    recurring_revenue_bridge_endpoint  2025Q4  movement  reactivation  2000  2
    recurring_revenue_bridge_endpoint  2025Q4  movement  expansion     2500  4
    recurring_revenue_bridge_endpoint  2025Q4  movement  contraction   0     0
    recurring_revenue_bridge_endpoint  2025Q4  movement  churn         0     0
    recurring_revenue_bridge_endpoint  2025Q4  -         -             7800  8
    new_customers                         2025Q4  -     -            2      2
    new_customers                         FY2025  -     -            3      3
    expansion_by_users_and_functionality  2025Q4  -     -            2800   5
    expansion_by_users_and_functionality  2025Q4  part  seats        1800   3
    expansion_by_users_and_functionality  2025Q4  part  price        500    2
    expansion_by_users_and_functionality  2025Q4  part  cross_sell   500    1
    expansion_by_users_and_functionality  2025Q4  part  product_drop   0    0
    expansion_by_users_and_functionality  2025Q4  part  unallocated    0    0
    expansion_by_users_and_functionality  2025Q4  axis  users          1800  3
    expansion_by_users_and_functionality  2025Q4  axis  functionality  1000  3
    expansion_by_users_and_functionality  2025Q4  segment+part  ENT+price  500  2
    contraction_by_users_and_functionality  FY2025  part  seats  -1000  1
"""
# The flow forms: 99.375 %; NetSuite's 105.625 % with customers won back; Baremetrics' 102.5 %.
RETENTION = """
    metric                         period      split_by  split  expected     n
    net_revenue_retention          TTM2025-12  -         -      32200/32000  6
    net_revenue_retention          FY2025      -         -      32200/32000  6
    net_revenue_retention          TTM2025-12  segment   ENT    27500/24000  3
    net_revenue_retention          TTM2025-12  segment   MM     50/100       2
    net_revenue_retention          TTM2025-12  segment   SMB    120/100      1
    net_revenue_retention          2025Q4      -         -      33500/31000  5
    gross_revenue_retention        TTM2025-12  -         -      28500/32000  6
    gross_revenue_retention        TTM2025-12  segment   ENT    1            3
    gross_revenue_retention        TTM2025-12  segment   MM     50/100       2
    gross_revenue_retention        TTM2025-12  segment   SMB    1            1
    net_revenue_retention_by_flow              TTM2025-12  -  -  99.375/100   6
    net_revenue_retention_with_reactivation    TTM2025-12  -  -  105.625/100  6
    net_revenue_retention_without_contraction  TTM2025-12  -  -  102.5/100    6
    gross_revenue_retention_by_flow            TTM2025-12  -  -  84.375/100   6
    gross_recurring_revenue_churn  TTM2025-12  -         -      15.625/100   6
    net_recurring_revenue_churn    TTM2025-12  -         -      -5.625/100   6
    logo_retention                 TTM2025-12  -         -      5/6          6
    logo_churn                     TTM2025-12  -         -      1/6          6
    logo_churn                     TTM2025-12  segment   SMB    0            1
    monthly_logo_churn             TTM2025-12  -         -      2/74         74
    customer_lifetime              TTM2025-12  -         -      37           74
    quick_ratio                    FY2025      -         -      236/100      3
    quick_ratio                    2025Q4      -         -      infinite     0
    quick_ratio_with_reactivation     FY2025   -         -      236/100      3
    quick_ratio_without_reactivation  FY2025   -         -      196/100      3
    quick_ratio_without_reactivation  2025Q4   -         -      infinite     0
    revenue_growth_trailing        TTM2025-12  -         -      385/3632     -
    revenue_from_existing_customers        FY2025  -     -      373400       -
    revenue_from_new_customers             FY2025  -     -      28300        3
    revenue_from_existing_customers_share  FY2025  -     -      3734/4017    -
    sales_and_marketing_spend              2025Q3  -     -      27000        -
    sales_and_marketing_spend              2025Q4  -     -      30000        -
    sales_and_marketing_share_of_revenue   2025Q4  -     -      300/1107     -
    gross_margin                           2025Q4  -     -      75/100       -
    net_burn                               2025Q4  -     -      12000        -
    burn_multiple                          2025Q4  -     -      360/936      -
    net_new_revenue_per_sales_and_marketing_employee  2025Q4  -  -  15600    -
    average_selling_price                  2025Q4  -     -      1500         2
    customer_lifetime_value                2025Q4  -     -      41625        2
    customer_lifetime_value_blended        2025Q4  -     -      358900/3     9
    customer_lifetime_value_on_revenue     2025Q4  -     -      1435600/9    9
    operating_expense_share_of_revenue     2025Q4  part  sm     300/1107     -
    free_cash_flow_margin                  2025Q4  -     -      -360/1107    -
"""
LAG_OF_A_QUARTER = """
    metric                    period  split_by  split              expected     n
    cac                       2025Q4  -         -                  13500        2
    cac_payback_on_revenue    2025Q4  -         -                  9            2
    cac_payback               2025Q4  -         -                  12           2
    payback_against_contract  2025Q4  -         -                  0            2
    payback_against_contract  2025Q4  part      must_renew         0            2
    payback_against_contract  2025Q4  part      term_months        12           2
    payback_against_contract  2025Q4  part      renewals_needed    0            2
    payback_against_contract  2025Q4  part      first_term_result  0            2
    cac_payback_without_lag   2025Q4  -         -                  40/3         2
    cac_payback_on_net_new    2025Q4  -         -                  60/13        9
    cac_payback_blended       2025Q4  -         -                  180/29       7
    cac_payback_by_cohort     2025Q4  -         -                  partial_period  2
    cac_payback_by_cohort     2025Q4  part      earned_back        65/300       2
    cac_ratio_new             2025Q4  -         -                  75/100       2
    cac_ratio_blended         2025Q4  -         -                  270/696      7
    lifetime_value_to_cac     2025Q4  -         -                  37/12        2
    lifetime_value_to_cac_blended  2025Q4  -    -                  35890/4050   2
    magic_number_on_revenue   2025Q4  -         -                  588/270      -
    magic_number_on_annual_recurring_revenue  2025Q4  -  -         936/270      -
    payback_against_lifetime  2025Q4  -         -                  37/12        2
    payback_against_lifetime  2025Q4  part      months_of_profit   25           -
    magic_number              2025Q4  -         -                  588/270      -
"""
OTHER_CHOICES = """
    metric                    period  split_by  split              expected     n
    cac                       2025Q4  -         -                  15000        2
    cac_payback_on_revenue    2025Q4  -         -                  10           2
    cac_payback               2025Q4  -         -                  40/3         2
    payback_against_contract  2025Q4  -         -                  1            2
    payback_against_contract  2025Q4  part      must_renew         1            2
    payback_against_contract  2025Q4  part      renewals_needed    1            2
    payback_against_contract  2025Q4  part      first_term_result  -1500        2
    lifetime_value_to_cac     2025Q4  -         -                  41625/15000  2
    quick_ratio               FY2025  -         -                  196/100      3
    quick_ratio               2025Q4  -         -                  infinite     0
    magic_number              2025Q4  -         -                  936/270      -
"""


def revenue() -> list[dict[str, str]]:
    """The change list as one row a customer, line and month."""
    changes: dict[tuple[str, str], dict[str, tuple[str, str]]] = {}
    for row in rows(CHANGES):
        line = changes.setdefault((row["customer"], row["product_line"]), {})
        line[row["month"]] = row["mrr"], row["seats"]
    result = []
    for (customer, line_name), line in changes.items():
        mrr = seats = "0"
        for month in MONTHS:
            mrr, seats = line.get(month, (mrr, seats))
            if mrr != "0":
                ids = {"customer_id": customer, "product_line": line_name}
                result.append({**ids, "month": month, "mrr": mrr, "seats": seats})
    return result


def ledger() -> list[dict[str, str]]:
    """Half a year of revenue at a gross margin of 75 %, and what sales and marketing cost."""
    entries = []
    spend = 0
    for month in MONTHS[18:]:
        booked = sum(Decimal(row["mrr"]) for row in revenue() if row["month"] == month)
        spend = SPEND.get(month, spend)
        for line, category, amount in (
            ("Subscriptions", "revenue_recurring", booked),
            ("Hosting", "cogs", booked / 4),
            ("Selling", "sm", spend),
        ):
            entry = {"month": month, "line": line, "category": category, "amount": str(amount)}
            entries.append(entry)
    return entries


def house(folder: Path, definitions: str) -> Figures:
    """The pack with some definitions, built."""
    segments = {row["customer"]: row["segment"] for row in rows(CHANGES)}
    return build(
        folder,
        PACK + definitions,
        recurring_revenue=revenue(),
        customers=[
            {"customer_id": customer, "segment": segment, "contract_term_months": 12}
            for customer, segment in segments.items()
        ],
        ledger=ledger(),
        cash=CASH,
        headcount=HEADCOUNT,
    )


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Figures:
    """Spend of the quarter before, reactivation a gain, magic number on revenue."""
    return house(tmp_path_factory.mktemp("house") / "usual", USUAL)


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Figures:
    """Spend of the same quarter, reactivation left out, magic number on ARR."""
    return house(tmp_path_factory.mktemp("house") / "other", OTHER)


def named(row: dict[str, str]) -> str:
    return " ".join(filter(None, (row["metric"], row["period"], row["split"])))


@pytest.mark.parametrize("row", rows(STATES), ids=named)
def test_a_state_at_a_months_end(usual: Figures, row: dict[str, str]) -> None:
    check(usual, row)


@pytest.mark.parametrize("row", rows(BRIDGES), ids=named)
def test_a_movement_with_its_count(usual: Figures, row: dict[str, str]) -> None:
    check(usual, row)


@pytest.mark.parametrize("row", rows(RETENTION), ids=named)
def test_a_rate_over_a_window(usual: Figures, row: dict[str, str]) -> None:
    check(usual, row)


@pytest.mark.parametrize("row", rows(LAG_OF_A_QUARTER), ids=named)
def test_spend_of_the_quarter_before(usual: Figures, row: dict[str, str]) -> None:
    check(usual, row)


@pytest.mark.parametrize("row", rows(OTHER_CHOICES), ids=named)
def test_spend_of_the_same_quarter_and_the_other_definitions(
    other: Figures, row: dict[str, str]
) -> None:
    """The lag decides on which side of the twelve-month line the payback lies."""
    check(other, row)


@pytest.mark.parametrize("period", ["2025Q4", "FY2025"])
def test_the_bridge_leads_from_opening_to_closing(usual: Figures, period: str) -> None:
    """31,000 or 32,000 and all movements are 38,800."""
    opening = usual.value("recurring_revenue", {"2025Q4": "2025-09", "FY2025": "2024-12"}[period])
    moved = usual.groups("recurring_revenue_bridge", period, "movement").values()
    assert opening is not None
    assert opening + sum(value for value in moved if value is not None) == Decimal(38800)


@pytest.mark.parametrize(("months", "before"), [("3", 31000), ("6", 34000), ("12", 32000)])
def test_compound_growth_leads_from_the_one_end_to_the_other(
    usual: Figures, months: str, before: int
) -> None:
    """7.768 % a month over three months, 1.6187 % over twelve."""
    rate = usual.value("compound_monthly_growth", "2025-12", "months", months)
    assert rate is not None
    assert agree((1 + rate) ** int(months), Fraction(38800, before))


def test_growth_of_revenue_has_both_years_as_its_halves(usual: Figures) -> None:
    """Σ MRR 401,700 and 363,200: growth of 10.6002 %."""
    row = usual.row("revenue_growth_trailing", "TTM2025-12")
    assert (row.numerator, row.denominator) == (Decimal(401700), Decimal(363200))


def test_payback_of_customers_of_whom_some_leave(usual: Figures) -> None:
    """12.0 months become 14.3086 when 2 of 74 leave a month."""
    value = usual.value("cac_payback_survival_adjusted", "2025Q4")
    assert value is not None
    assert round(value, 4) == Decimal("14.3086")


@pytest.mark.parametrize(
    ("metric", "words"),
    [
        ("cac_payback", "spend is that of the quarter before"),
        ("quick_ratio", "reactivation"),
        ("customer_lifetime", "capped at 60 months"),
    ],
)
def test_the_choice_stands_beside_the_figure(usual: Figures, metric: str, words: str) -> None:
    period = "TTM2025-12" if metric == "customer_lifetime" else "2025Q4"
    assert words in usual.row(metric, period).definition


def test_the_choice_that_was_made_otherwise_stands_there_too(
    usual: Figures, other: Figures
) -> None:
    assert "spend of the same months" in other.row("cac", "2025Q4").definition
    for metric in ("quick_ratio", "magic_number"):
        of_both = {figures.row(metric, "2025Q4").definition for figures in (usual, other)}
        assert len(of_both) == 2, of_both


@pytest.mark.parametrize(
    ("metric", "part", "unit"),
    [
        ("payback_against_contract", "must_renew", "flag"),
        ("payback_against_contract", "term_months", "months"),
        ("payback_against_contract", "renewals_needed", "count"),
        ("payback_against_contract", "first_term_result", "EUR"),
        ("payback_against_lifetime", "months_of_profit", "months"),
    ],
)
def test_a_part_beside_a_figure_has_its_own_unit(
    usual: Figures, metric: str, part: str, unit: str
) -> None:
    """A loss of 1,500 at the first renewal is neither a flag nor a ratio."""
    assert usual.row(metric, "2025Q4", "part", part).unit == unit


def test_every_figure_names_the_file_that_it_comes_from(usual: Figures) -> None:
    assert usual.row("cash_balance", "2025-12").source == "cash.csv"
    assert "ledger.csv" in usual.row("cac_payback", "2025Q4").source
    assert "recurring_revenue.csv" in usual.row("cac_payback", "2025Q4").source
