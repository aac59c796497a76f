"""What comes of giving a kind of answer an input, and what it shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeGuard

from forms.effects import Rows
from forms.offer import Offer
from locales import Text

Written = Literal["", "words", "unit", "record"]
"""Whether an answer is in a person's own words, so that any others would do too; and what they may be the name of."""


@dataclass(frozen=True)
class QuestionScreen:
    """The words of a question and its own buttons; the engine adds 上一步, 取消 and the like."""

    text: Text
    rows: Rows = ()
    more: Text = ""  # below the question: what has come so far, what the buttons are
    skip: bool = True  # whether 跳过 is still offered where the question is optional
    back: bool = False  # whether 上一步 leads one step back inside this question


@dataclass(frozen=True)
class Answer:
    """Understood; `repeat` says how, where the words might have meant something else."""

    value: Any
    repeat: Text = ""
    written: Written = ""


@dataclass(frozen=True)
class Partly:
    """Understood, and there is more to come: keep this and ask on."""

    partial: Any
    written: Written = ""


@dataclass(frozen=True)
class Refuse:
    """Not usable; the reason says what to do instead."""

    reason: Text


@dataclass(frozen=True)
class NeedsSearch:
    """Someone has to search first: for these words, for what is near a place, or for names like this new one."""

    query: str
    near: tuple[float, float] | None = None
    alike: bool = False
    names: Written = ""  # a unit, where one is searched for

    @property
    def written(self) -> Written:
        """A new name is; what is searched for has to be there."""
        return "words" if self.alike else ""


Outcome = Answer | Partly | Refuse | NeedsSearch


def is_offer(stored: object) -> TypeGuard[Offer]:
    """Whether a stored value has the shape of something that was offered: `{"value": "4", "label": "监管科"}`."""
    return isinstance(stored, Mapping) and "value" in stored and "label" in stored
