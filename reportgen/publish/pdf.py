"""The parent's side of the press: start it early, hand it pages, end it when it takes too long."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import unquote, urlsplit

from reportgen.errors import LayoutError, LimitError, PackError
from reportgen.problem import Problem

SECONDS = 120


class Press:
    """A press that warms up while the parent reads exports; it sets one document and ends."""

    def __init__(self, theme: Mapping[str, Any] | None = None, seconds: float = SECONDS) -> None:
        self.seconds = seconds
        self._job: Mapping[str, Any] = {}
        # The press leaves without tidying up, and may be killed: what it unpacked goes with us.
        self.temporary = tempfile.TemporaryDirectory(
            prefix="reportgen-", ignore_cleanup_errors=True
        )
        self._late = False
        # A file and not a pipe: nobody would empty the pipe while the press is at work.
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115 (closed in _end)
        self.process = subprocess.Popen(
            # -P: a json.py in the working folder is not to be imported.
            [sys.executable, "-P", "-m", "reportgen.publish.press"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            text=True,
            encoding="utf-8",
            start_new_session=True,
            # The clock of the machine must not reach the page.
            env={**os.environ, "TZ": "UTC", "TMPDIR": self.temporary.name},
        )
        self._say(theme or {})

    def __enter__(self) -> Press:
        """Already warming up."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave no process behind."""
        self._end()

    def begin(self, job: Mapping[str, Any]) -> None:
        """Tell all that is known before the first page is: templates, words, rules, pages in order."""
        self._job = {k: v for k, v in job.items() if k not in ("blocks", "pdf", "html")}
        self._say(self._job)

    def add(self, name: str, blocks: Mapping[str, Any]) -> None:
        """Hand over a page; it is set while the next one is composed, so the order may be any."""
        self._say({"name": name, "blocks": blocks})

    def set(self, job: Mapping[str, Any]) -> dict[str, Any]:
        """Set a document of which all blocks are known."""
        self.begin(job)
        for page in job["pages"]:
            self.add(page["name"], job["blocks"])
        return self.finish(job["pdf"], html=job.get("html", False))

    def finish(
        self, pdf: str, *, html: bool = False, files: Sequence[Mapping[str, Any]] = ()
    ) -> dict[str, Any]:
        """Write the document of the pages so far, with files inside it if there are any.

        Returns pages, bookmarks and, when wanted, the HTML. Raises PackError for a mistake in a template,
        LimitError when the press was ended, LayoutError when a library complained about the page.
        """
        self._say({"pdf": pdf, "html": html, "files": list(files)})
        try:
            answer, _ = self.process.communicate(timeout=self.seconds)
        except subprocess.TimeoutExpired:
            self._end()
            raise self._too_late() from None
        if not answer:
            raise self._ended()
        result: dict[str, Any] = json.loads(answer)
        if "limit" in result:
            raise LimitError(f"The pages could not be set: {result['limit']}; nothing was written.")
        if "error" in result:
            known = {
                k: v for k, v in result["error"].items() if k in ("file", "what", "line", "advice")
            }
            raise PackError([Problem(**known)])
        if result["refused"]:
            raise PackError([_refusal(refused, self._job) for refused in result["refused"]])
        if result["log"]:
            lines = "\n".join(f"  {line}" for line in result["log"])
            raise LayoutError(f"The pages were not set cleanly; nothing was written.\n{lines}")
        return result

    def _say(self, message: Mapping[str, Any]) -> None:
        assert self.process.stdin is not None
        # A press that no longer reads blocks whoever writes.
        timer = threading.Timer(self.seconds, self._stop_late)
        timer.start()
        try:
            self.process.stdin.write(json.dumps(message, ensure_ascii=False) + "\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            pass  # When the press is gone, why is found out at the end.
        finally:
            timer.cancel()

    def _stop_late(self) -> None:
        self._late = True
        self._kill()

    def _too_late(self) -> LimitError:
        return LimitError(
            f"The pages were not set within {self.seconds:.0f} seconds; nothing was written. "
            "Look for an endless loop or a huge table in the templates."
        )

    def _ended(self) -> LimitError:
        if self._late:
            return self._too_late()
        code = self.process.returncode
        if code < 0:
            ended = f"was ended by {signal.Signals(-code).name}"
        else:
            self._complaints.seek(0)
            lines = self._complaints.read().decode("utf-8", "replace").strip().splitlines()
            ended = f"ended early ({lines[-1] if lines else f'exit code {code}'})"
        return LimitError(f"The process that sets the pages {ended}; nothing was written.")

    def _kill(self) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)

    def _end(self) -> None:
        self._kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            if stream and not stream.closed:
                with contextlib.suppress(BrokenPipeError):
                    stream.close()
        self._complaints.close()
        self.temporary.cleanup()


def _refusal(refused: str, job: Mapping[str, Any]) -> Problem:
    """What must not be opened, and the line of a template or style sheet that asks for it."""
    url, _, why = refused.partition(": ")
    own = url.removeprefix(str(job.get("base_url", "")))
    what = f"{own!r} must not be opened: {why}"
    advice = "Put the file into the pack or the theme, and name it relative to the pack."
    # By the whole address as it was resolved it would not be found; its last part is as written.
    last = unquote(urlsplit(url).path).rpartition("/")[2] or own
    folders = [
        *((Path(folder), "**/*.html") for folder in job.get("template_folders", ())),
        *((Path(folder), "**/*.css") for folder in job.get("file_folders", ())),
    ]
    for folder, pattern in folders:
        for path in sorted(folder.glob(pattern)):
            for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1):
                if last in line:
                    return Problem(str(path), what, advice, line=number, value=own)
    return Problem("templates", what, advice, value=own)
