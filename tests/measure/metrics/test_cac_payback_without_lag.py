"""CAC payback without lag."""

import pytest

from reportgen.measure.metrics.cac_payback import cac_payback
from reportgen.measure.metrics.cac_payback_without_lag import cac_payback_without_lag
from tests.measure.house import house

NAME = "cac_payback_without_lag"


@pytest.mark.parametrize("lag", ["1q", "none", "months:2"])
def test_the_packs_lag_does_not_move_it(lag: str) -> None:
    """30,000 / (3,000 x 75 %) = 13.33 months beside the 12.0 of a quarter's lag."""
    figures = house(cac_payback, cac_payback_without_lag, cac_lag=lag)
    reading = figures.get(NAME, "2025Q4")
    assert reading.value == pytest.approx(13 + 1 / 3)
    assert (reading.numerator, reading.denominator, reading.n) == (30_000, 2_250, 2)


def test_it_is_the_payback_of_a_pack_without_lag() -> None:
    """Month by month, with the same reasons where there is none."""
    figures = house(cac_payback, cac_payback_without_lag, cac_lag="none")
    for (period, split_by, split), reading in figures.of("cac_payback").items():
        other = figures.get(NAME, period, split_by, split)
        assert (other.value, other.missing) == (reading.value, reading.missing)
