"""Drawing: pictures -> SVG, in a child process that is started first and sees no exports.

Why a child: the renderer ends its process on characters that XML forbids and on its own limits, which
must become a message that names the chart; and its start (a JavaScript engine) takes as long as all
metrics together, so it runs beside them. Why not a fork: a process that has used the renderer or polars
hangs when forked.

The child reads lines of JSON: first the setup (font folders, dress, locale), then one picture a line. It
answers each with one line: {"svg": ...} or {"error": ...}. The same picture in the same setup gives the
same bytes in any process and any order.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from reportgen.errors import LimitError, ReportgenError
from reportgen.story.chart import Dress, Picture, printable
from reportgen.story.letters import Letters
from reportgen.story.locale import Locale

SECONDS = 60.0
# Of private memory that can be written to; the engine reserves sixty times its use in addresses, so
# that a limit on those would say nothing.
MEGABYTES = 2048
# Parts of a payload that `Chart.draw` does not see, so that what it builds can be used again.
OWN = ("frame", "data")


class Drawing:
    """The drawing child, from the parent's side; a context manager.

    seconds    wall clock that one picture may take (the first one waits for the start, too)
    megabytes  memory that the child may take
    """

    def __init__(
        self,
        dress: Dress,
        locale: Locale,
        font_folders: Iterable[Path],
        *,
        seconds: float = SECONDS,
        megabytes: int = MEGABYTES,
    ) -> None:
        self._seconds = seconds
        self._megabytes = megabytes
        self._late = False
        # A file and not a pipe: nobody would empty the pipe while the child is at work.
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115 (closed in close)
        self._child = subprocess.Popen(
            # -P: a file json.py in the folder where somebody works must not be taken for a library.
            [sys.executable, "-P", "-m", "reportgen.story.draw"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            text=True,
            encoding="utf-8",
            errors="surrogatepass",
        )
        self._say(
            {
                "fonts": [str(folder) for folder in font_folders],
                "dress": asdict(dress),
                "format_locale": locale.d3_number(),
                "time_format_locale": locale.d3_time(),
                "megabytes": megabytes,
            }
        )

    @property
    def pid(self) -> int:
        """The child's process id."""
        return self._child.pid

    def draw(self, pictures: Sequence[Picture]) -> list[str]:
        """Each picture as an SVG document.

        Raises LimitError when a picture takes too long, too much memory, or ends the renderer;
        ReportgenError when the theme's font is not there or a picture cannot be drawn.
        """
        return [self._one(picture) for picture in pictures]

    def _one(self, picture: Picture) -> str:
        chart = f"the chart {picture.chart!r} of {picture.metric!r}"
        timer = threading.Timer(self._seconds, self._stop_late)
        timer.start()
        try:
            self._say(asdict(picture))
            answer = self._pipe(self._child.stdout).readline()
        finally:
            timer.cancel()
        if not answer.endswith("\n"):
            raise LimitError(self._reason(chart))
        result = json.loads(answer)
        if "error" in result:
            raise ReportgenError(f"Drawing {chart} failed: {result['error']}")
        return str(result["svg"])

    def _say(self, message: dict[str, Any]) -> None:
        pipe = self._pipe(self._child.stdin)
        # Infinity and NaN are no JSON: a mark that is neither here nor there is dropped silently.
        line = json.dumps(message, allow_nan=False)
        # When the child is gone, why is found out where its answer is waited for.
        with contextlib.suppress(BrokenPipeError):
            pipe.write(line + "\n")
            pipe.flush()

    def _reason(self, chart: str) -> str:
        code = self._child.wait()
        if self._late:
            return f"Drawing {chart} took more than {self._seconds:g} seconds and was stopped."
        self._complaints.seek(0)
        lines = self._complaints.read().decode("utf-8", "replace").strip().splitlines()
        said = f" Its last words: {lines[-1][:300]}" if lines else ""
        ended = f"signal {-code}" if code < 0 else f"exit code {code}"
        return (
            f"The renderer ended ({ended}) while drawing {chart}, "
            f"within its limit of {self._megabytes} MB.{said}"
        )

    def _stop_late(self) -> None:
        self._late = True
        self._child.kill()

    @staticmethod
    def _pipe(pipe: IO[str] | None) -> IO[str]:
        assert pipe is not None, "the child is always started with pipes"
        return pipe

    def close(self) -> None:
        """End the child; one that draws for nobody is killed."""
        if self._child.poll() is None:
            self._child.kill()
        self._child.wait()
        for pipe in (self._child.stdin, self._child.stdout):
            with contextlib.suppress(BrokenPipeError):
                self._pipe(pipe).close()
        self._complaints.close()

    def __enter__(self) -> Drawing:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


# ------------------------------------------------------------------------------- the child's side


