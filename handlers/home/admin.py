"""/admin: everything an administrator can do, one button each; who else writes it is told what everybody is told."""

from handlers.turn.admin_menu import entries
from handlers.turn.rights import units_at_the_top
from handlers.turn.routes import Listed, command
from handlers.turn.screens import Button
from handlers.turn.turn import Turn
from locales import N_
from storage.queries.organisation import units


@command(
    "admin",
    N_("Administration"),
    may="administer",
    listed=Listed(
        80, N_("/admin — everything for administrators · /people — who works where · /invite — let somebody in")
    ),
)
def admin(turn: Turn) -> None:
    buttons = [Button(label, action) for label, action in entries()]
    pairs = [buttons[at : at + 2] for at in range(0, len(buttons), 2)]
    names = [units.unit(turn.session, unit_id).name for unit_id in units_at_the_top(turn.actor, "administer")]
    turn.say(N_("Administration of {unit}:", unit=names), rows=pairs)
