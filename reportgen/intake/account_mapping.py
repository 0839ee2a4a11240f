"""What an account and a cost centre mean: told in pack.toml, else by the chart of accounts, never guessed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reportgen.intake.account_chart import AccountChart, AccountRange, Span, narrowest, read_span
from reportgen.intake.sie.books import SHEET_TYPES

ANY_COST = ("sm", "rd", "ga", "cogs")
ANYTHING = ("revenue_recurring", "revenue_other", *ANY_COST, "other")


class Told:
    """One table of pack.toml: `"3000-3099" = …` for accounts, `"7000-7699/10" = …` for those of
    a cost centre.

    problems  key -> sentence, of keys that cannot be read
    """

    def __init__(self, lines: Mapping[str, str]) -> None:
        self.problems: dict[str, str] = {}
        self._plain: list[tuple[Span, str]] = []
        self._of_centre: dict[str, list[tuple[Span, str]]] = {}
        for key, value in lines.items():
            accounts, slash, centre = key.partition("/")
            try:
                span = read_span(accounts)
            except ValueError as reason:
                self.problems[key] = str(reason)
                continue
            if slash:
                self._of_centre.setdefault(centre.strip().casefold(), []).append((span, value))
            else:
                self._plain.append((span, value))

    def says(self, account: str, centre: str) -> str | None:
        """The value for an account; the narrowest range goes first, one with its cost centre before.

        Two ranges that hold it and are equally narrow contradict each other when their values
        differ; that is a problem, and None.
        """
        for spans in (self._of_centre.get(centre.casefold(), []), self._plain):
            if found := sorted(set(narrowest(account, spans))):
                if len(found) > 1:
                    what = (
                        f"account {account} lies in two equally narrow ranges of different meaning"
                    )
                    self.problems[account] = what
                    return None
                return found[0]
        return None


@dataclass(frozen=True)
class Meaning:
    """What an account, on a cost centre, is. category: None when untold, "" when left out.

    ask       what must be told: "" nothing, "account" or "cost_centre"
    could_be  the categories that it may have
    """

    category: str | None
    ask: str = ""
    could_be: tuple[str, ...] = ()


class Categories:
    """The categories of accounts by pack.toml and a chart."""

    def __init__(
        self,
        categories: Told,
        centres: Mapping[str, str],
        chart: AccountChart | None,
    ) -> None:
        self.categories, self.chart = categories, chart
        self.centres = {seen.strip().casefold(): meant for seen, meant in centres.items()}

    def unknown_centres(self) -> Iterator[str]:
        """Cost centres that pack.toml gives something that is no category."""
        yield from (centre for centre, meant in self.centres.items() if meant not in ANYTHING)

    def told_by_number(self, account: str) -> AccountRange | None:
        """What the chart says of an account."""
        return self.chart.tells(account) if self.chart else None

    def meaning(self, account: str, centre: str, account_type: str) -> Meaning:
        """What an account on a cost centre ("" for none) is."""
        told = self.categories.says(account, centre)
        if told is not None:
            return Meaning(told)
        number = self.told_by_number(account)
        if number is None:
            if account_type in SHEET_TYPES:
                return Meaning("")
            return Meaning(None, "account", ANYTHING)
        if number.cost_centre != "ignored":
            if (meant := self.centres.get(centre.casefold())) in ANYTHING:
                return Meaning(meant)
            if centre:
                return Meaning(None, "cost_centre", ANY_COST)
        if number.category is None:
            return Meaning(None, "account", number.could_be)
        return Meaning(number.category)
