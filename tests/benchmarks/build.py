"""How long a pack takes, as ratios measured in one run: `python tests/benchmarks/build.py [PACK]`.

Prints, with medians of interleaved rounds:
    cold    the command `reportgen build` beside the bare imports of the six libraries
    help    `reportgen --help` beside `python -c "import click"`
    warm    charts, layout and PDF in one warm process, beside the naive path on the same content
    parts   imports, intake, metrics, story, charts, layout, write of one cold build
The naive path is what the libraries do when asked plainly: rows as dicts, every specification validated,
a font of the system, charts inline, garbage collected whenever it falls due.
"""

from __future__ import annotations

import argparse
import base64
import gc
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reportgen.story.chart import Picture

ROOT = Path(__file__).resolve().parent.parent.parent
IMPORTS = "import polars, altair, vl_convert, jinja2, weasyprint, click"
COLD_AT_MOST, WARM_AT_MOST, HELP_AT_MOST = 4.5, 0.6, 3.0


def seconds(command: Sequence[str]) -> float:
    """Wall time of a command."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def interleaved(rounds: int, *runs: Callable[[], float]) -> list[float]:
    """Medians of several things measured in turn, after one round that does not count."""
    results: list[list[float]] = [[] for _ in runs]
    for number in range(rounds + 1):
        for result, run in zip(results, runs, strict=True):
            taken = run()
            if number:
                result.append(taken)
    return [statistics.median(result) for result in results]


def cold(pack: Path, rounds: int) -> bool:
    """The whole command beside the bare imports, and beside them `--help`."""
    python = [sys.executable, "-c"]
    tool = [sys.executable, "-m", "reportgen"]
    with tempfile.TemporaryDirectory() as out:
        build, bare, usage, click = interleaved(
            rounds,
            lambda: seconds([*tool, "build", str(pack), "--out", out]),
            lambda: seconds([*python, IMPORTS]),
            lambda: seconds([*tool, "--help"]),
            lambda: seconds([*python, "import click"]),
        )
        answer = subprocess.run(
            [*tool, "build", str(pack), "--out", out, "--json"],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
    told = line("cold build / bare imports", build, bare, COLD_AT_MOST)
    told &= line("--help / import click", usage, click, HELP_AT_MOST)
    parts = json.loads(answer)["seconds"]
    print(
        "parts of one cold build, ms:", "  ".join(f"{k} {v * 1000:.0f}" for k, v in parts.items())
    )
    return told


def line(what: str, ours: float, other: float, at_most: float) -> bool:
    """Print one comparison; True when it holds."""
    ratio = ours / other
    verdict = "ok" if ratio <= at_most else "TOO SLOW"
    print(
        f"{what:28} {ours * 1000:7.0f} / {other * 1000:7.0f} ms = {ratio:5.2f}  (at most {at_most}) {verdict}"
    )
    return ratio <= at_most


class Content:
    """One composed pack, from which both paths make the same pages."""

    def __init__(self, folder: Path) -> None:
        from reportgen.pack import read_pack
        from reportgen.pipeline import Options, measure, read
        from reportgen.publish.publish import Publication
        from reportgen.publish.theme import load_theme
        from reportgen.story.locale import load_locale

        options = Options()
        self.pack = read_pack(folder)
        self.theme = load_theme(self.pack.report.theme, folder)
        self.locale = load_locale(self.pack.report.locale, (folder / "locales",))
        dataset = read(self.pack, options)
        publication = Publication(self.pack, self.pack.period(), self.theme, self.locale, options)
        publication.outline(dataset)
        self.pictures: list[Picture] = []
        self.blocks = publication.compose(
            dataset, measure(dataset, self.pack, options), self.pictures.append
        )
        self.frame = publication.frame()
        self.scratch = Path(tempfile.mkdtemp())

    def job(self, drawings: Sequence[str]) -> dict[str, Any]:
        """The press's job with these drawings in their places."""
        from reportgen.publish.document import with_drawings

        blocks = with_drawings(self.blocks, lambda number: drawings[number])
        return {**self.frame, "blocks": blocks, "pdf": str(self.scratch / "ours.pdf")}

    def setup(self) -> dict[str, Any]:
        """What the drawing child is told at its start."""
        from dataclasses import asdict

        return {
            "fonts": [str(folder) for folder in self.theme.font_folders()],
            "dress": asdict(self.theme.dress()),
            "format_locale": self.locale.d3_number(),
            "time_format_locale": self.locale.d3_time(),
        }

    def fast(self, renderer: Any) -> float:
        """Our path: named data, no validation, the theme's font, images, no collection meanwhile."""
        from reportgen.publish.press import work

        start = time.perf_counter()
        drawings = [
            renderer.svg(picture, f"p{number}") for number, picture in enumerate(self.pictures)
        ]
        answer = work(self.job(drawings))
        taken = time.perf_counter() - start
        gc.enable()
        gc.collect()
        assert "error" not in answer, answer
        return taken

    def naive(self, plain: Any) -> float:
        """The plain path: rows as dicts, validation, system font, inline charts, collection on."""
        from weasyprint import CSS, HTML

        from reportgen.publish.rendering import render

        gc.enable()
        start = time.perf_counter()
        drawings = [plain.svg(picture) for picture in self.pictures]
        html = render(self.job([str(number) for number in range(len(drawings))]))
        whole, placed = re.subn(
            r'<img alt="[^"]*" src="data:image/svg\+xml;base64,([^"]*)">',
            lambda match: drawings[int(base64.b64decode(match[1]))],
            html,
        )
        assert placed >= len(drawings)
        css = re.sub(r'--(text|heading)-font: "[^"]*"', r"--\1-font: sans-serif", self.frame["css"])
        HTML(string=whole).write_pdf(
            self.scratch / "naive.pdf", stylesheets=[CSS(string=css)], pdf_variant="pdf/ua-1"
        )
        return time.perf_counter() - start


