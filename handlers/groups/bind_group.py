"""Groups: an administrator adds the bot, binds the group to a unit in private, and the group gets sums only.

Nobody's name, no enterprise and no button ever goes into a group: whoever is in it may read them. Any group that no
administrator answers for is left.
"""

from dataclasses import dataclass

from figures.plan_progress import plan_figures
from figures.questions import Question
from handlers.turn import screens
from handlers.turn.admin_menu import admin_entry
from handlers.turn.group_news import ADDRESSED, GroupNews
from handlers.turn.rights import role_for, scope, units_at_the_top
from handlers.turn.routes import press
from handlers.turn.screens import Button
from handlers.turn.turn import Turn, not_found
from handlers.turn.update_context import UpdateContext
from locales import N_, Text
from reports.catalog.plan_brief import brief
from reports.drawing.text_table import pages
from reports.question_words import FiguresAsked, understand
from storage.database import Session, house_language
from storage.queries.ground.audit_rows import ChangedBy
from storage.queries.messages import outbox
from storage.queries.organisation import bound_groups, units
from storage.queries.people import people
from storage.queries.people.people import Actor
from storage.queries.plans import campaigns
from storage.tables import GroupChat, Unit

MOST_UNITS = 90
"""A message holds a hundred buttons; no unit here has so many directly below it."""


@dataclass(frozen=True)
class GroupRecipient:
    """Whoever is in a group: no person, no rights, the language of the house."""

    chat_id: int
    language: str
    person_id: int = 0


def hear(context: UpdateContext, news: GroupNews) -> None:
    """Inside the caller's transaction. A group that no administrator has bound is left."""
    session = context.session
    row = bound_groups.group(session, news.chat_id)
    if news.kind == "removed":
        bound_groups.forget(session, news.chat_id)
    elif news.kind == "added":
        _added(context, news)
    elif row is None:  # it was added while nobody listened
        _leave(context, news.chat_id)
    elif news.kind == "said" and row.state == "bound" and row.unit_id is not None:
        _answer(context, row.unit_id, news)


def _added(context: UpdateContext, news: GroupNews) -> None:
    session = context.session
    actor = people.actor_by_account(session, news.sender, context.today)
    role = role_for(actor, "administer") if actor else None
    if actor is None or role is None:
        _say(context, news.chat_id, N_("Only an administrator can bring me into a group. Goodbye."))
        _leave(context, news.chat_id)
        return
    by = ChangedBy(context.now, actor.person_id, role.unit_id, role.role, context.update_id)
    bound_groups.ask(session, news.chat_id, news.title, by)
    _ask(context, actor, news)


def _ask(context: UpdateContext, actor: Actor, news: GroupNews) -> None:
    """In private, where the buttons are the administrator's own."""
    session = context.session
    first, *others = [units.unit(session, unit_id) for unit_id in units_at_the_top(actor, "administer")]
    asked = N_("You added me to the group “{title}”. Which unit's figures may it see?", title=news.title)
    rows = _to_open(news.chat_id, [first, *others]) if others else _level(session, news.chat_id, first)
    screens.send(session, actor, [asked], f"{context.key}:group", context.now, rows=rows)


def _level(session: Session, chat_id: int, unit: Unit) -> list[list[Button]]:
    """A unit, and those right below it."""
    whole = N_("{unit}, all of it", unit=unit.name)
    button = Button(whole, "group.confirm", {"chat": chat_id, "unit": unit.id}, "primary")
    return [[button], *_to_open(chat_id, units.children(session, unit.id)[:MOST_UNITS])]


def _to_open(chat_id: int, unit_rows: list[Unit]) -> list[list[Button]]:
    buttons = [Button(unit.name, "group.choose", {"chat": chat_id, "unit": unit.id}) for unit in unit_rows]
    pairs = [buttons[at : at + 2] for at in range(0, len(buttons), 2)]
    return [*pairs, [Button(N_("Do not bind, leave the group"), "group.leave", {"chat": chat_id}, "danger")]]


@press("group.choose", may="administer", in_place=True)
def choose(turn: Turn, chat: int, unit: int) -> None:
    """One level further down."""
    row = _group(turn, chat)
    turn, chosen = turn.over_unit("administer", unit)
    if not units.children(turn.session, unit):
        confirm(turn, chat, unit)
        return
    asked = N_("Which unit's figures may the group “{title}” see?", title=row.title)
    turn.say(asked, rows=_level(turn.session, chat, chosen))


