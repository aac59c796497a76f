"""Filling in a form in chat: begin, feed, show, finish. The same for every form; `resuming` comes back to one.

A conversation's file registers its form here: how it is made from the campaign's pack, and how its answers are saved.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import uuid4

from campaigns.schema.pack import Pack
from days.calendar import WorkingDays
from forms import engine, inputs
from forms.answers import Answers
from forms.effects import Ask, Cancelled, Effect, Explain, Finish, Outdated, Repeat, Search
from forms.lost_pictures import without_lost
from forms.model import Form
from forms.state import State
from forms.upgrade import as_pressed_now, upgraded
from handlers.chatform import form_renewed, search_offers
from handlers.turn.rights import known, role_for
from handlers.turn.routes import press
from handlers.turn.screens import AlreadySaid, Button, Part
from handlers.turn.stored import About, Unfit
from handlers.turn.turn import Refused, Turn
from handlers.turn.typed_lines import answered_within_form
from locales import N_
from storage.database import Session
from storage.queries.messages import drafts, outbox
from storage.queries.plans import calendar_days, campaigns
from storage.tables import Draft

LOST_PICTURE = N_(
    "A picture that you sent as a file was never stored and is left out now. "
    "Please send it once more if it is needed; everything else is still there."
)
"""Of drafts that an earlier version has kept."""


@dataclass(frozen=True)
class Conversation:
    """A form, who may fill it in, and what 提交 does.

    `form` is given the campaign's pack and what the form is about; a form `of_campaign=False` only the latter.
    """

    form: Callable[..., Form]
    may: str
    save: Callable[[Turn, Draft, Answers], None]
    about: type[About]
    of_campaign: bool = True

    def __post_init__(self) -> None:
        known(self.may)


class Overtaken(Refused):
    """What the form was about has changed meanwhile: it can never be submitted, so its draft is over."""


conversations: dict[str, Conversation] = {}


def begin(
    turn: Turn,
    key: str,
    *,
    about: About | None = None,
    offers: engine.Offers | None = None,
    answers: Mapping[str, object] | None = None,
    heading: str = "",
) -> None:
    """Starts a form; one that was in hand waits beside it. `about` names the record it is about, `heading` in words."""
    about = (about or About()).model_copy(update={"heading": heading} if heading else {})
    running = turn.campaign if conversations[key].of_campaign else None
    form = _made(conversations[key], [running.pack] if running else [], about, turn.calendar)
    state, effects = engine.start(form, str(uuid4()), turn.now, offers, answers)
    version = running.version_id if running else None
    row = drafts.begin(turn.session, turn.actor.person_id, state, version, about.as_json(), turn.now)
    _act(turn, row, form, state, effects)


def _made(conversation: Conversation, pack: Sequence[Pack], about: About, calendar: WorkingDays) -> Form:
    """The form of today, with the days that are worked; of a campaign with its pack."""
    return replace(conversation.form(*pack, about), calendar=calendar)


@dataclass(frozen=True)
class OpenedDraft:
    """A draft with the form of today and the plan's version that it began with; `lost` is to be said of it first."""

    form: Form
    state: State
    lost: tuple[Part, ...] = ()

    @property
    def is_outdated(self) -> bool:
        return self.state.version != self.form.version


def opened(session: Session, row: Draft) -> OpenedDraft | None:
    """None where there is no such form any more, or where what an older version stored cannot be read."""
    conversation = conversations.get(row.form)
    if conversation is None or conversation.of_campaign != (row.campaign_version_id is not None):
        return None
    try:
        about, kept = conversation.about.of(row), State.from_json(row.state)
    except Unfit:
        return None
    pack = [pack_of(session, row)] if conversation.of_campaign else []
    form = _made(conversation, pack, about, WorkingDays(calendar_days.declared(session)))
    whole = without_lost(form, kept)
    return OpenedDraft(form, whole, () if whole is kept else (LOST_PICTURE,))


