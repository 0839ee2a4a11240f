"""The room's own route: theme, locale, outline, blocks, job, files."""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportgen.errors import InputError, PackError, ReportgenError
from reportgen.intake.dataset import Dataset
from reportgen.measure.benchmark import load_benchmarks
from reportgen.measure.comparison import compare_all
from reportgen.measure.compute import all_metrics
from reportgen.measure.metric import Metric
from reportgen.measure.plan_keys import unknown_plan_keys
from reportgen.measure.reading import Readings
from reportgen.measure.stated_shares import planned_in_percent, shares_in_percent
from reportgen.members import load_members
from reportgen.pack import PACK_FILE, Pack, line_of, nearest
from reportgen.period import Period
from reportgen.problem import Problem, Severity
from reportgen.publish.attached import FIGURES, Attached, attach, too_large
from reportgen.publish.block import Material
from reportgen.publish.difference import replaced
from reportgen.publish.document import Outline, compose, frame, outline
from reportgen.publish.manifest import manifest
from reportgen.publish.restatements import Backwards
from reportgen.publish.stray_pages import stray_pages
from reportgen.publish.theme import Theme
from reportgen.story import charts as charts_folder
from reportgen.story.chart import Chart, Picture
from reportgen.story.commentary import Commentary, read_commentary
from reportgen.story.finding import all_findings
from reportgen.story.locale import Locale
from reportgen.story.story import Story

if TYPE_CHECKING:
    from reportgen.pipeline import Options


class Publication:
    """One pack on its way to paper."""

    def __init__(
        self, pack: Pack, period: Period, theme: Theme, locale: Locale, options: Options
    ) -> None:
        self.pack = pack
        self.period = period
        self.theme = theme
        self.locale = locale
        self.options = options
        self.charts = load_members(charts_folder, Chart)
        self.out = (options.out or pack.folder / "output").resolve()
        self.attach = options.attach or pack.report.attach
        self._attached: list[Attached] = []
        self.outlined: Outline | None = None
        self.backwards = Backwards(pack, period, self.out)
        self.warnings: tuple[Problem, ...] = ()
        # Said in the terminal alone: on paper a rebuild would differ from the one before it.
        self.replaced = ""

    @property
    def stem(self) -> str:
        """First part of the names of all files."""
        return f"{self.pack.name}-{self.period.label}"

    def outline(self, dataset: Dataset) -> None:
        """Find misspelt names in templates before anything is computed."""
        metrics = all_metrics()
        problems = [
            *_unknown_lines(self.pack, metrics),
            *(
                one
                for one in shares_in_percent(self.pack, metrics)
                if one.severity is Severity.ERROR
            ),
            *_unknown_segments(self.pack, dataset),
            *self.backwards.problems(metrics),
        ]
        names = {
            key.split(".")[1]: str(text)
            for key, text in self.locale.texts.items()
            if key.startswith("pages.") and key.endswith(".title")
        }
        tables = [name for name in dataset.tables if dataset.has(name)]
        try:
            self.outlined = outline(
                self.pack,
                self.theme,
                names,
                list(metrics),
                list(self.charts),
                tables,
                self.options.appendix or self.pack.report.appendix,
            )
        except PackError as error:
            problems += error.problems
        if problems:
            raise PackError(problems)

    def tell(self, dataset: Dataset, readings: Readings) -> tuple[Story, Commentary]:
        """The story, and what its writer says of it.

        Raises PackError for unknown benchmarks and for every mistake in the commentary, InputError when
        warnings are to count as mistakes.
        """
        assert self.outlined is not None
        shown = self.outlined.shown
        benchmarks = {
            name: benchmark
            for name, benchmark in load_benchmarks((self.pack.folder,)).items()
            if benchmark.metric in shown or benchmark.metric not in readings.metrics
        }
        comparisons = compare_all(readings, benchmarks, self.pack)
        story = Story(readings, self.pack, self.locale, comparisons, shown)
        path = self.pack.folder / "commentary.md"
        text = _read_text(path) if path.is_file() else ""
        pages = [page.name for page in self.outlined.pages]
        commentary = read_commentary(story, text, str(path), pages)
        if commentary.problems:
            raise PackError(commentary.problems)
        # Strict reading has let through of the exports only what is waived.
        found = (
            # Those that no board can mean have stopped the build before.
            *shares_in_percent(self.pack, readings.metrics),
            *unknown_plan_keys(dataset),
            *planned_in_percent(dataset),
            *stray_pages(self.pack, self.theme.folders),
            *commentary.warnings,
        )
        if self.options.strict and found:
            raise InputError(found)
        self.warnings = (*dataset.warnings, *found)
        return story, commentary

    def compose(
        self,
        dataset: Dataset,
        readings: Readings,
        on_picture: Callable[[Picture], None] = lambda _: None,
        on_page: Callable[[str, Mapping[str, Any]], None] = lambda *_: None,
    ) -> dict[str, Any]:
        """Prepare everything that the pages ask for; pictures and pages are passed on when ready.

        Returns all blocks by their key.
        """
        story, commentary = self.tell(dataset, readings)
        assert self.outlined is not None
        material = Material(
            story,
            dataset,
            self.charts,
            partial(all_findings, story),
            commentary,
            self.theme.colours,
            self.outlined.pages,
            self.outlined.left_out,
            on_picture=on_picture,
            past=self.backwards.past(story, dataset),
        )
        return compose(material, self.outlined, on_page)

    def frame(self) -> dict[str, Any]:
        """The press's job without its blocks."""
        assert self.outlined is not None
        return frame(self.outlined, self.theme, self.pack, self._document(), self.locale)

    def _document(self) -> dict[str, Any]:
        company, report = self.pack.company, self.pack.report
        text = self.locale.text
        return {
            "language": self.locale.name,
            "company": company.name,
            "title": report.title or text("cover.title"),
            "period": self.locale.period(self.period),
            "period_long": self.locale.period(self.period),
            "currency": company.currency,
            "confidentiality": report.confidentiality or "",
            "phase": text(f"cover.phase.{company.growth_phase}") if company.growth_phase else "",
            "status": text("status.draft"),
        }

    def pdf(self, scratch: Path) -> Path:
        """Where the press writes: into the scratch folder."""
        return scratch / f"{self.stem}.pdf"

    @property
    def attaches_figures(self) -> bool:
        """Whether figures.csv goes inside the PDF, and must be there before the PDF is written."""
        return FIGURES in self.attach

    def attached(self, dataset: Dataset, scratch: Path) -> list[dict[str, Any]]:
        """What the press puts inside the PDF: nothing unless it was asked for."""
        if self.attach:
            figures = scratch / f"{self.stem}.figures.csv"
            self._attached = attach(self.attach, self.pack, dataset, figures, scratch, self.locale)
        return [one.job(self.period) for one in self._attached]

    def write_figures(self, readings: Readings, scratch: Path) -> None:
        """Compute what no page has asked for, write all of it, and hold it against an earlier pack."""
        figures = readings.figures()
        figures.write_csv(scratch / f"{self.stem}.figures.csv")
        self.backwards.count(figures)

    def write(
        self,
        dataset: Dataset,
        result: Mapping[str, Any],
        scratch: Path,
        seconds: Mapping[str, float],
    ) -> tuple[Path, ...]:
        """Write the manifest beside PDF and figures, then give all of them their final names."""
        pdf = self.pdf(scratch)
        figures = scratch / f"{self.stem}.figures.csv"
        outputs = {pdf.name: pdf, figures.name: figures}
        if self._attached:
            self.warnings = (*self.warnings, *too_large(pdf))
        if self.options.html:
            page = scratch / f"{self.stem}.html"
            page.write_text(result["html"], encoding="utf-8")
            outputs[page.name] = page
        facts = {
            "locale": self.locale.name,
            "theme": self.theme.name,
            "pages": result["pages"],
            "bookmarks": [label for label, _ in result["bookmarks"]],
            "restatements": self.backwards.record(),
            "attached": [one.record() for one in self._attached],
        }
        timings = seconds if self.options.timings else None
        self.replaced = replaced(self.out / figures.name, figures)
        record = scratch / f"{self.stem}.manifest.json"
        record.write_text(
            manifest(self.pack, self.period, dataset, outputs, facts, timings), encoding="utf-8"
        )
        return self._rename([*outputs.values(), record])

    def _rename(self, files: Sequence[Path]) -> tuple[Path, ...]:
        """Under its final name a file is whole or absent; the manifest comes last and seals them."""
        final = []
        try:
            for file in files:
                with file.open("rb+") as handle:
                    os.fsync(handle.fileno())
            for file in files:
                target = self.out / file.name
                os.replace(file, target)
                final.append(target)
            folder = os.open(self.out, os.O_RDONLY)
            os.fsync(folder)
            os.close(folder)
        except OSError as reason:
            raise ReportgenError(f"{reason.filename or self.out}: {reason.strerror}") from None
        return tuple(final)


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as reason:
        what = f"the commentary is not UTF-8: {reason}"
        raise PackError([Problem(str(path), what, "Save it as UTF-8.")]) from None


