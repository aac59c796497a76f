"""我的待办: what waits for me, the most urgent first, each with its button; as many on a screen as it holds."""

from handlers.chatform import entity_offers
from handlers.turn.duties_shown import MARKS, button_of, line_of, to_do
from handlers.turn.progress_line import progress_of_each_unit
from handlers.turn.rights import role_in_each_unit
from handlers.turn.routes import Listed, command, press
from handlers.turn.screens import Button
from handlers.turn.turn import Turn, not_found
from locales import N_, Text
from storage.queries.register import entities

MOST_SHOWN = 8


@command(
    "todo", N_("My to-do"), may="see_risk", listed=Listed(40, N_("我的待办 /todo — what waits for you"), N_("My to-do"))
)
def my_todo(turn: Turn) -> None:
    show_page(turn)


@press("todo.page", may="see_risk")
def show_page(turn: Turn, first: int = 0) -> None:
    """From the `first` duty on, counted from 0."""
    waiting = to_do(turn)
    listed = list(zip(MARKS, waiting[first:], strict=False))
    head = N_("To do: {count}", count=len(waiting)) if waiting else N_("Nothing is waiting for you.")
    lines: list[Text] = [head, *(line_of(mark, entry) for mark, entry in listed)]
    buttons = [button for mark, entry in listed if (button := button_of(mark, entry.duty))]
    rows = [buttons[at : at + 2] for at in range(0, len(buttons), 2)]
    if left := len(waiting) - first - len(listed):
        rows.append([Button(N_("{count} more", count=left), "todo.page", {"first": first + len(listed)})])
    progress = progress_of_each_unit(turn)
    turn.say(*lines, *progress, rows=rows)


@press("plan.left", may="inspect")
def who_is_left(turn: Turn) -> None:
    """Entities that nobody has visited this year, by unit and by the plan's columns."""
    if turn.planned is None:
        raise not_found()
    pack = turn.planned.pack
    plan, roles = pack.plan_tables[0], role_in_each_unit(turn.actor, "inspect")
    for role in roles:
        for column in plan.columns:
            kind, first = column.counts.entity_kind, plan.periods[0].start
            unvisited = entities.unvisited(turn.session, role.path, kind, first, turn.today)
            left = entity_offers.strictest_first(unvisited, pack)
            title = N_("{column}: {count} not visited this year", column=column.short, count=len(left))
            if len(roles) > 1:
                title = N_("{unit}: {what}", unit=role.unit_name, what=title)
            rows = [[Button(entity.name, "inspect", {"entity": entity.id})] for entity in left[:MOST_SHOWN]]
            more = [N_("and {count} more entities", count=len(left) - MOST_SHOWN)] if len(left) > MOST_SHOWN else []
            turn.say(title, *more, rows=rows)
