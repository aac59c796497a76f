"""A message that was refused for good: whoever waits for it is told in plain words, the administrators once.

What tells of it may fail as well; then it is listed too, and nobody is told again.
"""

from datetime import date, datetime

from handlers.turn import screens
from handlers.turn.rights import role_for
from handlers.turn.screens import Button
from handlers.turn.status_lines import status_lines
from handlers.turn.turn import Turn
from locales import N_, Message, Text, tr
from storage.database import Session
from storage.outbox_payload import plain_text
from storage.queries.messages import outbox, undelivered_messages
from storage.queries.messages.outbox import WaitingCall
from storage.queries.messages.undelivered_messages import ANNOUNCED
from storage.queries.organisation import units
from storage.queries.people import people

UNREADABLE = "the file cannot be read"
TOO_BIG = "too big"
SORRY = "undelivered for:"
NOTICES = (ANNOUNCED, SORRY, "unsure:")
"""How the keys of messages begin that tell of another one."""


def give_up(session: Session, call: WaitingCall, why: str, now: datetime, today: date, *, shut_out: bool) -> None:
    """Lists the message as failed and tells of it. `shut_out`: nothing at all may be said in that chat."""
    if not outbox.fail(session, call.id, why) or call.key.startswith(NOTICES):
        return
    key = f"{SORRY}{call.id}:"
    words = None if shut_out else sorry(call, why)
    if words is not None and not outbox.is_under_way(session, key):
        payload = plain_text(call.chat_id, tr(words, people.language_of(session, call.chat_id)))
        outbox.put(session, key, call.chat_id, "sendMessage", payload, now)
    _tell_administrators(session, call, now, today)


def sorry(call: WaitingCall, why: str) -> Message | None:
    """What somebody reads in place of it; None where nobody waits."""
    if call.method == "leaveChat":
        return None
    if call.chat_id < 0:
        return N_("The answer could not be sent to this group. Please ask me in our private chat.")
    if call.method == "sendPhoto":
        return _no_picture(call.payload.get("stored", {}).get("number"), why)
    if call.method == "sendDocument":
        return _no_file(call.payload.get("stored", {}).get("name", ""), why)
    if call.nudge:
        return N_("A reminder could not be sent to you. Please write /todo to see what is waiting.")
    return N_(
        "An answer could not be sent to you. What you entered is kept: write /resume to see where you are, "
        "or ask once more. The administrators can see that it failed."
    )


def _no_picture(number: int | None, why: str) -> Message:
    if number is None:
        return N_("A picture could not be sent to you. Please ask once more, or ask your administrator.")
    if why == UNREADABLE:
        return N_(
            "Picture {number} cannot be shown: its file cannot be read. The administrators have been told.",
            number=number,
        )
    return N_(
        "Picture {number} cannot be shown: the messenger refused it. The administrators have been told.", number=number
    )


def _no_file(name: str, why: str) -> Message:
    if why == TOO_BIG:
        return N_("“{name}” is too large to be sent here. Ask for a shorter period or a smaller unit.", name=name)
    return N_("“{name}” could not be sent. Please ask for it once more, or ask your administrator.", name=name)


def _tell_administrators(session: Session, call: WaitingCall, now: datetime, today: date) -> None:
    """Once, until they have looked at the message that they were told of: however many fail, it is one notice."""
    top = units.root_unit(session)
    if top is None or undelivered_messages.is_announced(session):
        return
    words = N_("⚠️ A message could not be delivered. What failed is listed; you are not told of each one.")
    look = Button(N_("Not delivered"), "health.undelivered")
    for admin in people.people_with_role(session, "admin", top.id, today):
        key = f"{ANNOUNCED}{call.id}>{admin.person_id}"
        screens.send(session, admin, [words], key, now, rows=[[look]], nudge=True)


@status_lines(20)
def lines_for_status(turn: Turn) -> list[Text]:
    """Nothing while there is nothing to look at."""
    counts = undelivered_messages.troubles(turn.session)
    if not counts:
        return []
    if not role_for(turn.actor, "administer_all"):
        return [N_("Running. Some messages did not get through; the administrators can see which.")]
    return [
        N_(
            "⚠️ To be looked at in /admin: not delivered {failed}, perhaps not delivered {unsure}, "
            "failed updates {parked}",
            failed=counts.failed,
            unsure=counts.unsure,
            parked=counts.parked,
        )
    ]
