"""Use of licences."""

from reportgen.measure import misfits, usage
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import MONTHS, Ratio, Take, Total
from reportgen.unit import Direction, Unit


@metric(
    title="Use of licences",
    topic="customers",
    unit=Unit.SHARE,
    better=Direction.UP,
    definition="The part of the licensed users of paying customers that was active in the month.",
    why="Licences that nobody uses are the first thing to go at the next renewal.",
    formula="active users / licensed users, of paying customers for which both are known",
    numerator="active users",
    denominator="licensed users",
    source="New Breed (usage data); SuccessEve (licence utilisation)",
    example="60 active of 80 licensed users: 75%",
    kinds=MONTHS,
    threshold=misfits.THRESHOLD,
    warn_below=misfits.LEAST_USE,
)
def license_utilisation(books: Books) -> Ratio:
    """At the month's end, over customers whose users and licences are both known."""
    return Ratio(
        of=Total(usage.number(books, "used"), Take.LAST),
        per=Total(usage.number(books, "licensed"), Take.LAST),
    )
