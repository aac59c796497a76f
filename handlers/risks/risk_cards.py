"""A risk item as people see it: its card with the buttons that this person may press, its history, its photos."""

from forms.risk_words import RISK_STATES, RISK_STEPS
from handlers.turn import entity_words, opened_by_number
from handlers.turn.rights import role_over
from handlers.turn.routes import press
from handlers.turn.screens import Button
from handlers.turn.turn import Turn, not_found
from handlers.words import day_in_words, joined
from locales import N_, Message, Text
from schedules.digest_lines import when
from storage.database import Session
from storage.queries.people import people
from storage.queries.records import attachments, risk_items
from storage.queries.records.risk_items import RiskCard


@press("risk.show", may="see_risk")
def show(turn: Turn, id: int) -> None:
    card = visible_card(turn, id)
    turn.say(*words(turn, card), rows=buttons(turn, card))


opened_by_number.openers["risk_item"] = show


def visible_card(turn: Turn, risk_item_id: int) -> RiskCard:
    """The item, if this person may see it: in one's own scope, or at the entity that one answers for."""
    card = risk_items.card(turn.session, risk_item_id)
    if card is None or not may(turn, "see_risk", card):
        raise not_found()
    return card


def may(turn: Turn, permission: str, card: RiskCard) -> bool:
    """Whether this person may do it to just this item."""
    return role_over(turn.actor, permission, card.unit_path, card.entity_id) is not None


def words(turn: Turn, card: RiskCard) -> list[Text]:
    sign = {"open": "⚠️", "rectified": "⏳", "closed": "✅"}.get(card.state, "")
    lines: list[Text] = [
        joined([f"{sign} {card.number}", card.description]),
        joined([card.entity, card.unit, N_("rectify by {when}", when=due_in_words(turn, card))]),
    ]
    by = risk_items.history(turn.session, card.id)[0].person
    opened_on: Text = N_("opened {day} by {person}", day=day_in_words(card.opened_on), person=by)
    if by != card.officer:
        opened_on = joined([opened_on, N_("officer in charge: {officer}", officer=card.officer)])
    lines.append(N_("{opened} → {state}", opened=opened_on, state=RISK_STATES[card.state]))
    if card.source:
        lines.append(N_("Source: {source}", source=entity_words.risk_source(entity_words.packs(turn), card.source)))
    if card.state == "rectified":
        done = risk_items.last_event(turn.session, card.id, "rectified")
        if done is not None:
            lines.append(N_("Rectified on {day}: {note}", day=day_in_words(done.day), note=done.note))
    return lines


def due_in_words(turn: Turn, card: RiskCard) -> Text:
    """Only of an open item days are left or overdue; of any other the plain day."""
    if card.state != "open":
        return day_in_words(card.due)
    return when(card.due, turn.today, turn.calendar)


def buttons(turn: Turn, card: RiskCard) -> list[list[Button]]:
    details = {"id": card.id, "revision": card.revision}
    steps: list[Button] = []
    if card.state == "open":
        if may(turn, "rectify", card):
            steps.append(Button(N_("Rectified"), "risk.rectify", details, "primary"))
        if may(turn, "extend_risk", card):
            steps.append(Button(N_("Extend"), "risk.extend", details))
    elif card.state == "rectified" and may_review(turn, card):
        steps.append(Button(N_("Close out"), "risk.close", details, "success"))
        steps.append(Button(N_("Send back"), "risk.send_back", details, "danger"))
    photos = len(_photos_of(turn.session, card.id))
    looks = [Button(N_("History"), "risk.history", {"id": card.id})]
    if photos:
        looks.insert(0, Button(N_("Photos {count}", count=photos), "risk.photos", {"id": card.id}))
    return [row for row in (steps, looks) if row]


def may_review(turn: Turn, card: RiskCard) -> bool:
    """A second person: an officer or leader of the scope who has not recorded the rectification (pack rule)."""
    done = risk_items.last_event(turn.session, card.id, "rectified")
    if done is None or not may(turn, "follow_risk", card):
        return False
    return done.person_id != turn.actor.person_id or not turn.campaign.pack.close_out.second_person


@press("risk.history", may="see_risk")
def history(turn: Turn, id: int) -> None:
    card = visible_card(turn, id)
    lines = [step_in_words(step) for step in risk_items.history(turn.session, id)]
    turn.say(joined([card.number, card.description]), *lines)


def step_in_words(step: risk_items.RiskItemEvent) -> Message:
    who = f"{step.person} → {step.to}" if step.to else step.person
    parts: list[Text] = [f"{step.day:%m-%d}", RISK_STEPS[step.kind], who]
    if step.due is not None:
        parts.append(N_("rectify by {when}", when=step.due.isoformat()))
    if step.note:
        parts.append(step.note)
    return joined(parts)


@press("risk.photos", may="see_risk")
def photos(turn: Turn, id: int) -> None:
    visible_card(turn, id)
    turn.send_photos(_photos_of(turn.session, id))


def _photos_of(session: Session, risk_item_id: int) -> list[str]:
    steps = risk_items.event_ids(session, risk_item_id)
    attachment_rows = attachments.of_record(session, "risk_item", risk_item_id)
    attachment_rows += [
        attachment for step in steps for attachment in attachments.of_record(session, "risk_event", step)
    ]
    return [attachment.sha256 for attachment in attachment_rows]


def heading(card: RiskCard) -> str:
    return f"{card.number} · {card.entity} · {card.description}"


def tell(turn: Turn, person_id: int, first: Text, card: RiskCard) -> None:
    """Tells somebody of an item, with the buttons that this person may press; nobody who may not see it (any more)."""
    contact = people.contact(turn.session, person_id)
    if contact is None:
        return
    theirs = turn.in_shoes_of(contact)
    if not may(theirs, "see_risk", card):
        return
    turn.tell(contact, first, *words(theirs, card), rows=buttons(theirs, card))
