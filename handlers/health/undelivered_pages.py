"""Messages that did not arrive, for the administrators of everything: who, what, when, why, and what can be done."""

from handlers.health.undelivered import NOTICES, TOO_BIG, UNREADABLE
from handlers.turn.admin_menu import admin_entry
from handlers.turn.routes import press
from handlers.turn.screens import Button
from handlers.turn.turn import Turn, not_found
from locales import N_, Text
from storage.queries.messages import undelivered_messages
from storage.queries.messages.undelivered_messages import Undelivered

MOST = 6


@press("health.undelivered", may="administer_all")
def show(turn: Turn) -> None:
    """The newest first; those of unknown fate stand among them."""
    found = undelivered_messages.newest(turn.session, MOST, turn.today)
    if not found:
        turn.say(N_("Everything has been delivered."))
        return
    count = undelivered_messages.troubles(turn.session)
    head = N_("Not delivered: {failed}, perhaps not delivered: {unsure}", failed=count.failed, unsure=count.unsure)
    lines = [_line(turn, number, one) for number, one in enumerate(found, 1)]
    rows = [_buttons(number, one) for number, one in enumerate(found, 1)]
    if count.failed + count.unsure > len(found):
        every = Button(N_("Done with all"), "health.undelivered_all", {"upto": found[0].id})
        rows.append([every])
    turn.say(head, *lines, rows=rows)


def _line(turn: Turn, number: int, one: Undelivered) -> Text:
    return N_(
        "{number}. {to} · {what} · {moment}: {why}",
        number=number,
        to=_to(one),
        what=_what(one),
        moment=N_("{moment}", moment=one.at.astimezone(turn.zone)),
        why=_why(one),
    )


def _to(one: Undelivered) -> Text:
    if not one.to:
        return N_("somebody who has not joined") if one.chat_id > 0 else N_("a group")
    return N_("{name} ({unit})", name=one.to, unit=one.units) if one.units else one.to


def _what(one: Undelivered) -> Text:
    if one.key.startswith(NOTICES):
        return N_("notice of a failure")
    if one.method == "sendDocument":
        return N_("file")
    if one.method == "sendPhoto":
        return N_("picture")
    if one.method == "leaveChat":
        return N_("leaving a group")
    return N_("reminder") if one.nudge else N_("answer")


def _why(one: Undelivered) -> Text:
    """The messenger's own words stand as they came: whoever looks for the fault needs them."""
    if one.state == "unsure":
        return N_("nobody knows whether it arrived")
    if one.error == UNREADABLE:
        return N_("its file cannot be read")
    if one.error == TOO_BIG:
        return N_("too large for the messenger")
    return N_("refused ({error})", error=one.error.removeprefix("bad request: ") or "?")


def _buttons(number: int, one: Undelivered) -> list[Button]:
    again = Button(N_("{number}. Try again", number=number), "health.undelivered_retry", {"message": one.id})
    done = Button(N_("{number}. Done with it", number=number), "health.undelivered_dismiss", {"message": one.id})
    return [again, done] if one.can_be_repeated else [done]


@press("health.undelivered_retry", may="administer_all")
def retry(turn: Turn, message: int) -> None:
    if not undelivered_messages.try_again(turn.session, message, turn.by):
        raise not_found()
    turn.say(N_("It is sent once more. If it fails again, it comes back to the list."))


@press("health.undelivered_dismiss", may="administer_all")
def dismiss(turn: Turn, message: int) -> None:
    if not undelivered_messages.dismiss(turn.session, message, turn.by):
        raise not_found()
    show(turn)


@press("health.undelivered_all", may="administer_all")
def dismiss_all(turn: Turn, upto: int) -> None:
    """Those that were there when the button was shown; what failed since stays."""
    if not undelivered_messages.dismiss_up_to(turn.session, upto, turn.by):
        raise not_found()
    show(turn)


admin_entry(75, N_("Not delivered"), "health.undelivered")
