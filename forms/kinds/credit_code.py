"""A 统一社会信用代码 (GB 32100), checked as it is typed: which character cannot be, and what it could be instead.

A wrong check digit is only pointed out, it may stand on the licence like that. The 15 digits of an old registration
number (注册号) are taken as they are.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from forms.effects import FormButton
from forms.inputs import Input, Press
from forms.inputs import TypedText as Typed
from forms.kinds.outcomes import Answer, Outcome, Partly, QuestionScreen, Refuse
from forms.question import AskedQuestion
from locales import N_, Message, Text

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # without I, O, S, V and Z
LENGTH, OLD_LENGTH = 18, 15
REGION = range(2, 8)
"""Six digits: the place where it was registered."""
LOOKS_LIKE = {"O": "0", "I": "1", "S": "5", "Z": "2"}
LOOKS_LIKE_IN_REGION = {**LOOKS_LIKE, "D": "0", "Q": "0", "L": "1", "B": "8", "G": "6"}
BETWEEN = re.compile(r"[\s\-–—·.,:;'\"()]+")


@dataclass(frozen=True)
class InvalidCharacter:
    """A character that cannot stand at its place (counted from 1), and the one it was perhaps meant to be."""

    place: int
    character: str
    could_be: str

    @property
    def words(self) -> Message:
        values = {"place": self.place, "character": self.character}
        if self.could_be:
            return N_("place {place} “{character}”, which could be {could_be}", **values, could_be=self.could_be)
        return N_("place {place} “{character}”", **values)


def normal(text: str) -> str:
    """Half-width, in capitals, without spaces and hyphens."""
    return BETWEEN.sub("", unicodedata.normalize("NFKC", text)).upper()


def impossible_characters(code: str) -> Iterator[InvalidCharacter]:
    for place, character in enumerate(code):
        if place in REGION and not ("0" <= character <= "9"):
            yield InvalidCharacter(place + 1, character, LOOKS_LIKE_IN_REGION.get(character, ""))
        elif character not in ALPHABET:
            yield InvalidCharacter(place + 1, character, LOOKS_LIKE.get(character, ""))


def check_digit(code: str) -> str:
    """The eighteenth character that the first seventeen ask for: weights 3ⁱ, modulo 31."""
    weighted = sum(ALPHABET.index(character) * pow(3, place, 31) for place, character in enumerate(code[: LENGTH - 1]))
    return ALPHABET[-weighted % 31]


def problem(code: str) -> Message | None:
    """Why this (normal) code cannot be; None where it can."""
    if len(code) == OLD_LENGTH and code.isascii() and code.isdigit():
        return None
    if len(code) != LENGTH:
        return N_(
            "That has {length} characters; a credit code has 18, an old registration number 15 digits.",
            length=len(code),
        )
    wrong = [impossible_character.words for impossible_character in impossible_characters(code)]
    return N_("Not possible in a credit code: {characters}.", characters=wrong) if wrong else None


def warning(code: str) -> Message | None:
    """What looks wrong and is taken all the same."""
    if len(code) != LENGTH or problem(code) is not None or check_digit(code) == code[-1]:
        return None
    return N_("the check character should be {expected}, please compare", expected=check_digit(code))


def meant(code: str) -> str:
    """The code that was probably meant; empty where that cannot be said."""
    wrong = list(impossible_characters(code)) if len(code) == LENGTH else []
    if not wrong or not all(misread.could_be for misread in wrong):
        return ""
    characters = list(code)
    for character in wrong:
        characters[character.place - 1] = character.could_be
    return "".join(characters)


@dataclass(frozen=True)
class CreditCode:
    """What was probably meant is offered as a button."""

    def screen(self, asked: AskedQuestion) -> QuestionScreen:
        typed = (asked.partial or {}).get("typed", "")
        reason, probably = problem(typed) if typed else None, meant(typed)
        if reason is None:
            return QuestionScreen(asked.question.text)
        return QuestionScreen(
            reason, ((FormButton("meant", probably, probably),),), more=N_("Is this meant? Else type it again.")
        )

    def take(self, asked: AskedQuestion, given: Input) -> Outcome | None:
        match given:
            case Press("meant", value) if value == meant((asked.partial or {}).get("typed", "")):
                return Answer(value)
            case Typed(text):
                return self._read(asked, normal(text))
        return None

    def _read(self, asked: AskedQuestion, code: str) -> Outcome:
        reason = problem(code)
        if reason is None:
            return Answer(code)
        return Partly({"typed": code}) if meant(code) else Refuse(reason)

    def show(self, asked: AskedQuestion, answer: Any) -> Text:
        doubt = warning(answer)
        return N_("{code} (⚠️ {warning})", code=answer, warning=doubt) if doubt else str(answer)

    def carry(self, asked: AskedQuestion) -> Answer | None:
        known = isinstance(asked.answer, str) and problem(asked.answer) is None
        return Answer(asked.answer) if known else None

    def hint(self, asked: AskedQuestion) -> Text:
        return N_("Write the 18 characters of the credit code, for example 91540102MADX01T16L.")
