"""What 提交 hands over: the answers of a form by question key, each read as what its kind of answer means.

answers.day("due")                 ->  date(2025, 7, 20)
answers.entity("entity").name      ->  "康民大药房（南宾店）"
answers.text_or_none("reason")     ->  None: skipped, or not asked
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from forms.kinds.checklist import Mark, is_mark
from forms.kinds.entity import NEW
from forms.kinds.outcomes import is_offer
from forms.kinds.people import is_people_count
from forms.kinds.photos_note import NOTHING, PhotosAndNote, is_collected
from forms.kinds.spot import SpotOnMap, is_spot


@dataclass(frozen=True)
class ChosenOffer:
    """A unit, a person or an entity of the register."""

    id: int
    name: str


@dataclass(frozen=True)
class ChosenEntity:
    """`id` is None where it is to be registered with this name and kind."""

    id: int | None
    name: str
    kind: str


@dataclass(frozen=True)
class PeopleWhoWent:
    """How many there were, with the writer, and the ids of the colleagues who were named."""

    count: int
    colleagues: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Answers(Mapping[str, object]):
    """As stored; None was skipped. Every method raises TypeError where an answer is not of the kind that it reads."""

    stored: Mapping[str, object]

    def __getitem__(self, key: str) -> object:
        return self.stored[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.stored)

    def __len__(self) -> int:
        return len(self.stored)

    def has(self, key: str) -> bool:
        """Whether the question was asked and not skipped."""
        return self.get(key) is not None

    def text(self, key: str) -> str:
        """Words, a telephone number, a credit code."""
        match self.get(key):
            case str(text):
                return text
        raise self._unfit(key, "text")

    def text_or_none(self, key: str) -> str | None:
        return self.text(key) if self.has(key) else None

    def chosen(self, key: str) -> str:
        """The value of the option."""
        return self.text(key)

    def chosen_id(self, key: str) -> int:
        """The id that is the option's value: of a colleague, of a unit."""
        return int(self.chosen(key))

    def chosen_many(self, key: str) -> list[str]:
        """The values of the options, none where the question was skipped or not asked."""
        match self.get(key):
            case None:
                return []
            case list(values) if all(isinstance(value, str) for value in values):
                return values
        raise self._unfit(key, "chosen options")

    def day(self, key: str) -> date:
        return date.fromisoformat(self.text(key))

    def day_or_none(self, key: str) -> date | None:
        return self.day(key) if self.has(key) else None

    def number(self, key: str) -> Decimal:
        return Decimal(self.text(key))

    def offer(self, key: str) -> ChosenOffer:
        """A unit or a person."""
        stored = self.get(key)
        if not is_offer(stored):
            raise self._unfit(key, "a chosen unit or person")
        return ChosenOffer(int(stored["value"]), stored["label"])

    def entity(self, key: str) -> ChosenEntity:
        stored = self.get(key)
        if not is_offer(stored) or "kind" not in stored:
            raise self._unfit(key, "an entity")
        chosen = stored["value"]
        return ChosenEntity(None if chosen == NEW else int(chosen), stored["label"], stored["kind"])

    def people(self, key: str) -> PeopleWhoWent:
        stored = self.get(key)
        if not is_people_count(stored):
            raise self._unfit(key, "a number of people")
        return PeopleWhoWent(stored["count"], tuple(int(colleague) for colleague in stored["named"]))

    def photos(self, key: str) -> PhotosAndNote:
        """Empty where nothing was sent."""
        stored = self.get(key)
        if stored is None:
            return NOTHING
        if not is_collected(stored):
            raise self._unfit(key, "photos and a note")
        return stored

    def checklist(self, key: str) -> Mapping[str, Mark]:
        """By the item's key; empty where the list was not asked."""
        match self.get(key):
            case None:
                return {}
            case dict(marks) if all(is_mark(mark) for mark in marks.values()):
                return marks
        raise self._unfit(key, "a checklist")

    def spot(self, key: str) -> SpotOnMap:
        stored = self.get(key)
        if not is_spot(stored):
            raise self._unfit(key, "a spot")
        return stored

    def without(self, *keys: str) -> "Answers":
        return Answers({key: answer for key, answer in self.stored.items() if key not in keys})

    def about_registered(self, key: str, entity_id: int) -> "Answers":
        """The same about an entity that is in the register by now, so that it is not registered once more."""
        stored = self.get(key)
        if not is_offer(stored):
            raise self._unfit(key, "an entity")
        return Answers({**self.stored, key: {**stored, "value": str(entity_id)}})

    def _unfit(self, key: str, wanted: str) -> TypeError:
        """Without what was answered: that may be personal, and the error goes into the log."""
        return TypeError(f"the answer “{key}” is not {wanted}, but {type(self.get(key)).__name__}")
