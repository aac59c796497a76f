"""A question, and what every kind of answer to one can do (`forms/kinds/`)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from days.calendar import WorkingDays
from forms.conditions import Condition, Default
from forms.inputs import Input
from forms.kinds.outcomes import Answer, Outcome, Partly, QuestionScreen
from forms.offer import Offer
from locales import Text


@dataclass(frozen=True)
class Option:
    """One thing to choose: `Option("routine", N_("Routine"))`. The value is stored, the label is shown."""

    value: str
    label: Text
    when: Condition | None = None  # not offered where this does not hold


@dataclass(frozen=True)
class Question:
    """One question; its answer is stored under `key`, which never changes after release.

    `Question("day", Day("past"), N_("Which day?"), label=N_("Day"))`
    """

    key: str
    kind: AnswerKind
    text: Text
    label: Text = ""  # its short name, on the list behind 修改
    options: tuple[Option, ...] = ()
    optional: bool = False  # has 跳过
    when: Condition | None = None  # an answer whose condition no longer holds is dropped
    default: Default | None = None  # what stands while nobody chose; it follows its source
    asked: bool | Condition = True  # False, or where it does not hold: only shown and changed on the review card
    counted: bool = True  # whether “2/6” counts it
    context: str = ""  # key of an answer whose name and note are told before this question


@dataclass(frozen=True)
class AskedQuestion:
    """A question in its situation, which is all that a kind knows."""

    question: Question
    today: date  # the day on which the input was said, else now
    answer: Any = None  # what stands now: given earlier, or the default
    partial: Any = None
    offers: tuple[Offer, ...] = ()
    calendar: WorkingDays = field(default_factory=WorkingDays)


class AnswerKind(Protocol):
    def screen(self, asked: AskedQuestion) -> QuestionScreen:
        """What to show for this question now."""

    def take(self, asked: AskedQuestion, given: Input) -> Outcome | None:
        """What this input means here; None where such an input means nothing to this kind."""

    def show(self, asked: AskedQuestion, answer: Any) -> Text:
        """A given answer in words; empty where there is nothing to say."""

    def hint(self, asked: AskedQuestion) -> Text:
        """One sentence: how to answer."""

    def carry(self, asked: AskedQuestion) -> Answer | Partly | None:
        """What stays of `asked.answer` or `asked.partial` that an earlier version stored, in whatever shape.

        None where nothing of it is an answer to this question; a search that was under way is none.
        """
