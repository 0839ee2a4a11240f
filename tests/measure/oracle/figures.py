"""The second implementation, second half: the figures, each as the catalogue words it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cache
from math import ceil
from statistics import median
from typing import Any

from tests.measure.oracle.company import label
from tests.measure.oracle.ledgers import (
    MOVEMENTS,
    WHOLE,
    ZERO,
    Gap,
    Group,
    Ledgers,
    Value,
    Window,
    gap_of,
)

Figure = Callable[[Window, Group], Value]
MARKETING = {"personnel_marketing", "ads_awareness", "ads_consideration", "ads_conversion"}
MARKETING |= {"content", "agency", "events"}
AXES = {
    "users": ("seats",),
    "functionality": ("price", "cross_sell", "product_drop"),
    "unallocated": ("unallocated",),
}


def gaps(*values: Value) -> Gap:
    """All reasons of all parts."""
    return Gap(reason for value in values if isinstance(value, Gap) for reason in value)


def over(
    of: Value,
    per: Value,
    zero: str = "div_zero",
    negative: str | None = "not_meaningful",
    of_negative: str | None = None,
) -> Value:
    """A ratio, or why there is none."""
    if found := gaps(of, per):
        return found
    assert not isinstance(of, Gap)
    assert not isinstance(per, Gap)
    reasons = set()
    if per == 0:
        reasons.add(zero)
    elif per < 0 and negative:
        reasons.add(negative)
    if of_negative and of < 0:
        reasons.add(of_negative)
    return Gap(reasons) if reasons else of / per


def plus(*values: Value) -> Value:
    """A sum, or why there is none."""
    result: Any = sum((v for v in values if not isinstance(v, Gap)), ZERO)
    return gaps(*values) or result


def times(*values: Value) -> Value:
    """A product, or why there is none."""
    result: Any = Fraction(1)
    for value in values:
        result = result if isinstance(value, Gap) else result * value
    return gaps(*values) or result


class Figures:
    """The figures of a company. A method a metric; `where` is (split_by, split)."""

    def __init__(self, ledgers: Ledgers) -> None:
        self.ledgers = ledgers
        self.choices = ledgers.choices

    def value(self, metric: str, window: Window, group: Group) -> Value:
        """The figure of a metric for the company or a group."""
        by, name = group
        if metric in PARTS and by in ("part", "axis", "movement", "flag", "months", "top"):
            return PARTS[metric](self, window, name, WHOLE)
        if "+" in by:
            own, _, _ = by.partition("+")
            split, _, part = name.rpartition("+")
            return PARTS[metric](self, window, part, (own, split))
        figure: Value = getattr(self, metric)(window, group)
        return figure

    # --- amounts and customers

    def recurring_revenue(self, window: Window, group: Group) -> Value:
        return self.ledgers.amounts.over(window.last, window.last, group)

    def annual_recurring_revenue(self, window: Window, group: Group) -> Value:
        return times(self.recurring_revenue(window, group), Fraction(12))

    def customers(self, window: Window, group: Group) -> Value:
        amounts = self.ledgers.amounts
        found = amounts.gap(window.last, window.last)
        return found or Fraction(amounts.count(window.last, window.last, group))

    def new_customers(self, window: Window, group: Group) -> Value:
        return self.ledgers.newcomers.over(window.first, window.last, group)

    def movement(self, kind: str, window: Window, group: Group) -> Value:
        return self.ledgers.moved[kind].over(window.first, window.last, group)

    def recurring_revenue_bridge(self, window: Window, group: Group) -> Value:
        return plus(*(self.movement(kind, window, group) for kind in MOVEMENTS))

    def expansion_by_users_and_functionality(self, window: Window, group: Group) -> Value:
        return self.movement("expansion", window, group)

    def contraction_by_users_and_functionality(self, window: Window, group: Group) -> Value:
        return self.movement("contraction", window, group)

    def parts(self, kind: str, window: Window, name: str, group: Group) -> Value:
        """One part, or one axis, of an expansion or a contraction."""
        tallies = [self.ledgers.axes[kind, part] for part in AXES.get(name, (name,))]
        return plus(*(tally.over(window.first, window.last, group) for tally in tallies))

    def net_new_annual_recurring_revenue(self, window: Window, group: Group) -> Value:
        return times(self.recurring_revenue_bridge(window, group), Fraction(12))

    def expansion_share(self, window: Window, group: Group) -> Value:
        gained = [self.movement(k, window, group) for k in ("new", "expansion", "reactivation")]
        return over(gained[1], plus(*gained), of_negative="not_meaningful")

    def revenue_per_customer(self, window: Window, group: Group) -> Value:
        return over(self.recurring_revenue(window, group), self.customers(window, group))

    def average_selling_price(self, window: Window, group: Group) -> Value:
        return over(self.movement("new", window, group), self.new_customers(window, group))

    def concentration(self, window: Window, group: Group) -> Value:
        return self.largest(window, "1", group)

    def largest(self, window: Window, top: str, _: Group) -> Value:
        total = self.recurring_revenue(window, WHOLE)
        if isinstance(total, Gap) or total == 0:
            return total if isinstance(total, Gap) else Gap({"div_zero"})
        each = [
            sum(
                (
                    months.get(window.last, ZERO) * self.ledgers.rate(currency, window.last)
                    for (_, currency), months in lines.items()
                    if months.get(window.last)
                ),
                ZERO,
            )
            for lines in self.ledgers.paid.values()
        ]
        return sum(sorted(each, reverse=True)[: int(top)], ZERO) / total

    # --- growth

    def grown(self, months: int, window: Window, group: Group) -> tuple[Value, Value]:
        """Annual revenue now and so many months before; a base of nothing or too little is a gap."""
        amounts = self.ledgers.amounts
        now = times(amounts.over(window.last, window.last, group), Fraction(12))
        back = window.last - months
        before = times(amounts.over(back, back, group), Fraction(12))
        if isinstance(before, Gap):
            return now, before
        if before == 0:
            return now, Gap({"div_zero"})
        if before < Fraction(self.choices["growth_floor"]):
            return now, Gap({"not_meaningful"})
        return now, before

    def growth(self, months: int, window: Window, group: Group) -> Value:
        now, before = self.grown(months, window, group)
        return plus(over(now, before), Fraction(-1))

    def growth_year_on_year(self, window: Window, group: Group) -> Value:
        return self.growth(12, window, group)

    def growth_quarter_on_quarter(self, window: Window, group: Group) -> Value:
        return self.growth(3, window, group)

    def growth_month_on_month(self, window: Window, group: Group) -> Value:
        return self.growth(1, window, group)

    def compound_monthly_growth(self, window: Window, group: Group) -> Value:
        return self.compound(window, "12", group)

    def compound(self, window: Window, months: str, group: Group) -> Value:
        ratio = over(*self.grown(int(months), window, group))
        return ratio if isinstance(ratio, Gap) else float(ratio) ** (1 / int(months)) - 1

    def growth_band(self, window: Window, group: Group) -> Value:
        grown = self.growth(12, window, group)
        if isinstance(grown, Gap):
            return grown
        tenths = grown * 10
        return Fraction(3 if tenths > 4 else 2 if tenths >= 2 else 1 if tenths >= 1 else 0)

    # --- retention

    def kept(self, place: int, window: Window, group: Group) -> Value:
        """A sum over the customers of the window's opening."""
        found = self.ledgers.pairs(window.first, window.last)
        return found if isinstance(found, Gap) else found.get(group, [ZERO] * 5)[place]

    def net_revenue_retention(self, window: Window, group: Group) -> Value:
        return over(self.kept(1, window, group), self.kept(0, window, group))

    def gross_revenue_retention(self, window: Window, group: Group) -> Value:
        return over(self.kept(2, window, group), self.kept(0, window, group))

    def logo_churn(self, window: Window, group: Group) -> Value:
        return over(self.kept(4, window, group), self.kept(3, window, group))

    def logo_retention(self, window: Window, group: Group) -> Value:
        return plus(times(self.logo_churn(window, group), Fraction(-1)), Fraction(1))

    def lost(self, window: Window, group: Group) -> Value:
        lost = plus(*(self.movement(k, window, group) for k in ("churn", "contraction")))
        return times(lost, Fraction(-1))

    def gross_recurring_revenue_churn(self, window: Window, group: Group) -> Value:
        lost = self.lost(window, group)
        return over(lost, self.kept(0, window, group), of_negative="not_meaningful")

    def net_recurring_revenue_churn(self, window: Window, group: Group) -> Value:
        won = [self.movement(kind, window, group) for kind in ("expansion", "reactivation")]
        net = plus(self.lost(window, group), *(times(gain, Fraction(-1)) for gain in won))
        return over(net, self.kept(0, window, group))

    def yearly_churn(self, window: Window, group: Group) -> tuple[Value, Value]:
        span = (window.last - 11, window.last, group)
        return self.ledgers.leavers.over(*span), self.ledgers.openers.over(*span)

    def monthly_logo_churn(self, window: Window, group: Group) -> Value:
        return over(*self.yearly_churn(window, group))

    def customer_lifetime(self, window: Window, group: Group) -> Value:
        churned, opening = self.yearly_churn(window, group)
        if found := gaps(churned, opening):
            return found
        cap = Fraction(self.choices["lifetime_cap_months"])
        if opening == 0:
            return Gap({"div_zero"})
        lifetime: Any = cap if churned == 0 else over(opening, churned)
        shorter: Value = min(cap, lifetime)
        return shorter

    def quick_ratio(self, window: Window, group: Group) -> Value:
        kinds = ["new", "expansion"]
        kinds += ["reactivation"] if self.choices["quick_ratio_with_reactivation"] else []
        gained = plus(*(self.movement(kind, window, group) for kind in kinds))
        return over(gained, self.lost(window, group), "infinite", of_negative="not_meaningful")

    # --- old and new business

    def all_revenue(self, window: Window, group: Group) -> Value:
        return self.ledgers.amounts.over(window.first, window.last, group)

    def revenue_from_new_customers(self, window: Window, group: Group) -> Value:
        span = self.ledgers.revenue_span
        if found := gap_of(span and (span[0] + 1, span[1]), window.first, window.last):
            return found
        return self.ledgers.from_new(window.first, window.last).get(group, ZERO)

    def revenue_from_existing_customers(self, window: Window, group: Group) -> Value:
        new = times(self.revenue_from_new_customers(window, group), Fraction(-1))
        return plus(self.all_revenue(window, group), new)

    def revenue_from_existing_customers_share(self, window: Window, group: Group) -> Value:
        existing = self.revenue_from_existing_customers(window, group)
        return over(existing, self.all_revenue(window, group))

    def alignment_sign(self, window: Window, group: Group) -> Value:
        level = self.flag(window, "level", group)
        return level if level == 1 else self.flag(window, "trend", group)

    def flag(self, window: Window, name: str, group: Group) -> Value:
        """1 is red: old business not above new, or its share not above that of a year ago."""
        share = self.revenue_from_existing_customers_share(window, group)
        if isinstance(share, Gap):
            return share
        if name == "level":
            return Fraction(int(share <= Fraction(1, 2)))
        first, last = window.first - 12, window.last - 12
        earlier = [w for w in self.ledgers.windows if (w.first, w.last) == (first, last)]
        if not [w for w in earlier if w.kind == window.kind]:
            return Gap({"insufficient_history"})
        before = self.revenue_from_existing_customers_share(earlier[0], group)
        return before if isinstance(before, Gap) else Fraction(int(share <= before))

    # --- what it costs to win customers

    def lagged(self, window: Window) -> tuple[int, int]:
        """The months of the spend that won the window's customers."""
        wanted, months = self.choices["cac_lag"], 0
        if window.kind in ("month", "quarter"):
            if wanted is None:
                months = {"month": 1, "quarter": 3}[window.kind]
            elif wanted == "1q":
                months = 3
            elif wanted == "auto":
                months = self.ledgers.cycle_months if self.ledgers.company.deals else 3
            elif wanted != "none":
                months = int(wanted.removeprefix("months:"))
        return window.first - months, window.last - months

    def spend(self, window: Window) -> Value:
        return self.ledgers.booked("sm").over(*self.lagged(window))

    def spend_on_new(self, window: Window) -> Value:
        everything, months = self.spend(window), self.lagged(window)
        new = self.ledgers.spent_on("new").over(*months)
        expansion = self.ledgers.spent_on("expansion").over(*months)
        if found := gaps(everything, new, expansion):
            return found
        named = plus(new, expansion)
        return everything if named == 0 else times(everything, over(new, named))

    def income(self, window: Window) -> Value:
        booked = self.ledgers.booked("revenue_recurring", "revenue_other")
        if booked.covered is None:
            return self.all_revenue(window, WHOLE)
        return booked.over(window.first, window.last)

    def gross_margin(self, window: Window, _: Group) -> Value:
        income = self.income(window)
        cost = self.ledgers.booked("cogs").over(window.first, window.last)
        return over(plus(income, times(cost, Fraction(-1))), income)

    def positive_margin(self, window: Window) -> Value:
        margin = self.gross_margin(window, WHOLE)
        bad = not isinstance(margin, Gap) and margin <= 0
        return Gap({"not_meaningful"}) if bad else margin

    def sales_and_marketing_spend(self, window: Window, _: Group) -> Value:
        return self.ledgers.booked("sm").over(window.first, window.last)

    def sales_and_marketing_share_of_revenue(self, window: Window, group: Group) -> Value:
        return over(self.sales_and_marketing_spend(window, group), self.income(window))

    def marketing_share_of_sales_and_marketing(self, window: Window, group: Group) -> Value:
        total = self.sales_and_marketing_spend(window, group)
        spent = [row for row in self.ledgers.company.ledger or () if row["category"] == "sm"]
        if isinstance(total, Gap):
            known = any(self.ledgers.column(row, "sm_part") for row in spent)
            return total if known else Gap({*total, "no_data"})
        rows = [row for row in spent if window.first <= row["month"] <= window.last]
        parts = [self.ledgers.column(row, "sm_part") for row in rows]
        if not any(parts):
            return Gap({"no_data"})
        named = zip(rows, parts, strict=True)
        return over(sum((Fraction(r["amount"]) for r, p in named if p in MARKETING), ZERO), total)

    def cac(self, window: Window, group: Group) -> Value:
        return over(self.spend_on_new(window), self.new_customers(window, group))

    def cac_ratio_new(self, window: Window, group: Group) -> Value:
        new = times(self.movement("new", window, group), Fraction(12))
        return over(self.spend_on_new(window), new)

    def cac_ratio_blended(self, window: Window, group: Group) -> Value:
        won = plus(*(self.movement(kind, window, group) for kind in ("new", "expansion")))
        return over(self.spend(window), times(won, Fraction(12)))

    def cac_payback(self, window: Window, group: Group) -> Value:
        margin = self.positive_margin(window)
        return over(self.spend_on_new(window), times(self.movement("new", window, group), margin))

    def cac_payback_on_revenue(self, window: Window, group: Group) -> Value:
        return over(self.spend_on_new(window), self.movement("new", window, group))

    def term(self, window: Window) -> Value:
        newcomers = self.ledgers.newcomers
        if found := newcomers.gap(window.first, window.last):
            return found
        about, terms = self.ledgers.about, []
        for customer in {
            c
            for c, _, month, kind, delta, _ in self.ledgers.moves
            if kind == "new" and delta > 0 and window.first <= month <= window.last
        }:
            stated = about.get(customer, {}).get("contract_term_months")
            terms += [] if stated is None else [Fraction(stated)]
        return Fraction(median(terms)) if terms else Fraction(self.choices["contract_term_months"])

    def payback_against_contract(self, window: Window, group: Group) -> Value:
        needed = self.contract(window, "count", group)
        return needed if isinstance(needed, Gap) else Fraction(int(needed > 0))

    def contract(self, window: Window, name: str, group: Group) -> Value:
        """Term, renewals needed, the result of the first term, and whether one must renew."""
        term = self.term(window)
        if name == "term_months":
            return term
        if name == "must_renew":
            return self.payback_against_contract(window, group)
        if name == "first_term_result":
            price = self.average_selling_price(window, group)
            earned = times(price, self.gross_margin(window, group), term)
            return plus(earned, times(self.cac(window, group), Fraction(-1)))
        ratio = over(self.cac_payback(window, group), term)
        if isinstance(ratio, Gap):
            return ratio
        if name == "renewals_needed" and not isinstance(term, Gap) and term <= 1:
            return Gap({"not_meaningful"})
        return Fraction(max(0, ceil(Fraction(ratio)) - 1))

    def payback_against_lifetime(self, window: Window, group: Group) -> Value:
        return over(self.customer_lifetime(window, group), self.cac_payback(window, group))

    def months_of_profit(self, window: Window, name: str, group: Group) -> Value:
        payback = times(self.cac_payback(window, group), Fraction(-1))
        return plus(self.customer_lifetime(window, group), payback)

    def customer_lifetime_value(self, window: Window, group: Group) -> Value:
        price, lifetime = (
            self.average_selling_price(window, group),
            self.customer_lifetime(window, group),
        )
        return times(price, self.positive_margin(window), lifetime)

    def customer_lifetime_value_blended(self, window: Window, group: Group) -> Value:
        price, lifetime = (
            self.revenue_per_customer(window, group),
            self.customer_lifetime(window, group),
        )
        return times(price, self.positive_margin(window), lifetime)

    def lifetime_value_to_cac(self, window: Window, group: Group) -> Value:
        return over(self.customer_lifetime_value(window, group), self.cac(window, group))

    # --- efficiency, profit, cash

    def magic_number(self, window: Window, group: Group) -> Value:
        if self.choices["magic_number"] == "revenue":
            booked = self.ledgers.booked("revenue_recurring")
            tally = self.ledgers.amounts if booked.covered is None else booked
            before = tally.over(window.first - 3, window.last - 3)
            now = tally.over(window.first, window.last)
            rise = times(plus(now, times(before, Fraction(-1))), Fraction(4))
        else:
            rise = self.net_new_annual_recurring_revenue(window, WHOLE)
        return over(rise, self.ledgers.booked("sm").over(window.first - 3, window.last - 3))

    def burn_multiple(self, window: Window, group: Group) -> Value:
        burnt = self.ledgers.burnt(window.first, window.last)
        added = self.net_new_annual_recurring_revenue(window, WHOLE)
        if found := gaps(burnt, added):
            return found
        if burnt <= 0:  # type: ignore[operator]
            return Gap({"cash_generative"})
        return over(burnt, added, "not_meaningful")

    def cash_balance(self, window: Window, _: Group) -> Value:
        span = self.ledgers.span(self.ledgers.company.cash)
        if found := gap_of(span, window.last, window.last):
            return found
        rows = self.ledgers.company.cash or ()
        held = [Fraction(row["cash_end"]) for row in rows if row["month"] == window.last]
        return held[0] if held else Gap({"no_data"})

    def net_burn(self, window: Window, _: Group) -> Value:
        return times(self.ledgers.burnt(window.last - 2, window.last), Fraction(1, 3))

    def runway(self, window: Window, group: Group) -> Value:
        cash, burn = self.cash_balance(window, group), self.net_burn(window, group)
        if found := gaps(cash, burn):
            return found
        reasons = {"cash_generative"} if burn <= 0 else set()  # type: ignore[operator]
        reasons |= {"not_meaningful"} if cash < 0 else set()  # type: ignore[operator]
        return Gap(reasons) if reasons else over(cash, burn)

    def ebitda_margin(self, window: Window, _: Group) -> Value:
        income = self.income(window)
        costs = [
            times(self.ledgers.booked(*names).over(window.first, window.last), Fraction(-1))
            for names in (("cogs",), ("sm",), ("rd", "ga"))
        ]
        return over(plus(income, *costs), income)

    def rule_of_forty(self, window: Window, group: Group) -> Value:
        both = plus(self.growth(12, window, WHOLE), self.ebitda_margin(window, group))
        return times(both, Fraction(100))

    # --- people

    def full_time_equivalents(self, window: Window, _: Group) -> Value:
        return self.ledgers.people(False, window.last)

    def sales_and_marketing_headcount_share(self, window: Window, _: Group) -> Value:
        return over(self.ledgers.people(True, window.last), self.ledgers.people(False, window.last))

    def revenue_per_employee(self, window: Window, group: Group) -> Value:
        people = self.ledgers.people(False, window.last)
        return over(self.annual_recurring_revenue(window, WHOLE), people)

    def net_new_revenue_per_sales_and_marketing_employee(self, window: Window, _: Group) -> Value:
        people = self.ledgers.people(True, window.last)
        return over(self.net_new_annual_recurring_revenue(window, WHOLE), people)

    # --- deals

    def deals_gap(self, window: Window) -> Gap:
        return gap_of(self.ledgers.deals_span, window.first, window.last)

    def number(self, window: Window, group: Group, *statuses: str) -> Value:
        found = self.deals_gap(window)
        return found or Fraction(len(self.ledgers.decided(window, group, *statuses)))

    def won_deals(self, window: Window, group: Group) -> Value:
        return self.number(window, group, "won")

    def lost_deals(self, window: Window, group: Group) -> Value:
        return self.number(window, group, "lost")

    def win_rate(self, window: Window, group: Group) -> Value:
        return over(self.won_deals(window, group), self.number(window, group, "won", "lost"))

    def win_loss_ratio(self, window: Window, group: Group) -> Value:
        won, lost = self.won_deals(window, group), self.lost_deals(window, group)
        return over(won, lost, "div_zero" if won == 0 else "infinite")

    def worth(self, window: Window, group: Group, status: str) -> Value:
        deals = self.ledgers.decided(window, group, status)
        found = self.deals_gap(window)
        return found or sum((d["amount"] for d in deals if d["amount"] is not None), ZERO)

    def won_annual_recurring_revenue(self, window: Window, group: Group) -> Value:
        return self.worth(window, group, "won")

    def win_rate_by_value(self, window: Window, group: Group) -> Value:
        won, lost = self.worth(window, group, "won"), self.worth(window, group, "lost")
        if lost == 0 and self.lost_deals(window, group) != 0:
            return Gap({"not_meaningful"})
        return over(won, plus(won, lost))

    def middle(
        self, window: Window, group: Group, name: str, of: Callable[..., Any], empty: str
    ) -> Value:
        """The median or mean of what won deals have."""
        if found := self.deals_gap(window):
            return found
        values = [d[name] for d in self.ledgers.decided(window, group, "won")]
        known = [Fraction(v) for v in values if v is not None and (name != "days" or v >= 0)]
        return Fraction(of(known)) if known else Gap({empty})

    def average_deal_size(self, window: Window, group: Group) -> Value:
        return self.middle(window, group, "amount", mean, "div_zero")

    def median_deal_size(self, window: Window, group: Group) -> Value:
        return self.middle(window, group, "amount", median, "no_data")

    def sales_cycle(self, window: Window, group: Group) -> Value:
        return self.middle(window, group, "days", median, "no_data")

    def sales_cycle_mean(self, window: Window, group: Group) -> Value:
        return self.middle(window, group, "days", mean, "div_zero")

    def open_deals(self, window: Window, group: Group) -> Value:
        if found := self.deals_gap(window):
            return found
        by, name = group
        month, last, count = window.last, self.ledgers.last, 0
        for deal in self.ledgers.deals:
            created, closed = deal["created"], deal["closed"]
            if by and deal[by] != name:
                continue
            if deal["status"] == "open":
                count += (last if created is None else created) <= month
            elif created is not None and closed is not None:
                count += created <= month < closed
        return Fraction(count)

    # --- cohorts

    def cohorts_by_customers(self, window: Window, group: Group) -> Value:
        return self.cohort(
            window, group, lambda customer, month, _: self.active(customer, month), 3
        )

    def cohorts_by_revenue(self, window: Window, group: Group) -> Value:
        return self.cohort(window, group, self.worth_at, 0)

    def active(self, customer: str, month: int) -> Fraction:
        return Fraction(int(any(m.get(month) for m in self.ledgers.paid[customer].values())))

    def worth_at(self, customer: str, month: int, rated: int) -> Fraction:
        """What is paid in a month, at the rates of another."""
        lines = self.ledgers.paid[customer].items()
        return sum(
            (
                months[month] * self.ledgers.rate(currency, rated)
                for (_, currency), months in lines
                if months.get(month)
            ),
            ZERO,
        )

    @cache  # noqa: B019
    def members(self) -> dict[str, list[str]]:
        """Customers by the month of their first payment, of those that the bridge sees begin."""
        first, last = self.ledgers.bridge_span or (0, -1)
        found: dict[str, list[str]] = {}
        for customer in self.ledgers.paid:
            begun = self.ledgers.first_paid(customer)
            if first <= begun <= last:
                found.setdefault(label(begun), []).append(customer)
        return found

    def cohort(
        self, window: Window, group: Group, of: Callable[[str, int, int], Fraction], least: int
    ) -> Value:
        month = window.last
        if found := gap_of(self.ledgers.bridge_span, month, month):
            return found
        chosen = [
            customer
            for begun, customers in self.members().items()
            if begun <= label(month) and group[1] in ("", begun)
            for customer in customers
        ]
        first_paid = self.ledgers.first_paid
        start = sum((of(c, first_paid(c), month) for c in chosen), ZERO)
        now = sum((of(c, month, month) for c in chosen), ZERO)
        if start and len(chosen) < least:
            return Gap({"suppressed_small_n"})
        return over(now, start)


