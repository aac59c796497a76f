"""What an administrator changes about a unit: added, renamed, moved, merged, dissolved; its hours and other names."""

from collections.abc import Callable
from datetime import date
from typing import Any

from campaigns.schema.parties import UNIT_KINDS
from forms.answers import Answers
from forms.catalog.unit_add import unit_add
from forms.catalog.unit_alias import unit_alias
from forms.catalog.unit_hours import INHERITED, unit_hours
from forms.catalog.unit_merge import unit_merge
from forms.catalog.unit_move import unit_move
from forms.catalog.unit_rename import unit_rename
from forms.model import Form
from forms.question import Option
from handlers.chatform import filling, unit_offers
from handlers.chatform.filling import Conversation
from handlers.turn.routes import press
from handlers.turn.screens import Button
from handlers.turn.stored import About
from handlers.turn.turn import Refused, Turn, not_found
from handlers.units import unit_pages
from locales import N_, Text
from storage.queries.ground.unit_paths import ids_in
from storage.queries.organisation import reorganising, units
from storage.tables import Draft, Unit

OBSTACLES: dict[str, Text] = {
    "closed": N_("One of the two units is closed by that day. Choose another unit or another day."),
    "merging": N_("It is going to be merged already. Call that off first."),
    "circle": N_("A unit cannot come under itself or under a unit below it. Choose another one."),
    "there": N_("It stands there already. Choose another unit."),
    "name": N_("A unit of that name stands there already. Choose another name, or rename that one first."),
}


class AboutUnit(About):
    unit: int


def _open(turn: Turn, unit_id: int) -> tuple[Turn, Unit]:
    """The unit as it can still be changed."""
    turn, unit = turn.over_unit("administer", unit_id)
    if not units.is_open(unit, turn.today):
        raise Refused(N_("{unit} is closed and can no longer be changed.", unit=unit.name))
    return turn, unit


def _refuse(obstacle: str | None) -> None:
    if obstacle is not None:
        raise Refused(OBSTACLES[obstacle])


def _begin(turn: Turn, key: str, unit_id: int, **given: Any) -> None:
    turn, unit = _open(turn, unit_id)
    filling.begin(turn, key, about=AboutUnit(unit=unit.id), heading=unit.name, **given)


@press("units.add", may="administer")
def add(turn: Turn, id: int) -> None:
    _begin(turn, "unit_add", id)


@press("units.rename", may="administer")
def rename(turn: Turn, id: int) -> None:
    _begin(turn, "unit_rename", id)


@press("units.alias", may="administer")
def alias(turn: Turn, id: int) -> None:
    _begin(turn, "unit_alias", id)


@press("units.hours", may="administer")
def hours(turn: Turn, id: int) -> None:
    _begin(turn, "unit_hours", id)


@press("units.move", may="administer")
def move(turn: Turn, id: int) -> None:
    _begin(turn, "unit_move", id, offers={"unit": unit_offers.top_units(turn, "administer")})


@press("units.merge", may="administer")
def merge(turn: Turn, id: int) -> None:
    _begin(turn, "unit_merge", id, offers={"unit": unit_offers.top_units(turn, "administer")})


@press("units.dissolve", may="administer", in_place=True)
def dissolve(turn: Turn, id: int) -> None:
    """Asks once more: a dissolved unit does not come back."""
    turn, unit = _empty(turn, id)
    sure = Button(N_("Dissolve the unit"), "units.dissolve_now", {"id": id}, "danger")
    keep = Button(N_("Leave it"), "units.show", {"id": id})
    turn.say(N_("Dissolve {unit} as from today? Nothing belongs to it any more.", unit=unit.name), rows=[[sure, keep]])


@press("units.dissolve_now", may="administer", in_place=True)
def dissolve_now(turn: Turn, id: int) -> None:
    turn, unit = _empty(turn, id)
    reorganising.dissolve(turn.session, unit, turn.today, turn.by)
    turn.say(N_("{unit} is dissolved. Its records stay.", unit=unit.name))


def _empty(turn: Turn, unit_id: int) -> tuple[Turn, Unit]:
    turn, unit = _open(turn, unit_id)
    left = reorganising.left(turn.session, unit, turn.today)
    if left or not ids_in(unit.path)[:-1]:
        raise Refused(
            N_("It cannot be dissolved yet, something still belongs to it. Merge it into another unit instead."),
            *unit_pages.card(turn, unit),
        )
    return turn, unit


