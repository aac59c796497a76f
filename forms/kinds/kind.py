"""What every kind of answer can do, and the named outcomes of giving it an input."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from forms.effects import Rows
from forms.inputs import Input
from locales import Text

if TYPE_CHECKING:
    from forms.model import Question


@dataclass(frozen=True)
class Asked:
    """A question in its situation, which is all that a kind knows."""

    question: Question
    today: date  # the day on which the input was said, else now
    answer: Any = None  # what stands now: given earlier, or the default
    partial: Any = None
    offers: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True)
class Screen:
    """The words of a question and its own buttons; the engine adds 上一步, 取消 and the like."""

    text: Text
    rows: Rows = ()
    more: Text = ""  # below the question: what has come so far, what the buttons are
    skip: bool = True  # whether 跳过 is still offered where the question is optional
    back: bool = False  # whether 上一步 leads one step back inside this question


@dataclass(frozen=True)
class Answer:
    """Understood."""

    value: Any


@dataclass(frozen=True)
class Partly:
    """Understood, and there is more to come: keep this and ask on."""

    partial: Any


@dataclass(frozen=True)
class Refuse:
    """Not usable; the reason says what to do instead."""

    reason: Text


@dataclass(frozen=True)
class Look:
    """Someone has to search first: for these words, for what is near a place, or for names like this new one."""

    query: str
    near: tuple[float, float] | None = None
    alike: bool = False


Outcome = Answer | Partly | Refuse | Look


def is_offer(stored: Any) -> bool:
    """Whether a stored value has the shape of something that was offered: `{"value": "4", "label": "监管科"}`."""
    return isinstance(stored, Mapping) and "value" in stored and "label" in stored


class Kind(Protocol):
    def screen(self, asked: Asked) -> Screen:
        """What to show for this question now."""

    def take(self, asked: Asked, given: Input) -> Outcome | None:
        """What this input means here; None where such an input means nothing to this kind."""

    def show(self, asked: Asked, answer: Any) -> Text:
        """A given answer in words; empty where there is nothing to say."""

    def hint(self, asked: Asked) -> Text:
        """One sentence: how to answer."""

    def carry(self, asked: Asked) -> Answer | Partly | None:
        """What stays of `asked.answer` or `asked.partial` that an earlier version stored, in whatever shape.

        None where nothing of it is an answer to this question; a search that was under way is none.
        """
