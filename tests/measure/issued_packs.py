"""A company of three customers whose past can be changed, and packs of it as they were issued."""

from __future__ import annotations

from pathlib import Path

from reportgen.measure.reading import Readings
from reportgen.pack import read_pack
from reportgen.pipeline import Options, measure, read

MONTHS = [f"{year}-{month:02d}" for year in (2025, 2026) for month in range(1, 13)][:21]
HEAD = '[company]\nname = "Prov AB"\ncurrency = "SEK"\n[report]\nperiod = "2026Q3"\n'
# Monthly recurring revenue of each customer: 6 000 in all, 72 000 a year.
PRICES = {"K1": 1000, "K2": 2000, "K3": 3000}


def company(
    folder: Path,
    changed: dict[tuple[str, str], int] | None = None,
    settings: str = "",
    head: str = HEAD,
) -> Path:
    """A pack folder; `changed` gives other amounts for (customer, month)."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [
        f"{customer},{month},{(changed or {}).get((customer, month), price)}"
        for month in MONTHS
        for customer, price in PRICES.items()
    ]
    revenue = "\n".join(["customer_id,month,mrr", *rows])
    (folder / "recurring_revenue.csv").write_text(revenue + "\n", encoding="utf-8")
    customers = "customer_id,name,segment\nK1,Asp,=Small\nK2,Björk,=Small\nK3,Ceder,Large\n"
    (folder / "customers.csv").write_text(customers, encoding="utf-8")
    (folder / "pack.toml").write_text(head + settings, encoding="utf-8")
    return folder


def figures_of(folder: Path, period: str) -> Readings:
    """All readings of a pack for a period."""
    pack, options = read_pack(folder), Options(period=period)
    return measure(read(pack, options), pack, options)


def issue(folder: Path, period: str, out: Path | None = None) -> Path:
    """The figures.csv of a pack as a build of it leaves them, without the pages."""
    out = out or folder / "output"
    out.mkdir(parents=True, exist_ok=True)
    path = out / f"{read_pack(folder).name}-{period}.figures.csv"
    figures_of(folder, period).figures().write_csv(path)
    return path