class Renderer:
    """Draws pictures in one dress. Everything heavy is imported when it is made."""

    def __init__(self, setup: dict[str, Any]) -> None:
        import altair
        import vl_convert

        self._dress = Dress(**{**setup["dress"], "categories": tuple(setup["dress"]["categories"])})
        self._version = altair.SCHEMA_VERSION.removeprefix("v").rpartition(".")[0]
        self._vl_convert = vl_convert
        self._locales = {key: setup[key] for key in ("format_locale", "time_format_locale")}
        # A kind of chart in one look is built once: only sizes and rows differ.
        self._sheets: dict[str, dict[str, Any]] = {}
        folders = [Path(folder) for folder in setup["fonts"]]
        check_font(self._dress.font, folders)
        self._letters = Letters(folders)
        for folder in setup["fonts"]:
            vl_convert.register_font_directory(folder)
        # Starts the engine and reads the fonts while the parent still computes.
        self._convert(
            {
                "data": {"values": [{"a": "A"}]},
                "mark": "text",
                "encoding": {"text": {"field": "a", "type": "nominal"}},
            }
        )

    def svg(self, picture: Picture, key: str) -> str:
        """A picture as clean SVG; `key` makes its ids unique on the page."""
        from altair.utils.schemapi import debug_mode

        from reportgen.members import load_member
        from reportgen.story import charts
        from reportgen.story.chart import Chart
        from reportgen.story.svg import cleaned
        from reportgen.story.unmeasured import unmeasured

        look = {name: value for name, value in picture.payload.items() if name not in OWN}
        name = json.dumps([picture.chart, look], sort_keys=True)
        if name not in self._sheets:
            chart = load_member(charts, picture.chart, Chart)
            bare = Picture(picture.chart, "", "", "", look, 0, 0)
            # The tests validate what every kind of chart makes; a pack need not pay for it again.
            with debug_mode(False):
                drawn = chart.draw(bare, self._dress).to_dict(validate=False)
            self._sheets[name] = unmeasured(drawn)
        frame = picture.payload["frame"]
        sides = ("left", "right", "top", "bottom")
        specification = {
            **self._sheets[name],
            "width": frame["width"],
            "height": frame["height"],
            "padding": {side: frame[side] for side in sides},
            "autosize": {"type": "none"},
            "datasets": picture.payload["data"],
        }
        written = self._convert(specification)
        return cleaned(written, key, picture.width, picture.height, self._letters.width)

    def _convert(self, specification: dict[str, Any]) -> str:
        specification.pop("config", None)
        return str(
            self._vl_convert.vegalite_to_svg(
                specification,
                vl_version=self._version,
                config={
                    "font": self._dress.font,
                    "background": None,
                    # What a reader is told stands beside the picture; in the SVG it would be dropped.
                    "aria": False,
                    "view": {"stroke": None},
                    # Our own labels are cut by us, with an ellipsis; the renderer's limit is silent.
                    "text": {"limit": 0},
                },
                allowed_base_urls=[],
                **self._locales,
            )
        )


def check_font(family: str, folders: Sequence[Path]) -> None:
    """Raises ReportgenError when the renderer would silently measure and draw another font."""
    from fontTools.ttLib import TTFont

    families = set()
    for folder in folders:
        for path in sorted([*folder.glob("*.ttf"), *folder.glob("*.otf")]):
            with TTFont(path, lazy=True) as font:
                families.add(str(font["name"].getDebugName(16) or font["name"].getDebugName(1)))
    if family not in families:
        raise ReportgenError(
            f"the theme's chart font {family!r} is not in its font folder; there are "
            f"{', '.join(sorted(families)) or 'none'} (TTF and OTF files; WOFF2 cannot be used)"
        )
    if family[-1:].isdigit():
        raise ReportgenError(
            f"the chart renderer finds no font whose name ends in a digit, as {family!r} does; "
            "rename the family in the files and in the theme"
        )


def limit_memory(megabytes: int) -> None:
    """Let the system end this process before it takes the machine's memory."""
    try:
        import resource
    except ImportError:  # Windows
        return
    size = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_DATA, (size, size))


def main() -> None:
    """Answer pictures from stdin until it closes."""
    import gc
    import hashlib
    import os
    import time

    # What Altair is made of outlives all pictures, and the process ends with the pack.
    gc.disable()
    # The renderer reads the time zone once, at its start.
    os.environ["TZ"] = "UTC"
    if hasattr(time, "tzset"):
        time.tzset()
    # Whatever a library prints must not end up between the answers.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    first = sys.stdin.readline()
    if not first:
        return
    setup = json.loads(first)
    limit_memory(setup["megabytes"])
    renderer: Renderer | None = None
    broken = ""
    try:
        renderer = Renderer(setup)
    except ReportgenError as reason:
        broken = str(reason)
    for line in sys.stdin:
        try:
            if renderer is None:
                raise ReportgenError(broken)
            request = json.loads(line)
            if printable(request) != request:
                raise ReportgenError("a text in it holds a character that cannot be printed")
            key = hashlib.sha256((first + line).encode()).hexdigest()[:12]
            answer = {"svg": renderer.svg(Picture(**request), key)}
        except Exception as reason:
            # One picture that fails is an answer; the parent decides what becomes of the pack.
            answer = {"error": str(reason) or type(reason).__name__}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
