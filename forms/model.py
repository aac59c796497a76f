"""What a form is: typed data. `forms/catalog/` holds the forms, `forms/engine.py` brings them to life."""

from __future__ import annotations

from dataclasses import dataclass, field

from days.calendar import WorkingDays
from forms.question import Question
from locales import Message, Text

# One line of the review card: question keys, or messages that mention keys (`N_("Focus: {tags}")`).
# Parts without an answer vanish, the others are joined with “ · ”.
CardLine = tuple[str | Message, ...]


@dataclass(frozen=True)
class Form:
    """A form of one version. Once people have used it, change it by raising `version`."""

    key: str
    version: int
    title: Text
    questions: tuple[Question, ...]
    card: tuple[CardLine, ...]
    zone: str = "Asia/Shanghai"  # where “today” is decided
    calendar: WorkingDays = field(default_factory=WorkingDays)  # by which a due day is counted and named

    def question(self, key: str) -> Question:
        return next(question for question in self.questions if question.key == key)
