"""Coming back to a form that was not finished: 续填, 重来, 放弃, 另记一家; /resume and /cancel."""

from collections.abc import Callable

from forms import engine, inputs
from forms.conditions import look_up
from forms.state import State
from forms.upgrade import upgraded
from handlers.chatform import filling, form_renewed
from handlers.turn.rights import role_for
from handlers.turn.routes import Listed, command, press
from handlers.turn.screens import Button
from handlers.turn.turn import Turn, not_found
from handlers.words import joined
from locales import N_
from storage.json_values import JsonObject
from storage.queries.messages import drafts
from storage.tables import Draft

starters: dict[str, Callable[[Turn], None]] = {}
"""How each form that can stand alone is begun anew, for 另记一家."""


def offer_to_resume(turn: Turn, form: str) -> bool:
    """“您有一份没填完的检查…”; False where there is no such draft. One that nothing was entered in is thrown away."""
    for row in drafts.drafts_of(turn.session, turn.actor.person_id):
        opened = filling.opened(turn.session, row) if row.form == form else None
        if opened is not None and filling.is_empty(opened.state):
            drafts.drop(turn.session, row)
        elif row.form == form:
            _offer(turn, row, another=form)
            return opened is not None
    return False


def offer_back(turn: Turn, row: Draft, typed: inputs.TypedText) -> None:
    """Where words began another form that may have been meant for the question before: they can still be just that."""
    opened = filling.opened(turn.session, row)
    if opened is None or opened.is_outdated or not engine.written(opened.form, opened.state, typed):
        return
    pressed: JsonObject = {
        "draft": row.instance,
        "action": engine.WORDS,
        "value": typed.text,
        "revision": opened.state.revision,
    }
    literally = Button(engine.just(typed.text), "form", pressed)
    back = Button(N_("Go on"), "draft.resume", {"draft": row.instance})
    kept = N_("The {form} that you were filling in is kept.", form=opened.form.title)
    turn.under_key(f"{turn.key}:on").say(kept, rows=[[literally, back]])


def _offer(turn: Turn, row: Draft, another: str | None = None) -> None:
    opened = filling.opened(turn.session, row)
    if opened is None:
        form_renewed.give_up(turn, row)
        return
    form, state = opened.form, opened.state
    if opened.is_outdated:
        form_renewed.tell(turn, row, form, upgraded(form, state, turn.today), *opened.lost, another=another)
        return
    number, of = engine.progress(form, state)
    when = row.updated_at.astimezone(turn.zone)
    name = _subject(row, state) or N_("nothing chosen yet")
    text = N_(
        "You have an unfinished {form}: {name}, at question {number} of {of}, {moment}.",
        form=form.title,
        name=name,
        number=number,
        of=of,
        moment=when,
    )
    details = {"draft": row.instance}
    buttons = [
        Button(N_("Go on"), "draft.resume", details, "primary"),
        Button(N_("Start over"), "draft.restart", details),
        Button(N_("Throw away"), "draft.drop", details),
    ]
    if another is not None:
        buttons.append(Button(N_("Record another one"), "draft.another", {"form": another}))
    turn.say(text, rows=[buttons[:2], buttons[2:]])


def _subject(row: Draft, state: State) -> str:
    """What a draft is about: the record, or the entity that was chosen."""
    return str(row.about.get("heading") or look_up(state.answers, "entity.label") or "")


@press("draft.resume", may="fill_in", in_place=True)
def resume_draft(turn: Turn, draft: str) -> None:
    row = filling.own(turn, draft)
    drafts.take_in_hand(turn.session, row)
    opened = filling.opened(turn.session, row)
    known = opened is not None and not opened.is_outdated and "heading" not in row.about
    subject = _subject(row, opened.state) if opened and known else ""
    filling.again(turn, row, *([joined([opened.form.title, subject])] if opened and subject else []))


@press("draft.restart", may="fill_in", in_place=True)
def restart_draft(turn: Turn, draft: str) -> None:
    """The same form about the same thing, from the first question."""
    row = filling.own(turn, draft)
    opened = filling.opened(turn.session, row)
    if opened is None:
        form_renewed.give_up(turn, row)
        return
    key, about, state = row.form, filling.conversations[row.form].about.of(row), opened.state
    given = {name: state.answers[name] for name in state.given if name in state.answers}
    drafts.drop(turn.session, row)
    filling.begin(turn, key, about=about, offers=state.offers, answers=given)


@press("draft.drop", may="fill_in", in_place=True)
def drop_draft(turn: Turn, draft: str) -> None:
    drafts.drop(turn.session, filling.own(turn, draft))
    turn.say(N_("Thrown away."))


@press("draft.another", may="fill_in", in_place=True)
def another_draft(turn: Turn, form: str) -> None:
    conversation = filling.conversations.get(form)
    role = role_for(turn.actor, conversation.may) if conversation else None
    if role is None or form not in starters:
        raise not_found()
    starters[form](turn.as_role(role))


@command(
    "resume",
    may="fill_in",
    listed=Listed(
        110, N_("/resume — drafts · /cancel — leave a form · /status — is everything running"), N_("Unfinished forms")
    ),
)
def resume(turn: Turn) -> None:
    """/resume: every draft, the newest first."""
    open_ones = drafts.drafts_of(turn.session, turn.actor.person_id)
    if not open_ones:
        turn.say(N_("Nothing is waiting to be filled in."))
    for row in open_ones:
        _offer(turn, row)


@command("cancel", may="fill_in", listed=Listed(115, menu=N_("Leave the form")))
def cancel(turn: Turn) -> None:
    """/cancel: the form in hand is set aside, and can be taken back."""
    row = drafts.in_hand(turn.session, turn.actor.person_id)
    if row is None:
        turn.say(N_("Nothing is being filled in just now."))
    else:
        filling.feed(turn, row, inputs.Press("cancel"))
