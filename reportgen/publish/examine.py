"""Everything that can be wrong with a pack, found before a page is set: what `check` lists is what
`build` would stop at, and what stops a `build` is told together with all else that would.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from reportgen.errors import InputError, PackError
from reportgen.intake.dataset import Dataset, read_dataset
from reportgen.measure.compute import compute
from reportgen.measure.identity import hold
from reportgen.pack import PACK_FILE, Pack
from reportgen.problem import Problem, Severity
from reportgen.publish.publish import Publication
from reportgen.publish.theme import load_theme
from reportgen.resources import shipped
from reportgen.story.locale import load_locale

if TYPE_CHECKING:
    from reportgen.pipeline import Options

Found = TypeVar("Found")


@dataclass(frozen=True)
class Examined:
    """A pack that may be built: its exports, and what is to be said of it all the same."""

    dataset: Dataset
    warnings: tuple[Problem, ...]


@dataclass
class Faults:
    """Problems of all steps; a step that depends on one that failed is left out by the caller."""

    of_pack: list[Problem] = field(default_factory=list)
    of_exports: list[Problem] = field(default_factory=list)

    def of(self, step: Callable[[], Found]) -> Found | None:
        """What a step comes to; None when it found mistakes, which are kept."""
        try:
            return step()
        except PackError as error:
            self.of_pack += error.problems
        except InputError as error:
            self.of_exports += error.problems
        return None

    def stop(self, pack: Pack) -> None:
        """Raise all of them: PackError when the pack itself is to be corrected, else InputError."""
        every = [*self.of_pack, *self.of_exports]
        if not any(problem.severity is Severity.ERROR for problem in every) and not self.of_exports:
            return
        every = list(dict.fromkeys(relative(problem, pack.folder) for problem in every))
        every.sort(key=lambda problem: problem.severity is not Severity.ERROR)
        raise PackError(every) if self.of_pack else InputError(every)


def examine(pack: Pack, options: Options) -> Examined:
    """Take all steps of a build up to the first picture.

    Raises PackError or InputError with every problem of pack.toml, theme, language, templates,
    exports, benchmarks and commentary at once.
    """
    faults = Faults()
    period = faults.of(lambda: pack.period(options.period, options.as_of))
    theme = faults.of(lambda: load_theme(options.theme or pack.report.theme, pack.folder))
    language = options.locale or pack.report.locale
    locale = faults.of(lambda: load_locale(language, (pack.folder / "locales",)))
    if period is None:
        faults.stop(pack)
        raise AssertionError("a pack without a period is refused")
    dataset = faults.of(lambda: read_dataset(pack, period, strict=options.strict))
    # With the plain dress and in English, the rest can be looked at all the same.
    usual = theme or load_theme("plain", pack.folder), locale or load_locale("en")
    publication = Publication(pack, period, *usual, options)
    faults.of(lambda: publication.outline(dataset or Dataset({})))
    faults.of(lambda: publication.backwards.issued)
    if dataset is None or publication.outlined is None:
        faults.stop(pack)
        raise AssertionError("what cannot be read is refused")
    readings = compute(dataset, pack, period)
    held = faults.of(lambda: hold(readings)) or ()
    dataset = replace(dataset, checks=(*dataset.checks, *held))
    told = dataset
    faults.of(lambda: publication.tell(told, readings))
    faults.stop(pack)
    return Examined(dataset, tuple(relative(one, pack.folder) for one in publication.warnings))


def all_that_is_wrong(
    pack: Pack, options: Options, error: InputError | PackError
) -> InputError | PackError:
    """What stopped a build, told with all else that would have."""
    try:
        examine(pack, options)
    except (InputError, PackError) as every:
        return every
    # Only the setting of the pages has found it.
    return type(error)([relative(problem, pack.folder) for problem in error.problems])


def relative(problem: Problem, folder: Path) -> Problem:
    """The problem with its file as it stands in the pack, or among what is shipped."""
    if problem.file == str(folder / PACK_FILE):
        return replace(problem, file=PACK_FILE)
    path = Path(problem.file)
    roots: Sequence[Path] = (folder, folder.resolve())
    for root in roots:
        if path.is_relative_to(root):
            return replace(problem, file=path.relative_to(root).as_posix())
    for name in ("templates", "themes"):
        root = shipped(name)
        if path.is_relative_to(root):
            return replace(problem, file=f"{name}/{path.relative_to(root).as_posix()}")
    return problem
