"""Words: the texts of a language, with numbers, plurals and names in them as the language has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from reportgen.measure.blank import BLANK
from reportgen.story.number import Number, rounded

if TYPE_CHECKING:
    from reportgen.measure.metric import Metric


class Words:
    """The words of a language: `texts` by dotted key, as they stand in the TOML file."""

    def __init__(self, name: str, texts: Mapping[str, Any]) -> None:
        self.name = name
        self.texts = texts
        self._decimal: str = texts["language.decimal"]
        self._group: str = texts["language.group"]
        self._minus: str = texts["language.minus"]

    def has(self, key: str) -> bool:
        """Whether there is such a text."""
        return key in self.texts or f"{key}.other" in self.texts

    def text(self, key: str, **values: object) -> str:
        """A text with its placeholders filled in; a plural takes its form from `count`.

        Whole numbers among the values are written with the language's marks; others must have been
        formatted before, since only their unit knows their decimals.
        """
        template = self.texts.get(key)
        if template is None:
            if f"{key}.other" not in self.texts or "count" not in values:
                raise KeyError(f"there is no text {key!r} in the locale {self.name!r}")
            form = f"{key}.{self._plural(values['count'])}"
            template = self.texts.get(form, self.texts[f"{key}.other"])
        shown = {
            name: self.number(value) if isinstance(value, int) else value
            for name, value in values.items()
        }
        if unready := [n for n, value in shown.items() if isinstance(value, float | Decimal)]:
            raise TypeError(f"{key}: format {', '.join(unready)} before")
        return str(template).format(**shown) if shown else str(template)

    def _plural(self, count: object) -> str:
        if not isinstance(count, int | float | Decimal):
            raise TypeError(f"a plural needs a number as count, not {count!r}")
        return str(self._babel.plural_form(count))

    @cached_property
    def _babel(self) -> Any:
        # Lazily: most texts have no plural, and the import costs as much as all the words together.
        import babel

        return babel.Locale.parse(self.texts["language.babel"])

    def listing(self, items: Sequence[str]) -> str:
        """`a, b and c`; `a, with d; b and c` where an item has a comma of its own."""
        if len(items) < 2:
            return "".join(items)
        between = "; " if any(", " in item for item in items) else ", "
        return self.text("language.list_last", left=between.join(items[:-1]), right=items[-1])

    def spelt(self, count: int) -> str:
        """A number in a sentence: in letters from two to twelve, in digits above."""
        words: Sequence[str] = self.texts["language.small_numbers"]
        return words[count - 2] if 2 <= count < 2 + len(words) else self.number(count)

    def inside(self, name: str) -> str:
        """A name in the middle of a sentence: small where the language has it so, but `ARR` stays."""
        small = self.texts["language.names_inside"] == "small" and name[1:2].islower()
        return name[:1].lower() + name[1:] if small else name

    def metric_title(self, metric: Metric) -> str:
        """A metric's name."""
        return self.metric_words(metric, "title")

    def metric_words(self, metric: Metric, field: str) -> str:
        """A text of a metric: title, abbreviation, definition, why, formula, numerator, denominator."""
        found = self.texts.get(f"metrics.{metric.name}.{field}")
        return str(getattr(metric, field)) if found is None else str(found)

    def metric_subject(self, metric: Metric, *, short: bool = False) -> str:
        """A metric as the subject of a sentence: `Kassan` sjönk, where its name alone is `Kassa`.

        short  the form of the abbreviation, as in titles of charts
        A language whose names stand bare in sentences has no such form: the name is taken.
        """
        key = f"metrics.{metric.name}.subject"
        forms = [f"{key}_short"] if short else []
        if not short or self.metric_words(metric, "abbreviation") == self.metric_title(metric):
            forms.append(key)
        found = next((self.texts[form] for form in forms if form in self.texts), None)
        return str(found or self.metric_words(metric, "abbreviation" if short else "title"))

    def split_name(self, split_by: str) -> str:
        """What a split is called inside a sentence: `segment`, `part of sales and marketing`."""
        found = self.texts.get(f"splits.names.{split_by}")
        return split_by.replace("_", " ") if found is None else str(found)

    def split_head(self, *splits: str) -> str:
        """What splits are called over a column of their groups: `Segment`, `Segment, country`."""
        names = ", ".join(self.split_name(one) for one in splits)
        return names[:1].upper() + names[1:]

    def split_value(self, split_by: str, value: str) -> str:
        """A group's name: our own categories in the report's language, the user's words as they are."""
        if value == BLANK:
            return self.text("splits.blank")
        if split_by == "movement" and self.has(f"movements.{value}"):
            return self.text(f"movements.{value}")
        return str(self.texts.get(f"splits.values.{split_by}.{value}", value))

    def missing(self, reason: str, metric: str = "") -> str:
        """Why a figure is missing, in the words of a cell."""
        return str(self.texts.get(f"missing.{metric}.{reason}") or self.text(f"missing.{reason}"))

    def missing_sentence(self, reason: str, metric: str = "") -> str:
        """Why a figure is missing, in a sentence."""
        found = self.texts.get(f"missing.{metric}.sentence.{reason}")
        return str(found or self.text(f"missing.sentence.{reason}"))

    def number(self, value: Number, decimals: int = 0, *, signed: bool = False) -> str:
        """A number with the language's marks; U+2212 for minus, plus only when `signed`."""
        amount = rounded(value, decimals)
        whole, _, fraction = f"{abs(amount):f}".partition(".")
        groups = []
        while len(whole) > 3:
            whole, group = whole[:-3], whole[-3:]
            groups.append(group)
        text = self._group.join([whole, *reversed(groups)])
        if fraction:
            text += self._decimal + fraction
        if amount < 0:
            return self._minus + text
        return f"+{text}" if signed and amount > 0 else text
