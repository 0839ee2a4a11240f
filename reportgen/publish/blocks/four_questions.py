"""Where does missing alignment come from? Four questions, each answered by figures and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from reportgen.measure import metrics as metrics_folder
from reportgen.measure.reading import Reading
from reportgen.members import member_names
from reportgen.publish.block import Material, block
from reportgen.story.story import Story

LOST = "churn_rate_by_segment_and_product_line"
ADDED = "expansion_rate_by_segment_and_product_line"
SHARE = "existing_revenue_share_by_segment_and_product_line"
DIAGNOSIS = "alignment_diagnosis"
UPGRADED, LEFT = "upsell_ratio", "logo_churn"
SEGMENT, LINE = "segment", "product_line"
CELL = f"{SEGMENT}+{LINE}"


def metrics_asked() -> tuple[str, ...]:
    """What the answers stand on; shares of customers that left or bought more where there are such."""
    known = member_names(metrics_folder)
    return (LOST, ADDED, SHARE, DIAGNOSIS, *(name for name in (UPGRADED, LEFT) if name in known))


@block(metrics=metrics_asked)
def four_questions(material: Material) -> dict[str, Any] | str:
    """Values of parts/four_questions.html; an empty text where no year is known yet."""
    story = material.story
    if story.readings.at(LOST).value is None:
        return ""
    for metric in (LOST, ADDED, DIAGNOSIS):
        material.mention(metric)
    told = Answers(story)
    answers = {
        "churn": told.churn(),
        "upgrades": told.upgrades(),
        SEGMENT: told.weakest(SEGMENT),
        LINE: told.product_line(),
    }
    return {
        "answers": [
            {
                "question": story.locale.text(f"four_questions.{question}"),
                "verdict": story.locale.text(f"four_questions.{VERDICTS[verdict]}"),
                "tone": TONES[verdict],
                "text": text,
            }
            for question, (verdict, text) in answers.items()
        ]
    }


# A yes is a problem.
MIXED = "mixed"
VERDICTS = {True: "yes", False: "no", None: "unknown", MIXED: MIXED}
TONES = {True: "bad", False: "good", None: "even", MIXED: "even"}
Verdict = bool | str | None
Answer = tuple[Verdict, str]


@dataclass(frozen=True)
class Answers:
    """The answers of a report period."""

    story: Story

    def text(self, key: str, **values: object) -> str:
        """A text of the block."""
        return self.story.locale.text(f"four_questions.{key}", **values)

    def now_and_before(self, metric: str) -> tuple[Reading, Reading]:
        """The company's figure of the twelve months, and that of the twelve before them."""
        readings = self.story.readings
        return readings.at(metric), readings.at(metric, self.story.period.same_last_year())

    @property
    def within(self) -> str:
        """The twelve months in a sentence."""
        period, label = self.story.period, self.story.readings.at(LOST).period
        return self.story.locale.within(period if period.label == label else period.trailing())

    def churn(self) -> Answer:
        """Of revenue and of customers: worse than a year ago, or more lost than added."""
        (lost, before), (added, _) = self.now_and_before(LOST), self.now_and_before(ADDED)
        if lost.value is None or added.value is None:
            return None, self.story.locale.missing_sentence(lost.missing or added.missing or "")
        show = self.story.show
        values = {"lost": show(lost), "added": show(added), "within": self.within}
        said = [self.text("lost", **values)]
        moved = {}
        if before.value is not None:
            said = [self.text("lost_before", **values, before=show(before))]
            moved["revenue"] = -self.moved(lost, before)
        if LEFT in self.story.readings.metrics:
            left, left_before = (self.over_the_year(LEFT, back) for back in (False, True))
            if left.value is not None and left_before.value is not None:
                shares = {"left": show(left), "before": show(left_before)}
                said.append(self.text("left_before", **shares, most=self.most_left()))
                # A share of few moves by chance: it is shown, and proves nothing.
                if not self.story.counted(left) and not self.story.counted(left_before):
                    moved["customers"] = -self.moved(left, left_before)
        if moved:
            said.append(self.against_last_year(moved))
        levels = [-1] if lost.value > added.value else []
        return self.verdict([*moved.values(), *levels]), " ".join(said)

    def moved(self, now: Reading, before: Reading) -> int:
        """1 for up, -1 for down, 0 for what is printed as the same."""
        if now.value is None or before.value is None:
            return 0
        same = self.story.show(now) == self.story.show(before)
        return 0 if same else 1 if now.value > before.value else -1

    def against_last_year(self, moved: Mapping[str, int]) -> str:
        """Measure by measure: better, worse or unchanged."""
        words = {1: "better", 0: "unchanged", -1: "worse"}
        parts = [self.text(f"measure_{name}", how=self.text(words[w])) for name, w in moved.items()]
        return self.text("against_last_year", measures=self.story.locale.listing(parts))

    def verdict(self, signs: Iterable[int]) -> Verdict:
        """Yes or no only where all that moved points one way."""
        found = {sign for sign in signs if sign}
        return MIXED if len(found) == 2 else -1 in found

    def over_the_year(self, metric: str, earlier: bool = False) -> Reading:
        """A company's figure in the window of the answers, or in the one a year before."""
        period = self.story.period.same_last_year() if earlier else self.story.period
        return self.story.readings.get(metric, self.story.readings.label(LOST, period))

    def most_left(self) -> str:
        """The segment that lost the largest share of its customers, among those with enough."""
        window = self.story.readings.label(LOST, self.story.period)
        found = [
            reading
            for (period, _), reading in self.story.readings.by(LEFT, SEGMENT).items()
            if period == window and reading.value is not None and not self.story.small(reading)
        ]
        if len(found) < 2:
            return ""
        most = max(found, key=lambda reading: (reading.value or 0.0, reading.split))
        name = self.story.locale.split_value(SEGMENT, most.split)
        return self.text("most_left", group=name, share=self.story.show(most))

    def upgrades(self) -> Answer:
        """More or less added than lost, and than a year ago; more or fewer customers who bought more."""
        (lost, _), (added, before) = self.now_and_before(LOST), self.now_and_before(ADDED)
        if lost.value is None or added.value is None:
            return None, self.story.locale.missing_sentence(lost.missing or added.missing or "")
        covers = self.text("less" if added.value < lost.value else "more")
        values = {"added": self.story.show(added), "within": self.within, "covers": covers}
        said = [self.text("added", **values)]
        moved = {}
        if before.value is not None:
            said = [self.text("added_before", **values, before=self.story.show(before))]
            moved["added"] = self.moved(added, before)
        if UPGRADED in self.story.readings.metrics:
            share, share_before = (self.over_the_year(UPGRADED, back) for back in (False, True))
            if share.value is not None:
                said.append(self.text("upgraded", share=self.story.show(share)))
                few = self.story.counted(share) or self.story.counted(share_before)
                if share_before.value is not None and not few:
                    moved["upgraded"] = self.moved(share, share_before)
        if moved:
            said.append(self.against_last_year(moved))
        level = -1 if added.value < lost.value else 1
        return self.verdict([*moved.values(), level]), " ".join(said)

    def product_line(self) -> Answer:
        """The line that does worst against its own year before, as far as there are two years of it.

        Not against the average of all lines: a base product that every customer has grows more
        slowly than what is sold to those who have it.
        """
        story = self.story
        if LINE not in story.readings.splits(LOST):
            return None, self.text("no_product_lines")
        if len([r for r in story.readings.groups(LOST, LINE) if r.denominator]) < 2:
            return None, self.text("one_product_line")
        earlier = story.period.same_last_year()
        found = []
        for reading in story.readings.groups(LOST, LINE):
            ends = [
                tuple(story.readings.at(name, at, LINE, reading.split) for name in (LOST, ADDED))
                for at in (story.period, earlier)
            ]
            values = [one.value for end in ends for one in end]
            if reading.denominator and None not in values:
                lost, added, lost_before, added_before = (value or 0.0 for value in values)
                change = (added - lost) - (added_before - lost_before)
                found.append((change * reading.denominator, reading, ends))
        if not found:
            return None, story.locale.missing_sentence("insufficient_history")
        change, reading, ends = min(found, key=lambda one: (one[0], one[1].split))
        if change > -LEAST_STEP * (reading.denominator or 1.0):
            return False, self.text("no_line_worse")
        names = ("lost", "added", "lost_before", "added_before")
        shown = [story.show(one) for end in ends for one in end]
        rates = dict(zip(names, shown, strict=True))
        group = story.locale.split_value(LINE, reading.split)
        said = self.text("line_worse", group=group, small=self.small(reading), **rates)
        return True, said

    def weakest(self, split_by: str) -> Answer:
        """Yes where the group furthest below the company's average lost more than it added."""
        story = self.story
        if split_by not in story.readings.splits(DIAGNOSIS):
            return None, self.text("no_segments" if split_by == SEGMENT else "no_product_lines")
        # A group without revenue at the start of the window has no rate to be judged by.
        groups = [r for r in story.readings.groups(DIAGNOSIS, split_by) if r.denominator]
        groups = [group for group in groups if group.value is not None]
        if len(groups) < 2:
            return None, self.text(f"one_{split_by}")
        worst = min(groups, key=lambda group: group.value or 0.0)
        if worst.value is None or worst.numerator is None or worst.value > -NOISE:
            return False, self.text("level")
        values = {**self.rates(split_by, worst.split), "small": self.small(worst)}
        values["group"] = story.locale.split_value(split_by, worst.split)
        if worst.numerator >= 0:
            return False, self.text("weakest_grows", **values)
        amount = story.locale.money(-worst.value, story.pack.company.currency)
        share = story.show(story.readings.at(SHARE, split_by=split_by, split=worst.split))
        said = self.text("weakest_shrinks", **values, amount=amount, share=share)
        return True, said

    def rates(self, split_by: str, split: str) -> dict[str, str]:
        """What a group lost and added, as people read it."""
        story = self.story
        found = {"lost": LOST, "added": ADDED}
        return {
            name: story.show(story.readings.at(metric, split_by=split_by, split=split))
            for name, metric in found.items()
        }

    def small(self, reading: Reading) -> str:
        """How few customers a rate stands on, where they are few."""
        if reading.n is None or reading.n >= self.story.pack.definitions.small_n:
            return ""
        return self.story.locale.text("findings.small_number", count=reading.n)


# Groups that are all alike differ by the noise of a division.
NOISE = 1e-6
# Of lost and added together a percentage point of the revenue at the start.
LEAST_STEP = 0.01
