"""Cost per lead from advertising."""

from reportgen.measure import leads
from reportgen.measure.beside import Beside
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.unit import Direction, Unit


@metric(
    title="Cost per lead",
    abbreviation="Cost per lead",
    topic="funnel",
    unit=Unit.MONEY,
    better=Direction.DOWN,
    definition="What a lead that came from advertising has cost; only that for conversion stands beside it.",
    why="It says what more leads would cost, and which source gives them for less.",
    formula="advertising for awareness, consideration and conversion / new leads from advertising",
    numerator="spend on advertising",
    denominator="new leads from advertising",
    source="Business Reflex podcast 201",
    example="90,000 / 60 = 1,500; conversion alone 30,000 / 60 = 500",
)
def cost_per_lead(books: Books) -> Beside:
    """By source or campaign where the ledger has that column too."""
    return Beside(
        leads.cost_per_lead(books, *leads.ADVERTISING),
        {"conversion_advertising": leads.cost_per_lead(books, leads.ADVERTISING[-1])},
    )
