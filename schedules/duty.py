"""A duty (该办的事): one thing that a unit, a person or an enterprise owes now, and who is told of it."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date

from campaigns.schema.pack import Pack
from locales import N_, Text
from storage.json_values import JsonObject
from storage.queries.people.people import Contact


@dataclass(frozen=True)
class DutyButton:
    """What fulfils the duty or leads there: an action of the conversations, with its details."""

    label: Text
    action: str
    details: JsonObject = field(default_factory=dict)


@dataclass(frozen=True)
class Duty:
    """It exists from `since`; what is done is simply not listed any more.

    `key` tells it from every other and stays the same as long as it is owed: what was said of it is kept under it.
    Without a due day it waits, and is reminded of while it does.
    """

    key: str
    title: Text
    due: date | None
    since: date
    kind: str = ""
    """Key of its kind, see `schedules/catalog/`."""
    owed_by_unit: str | None = None
    """Key of a unit in its plan."""
    button: DutyButton | None = None
    urgent: bool = False
    """Does not wait for the digest."""

    def named_with_its_unit(self, pack: Pack) -> "Duty":
        """For somebody with several units in sight: the same may be owed by each of them."""
        if self.owed_by_unit is None:
            return self
        unit = pack.unit(self.owed_by_unit).title
        return replace(self, title=N_("{unit}: {what}", unit=unit, what=self.title))

    def as_heard_by_leaders(self, pack: Pack) -> "Duty":
        """Only the unit itself can say that it is done, so its button is not a leader's."""
        named = self.named_with_its_unit(pack)
        return replace(named, button=None) if self.owed_by_unit is not None else named


@dataclass(frozen=True)
class Owed:
    """A duty, who is told of it, and who hears of it when it is long overdue."""

    duty: Duty
    by: tuple[Contact, ...]
    leaders: tuple[Contact, ...]
    path: str
    """The piece that it belongs to where pieces fail by themselves: `campaign:3/risk:17`."""
    barred: int | None = None
    """A person who may not do it, not even standing in for one of those who are told."""


@dataclass(frozen=True)
class Sight:
    """For whom duties are looked up: these people, officers of these units or leaders above them, these enterprises."""

    people: Collection[int]
    units: Collection[int]
    entities: Collection[int]
