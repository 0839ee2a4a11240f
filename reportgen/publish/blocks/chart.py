"""A picture of a metric, with its sentence, its alt text and its note."""

from __future__ import annotations

from typing import Any

from reportgen.publish.block import Material, block
from reportgen.story.chart import Picture
from reportgen.story.unknown_split import column_that_would_tell


@block(metrics=lambda _, metric, **__: (metric,))
def chart(material: Material, kind: str, metric: str, **options: Any) -> dict[str, Any]:
    """Values of parts/chart.html; `absent` alone when there is nothing to show, `instead` alone when
    the exports do not tell the parts of a split.

    A page then goes without the picture when it has others, and says so when it has none.
    """
    picture = material.charts[kind].picture(material.story, metric, **options)
    if picture is None:
        title = material.story.title(metric)
        if instead := _untold(material, metric, options.get("by", "")):
            return {"instead": instead}
        return {"absent": material.story.locale.text("absent.chart", title=title)}
    material.mention(metric)
    return {
        "title": picture.title,
        "alt": picture.alt,
        "note": " ".join(text for text in (picture.note, _restated(material, picture)) if text),
        "width": picture.width,
        "height": picture.height,
        "image": material.add(picture),
        "header": list(picture.header),
        "rows": [list(row) for row in picture.rows],
        "half": options.get("size") == "half",
    }


def _untold(material: Material, metric: str, by: str) -> str:
    """Which column would tell the parts of a split, where the exports say nothing of them."""
    story = material.story
    if not by or by not in story.readings.splits(metric):
        return ""
    column = column_that_would_tell(story, metric, by)
    words = {"title": story.title(metric), "split": story.locale.split_name(by), "column": column}
    return story.locale.text("charts.only_unknown", **words) if column else ""


def _restated(material: Material, picture: Picture) -> str:
    """Which of the periods that it shows the earlier pack gave otherwise."""
    past = material.past
    if past is None or past.issued is None:
        return ""
    told = past.periods(picture.metric, [row[0] for row in picture.rows if row])
    locale = material.story.locale
    return (
        locale.text("restated.picture", pack=past.name, periods=locale.listing(told))
        if told
        else ""
    )
