"""Words in a person's own writing, between `least` and `most` characters."""

import re
from dataclasses import dataclass
from typing import Any

from forms.inputs import Input
from forms.inputs import TypedText as Typed
from forms.kinds.outcomes import Answer, Outcome, QuestionScreen, Refuse, Written
from forms.question import AskedQuestion
from forms.typed_words import has_words
from locales import N_, Text

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029\ufeff]")


@dataclass(frozen=True)
class FreeText:
    least: int = 1
    most: int = 500
    names: Written = "words"  # a unit or a record, where it is asked what one is called

    def screen(self, asked: AskedQuestion) -> QuestionScreen:
        return QuestionScreen(asked.question.text)

    def take(self, asked: AskedQuestion, given: Input) -> Outcome | None:
        if not isinstance(given, Typed):
            return None
        words = read_words(given.text, self.least, self.most)
        return Answer(words, written=self.names) if isinstance(words, str) else words

    def show(self, asked: AskedQuestion, answer: Any) -> Text:
        return str(answer)

    def carry(self, asked: AskedQuestion) -> Answer | None:
        words = read_words(asked.answer, self.least, self.most) if isinstance(asked.answer, str) else None
        return Answer(asked.answer) if isinstance(words, str) else None

    def hint(self, asked: AskedQuestion) -> Text:
        return N_("Please write it in words.")


def read_words(text: str, least: int, most: int) -> str | Refuse:
    """The text without stray control characters, if it says something and has a fitting length."""
    words = CONTROL.sub("", text).strip()
    if not has_words(words):
        return Refuse(N_("There are no words in that. Please write it in words."))
    if len(words) < least:
        return Refuse(N_("Please write at least {least} characters.", least=least))
    if len(words) > most:
        return Refuse(
            N_("That is {length} characters, at most {most} fit. Please shorten it.", length=len(words), most=most)
        )
    return words
