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
        found: dict[tuple[str, date | None], VisibleDeadline] = {}
        for role in turn.actor.roles:
            for seen in _seen_as(turn, running, role):
                same = (seen.key, seen.occurrence.due)
                before = found.get(same, seen)
                owing = tuple(dict.fromkeys((*before.owing, *seen.owing)))
                found[same] = VisibleDeadline(running, seen.occurrence, owing, before.watched and seen.watched)
        yield from found.values()


def _seen_as(turn: Turn, running: RunningCampaign, role: Role) -> Iterable[VisibleDeadline]:
    if role.role == "enterprise":
        return _of_enterprise(turn, running, role)
    in_sight = {role.unit_id} if role.role == "officer" else units.ids_below(turn.session, role.path)
    ours = succession.answering(turn.session, running.campaign_id, turn.today)
    return _of_units(turn, running, {key for key, unit_id in ours.items() if unit_id in in_sight})


def _of_units(turn: Turn, running: RunningCampaign, in_sight: set[str]) -> Iterable[VisibleDeadline]:
    """One line for all units that owe the same by the same day; a unit with a day of its own has its own line."""
    found: dict[tuple[str, date | None], VisibleDeadline] = {}
    for one in of_units(running.pack, turn.calendar, recorded_by_units(turn.session, running)):
        if one.unit in in_sight:
            same = (one.occurrence.key, one.occurrence.due)
            before = found.get(same)
            owing = (*(before.owing if before else ()), *((one.unit,) if one.followed else ()))
            watched = one.watches and (before is None or before.watched)
            found[same] = VisibleDeadline(running, one.occurrence, owing, watched)
    return found.values()


def _of_enterprise(turn: Turn, running: RunningCampaign, role: Role) -> Iterator[VisibleDeadline]:
    for entity in entities.by_ids(turn.session, [role.entity_id or 0], turn.today):
        level = entity_offers.level_of(entity, running.pack)
        for one in occurrences(running.pack, turn.calendar):
            if includes_entity(one.deadline.owed_by, entity.kind, entity.tags, level):
                yield VisibleDeadline(running, one, ())
