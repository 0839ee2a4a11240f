"""A customer's movements day by day: what he pays after each, and what cannot have been."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

GAINS = ("opening", "new", "reactivation", "expansion")
# Identities hold to the cent; systems round each of two figures to one.
CENT = Decimal("0.01")
ORDER = ("opening", "new", "reactivation", "expansion", "contraction", "churn")


@dataclass(frozen=True)
class Step:
    """One row of the ledger. `after` is what the file says that is paid from then on, or None."""

    number: int
    day: date
    type: str
    amount: Decimal
    after: Decimal | None = None


@dataclass(frozen=True)
class Fault:
    """What is wrong with a row: its line, the column meant, two sentences."""

    number: int
    column: str
    value: str
    what: str
    advice: str


def faults_of(steps: Sequence[Step]) -> Iterator[Fault]:
    """Everything that cannot have been in the movements of one customer, the first of each row.

    Movements of one day are taken together, so that the order of their rows says nothing.
    """
    level, before = Decimal(0), False
    in_order = sorted(steps, key=lambda step: (step.day, ORDER.index(step.type), step.number))
    for _, group in groupby(in_order, key=lambda step: step.day):
        today = list(group)
        after = level + sum((step.amount for step in today), Decimal(0))
        for step in today:
            fault = _wrong_sign(step) or _wrong_place(step, today, level, after, before)
            if fault:
                yield fault
        stated = [step for step in today if step.after is not None]
        if stated and not any(abs((step.after or 0) - after) <= CENT for step in stated):
            last = stated[-1]
            yield Fault(
                last.number,
                "mrr",
                _money(last.after or Decimal(0)),
                f"the file says that {_money(last.after or Decimal(0))} is paid after this movement, "
                f"but the movements up to it add up to {_money(after)}",
                "A movement is missing, or stands twice: export the whole ledger again.",
            )
        level, before = (after if abs(after) > CENT else Decimal(0)), True


def _wrong_sign(step: Step) -> Fault | None:
    gain = step.type in GAINS
    if step.amount == 0 or (step.amount > 0) == gain:
        return None
    word = "above" if gain else "below"
    return Fault(
        step.number,
        "amount",
        _money(step.amount),
        f"the movement is a {step.type} of {_money(step.amount)}; one is {word} zero",
        "Write losses with a minus sign and gains without one, or correct the type.",
    )


def _wrong_place(
    step: Step, today: Sequence[Step], level: Decimal, after: Decimal, before: bool
) -> Fault | None:
    types = [other.type for other in today]
    begins = step.type in ("opening", "new", "reactivation")
    if after < -CENT and step is today[-1]:
        return _fault(
            step,
            f"after this movement the customer pays {_money(after)}, below zero",
            "A gain before it is missing: export the ledger from its first day.",
        )
    if step.type in ("opening", "new") and before:
        return _fault(
            step,
            f"the movement is {step.type}, and the customer has had movements before",
            "Write reactivation for a customer who comes back, expansion for one who pays already.",
        )
    if step.type == "reactivation" and not before:
        return _fault(
            step,
            "the customer comes back, and the ledger does not say that he was ever there",
            "Export the ledger from its first day, or write new.",
        )
    if step.type == "reactivation" and level > CENT and "churn" not in types:
        return _fault(
            step,
            f"the customer comes back while paying {_money(level)}",
            "Write expansion, or add the churn that is missing.",
        )
    if not begins and not before and not {"opening", "new"} & set(types):
        return _fault(
            step,
            f"the ledger begins in the middle: the first movement of this customer is a {step.type}",
            "Export it from its first day, or add a row of the type opening for every customer, with "
            "what he paid on the day before the first movement.",
        )
    if not begins and before and level <= CENT and not {"reactivation"} & set(types):
        return _fault(
            step,
            f"the movement is a {step.type} of a customer who pays nothing",
            "Write reactivation for a customer who comes back, or add what is missing before it.",
        )
    if step.type == "churn" and after > CENT and "reactivation" not in types:
        return _fault(
            step,
            f"the customer churns and still pays {_money(after)}",
            "Churn takes all that is paid: write contraction, or correct the amount.",
        )
    return None


def _fault(step: Step, what: str, advice: str) -> Fault:
    return Fault(step.number, "type", step.type, what, advice)


def _money(amount: Decimal) -> str:
    return f"{amount.normalize():f}"
