"""A second process that sets some sections of a document while the press sets the others.

It is forked from the press when everything is warm: libraries, style sheet and fonts are there already. The
press has no threads, which is what makes forking safe. Sections travel as files, because a pipe would
block whoever writes more than the other one has read.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Mapping, Sequence
from multiprocessing import Pipe
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportgen.publish.embedding import write_pdf

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from reportgen.publish.sections import Sections


class Second:
    """The press's side: what it says to the second process, and what it hears.

    sections    what sets them; the second process goes on with a copy of its own
    complaints  lists to which libraries and guards add what they complain about; what is added to them
                in the second process is added here, too
    folder      for what travels; somebody else empties it

    Every method may raise what went wrong in the second process; MemoryError when it is gone.
    """

    def __init__(self, sections: Sections, complaints: Sequence[list[str]], folder: Path) -> None:
        self.pdf = folder / "second.pdf"
        self._complaints = complaints
        self._folder = folder
        self._handed = 0
        self._connection, theirs = Pipe()
        self._process = os.fork()
        if self._process == 0:
            try:
                self._connection.close()
                _serve(theirs, sections, complaints, self.pdf)
            finally:
                os._exit(0)
        theirs.close()

    def add(self, name: str, body: str) -> None:
        """Have a section laid out."""
        path = self._folder / f"{self._handed}.html"
        path.write_text(body, encoding="utf-8")
        self._handed += 1
        self._say("add", name, path)

    def lengths(self) -> dict[str, int]:
        """How many pages each of its sections has, once all are laid out."""
        self._say("lengths")
        lengths: dict[str, int] = self._heard()
        return lengths

    def write(self, lengths: Mapping[str, int]) -> None:
        """Have its pages written to `pdf`, while the press writes the others.

        lengths  of all sections
        """
        self._say("write", lengths)

    def pages(self) -> list[dict[str, Any]]:
        """Bookmarks and height of each page, once all are written."""
        pages: list[dict[str, Any]] = self._heard()
        return pages

    def end(self) -> None:
        """Stop the second process, whatever it is doing."""
        self._connection.close()
        if self._process:
            os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)
            self._process = 0

    def _say(self, *message: Any) -> None:
        try:
            self._connection.send(message)
        except OSError:
            raise MemoryError from None

    def _heard(self) -> Any:
        try:
            answer, error, complaints = self._connection.recv()
        except (EOFError, OSError):
            raise MemoryError from None
        for kept, more in zip(self._complaints, complaints, strict=True):
            kept.extend(line for line in more if line not in kept)
        if error is not None:
            raise error
        return answer


def _serve(
    connection: Connection, sections: Sections, complaints: Sequence[list[str]], pdf: Path
) -> None:
    """Do what the press says until it is gone; the first thing that fails is the answer from then on."""
    failed: BaseException | None = None

    def add(name: str, path: Path) -> None:
        sections.add(name, path.read_text("utf-8"))

    def write(lengths: Mapping[str, int]) -> list[dict[str, Any]]:
        document = sections.join(lengths)
        if document is None:
            return []
        told = [{"bookmarks": page.bookmarks, "height": page.height} for page in document.pages]
        for page in document.pages:
            page.bookmarks = []
        write_pdf(document, str(pdf))
        return told

    verbs = {"add": add, "lengths": sections.lengths, "write": write}
    while True:
        try:
            verb, *arguments = connection.recv()
        except EOFError:
            return
        answer = None
        if failed is None:
            try:
                answer = verbs[verb](*arguments)  # type: ignore[operator]
            except BaseException as error:
                failed = error
        if verb != "add":
            connection.send((answer, failed, complaints))
