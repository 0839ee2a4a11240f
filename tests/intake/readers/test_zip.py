from __future__ import annotations

import io
import zipfile
from pathlib import Path

from tests.intake.exports import read, refused

ROWS = "customer_id,month,mrr\nK1,2026-09,100\n"


def archive(**files: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as made:
        for name, text in files.items():
            made.writestr(name.replace("__", "/").replace("_csv", ".csv"), text)
    return content.getvalue()


def test_the_one_csv_of_an_archive(tmp_path: Path) -> None:
    """What else lies in it does not matter; the hash is the archive's."""
    files = {"recurring_revenue.zip": archive(export_csv=ROWS, readme="x")}
    dataset = read(tmp_path, files)
    assert dataset.tables["recurring_revenue"].height == 1
    assert dataset.files[0].size_bytes == len(files["recurring_revenue.zip"])


def test_of_several_one_must_be_named(tmp_path: Path) -> None:
    content = archive(invoices_csv="a,b\n1,2\n", mrr_csv=ROWS)
    (problem,) = refused(tmp_path / "two", {"recurring_revenue.zip": content})
    assert "'invoices.csv', 'mrr.csv'" in problem.what
    settings = '[inputs.recurring_revenue]\nsheet = "mrr.csv"\n'
    assert read(tmp_path / "one", {"recurring_revenue.zip": content}, settings).tables


def test_a_mistake_inside_names_archive_and_file(tmp_path: Path) -> None:
    content = archive(mrr_csv=ROWS + "K2,2026-09,n/a\n")
    (problem,) = refused(tmp_path, {"recurring_revenue.zip": content})
    assert (problem.file, problem.line) == ("recurring_revenue.zip/mrr.csv", 3)


def test_a_broken_archive_is_refused(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, {"recurring_revenue.zip": b"PK\x03\x04 cut off"})
    assert "cannot be opened" in problem.what


def test_an_archive_that_swells_a_hundredfold_is_refused(tmp_path: Path) -> None:
    """Nothing is unpacked to see it: the archive says how large its files are."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("mrr.csv", ROWS + "0" * 40_000_000)
    (problem,) = refused(tmp_path, {"recurring_revenue.zip": content.getvalue()})
    assert "hundredfold" in problem.what
