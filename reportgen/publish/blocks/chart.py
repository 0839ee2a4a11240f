"""A picture of a metric, with its sentence, its alt text and its note."""

from __future__ import annotations

from typing import Any

from reportgen.publish.block import Material, block
from reportgen.story.chart import Picture


@block(metrics=lambda _, metric, **__: (metric,))
def chart(material: Material, kind: str, metric: str, **options: Any) -> dict[str, Any]:
    """Values of parts/chart.html; `absent` alone when there is nothing to show.

    A page then goes without the picture when it has others, and says so when it has none.
    """
    picture = material.charts[kind].picture(material.story, metric, **options)
    if picture is None:
        title = material.story.title(metric)
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
