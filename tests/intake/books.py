"""SIE files for tests: a small software company's books, written as bookkeeping programs write them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

ACCOUNTS = {
    "1930": "Företagskonto",
    "2099": "Årets resultat",
    "2611": "Utgående moms",
    "3041": "Abonnemang",
    "3051": "Konsultintäkter",
    "4010": "Drift i molnet",
    "5010": "Lokalhyra",
    "5910": "Annonsering",
    "7010": "Löner till tjänstemän",
    "7830": "Avskrivningar",
    "8999": "Årets resultat",
}
HEAD = (
    '#FLAGGA 0\n#PROGRAM "Provbok" 1.0\n#FORMAT PC8\n#GEN 20261005\n#SIETYP {kind}\n'
    '#FNAMN "Åre Mjukvara AB"\n#ORGNR 556677-8899\n#RAR 0 20260101 20261231\n'
    "#RAR -1 20250101 20251231\n#KPTYP EUBAS97\n#VALUTA SEK\n"
)
CENTRES = '#DIM 1 "Kostnadsställe"\n#OBJEKT 1 "10" "Sälj"\n#OBJEKT 1 "20" "Utveckling"\n'
TOLD = """
[inputs.ledger.values.category]
"3000-3049" = "revenue_recurring"
"3050-3099" = "revenue_other"
[inputs.ledger.values.cost_centre]
"10" = "sm"
"20" = "rd"
"""
WAIVED = "".join(
    f'[checks.{name}]\nwaive = "a few rows"\n'
    for name in ("exports_reach_the_period", "values_do_not_jump", "months_are_complete")
)
# Account, cost centre and amount of each line of a month: income is negative, cash moves by the rest.
MONTH = (
    ("3041", "", "-1000.00"),
    ("3051", "", "-200.00"),
    ("4010", "", "150.00"),
    ("5010", "", "100.00"),
    ("5910", "10", "80.00"),
    ("7010", "10", "300.00"),
    ("7010", "20", "400.00"),
    ("7830", "", "25.00"),
)


def head(kind: int = 4, accounts: Sequence[str] = tuple(ACCOUNTS)) -> str:
    """The lines before the balances."""
    declared = "".join(f'#KONTO {number} "{ACCOUNTS[number]}"\n' for number in accounts)
    return HEAD.format(kind=kind) + declared + CENTRES


def voucher(number: int, day: str, lines: Sequence[tuple[str, str, str]] = MONTH) -> str:
    """A voucher of these lines, with the bank as the other side."""
    total = -sum((Decimal(amount) for _, _, amount in lines), Decimal(0))
    rows = [*lines, *([("1930", "", str(total))] if total else [])]
    text = f'#VER A {number} {day} "Verifikat {number}"\n{{\n'
    for account, centre, amount in rows:
        objects = f'1 "{centre}"' if centre else ""
        text += f"   #TRANS {account} {{{objects}}} {amount}\n"
    return text + "}\n"


def year(months: int = 9) -> str:
    """Type 4: one voucher at the end of each month, with balances that agree."""
    days = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    text = head() + "#IB 0 1930 5000.00\n" + f"#UB 0 1930 {5000 + 145 * months}.00\n"
    for account in dict.fromkeys(account for account, _, _ in MONTH):
        total = sum((Decimal(m) for a, _, m in MONTH if a == account), Decimal(0)) * months
        text += f"#RES 0 {account} {total}\n"
    return text + "".join(
        voucher(month, f"2026{month:02d}{days[month - 1]}") for month in range(1, months + 1)
    )