def _unknown_lines(pack: Pack, metrics: Mapping[str, Metric]) -> Iterator[Problem]:
    """Names under [targets] and [thresholds] that no metric answers to."""
    lines = {metric.threshold for metric in metrics.values() if metric.threshold}
    shown = pack.folder / PACK_FILE
    text = shown.read_text(encoding="utf-8")
    for section, named, known in (
        ("targets", pack.targets, [*metrics]),
        ("thresholds", pack.thresholds, [*metrics, *sorted(lines)]),
    ):
        for name in named:
            if name not in known:
                close = difflib.get_close_matches(name, known, n=1)
                yield Problem(
                    str(shown),
                    f"there is no metric {name!r}",
                    f"Did you mean {close[0]!r}?" if close else "See `reportgen list metrics`.",
                    line=line_of(text, (section, name)),
                    column=f"{section}.{name}",
                )


def _unknown_segments(pack: Pack, dataset: Dataset) -> Iterator[Problem]:
    """Segments under [loyalty] that no customer belongs to, and levers of segments not chosen."""
    case = pack.loyalty
    customers = dataset.tables.get("customers")
    if customers is None or "segment" not in customers.columns:
        return
    known = [str(name) for name in customers["segment"].drop_nulls().unique().sort()]
    shown = pack.folder / PACK_FILE
    text = shown.read_text(encoding="utf-8")
    for path, named, allowed in (
        (("loyalty", "segments"), case.segments, known),
        (("loyalty", "levers"), tuple(case.levers), list(case.segments) or known),
    ):
        for name in named:
            if name not in allowed:
                yield Problem(
                    str(shown),
                    f"no customer of the case is in a segment {name!r}",
                    nearest(name, allowed),
                    line=line_of(text, path),
                    column=".".join(path),
                    value=name,
                )
