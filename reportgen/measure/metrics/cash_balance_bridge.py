"""Bridge of the cash balance."""

from reportgen.measure.beside import Beside
from reportgen.measure.books import Books
from reportgen.measure.cash import FLOWS, cash_flow, flow_of
from reportgen.measure.metric import metric
from reportgen.unit import Direction, Unit


@metric(
    title="Cash flow",
    abbreviation="Cash flow",
    topic="cash",
    unit=Unit.MONEY,
    better=Direction.UP,
    definition=(
        "What led from the cash before the period to the cash at its end: operations, investments, "
        "financing."
    ),
    why="Burn leaves financing out; only all three explain what happened to the balance.",
    formula="operating + investing + financing cash flow of the period; cash before + flows = cash after",
    source="IAS 7, statement of cash flows",
    example="-30 operating + 0 investing - 30 financing = -60: from 140 to 80",
)
def cash_balance_bridge(books: Books) -> Beside:
    """All flows of the window; beside it each kind. None where a month of it has no flows."""
    return Beside(cash_flow(books), {kind: flow_of(books, kind) for kind in FLOWS}, by="cash_flow")
