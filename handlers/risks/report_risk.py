"""报隐患: a risk item is opened (建档), from a finding, a visit, an entity or from nothing."""

from collections.abc import Mapping

from campaigns.schema.pack import Pack
from forms.answers import Answers
from forms.catalog.risk_item import risk_item
from forms.engine import Offers
from forms.model import Form
from forms.question import Option
from handlers.chatform import entity_offers, filling, resuming, which_unit
from handlers.chatform.chosen_entity import colleagues, entity_of, over_entity
from handlers.chatform.filling import Conversation
from handlers.risks import risk_cards
from handlers.turn.routes import Listed, command, press
from handlers.turn.stored import About
from handlers.turn.turn import Refused, Turn, not_found
from locales import N_, tr
from storage.queries.people import people
from storage.queries.records import attachments, inspections, risk_items
from storage.queries.records.risk_items import NewRiskItem
from storage.tables import Draft, Inspection

DUE_IN = (7, 15, 30)
"""Buttons for a due day where the plan suggests none, in days."""


class AboutNewRisk(About):
    """The finding or the visit that it comes from."""

    finding: int | None = None
    inspection: int | None = None
    asks_unit: bool = False


@command(
    "risk",
    N_("Report risk"),
    may="report_risk",
    listed=Listed(20, N_("报隐患 /risk — report a fault"), N_("Report risk")),
)
def report_risk(turn: Turn) -> None:
    if not resuming.offer_to_resume(turn, "risk_item"):
        begin(turn)


@press("risk.report", may="report_risk")
def report_from(
    turn: Turn, finding: int | None = None, inspection: int | None = None, entity: int | None = None
) -> None:
    """From a finding its words, photos and entity are filled in, from a visit or an entity's card just the entity."""
    if finding is not None:
        _report_finding(turn, finding)
    elif inspection is not None:
        record = _own_visit(turn, inspection)
        _begin_at(turn, record.entity_id, AboutNewRisk(inspection=record.id), heading=record.number)
    elif entity is not None:
        _begin_at(turn, entity)
    else:
        begin(turn)


def _report_finding(turn: Turn, finding: int) -> None:
    found_finding = inspections.finding(turn.session, finding)
    if found_finding is None:
        raise not_found()
    record = _own_visit(turn, found_finding.inspection_id)
    if (present := risk_items.of_finding(turn.session, found_finding.id)) is not None:
        risk_cards.show(turn, present.id)
        return
    words = found_finding.note or tr(N_("Not met: {item}", item=found_finding.words), turn.actor.language)
    about = AboutNewRisk(finding=found_finding.id, inspection=record.id)
    photos = inspections.photos_of_finding(record, found_finding)
    known = {"description": words, **({"photos": {"photos": photos, "note": ""}} if photos else {})}
    _begin_at(turn, record.entity_id, about, known, f"{record.number} · {words}")


def _own_visit(turn: Turn, inspection: int) -> Inspection:
    record = inspections.one_of(turn.session, inspection, turn.actor.person_id)
    if record is None:
        raise not_found()
    return record


def _begin_at(
    turn: Turn,
    entity_id: int,
    about: AboutNewRisk | None = None,
    answers: Mapping[str, object] | None = None,
    heading: str = "",
) -> None:
    turn = over_entity(turn, "report_risk", entity_id)
    begin(turn, about, {**(answers or {}), "entity": entity_offers.offer(turn, entity_id)}, heading)


def begin(
    turn: Turn, about: AboutNewRisk | None = None, answers: Mapping[str, object] | None = None, heading: str = ""
) -> None:
    officers = {turn.actor.person_id: turn.actor.name, **colleagues(turn, "report_risk")}
    offers: Offers = {
        "entity": entity_offers.recent_offers(turn, "report_risk"),
        "officer": [{"value": str(person), "label": name} for person, name in officers.items()],
    }
    asks_unit, several = which_unit.asking_of(turn, "report_risk")
    about = (about or AboutNewRisk()).model_copy(update={"asks_unit": asks_unit})
    filling.begin(turn, "risk_item", about=about, offers={**offers, **several}, answers=answers, heading=heading)


def save(turn: Turn, row: Draft, answers: Answers) -> None:
    turn, entity_id = entity_of(turn, "report_risk", answers)
    about = AboutNewRisk.of(row)
    fault = NewRiskItem(
        description=answers.text("description"),
        entity_id=entity_id,
        unit_id=turn.role.unit_id,
        due=answers.day("due"),
        officer_id=_officer_of(turn, answers.chosen_id("officer")),
        opened_on=turn.today,
        finding_id=about.finding,
        inspection_id=about.inspection,
        campaign_id=turn.campaign.campaign_id,
    )
    new_risk_item = risk_items.open_item(turn.session, fault, row.instance, turn.by, turn.today.year)
    attachments.attach(turn.session, "risk_item", new_risk_item.id, answers.photos("photos")["photos"], turn.by)
    card = risk_cards.visible_card(turn, new_risk_item.id)
    turn.say(
        N_("✅ Opened · number {number}", number=new_risk_item.number),
        *risk_cards.words(turn, card),
        rows=risk_cards.buttons(turn, card),
    )
    if fault.officer_id != turn.actor.person_id:
        risk_cards.tell(turn, fault.officer_id, N_("A risk item has been given to you:"), card)
    for contact in people.contacts_of_entity(turn.session, fault.entity_id, turn.today):
        risk_cards.tell(
            turn, contact.person_id, N_("A fault was found at your place; please rectify it in time:"), card
        )


def _officer_of(turn: Turn, person_id: int) -> int:
    """Nobody can follow up what lies in another unit's territory."""
    others = people.colleagues(turn.session, turn.role.unit_id, turn.actor.person_id, turn.today)
    if person_id not in {turn.actor.person_id, *(other.person_id for other in others)}:
        unit = turn.role.unit_name
        raise Refused(N_("The officer in charge must be one of {unit}. Press 修改 and choose another.", unit=unit))
    return person_id


def _risk_form(pack: Pack, about: AboutNewRisk) -> Form:
    kinds = tuple(Option(kind.key, kind.title) for kind in pack.entity_kinds)
    due_in = pack.close_out.suggested_days or DUE_IN
    return risk_item(due_in, entity_kinds=kinds, zone=pack.zone, asks_unit=about.asks_unit)


filling.conversations["risk_item"] = Conversation(_risk_form, "report_risk", save, AboutNewRisk)
resuming.starters["risk_item"] = begin
