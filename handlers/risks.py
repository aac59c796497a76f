"""A risk item's life in chat: 报隐患 → 已整改 → 销号 or 退回, by a second person; 延期 under way."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from campaigns.pack import Pack
from forms.catalog.extend import extend
from forms.catalog.rectification import rectification
from forms.catalog.risk_item import risk_item
from forms.catalog.send_back import send_back
from forms.model import Form, Option
from handlers import filling, lookup
from handlers.figures import STATES
from handlers.filling import Conversation, Overtaken
from handlers.inspecting import entity_of
from handlers.routes import command, press
from handlers.screens import Button
from handlers.turn import Refused, Turn, not_found
from locales import N_, Message, Text, tr
from schedules.digest import when
from storage.database import Session
from storage.queries import attachments, inspections, people, risk_items
from storage.queries.risk_items import Card, Fault
from storage.tables import Draft

DUE_IN = (7, 15, 30)
"""Buttons for a due day where the plan suggests none, in days."""

# --- 报隐患 ----------------------------------------------------------------------------------------------


@command("risk", N_("Report risk"), may="report_risk")
def report_risk(turn: Turn) -> None:
    if not filling.offer_to_resume(turn, "risk_item"):
        begin(turn)


@press("risk.report", may="report_risk")
def report_from(
    turn: Turn, finding: int | None = None, inspection: int | None = None, entity: int | None = None
) -> None:
    """From a finding its words and the entity are filled in, from a visit or an entity's card just the entity."""
    about: dict[str, int] = {}
    answers: dict[str, Any] = {}
    heading = ""
    if finding is not None and (found := inspections.finding(turn.session, finding)):
        if (present := risk_items.of_finding(turn.session, finding)) is not None:
            show(turn, present.id)
            return
        about["finding"], inspection = finding, found.inspection_id
        answers["description"] = found.note or tr(N_("Not met: {item}", item=found.words), turn.actor.language)
    if inspection is not None and (record := inspections.one_of(turn.session, inspection, turn.actor.person_id)):
        about["inspection"], entity = record.id, record.entity_id
        heading = " · ".join([record.number, *([answers["description"]] if answers else [])])
    if entity is not None and (offer := lookup.offer(turn, entity)):
        answers["entity"] = offer
    begin(turn, about, answers, heading)


def begin(
    turn: Turn, about: Mapping[str, Any] | None = None, answers: Mapping[str, Any] | None = None, heading: str = ""
) -> None:
    others = people.colleagues(turn.session, turn.role.unit_id, turn.actor.person_id, turn.today)
    officers = [(turn.actor.person_id, turn.actor.name), *((one.person_id, one.name) for one in others)]
    offers = {
        "entity": lookup.recent_offers(turn),
        "officer": [{"value": str(person), "label": name} for person, name in officers],
    }
    filling.begin(turn, "risk_item", about=about, offers=offers, answers=answers, heading=heading)


def save(turn: Turn, row: Draft, answers: Mapping[str, Any]) -> None:
    fault = Fault(
        description=answers["description"],
        entity_id=entity_of(turn, answers["entity"]),
        unit_id=turn.role.unit_id,
        due=date.fromisoformat(answers["due"]),
        officer_id=int(answers["officer"]),
        opened_on=turn.today,
        finding_id=row.about.get("finding"),
        inspection_id=row.about.get("inspection"),
        campaign_id=turn.campaign.campaign_id,
    )
    made = risk_items.open_item(turn.session, fault, row.instance, turn.by, turn.today.year)
    attachments.attach(turn.session, "risk_item", made.id, _photos(answers), turn.by)
    card = _card(turn, made.id)
    turn.say(N_("✅ Opened · number {number}", number=made.number), *words(turn, card), rows=_buttons(turn, card))
    if fault.officer_id != turn.actor.person_id:
        _tell(turn, fault.officer_id, N_("A risk item has been given to you:"), card)
    for contact in people.contacts_of_entity(turn.session, fault.entity_id, turn.today):
        _tell(turn, contact.person_id, N_("A fault was found at your place; please rectify it in time:"), card)