def feed(turn: Turn, row: Draft, given: inputs.Input) -> None:
    """One input to a draft. Rights are read again: who lost them keeps the draft and is told so."""
    conversation = conversations.get(row.form)
    role = role_for(turn.actor, conversation.may) if conversation else turn.role
    if role is None:
        raise Refused(N_("Your rights have changed. The draft is kept; ask your administrator."))
    draft = opened(turn.session, row)
    if draft is None:
        form_renewed.give_up(turn, row)
    elif draft.is_outdated:
        _feed_renewed(turn.as_role(role), row, draft, given)
    else:
        _feed(turn.as_role(role), row, draft, given)


def _feed(turn: Turn, row: Draft, draft: OpenedDraft, given: inputs.Input) -> None:
    form = draft.form
    state, effects = engine.take(form, draft.state, given, turn.now)
    is_answer = not isinstance(effects[0], Explain)
    if isinstance(effects[0], Search):
        search, kind = effects[0], form.question(effects[0].question).kind
        offers = search_offers.found(turn, kind, search, conversations[row.form].may)
        result = inputs.SearchResult(search.question, search.query, offers, search.alike)
        state, effects = engine.take(form, state, result, turn.now)
        is_answer = bool(offers)
    if draft.lost and any(isinstance(effect, Finish) for effect in effects):
        _show_now(turn, row, form, draft.state, *draft.lost)  # 提交 was meant for the card with the picture
    elif not _is_side_trip(turn, row, draft, given, is_answer=is_answer):
        _act(turn, row, form, state, effects, draft.lost)


def _feed_renewed(turn: Turn, row: Draft, draft: OpenedDraft, given: inputs.Input) -> None:
    """The form has changed since: the draft goes on in the new one, with what was just said where that still fits.

    Nothing is searched for or submitted yet: the person sees first what has changed.
    """
    form, before = draft.form, draft.state
    changes = upgraded(form, before, turn.today)
    same = changes.state.at == before.at
    now = replace(draft, state=changes.state)
    given = as_pressed_now(given, before, changes.state)
    state, effects = engine.take(form, changes.state, given, turn.now)
    answered = same and isinstance(effects[0], Ask | Repeat)
    if isinstance(effects[0], Cancelled):
        _cancel(turn, row, before)  # it stays as it was: what has changed is said to whoever comes back to it
    elif same and is_empty(before):
        _feed(turn, row, now, given)
    elif is_empty(before):
        _show_now(turn, row, form, changes.state, *draft.lost)
    elif not _is_side_trip(turn, row, now, given, is_answer=answered):
        form_renewed.tell(turn, row, form, replace(changes, state=state) if answered else changes, *draft.lost)


def _is_side_trip(turn: Turn, row: Draft, draft: OpenedDraft, given: inputs.Input, *, is_answer: bool) -> bool:
    """A line that is no answer, or one only as any words are, may be a question of its own; then that is answered."""
    if not isinstance(given, inputs.TypedText):
        return False
    if is_answer and not engine.written(draft.form, draft.state, given):
        return False
    if not answered_within_form(turn, given.text, engine.names(draft.form, draft.state, given)):
        return False
    go_on(turn, row, given)
    return True


def go_on(turn: Turn, row: Draft, typed: inputs.TypedText) -> None:
    """After a side trip: the question once more, and a button that takes the very words for its answer."""
    again(turn.under_key(f"{turn.key}:on"), row, N_("To go on:"), typed=typed)


def pack_of(session: Session, row: Draft) -> Pack:
    if row.campaign_version_id is None:
        raise ValueError(f"the form {row.form} belongs to no campaign")
    return campaigns.version(session, row.campaign_version_id).pack


def _act(turn: Turn, row: Draft, form: Form, state: State, effects: list[Effect], first: Sequence[Part] = ()) -> None:
    """Keeps the state and does what the form wants done; `first` is said before."""
    drafts.keep(turn.session, row, state, turn.now)
    said = list(first)
    for effect in effects:
        match effect:
            case Explain(text) | Outdated(text) | Repeat(text):
                said.append(text)
            case Ask():
                _show(turn, row, effect, said)
            case Finish(answers):
                _finish(turn, row, form, state, Answers(answers))
            case Cancelled():
                _cancel(turn, row, state)


