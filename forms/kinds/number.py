"""One number: 3, 三家, 1.2万. Stored as the text of a decimal, so that nothing is rounded."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from forms.inputs import Input
from forms.inputs import TypedText as Typed
from forms.kinds.numerals import AmbiguousNumber, read_number
from forms.kinds.outcomes import Answer, Outcome, QuestionScreen, Refuse
from forms.question import AskedQuestion
from forms.typed_words import quoted
from locales import N_, Text


@dataclass(frozen=True)
class Number:
    units: tuple[str, ...] = ()  # what may stand behind it; 元 and 万元 only where the question says so
    least: int = 0
    most: int = 10**9
    places: int = 0

    def screen(self, asked: AskedQuestion) -> QuestionScreen:
        return QuestionScreen(asked.question.text)

    def take(self, asked: AskedQuestion, given: Input) -> Outcome | None:
        if not isinstance(given, Typed):
            return None
        number = read_fitting(given.text, self)
        return Answer(exact(number)) if isinstance(number, Decimal) else number

    def show(self, asked: AskedQuestion, answer: Any) -> Text:
        return f"{Decimal(answer):,}"

    def carry(self, asked: AskedQuestion) -> Answer | None:
        number = read_fitting(asked.answer, self) if isinstance(asked.answer, str) else None
        return Answer(exact(number)) if isinstance(number, Decimal) else None

    def hint(self, asked: AskedQuestion) -> Text:
        return N_("Please write a number, for example 3.")


def read_fitting(text: str, kind: Number) -> Decimal | Refuse:
    """The number, if it is one, exact, and within the limits."""
    number = read_number(text, kind.units)
    if number is None:
        return Refuse(N_("“{text}” is not a number. Please write a number, for example 3.", text=quoted(text)))
    if number is AmbiguousNumber.VAGUE:
        return Refuse(N_("“{text}” is not exact. Please write the exact number.", text=quoted(text)))
    if not kind.least <= number <= kind.most:
        shown = {"least": kind.least, "most": kind.most, "number": exact(number)}
        return Refuse(N_("It has to be between {least} and {most}, you wrote {number}.", **shown))
    if round(number, kind.places) != number:
        return Refuse(_too_fine(kind.places))
    return number


def exact(number: Decimal) -> str:
    """Without an exponent and without idle zeros: 12000.0 is “12000”."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _too_fine(places: int) -> Text:
    if places == 0:
        return N_("Please write a whole number.")
    return N_("Please write at most {places} decimals.", places=places)
