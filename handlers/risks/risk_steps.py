"""What follows a risk item: 已整改, 延期 under way, then 销号 or 退回 by a second person."""

from campaigns.schema.pack import Pack
from forms.answers import Answers
from forms.catalog.extend import extend
from forms.catalog.rectification import rectification
from forms.catalog.send_back import send_back
from forms.model import Form
from handlers.chatform import filling
from handlers.chatform.filling import Conversation, Overtaken
from handlers.risks import risk_cards
from handlers.risks.report_risk import DUE_IN
from handlers.turn.routes import press
from handlers.turn.screens import Button
from handlers.turn.stored import About
from handlers.turn.turn import Refused, Turn
from handlers.words import day_in_words
from locales import N_
from storage.queries.people import people
from storage.queries.records import attachments, risk_items
from storage.queries.records.risk_items import RiskCard, RiskStep
from storage.tables import Draft


class AboutRiskStep(About):
    """The item and the revision that was seen; for an extension the days that are offered, counted from today."""

    risk: int
    revision: int
    later: tuple[int, ...] = DUE_IN


@press("risk.rectify", may="rectify")
def rectify(turn: Turn, id: int, revision: int) -> None:
    turn, card = _still(turn, id, revision, "rectified")
    filling.begin(
        turn, "rectification", about=AboutRiskStep(risk=id, revision=revision), heading=risk_cards.heading(card)
    )


@press("risk.extend", may="extend_risk")
def extend_item(turn: Turn, id: int, revision: int) -> None:
    turn, card = _still(turn, id, revision, "extended")
    left = max((card.due - turn.today).days, 0)
    about = AboutRiskStep(risk=id, revision=revision, later=tuple(left + days for days in DUE_IN))
    filling.begin(turn, "extend", about=about, heading=risk_cards.heading(card))


@press("risk.send_back", may="follow_risk")
def send_item_back(turn: Turn, id: int, revision: int) -> None:
    turn, card = _reviewed(turn, id, revision, "returned")
    filling.begin(turn, "send_back", about=AboutRiskStep(risk=id, revision=revision), heading=risk_cards.heading(card))


@press("risk.close", may="follow_risk", in_place=True)
def close_out(turn: Turn, id: int, revision: int) -> None:
    """销号: one tap of a second person."""
    turn, _ = _reviewed(turn, id, revision, "closed")
    _step_on(turn, id, RiskStep("closed", turn.today), turn.instance(f"close {id}"))
    card = risk_cards.visible_card(turn, id)
    done = risk_items.last_event(turn.session, id, "rectified")
    days = (turn.today - card.opened_on).days
    in_time = done is None or done.day <= card.due
    closed = N_(
        "✅ Closed out · {number} · opened {opened} → closed {closed} ({days} days, {in_time})",
        number=card.number,
        opened=day_in_words(card.opened_on),
        closed=day_in_words(turn.today),
        days=days,
        in_time=N_("in time") if in_time else N_("late"),
    )
    turn.say(closed, rows=[[Button(N_("History"), "risk.history", {"id": id})]])
    for person in _concerned(turn, card):
        turn.tell(person, closed)


STEP_NEEDS = {"rectified": "rectify", "extended": "extend_risk", "closed": "follow_risk", "returned": "follow_risk"}


def _still(turn: Turn, risk_item_id: int, revision: int, kind: str) -> tuple[Turn, RiskCard]:
    """The card and the turn in the role over it, if the step is still possible.

    The later of two people sees what changed and decides anew.
    """
    card = risk_cards.visible_card(turn, risk_item_id)
    turn = turn.over(STEP_NEEDS[kind], card.unit_path, card.entity_id)
    if card.revision != revision or not risk_items.may_become(card.state, kind):
        step = risk_items.history(turn.session, risk_item_id)[-1]
        changed = N_(
            "This has changed meanwhile: {step}. It now stands like this:", step=risk_cards.step_in_words(step)
        )
        raise Overtaken(changed, *risk_cards.words(turn, card), rows=risk_cards.buttons(turn, card))
    return turn, card


