"""What has changed about the past since the pack before this one: then, now, difference, why."""

from __future__ import annotations

from typing import Any

from reportgen.measure.issued import NOTHING
from reportgen.measure.reading import Reading
from reportgen.period import parse_period
from reportgen.publish.block import Material, block
from reportgen.story.past import Change, Past
from reportgen.unit import Unit

MOST_ROWS = 40
# Units between whose values there is no difference to speak of.
KINDS = (Unit.FLAG, Unit.LABEL)


@block(waits=2)
def restatements(material: Material) -> dict[str, Any] | str:
    """Values of parts/restatements.html: of the figures that the pages print.

    The manifest counts all of them, printed or not.
    """
    past, text = material.past, material.story.locale.text
    if past is None:
        return ""
    if past.issued is None:
        off = material.story.pack.restatements.previous == NOTHING
        intro = text("restated.not_wanted" if off else "restated.no_earlier")
        return {"intro": intro, "summary": "", "rows": [], "left": 0, "notes": []}
    changes = [change for change in past.printed.values() if not change.redefined]
    rows = [_row(material, past, change) for change in changes[:MOST_ROWS]]
    redefined = dict.fromkeys(c.now.metric for c in past.printed.values() if c.redefined)
    new = [name for name in material.printed if name not in past.issued.metrics]
    gone = sorted(past.issued.metrics - set(material.story.readings.metrics))
    lists = {
        "redefined": [material.story.title(name) for name in redefined],
        "new": [material.story.title(name) for name in new],
        "gone": [name.replace("_", " ") for name in gone],
    }
    listing = material.story.locale.listing
    return {
        "intro": text(
            "restated.compared",
            pack=past.name,
            file=past.issued.path.name,
            fingerprint=past.issued.sha256[:12],
        ),
        "summary": text("restated.found", count=len(changes)) if changes else text("restated.none"),
        "rows": rows,
        "reasons": any(row["reason"] for row in rows),
        "left": len(changes) - len(rows),
        "notes": [
            text(f"restated.{kind}", names=listing(names)) for kind, names in lists.items() if names
        ],
    }


def _row(material: Material, past: Past, change: Change) -> dict[str, str]:
    story = material.story
    now, then = change.now, change.then
    period = parse_period(now.period, story.period.fiscal_year_start)
    group = story.locale.split_value(now.split_by, now.split) if now.split_by else ""
    return {
        "metric": story.title(now.metric) + (f" – {group}" if group else ""),
        "period": story.locale.period(period, short=True),
        "then": story.show(then),
        "now": story.show(now),
        "difference": _difference(material, then, now),
        "reason": past.reason(change),
    }


def _difference(material: Material, then: Reading, now: Reading) -> str:
    story = material.story
    if then.value is None or now.value is None or story.unit(now) in KINDS:
        return ""
    apart = now.value - then.value
    unit, currency = story.unit(now), story.pack.company.currency
    return story.locale.difference(apart, unit, currency, short=True, signed=True)
