"""Few customers lost: the customers, by name, that most of the churn comes from."""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.story.question import Fact, Inquiry, Question, question

METRIC = "annual_recurring_revenue_change"
MOST_NAMES = 3
LEAST_SHARE = 0.3


@question
def few_customers_lost(inquiry: Inquiry) -> Iterable[Question]:
    """Was it known at the last meeting? Asked when three customers or fewer are a third of it."""
    story, locale = inquiry.story, inquiry.story.locale
    churn = story.readings.at(METRIC, split_by="movement", split="churn")
    if not churn.value or not inquiry.shows(METRIC):
        return
    lost = [
        reading
        for reading in story.readings.groups(METRIC, "customer+movement")
        if reading.split.endswith("+churn") and reading.value
    ]
    lost.sort(key=lambda reading: (reading.value or 0.0, reading.split))
    told = lost[:MOST_NAMES]
    amount = sum(reading.value or 0.0 for reading in told)
    share = amount / churn.value
    if not told or share < LEAST_SHARE:
        return
    names = [inquiry.name(reading.split.removesuffix("+churn")) for reading in told]
    text = locale.text(
        "questions.few_customers_lost.text",
        count=len(told),
        customers=locale.listing(names),
        share=locale.share(share, 0),
        lost=locale.money(abs(churn.value), story.pack.company.currency),
        within=locale.within(story.period),
    )
    # They stand by name on the page of the questions itself.
    facts = tuple(
        Fact(name, story.show(reading)) for name, reading in zip(names, told, strict=True)
    )
    metrics = (METRIC, "logo_churn", "recurring_revenue_bridge")
    yield Question("few_customers_lost", metrics, text, facts, 0.5 + share / 2, stands=())
