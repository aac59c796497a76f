"""还差的企业: whom nobody has visited this year, each with the button that begins the visit."""

from campaigns.schema.pack import Pack
from campaigns.schema.plan_table import PlanColumn
from handlers.chatform import entity_offers
from handlers.turn.pager import page_of
from handlers.turn.rights import role_in_each_unit
from handlers.turn.routes import press
from handlers.turn.screens import Button
from handlers.turn.turn import Expired, Turn, not_found
from locales import N_
from storage.queries.people.people import Role
from storage.queries.register import entities


@press("plan.left", may="inspect")
def who_is_left(turn: Turn) -> None:
    """Entities that nobody has visited this year, by unit and by the plan's columns."""
    if turn.planned is None:
        raise not_found()
    for role in role_in_each_unit(turn.actor, "inspect"):
        for column in turn.planned.pack.plan_tables[0].columns:
            _show_left(turn, turn.planned.pack, column, role, 0)


@press("plan.left_page", may="inspect")
def more_of_who_is_left(turn: Turn, unit: int, column: str, first: int) -> None:
    """Of one column of one of the own units."""
    role = next((own for own in role_in_each_unit(turn.actor, "inspect") if own.unit_id == unit), None)
    if role is None or turn.planned is None:
        raise not_found()
    pack = turn.planned.pack
    asked = next((known for known in pack.plan_tables[0].columns if known.key == column), None)
    if asked is None:
        raise Expired
    _show_left(turn, pack, asked, role, first)


def _show_left(turn: Turn, pack: Pack, column: PlanColumn, role: Role, first: int) -> None:
    kind, since = column.counts.entity_kind, pack.plan_tables[0].periods[0].start
    unvisited = entities.unvisited(turn.session, role.path, kind, since, turn.today)
    page = page_of(entity_offers.strictest_first(unvisited, pack), first)
    title = N_("{column}: {count} not visited this year", column=column.short, count=page.total)
    if len(role_in_each_unit(turn.actor, "inspect")) > 1:
        title = N_("{unit}: {what}", unit=role.unit_name, what=title)
    rows = [[Button(entity.name, "inspect", {"entity": entity.id})] for entity in page.lines]
    rows += page.turning("plan.left_page", {"unit": role.unit_id, "column": column.key})
    turn.say(title, rows=rows)
