"""A telephone number, as people write it: 100 0000 0000, 023-0000 0000, +86 100…; stored without spaces."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from forms.inputs import Input
from forms.inputs import TypedText as Typed
from forms.kinds.outcomes import Answer, Outcome, QuestionScreen, Refuse
from forms.question import AskedQuestion
from forms.typed_words import quoted
from locales import N_, Text

NUMBER = re.compile(r"\+?\d[\d-]{4,18}\d(转\d{1,6})?")


@dataclass(frozen=True)
class Phone:
    def screen(self, asked: AskedQuestion) -> QuestionScreen:
        return QuestionScreen(asked.question.text)

    def take(self, asked: AskedQuestion, given: Input) -> Outcome | None:
        if not isinstance(given, Typed):
            return None
        number = "".join(unicodedata.normalize("NFKC", given.text).split())
        if NUMBER.fullmatch(number):
            return Answer(number)
        wrong = N_("“{text}” is no telephone number. {hint}", text=quoted(given.text), hint=self.hint(asked))
        return Refuse(wrong)

    def show(self, asked: AskedQuestion, answer: Any) -> Text:
        return str(answer)

    def carry(self, asked: AskedQuestion) -> Answer | None:
        known = isinstance(asked.answer, str) and NUMBER.fullmatch(asked.answer)
        return Answer(asked.answer) if known else None

    def hint(self, asked: AskedQuestion) -> Text:
        return N_("Write it like “10000000000” or “023-00000000”.")
