"""`reportgen explain`."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(short_help="Print the card of a metric; with a pack, its worked numbers.")
@click.argument("metric")
@click.option("--pack", type=click.Path(path_type=Path), help="Show this pack's own numbers.")
@click.option("--period", help="Of which period; the pack's own by default.")
def explain(metric: str, pack: Path | None, period: str | None) -> None:
    """Print what METRIC means: definition, formula, why it matters, where the definition is from."""
    from reportgen.errors import PackError
    from reportgen.measure.compute import all_metrics
    from reportgen.pack import nearest
    from reportgen.problem import Problem

    metrics = all_metrics()
    if metric not in metrics:
        problem = Problem(
            "metric", f"there is no metric {metric!r}", nearest(metric, list(metrics))
        )
        raise PackError([problem])
    card = metrics[metric]
    click.secho(f"{card.title} ({card.name})", bold=True)
    click.echo(f"\n{card.definition}\n{card.why}\n")
    for label, text in (
        ("Formula", card.formula),
        ("Unit", card.unit.value),
        ("Good is", card.better.value),
        ("Warning line", _line(card.warn_above, card.warn_below)),
        ("Example", card.example),
        ("Source", card.source),
    ):
        if text:
            click.echo(f"  {label + ':':14}{text}")
    if pack is not None:
        click.echo()
        for line in worked(metric, pack, period):
            click.echo(line)


def worked(name: str, folder: Path, period: str | None) -> list[str]:
    """The numbers of a pack behind one metric: value, halves, n, the choice in force, the files."""
    from reportgen.measure.compute import all_metrics, compute
    from reportgen.pack import read_pack
    from reportgen.pipeline import Options, read

    pack = read_pack(folder)
    wanted = pack.period(period)
    dataset = read(pack, Options(period=period))
    metric = all_metrics()[name]
    readings = compute(dataset, pack, wanted, {name: metric})
    label = readings.label(name, wanted)
    lines = [f"  {pack.company.name}, {label}"]
    for (at, by, split), reading in sorted(readings.of(name).items()):
        if at != label:
            continue
        where = f"{by} {split}" if by else "company"
        value = f"missing: {reading.missing}" if reading.value is None else f"{reading.value:,.6g}"
        halves = ""
        if reading.numerator is not None and reading.denominator is not None:
            halves = f"  = {reading.numerator:,.10g} / {reading.denominator:,.10g}"
        count = f"  (n = {reading.n})" if reading.n is not None else ""
        lines.append(f"    {where:32}{value:>16}{halves}{count}")
    lines.append(f"  Computed as: {readings.definitions[name]}")
    lines.append(f"  From: {readings.sources[name] or 'no export of this pack'}")
    return lines


def _line(above: float | None, below: float | None) -> str:
    if above is not None:
        return f"above {above:g}"
    return f"below {below:g}" if below is not None else ""
