"""Expansion by users and functionality."""

from reportgen.measure import retention
from reportgen.measure.books import Books
from reportgen.measure.composed import Split, Together
from reportgen.measure.customer_facts import changes
from reportgen.measure.customer_months import AXES, PARTS
from reportgen.measure.metric import metric
from reportgen.unit import Direction, Unit


@metric(
    title="Expansion by users and functionality",
    abbreviation="Expansion by direction",
    topic="expansion",
    unit=Unit.MONEY,
    better=Direction.UP,
    definition=(
        "Expansion of existing customers, divided into more users and more functionality per user."
    ),
    why="Net revenue retention needs both directions; one of them alone runs dry.",
    formula=(
        "users = change of seats × old price of a seat; functionality = the rest, added and "
        "dropped product lines; unallocated = lines without seats"
    ),
    source="New Breed (two axes of expansion); price-volume analysis, volume at the old price",
    example="seats 1,800 + price 500 + cross-sell 500 = 2,800 expansion",
)
def expansion_by_users_and_functionality(books: Books) -> Together:
    """The expansion line of the bridge; split by axis (users, functionality) and by part."""
    return Together(
        (
            retention.moved_revenue(books, "expansion"),
            Split(changes(books, "expansion", "axis"), AXES, "axis"),
            Split(changes(books, "expansion", "part"), tuple(PARTS), "part"),
        )
    )