def _photos(answers: Mapping[str, Any]) -> list[str]:
    return list((answers.get("photos") or {}).get("photos", ()))


def opened(session: Session, instance: str) -> Text | None:
    item = risk_items.by_instance(session, instance)
    return N_("Saved before · number {number}", number=item.number) if item else None


# --- the card --------------------------------------------------------------------------------------------


@press("risk.show", may="see_risk")
def show(turn: Turn, id: int) -> None:
    card = _card(turn, id)
    turn.say(*words(turn, card), rows=_buttons(turn, card))


def _card(turn: Turn, risk_item_id: int) -> Card:
    """The item, if this person may see it: in one's own scope, or at the entity that one answers for."""
    card = risk_items.card(turn.session, risk_item_id)
    if card is None or not any(_sees(role, card) for role in turn.actor.roles):
        raise not_found()
    return card


def _sees(role: people.Role, card: Card) -> bool:
    if role.role == "enterprise":
        return role.entity_id == card.entity_id
    return card.unit_path.startswith(role.path)


def words(turn: Turn, card: Card) -> list[Text]:
    sign = {"open": "⚠️", "rectified": "⏳", "closed": "✅"}.get(card.state, "")
    lines: list[Text] = [
        lookup.joined([f"{sign} {card.number}", card.description]),
        lookup.joined([card.entity, card.unit, N_("rectify by {when}", when=_due(turn, card))]),
    ]
    by = risk_items.history(turn.session, card.id)[0].person
    opened_on: Text = N_("opened {day} by {person}", day=lookup.day_in_words(card.opened_on), person=by)
    if by != card.officer:
        opened_on = lookup.joined([opened_on, N_("officer in charge: {officer}", officer=card.officer)])
    lines.append(N_("{opened} → {state}", opened=opened_on, state=STATES[card.state]))
    if card.state == "rectified":
        done = risk_items.last_event(turn.session, card.id, "rectified")
        if done is not None:
            lines.append(N_("Rectified on {day}: {note}", day=lookup.day_in_words(done.day), note=done.note))
    return lines


def _due(turn: Turn, card: Card) -> Text:
    if card.state in ("closed", "rectified"):
        return lookup.day_in_words(card.due)
    return when(card.due, turn.today, turn.calendar)


def _buttons(turn: Turn, card: Card) -> list[list[Button]]:
    this = {"id": card.id, "revision": card.revision}
    steps: list[Button] = []
    if card.state == "open":
        steps.append(Button(N_("Rectified"), "risk.rectify", this, "primary"))
        if turn.actor.role_for(("officer",)):
            steps.append(Button(N_("Extend"), "risk.extend", this))
    elif card.state == "rectified" and may_review(turn, card):
        steps.append(Button(N_("Close out"), "risk.close", this, "success"))
        steps.append(Button(N_("Send back"), "risk.send_back", this, "danger"))
    photos = len(_photos_of(turn.session, card.id))
    looks = [Button(N_("History"), "risk.history", {"id": card.id})]
    if photos:
        looks.insert(0, Button(N_("Photos {count}", count=photos), "risk.photos", {"id": card.id}))
    return [row for row in (steps, looks) if row]


def may_review(turn: Turn, card: Card) -> bool:
    """A second person: an officer or leader of the scope who has not recorded the rectification (pack rule)."""
    role = turn.actor.role_for(("officer", "leader"))
    done = risk_items.last_event(turn.session, card.id, "rectified")
    if role is None or done is None or not card.unit_path.startswith(role.path):
        return False
    return done.person_id != turn.actor.person_id or not turn.campaign.pack.close_out.second_person


@press("risk.history", may="see_risk")
def history(turn: Turn, id: int) -> None:
    card = _card(turn, id)
    lines = [_step(step) for step in risk_items.history(turn.session, id)]
    turn.say(lookup.joined([card.number, card.description]), *lines)