def _reviewed(turn: Turn, risk_item_id: int, revision: int, kind: str) -> tuple[Turn, RiskCard]:
    turn, card = _still(turn, risk_item_id, revision, kind)
    if not risk_cards.may_review(turn, card):
        raise Refused(N_("Whoever reported the rectification cannot review it; a colleague has to."))
    return turn, card


def _step_on(turn: Turn, risk_item_id: int, step: RiskStep, instance: str) -> int:
    """The id of the risk event."""
    row = risk_items.item(turn.session, risk_item_id)
    return risk_items.add_step(turn.session, row, step, instance, turn.by).id


def save_rectification(turn: Turn, row: Draft, answers: Answers) -> None:
    about = AboutRiskStep.of(row)
    turn, card = _still(turn, about.risk, about.revision, "rectified")
    step = RiskStep("rectified", answers.day("day"), answers.text("measures"))
    event_id = _step_on(turn, card.id, step, row.instance)
    attachments.attach(turn.session, "risk_event", event_id, answers.photos("photos")["photos"], turn.by)
    turn.say(N_("Submitted, waiting for review. Number {number}", number=card.number))
    card = risk_cards.visible_card(turn, card.id)
    for officer in people.people_with_role(turn.session, "officer", card.unit_id, turn.today):
        if officer.person_id != turn.actor.person_id:
            risk_cards.tell(turn, officer.person_id, N_("Waiting for your review:"), card)


def save_extension(turn: Turn, row: Draft, answers: Answers) -> None:
    about = AboutRiskStep.of(row)
    turn, card = _still(turn, about.risk, about.revision, "extended")
    due = answers.day("due")
    if due <= card.due:
        raise Refused(N_("The new day must be after {day}.", day=day_in_words(card.due)))
    _step_on(turn, card.id, RiskStep("extended", turn.today, answers.text("reason"), due), row.instance)
    card = risk_cards.visible_card(turn, card.id)
    turn.say(N_("Extended."), *risk_cards.words(turn, card), rows=risk_cards.buttons(turn, card))
    for person in _concerned(turn, card):
        risk_cards.tell(turn, person.person_id, N_("The due day was extended:"), card)


def save_return(turn: Turn, row: Draft, answers: Answers) -> None:
    about = AboutRiskStep.of(row)
    turn, card = _reviewed(turn, about.risk, about.revision, "returned")
    _step_on(turn, card.id, RiskStep("returned", turn.today, answers.text("reason")), row.instance)
    card = risk_cards.visible_card(turn, card.id)
    turn.say(N_("Sent back · {number}", number=card.number))
    reason = N_("Sent back, please rectify again: {reason}", reason=answers.text("reason"))
    for person in _concerned(turn, card):
        risk_cards.tell(turn, person.person_id, reason, card)


def _concerned(turn: Turn, card: RiskCard) -> list[people.Contact]:
    """The officer in charge, who may have left, and the enterprise's contacts, without the one who acts."""
    officer = people.contact(turn.session, card.officer_id)
    contacts = people.contacts_of_entity(turn.session, card.entity_id, turn.today)
    others = [
        contact for contact in (officer, *contacts) if contact is not None and contact.person_id != turn.actor.person_id
    ]
    return [other for other in others if risk_cards.may(turn.in_shoes_of(other), "see_risk", card)]


def _extension_form(pack: Pack, about: AboutRiskStep) -> Form:
    return extend(about.later, pack.zone)


filling.conversations |= {
    "rectification": Conversation(
        lambda pack, _about: rectification(pack.zone), "rectify", save_rectification, AboutRiskStep
    ),
    "extend": Conversation(_extension_form, "extend_risk", save_extension, AboutRiskStep),
    "send_back": Conversation(lambda pack, _about: send_back(pack.zone), "follow_risk", save_return, AboutRiskStep),
}
