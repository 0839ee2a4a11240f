"""The route of one pack, one line a room. A newcomer reads this file first."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from reportgen.errors import InputError, PackError, ReportgenError
from reportgen.pack import Pack, read_pack

if TYPE_CHECKING:
    from reportgen.intake.dataset import Dataset
    from reportgen.measure.reading import Readings
    from reportgen.problem import Problem
    from reportgen.publish.examine import Examined
    from reportgen.story.chart import Picture


@dataclass(frozen=True)
class Options:
    """What a build may be told on the command line; None means: as the pack says."""

    period: str | None = None
    as_of: date | None = None
    locale: str | None = None
    theme: str | None = None
    out: Path | None = None
    html: bool = False
    strict: bool = False
    timings: bool = False
    attach: tuple[str, ...] = ()
    appendix: bool = False


@dataclass(frozen=True)
class Built:
    """What a build left: the files, in the order in which they matter, and what to know of them.

    replaced  what has changed since the same period was last built there, as a sentence; or empty
    """

    files: tuple[Path, ...]
    pages: int
    warnings: tuple[Problem, ...]
    seconds: dict[str, float] = field(default_factory=dict)
    replaced: str = ""


class Stopwatch:
    """Seconds a step, and a word to whoever watches."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self.seconds: dict[str, float] = {}
        self.tell = tell

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time a step."""
        self.tell(name)
        start = time.perf_counter()
        yield
        self.seconds[name] = round(time.perf_counter() - start, 4)


def build_pack(
    folder: Path, options: Options, tell: Callable[[str], None] = lambda _: None
) -> Built:
    """Exports in, pack out: read, check, compute, tell, draw, set, write.

    Raises a ReportgenError of the kind that says what went wrong; nothing is written then.
    """
    pack = read_pack(folder)
    try:
        return _built(pack, options, tell)
    except (InputError, PackError) as error:
        from reportgen.publish.examine import all_that_is_wrong

        raise all_that_is_wrong(pack, options, error) from None


def _built(pack: Pack, options: Options, tell: Callable[[str], None]) -> Built:
    from reportgen.publish.pdf import Press
    from reportgen.publish.theme import load_theme
    from reportgen.story.draw import Drawing
    from reportgen.story.locale import load_locale

    watch = Stopwatch(tell)
    period = pack.period(options.period, options.as_of)
    theme = load_theme(options.theme or pack.report.theme, pack.folder)
    locale = load_locale(options.locale or pack.report.locale, (pack.folder / "locales",))
    # Both children import what is heavy while this process still reads; neither sees the exports.
    with (
        ThreadPoolExecutor(1) as hand,
        ThreadPoolExecutor(1) as queue,
        Press(theme.press(pack.folder)) as press,
        Drawing(theme.dress(), locale, theme.font_folders()) as drawing,
    ):
        with watch.step("imports"):
            from reportgen.measure.identity import hold
            from reportgen.publish.document import with_drawings
            from reportgen.publish.publish import Publication
        publication = Publication(pack, period, theme, locale, options)
        with watch.step("intake"):
            # The earlier pack is read while the exports are.
            publication.backwards.start(queue)
            dataset = read(pack, options)
        publication.outline(dataset)
        readings = measure(dataset, pack, options)
        dataset = replace(dataset, checks=(*dataset.checks, *hold(readings)))
        press.begin(publication.frame())
        drawn: list[Future[list[str]]] = []
        handed: list[Future[None]] = []

        def draw(picture: Picture) -> None:
            drawn.append(queue.submit(drawing.draw, [picture]))

        def hand_over(name: str, blocks: Mapping[str, Any]) -> None:
            handed.append(
                hand.submit(
                    lambda: press.add(name, with_drawings(blocks, lambda n: drawn[n].result()[0]))
                )
            )

        with watch.step("metrics and story"):
            # Both children work on the first pages while this process still decides on the last ones.
            publication.compose(dataset, readings, draw, hand_over)
        with _scratch(publication.out) as scratch:
            with watch.step("layout"):
                # The press sets the last pages while this process computes what no page shows.
                pdf = str(publication.pdf(scratch))
                if publication.attaches_figures:
                    publication.write_figures(readings, scratch)
                files = publication.attached(dataset, scratch)
                set_ = hand.submit(lambda: press.finish(pdf, html=options.html, files=files))
                if not publication.attaches_figures:
                    publication.write_figures(readings, scratch)
                for page in handed:
                    awaited(page)
                result = awaited(set_)
            with watch.step("write"):
                written = publication.write(dataset, result, scratch, watch.seconds)
    return Built(
        written, result["pages"], publication.warnings, watch.seconds, publication.replaced
    )


def examine(pack: Pack, options: Options) -> Examined:
    """All of a build but the pages; raises what a build would, with every problem at once."""
    from reportgen.publish.examine import examine as examine_pack

    return examine_pack(pack, options)


def read(pack: Pack, options: Options) -> Dataset:
    """Read and check the exports of a pack."""
    from reportgen.intake.dataset import read_dataset

    return read_dataset(pack, pack.period(options.period, options.as_of), strict=options.strict)


def measure(dataset: Dataset, pack: Pack, options: Options) -> Readings:
    """Compute every metric."""
    from reportgen.measure.compute import compute

    return compute(dataset, pack, pack.period(options.period, options.as_of))


Answer = TypeVar("Answer")


def awaited(future: Future[Answer]) -> Answer:
    """What a thread answers, with an ear for Ctrl-C.

    Why: polars has the system go on with a call that Ctrl-C has interrupted, so that a plain wait would
    hear of it when the pages are set.
    """
    while not future.done():
        wait([future], timeout=0.1)
    return future.result()


SCRATCH = ".reportgen-"


def _sweep(out: Path) -> None:
    """Remove what builds have left that were killed: folders of processes that are no more."""
    for folder in out.glob(f"{SCRATCH}*"):
        number = folder.name.removeprefix(SCRATCH).partition("-")[0]
        try:
            os.kill(int(number), 0)
        except ProcessLookupError:
            shutil.rmtree(folder, ignore_errors=True)
        except (ValueError, PermissionError):
            continue


@contextmanager
def _scratch(out: Path) -> Iterator[Path]:
    """A folder beside the output, so that renaming is atomic; gone afterwards, whatever happens."""
    missing = [p for p in (out, *out.parents) if not p.exists()]
    try:
        out.mkdir(parents=True, exist_ok=True)
        _sweep(out)
        folder = Path(tempfile.mkdtemp(prefix=f"{SCRATCH}{os.getpid()}-", dir=out))
    except OSError as reason:
        raise ReportgenError(
            f"{out}: nothing can be written there ({reason.strerror}). Name another folder with --out."
        ) from None
    try:
        yield folder
    except OSError as reason:
        raise ReportgenError(f"{out}: {reason.strerror or reason}; nothing was written.") from None
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        for made in missing:
            if made.exists() and not os.listdir(made):
                made.rmdir()
