"""/start, /help, /status: who I am, how my unit stands, what waits for me, and the keys."""

from handlers.turn.duties_shown import to_do
from handlers.turn.home_keys import home_keys
from handlers.turn.progress_line import progress_of_each_unit
from handlers.turn.rights import role_for
from handlers.turn.routes import command
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
    turn.say(*lines, *progress_of_each_unit(turn), _waiting(turn), keyboard=home_keys(turn))


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


def _waiting(turn: Turn) -> Text:
    things = len(to_do(turn))
    open_drafts = len(drafts.drafts_of(turn.session, turn.actor.person_id))
    if not things and not open_drafts:
        return N_("Nothing is waiting for you.")
    return N_("To do: {things} · drafts: {drafts}", things=things, drafts=open_drafts)


@command("help", may="home")
def help_(turn: Turn) -> None:
    lines: list[Text] = [N_("What you can write:")]
    if role_for(turn.actor, "inspect"):
        lines += [
            N_("记检查 /inspect — log a visit"),
            N_("报隐患 /risk — report a fault"),
            N_("我今天的记录 /today — correct or void what you recorded"),
        ]
    lines.append(N_("我的待办 /todo — what waits for you"))
    if role_for(turn.actor, "find"):
        lines.append(N_("查企业 /find — find an entity"))
    if role_for(turn.actor, "own_entity"):
        lines.append(N_("我的企业 /company — your enterprise's page"))
    if role_for(turn.actor, "see_figures"):
        lines.append(N_("报表 /report, or a line like “二季度汇总”, “Q2 南宾所” — figures and the sheet"))
    if role_for(turn.actor, "manage_people"):
        lines.append(
            N_("/admin — everything for administrators · /people — who works where · /invite — let somebody in")
        )
    if role_for(turn.actor, "administer"):
        lines.append(N_("/unclear — unclear places of the plans · /calendar — working days"))
    lines += [
        N_("期限 /deadlines — what is due when"),
        N_("/resume — drafts · /cancel — leave a form · /status — is everything running"),
        N_("/language — Chinese or English"),
    ]
    turn.say(*lines, keyboard=home_keys(turn))


@command("status", may="home")
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
