"""Large terms end: which of the ten largest customers reach the end of a term before long."""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.story.question import Fact, Inquiry, Question, question

METRIC = "largest_customers_revenue"
AHEAD = 6
LEAST_SHARE = 0.03
LIST = "largest_customers"


@question
def large_terms_end(inquiry: Inquiry) -> Iterable[Question]:
    """What is agreed with them? Asked when together they pay three per cent or more."""
    story, locale = inquiry.story, inquiry.story.locale
    until = story.period.last + AHEAD
    found = []
    for reading in story.readings.groups(METRIC, "customer"):
        customer = inquiry.customers.get(reading.split)
        ends = customer.term_ends_after(story.period.last) if customer else None
        if reading.value and ends is not None and ends <= until:
            found.append((ends, reading))
    total = sum(reading.value or 0.0 for _, reading in found)
    whole = found[0][1].denominator if found else None
    if not whole or len(found) < 2 or total / whole < LEAST_SHARE:
        return
    text = locale.text(
        "questions.large_terms_end.text",
        count=len(found),
        amount=locale.money(total, story.pack.company.currency),
        share=locale.share(total / whole),
        month=locale.month(until, long=True),
    )
    found.sort(key=lambda one: (one[0], -(one[1].value or 0.0), one[1].split))
    facts = tuple(
        Fact(f"{inquiry.name(reading.split)}, {locale.month(ends)}", story.show(reading))
        for ends, reading in found
    )
    names = (METRIC, "concentration", "annual_recurring_revenue")
    weight = 0.6 + min(total / whole / 0.2, 1.0) / 2
    yield Question("large_terms_end", names, text, facts, weight, stands=(LIST,))
