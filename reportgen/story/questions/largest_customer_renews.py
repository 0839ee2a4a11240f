"""Largest customer renews: the largest contract that ends within a year, or one whose end nobody knows."""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.measure.reading import Reading
from reportgen.measure.renewals import AHEAD
from reportgen.story.question import Fact, Inquiry, Question, question

METRIC = "largest_customers_revenue"
LIST = "largest_customers"
RENEWALS = "revenue_up_for_renewal"
# So much of all revenue is worth a question by its name; without a date only a twentieth is.
NAMED, LARGE = 0.01, 0.05
ALARMING = 0.20
YEAR = 12


@question
def largest_customer_renews(inquiry: Inquiry) -> Iterable[Question]:
    """Of the ten largest the one that pays most of those whose term ends within twelve months.

    Of a customer without a contract in the exports it is asked when that is, if it pays a twentieth.
    """
    story, locale = inquiry.story, inquiry.story.locale
    if not any(inquiry.shows(name) for name in (METRIC, LIST, "concentration")):
        return
    found = sorted(
        (r for r in story.readings.groups(METRIC, "customer") if r.value and r.denominator),
        key=lambda r: (-(r.value or 0.0), r.split),
    )
    for top in found:
        share = (top.value or 0.0) / (top.denominator or 1.0)
        customer = inquiry.customers.get(top.split)
        ends = customer.term_ends_after(story.period.last) if customer else None
        if ends is None and share >= LARGE:
            words = {"customer": inquiry.name(top.split), "share": locale.share(share)}
            text = locale.text("questions.largest_customer_renews.unknown", **words)
            yield _question(inquiry, top, text, share, ())
            return
        if ends is not None and ends - story.period.last <= YEAR and share >= NAMED:
            yield from _known(inquiry, top, share, ends)
            return


def _known(inquiry: Inquiry, top: Reading, share: float, ends: int) -> Iterable[Question]:
    locale = inquiry.story.locale
    customer = inquiry.customers[top.split]
    assert customer.contract_start is not None
    month = locale.month(ends, long=True)
    start = customer.contract_start
    begun = locale.month(start.year * 12 + start.month - 1, long=True)
    text = locale.text(
        "questions.largest_customer_renews.known",
        customer=inquiry.name(top.split),
        share=locale.share(share),
        month=month,
        all=_all_renewals(inquiry),
    )
    facts = (
        Fact(locale.text("questions.facts.contract_start"), begun),
        Fact(
            locale.text("questions.facts.term"),
            locale.text("units.months", value=locale.number(customer.term_months or 0)),
        ),
        Fact(locale.text("questions.facts.term_ends"), month),
    )
    yield _question(inquiry, top, text, share, facts)


def _all_renewals(inquiry: Inquiry) -> str:
    """`; in all, 96 customers with 25.6 MSEK (19.0%) reach the end of theirs by December 2026`."""
    story, locale = inquiry.story, inquiry.story.locale
    if RENEWALS not in story.readings.metrics:
        return ""
    due, whole = story.readings.at(RENEWALS), story.readings.at("annual_recurring_revenue")
    if not due.value or not whole.value or (due.n or 0) < 2:
        return ""
    return locale.text(
        "questions.largest_customer_renews.all",
        count=locale.number(due.n or 0),
        amount=locale.money(due.exact or due.value, story.pack.company.currency),
        share=locale.share(due.value / whole.value),
        month=locale.month(story.period.last + AHEAD, long=True),
    )


def _question(
    inquiry: Inquiry, top: Reading, text: str, share: float, facts: tuple[Fact, ...]
) -> Question:
    story = inquiry.story
    paid = Fact(story.title("annual_recurring_revenue"), story.show(top))
    weight = 0.6 + min(share / ALARMING, 1.0) * 0.8
    names = (LIST, "concentration", METRIC, "annual_recurring_revenue")
    return Question(
        "largest_customer_renews", names, text, (paid, *facts), weight, top.split, (LIST,)
    )
