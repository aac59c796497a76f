"""A supervised entity: a recent one, one found by words or near by, or one registered on the spot (先登记一家).

The answer is what the edge offered, `{"value": "17", "label": "康民大药房", "kind": "distributor", "tags": [...], …}`;
a new one is `{"value": "new", "label": "示例药房", "kind": "distributor", "tags": []}`, provisional until confirmed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypedDict

from forms.effects import FormButton, Rows
from forms.inputs import Input, Location, Press
from forms.inputs import TypedText as Typed
from forms.kinds.choice import not_among, option_in_words
from forms.kinds.outcomes import Answer, NeedsSearch, Outcome, Partly, QuestionScreen, Refuse
from forms.kinds.rows import in_rows
from forms.kinds.text import read_words
from forms.offer import Offer
from forms.question import AskedQuestion, Option
from forms.typed_words import quoted
from locales import N_, Text

NAME_LEAST, NAME_MOST = 2, 100
QUERY_MOST = 500  # somebody may paste what a QR code says
LISTED = 10  # offers shown at a time; whoever needs more writes more
NEW = "new"
ENTITY_KINDS = (
    Option("distributor", N_("Distributor")),
    Option("user", N_("User institution")),
    Option("manufacturer", N_("Manufacturer")),
    Option("platform", N_("Online platform")),
)


class HalfEntity(TypedDict, total=False):
    """What was searched for and found; then `registering`: the name of a new one, and those that sound like it."""

    query: str
    found: Sequence[Offer]
    registering: bool
    name: str
    alike: Sequence[Offer]


@dataclass(frozen=True)
class Entity:
    kinds: tuple[Option, ...] = ENTITY_KINDS  # what a newly registered one can be

    def screen(self, asked: AskedQuestion) -> QuestionScreen:
        match asked.partial:
            case {"name": name, "alike": [_, *_] as alike}:
                return QuestionScreen(_alike_text(name, alike), (*_rows_of(alike), *self._kind_rows()), back=True)
            case {"name": name}:
                return QuestionScreen(N_("What kind is {name}?", name=name), self._kind_rows(), back=True)
            case {"registering": _, "query": query}:
                return QuestionScreen(N_("What is its full name?"), _name_rows(query), back=True)
            case {"found": found, "query": query}:
                return QuestionScreen(_found_text(found, query), _found_rows(found), back=True)
        offers = _rows_of(asked.offers)
        return QuestionScreen(asked.question.text, offers, more=N_("Recent:") if offers else "")

    def take(self, asked: AskedQuestion, given: Input) -> Outcome | None:
        half: HalfEntity = asked.partial or HalfEntity()
        match given:
            case Press("pick", value):
                return _picked(value, (*half.get("alike", ()), *half.get("found", ()), *asked.offers))
            case Press("register") if "found" in half:
                return Partly({**half, "registering": True})
            case Press("name", value) if "registering" in half:
                return self._named(half, value)
            case Press("kind", value) if "name" in half and any(kind.value == value for kind in self.kinds):
                return _registered(half["name"], value)
            case Press("back") if half:
                return Partly(_one_back(half))
            case Location(latitude, longitude):
                return NeedsSearch("", near=(latitude, longitude))
            case Typed(text):
                return self._read(half, text)
        return None

    def _read(self, half: HalfEntity, text: str) -> Outcome:
        if "name" in half:
            kind = option_in_words(self.kinds, text)
            return _registered(half["name"], kind.value) if kind else Refuse(not_among(text, _BY_BUTTON))
        if "registering" in half:
            return self._named(half, text)
        query = read_words(text, 1, QUERY_MOST)
        return NeedsSearch(query) if isinstance(query, str) else query

    def _named(self, half: HalfEntity, text: str) -> Outcome:
        name = read_words(text, NAME_LEAST, NAME_MOST)
        return NeedsSearch(name, alike=True) if isinstance(name, str) else name

    def _kind_rows(self) -> Rows:
        return in_rows(FormButton("kind", kind.value, kind.label) for kind in self.kinds)

    def show(self, asked: AskedQuestion, answer: Any) -> Text:
        if answer["value"] == NEW:
            return N_("{name} (new)", name=answer["label"])
        return str(answer["label"])

    def carry(self, asked: AskedQuestion) -> Answer | None:
        """Its name and kind are told, whichever kinds can be registered today."""
        stored = asked.answer
        known = isinstance(stored, Mapping) and {"value", "label", "kind"} <= set(stored)
        return Answer(stored) if known else None

    def hint(self, asked: AskedQuestion) -> Text:
        half: HalfEntity = asked.partial or HalfEntity()
        if "name" in half:
            return _BY_BUTTON
        return (
            N_("Please write its full name.")
            if "registering" in half
            else N_("Write a part of its name, pinyin initials or credit code.")
        )


_BY_BUTTON = N_("Please press one of the buttons.")


def _registered(name: str, kind: str) -> Outcome:
    return Answer({"value": NEW, "label": name, "kind": kind, "tags": []})


def _picked(value: str, offers: Iterable[Offer]) -> Outcome | None:
    offer = next((offer for offer in offers if str(offer["value"]) == value), None)
    return Answer({name: fact for name, fact in offer.items() if name != "button"}) if offer else None


def _one_back(half: HalfEntity) -> Mapping[str, object] | None:
    """Undoes the last step of registering; before that, the search."""
    for step in ("name", "registering"):
        if step in half:
            return {key: value for key, value in half.items() if key not in (step, "alike")}
    return None


def _name_rows(query: str) -> Rows:
    """What was searched for is mostly the name."""
    return ((FormButton("name", query, query),),) if NAME_LEAST <= len(query) <= NAME_MOST else ()


def _alike_text(name: str, alike: Sequence[Offer]) -> Text:
    return N_(
        "Similar names: {names}. Is it one of them? If not, what kind is {name}?",
        names=[str(offer["label"]) for offer in alike],
        name=name,
    )


def _found_text(offers: Sequence[Offer], query: str) -> Text:
    if not query:
        return N_("The nearest {n} (not among them? Register it first):", n=len(offers[:LISTED]))
    if not offers:
        return N_("Nothing found for “{query}”. Try other words, or register it first.", query=quoted(query))
    if len(offers) > LISTED:
        return N_(
            "Found {n}, here are {listed}. Write more of the name to narrow it down.", n=len(offers), listed=LISTED
        )
    return N_("Found {n} (not among them? Register it first):", n=len(offers))


def _found_rows(offers: Sequence[Offer]) -> Rows:
    return (*_rows_of(offers), (FormButton("register", "", N_("Register it first")),))


def _rows_of(offers: Iterable[Offer]) -> Rows:
    """One a row: names are long. An offer may carry a longer `button`, e.g. with its kind and level."""
    listed = list(offers)[:LISTED]
    return tuple((FormButton("pick", str(offer["value"]), offer.get("button", offer["label"])),) for offer in listed)
