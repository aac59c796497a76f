"""Who came by an invitation's link: the inviter is asked, confirms or refuses, and both are told."""

from datetime import date

from handlers.joining.invite import decision, into_what, may_decide, own, settled, who_came
from handlers.turn import screens
from handlers.turn.home_keys import home_keys
from handlers.turn.routes import press
from handlers.turn.turn import Refused, Turn
from locales import N_, Text
from storage.database import Session
from storage.queries.ground import audit_rows
from storage.queries.ground.audit_rows import ChangedBy
from storage.queries.people import invitations, memberships, people
from storage.queries.people.invitations import Invited
from storage.queries.people.people import Contact

ROLE_OVER = N_("The last day of this role is over. Refuse, or import it again with a later one.")


def ask_for_a_word(turn: Turn, invited: Invited) -> None:
    """The inviter is asked to confirm; who may not any more is replaced by the administrators."""
    for contact in _deciders(turn, invited):
        asked = N_("{who} would like to join: {what}.", who=who_came(invited), what=into_what(invited))
        turn.tell(contact, asked, rows=[decision(invited.id)])


def _deciders(turn: Turn, invited: Invited) -> list[Contact]:
    inviter = people.contact(turn.session, invited.inviter_id) if invited.inviter_id else None
    if inviter is not None and may_decide(turn.in_shoes_of(inviter), invited):
        return [inviter]
    return people.administrators_above(turn.session, invited.unit_id, turn.today) if invited.unit_id else []


@press("invitation.confirm", may="invite_contact", in_place=True)
def confirm(turn: Turn, id: int) -> None:
    turn, invited = _to_decide(turn, id)
    if invited.is_over(turn.today):
        raise Refused(ROLE_OVER)
    accept(turn.session, invited, turn.by, turn.today)
    turn.say(N_("✅ Joined: {who} · {what}", who=who_came(invited), what=into_what(invited)))
    welcome(turn, invited, N_("✅ Joined: {what}", what=into_what(invited)))
    _tell_inviter(turn, invited, N_("{person} has confirmed: {who} · {what}", **_said_by(turn, invited)))


@press("invitation.refuse", may="invite_contact", in_place=True)
def refuse(turn: Turn, id: int) -> None:
    turn, invited = _to_decide(turn, id)
    invitations.settle(turn.session, id, "refused", turn.actor.person_id)
    audit_rows.note(
        turn.session, turn.by, "invitation.refuse", "invitation", id, after={"person_id": invited.newcomer_id}
    )
    turn.say(N_("Refused: {who} · {what}", who=who_came(invited), what=into_what(invited)))
    newcomer = people.contact(turn.session, invited.newcomer_id or 0)
    if newcomer is not None:
        turn.tell(newcomer, N_("{person} did not confirm that you join. Please ask in person.", person=turn.actor.name))
    _tell_inviter(turn, invited, N_("{person} has refused: {who} · {what}", **_said_by(turn, invited)))


def accept(session: Session, invited: Invited, by: ChangedBy, today: date) -> None:
    """The newcomer has the role from now on, or for the days that a workbook said; and the phone it said."""
    if invited.newcomer_id is None or invited.unit_id is None:
        raise ValueError("nobody came, or into no unit")
    memberships.join(
        session,
        invited.newcomer_id,
        invited.role,
        invited.unit_id,
        today,
        by,
        entity_id=invited.entity_id,
        first=invited.valid_from,
        last=invited.valid_to,
    )
    who = memberships.person(session, invited.newcomer_id)
    if invited.phone and not who.phone:
        memberships.describe(session, who.id, who.name, who.post, invited.phone, by)
    invitations.settle(session, invited.id, "accepted", by.person_id)


def welcome(turn: Turn, invited: Invited, *first: Text) -> None:
    """Said to the newcomer, with the keys of the new role."""
    contact = people.contact(turn.session, invited.newcomer_id or 0)
    if contact is None:
        return
    begins = invited.valid_from
    later = begins is not None and begins > turn.today
    welcomed = N_("Welcome, {name}. Write /help to see what you can do.", name=contact.name)
    lines = [*first, role_begins(begins) if begins and later else welcomed]
    keyboard = None if later else home_keys(turn.in_shoes_of(contact))
    screens.send(turn.session, contact, lines, f"{turn.key}:welcome", turn.now, keyboard=keyboard, nudge=True)


def role_begins(day: date) -> Text:
    return N_("Your role begins on {day}. Write /start then.", day=day.isoformat())


def _said_by(turn: Turn, invited: Invited) -> dict[str, Text]:
    return {"person": turn.actor.name, "who": who_came(invited), "what": into_what(invited)}


def _tell_inviter(turn: Turn, invited: Invited, text: Text) -> None:
    """Where somebody else decided."""
    if invited.inviter_id in (None, turn.actor.person_id):
        return
    inviter = people.contact(turn.session, invited.inviter_id or 0)
    if inviter is not None:
        turn.tell(inviter, text)


def _to_decide(turn: Turn, invitation_id: int) -> tuple[Turn, Invited]:
    turn, invited = own(turn, invitation_id)
    if invited.state != "waiting":
        raise Refused(settled(invited))
    return turn, invited
