"""邀请: an administrator makes a link with its QR picture for one person, and sees which ones are open."""

import hashlib
import re
import secrets
from datetime import datetime, timedelta

from forms.answers import Answers
from forms.catalog.invitation import invitation as invitation_form
from handlers.chatform import filling, unit_offers
from handlers.chatform.filling import Conversation
from handlers.turn.admin_menu import admin_entry
from handlers.turn.pager import page_of
from handlers.turn.rights import role_over, scope
from handlers.turn.routes import command, press
from handlers.turn.screens import Button
from handlers.turn.stored import About
from handlers.turn.turn import Refused, Turn, not_found
from handlers.words import ROLES, joined
from locales import N_, Message, Text
from storage.database import Session
from storage.queries.ground import audit_rows
from storage.queries.ground.audit_rows import Operator
from storage.queries.people import invitations, people
from storage.queries.people.invitations import Invited
from storage.tables import Draft

VALID_FOR = timedelta(hours=72)
TOKEN = re.compile(r"[A-Za-z0-9_-]{1,64}")

WRONG_LINK = N_("This link is not valid or has been used. Ask your administrator for a new one.")


def new_token() -> str:
    """192 random bits; only their hash is kept."""
    return secrets.token_urlsafe(24)


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def link(bot_name: str, token: str) -> str:
    return f"https://t.me/{bot_name}?start={token}"


def from_operator(session: Session, role: str, unit_id: int | None, now: datetime, entity_id: int | None = None) -> str:
    """A token for the command line's link, which needs nobody's confirmation: who has the machine has everything."""
    return _made_by_operator(session, role, unit_id, now, entity_id)[1]


def for_the_first(session: Session, now: datetime) -> str | None:
    """The link that `run` prints while nobody has joined; the one of an earlier start stops working."""
    if not people.nobody(session):
        return None
    invitation_id, token = _made_by_operator(session, "admin", None, now, None)
    invitations.print_first(session, invitation_id)
    return token


def _made_by_operator(
    session: Session, role: str, unit_id: int | None, now: datetime, entity_id: int | None
) -> tuple[int, str]:
    token = new_token()
    invitation_id = invitations.add(session, hash_of(token), role, unit_id, now, now + VALID_FOR, entity_id=entity_id)
    after = {"role": role, "unit_id": unit_id, "entity_id": entity_id}
    audit_rows.note(session, Operator(now), "invitation.make", "invitation", invitation_id, after=after)
    return invitation_id, token


# --- making a link ----------------------------------------------------------------------------------------


@command("invite", N_("Invite"), may="manage_people")
def invite(turn: Turn) -> None:
    filling.begin(turn, "invitation", offers={"unit": unit_offers.top_units(turn, "manage_people")})


@press("people.invite", may="manage_people")
def invite_by_button(turn: Turn) -> None:
    invite(turn)


@press("people.invite_here", may="manage_people")
def invite_here(turn: Turn, unit: int) -> None:
    """From the list of a unit's people: only the role is asked for."""
    turn, into = turn.over_unit("manage_people", unit)
    filling.begin(turn, "invitation", answers={"unit": {"value": str(into.id), "label": into.name}})


def save_invitation(turn: Turn, _: Draft, answers: Answers) -> None:
    turn, unit = turn.over_unit("manage_people", answers.offer("unit").id)
    hand_out(turn, answers.chosen("role"), unit.id)


def hand_out(turn: Turn, role: str, unit_id: int, entity_id: int | None = None) -> None:
    """A new invitation in the name of who acts: the words, then the picture to show or to pass on."""
    token = new_token()
    until = turn.now + VALID_FOR
    invitation_id = invitations.add(
        turn.session, hash_of(token), role, unit_id, turn.now, until, turn.actor.person_id, entity_id
    )
    after = {"role": role, "unit_id": unit_id, "entity_id": entity_id}
    audit_rows.note(turn.session, turn.by, "invitation.make", "invitation", invitation_id, after=after)
    _show_link(turn, invitation_id, token)


@press("invitation.renew", may="invite_contact", in_place=True)
def renew(turn: Turn, id: int) -> None:
    """Another link for the same invitation; the one before stops working."""
    turn, invited = own(turn, id)
    if invited.state != "open":
        raise Refused(settled(invited))
    token = new_token()
    invitations.renew(turn.session, id, hash_of(token), turn.now + VALID_FOR, turn.actor.person_id)
    audit_rows.note(turn.session, turn.by, "invitation.renew", "invitation", id)
    _show_link(turn, id, token)


def _show_link(turn: Turn, invitation_id: int, token: str) -> None:
    invited = invitations.invitation(turn.session, invitation_id)
    if invited is None:
        raise not_found()
    until = invited.expires_at.astimezone(turn.zone)
    turn.say(
        N_("Invitation ready: {what}.", what=into_what(invited)),
        N_(
            "Let the person scan the picture below, or pass it on. It works once, until {month}/{day} {time}; "
            "you will be asked to confirm who came.",
            month=until.month,
            day=until.day,
            time=f"{until:%H:%M}",
        ),
        rows=[[Button(N_("Withdraw"), "invitation.withdraw", {"id": invitation_id}, "danger")]],
    )
    address = link(turn.bot_name, token)
    turn.send_qr(
        address,
        N_(
            "You are invited to join: {what}. Open the link, it works once:\n{link}",
            what=into_what(invited),
            link=address,
        ),
    )


