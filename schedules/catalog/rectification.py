"""整改: an open risk item has to be rectified by its day."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from locales import N_, Message
from schedules.duties_of_units import seen_by
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
    leaders = request.people.leaders_above({card.unit_id for card in cards})
    for card in cards:
        duty = Duty(
            key=f"risk:{card.id}",
            kind="rectification",
            title=title_of_item(card),
            due=card.due,
            since=card.opened_on,
            button=DutyButton(N_("See to it"), "risk.show", {"id": card.id}),
        )
        path = f"campaign:{request.campaign_id}/risk:{card.id}"
        yield Owed(duty, tuple(concerned[card.id]), tuple(leaders[card.unit_id]), path)


def title_of_item(card: RiskCard) -> Message:
    return N_("{number} {entity}: {fault}", number=card.number, entity=card.entity, fault=card.description[:30])


def _those_concerned(request: DutyRequest, cards: Collection[RiskCard]) -> Mapping[int, list[Contact]]:
    """By item: the officer in charge; where they have left the unit and those above it, its officers; the contacts."""
    session, today = request.session, request.today
    in_charge = {card.officer_id for card in cards}
    serving = people.units_served(session, in_charge, today)
    left = {card.id for card in cards if serving.get(card.officer_id, set()).isdisjoint(ids_in(card.unit_path))}
    reachable = people.contacts_by_id(session, in_charge)
    officers = request.people.officers({card.unit_id for card in cards if card.id in left})
    contacts = people.contacts_by_entity(session, _entities_in_sight(request, cards), today)
    concerned: dict[int, list[Contact]] = {}
    for card in cards:
        officers_told = officers[card.unit_id] if card.id in left else reachable.get(card.officer_id, [])
        concerned[card.id] = [*officers_told, *contacts.get(card.entity_id, [])]
    return concerned


def _entities_in_sight(request: DutyRequest, cards: Collection[RiskCard]) -> set[int]:
    """A list of one person's need not know the contacts of other enterprises."""
    entities = {card.entity_id for card in cards}
    return entities if request.sight is None else entities.intersection(request.sight.entities)


KIND = DutyKind("rectification", 30, owed, outlives_campaign=True)
