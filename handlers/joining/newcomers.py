"""Opening an invitation's link, by a known person or a stranger. Nothing is written before [加入] is pressed.

A link leads to a screen that says into what it invites. [加入] takes the invitation up; somebody new gives name and
post; then the inviter is asked. Links from the command line need no word of anybody.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime

from campaigns.schema.parties import UNIT_KINDS
from forms import inputs
from forms.answers import Answers
from forms.catalog.joining import joining
from forms.question import Option
from handlers.chatform import filling
from handlers.chatform.filling import Conversation, Overtaken
from handlers.joining.confirm_newcomer import accept, ask_for_a_word, role_begins, welcome
from handlers.joining.invite import TOKEN, WRONG_LINK, hash_of, into_what
from handlers.turn.inbound import Incoming, PressedButton
from handlers.turn.stored import About
from handlers.turn.turn import Turn
from handlers.turn.update_context import UpdateContext
from locales import N_, Text, tr
from storage.database import Session, house_language
from storage.outbox_payload import InlineKeyboardButton, OutboxPayload
from storage.queries.ground import audit_rows
from storage.queries.ground.audit_rows import ChangedBy
from storage.queries.messages import drafts, inbox, outbox
from storage.queries.organisation import units
from storage.queries.people import invitations, memberships, people
from storage.queries.people.invitations import Invited
from storage.queries.people.people import Actor, Role
from storage.tables import Draft

MOST_TRIES = 5
KINDS = tuple(Option(kind, words) for kind, words in UNIT_KINDS.items())
JOIN = "join:"
"""What the data of [加入] begins with; then comes the token, which its bearer knows already."""

FROM_LINK = re.compile(r"(?:/start\s+|(?:https?://)?t\.me/\w+\?start=)(\S+)\s*")
STRANGER = N_("You have not joined yet. Ask your administrator for an invitation link.")
LEFT = N_("Your account is not active any more. To be let in again, ask your administrator for an invitation link.")


class Joining(About):
    """The invitation; `first` where the newcomer names the unit above all others."""

    invitation: int
    first: bool = False


@dataclass(frozen=True)
class Visitor:
    """The bearer of a link: the chat, and the person if we know one."""

    context: UpdateContext
    incoming: Incoming
    actor: Actor | None

    @property
    def session(self) -> Session:
        return self.context.session

    @property
    def now(self) -> datetime:
        return self.context.now

    @property
    def person_id(self) -> int | None:
        return self.actor.person_id if self.actor else None

    @property
    def today(self) -> date:
        return self.context.today

    def say(self, text: Text, *, join: str = "", hourly: bool = False) -> None:
        """In raw form: a screen of buttons belongs to a person, and this may be nobody yet. `join` is a token.

        `hourly`: this chat is told so once an hour; what else comes is counted there, and leaves nothing.
        """
        language = self.actor.language if self.actor else house_language(self.session)
        payload: OutboxPayload = {"chat_id": self.incoming.chat_id, "text": tr(text, language)}
        if join:
            label = tr(N_("Join"), language)
            button: InlineKeyboardButton = {"text": label, "callback_data": f"{JOIN}{join}", "style": "success"}
            payload |= {"reply_markup": {"inline_keyboard": [[button]]}, "secret": True}
        key = f"{self.context.key}:newcomer"
        if hourly:
            key = f"stranger:{self.incoming.chat_id}:{self.now:%Y%m%d%H}"
            if outbox.count_more(self.session, key):
                inbox.forget(self.session, int(self.context.key))
                return
        outbox.put(self.session, key, self.incoming.chat_id, "sendMessage", payload, self.now)

    def turn(self, actor: Actor, role: Role) -> Turn:
        return Turn(self.context, actor, role, self.incoming, in_place=True)


def opened_link(visitor: Visitor) -> bool:
    """Whether this was a link, or the button below it; then it has been answered."""
    match visitor.incoming.content:
        case PressedButton(data) if data.startswith(JOIN):
            _take(visitor, data.removeprefix(JOIN))
            return True
        case inputs.TypedText(text) if (match := FROM_LINK.fullmatch(text.strip())) and not visitor.incoming.edited:
            _look(visitor, match[1])
            return True
    return False


def _look(visitor: Visitor, token: str) -> None:
    """Only looks; a wrong link is counted, and after some of them nothing is looked up for an hour."""
    if invitations.wrong_tries(visitor.session, visitor.incoming.sender, visitor.now) >= MOST_TRIES:
        visitor.say(N_("Too many wrong links. Try again in an hour, or ask your administrator for a new one."))
        return
    invited = _found(visitor, token)
    if invited is None:
        invitations.note_wrong_try(visitor.session, visitor.incoming.sender, visitor.now)
        visitor.say(WRONG_LINK)
    elif invited.state == "waiting":
        visitor.say(_waiting(invited))
    elif invited.unit_id is None:
        visitor.say(N_("Nobody has joined yet: you will be the first administrator."), join=token)
    else:
        visitor.say(N_("You are invited to join: {what}.", what=into_what(invited)), join=token)


def _found(visitor: Visitor, token: str) -> Invited | None:
    """What the link invites into, if it is good for this visitor. A wrong, an expired and a used one look the same."""
    invited = invitations.by_hash(visitor.session, hash_of(token)) if TOKEN.fullmatch(token) else None
    if invited is None:
        return None
    mine = invited.state == "waiting" and invited.newcomer_id is not None and invited.newcomer_id == visitor.person_id
    if invited.is_over(visitor.today):
        return None
    return invited if mine or invited.can_be_taken(visitor.person_id, visitor.now) else None


class _TooLate(Exception):
    """Another person took the link in the meantime; raised to roll back what was written for this visitor."""


def _take(visitor: Visitor, token: str) -> None:
    invited = _found(visitor, token)
    if invited is None or invited.state != "open":
        visitor.say(_waiting(invited) if invited else WRONG_LINK)
        return
    try:
        with visitor.session.begin_nested():
            actor = visitor.actor or _enter(visitor)
            if not invitations.take(visitor.session, invited.id, actor.person_id, visitor.now):
                raise _TooLate
    except _TooLate:
        visitor.say(WRONG_LINK)
        return
    turn = visitor.turn(actor, newcomer_in(invited))
    if memberships.ever_worked(visitor.session, actor.person_id):
        _submitted(turn, invited.id)
    else:
        _ask_who(turn, invited)


def _enter(visitor: Visitor) -> Actor:
    """Adds a person under the name that the messenger gives; returns the actor."""
    name = visitor.incoming.sender_name.strip() or str(visitor.incoming.sender)
    people.add_person(visitor.session, name, visitor.incoming.sender)
    actor = people.actor_by_account(visitor.session, visitor.incoming.sender, visitor.today)
    if actor is None:
        raise LookupError("the account was written just now")
    return actor


def newcomer_in(invited: Invited) -> Role:
    """What somebody is between [加入] and the inviter's word: a guest who may fill in one form."""
    return Role("newcomer", invited.unit_id or 0, invited.unit, invited.path)


