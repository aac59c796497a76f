"""A colleague: one of those that are offered, or found by a part of the name.

Offers are `{"value": "5", "label": "王示例", "button": "王示例 · 监管科"}`; the answer is value and label.
"""

from dataclasses import dataclass
from typing import Any

from forms.effects import FormButton
from forms.inputs import Input, Press
from forms.inputs import TypedText as Typed
from forms.kinds.outcomes import Answer, NeedsSearch, Outcome, QuestionScreen, Refuse, is_offer
from forms.kinds.rows import in_rows
from forms.kinds.text import read_words
from forms.question import AskedQuestion
from forms.typed_words import quoted
from locales import N_, Text


@dataclass(frozen=True)
class PersonOf:
    def screen(self, asked: AskedQuestion) -> QuestionScreen:
        half = asked.partial or {}
        offers = half.get("found", asked.offers)
        rows = in_rows(FormButton("pick", offer["value"], offer.get("button", offer["label"])) for offer in offers)
        nobody = N_("Nobody is called “{words}”. Try fewer characters.", words=quoted(half.get("query", "")))
        return QuestionScreen(asked.question.text, rows, more=self.hint(asked) if offers or not half else nobody)

    def take(self, asked: AskedQuestion, given: Input) -> Outcome | None:
        match given:
            case Press("pick", value):
                listed = (*(asked.partial or {}).get("found", ()), *asked.offers)
                chosen = next((offer for offer in listed if offer["value"] == value), None)
                return Answer({"value": chosen["value"], "label": chosen["label"]}) if chosen else None
            case Typed(text):
                query = read_words(text, 1, 50)
                return query if isinstance(query, Refuse) else NeedsSearch(query)
        return None

    def show(self, asked: AskedQuestion, answer: Any) -> Text:
        return str(answer["label"])

    def carry(self, asked: AskedQuestion) -> Answer | None:
        return Answer(asked.answer) if is_offer(asked.answer) else None

    def hint(self, asked: AskedQuestion) -> Text:
        return N_("Press a name, or write a part of another one.")
