"""Active integrations per customer."""

from reportgen.measure.metrics.integration_depth import integration_depth
from tests.measure.readings import readings
from tests.measure.use import paying, usage

NAME = "integration_depth"
USE = usage("""
    customer_id  product_line  month    integrations_active
    A            Core          2025-12  0
    B            Core          2025-12  1
    C            Core          2025-12  1
    C            Plus          2025-12  -
    D            Core          2025-12  3
    D            Plus          2025-12  1
    E            Core          2025-12  -
""")


def test_mean_and_share_with_one() -> None:
    """0, 1, 1 and 4: 1.5 on average, 75 % have one; E is not known."""
    figures = readings(
        integration_depth,
        tables={"product_usage": USE, "recurring_revenue": paying(*"ABCDE")},
    )
    reading = figures.get(NAME, "2025-12")
    assert (reading.value, reading.numerator, reading.n) == (1.5, 6, 4)
    assert figures.get(NAME, "2025-12", "part", "with_integration").value == 0.75
    assert figures.get(NAME, "2025-12", "product_line", "Plus").value == 1


def test_no_table() -> None:
    """Both figures are missing."""
    figures = readings(integration_depth, tables={})
    assert figures.get(NAME, "2025-12").missing == "no_data"
    assert figures.get(NAME, "2025-12", "part", "with_integration").missing == "no_data"
