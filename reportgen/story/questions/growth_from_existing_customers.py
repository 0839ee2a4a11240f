"""Growth from existing customers: what they add after all losses, beside what new ones add."""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.story.question import Fact, Inquiry, Question, question

METRIC = "annual_recurring_revenue_change"
EXISTING = ("reactivation", "expansion", "contraction", "churn")
HALF = 0.5
LITTLE = 0.25


@question
def growth_from_existing_customers(inquiry: Inquiry) -> Iterable[Question]:
    """Which of the two carries the growth; one that shrinks is asked about first."""
    story, locale = inquiry.story, inquiry.story.locale
    movements = {
        r.split: r for r in story.readings.groups(METRIC, "movement") if r.value is not None
    }
    if not inquiry.shows(METRIC) or not {"new", *EXISTING} <= movements.keys():
        return
    new = movements["new"].value or 0.0
    existing = sum(movements[name].value or 0.0 for name in EXISTING)
    currency = story.pack.company.currency
    words = {
        "within": locale.within(story.period),
        "new": locale.money(new, currency),
        "existing": locale.money(abs(existing), currency),
    }
    if existing < 0:
        share = min(-existing / new, 1.0) if new > 0 else 1.0
        text, weight = "shrinks", 0.9 + share / 2
        words["share"] = locale.share(share, 0)
    elif new + existing <= 0:
        return
    else:
        share = existing / (new + existing)
        words["share"] = locale.share(share, 0)
        text = "most" if share >= HALF else "little" if share <= LITTLE else ""
        weight = 0.5 + abs(share - HALF) / 2
        if not text:
            return
    facts = tuple(
        Fact(locale.split_value("movement", name), story.show(movements[name]))
        for name in ("new", *EXISTING)
        if movements[name].value
    )
    sentence = locale.text(f"questions.growth_from_existing_customers.{text}", **words)
    metrics = ("recurring_revenue_bridge", METRIC)
    yield Question("growth_from_existing_customers", metrics, sentence, facts, weight)
