"""What a page may load: nothing outside its folders, nothing from a network."""

from __future__ import annotations

import base64
import os
from pathlib import Path
from urllib.parse import quote

import pytest
from weasyprint.urls import FatalURLFetchingError

from reportgen.publish.fetcher import FolderFetcher


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A theme folder with a picture, beside a secret and a sibling with a similar name."""
    theme = tmp_path / "theme"
    theme.mkdir()
    (theme / "logo.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    (theme / "notes.txt").write_text("text", encoding="utf-8")
    (tmp_path / "secret.svg").write_text("secret", encoding="utf-8")
    evil = tmp_path / "theme-evil"
    evil.mkdir()
    (evil / "x.svg").write_text("secret", encoding="utf-8")
    (theme / "link.svg").symlink_to(tmp_path / "secret.svg")
    os.mkfifo(theme / "pipe.svg")
    return theme


def test_a_file_inside_is_read_with_its_type(folder: Path) -> None:
    """Also with a name that was percent-encoded."""
    fetcher = FolderFetcher([folder])
    answer = fetcher.fetch(folder.as_uri() + "/" + quote("logo.svg"))
    assert answer.read().startswith(b"<svg")
    assert answer.content_type == "image/svg+xml"
    assert fetcher.refused == []


@pytest.mark.parametrize(
    "address",
    [
        "{root}/../secret.svg",
        "{root}/%2e%2e/secret.svg",
        "{root}-evil/x.svg",
        "{root}/link.svg",
        "{root}/pipe.svg",
        "{root}/notes.txt",
        "{root}/absent.svg",
        "{root}",
        "file:///etc/passwd",
        "FILE:///etc/passwd",
        "file:/etc/passwd",
        "file://server/share/x.svg",
        "file:///dev/zero",
        "http://127.0.0.1:9/x.svg",
        "https://example.com/x.svg",
        "ftp://example.com/x.svg",
        "data:text/html,<script>",
        "data:text/css,td{display:none}",
    ],
)
def test_everything_else_is_refused_and_remembered(folder: Path, address: str) -> None:
    """The list matters: inside SVG images WeasyPrint swallows the refusal itself."""
    fetcher = FolderFetcher([folder])
    with pytest.raises(FatalURLFetchingError):
        fetcher.fetch(address.replace("{root}", folder.as_uri()))
    assert len(fetcher.refused) == 1


def test_pictures_of_ours_need_no_file(folder: Path) -> None:
    """Charts come as data."""
    svg = base64.b64encode(b"<svg/>").decode()
    answer = FolderFetcher([folder]).fetch(f"data:image/svg+xml;base64,{svg}")
    assert answer.read() == b"<svg/>"
