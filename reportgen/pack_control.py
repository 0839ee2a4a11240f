"""The section [inputs.TABLE.control] of pack.toml: what the system that exported a file says is in it."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from reportgen.pack_sections import MONTH_PATTERN, Section

# A TOML number has no more digits than this; beyond, the last ones are made up.
DIGITS_OF_A_NUMBER = 15


def _exact(value: Any) -> Any:
    """An amount to the last digit: text as it stands, a number while it can be trusted."""
    if isinstance(value, float) and len(repr(value).strip("-0").replace(".", "")) > (
        DIGITS_OF_A_NUMBER
    ):
        raise ValueError('an amount of so many digits is written in quotes, "1234567890123456.78"')
    if isinstance(value, bool):
        raise ValueError('an amount is written like "1234567.89"')
    return str(value) if isinstance(value, float) else value


Amount = Annotated[Decimal, BeforeValidator(_exact), Field(allow_inf_nan=False)]


class Totals(Section):
    """Totals of rows, to be met exactly."""

    rows: int | None = Field(default=None, ge=0, description="Rows of data.")
    sum: dict[str, Amount] = Field(
        default_factory=dict,
        description='Column -> sum of its cells, e.g. sum.amount = "1234567.89"; of all currencies.',
    )
    count: dict[str, Annotated[int, Field(ge=0)]] = Field(
        default_factory=dict, description="Column -> how many different values stand in it."
    )


class Control(Totals):
    """Totals of a whole export, and of single months; rows are those of the file."""

    months: int | None = Field(default=None, ge=0, description="How many months have rows.")
    first_month: str | None = Field(default=None, pattern=MONTH_PATTERN, description="2023-10.")
    last_month: str | None = Field(default=None, pattern=MONTH_PATTERN, description="2026-09.")
    month: dict[Annotated[str, Field(pattern=MONTH_PATTERN)], Totals] = Field(
        default_factory=dict,
        description='Totals of one month: month."2026-09".sum.mrr = "1200.50".',
    )

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to be compared."""
        return not self.model_dump(exclude_defaults=True)