def mean(values: list[Fraction]) -> Fraction:
    """Sum over count."""
    return sum(values, ZERO) / len(values)


def _movement(figures: Figures, window: Window, name: str, group: Group) -> Value:
    return figures.movement(name, window, group)


def _expansion(figures: Figures, window: Window, name: str, group: Group) -> Value:
    return figures.parts("expansion", window, name, group)


def _contraction(figures: Figures, window: Window, name: str, group: Group) -> Value:
    return figures.parts("contraction", window, name, group)


PARTS: dict[str, Callable[[Figures, Window, str, Group], Value]] = {
    "recurring_revenue_bridge": _movement,
    "expansion_by_users_and_functionality": _expansion,
    "contraction_by_users_and_functionality": _contraction,
    "concentration": Figures.largest,
    "compound_monthly_growth": Figures.compound,
    "alignment_sign": Figures.flag,
    "payback_against_contract": Figures.contract,
    "payback_against_lifetime": Figures.months_of_profit,
}
METRICS = tuple(
    name
    for name, member in vars(Figures).items()
    if not name.startswith("_")
    and callable(member)
    and name
    not in {
        *("value", "movement", "parts", "largest", "grown", "growth", "compound", "kept", "lost"),
        *("yearly_churn", "all_revenue", "flag", "lagged", "spend", "spend_on_new", "income"),
        *("positive_margin", "term", "contract", "months_of_profit", "deals_gap", "number"),
        *("worth", "middle", "active", "worth_at", "members", "cohort"),
    }
)