def into_what(invited: Invited) -> Message:
    """“监管人员 · 南宾所”; of a contact the enterprise."""
    parts: list[Text] = [ROLES[invited.role]]
    if invited.entity or invited.unit:
        parts.append(invited.entity or invited.unit)
    return joined(parts)


# --- what is open -----------------------------------------------------------------------------------------


@press("invitations.list", may="manage_people")
def list_open(turn: Turn, first: int = 0) -> None:
    listed_invitations = invitations.listed(turn.session, scope(turn.actor, "manage_people"), turn.now)
    if not listed_invitations:
        turn.say(N_("No invitation is open."), rows=[[Button(N_("Invite"), "people.invite", style="primary")]])
        return
    page = page_of(listed_invitations, first)
    lines: list[Text] = [N_("Open invitations: {count}", count=page.total)]
    lines += [
        joined([str(number), into_what(invitation), how_far(turn, invitation)])
        for number, invitation in page.numbered()
    ]
    rows = [_buttons(number, invitation) for number, invitation in page.numbered()]
    rows += page.turning("invitations.list")
    rows.append([Button(N_("Invite"), "people.invite", style="primary")])
    turn.say(*lines, rows=rows)


admin_entry(31, N_("Invitations"), "invitations.list")


def how_far(turn: Turn, invited: Invited) -> Text:
    if invited.state == "waiting":
        return N_("{who} waits for your word", who=who_came(invited))
    if invited.newcomer_id is not None:
        return N_("{who} is filling in the form", who=invited.newcomer)
    name = [invited.name] if invited.name else []
    if invited.expires_at <= turn.now:
        return joined([*name, N_("has no link yet, or it ran out")])
    until = invited.expires_at.astimezone(turn.zone)
    unused = N_("not used yet, until {month}/{day} {time}", month=until.month, day=until.day, time=f"{until:%H:%M}")
    return joined([*name, unused])


def _buttons(number: int, invitation: Invited) -> list[Button]:
    if invitation.state == "waiting":
        return decision(invitation.id, str(number))
    return [
        Button(N_("{number} new link", number=number), "invitation.renew", {"id": invitation.id}),
        Button(N_("{number} withdraw", number=number), "invitation.withdraw", {"id": invitation.id}, "danger"),
    ]


@press("invitation.withdraw", may="invite_contact", in_place=True)
def withdraw(turn: Turn, id: int) -> None:
    turn, invited = own(turn, id)
    if invited.state != "open":
        raise Refused(settled(invited))
    invitations.settle(turn.session, id, "withdrawn", turn.actor.person_id)
    audit_rows.note(turn.session, turn.by, "invitation.withdraw", "invitation", id)
    turn.say(N_("Withdrawn, the link does not work any more: {what}.", what=into_what(invited)))


def who_came(invited: Invited) -> str:
    return f"{invited.newcomer}（{invited.newcomer_post}）" if invited.newcomer_post else invited.newcomer


def decision(invitation_id: int, number: str = "") -> list[Button]:
    details = {"id": invitation_id}
    yes, no = (N_("{number} confirm", number=number), N_("{number} refuse", number=number)) if number else _PLAIN
    return [
        Button(yes, "invitation.confirm", details, "success"),
        Button(no, "invitation.refuse", details, "danger"),
    ]


_PLAIN = (N_("Confirm"), N_("Refuse"))


def may_decide(turn: Turn, invited: Invited) -> bool:
    """An administrator of the scope; of an enterprise's contact also the officer who invited."""
    if role_over(turn.actor, "manage_people", invited.path):
        return True
    own = invited.entity_id is not None and invited.inviter_id == turn.actor.person_id
    return own and role_over(turn.actor, "invite_contact", invited.path) is not None


def own(turn: Turn, invitation_id: int) -> tuple[Turn, Invited]:
    """The invitation, and the turn in the role that covers it."""
    invited = invitations.invitation(turn.session, invitation_id)
    if invited is None or invited.unit_id is None or not may_decide(turn, invited):
        raise not_found()
    return turn.over("invite_contact", invited.path), invited


def settled(invited: Invited) -> Text:
    return N_("This invitation is {state} already.", state=STATES[invited.state])


STATES: dict[str, Text] = {
    "open": N_("still open"),
    "waiting": N_("waiting for a word"),
    "accepted": N_("accepted"),
    "refused": N_("refused"),
    "withdrawn": N_("withdrawn"),
}


filling.conversations["invitation"] = Conversation(
    lambda _about: invitation_form(), "manage_people", save_invitation, About, of_campaign=False
)
