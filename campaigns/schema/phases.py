"""What a plan wants done, article by article, and when: phases may overlap, leave gaps, or be missing altogether."""

from datetime import date

from campaigns.schema.part import Key, Part, Words
from campaigns.schema.plan_units import Party


class Phase(Part):
    """A part of the campaign, e.g. 自查整改, both days included (C1); without days where the plan gives none."""

    key: Key
    title: Words
    start: date | None = None
    end: date | None = None
    printed: str = ""
    """The days as printed: “3月20日-5月31日”."""
    words: str = ""
    source: str = ""

    def contains(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


class Task(Part):
    """An article of the plan with the number it prints, e.g. （九）网络销售 right after （六）."""

    key: Key
    part: str = ""
    """The heading it stands under, e.g. “二、重点任务”."""
    number: str
    """As printed, gaps and slips included; empty where the article has none."""
    title: Words
    by: Party | None = None
    words: str = ""
    """The sentences that oblige, verbatim."""
    source: str
