"""单位: an administrator walks down the own part of the tree, unit by unit, and changes what has to be changed."""

from campaigns.schema.parties import UNIT_KINDS
from handlers.chatform.unit_offers import unit_above
from handlers.turn.admin_menu import admin_entry
from handlers.turn.pager import PAGE, in_twos, page_of
from handlers.turn.rights import roles_for
from handlers.turn.routes import command, press
from handlers.turn.screens import Button
from handlers.turn.turn import Turn
from handlers.words import counted_records, joined
from locales import N_, Text
from storage.queries.ground.unit_paths import ids_in
from storage.queries.organisation import reorganising, unit_parents, units, working_hours
from storage.tables import Unit


@command("units", N_("Units"), may="administer")
def own_units(turn: Turn) -> None:
    list_units(turn)


@press("units.list", may="administer")
def list_units(turn: Turn) -> None:
    """The page of one's own unit; whoever administers several chooses."""
    own = {role.unit_id: role.unit_name for role in roles_for(turn.actor, "administer")}
    if len(own) == 1:
        show(turn, *own)
        return
    rows = [[Button(name, "units.show", {"id": unit_id})] for unit_id, name in own.items()]
    turn.say(N_("Which unit?"), rows=rows)


admin_entry(10, N_("Units"), "units.list")


@press("units.show", may="administer")
def show(turn: Turn, id: int, page: int = 0, first: int | None = None) -> None:
    """From the unit `first` of those below on; buttons of before say the `page` instead."""
    turn, unit = turn.over_unit("administer", id)
    turn.say(
        *card(turn, unit), rows=[*_below(turn, unit, page * PAGE if first is None else first), *_changes(turn, unit)]
    )


def card(turn: Turn, unit: Unit) -> list[Text]:
    left = reorganising.left(turn.session, unit, turn.today)
    records = dict(left.records)
    belongs = N_(
        "People {people} · entities {entities} · open risk items {risk_items} · units below {below}",
        people=left.people,
        entities=left.entities,
        risk_items=records.pop("risk_item", 0),
        below=left.below,
    )
    lines: list[Text] = [joined([unit.name, UNIT_KINDS.get(unit.kind, unit.kind), *_above(turn, unit)])]
    if not units.is_open(unit, turn.today):
        return [*lines, _end(turn, unit)]
    lines.append(belongs)
    if others := counted_records(records):
        lines.append(N_("Also open: {records}", records=others))
    lines.append(_hours(turn, unit))
    if also := reorganising.aliases(turn.session, unit.id):
        lines.append(N_("Also called: {names}", names=also))
    return [*lines, *_planned(turn, unit)]


def _above(turn: Turn, unit: Unit) -> list[Text]:
    above = ids_in(unit.path)[-2:-1]
    return [N_("under {unit}", unit=units.unit(turn.session, unit_id).name) for unit_id in above]


def _end(turn: Turn, unit: Unit) -> Text:
    last = str(unit.closed_on)
    if unit.merged_into is None:
        return N_("Dissolved; its last day was {day}.", day=last)
    return N_("Merged into {unit}; its last day was {day}.", unit=_name(turn, unit.merged_into), day=last)


def _hours(turn: Turn, unit: Unit) -> Text:
    hours = working_hours.of_unit(turn.session, unit)
    if hours is None:
        return N_("Working hours: as the plan says")
    where = {"from": hours.starts, "to": hours.ends}
    if hours.unit_id == unit.id:
        return N_("Working hours: {from}–{to}", **where)
    return N_("Working hours: {from}–{to}, as {unit}", **where, unit=_name(turn, hours.unit_id))


def _planned(turn: Turn, unit: Unit) -> list[Text]:
    row = unit_parents.planned(turn.session, unit.id, turn.today)
    if row is None:
        return []
    day, other = row.valid_from.isoformat(), _name(turn, row.parent_id)
    if unit.merged_into is not None:
        return [N_("As from {day} it is merged into {unit}.", day=day, unit=other)]
    return [N_("As from {day} it comes under {unit}.", day=day, unit=other)]


def _name(turn: Turn, unit_id: int) -> str:
    return units.unit(turn.session, unit_id).name


def _below(turn: Turn, unit: Unit, first: int) -> list[list[Button]]:
    """The units right below, a page of them; then the way to the others, and up."""
    page = page_of(units.right_below(turn.session, unit.id, turn.today), first)
    buttons = [Button(shown.name, "units.show", {"id": shown.id}) for shown in page.lines]
    above = unit_above(turn, unit, "administer")
    up = [[Button(N_("One level up"), "units.show", {"id": above})]] if above else []
    return [*in_twos(buttons), *page.turning("units.show", {"id": unit.id}), *up]


def _changes(turn: Turn, unit: Unit) -> list[list[Button]]:
    if not units.is_open(unit, turn.today):
        return []
    details = {"id": unit.id}
    rows = [
        [Button(N_("Add a unit below"), "units.add", details), Button(N_("Rename the unit"), "units.rename", details)],
        [Button(N_("Working hours"), "units.hours", details), Button(N_("Another name"), "units.alias", details)],
    ]
    if unit_parents.planned(turn.session, unit.id, turn.today):
        rows.append([Button(N_("Call off what is planned"), "units.call_off", details, "danger")])
    elif not ids_in(unit.path)[:-1]:
        return rows  # the top of the tree stays where it is
    else:
        rows.append(
            [Button(N_("Move the unit"), "units.move", details), Button(N_("Merge the unit"), "units.merge", details)]
        )
    if not reorganising.left(turn.session, unit, turn.today):
        rows.append([Button(N_("Dissolve the unit"), "units.dissolve", details, "danger")])
    return rows