class Plain:
    """Altair and vl-convert asked plainly."""

    def __init__(self, content: Content) -> None:
        from dataclasses import replace

        self.dress = replace(content.theme.dress(), font="sans-serif")
        self.locales = {k: content.setup()[k] for k in ("format_locale", "time_format_locale")}

    def svg(self, picture: Any) -> str:
        """One picture with its rows inline, validated."""
        import altair
        import vl_convert

        from reportgen.members import load_member
        from reportgen.story import charts
        from reportgen.story.chart import Chart

        drawn = load_member(charts, picture.chart, Chart).draw(picture, self.dress)

        def inline(part: Any) -> None:
            data = getattr(part, "data", altair.Undefined)
            if isinstance(data, altair.NamedData):
                rows = list(picture.payload["data"][str(data.name)])
                part.data = altair.Data(values=rows)  # type: ignore[no-untyped-call]
            for inner in getattr(part, "layer", None) or []:
                inline(inner)

        inline(drawn)
        specification = drawn.to_dict(validate=True)
        specification.pop("config", None)
        specification.setdefault("datasets", {}).update(picture.payload["data"])
        return str(vl_convert.vegalite_to_svg(specification, **self.locales))


def warm(pack: Path, rounds: int) -> bool:
    """Both paths in this process, in turn, after a first round that does not count."""
    from reportgen.story.draw import Renderer

    content = Content(pack)
    renderer, plain = Renderer(content.setup()), Plain(content)
    ours, naive = interleaved(rounds, lambda: content.fast(renderer), lambda: content.naive(plain))
    print(f"pack of {len(content.pictures)} charts")
    return line("warm build / naive path", ours, naive, WARM_AT_MOST)


def main() -> None:
    """Measure and print; exit code 1 when a ratio is missed."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("pack", nargs="?", type=Path, default=ROOT / "inputs" / "nordlys")
    arguments.add_argument("--rounds", type=int, default=5)
    chosen = arguments.parse_args()
    held = [cold(chosen.pack, chosen.rounds), warm(chosen.pack, chosen.rounds)]
    sys.exit(0 if all(held) else 1)


if __name__ == "__main__":
    main()
