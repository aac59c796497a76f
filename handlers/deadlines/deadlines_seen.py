"""Which of a plan's deadlines a person sees, and by which units in sight each is still owed.

An officer sees what the own unit owes and what it watches over (监督), an enterprise contact what the enterprise owes,
leaders and administrators what is open below them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from campaigns.schema.parties import includes_entity
from handlers.chatform import entity_offers
from handlers.turn.turn import Turn
from schedules.deadline_dates import Occurrence, occurrences
from schedules.recorded import recorded_by_units
from schedules.unit_deadlines import of_units
from storage.queries.organisation import succession, units
from storage.queries.people.people import Role
from storage.queries.plans.campaigns import RunningCampaign
from storage.queries.register import entities


@dataclass(frozen=True)
class VisibleDeadline:
    """A deadline as somebody sees it: which units in sight have yet to do it, or that they only watch over it."""

    running: RunningCampaign
    occurrence: Occurrence
    owing: tuple[str, ...]
    watched: bool = False

    @property
    def key(self) -> str:
        return f"{self.running.campaign_id}/{self.occurrence.key}"


def all_seen(turn: Turn) -> Iterator[VisibleDeadline]:
    """Each deadline once, however many roles the person sees it in."""
    for running in turn.running:
        by_key: dict[tuple[str, date | None], VisibleDeadline] = {}
        for role in turn.actor.roles:
            for seen in _seen_as(turn, running, role):
                same = (seen.key, seen.occurrence.due)
                before = by_key.get(same, seen)
                owing = tuple(dict.fromkeys((*before.owing, *seen.owing)))
                by_key[same] = VisibleDeadline(running, seen.occurrence, owing, before.watched and seen.watched)
        yield from by_key.values()


def _seen_as(turn: Turn, running: RunningCampaign, role: Role) -> Iterable[VisibleDeadline]:
    if role.role == "enterprise":
        return _of_enterprise(turn, running, role)
    in_sight = {role.unit_id} if role.role == "officer" else units.ids_below(turn.session, role.path)
    ours = succession.answering(turn.session, running.campaign_id, turn.today)
    return _of_units(turn, running, {key for key, unit_id in ours.items() if unit_id in in_sight})


def _of_units(turn: Turn, running: RunningCampaign, in_sight: set[str]) -> Iterable[VisibleDeadline]:
    """One line for all units that owe the same by the same day; a unit with a day of its own has its own line."""
    by_key: dict[tuple[str, date | None], VisibleDeadline] = {}
    for of_unit in of_units(running.pack, turn.calendar, recorded_by_units(turn.session, running)):
        if of_unit.unit in in_sight:
            same = (of_unit.occurrence.key, of_unit.occurrence.due)
            before = by_key.get(same)
            owing = (*(before.owing if before else ()), *((of_unit.unit,) if of_unit.followed else ()))
            watched = of_unit.watches and (before is None or before.watched)
            by_key[same] = VisibleDeadline(running, of_unit.occurrence, owing, watched)
    return by_key.values()


def _of_enterprise(turn: Turn, running: RunningCampaign, role: Role) -> Iterator[VisibleDeadline]:
    for entity in entities.by_ids(turn.session, [role.entity_id or 0], turn.today):
        level = entity_offers.level_of(entity, running.pack)
        for occurrence in occurrences(running.pack, turn.calendar):
            if includes_entity(occurrence.deadline.owed_by, entity.kind, entity.tags, level):
                yield VisibleDeadline(running, occurrence, ())
