"""The parent's side of the press: start it early, hand it one job, end it when it takes too long."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
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
        # The press leaves without tidying up, and may be killed: what it unpacked goes with us.
        self.temporary = tempfile.TemporaryDirectory(
            prefix="reportgen-", ignore_cleanup_errors=True
        )
        self.process = subprocess.Popen(
            # -P: a json.py in the working folder is not to be imported.
            [sys.executable, "-P", "-m", "reportgen.publish.press"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            start_new_session=True,
            # The clock of the machine must not reach the page.
            env={**os.environ, "TZ": "UTC", "TMPDIR": self.temporary.name},
        )
        assert self.process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.write((json.dumps(theme) if theme else "") + "\n")
            self.process.stdin.flush()

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

    def set(self, job: Mapping[str, Any]) -> dict[str, Any]:
        """Set one document.

        Returns pages, bookmarks and the HTML. Raises PackError for a mistake in a template, LimitError
        when the press was ended, LayoutError when a library complained about the page.
        """
        try:
            answer, complaint = self.process.communicate(
                json.dumps(job, ensure_ascii=False) + "\n", timeout=self.seconds
            )
        except subprocess.TimeoutExpired:
            self._end()
            raise LimitError(
                f"The pages were not set within {self.seconds:.0f} seconds; nothing was written. "
                "Look for an endless loop or a huge table in the templates."
            ) from None
        if not answer:
            raise LimitError(_obituary(self.process.returncode, complaint))
        result: dict[str, Any] = json.loads(answer)
        if "limit" in result:
            raise LimitError(f"The pages could not be set: {result['limit']}; nothing was written.")
        if "error" in result:
            known = {
                k: v for k, v in result["error"].items() if k in ("file", "what", "line", "advice")
            }
            raise PackError([Problem(**known)])
        if result["refused"]:
            raise PackError([_refusal(refused, job) for refused in result["refused"]])
        if result["log"]:
            lines = "\n".join(f"  {line}" for line in result["log"])
            raise LayoutError(f"The pages were not set cleanly; nothing was written.\n{lines}")
        return result

    def _end(self) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            if stream and not stream.closed:
                stream.close()
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


def _obituary(code: int, complaint: str) -> str:
    if code < 0:
        name = signal.Signals(-code).name
        return f"The process that sets the pages was ended by {name}; nothing was written."
    last = complaint.strip().splitlines()[-1] if complaint.strip() else f"exit code {code}"
    return f"The process that sets the pages ended early ({last}); nothing was written."
