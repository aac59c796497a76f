"""Who is told of what a unit owes: its officers, and the leaders of it and of the units above it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from storage.database import Session
from storage.queries.ground.unit_paths import ids_in
from storage.queries.organisation import units
from storage.queries.people import people
from storage.queries.people.people import Contact

ByUnit = Mapping[int, Sequence[Contact]]
"""Every unit that was asked for, with its people by name; others may be there as well."""


class PeopleOfUnits:
    """Each unit is read once, however many kinds of duties ask for it."""

    def __init__(self, session: Session, today: date) -> None:
        self._session, self._today = session, today
        self._officers: dict[int, Sequence[Contact]] = {}
        self._leaders: dict[int, Sequence[Contact]] = {}

    def officers(self, unit_ids: Collection[int]) -> ByUnit:
        unread = set(unit_ids) - self._officers.keys()
        officers = people.holders_by_unit(self._session, "officer", unread, self._today)
        self._officers |= {unit_id: officers.get(unit_id, ()) for unit_id in unread}
        return self._officers

    def leaders_above(self, unit_ids: Collection[int]) -> ByUnit:
        unread = set(unit_ids) - self._leaders.keys()
        above = {unit_id: ids_in(path) for unit_id, path in units.paths(self._session, unread).items()}
        every = {unit_id for path in above.values() for unit_id in path}
        leaders = people.holders_by_unit(self._session, "leader", every, self._today)
        self._leaders |= {unit_id: _each_once(leaders, path) for unit_id, path in above.items()}
        return self._leaders


def _each_once(leaders: ByUnit, path: Collection[int]) -> Sequence[Contact]:
    return sorted({leader for unit_id in path for leader in leaders.get(unit_id, ())}, key=lambda leader: leader.name)