# --- between the button and the inviter's word --------------------------------------------------------------


def as_newcomer(visitor: Visitor) -> Turn | None:
    """The turn of somebody who has a form to fill in; all others without a role have been answered."""
    begun = invitations.begun_by(visitor.session, visitor.person_id) if visitor.person_id else None
    if visitor.actor is None or begun is None:
        visitor.say(_without_a_role(visitor), hourly=visitor.actor is None)
    elif begun.state == "waiting":
        visitor.say(_waiting(begun))
    elif not begun.can_be_taken(visitor.person_id, visitor.now):
        visitor.say(WRONG_LINK)
    else:
        role = newcomer_in(begun)
        guest = Actor(**{**vars(visitor.actor), "roles": (role,)})
        turn = visitor.turn(guest, role)
        if drafts.drafts_of(visitor.session, guest.person_id):
            return turn
        _ask_who(turn, begun)
    return None


def _without_a_role(visitor: Visitor) -> Text:
    if visitor.person_id is None:
        return STRANGER
    begins = memberships.begins(visitor.session, visitor.person_id, visitor.today)
    if begins is not None:
        return role_begins(begins)
    return LEFT if memberships.ever_worked(visitor.session, visitor.person_id) else STRANGER


def _waiting(invited: Invited) -> Text:
    if not invited.inviter:
        return N_("Your data has arrived. You will be told as soon as it is confirmed.")
    return N_("Your data has arrived. {person} has to confirm it; you will be told.", person=invited.inviter)