def _step(step: risk_items.Step) -> Message:
    parts: list[Text] = [f"{step.day:%m-%d}", STEPS[step.kind], step.person]
    if step.due is not None:
        parts.append(N_("rectify by {when}", when=step.due.isoformat()))
    if step.note:
        parts.append(step.note)
    return lookup.joined(parts)


STEPS: dict[str, Text] = {
    "opened": N_("opened"),
    "rectified": N_("rectification reported"),
    "closed": N_("closed out"),
    "returned": N_("sent back"),
    "extended": N_("extended"),
    "voided": N_("voided"),
}


@press("risk.photos", may="see_risk")
def photos(turn: Turn, id: int) -> None:
    _card(turn, id)
    for number, sha256 in enumerate(_photos_of(turn.session, id), 1):
        turn.send_photo(sha256, f"{number}.jpg")


def _photos_of(session: Session, risk_item_id: int) -> list[str]:
    steps = risk_items.event_ids(session, risk_item_id)
    found = attachments.of_record(session, "risk_item", risk_item_id)
    found += [one for step in steps for one in attachments.of_record(session, "risk_event", step)]
    return [one.sha256 for one in found]


# --- 已整改, 延期, 销号, 退回 -----------------------------------------------------------------------------


@press("risk.rectify", may="rectify")
def rectify(turn: Turn, id: int, revision: int) -> None:
    card = _still(turn, id, revision, "rectified")
    filling.begin(turn, "rectification", about={"risk": id, "revision": revision}, heading=_heading(card))


@press("risk.extend", may="report_risk")
def extend_item(turn: Turn, id: int, revision: int) -> None:
    card = _still(turn, id, revision, "extended")
    left = max((card.due - turn.today).days, 0)
    later = [left + days for days in DUE_IN]
    filling.begin(turn, "extend", about={"risk": id, "revision": revision, "later": later}, heading=_heading(card))


@press("risk.send_back", may="follow_risk")
def send_item_back(turn: Turn, id: int, revision: int) -> None:
    card = _reviewed(turn, id, revision, "returned")
    filling.begin(turn, "send_back", about={"risk": id, "revision": revision}, heading=_heading(card))


@press("risk.close", may="follow_risk", in_place=True)
def close_out(turn: Turn, id: int, revision: int) -> None:
    """销号: one tap of a second person."""
    _reviewed(turn, id, revision, "closed")
    _step_on(turn, id, "closed", turn.instance(f"close {id}"))
    card = _card(turn, id)
    done = risk_items.last_event(turn.session, id, "rectified")
    days = (turn.today - card.opened_on).days
    in_time = done is None or done.day <= card.due
    closed = N_(
        "✅ Closed out · {number} · opened {opened} → closed {closed} ({days} days, {in_time})",
        number=card.number,
        opened=lookup.day_in_words(card.opened_on),
        closed=lookup.day_in_words(turn.today),
        days=days,
        in_time=N_("in time") if in_time else N_("late"),
    )
    turn.say(closed, rows=[[Button(N_("History"), "risk.history", {"id": id})]])
    for person in _concerned(turn, card):
        turn.tell(person, closed)


def _heading(card: Card) -> str:
    return f"{card.number} · {card.entity} · {card.description}"


def _still(turn: Turn, risk_item_id: int, revision: int, kind: str) -> Card:
    """The card, if the step is still possible: the later of two people sees what changed and decides anew."""
    card = _card(turn, risk_item_id)
    if card.revision != revision or not risk_items.may_become(card.state, kind):
        step = risk_items.history(turn.session, risk_item_id)[-1]
        changed = N_("This has changed meanwhile: {step}. It now stands like this:", step=_step(step))
        raise Overtaken(changed, *words(turn, card), rows=_buttons(turn, card))
    return card


def _reviewed(turn: Turn, risk_item_id: int, revision: int, kind: str) -> Card:
    card = _still(turn, risk_item_id, revision, kind)
    if not may_review(turn, card):
        raise Refused(N_("Whoever reported the rectification cannot review it; a colleague has to."))
    return card


