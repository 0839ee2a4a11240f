"""One new file adds a member; and no member comes without its test and its words."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from reportgen.measure.compute import all_metrics
from reportgen.measure.metric import Metric

ROOT = Path(__file__).parent.parent
FOLDERS = {
    "measure/metrics": 45,
    "intake/checks": 12,
    "measure/identities": 4,
    "story/charts": 7,
    "story/findings": 4,
    "story/questions": 12,
}


def members(folder: Path) -> set[str]:
    """Names of a folder's members."""
    return {path.stem for path in folder.glob("*.py") if not path.stem.startswith("_")}


@pytest.mark.parametrize(("folder", "least"), FOLDERS.items())
def test_every_member_has_its_test_and_every_test_its_member(folder: str, least: int) -> None:
    """File name = name = test's name, both ways."""
    own = members(ROOT / "reportgen" / folder)
    tests = {
        path.stem.removeprefix("test_") for path in (ROOT / "tests" / folder).glob("test_*.py")
    }
    assert len(own) >= least
    assert own - tests == set(), "members without a test"
    assert tests - own == set(), "tests without a member"


def lacking(metric: Metric) -> list[str]:
    """Words that a metric must have and has not."""
    words = ("title", "topic", "definition", "why", "formula", "source", "example")
    wrong = [word for word in words if not getattr(metric, word).strip()]
    if not metric.definition.endswith("."):
        wrong.append("definition ends with a full stop")
    if metric.definition.rstrip(".").lower() == metric.title.lower():
        wrong.append("definition is more than the title")
    if not re.search(r"\d", metric.example):
        wrong.append("example has numbers")
    return wrong


def test_every_metric_has_its_words() -> None:
    """Definition, formula, why, source and a worked example stand with the function."""
    metrics = all_metrics()
    assert len(metrics) >= 45
    assert {name: wrong for name, m in metrics.items() if (wrong := lacking(m))} == {}


def test_a_metric_without_words_is_found() -> None:
    """The guard sees what it guards against."""
    some = next(iter(all_metrics().values()))
    bare = Metric(**{**some.__dict__, "why": "", "definition": some.title})
    assert lacking(bare) == [
        "why",
        "definition ends with a full stop",
        "definition is more than the title",
    ]


def test_titles_are_unique() -> None:
    """Two rows of a table must not carry the same name."""
    titles = [metric.title for metric in all_metrics().values()]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("language", ["sv"])
def test_every_metric_is_translated(language: str) -> None:
    """A page in another language has no English word among its metrics."""
    path = ROOT / "reportgen" / "story" / "locales" / f"{language}.toml"
    words = tomllib.loads(path.read_text(encoding="utf-8"))["metrics"]
    for name in all_metrics():
        for field in ("title", "definition", "why", "formula"):
            assert words.get(name, {}).get(field), f"{language}: metrics.{name}.{field}"


@pytest.mark.parametrize("language", ["sv"])
def test_every_check_is_translated(language: str) -> None:
    """The data notes say what was checked in the language of the report."""
    path = ROOT / "reportgen" / "story" / "locales" / f"{language}.toml"
    words = tomllib.loads(path.read_text(encoding="utf-8"))["checks"]
    assert members(ROOT / "reportgen" / "intake" / "checks") - set(words) == set()


def test_both_languages_have_the_same_keys() -> None:
    """Nothing is said in one language only."""

    def keys(table: dict[str, object], prefix: str = "") -> set[str]:
        found: set[str] = set()
        for key, value in table.items():
            name = f"{prefix}{key}"
            found |= keys(value, name + ".") if isinstance(value, dict) else {name}
        return found

    folder = ROOT / "reportgen" / "story" / "locales"
    own = {
        name: {
            key
            for key in keys(tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8")))
            if not key.startswith(("metrics.", "money.", "language.", "variants."))
            and key.removeprefix("checks.") not in members(ROOT / "reportgen/intake/checks")
        }
        for name in ("en", "sv")
    }
    assert len(own["en"]) > 150
    assert own["en"] ^ own["sv"] == set()
