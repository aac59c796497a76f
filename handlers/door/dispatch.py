"""From what came in to the function that answers it: button, command or word, the form in hand, a question, help."""

from collections.abc import Callable

from forms import inputs
from handlers.chatform import filling, resuming
from handlers.imports import receive_workbook
from handlers.joining import newcomers
from handlers.register import find_entity, inline_search
from handlers.turn import typed_lines
from handlers.turn.home_keys import home_keys
from handlers.turn.inbound import Incoming, InlineWords, PressedButton, Unusable
from handlers.turn.pager import FIRST
from handlers.turn.rights import role_for
from handlers.turn.routes import Route, command_in, presses
from handlers.turn.stored import Unfit
from handlers.turn.turn import Expired, Refused, Turn, not_found
from handlers.turn.update_context import UpdateContext
from locales import N_
from storage.queries.messages import drafts, screen_rows
from storage.queries.people import people


def answer(context: UpdateContext, incoming: Incoming) -> None:
    """Answers one update of a private chat, inside the caller's transaction."""
    session = context.session
    if not isinstance(incoming.content, PressedButton | InlineWords):
        people.note_last_message(session, incoming.chat_id, incoming.message_id)
    actor = people.actor_by_account(session, incoming.sender, context.today)
    if actor is not None:
        people.mark_reachable(session, actor.chat_id)
    if isinstance(incoming.content, InlineWords):
        if actor is not None and actor.home is not None:
            inline_search.answer(Turn(context, actor, actor.home, incoming), incoming.content)
        return
    visitor = newcomers.Visitor(context, incoming, actor)
    if newcomers.opened_link(visitor):
        return
    if actor is not None and actor.home is not None:
        _refusing(Turn(context, actor, actor.home, incoming), route_to_answer)
    elif (guest := newcomers.as_newcomer(visitor)) is not None:
        _refusing(guest, answer_newcomer)


def _refusing(turn: Turn, work: Callable[[Turn], None]) -> None:
    """Runs `work` in a savepoint: Refused rolls back what it wrote, and its words are the answer."""
    try:
        with turn.session.begin_nested():
            work(turn)
    except Expired:
        _show_what_is_current(turn)
    except Refused as refused:
        turn.say(*refused.parts, rows=refused.rows)


def _show_what_is_current(turn: Turn) -> None:
    """The question of the form in hand, else the keys."""
    expired = N_("This button has expired. Start again from the keys below.")
    if draft := drafts.in_hand(turn.session, turn.actor.person_id):
        filling.again(turn, draft, N_("This button has expired. Here is where we are:"))
    else:
        turn.say(expired, keyboard=home_keys(turn) or None)


def answer_newcomer(turn: Turn) -> None:
    """Answers a newcomer, who may fill in the joining form and nothing else."""
    content = turn.incoming.content
    draft = drafts.in_hand(turn.session, turn.actor.person_id)
    routed = command_in(content.text) if isinstance(content, inputs.TypedText) else None
    if isinstance(content, PressedButton):
        answer_press(turn, content)
    elif turn.incoming.edited:
        answer_edit(turn)
    elif isinstance(content, inputs.TypedText) and routed and role_for(turn.actor, routed[0].may):
        answer_command(turn, content, *routed)
    elif draft is None:
        raise Refused(N_("Write /resume to go on with the form."))
    elif routed:
        first = N_("First tell who you are; everything else comes once you have joined.")
        filling.again(turn, draft, first, typed=content if isinstance(content, inputs.TypedText) else None)
    elif isinstance(content, Unusable):
        answer_unusable(turn, content)
    else:
        filling.feed(turn, draft, content)  # type: ignore[arg-type]


def route_to_answer(turn: Turn) -> None:
    content = turn.incoming.content
    if isinstance(content, PressedButton):
        answer_press(turn, content)
    elif turn.incoming.edited:
        answer_edit(turn)
    elif isinstance(content, inputs.TypedText) and (routed := command_in(content.text)):
        answer_command(turn, content, *routed)
    elif isinstance(content, inputs.Document):
        receive_workbook.received(turn, content)
    elif isinstance(content, Unusable):
        answer_unusable(turn, content)
    elif draft := drafts.in_hand(turn.session, turn.actor.person_id):
        filling.feed(turn, draft, content)  # type: ignore[arg-type]
    elif isinstance(content, inputs.TypedText):
        typed_lines.answer(turn, content.text)
    elif isinstance(content, inputs.Location):
        find_entity.near(turn, content)
    else:
        raise Refused(N_("Nothing is being filled in just now. Press 记检查 or 报隐患 first, then send photos."))


def answer_command(turn: Turn, typed: inputs.TypedText, route: Route, rest: str) -> None:
    """In the middle of a form the question comes again, unless the command has led away from it."""

    def answered(turn: Turn) -> None:
        turn = permitted(turn, route)
        turn.rest = rest
        route.answer(turn)

    before = drafts.in_hand(turn.session, turn.actor.person_id)
    if before is None:
        answered(turn)
        return
    instance = before.instance
    _refusing(turn, answered)
    now = drafts.in_hand(turn.session, turn.actor.person_id)
    if now is not None and now.instance == instance:
        filling.go_on(turn, now, typed)
    elif now is not None and (kept := drafts.draft(turn.session, instance)):
        resuming.offer_back(turn, kept, typed)


def answer_edit(turn: Turn) -> None:
    unchanged = N_("An edited message changes nothing here. Press 修改, or 更正 once it is saved.")
    draft = drafts.in_hand(turn.session, turn.actor.person_id)
    if draft is None:
        turn.say(unchanged)
    else:
        filling.again(turn, draft, unchanged)


def answer_unusable(turn: Turn, file: Unusable) -> None:
    draft = drafts.in_hand(turn.session, turn.actor.person_id)
    if draft is None:
        raise Refused(file.why)
    filling.again(turn, draft, file.why)


def answer_press(turn: Turn, button: PressedButton) -> None:
    """A button that is too old, or made by a version that meant something else, is answered with what is current."""
    pressed = screen_rows.pressed(turn.session, button.data, turn.actor.person_id, turn.now)
    route = presses.get(pressed.action) if pressed else None
    if pressed is None or route is None or route.arguments is None:
        raise Expired
    acting = permitted(turn, route)
    if FIRST in pressed.details:
        acting = acting.as_role(acting.role, in_place=True)
    try:
        arguments = route.arguments.read(pressed.details)
    except Unfit:
        raise Expired from None
    route.answer(acting, **arguments)


def permitted(turn: Turn, route: Route) -> Turn:
    """The turn in the role that the route asks for; forbidden and missing get the same answer."""
    role = role_for(turn.actor, route.may)
    if role is None:
        raise not_found()
    return turn.as_role(role, in_place=route.in_place)