def _ask_who(turn: Turn, invited: Invited) -> None:
    for old in drafts.drafts_of(turn.session, turn.actor.person_id):
        if old.form == "joining":
            drafts.drop(turn.session, old)
    known = {"name": invited.name, "post": invited.post}
    first = invited.unit_id is None and units.root_unit(turn.session) is None
    answers = {key: words for key, words in known.items() if words}
    filling.begin(turn, "joining", about=Joining(invitation=invited.id, first=first), answers=answers)


def save_joining(turn: Turn, row: Draft, answers: Answers) -> None:
    invited = invitations.invitation(turn.session, Joining.of(row).invitation)
    if invited is None or not invited.can_be_taken(turn.actor.person_id, turn.now):
        raise Overtaken(WRONG_LINK)
    unit_id = invited.unit_id or _top_unit(turn, answers)
    by = ChangedBy(turn.now, turn.actor.person_id, unit_id, "newcomer", turn.context.update_id)
    phone = memberships.person(turn.session, turn.actor.person_id).phone
    memberships.describe(turn.session, turn.actor.person_id, answers.text("name"), answers.text("post"), phone, by)
    if invited.unit_id is None:
        _first(turn, invited, unit_id)
    else:
        _submitted(turn, invited.id)


def _top_unit(turn: Turn, answers: Answers) -> int:
    """The unit above all others: that of a plan that was loaded first, or the one that the first person names."""
    top = units.root_unit(turn.session)
    if top is not None:
        return top.id
    name, kind = answers.text("unit_name"), answers.chosen("unit_kind")
    unit = units.add_unit(turn.session, "top", name, kind, None, turn.today)
    by = ChangedBy(turn.now, turn.actor.person_id, unit.id, "newcomer", turn.context.update_id)
    audit_rows.note(turn.session, by, "unit.add", "unit", unit.id, after={"name": name, "kind": kind})
    return unit.id


def _first(turn: Turn, invited: Invited, unit_id: int) -> None:
    invitations.place(turn.session, invited.id, unit_id)
    invitations.withdraw_first(turn.session)
    _submitted(turn, invited.id)
    turn.say(
        N_("Next: /admin. Send me the workbook of a plan or of the register as a file, and invite people with /invite.")
    )


def _submitted(turn: Turn, invitation_id: int) -> None:
    """Who was invited by the command line is in; all others wait for the inviter's word."""
    invited = invitations.invitation(turn.session, invitation_id)
    if invited is None or invited.unit_id is None or invited.is_over(turn.today):
        raise Overtaken(WRONG_LINK)
    by = ChangedBy(turn.now, turn.actor.person_id, invited.unit_id, "newcomer", turn.context.update_id)
    if invited.inviter_id is None:
        accept(turn.session, invited, by, turn.today)
        turn.say(N_("✅ Joined: {what}", what=into_what(invited)))
        welcome(turn, invited)
        return
    invitations.settle(turn.session, invitation_id, "waiting")
    audit_rows.note(turn.session, by, "invitation.take", "invitation", invitation_id)
    turn.say(_waiting(invited))
    ask_for_a_word(turn, invited)


filling.conversations["joining"] = Conversation(
    lambda about: joining(KINDS if about.first else ()),
    "join",
    save_joining,
    Joining,
    of_campaign=False,
)
