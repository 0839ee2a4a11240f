"""CAC ratio of new customers."""

from reportgen.measure.metrics.cac_ratio_new import cac_ratio_new
from tests.measure.house import house


def test_three_quarters_spent_for_each_unit_won() -> None:
    """27,000 / (3,000 x 12) = 0.75."""
    reading = house(cac_ratio_new).get("cac_ratio_new", "2025Q4")
    assert (reading.value, reading.numerator, reading.denominator) == (0.75, 27_000, 36_000)


def test_reactivations_and_expansions_are_not_new() -> None:
    """December has 3,300 of them a month more, but no new customer."""
    assert house(cac_ratio_new).get("cac_ratio_new", "2025-12").missing == "div_zero"


def test_a_twelfth_of_payback_on_revenue() -> None:
    """The ratio in years is the payback in months / 12."""
    from reportgen.measure.metrics.cac_payback_on_revenue import cac_payback_on_revenue

    figures = house(cac_ratio_new, cac_payback_on_revenue)
    ratio = figures.get("cac_ratio_new", "2025Q4").value
    payback = figures.get("cac_payback_on_revenue", "2025Q4").value
    assert ratio is not None
    assert payback == ratio * 12