@press("units.call_off", may="administer", in_place=True)
def call_off(turn: Turn, id: int) -> None:
    turn, unit = _open(turn, id)
    reorganising.call_off(turn.session, unit, turn.today, turn.by)
    turn.say(N_("Called off. {unit} stays as it is.", unit=unit.name))


# --- 提交 ------------------------------------------------------------------------------------------------


def _done(turn: Turn, unit: Unit) -> None:
    turn.say(N_("✅ Saved"), *unit_pages.card(turn, unit), rows=[[Button(unit.name, "units.show", {"id": unit.id})]])


def save_new(turn: Turn, row: Draft, answers: Answers) -> None:
    turn, parent = _open(turn, AboutUnit.of(row).unit)
    _refuse(reorganising.obstacle_to_name(turn.session, answers.text("name"), parent.id, turn.today))
    _done(
        turn, reorganising.add(turn.session, answers.text("name"), answers.chosen("kind"), parent, turn.today, turn.by)
    )


def save_name(turn: Turn, row: Draft, answers: Answers) -> None:
    turn, unit = _open(turn, AboutUnit.of(row).unit)
    above = next(iter(ids_in(unit.path)[-2:-1]), None)
    _refuse(reorganising.obstacle_to_name(turn.session, answers.text("name"), above, turn.today, besides=unit.id))
    if answers.text("name") != unit.name:
        reorganising.rename(turn.session, unit, answers.text("name"), turn.by)
    _done(turn, unit)


def save_alias(turn: Turn, row: Draft, answers: Answers) -> None:
    turn, unit = _open(turn, AboutUnit.of(row).unit)
    taken = reorganising.called(turn.session, answers.text("name"))
    if taken is not None and taken.id != unit.id:
        raise Refused(N_("“{name}” is another unit's name already. Choose another one.", name=answers.text("name")))
    if taken is None:
        reorganising.give_alias(turn.session, unit, answers.text("name"), turn.by)
    _done(turn, unit)


def save_hours(turn: Turn, row: Draft, answers: Answers) -> None:
    turn, unit = _open(turn, AboutUnit.of(row).unit)
    own = None if answers.chosen("starts") == INHERITED else (answers.chosen("starts"), answers.chosen("ends"))
    reorganising.set_hours(turn.session, unit, own, turn.by)
    _done(turn, unit)


def save_move(turn: Turn, row: Draft, answers: Answers) -> None:
    turn, unit, other, day = _two(turn, row, answers)
    _refuse(reorganising.obstacle_to_move(turn.session, unit, other, day))
    reorganising.move(turn.session, unit, other, day, turn.today, turn.by)
    _done(turn, unit)


def save_merge(turn: Turn, row: Draft, answers: Answers) -> None:
    turn, unit, other, day = _two(turn, row, answers)
    _refuse(reorganising.obstacle_to_merge(turn.session, unit, other, day))
    reorganising.merge(turn.session, unit, other, day, turn.today, turn.by)
    _done(turn, unit)


def _two(turn: Turn, row: Draft, answers: Answers) -> tuple[Turn, Unit, Unit, date]:
    """Both units have to be the administrator's; neither the top of the tree nor one's own last place is given away."""
    acting, unit = _open(turn, AboutUnit.of(row).unit)
    _, other = turn.over_unit("administer", answers.offer("unit").id)
    if not ids_in(unit.path)[:-1]:
        raise not_found()
    return acting, unit, other, answers.day("day")


def _conversation(form: Callable[[], Form], save: Callable[[Turn, Draft, Answers], None]) -> Conversation:
    return Conversation(lambda _about: form(), "administer", save, AboutUnit, of_campaign=False)


filling.conversations |= {
    "unit_add": _conversation(lambda: unit_add(tuple(Option(*kind) for kind in UNIT_KINDS.items())), save_new),
    "unit_rename": _conversation(unit_rename, save_name),
    "unit_alias": _conversation(unit_alias, save_alias),
    "unit_hours": _conversation(unit_hours, save_hours),
    "unit_move": _conversation(unit_move, save_move),
    "unit_merge": _conversation(unit_merge, save_merge),
}
