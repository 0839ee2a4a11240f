"""Which currencies there are (ISO 4217, those of the past among them), and which one a wrong code means."""

from __future__ import annotations

import difflib
from functools import cache
from typing import Annotated

from pydantic import AfterValidator

# Known without opening the whole list, which takes longer than all else that is read of a pack.toml.
USUAL = (
    *("SEK", "EUR", "NOK", "DKK", "USD", "GBP", "CHF", "ISK", "PLN", "CZK", "HUF", "RON", "CAD"),
    *("AUD", "NZD", "JPY", "SGD", "INR", "BRL", "ZAR"),
)
# What stands on paper and is no code.
SPOKEN = {
    **{"SKR": "SEK", "NKR": "NOK", "DKR": "DKK", "IKR": "ISK", "SFR": "CHF", "STG": "GBP"},
    **{"UKP": "GBP", "RMB": "CNY", "NIS": "ILS", "NTD": "TWD", "EURO": "EUR"},
    **{"KR": "SEK", "€": "EUR", "$": "USD", "£": "GBP"},
}
# For tests, and for no currency.
NONE = ("XTS", "XXX")


@cache
def _all() -> frozenset[str]:
    from babel.core import get_global

    return frozenset(get_global("all_currencies")) - set(NONE)


def is_currency(code: str) -> bool:
    """Whether there is, or was, a currency of this code in capitals."""
    return code in USUAL or code in _all()


def meant_by(code: str) -> str:
    """The code that is most likely meant by one that does not exist, or ""."""
    if code in SPOKEN:
        return SPOKEN[code]
    for known in (USUAL, sorted(_all())):
        if near := difflib.get_close_matches(code, known, n=1, cutoff=0.6):
            return near[0]
    return ""


def no_currency(code: str) -> str:
    """A sentence: there is none of this code, and which one may be meant."""
    near = meant_by(code)
    return f'there is no currency "{code}"' + (f'; did you mean "{near}"?' if near else "")


def _known(code: str) -> str:
    if not is_currency(code):
        raise ValueError(no_currency(code))
    return code


Currency = Annotated[str, AfterValidator(_known)]
