"""Contraction by users and functionality."""

from reportgen.measure import retention
from reportgen.measure.books import Books
from reportgen.measure.composed import Split, Together
from reportgen.measure.customer_facts import changes
from reportgen.measure.customer_months import AXES, PARTS
from reportgen.measure.metric import metric
from reportgen.unit import Direction, Unit


@metric(
    title="Contraction by users and functionality",
    abbreviation="Contraction split",
    topic="expansion",
    unit=Unit.MONEY,
    better=Direction.UP,
    definition=(
        "Contraction of customers who stay, divided into fewer users and less functionality per user."
    ),
    why="Fewer users and lower prices are different illnesses with different cures.",
    formula=(
        "users = change of seats × old price of a seat; functionality = the rest, added and "
        "dropped product lines; unallocated = lines without seats"
    ),
    source="New Breed (two axes of expansion); price-volume analysis, volume at the old price",
    example="40 to 30 seats at 100 a seat = -1,000 of users",
)
def contraction_by_users_and_functionality(books: Books) -> Together:
    """The contraction line of the bridge; split by axis (users, functionality) and by part."""
    return Together(
        (
            retention.moved_revenue(books, "contraction"),
            Split(changes(books, "contraction", "axis"), AXES, "axis"),
            Split(changes(books, "contraction", "part"), tuple(PARTS), "part"),
        )
    )
