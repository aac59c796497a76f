"""What a form is: typed data. `forms/catalog/` holds the forms, `forms/engine.py` brings them to life."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from forms.conditions import Condition, Default
from forms.kinds.kind import Kind
from locales import Message, Text

Answers = Mapping[str, Any]


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
    kind: Kind
    text: Text
    label: Text = ""  # its short name, on the list behind 修改
    options: tuple[Option, ...] = ()
    optional: bool = False  # has 跳过
    when: Condition | None = None  # an answer whose condition no longer holds is dropped
    default: Default | None = None  # what stands while nobody chose; it follows its source
    asked: bool = True  # False: only shown and changed on the review card
    counted: bool = True  # whether “2/6” counts it
    context: str = ""  # key of an answer whose name and note are told before this question


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

    def question(self, key: str) -> Question:
        return next(question for question in self.questions if question.key == key)
