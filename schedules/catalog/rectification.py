"""整改: an open risk item has to be rectified by its day."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from locales import N_, Message
from schedules.duties_of_units import leaders_above_each, seen_by
from schedules.duty import Duty, DutyButton, Owed
from schedules.duty_kind import DutyKind, DutyRequest
from storage.attempts import AllAtOnce
from storage.queries.ground.unit_paths import ids_in
from storage.queries.people import people
from storage.queries.people.people import Contact
from storage.queries.records import risk_items
from storage.queries.records.risk_items import RiskCard


def owed(request: DutyRequest, attempts: AllAtOnce) -> Iterable[Owed]:
    """An item that waits for review is nobody's overdue work: the rectification was reported."""
    return attempts.parts(
        request.session,
        f"campaign:{request.campaign_id}/risk",
        lambda: risk_items.ids_in_state(request.session, request.campaigns_of_items, "open"),
        lambda ids: _owed(request, ids),
        lambda item: [risk_items.in_charge_of(request.session, item)],
    )


def _owed(request: DutyRequest, ids: Collection[int] | None) -> Iterator[Owed]:
    cards = risk_items.in_state(request.session, request.campaigns_of_items, "open", ids, seen_by(request.sight))
    concerned = _those_concerned(request, cards)
    leaders = leaders_above_each(request, {card.unit_id for card in cards})
    for card in cards:
        duty = Duty(
            key=f"risk:{card.id}",
            kind="rectification",
            title=title_of_item(card),
            due=card.due,
            since=card.opened_on,
            owed_by_person=card.officer_id,
            button=DutyButton(N_("See to it"), "risk.show", {"id": card.id}),
        )
        path = f"campaign:{request.campaign_id}/risk:{card.id}"
        yield Owed(duty, tuple(concerned[card.id]), tuple(leaders[card.unit_id]), path)


def title_of_item(card: RiskCard) -> Message:
    return N_("{number} {entity}: {fault}", number=card.number, entity=card.entity, fault=card.description[:30])


def _those_concerned(request: DutyRequest, cards: Collection[RiskCard]) -> Mapping[int, list[Contact]]:
    """By item: the officer in charge; where they have left the unit and those above it, its officers; the contacts."""
    session, today = request.session, request.today
    serving = people.officers_by_unit(session, today)
    in_charge = people.contacts_by_id(session, {card.officer_id for card in cards})
    officers = people.holders_by_unit(session, "officer", {card.unit_id for card in cards}, today)
    contacts = people.contacts_by_entity(session, {card.entity_id for card in cards}, today)
    concerned: dict[int, list[Contact]] = {}
    for card in cards:
        there = any(card.officer_id in serving.get(unit, ()) for unit in ids_in(card.unit_path))
        told = in_charge.get(card.officer_id, []) if there else officers.get(card.unit_id, [])
        concerned[card.id] = [*told, *contacts.get(card.entity_id, [])]
    return concerned


KIND = DutyKind("rectification", 30, owed, outlives_campaign=True)
