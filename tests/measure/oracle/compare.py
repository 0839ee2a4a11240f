"""The two implementations side by side: where do they differ?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import polars as pl

from reportgen.measure.compute import all_metrics
from reportgen.period import month_label
from tests.measure.oracle.company import Company
from tests.measure.oracle.figures import METRICS, Figures
from tests.measure.oracle.ledgers import BLANK, WHOLE, Gap, Ledgers
from tests.measure.readings import readings

TOLERANCE = 1e-9
SPLITS = {
    *("", "segment", "country", "product_line", "movement", "axis", "part", "flag", "months"),
    *("top", "cohort"),
    *(
        f"{by}+{part}"
        for by in ("segment", "country", "product_line")
        for part in ("movement", "axis", "part")
    ),
}
# Metrics of customers, and those of them that their product lines have too.
OF_LINES = (
    *("recurring_revenue", "annual_recurring_revenue", "customers", "new_customers"),
    *("net_new_annual_recurring_revenue", "expansion_share", "revenue_per_customer"),
    *("average_selling_price", "growth_year_on_year", "growth_quarter_on_quarter"),
    *("growth_month_on_month", "compound_monthly_growth", "growth_band", "quick_ratio"),
    *("net_revenue_retention", "gross_revenue_retention", "logo_churn", "logo_retention"),
    *("gross_recurring_revenue_churn", "net_recurring_revenue_churn"),
    *("revenue_from_new_customers", "revenue_from_existing_customers"),
    "revenue_from_existing_customers_share",
)
OF_CUSTOMERS = (*OF_LINES, "monthly_logo_churn", "customer_lifetime")
# A cohort is a year among the splits of customers, and a month in the triangles.
TRIANGLES = ("cohorts_by_customers", "cohorts_by_revenue")


@dataclass
class Outcome:
    """What a comparison has seen."""

    figures: int = 0
    values: int = 0
    reasons: dict[str, int] = field(default_factory=dict)
    differences: list[str] = field(default_factory=list)

    def add(self, other: Outcome) -> None:
        """Take in what another has seen."""
        self.figures += other.figures
        self.values += other.values
        self.differences += other.differences
        for reason, count in other.reasons.items():
            self.reasons[reason] = self.reasons.get(reason, 0) + count


def compare(company: Company) -> Outcome:
    """Every figure that reportgen computes of a company, held against the second implementation."""
    ledgers = Ledgers(company)
    figures = Figures(ledgers)
    windows = {window.label: window for window in ledgers.windows}
    starts = company.history_starts
    catalogue = all_metrics()
    found = readings(
        *(catalogue[name] for name in METRICS),
        period=company.period,
        tables=company.frames(),
        history_starts=None if starts is None else month_label(starts),
        fiscal_year_start=company.fiscal_year_start,
        **company.definitions,
    )
    outcome = Outcome()
    rows = found.frame.select("metric", "period", "split_by", "split", "value", "missing")
    seen: set[tuple[str, str, str, str]] = set()
    for metric, period, split_by, split, value, missing in rows.iter_rows():
        if split_by not in SPLITS or (split_by == "cohort" and metric not in TRIANGLES):
            continue
        seen.add((metric, period, split_by, split))
        window = windows[period]
        wanted = figures.value(metric, window, (split_by, split))
        outcome.figures += 1
        if isinstance(wanted, Gap):
            alike = missing in wanted
            outcome.reasons[str(missing)] = outcome.reasons.get(str(missing), 0) + 1
        else:
            alike = value is not None and abs(value - float(wanted)) <= TOLERANCE * max(
                1.0, abs(float(wanted))
            )
            outcome.values += 1
        if not alike:
            shown = sorted(wanted) if isinstance(wanted, Gap) else float(wanted)
            outcome.differences.append(
                f"{metric} {period} {split_by} {split}: {value} {missing}, should be {shown}"
            )
    given = found.frame.filter(pl.col("value").is_not_null(), pl.col("split_by") == "")
    valued = set(given["metric"].unique())
    outcome.differences += _absent(figures, seen, valued)
    return outcome


def _absent(
    figures: Figures, seen: set[tuple[str, str, str, str]], valued: set[str]
) -> Iterator[str]:
    """Figures that the second implementation has and reportgen has not."""
    ledgers, catalogue = figures.ledgers, all_metrics()
    groups = set(ledgers.amounts.sums)
    sold = {(by, deal[by]) for deal in ledgers.deals for by in ("segment", "country")}
    for name in METRICS:
        splits = {split_by for metric, _, split_by, _ in seen if metric == name}
        wanted = [("segment", OF_CUSTOMERS), ("product_line", OF_LINES)]
        wanted = wanted if ledgers.about else wanted[1:]
        for by, names in wanted:
            known = by not in ledgers.company.blank and groups - {(by, BLANK), WHOLE}
            due = known and name in names and any(g[0] == by for g in known)
            if due and name in valued and by not in splits:
                yield f"{name}: is not split by {by}"
        kinds = {kind.value for kind in catalogue[name].kinds}
        own = sold if catalogue[name].topic in ("pipeline", "won_and_lost") else groups
        for window in (window for window in ledgers.windows if window.kind in kinds):
            if (name, window.label, "", "") not in seen:
                yield f"{name} {window.label}: the company has no figure"
            for by, split in own:
                at = (name, window.label, by, split)
                if by in splits and by in ("segment", "country", "product_line") and at not in seen:
                    value = figures.value(name, window, (by, split))
                    if not isinstance(value, Gap):
                        yield f"{name} {window.label} {by} {split}: absent, should be {value}"
