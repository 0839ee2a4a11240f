"""Where does missing alignment come from? Four questions, each answered by figures and nothing else."""

from __future__ import annotations

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
        LINE: told.weakest(LINE),
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
VERDICTS = {True: "yes", False: "no", None: "unknown"}
TONES = {True: "bad", False: "good", None: "even"}
Answer = tuple[bool | None, str]


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
        """Yes where more was lost than added, or more revenue or customers than a year ago."""
        (lost, before), (added, _) = self.now_and_before(LOST), self.now_and_before(ADDED)
        if lost.value is None or added.value is None:
            return None, self.story.locale.missing_sentence(lost.missing or added.missing or "")
        show = self.story.show
        values = {"lost": show(lost), "added": show(added), "within": self.within}
        said, worse = [self.text("lost", **values)], []
        if before.value is not None:
            said = [self.text("lost_before", **values, before=show(before))]
            worse = ["revenue"] if lost.value > before.value else []
        if LEFT in self.story.readings.metrics:
            left, left_before = (self.over_the_year(LEFT, back) for back in (False, True))
            if left.value is not None and left_before.value is not None:
                shares = {"left": show(left), "before": show(left_before)}
                said.append(self.text("left_before", **shares, most=self.most_left()))
                few = self.story.counted(left) or self.story.counted(left_before)
                # A share of few moves by chance: it is shown, and proves nothing.
                if left.value > left_before.value and not few:
                    worse.append("customers")
        if worse:
            kinds = self.story.locale.listing([self.text(f"worse_{kind}") for kind in worse])
            said.append(self.text("worse", kinds=kinds))
        return lost.value > added.value or bool(worse), " ".join(said)

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
        """Yes where less was added than lost, or less than a year ago."""
        (lost, _), (added, before) = self.now_and_before(LOST), self.now_and_before(ADDED)
        if lost.value is None or added.value is None:
            return None, self.story.locale.missing_sentence(lost.missing or added.missing or "")
        covers = self.text("less" if added.value < lost.value else "more")
        values = {"added": self.story.show(added), "within": self.within, "covers": covers}
        bad = added.value < lost.value
        if before.value is None:
            said = self.text("added", **values)
        else:
            bad = bad or added.value < before.value
            said = self.text("added_before", **values, before=self.story.show(before))
        if UPGRADED in self.story.readings.metrics:
            share = self.over_the_year(UPGRADED)
            if share.value is not None:
                said = f"{said} {self.text('upgraded', share=self.story.show(share))}"
        return bad, said

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
        corner = self.corner(worst.split) if split_by == LINE else ""
        return True, f"{said} {corner}".strip()

    def rates(self, split_by: str, split: str) -> dict[str, str]:
        """What a group lost and added, as people read it."""
        story = self.story
        found = {"lost": LOST, "added": ADDED}
        return {
            name: story.show(story.readings.at(metric, split_by=split_by, split=split))
            for name, metric in found.items()
        }

    def corner(self, line: str) -> str:
        """The segment in which a product line lacks most, where more than one has it."""
        readings = self.story.readings
        segments = [group.split for group in readings.groups(DIAGNOSIS, SEGMENT)]
        found = {
            name: readings.at(DIAGNOSIS, split_by=CELL, split=f"{name}+{line}") for name in segments
        }
        cells = [(name, cell) for name, cell in found.items() if cell.denominator]
        if len(cells) < 2:
            return ""
        segment, cell = min(cells, key=lambda pair: pair[1].value or 0.0)
        if (cell.numerator or 0.0) >= 0:
            return ""
        name = self.story.locale.split_value(SEGMENT, segment)
        return self.text("corner", segment=name, **self.rates(CELL, cell.split))

    def small(self, reading: Reading) -> str:
        """How few customers a rate stands on, where they are few."""
        if reading.n is None or reading.n >= self.story.pack.definitions.small_n:
            return ""
        return self.story.locale.text("findings.small_number", count=reading.n)


# Groups that are all alike differ by the noise of a division.
NOISE = 1e-6
