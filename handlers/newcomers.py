"""People we do not know yet: an invitation's link lets them in, anything else gets one sentence."""

import hashlib
import secrets
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from forms import inputs
from handlers.inbound import Incoming
from locales import DEFAULT_LANGUAGE, N_, Text, tr
from storage.database import Session
from storage.queries import invitations, outbox, people

VALID_FOR = timedelta(hours=72)


def new_invitation(session: Session, role: str, unit_id: int, now: datetime) -> str:
    """A one-use token for `t.me/<bot>?start=<token>`; only its hash is kept."""
    token = secrets.token_urlsafe(24)
    invitations.add(session, hash_of(token), role, unit_id, now, now + VALID_FOR)
    return token


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def greet(session: Session, incoming: Incoming, now: datetime, zone: ZoneInfo, key: str) -> None:
    """`/start <token>` enrols, under the name that the messenger gives; the person corrects it later."""
    token = _token(incoming)
    invitation = invitations.open_one(session, hash_of(token), now) if token else None
    if invitation is None:
        _say(session, incoming, _sentence(token), key, now)
        return
    today = now.astimezone(zone).date()
    person = people.enrol(
        session, incoming.sender_name, incoming.sender, invitation.role, invitation.unit_id, today, invitation.entity_id
    )
    invitation.used_by = person
    welcome = N_("Welcome, {name}. Write /start to see what you can do.", name=incoming.sender_name)
    _say(session, incoming, welcome, key, now)


def _token(incoming: Incoming) -> str:
    if isinstance(incoming.content, inputs.Text) and incoming.content.text.startswith("/start "):
        return incoming.content.text.removeprefix("/start ").strip()
    return ""


def _sentence(token: str) -> Text:
    if token:
        return N_("This link is not valid or has been used. Ask your administrator for a new one.")
    return N_("You have not joined yet. Ask your administrator for an invitation link.")


def _say(session: Session, incoming: Incoming, text: Text, key: str, now: datetime) -> None:
    payload = {"chat_id": incoming.chat_id, "text": tr(text, DEFAULT_LANGUAGE)}
    outbox.put(session, f"{key}:newcomer", incoming.chat_id, "sendMessage", payload, now)
