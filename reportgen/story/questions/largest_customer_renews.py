"""Largest customer renews: how much one signature is, and when it is next due."""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.story.question import Fact, Inquiry, Question, question

METRIC = "largest_customers_revenue"
LARGE = 0.05
ALARMING = 0.20


@question
def largest_customer_renews(inquiry: Inquiry) -> Iterable[Question]:
    """Asked of a customer that pays a twentieth or more; the date where the export has a contract."""
    story, locale = inquiry.story, inquiry.story.locale
    found = [r for r in story.readings.groups(METRIC, "customer") if r.value]
    if not found or not (inquiry.shows(METRIC) or inquiry.shows("concentration")):
        return
    top = max(found, key=lambda r: (r.value or 0.0, r.split))
    share = (top.value or 0.0) / top.denominator if top.denominator else 0.0
    if share < LARGE:
        return
    customer = inquiry.customers.get(top.split)
    ends = customer.term_ends_after(story.period.last) if customer else None
    words = {"customer": inquiry.name(top.split), "share": locale.share(share)}
    facts = [Fact(story.title("annual_recurring_revenue"), story.show(top))]
    if customer is not None and ends is not None and customer.contract_start is not None:
        month = locale.month(ends, long=True)
        text = locale.text("questions.largest_customer_renews.known", month=month, **words)
        start = customer.contract_start
        begun = locale.month(start.year * 12 + start.month - 1, long=True)
        facts += [
            Fact(locale.text("questions.facts.contract_start"), begun),
            Fact(
                locale.text("questions.facts.term"),
                locale.text("units.months", value=locale.number(customer.term_months or 0)),
            ),
            Fact(locale.text("questions.facts.term_ends"), month),
        ]
    else:
        text = locale.text("questions.largest_customer_renews.unknown", **words)
    weight = 0.6 + min(share / ALARMING, 1.0) * 0.8
    names = ("concentration", METRIC, "annual_recurring_revenue")
    yield Question("largest_customer_renews", names, text, tuple(facts), weight, top.split)