@press("group.confirm", may="administer", in_place=True)
def confirm(turn: Turn, chat: int, unit: int) -> None:
    row = _group(turn, chat)
    turn, chosen = turn.over_unit("administer", unit)
    yes = Button(N_("Bind"), "group.bind", {"chat": chat, "unit": unit}, "success")
    no = Button(N_("Do not bind, leave the group"), "group.leave", {"chat": chat}, "danger")
    turn.say(
        N_("Everybody in “{title}” will be able to ask for the sums of {unit}.", title=row.title, unit=chosen.name),
        N_("Names, enterprises and single records are never shown there."),
        rows=[[yes, no]],
    )


@press("group.bind", may="administer", in_place=True)
def bind(turn: Turn, chat: int, unit: int) -> None:
    row = _group(turn, chat)
    turn, chosen = turn.over_unit("administer", unit)
    if (row.state, row.unit_id) != ("bound", unit):
        bound_groups.bind(turn.session, row, unit, turn.by)
        welcome = N_(
            "This group is bound to {unit}. Reply to this with a question such as “二季度汇总”: here I give sums only, "
            "everything else in private.",
            unit=chosen.name,
        )
        _say(turn.under_key(f"{turn.key}:bound").context, chat, welcome)
    turn.say(N_("“{title}” is bound to {unit}.", title=row.title, unit=chosen.name))


@press("group.leave", may="administer", in_place=True)
def leave(turn: Turn, chat: int) -> None:
    row = _group(turn, chat)
    if row.state != "left":
        bound_groups.leave(turn.session, row, turn.by)
        _leave(turn.context, chat)
    turn.say(N_("I have left “{title}”.", title=row.title))


@press("groups.list", may="administer")
def list_groups(turn: Turn) -> None:
    bound = bound_groups.bound_below(turn.session, scope(turn.actor, "administer"))
    if not bound:
        turn.say(N_("No group is bound. Add me to one as an administrator, and I shall ask here which unit it is."))
        return
    lines = [N_("{title}: {unit}", title=row.title, unit=unit.name) for row, unit in bound]
    rows = [[Button(N_("Leave {title}", title=row.title), "group.leave", {"chat": row.chat_id})] for row, _ in bound]
    turn.say(N_("Groups: {count}", count=len(bound)), *lines, rows=rows)


admin_entry(60, N_("Groups"), "groups.list")


def _group(turn: Turn, chat_id: int) -> GroupChat:
    """One that is bound to a unit of one's own; of those that are not, just those that one brought the bot into."""
    row = bound_groups.group(turn.session, chat_id)
    if row is None or (row.unit_id is None and row.person_id != turn.actor.person_id):
        raise not_found()
    if row.unit_id is not None:
        turn.over_unit("administer", row.unit_id)
    return row


def _answer(context: UpdateContext, unit_id: int, news: GroupNews) -> None:
    """The sums of the bound unit for the period that was asked for; else how to ask."""
    session, today = context.session, context.today
    running = next(
        (
            running_campaign
            for running_campaign in campaigns.running_campaigns(session, today)
            if running_campaign.pack.plan_tables
        ),
        None,
    )
    plan = running.pack.plan_tables[0] if running else None
    asked = understand(news.said, {}, today, plan.periods, {}) if plan else None
    period = plan.period_of(today) if plan else None
    understood = isinstance(asked, FiguresAsked) or (asked is None and news.said == ADDRESSED)
    if running is None or period is None or not understood:
        how = N_("Here I answer questions such as “二季度汇总”. Everything else please in private.")
        _say(context, news.chat_id, how)
        return
    period_key = asked.period_key if isinstance(asked, FiguresAsked) else period.key
    everybody = GroupRecipient(news.chat_id, house_language(session))
    answer = brief(plan_figures(session, Question(running, period_key, unit_id, today)))
    table = [screens.Preformatted(page) for page in pages(answer.table, everybody.language)] if answer.table else []
    screens.send(session, everybody, [*answer.before, *table, *answer.after], f"{context.key}:group", context.now)


def _say(context: UpdateContext, chat_id: int, text: Text) -> None:
    recipient = GroupRecipient(chat_id, house_language(context.session))
    screens.send(context.session, recipient, [text], f"{context.key}:group", context.now)


def _leave(context: UpdateContext, chat_id: int) -> None:
    key = f"{context.key}:leave>{chat_id}"
    outbox.put(context.session, key, chat_id, "leaveChat", {"chat_id": chat_id}, context.now)
