"""What the kinds of duties share: which units and items are looked at, and who of each unit is told."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from typing import Any

from schedules.duty import Duty, Owed, Sight
from schedules.duty_kind import DutyRequest
from storage.attempts import AllAtOnce
from storage.queries.people import people
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
    if request.sight is not None and not request.sight.units:
        return ()
    return attempts.parts(
        request.session,
        f"campaign:{request.campaign_id}/{kind}",
        lambda: keys,
        lambda some: _with_people(request, kind, list(duties(_in_sight(request, keys, some)))),
        lambda key: _officers(request, request.answering.get(key)),
    )


def _in_sight(request: DutyRequest, keys: Iterable[str], some: Keys) -> Keys:
    sight = request.sight
    if sight is None:
        return some
    return {key for key in (keys if some is None else some) if request.answering.get(key) in sight.units}


def _with_people(request: DutyRequest, kind: str, duties: Collection[Duty]) -> Iterator[Owed]:
    owing = {request.answering[duty.owed_by_unit or ""] for duty in duties}
    officers, leaders = request.people.officers(owing), request.people.leaders_above(owing)
    for duty in duties:
        unit_id = request.answering[duty.owed_by_unit or ""]
        yield Owed(
            replace(duty, key=f"{request.campaign_id}/{duty.key}"),  # two plans may use the same keys
            tuple(officers[unit_id]),
            tuple(leaders[unit_id]),
            f"campaign:{request.campaign_id}/{kind}:{duty.owed_by_unit}",
        )


def seen_by(sight: Sight | None) -> Any:
    """The condition on a risk item that somebody with this sight may be told of it."""
    return None if sight is None else risk_items.concerning(sight.people, sight.units, sight.entities)


def _officers(request: DutyRequest, unit_id: int | None) -> list[int]:
    """The people who are told what a unit owes."""
    if unit_id is None:
        return []
    held = people.people_with_role(request.session, "officer", unit_id, request.today)
    return [officer.person_id for officer in held]
