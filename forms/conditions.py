"""Conditions and defaults as data, over dotted paths of answers: `Is("entity.kind", "distributor")`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from forms.offer import Offer


def look_up(answers: Mapping[str, object], path: str) -> object:
    """The answer at a dotted path, None where there is none: `look_up(answers, "entity.kind")`."""
    value: object = answers
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


@dataclass(frozen=True)
class Is:
    """The answer at `path` is `value`."""

    path: str
    value: str

    def holds(self, answers: Mapping[str, object]) -> bool:
        return bool(look_up(answers, self.path) == self.value)


@dataclass(frozen=True)
class In:
    """The answer at `path` is one of `values`."""

    path: str
    values: tuple[str, ...]

    def holds(self, answers: Mapping[str, object]) -> bool:
        return look_up(answers, self.path) in self.values


@dataclass(frozen=True)
class NotIn:
    """There is an answer at `path`, and it is none of `values`."""

    path: str
    values: tuple[str, ...]

    def holds(self, answers: Mapping[str, object]) -> bool:
        value = look_up(answers, self.path)
        return value is not None and value not in self.values


@dataclass(frozen=True)
class AnyBad:
    """Some item of one of these checklists is marked 不符合."""

    keys: tuple[str, ...]

    def holds(self, answers: Mapping[str, object]) -> bool:
        checklists = (answers.get(key) for key in self.keys)
        marked = (marks.values() for marks in checklists if isinstance(marks, Mapping))
        return any(item["mark"] == "bad" for items in marked for item in items)


Condition = Is | In | NotIn | AnyBad


@dataclass(frozen=True)
class Facts:
    """What a default may look at."""

    answers: Mapping[str, object]
    offers: tuple[Offer, ...]  # of the question itself
    day: str  # ISO, the day of the last change


@dataclass(frozen=True)
class From:
    """What another answer says: `From("entity.tags")`."""

    path: str

    def value(self, facts: Facts) -> object:
        return look_up(facts.answers, self.path)


@dataclass(frozen=True)
class FirstOffer:
    """The first of the things that the edge offers."""

    def value(self, facts: Facts) -> object:
        return facts.offers[0]["value"] if facts.offers else None


@dataclass(frozen=True)
class ChosenOffers:
    """Those of the offers that hold already, `{"value": "cold_chain", "label": "冷链", "chosen": True}`."""

    def value(self, facts: Facts) -> object:
        return [offer["value"] for offer in facts.offers if offer.get("chosen")]


@dataclass(frozen=True)
class Today:
    """The day on which the form was last touched, in the zone of the form."""

    def value(self, facts: Facts) -> object:
        return facts.day


@dataclass(frozen=True)
class Choose:
    """One value where a condition holds, else another; none where it is for people to say."""

    condition: Condition
    then: str
    otherwise: str
    unless: Condition | None = None

    def value(self, facts: Facts) -> object:
        if self.unless is not None and self.unless.holds(facts.answers):
            return None
        return self.then if self.condition.holds(facts.answers) else self.otherwise


Default = From | FirstOffer | ChosenOffers | Today | Choose
