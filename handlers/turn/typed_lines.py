"""What a line of text may mean that answers nothing and is no command: asked of one file after the other.

@typed_line(10, within_forms=True)
def answered(turn: Turn, text: str) -> bool: ...
"""

from collections.abc import Callable
from dataclasses import dataclass

from handlers.turn.turn import Refused, Turn
from locales import N_

Answer = Callable[[Turn, str], bool]
"""Answers the line and returns True, or leaves it to the next and returns False."""


@dataclass(frozen=True)
class _Reader:
    order: int
    answer: Answer
    within_forms: bool


_readers: list[_Reader] = []


def typed_line(order: int, *, within_forms: bool = False) -> Callable[[Answer], Answer]:
    """Registers who may understand a line; the lower one is asked first.

    `within_forms`: asked as well where a form is being filled in and the line does not answer its question.
    """

    def register(answer: Answer) -> Answer:
        _readers.append(_Reader(order, answer, within_forms))
        _readers.sort(key=lambda reader: reader.order)
        return answer

    return register


def answer(turn: Turn, text: str) -> None:
    """Raises Refused where no registered reader understands the line."""
    if not any(reader.answer(turn, text) for reader in _readers):
        raise Refused(N_("Not understood: “{text}”. /help shows what you can do.", text=text[:40]))


def answered_within_form(turn: Turn, text: str) -> bool:
    """A side trip: the form is still there afterwards."""
    return any(reader.answer(turn, text) for reader in _readers if reader.within_forms)
