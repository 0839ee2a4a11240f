"""The contents promise what is there."""

from __future__ import annotations

import polars as pl
import pytest

from reportgen.intake import tables as tables_folder
from reportgen.intake.dataset import Dataset
from reportgen.members import member_names
from reportgen.publish.block import Material, Page
from reportgen.publish.blocks.contents import contents
from reportgen.publish.blocks.data_notes import data_notes
from reportgen.story.commentary import Commentary
from tests.story.findings.tell import tell


@pytest.mark.parametrize("language", ["en", "sv"])
@pytest.mark.parametrize("lacking", [(), ("leads",)])
def test_further_exports_are_promised_where_there_are_some(
    lacking: tuple[str, ...], language: str
) -> None:
    row = pl.DataFrame({"row": [1]})
    given = dict.fromkeys(set(member_names(tables_folder)) - set(lacking), row)
    story = tell("customers 2026-09 321", locale=language)
    pages = [Page("growth", "Growth", 30), Page("data_notes", "Notes", 910)]
    dataset = Dataset(given, ())
    material = Material(story, dataset, {}, list, Commentary({}), {}, pages=pages)
    part, notes = contents.prepare(material), data_notes.prepare(material)
    assert isinstance(part, dict)
    assert isinstance(notes, dict)
    growth, own = part["entries"]
    assert growth["about"] == story.locale.text("pages.growth.about")
    promised = {"en": "further exports", "sv": "fler exporter"}[language]
    assert (promised in own["about"]) is bool(lacking) is bool(notes["unlocks"])
