"""Customer acquisition cost, paid channel."""

from reportgen.measure.metrics.paid_cac import paid_cac
from reportgen.measure.reading import Readings
from tests.ascii_table import frame
from tests.measure.readings import months, readings

NAME = "paid_cac"
REVENUE = months("""
    customer_id  from     to       mrr
    OLD          2025-01  2025-12  100
    A            2025-11  2025-12  100
    B            2025-11  2025-12  100
    C            2025-12  2025-12  100
    D            2025-12  2025-12  100
""")
CUSTOMERS = """
    customer_id  segment  acquisition_channel
    OLD          ENT      referral
    A            ENT      paid
    B            SMB      organic
    C            SMB      paid
    D            SMB      paid
"""
LEDGER = """
    month    category  amount  sm_part
    2025-09  sm          3000  ads_awareness
    2025-10  sm          1000  ads_awareness
    2025-10  sm          2000  ads_consideration
    2025-11  sm          3000  ads_conversion
    2025-12  sm          6000  ads_conversion
    2025-12  sm         90000  personnel_sales
"""


def company(customers: str = CUSTOMERS, ledger: str = LEDGER, lag: str = "none") -> Readings:
    tables = {
        "recurring_revenue": REVENUE,
        "customers": frame(customers),
        "ledger": frame(ledger),
    }
    return readings(paid_cac, tables=tables, cac_lag=lag)


def test_advertising_over_the_customers_that_it_brought() -> None:
    """12,000 in three parts, three of four new customers: 4,000; salaries are not in it."""
    reading = company().get(NAME, "2025Q4")
    assert (reading.value, reading.numerator, reading.denominator) == (4000, 12_000, 3)
    assert reading.n == 3


def test_it_follows_the_packs_lag() -> None:
    """With a month's lag November stands on October's 3,000."""
    assert company(lag="months:1").get(NAME, "2025-11").value == 3000


def test_a_month_without_paid_customers_has_none() -> None:
    """October's advertising brought nobody."""
    assert company().get(NAME, "2025-10").missing == "div_zero"


def test_without_channels_or_parts_it_is_no_data() -> None:
    """No column, no customer called paid, no part of the spend: never a cost of 0."""
    assert company(CUSTOMERS.replace("paid", "ads")).get(NAME, "2025Q4").missing == "no_data"
    bare = "customer_id segment\nA ENT"
    assert company(bare).get(NAME, "2025Q4").missing == "no_data"
    no_parts = "month category amount\n2025-10 sm 10\n2025-12 sm 10"
    assert company(ledger=no_parts).get(NAME, "2025Q4").missing == "no_data"


def test_segments_are_not_given_the_whole_companys_advertising() -> None:
    """The ledger does not know for which segment an advertisement was."""
    assert company().splits(NAME) == []
