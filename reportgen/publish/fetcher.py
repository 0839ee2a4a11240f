"""What a page may load: files of the pack, the theme and the shipped folders. No network, ever.

WeasyPrint's own fetcher opens any path and any address, and inside SVG images it swallows a refusal.
This one reads allowed files itself, keeps a list of what it refused, and the build fails when the list
is not empty.
"""

from __future__ import annotations

import base64
import os
import stat
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

TYPES = {
    ".css": "text/css",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ".woff2": "font/woff2",
}
DATA_TYPES = frozenset({"image/svg+xml", "image/png", "image/jpeg"})
LARGEST_FILE = 8 * 1024 * 1024
MOST_REQUESTS = 2000


class FolderFetcher(URLFetcher):  # type: ignore[misc]
    """Opens `file:` inside the given folders and small `data:` images; refuses everything else."""

    def __init__(self, folders: Sequence[Path]) -> None:
        super().__init__(allowed_protocols={"file", "data"}, allow_redirects=False)
        self.folders = [folder.resolve() for folder in folders]
        self.refused: list[str] = []
        self.requests = 0

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Return the content of an allowed address, or stop the rendering."""
        self.requests += 1
        if self.requests > MOST_REQUESTS:
            raise self._refuse(url, "too many files")
        if url.startswith("data:"):
            return self._data(url)
        parts = urlsplit(url)
        if parts.scheme != "file" or parts.netloc not in ("", "localhost"):
            raise self._refuse(url, "only files of the pack, the theme and reportgen are opened")
        return self._file(url, Path(os.path.realpath(unquote(parts.path))))

    def _file(self, url: str, path: Path) -> URLFetcherResponse:
        if not any(path.is_relative_to(folder) for folder in self.folders):
            raise self._refuse(url, "it lies outside the pack, the theme and reportgen")
        kind = TYPES.get(path.suffix.lower())
        if kind is None:
            raise self._refuse(url, f"files of the kind {path.suffix or '(none)'} are not opened")
        try:
            handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except OSError as reason:
            raise self._refuse(url, reason.strerror or "it cannot be opened") from None
        with os.fdopen(handle, "rb") as file:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST_FILE:
                raise self._refuse(url, "it is no ordinary file of at most 8 MB")
            content = file.read(LARGEST_FILE + 1)
        return URLFetcherResponse(url, body=content, headers={"Content-Type": kind})

    def _data(self, url: str) -> URLFetcherResponse:
        head, _, body = url[5:].partition(",")
        kind = head.split(";")[0].strip().lower()
        if kind not in DATA_TYPES or len(body) > LARGEST_FILE:
            raise self._refuse(url[:80], "only small images may stand in a page")
        content = base64.b64decode(body) if head.endswith(";base64") else unquote_to_bytes(body)
        return URLFetcherResponse(url, body=content, headers={"Content-Type": kind})

    def _refuse(self, url: str, why: str) -> FatalURLFetchingError:
        self.refused.append(f"{url}: {why}")
        return FatalURLFetchingError(f"{url}: {why}")