def _step_on(
    turn: Turn,
    risk_item_id: int,
    kind: str,
    instance: str,
    day: date | None = None,
    note: str = "",
    due: date | None = None,
) -> int:
    row = risk_items.item(turn.session, risk_item_id)
    return risk_items.add_step(turn.session, row, kind, day or turn.today, instance, turn.by, note, due).id


def save_rectification(turn: Turn, row: Draft, answers: Mapping[str, Any]) -> None:
    card = _still(turn, row.about["risk"], row.about["revision"], "rectified")
    day = date.fromisoformat(answers["day"])
    step = _step_on(turn, card.id, "rectified", row.instance, day, answers["measures"])
    attachments.attach(turn.session, "risk_event", step, _photos(answers), turn.by)
    turn.say(N_("Submitted, waiting for review. Number {number}", number=card.number))
    card = _card(turn, card.id)
    for officer in people.people_with_role(turn.session, "officer", card.unit_id, turn.today):
        if officer.person_id != turn.actor.person_id:
            _tell(turn, officer.person_id, N_("Waiting for your review:"), card)


def save_extension(turn: Turn, row: Draft, answers: Mapping[str, Any]) -> None:
    card = _still(turn, row.about["risk"], row.about["revision"], "extended")
    due = date.fromisoformat(answers["due"])
    if due <= card.due:
        raise Refused(N_("The new day must be after {day}.", day=lookup.day_in_words(card.due)))
    _step_on(turn, card.id, "extended", row.instance, note=answers["reason"], due=due)
    card = _card(turn, card.id)
    turn.say(N_("Extended."), *words(turn, card), rows=_buttons(turn, card))
    for person in _concerned(turn, card):
        _tell(turn, person.person_id, N_("The due day was extended:"), card)


def save_return(turn: Turn, row: Draft, answers: Mapping[str, Any]) -> None:
    card = _reviewed(turn, row.about["risk"], row.about["revision"], "returned")
    _step_on(turn, card.id, "returned", row.instance, note=answers["reason"])
    card = _card(turn, card.id)
    turn.say(N_("Sent back · {number}", number=card.number))
    reason = N_("Sent back, please rectify again: {reason}", reason=answers["reason"])
    for person in _concerned(turn, card):
        _tell(turn, person.person_id, reason, card)


def _concerned(turn: Turn, card: Card) -> list[people.Contact]:
    """The officer in charge and the enterprise's contacts, without the one who acts."""
    officer = people.contact(turn.session, card.officer_id)
    contacts = people.contacts_of_entity(turn.session, card.entity_id, turn.today)
    return [one for one in (officer, *contacts) if one is not None and one.person_id != turn.actor.person_id]


def _tell(turn: Turn, person_id: int, first: Text, card: Card) -> None:
    """Tells somebody of an item, with the buttons that this person may press."""
    contact = people.contact(turn.session, person_id)
    if contact is None:
        return
    theirs = turn.in_shoes_of(contact)
    turn.tell(contact, first, *words(theirs, card), rows=_buttons(theirs, card))


def stepped(session: Session, instance: str) -> Text | None:
    step = risk_items.step_of(session, instance)
    if step is None:
        return None
    return N_("Saved before · number {number}", number=risk_items.item(session, step.risk_item_id).number)


def _risk_form(pack: Pack) -> Form:
    kinds = tuple(Option(kind.key, kind.title) for kind in pack.entity_kinds)
    return risk_item(pack.close_out.suggested_days or DUE_IN, entity_kinds=kinds, zone=pack.zone)


def _extension_form(pack: Pack, about: Mapping[str, Any]) -> Form:
    return extend(tuple(about.get("later", DUE_IN)), pack.zone)


filling.conversations |= {
    "risk_item": Conversation(lambda pack, about: _risk_form(pack), "report_risk", save, opened),
    "rectification": Conversation(lambda pack, about: rectification(pack.zone), "rectify", save_rectification, stepped),
    "extend": Conversation(_extension_form, "report_risk", save_extension, stepped),
    "send_back": Conversation(lambda pack, about: send_back(pack.zone), "follow_risk", save_return, stepped),
}
filling.starters["risk_item"] = begin
