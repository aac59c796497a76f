"""How many people took part, by number or by the colleagues' names; the one who fills in the form is counted.

Offers are the colleagues, `{"value": "5", "label": "王示例"}`; the writer may be among them with `"self": True`.
The answer is `{"count": 3, "named": ["5", "8"]}`.
"""

import re
from dataclasses import dataclass
from typing import Any, TypedDict, TypeGuard

from forms.effects import FormButton
from forms.inputs import Input, Press
from forms.inputs import TypedText as Typed
from forms.kinds.number import Number, read_fitting
from forms.kinds.numerals import read_number
from forms.kinds.outcomes import Answer, Outcome, QuestionScreen, Refuse
from forms.offer import Offer
from forms.question import AskedQuestion
from forms.typed_words import quoted
from locales import N_, Text

BETWEEN = re.compile("[、，,;；和与及跟还有我等共\\s]+")


class PeopleCount(TypedDict):
    """With the writer; `named` are the ids of the colleagues, as text."""

    count: int
    named: list[str]


@dataclass(frozen=True)
class People:
    buttons: tuple[int, ...] = (2, 3, 4)
    most: int = 50

    def screen(self, asked: AskedQuestion) -> QuestionScreen:
        row = tuple(FormButton("count", str(count), N_("{count} people", count=count)) for count in self.buttons)
        return QuestionScreen(asked.question.text, (row,))

    def take(self, asked: AskedQuestion, given: Input) -> Outcome | None:
        match given:
            case Press("count", value):
                return _answer(int(value), []) if int(value) in self.buttons else None
            case Typed(text):
                return self._read(asked, text)
        return None

    def _read(self, asked: AskedQuestion, text: str) -> Outcome:
        """Names first, numbers last: a name may contain a numeral."""
        named, rest = _take_names(text, asked.offers)
        if len({offer["label"] for offer in named}) < len(named):
            return Refuse(N_("Two colleagues have that name. Please write the number of people."))
        others = [str(offer["value"]) for offer in named if not offer.get("self")]
        rest = BETWEEN.sub("", rest) or ("" if named else text)
        return self._counted(rest, others) if rest else _answer(len(others) + 1, others)

    def _counted(self, text: str, others: list[str]) -> Outcome:
        if read_number(text) is None:
            return Refuse(
                N_(
                    "“{text}” is neither a number nor a colleague's name. {hint}",
                    text=quoted(text),
                    hint=N_("Write a number such as “2”, or the names of your colleagues."),
                )
            )
        count = read_fitting(text, Number(least=1, most=self.most))
        if isinstance(count, Refuse):
            return count
        if count <= len(others):
            shown = {"others": len(others), "count": int(count)}
            return Refuse(N_("You named {others} and you were there too, that is more than {count}.", **shown))
        return _answer(int(count), others)

    def show(self, asked: AskedQuestion, answer: Any) -> Text:
        ids = set(answer["named"])
        names = [o["label"] for o in asked.offers if o.get("self")]
        names += [o["label"] for o in asked.offers if str(o["value"]) in ids]
        if not names:
            return N_("{count} people", count=answer["count"])
        if len(names) == answer["count"]:
            return N_("{names}, {count} people", names=names, count=answer["count"])
        return N_("{names} and others, {count} people", names=names, count=answer["count"])

    def carry(self, asked: AskedQuestion) -> Answer | None:
        known = is_people_count(asked.answer) and 1 <= asked.answer["count"] <= self.most
        return Answer(asked.answer) if known else None

    def hint(self, asked: AskedQuestion) -> Text:
        return N_("Write a number such as “2”, or the names of your colleagues.")


def is_people_count(stored: object) -> TypeGuard[PeopleCount]:
    match stored:
        case {"count": int(), "named": list(named)}:
            return all(isinstance(colleague, str) for colleague in named)
    return False


def _answer(count: int, others: list[str]) -> Answer:
    answer: PeopleCount = {"count": count, "named": others}
    return Answer(answer)


def _take_names(text: str, offers: tuple[Offer, ...]) -> tuple[list[Offer], str]:
    """The colleagues in the text, and what is left of it; a name is not looked for inside a longer one."""
    mentioned = set()
    for label in sorted((offer["label"] for offer in offers), key=len, reverse=True):
        if label in text:
            mentioned.add(label)
            text = text.replace(label, " ")
    return [offer for offer in offers if offer["label"] in mentioned], text
