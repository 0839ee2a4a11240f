"""Files inside the PDF: named, related, dated by the period, the same bytes in and out."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from reportgen.errors import PackError
from reportgen.publish.pdf import Press
from tests.publish.test_press import job

LEDGER = "month;amount\n2026-09;1 234,50 kr ÅÄÖ\n".encode()


def file(folder: Path, name: str = "ledger.csv", **more: Any) -> dict[str, Any]:
    """One file as the parent names it."""
    copy = folder / "copy"
    copy.write_bytes(LEDGER)
    return {
        "path": str(copy),
        "name": name,
        "description": "Export as it was read: Ledger",
        "relationship": "Source",
        "sha256": hashlib.sha256(LEDGER).hexdigest(),
        "day": "2026-09-30",
        **more,
    }


def made(folder: Path, *files: dict[str, Any], page: str = "<h1>Growth</h1>") -> Path:
    """A document of one page with these files inside."""
    wanted = job(folder, page)
    with Press() as press:
        press.begin(wanted)
        press.add("one", {})
        press.finish(wanted["pdf"], files=files)
    return Path(wanted["pdf"])


@pytest.fixture(scope="module")
def with_file(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """A document with a file inside, and the bytes of the same one made again."""
    folder = tmp_path_factory.mktemp("embedded")
    first = made(folder, file(folder))
    kept = first.read_bytes()
    return first, kept if made(folder, file(folder)).read_bytes() == kept else b"another"


def test_the_file_comes_out_as_it_went_in(with_file: tuple[Path, bytes]) -> None:
    with pikepdf.open(with_file[0]) as pdf:
        (name,) = pdf.attachments
        spec = pdf.attachments[name]
        assert (name, spec.description) == ("ledger.csv", "Export as it was read: Ledger")
        assert spec.get_file().read_bytes() == LEDGER
        assert str(spec.obj.AFRelationship) == "/Source"
        assert all(str(one.AFRelationship) == "/Source" for one in pdf.Root.AF)
        stamps = {str(spec.obj.EF.F.Params[key]) for key in ("/CreationDate", "/ModDate")}
        assert stamps == {"D:20260930000000Z"}


def test_two_builds_are_the_same_bytes(with_file: tuple[Path, bytes]) -> None:
    path, again = with_file
    assert path.read_bytes() == again


def test_it_says_that_it_keeps_both_standards(with_file: tuple[Path, bytes]) -> None:
    """PDF/A-3u may carry files; the tags and the mark of PDF/UA-1 stay."""
    with pikepdf.open(with_file[0]) as pdf, pdf.open_metadata() as told:
        assert (told["pdfaid:part"], told["pdfaid:conformance"]) == ("3", "U")
        assert told["pdfuaid:part"] == "1"
        assert pdf.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in pdf.Root


def test_a_file_with_another_hash_stops_the_press(tmp_path: Path) -> None:
    with pytest.raises(PackError) as stopped:
        made(tmp_path, file(tmp_path, sha256="0" * 64))
    assert "not the file that was read" in stopped.value.problems[0].what


def test_without_files_nothing_changes(tmp_path: Path) -> None:
    with pikepdf.open(made(tmp_path)) as pdf, pdf.open_metadata() as told:
        assert not pdf.attachments
        assert "pdfaid:part" not in told
        assert told["pdfuaid:part"] == "1"
