"""Churn by use of licences."""

from reportgen.measure.metrics.churn_by_usage import churn_by_usage
from tests.measure.readings import months, readings
from tests.measure.use import paying, usage

NAME = "churn_by_usage"
PAID = months("""
    customer_id  from     to       mrr
    A            2025-01  2025-10  100
    B            2025-01  2025-12  100
    C            2025-01  2025-12  100
    D            2025-01  2025-11  100
    E            2025-01  2025-12  100
    F            2025-10  2025-11  100
""")
USE = usage("""
    customer_id  month    active_users  licensed_users
    A            2025-09  1             10
    B            2025-09  2             10
    C            2025-09  8             10
    D            2025-09  75            100
    A            2025-10  9             10
    E            2025-12  9             10
""")


def test_bands_of_the_month_before_the_window() -> None:
    """A and B below 25 %, C and D from 75 % on, E in no band; F was no customer in September."""
    figures = readings(churn_by_usage, tables={"recurring_revenue": PAID, "product_usage": USE})
    company = figures.get(NAME, "2025Q4")
    assert (company.value, company.numerator, company.denominator) == (0.4, 2, 5)
    low, high = (figures.get(NAME, "2025Q4", "utilisation", band) for band in ("0-25", "75+"))
    assert (low.value, low.n) == (0.5, 2)
    assert (high.value, high.n) == (0.5, 2)
    unknown = figures.get(NAME, "2025Q4", "utilisation", "(blank)")
    assert (unknown.value, unknown.n) == (0, 1)
    bands = figures.by(NAME, "utilisation")
    known = [bands["2025Q4", band].denominator or 0 for band in ("0-25", "75+", "(blank)")]
    assert sum(known) == company.denominator


def test_the_ends_of_the_bands() -> None:
    """25 %, 50 % and 75 % belong to the band that they begin; more users than licences to the last."""
    use = usage("""
        customer_id  month    active_users  licensed_users
        A            2025-09  1             4
        B            2025-09  2             4
        C            2025-09  3             4
        D            2025-09  9             4
        E            2025-09  0             4
    """)
    tables = {"recurring_revenue": paying(*"ABCDE"), "product_usage": use}
    # The last month must be covered as well.
    tables["product_usage"] = use.vstack(
        usage("""
        customer_id  month    active_users  licensed_users
        A            2025-12  1             4
    """)
    )
    figures = readings(churn_by_usage, tables=tables)
    bands = figures.by(NAME, "utilisation")
    found = {
        band: reading.n
        for (period, band), reading in bands.items()
        if period == "2025Q4" and reading.n
    }
    assert found == {"0-25": 1, "25-50": 1, "50-75": 1, "75+": 2}


def test_missing_reasons() -> None:
    """The window's opening lies before the export of use; a table is missing; no licences."""
    figures = readings(churn_by_usage, tables={"recurring_revenue": PAID, "product_usage": USE})
    assert figures.get(NAME, "2025Q3").missing == "insufficient_history"
    for names in ((), ("recurring_revenue",), ("product_usage",)):
        both = {"recurring_revenue": PAID, "product_usage": USE}
        tables = {name: both[name] for name in names}
        assert readings(churn_by_usage, tables=tables).get(NAME, "2025Q4").missing == "no_data"
    bare = usage("customer_id month active_users\nA 2025-09 5\nA 2025-12 5")
    tables = {"recurring_revenue": PAID, "product_usage": bare}
    assert readings(churn_by_usage, tables=tables).get(NAME, "2025Q4").missing == "no_data"
