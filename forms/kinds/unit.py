"""A unit of the organisation tree: opened level by level, or found by a part of its name.

Offers are one level, as the edge gives it: first the unit whose level it is, then those right below it, with `more`
where they have a level of their own. The answer is `{"value": "4", "label": "监管科"}`.

    {"value": "1", "label": "县局", "here": True, "up": "9"}, {"value": "4", "label": "监管科", "more": True}, …
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypedDict

from forms.effects import FormButton, Rows
from forms.inputs import Input, Press
from forms.inputs import TypedText as Typed
from forms.kinds.outcomes import Answer, NeedsSearch, Outcome, Partly, QuestionScreen, Refuse, is_offer
from forms.kinds.rows import in_rows
from forms.kinds.text import read_words
from forms.offer import Offer
from forms.question import AskedQuestion
from forms.typed_words import quoted
from locales import N_, Text

LISTED = 20
OPEN = "below:"
"""How a Search for the level below a unit begins: `below:17`."""


class HalfUnit(TypedDict, total=False):
    """The level or the units that were found for `query`, and the page of them that is shown, from 0."""

    query: str
    found: Sequence[Offer]
    page: int


@dataclass(frozen=True)
class UnitOf:
    def screen(self, asked: AskedQuestion) -> QuestionScreen:
        half: HalfUnit = asked.partial or HalfUnit()
        level = half.get("found", asked.offers)
        if not level:
            return QuestionScreen(asked.question.text, more=_nothing(half.get("query", "")))
        first = half.get("page", 0) * LISTED
        below = [offer for offer in level if not offer.get("here")]
        units = in_rows(_button(offer) for offer in below[first : first + LISTED])
        return QuestionScreen(
            asked.question.text,
            (*_here(level[0]), *units, *_pages(half.get("page", 0), len(below))),
            more=N_("Open one, or write a part of its name."),
        )

    def take(self, asked: AskedQuestion, given: Input) -> Outcome | None:
        half: HalfUnit = asked.partial or HalfUnit()
        level = half.get("found", asked.offers)
        match given:
            case Press("pick", value):
                chosen = next((offer for offer in level if offer["value"] == value), None)
                return Answer({"value": chosen["value"], "label": chosen["label"]}) if chosen else None
            case Press("open", value):
                return NeedsSearch(f"{OPEN}{value}")
            case Press("page", value) if value.isdigit():
                return Partly({"query": half.get("query", ""), "found": list(level), "page": int(value)})
            case Typed(text):
                query = read_words(text, 1, 50)
                return query if isinstance(query, Refuse) else NeedsSearch(query, names="unit")
        return None

    def show(self, asked: AskedQuestion, answer: Any) -> Text:
        return str(answer["label"])

    def carry(self, asked: AskedQuestion) -> Answer | None:
        return Answer(asked.answer) if is_offer(asked.answer) else None

    def hint(self, asked: AskedQuestion) -> Text:
        return N_("Press a unit, or write a part of its name.")


def _nothing(query: str) -> Text:
    if query.startswith(OPEN):
        return N_("This unit cannot be opened. Write a part of another one's name.")
    return N_("No unit is called “{query}”. Write another part of its name.", query=quoted(query))


def _here(first: Offer) -> Rows:
    """The level's own unit, and the way up."""
    if not first.get("here"):
        return ()
    button = FormButton("pick", first["value"], N_("✓ {unit} itself", unit=first["label"]), "primary")
    up = first.get("up")
    return ((button, FormButton("open", up, N_("One level up"))),) if up else ((button,),)


def _button(offer: Offer) -> FormButton:
    if offer.get("more"):
        return FormButton("open", offer["value"], N_("{unit} ▸", unit=offer["label"]))
    return FormButton("pick", offer["value"], offer["label"])


def _pages(page: int, count: int) -> Rows:
    before = (FormButton("page", str(page - 1), N_("‹ Earlier")),) if page else ()
    after = (FormButton("page", str(page + 1), N_("More ›")),) if (page + 1) * LISTED < count else ()
    return ((*before, *after),) if before or after else ()
