"""Messages that did not arrive, for the administrators of everything: who, what, when, why, and what can be done."""

from handlers.health.undelivered import NOTICES, TOO_BIG, UNREADABLE
from handlers.turn.admin_menu import admin_entry
from handlers.turn.pager import page_read
from handlers.turn.routes import press
from handlers.turn.screens import Button
from handlers.turn.turn import Turn, not_found
from locales import N_, Text
from storage.queries.messages import undelivered_messages
from storage.queries.messages.undelivered_messages import Undelivered


@press("health.undelivered", may="administer_all")
def show(turn: Turn, first: int = 0) -> None:
    """The newest first; those of unknown fate stand among them."""
    count = undelivered_messages.troubles(turn.session)
    page = page_read(
        count.failed + count.unsure,
        lambda skip, most: undelivered_messages.newest(turn.session, most, turn.today, skip),
        first,
    )
    if not page.total:
        turn.say(N_("Everything has been delivered."))
        return
    head = N_("Not delivered: {failed}, perhaps not delivered: {unsure}", failed=count.failed, unsure=count.unsure)
    lines = [_line(turn, number, message) for number, message in page.numbered()]
    rows = [_buttons(number, message) for number, message in page.numbered()]
    rows += page.turning("health.undelivered")
    if page.total > len(page.lines) and page.first == 0:
        rows.append([Button(N_("Done with all"), "health.undelivered_all", {"upto": page.lines[0].id})])
    turn.say(head, *lines, rows=rows)


def _line(turn: Turn, number: int, message: Undelivered) -> Text:
    return N_(
        "{number}. {to} · {what} · {moment}: {why}",
        number=number,
        to=_to(message),
        what=_what(message),
        moment=N_("{moment}", moment=message.at.astimezone(turn.zone)),
        why=_why(message),
    )


def _to(message: Undelivered) -> Text:
    if not message.to:
        return N_("somebody who has not joined") if message.chat_id > 0 else N_("a group")
    return N_("{name} ({unit})", name=message.to, unit=message.units) if message.units else message.to


def _what(message: Undelivered) -> Text:
    if message.key.startswith(NOTICES):
        return N_("notice of a failure")
    if message.method == "sendDocument":
        return N_("file")
    if message.method == "sendPhoto":
        return N_("picture")
    if message.method == "leaveChat":
        return N_("leaving a group")
    return N_("reminder") if message.nudge else N_("answer")


def _why(message: Undelivered) -> Text:
    """The messenger's own words stand as they came: whoever looks for the fault needs them."""
    if message.state == "unsure":
        return N_("nobody knows whether it arrived")
    if message.error == UNREADABLE:
        return N_("its file cannot be read")
    if message.error == TOO_BIG:
        return N_("too large for the messenger")
    return N_("refused ({error})", error=message.error.removeprefix("bad request: ") or "?")


def _buttons(number: int, message: Undelivered) -> list[Button]:
    again = Button(N_("{number}. Try again", number=number), "health.undelivered_retry", {"message": message.id})
    done = Button(N_("{number}. Done with it", number=number), "health.undelivered_dismiss", {"message": message.id})
    return [again, done] if message.can_be_repeated else [done]


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
