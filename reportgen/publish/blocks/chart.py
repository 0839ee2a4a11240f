"""A picture of a metric, with its sentence, its alt text and its note."""

from __future__ import annotations

from typing import Any

from reportgen.publish.block import Material, block


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
        "note": picture.note,
        "width": picture.width,
        "height": picture.height,
        "image": material.add(picture),
        "header": list(picture.header),
        "rows": [list(row) for row in picture.rows],
        "half": options.get("size") == "half",
    }
