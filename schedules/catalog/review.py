"""待复核: a rectification was reported, and a second person has to look at it: 销号 or 退回 (K9).

No plan prints a day for it, so it has none (C7): it is reminded of while it waits.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from zoneinfo import ZoneInfo

from locales import N_
from schedules.catalog.rectification import title_of_item
from schedules.duties_of_units import seen_by
from schedules.duty import Duty, DutyButton, Owed
from schedules.duty_kind import DutyKind, DutyRequest
from storage.attempts import AllAtOnce
from storage.queries.people import people
from storage.queries.people.people import Contact
from storage.queries.records import risk_items


def owed(request: DutyRequest, attempts: AllAtOnce) -> Iterable[Owed]:
    return attempts.parts(
        request.session,
        f"campaign:{request.campaign_id}/review",
        lambda: risk_items.ids_in_state(request.session, request.campaigns_of_items, "rectified"),
        lambda ids: _owed(request, ids),
        lambda item: [risk_items.in_charge_of(request.session, item)],
    )


def _owed(request: DutyRequest, ids: Collection[int] | None) -> Iterator[Owed]:
    session, zone = request.session, ZoneInfo(request.running.pack.zone)
    cards = risk_items.in_state(session, request.campaigns_of_items, "rectified", ids, seen_by(request.sight))
    reports = risk_items.last_events(session, [card.id for card in cards], "rectified")
    unit_ids = {card.unit_id for card in cards}
    officers, leaders = request.people.officers(unit_ids), request.people.leaders_above(unit_ids)
    stand_ins = people.stand_ins(session, request.today) if cards else {}
    for card in cards:
        report = reports[card.id]
        reporter = report.person_id if request.running.pack.close_out.second_person else None
        above = _besides(reporter, leaders[card.unit_id], stand_ins)
        duty = Duty(
            key=f"review:{card.id}",
            kind="review",
            title=N_("to review: {what}", what=title_of_item(card)),
            due=None,
            since=report.at.astimezone(zone).date(),
            button=DutyButton(N_("Review"), "risk.show", {"id": card.id}),
        )
        by = _besides(reporter, officers[card.unit_id], stand_ins) or above
        yield Owed(duty, tuple(by), tuple(above), f"campaign:{request.campaign_id}/review:{card.id}", barred=reporter)


def _besides(
    reporter: int | None, contacts: Iterable[Contact], stand_ins: Mapping[int, Sequence[Contact]]
) -> list[Contact]:
    """Where the plan wants a second person: not who reported it, nor somebody on leave for whom only they stand in.

    Where a unit has none, the leaders above are told.
    """
    second = (contact for contact in contacts if contact.person_id != reporter)
    return [
        contact
        for contact in second
        if any(present.person_id != reporter for present in stand_ins.get(contact.person_id, [contact]))
    ]


KIND = DutyKind("review", 40, owed, outlives_campaign=True)
