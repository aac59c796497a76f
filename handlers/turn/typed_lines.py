"""What a line of text may mean that answers nothing and is no command: asked of one file after the other.

@typed_line(10, within_forms=True)
def answered(turn: Turn, text: str) -> bool: ...
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from handlers.turn.turn import Refused, Turn
from locales import N_

UNKNOWN_COMMAND = re.compile(r"/[A-Za-z_]+(@\w+)?(\s.*)?", re.DOTALL)
"""A command with a slip of the pen in it: those that there are have been answered before."""
Answer = Callable[[Turn, str], bool]
"""Answers the line and returns True, or leaves it to the next and returns False."""


@dataclass(frozen=True)
class _Reader:
    order: int
    answer: Answer
    within_forms: bool
    of: str


_readers: list[_Reader] = []


def typed_line(order: int, *, within_forms: bool = False, of: str = "") -> Callable[[Answer], Answer]:
    """Registers who may understand a line; the lower one is asked first.

    `within_forms`: asked as well where a form is being filled in and the line does not answer its question, or only as
    any words would. `of`: it understands the name of a unit or record, no side trip where a form asks for just that.
    """

    def register(answer: Answer) -> Answer:
        _readers.append(_Reader(order, answer, within_forms, of))
        _readers.sort(key=lambda reader: reader.order)
        return answer

    return register


def answer(turn: Turn, text: str) -> None:
    """Raises Refused where no registered reader understands the line."""
    if not any(reader.answer(turn, text) for reader in _readers):
        raise _not_understood(text)


def answered_within_form(turn: Turn, text: str, names: str) -> bool:
    """A side trip: the form is still there afterwards, also where the answer is a refusal."""
    try:
        with turn.session.begin_nested():
            return _answered_within_form(turn, text, names)
    except Refused as refused:
        turn.say(*refused.parts, rows=refused.rows)
        return True


def _answered_within_form(turn: Turn, text: str, names: str) -> bool:
    if UNKNOWN_COMMAND.fullmatch(text):
        raise _not_understood(text)
    readers = (reader for reader in _readers if reader.within_forms and not (names and reader.of == names))
    return any(reader.answer(turn, text) for reader in readers)


def _not_understood(text: str) -> Refused:
    return Refused(N_("Not understood: “{text}”. /help shows what you can do.", text=text[:40]))
