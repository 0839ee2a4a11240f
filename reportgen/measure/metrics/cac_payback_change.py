"""Change in CAC payback."""

from reportgen.measure import acquisition
from reportgen.measure.books import Books
from reportgen.measure.changes import FactorChange
from reportgen.measure.metric import metric
from reportgen.measure.shape import Ratio
from reportgen.unit import Direction, Unit


@metric(
    title="Change in CAC payback",
    abbreviation="Change in CAC payback",
    topic="acquisition",
    unit=Unit.MONTHS,
    better=Direction.DOWN,
    definition=(
        "CAC payback less that of the period before (of twelve months: those that ended a quarter "
        "earlier), by what moved it: spend, the number of new customers, what each of them pays, "
        "and gross margin. The four add up to the change."
    ),
    why="The same payback can come from spending less or from selling better.",
    formula=(
        "factor's part = L × ln(factor now / before), with the sign of its side of the fraction; "
        "L = change / ln(payback now / before)"
    ),
    numerator="CAC payback of the period",
    denominator="CAC payback of the period before",
    source="Ang 2004, logarithmic mean Divisia index (no residual); Ang and Liu 2007 (zeros)",
    example="9.0 to 12.0 months with a third more spend: +3.0 months from spend, 0 from the rest",
    variant=Books.lag_words,
    change_of="cac_payback",
    factor_units={
        "spend": Unit.MONEY,
        "number_of_new_customers": Unit.COUNT,
        "price_per_new_customer": Unit.MONEY,
        "gross_margin": Unit.SHARE,
    },
)
def cac_payback_change(books: Books) -> FactorChange:
    """payback = spend / (new customers x monthly price of each x gross margin), company only."""
    customers = acquisition.new_customers(books)
    return FactorChange(
        whole=acquisition.payback(books),
        raising={"spend": acquisition.new_business_spend(books)},
        lowering={
            "number_of_new_customers": customers,
            "price_per_new_customer": Ratio(of=acquisition.new_revenue(books), per=customers),
            "gross_margin": acquisition.gross_margin(books),
        },
    )
