"""What the kinds of duties share: which units and items are looked at, and who of each unit is told."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from typing import Any

from schedules.duty import Duty, Owed, Sight
from schedules.duty_kind import DutyRequest
from storage.attempts import AllAtOnce
from storage.queries.ground.unit_paths import ids_in
from storage.queries.organisation import succession, units
from storage.queries.people import people
from storage.queries.people.people import Contact
from storage.queries.records import risk_items

Keys = Collection[str] | None
"""Units by their keys in the pack; None is all of them."""


def owed_by_units(
    request: DutyRequest,
    attempts: AllAtOnce,
    kind: str,
    keys: Iterable[str],
    duties: Callable[[Keys], Iterable[Duty]],
) -> Iterable[Owed]:
    """`duties` of those of the `keys` that are in sight, with the officers of each unit and the leaders above it.

    KeyError for a line of the plan that no unit answers for.
    """
    answering = succession.answering(request.session, request.campaign_id, request.today)
    if request.sight is not None:
        answering = {key: unit_id for key, unit_id in answering.items() if unit_id in request.sight.units}

    def collect(some: Keys) -> Iterator[Owed]:
        seen = some if request.sight is None else answering.keys() & (keys if some is None else some)
        return _with_people(request, answering, kind, list(duties(seen)))

    return attempts.parts(
        request.session,
        f"campaign:{request.campaign_id}/{kind}",
        lambda: keys,
        collect,
        lambda key: _officers(request, answering.get(key)),
    )


def _with_people(
    request: DutyRequest, answering: dict[str, int], kind: str, duties: Collection[Duty]
) -> Iterator[Owed]:
    owing = {answering[duty.owed_by_unit or ""] for duty in duties}
    officers = people.holders_by_unit(request.session, "officer", owing, request.today)
    leaders = leaders_above_each(request, owing)
    for duty in duties:
        unit_id = answering[duty.owed_by_unit or ""]
        yield Owed(
            replace(duty, key=f"{request.campaign_id}/{duty.key}"),  # two plans may use the same keys
            tuple(officers.get(unit_id, ())),
            tuple(leaders[unit_id]),
            f"campaign:{request.campaign_id}/{kind}:{duty.owed_by_unit}",
        )


def leaders_above_each(request: DutyRequest, unit_ids: Collection[int]) -> dict[int, list[Contact]]:
    """Of every unit the leaders of itself and of those above it, by name, each once."""
    above = {unit_id: ids_in(path) for unit_id, path in units.paths(request.session, unit_ids).items()}
    every = {unit_id for path in above.values() for unit_id in path}
    leaders = people.holders_by_unit(request.session, "leader", every, request.today)
    return {
        unit_id: sorted({one for above_it in path for one in leaders.get(above_it, ())}, key=lambda one: one.name)
        for unit_id, path in above.items()
    }


def seen_by(sight: Sight | None) -> Any:
    """The condition on a risk item that somebody with this sight may be told of it."""
    return None if sight is None else risk_items.concerning(sight.people, sight.units, sight.entities)


def _officers(request: DutyRequest, unit_id: int | None) -> list[int]:
    """The people who are told what a unit owes."""
    if unit_id is None:
        return []
    held = people.people_with_role(request.session, "officer", unit_id, request.today)
    return [officer.person_id for officer in held]
