"""移交: what somebody who left or moved looked after, for another officer of the unit to take over."""

from handlers.turn.routes import press
from handlers.turn.screens import Button, Part, Rows
from handlers.turn.turn import Turn, not_found
from handlers.words import counted_records
from locales import N_
from storage.queries.ground.unit_paths import Scope
from storage.queries.people import handing_over, memberships, people
from storage.queries.people.handing_over import WorkLeft

MOST_OFFERED = 90
"""A message holds a hundred buttons."""


def show(turn: Turn, person_id: int, scope: Scope) -> None:
    """Asks who takes over, unit by unit: the administrator who acts and the leaders of the unit."""
    for work in handing_over.left_behind(turn.session, person_id, scope, turn.today):
        parts, rows = _asked(turn, person_id, work)
        turn.say(*parts, rows=rows)
        for leader in people.leaders_above(turn.session, work.unit_id, turn.today):
            if leader.person_id != turn.actor.person_id:
                turn.tell(leader, *parts, rows=rows)


def _asked(turn: Turn, person_id: int, work: WorkLeft) -> tuple[list[Part], Rows]:
    name = memberships.person(turn.session, person_id).name
    counted = N_(
        "{name} looked after {items} open risk items and {entities} enterprises in {unit}. Who takes over?",
        name=name,
        items=_items(work),
        entities=len(work.entities),
        unit=work.unit,
    )
    officers = people.colleagues(turn.session, work.unit_id, person_id, turn.today)[:MOST_OFFERED]
    buttons = [
        Button(
            N_("Hand over to {name}", name=officer.name),
            "work.hand_over",
            {"of": person_id, "to": officer.person_id, "unit": work.unit_id},
        )
        for officer in officers
    ]
    said: list[Part] = [counted, *_others(work)]
    if not buttons:
        return [*said, N_("There is no officer in {unit} yet. Invite one first.", unit=work.unit)], []
    return said, [buttons[at : at + 2] for at in range(0, len(buttons), 2)]


def _items(work: WorkLeft) -> int:
    return len(work.records.get("risk_item", ()))


def _others(work: WorkLeft) -> list[Part]:
    """Records of other nouns, where there are any."""
    counted = counted_records({noun: len(ids) for noun, ids in work.records.items() if noun != "risk_item"})
    return [N_("Also open: {records}", records=counted)] if counted else []


@press("work.hand_over", may="hand_over", in_place=True)
def hand_over(turn: Turn, of: int, to: int, unit: int) -> None:
    turn, place = turn.over_unit("hand_over", unit)
    officer = next(
        (
            contact
            for contact in people.people_with_role(turn.session, "officer", unit, turn.today)
            if contact.person_id == to
        ),
        None,
    )
    if officer is None:
        raise not_found()
    left = handing_over.left_behind(turn.session, of, (place.path,), turn.today)
    work = next((work_left for work_left in left if work_left.unit_id == unit), None)
    if work is None:
        turn.say(N_("All of it has been handed over already."))
        return
    handing_over.hand_over(turn.session, work, of, to, turn.today, turn.by)
    name = memberships.person(turn.session, of).name
    done = {"items": _items(work), "entities": len(work.entities), "name": name}
    turn.say(
        N_(
            "✅ Handed over to {officer}: {items} risk items, {entities} enterprises of {name}.",
            officer=officer.name,
            **done,
        ),
        *_others(work),
    )
    if officer.person_id != turn.actor.person_id:
        taken = N_(
            "You take over from {name}: {items} risk items, {entities} enterprises. They are in your to-do.", **done
        )
        turn.tell(officer, taken, *_others(work))
