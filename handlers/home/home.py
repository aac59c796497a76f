"""/start, /help, /status: who I am, how my unit stands, what waits for me, and the keys."""

from handlers.turn.duties_shown import to_do
from handlers.turn.home_keys import home_keys
from handlers.turn.progress_line import progress_of_each_unit
from handlers.turn.rights import role_for
from handlers.turn.routes import Listed, command, listed_commands
from handlers.turn.status_lines import troubles
from handlers.turn.turn import Turn
from handlers.words import ROLES, joined
from locales import N_, Text
from storage.queries.ground.unit_paths import WHOLE_TREE
from storage.queries.messages import drafts
from storage.queries.people import memberships, unreachable_people
from storage.queries.people.people import Role
from storage.queries.register import entities
from storage.queries.running import queue_lengths


@command("start", may="home")
def start(turn: Turn) -> None:
    lines: list[Text] = [joined([turn.actor.name, _place(turn, turn.role), ROLES[turn.role.role]])]
    lines += [_also(turn, role) for role in turn.actor.roles if role != turn.role]
    turn.say(*lines, *progress_of_each_unit(turn), waiting(turn), keyboard=home_keys(turn))


def _place(turn: Turn, role: Role) -> str:
    """The unit; for an enterprise contact the enterprise."""
    entity = entities.by_ids(turn.session, [role.entity_id or 0], turn.today)
    return entity[0].name if entity else role.unit_name


def _also(turn: Turn, role: Role) -> Text:
    """Another role of the same person, or that of a colleague on leave."""
    what = [_place(turn, role), ROLES[role.role]]
    if role.stands_in_for is None:
        return N_("Also: {what}", what=joined(what))
    name = memberships.person(turn.session, role.stands_in_for).name
    return N_("Standing in for {name}: {what}, until {day}", name=name, what=joined(what), day=role.until or "…")


def waiting(turn: Turn) -> Text:
    """How much there is to do, and how many forms are begun."""
    things = len(to_do(turn))
    open_drafts = len(drafts.drafts_of(turn.session, turn.actor.person_id))
    if not things and not open_drafts:
        return N_("Nothing is waiting for you.")
    return N_("To do: {things} · drafts: {drafts}", things=things, drafts=open_drafts)


@command("help", may="home", listed=Listed(140, menu=N_("What can I do?")))
def help_(turn: Turn) -> None:
    lines = [
        listed.help
        for _, route, listed in listed_commands()
        if listed.help is not None and role_for(turn.actor, route.may)
    ]
    turn.say(N_("What you can write:"), *lines, keyboard=home_keys(turn))


@command("status", may="home", listed=Listed(120, menu=N_("Is everything running?")))
def status(turn: Turn) -> None:
    """For everybody that it runs; for the administrator of everything also what is stuck, and whom nothing reaches."""
    wrong = troubles(turn)
    lines: list[Text] = wrong or [N_("Running normally.")]
    if role_for(turn.actor, "administer_all"):
        queues = queue_lengths.of_queues(turn.session, besides=int(turn.key))
        blocked = list(
            dict.fromkeys(
                person.name for person in unreachable_people.blocked_below(turn.session, WHOLE_TREE, turn.today)
            )
        )
        lines += [
            N_("Updates waiting: {count}, set aside: {parked}", count=max(queues.waiting - 1, 0), parked=queues.parked),
            N_(
                "Messages to send: {count}, perhaps not delivered: {unsure}", count=queues.to_send, unsure=queues.unsure
            ),
            N_("People not reachable: {names}", names=blocked or N_("none")),
        ]
    turn.say(*lines)