def _finish(turn: Turn, row: Draft, form: Form, state: State, answers: Answers) -> None:
    """Saves; what is refused for its answers stays at the card, where they can be changed.

    What it says goes out under the form's own key, where a second 提交 finds it.
    """
    try:
        with turn.session.begin_nested():
            conversations[row.form].save(turn.under_key(row.instance), row, answers)
    except Overtaken as over:
        turn.say(*over.parts, rows=over.rows)
    except Refused as refused:
        _show(turn, row, engine.ask(form, state, turn.now), list(refused.parts))
        return
    drafts.drop(turn.session, row)


def _cancel(turn: Turn, row: Draft, state: State) -> None:
    if is_empty(state):
        drafts.drop(turn.session, row)
        turn.say(N_("Cancelled."))
        return
    drafts.set_aside(turn.session, row.person_id)
    undo = Button(N_("Go on"), "draft.resume", {"draft": row.instance})
    drop = Button(N_("Throw away"), "draft.drop", {"draft": row.instance}, "danger")
    turn.say(N_("Cancelled. What you entered is kept as a draft."), rows=[[undo, drop]])


def is_empty(state: State) -> bool:
    """Whether nothing was entered beyond what the form was begun with; a search under way is no answer."""
    searches = (isinstance(half, Mapping) and "found" in half for half in state.partial.values() if half)
    return set(state.answers) <= set(state.given) and all(searches)


def again(turn: Turn, row: Draft, *first: Part, typed: inputs.TypedText | None = None) -> None:
    """A sentence, and the question that the form is at; or what has changed in the form since."""
    draft = opened(turn.session, row)
    if draft is None:
        form_renewed.give_up(turn, row, *first)
    elif draft.is_outdated and not is_empty(draft.state):
        form_renewed.tell(turn, row, draft.form, upgraded(draft.form, draft.state, turn.today), *draft.lost, *first)
    elif draft.is_outdated:
        _show_now(turn, row, draft.form, upgraded(draft.form, draft.state, turn.today).state, *first)
    elif draft.lost:
        _show_now(turn, row, draft.form, draft.state, *draft.lost, *first)
    else:
        _show(turn, row, engine.ask(draft.form, draft.state, turn.now, typed), list(first))


def _show_now(turn: Turn, row: Draft, form: Form, state: State, *first: Part) -> None:
    """Stores the state and shows the question that it is at."""
    drafts.keep(turn.session, row, state, turn.now)
    _show(turn, row, engine.ask(form, state, turn.now), list(first))


def _show(turn: Turn, row: Draft, screen: Ask, said: list[Part]) -> None:
    rows = [
        [
            Button(
                button.label,
                "form",
                {
                    "draft": row.instance,
                    "action": button.action,
                    "value": button.value,
                    "revision": screen.revision,
                },
                button.style,
            )
            for button in line
        ]
        for line in screen.rows
    ]
    heading = [str(row.about["heading"])] if "heading" in row.about else []
    turn.say(*said, *heading, screen.text, rows=rows)


@press("form", may="fill_in", in_place=True)
def form_button(turn: Turn, draft: str, action: str, value: str, revision: int) -> None:
    """A button of a form. Of one that was submitted it says again what was saved, of any other that it is over."""
    row = own(turn, draft)
    if not row.in_hand:
        drafts.take_in_hand(turn.session, row)
    feed(turn, row, inputs.Press(action, value, revision))


def own(turn: Turn, instance: str) -> Draft:
    """The person's draft. Raises Refused with what became of it where it is over or another person's."""
    row = drafts.draft(turn.session, instance)
    if row is None or row.person_id != turn.actor.person_id:
        raise _over(turn, instance)
    return row


def _over(turn: Turn, instance: str) -> Refused:
    """A refusal that repeats the answer to 提交, as long as that message is kept."""
    said = outbox.said_first(turn.session, instance, turn.actor.chat_id)
    if said is None:
        return Refused(N_("This form is over: submitted, or thrown away. Start again from the keys below."))
    return Refused(N_("Submitted before:"), AlreadySaid(said))
