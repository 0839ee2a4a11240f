"""Growth by who carries it."""

from __future__ import annotations

from reportgen.story.questions.growth_from_existing_customers import (
    growth_from_existing_customers,
)
from tests.story.questions.ask import ask, facts, plain


def moves(**amounts: int) -> str:
    """Movements of a quarter."""
    words = dict.fromkeys(("new", "reactivation", "expansion", "contraction", "churn"), 0)
    return "\n".join(
        f"annual_recurring_revenue_change 2026Q3 {value} exact movement={name}"
        for name, value in {**words, **amounts}.items()
    )


def test_most_from_existing_customers() -> None:
    """Expansion 900 less churn 100 of 1,000 in all."""
    (asked,) = ask(
        growth_from_existing_customers, moves(new=200_000, expansion=900_000, churn=-100_000)
    )
    assert plain(asked.text) == (
        "80% of growth in Q3 2026 came from existing customers: where do the next new ones come "
        "from?"
    )
    assert facts(asked) == {"New": "+200 kSEK", "Expansion": "+900 kSEK", "Churn": "−100 kSEK"}


def test_a_base_that_shrinks_eats_what_is_won() -> None:
    (asked,) = ask(
        growth_from_existing_customers, moves(new=500_000, expansion=100_000, churn=-300_000)
    )
    assert plain(asked.text) == (
        "Existing customers took 200 kSEK away in Q3 2026, 40% of what new customers added "
        "(500 kSEK): where is the leak closed first?"
    )


def test_little_from_existing_customers() -> None:
    (asked,) = ask(growth_from_existing_customers, moves(new=900_000, expansion=100_000))
    assert asked.text.startswith("Only 10% of growth")


def test_both_carry_it_or_there_is_nothing_to_carry() -> None:
    assert ask(growth_from_existing_customers, moves(new=600_000, expansion=400_000)) == []
    assert ask(growth_from_existing_customers, moves()) == []
    assert ask(growth_from_existing_customers, "") == []
