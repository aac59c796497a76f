"""Units and people as offers to a form: a level of the tree or matches of a name, within the scope of a permission."""

from forms.kinds.unit import OPEN
from forms.offer import Offer
from handlers.turn.rights import role_over, roles_for, scope
from handlers.turn.turn import Turn
from storage.queries.ground.unit_paths import ids_in
from storage.queries.organisation import units
from storage.queries.people import memberships
from storage.queries.people.memberships import Member
from storage.tables import Unit

MOST_FOUND = 24


def top_units(turn: Turn, may: str) -> list[Offer]:
    """Offers: the person's unit and those right below it; the person's units alone where there are several."""
    own = {role.unit_id for role in roles_for(turn.actor, may)}
    if len(own) == 1:
        return _level(turn, units.unit(turn.session, *own), may)
    return _listed(turn, [units.unit(turn.session, unit_id) for unit_id in sorted(own)])


def units_for(turn: Turn, query: str, may: str) -> tuple[Offer, ...]:
    """What a form's search is answered with: `below:17`, or a part of a name."""
    if not query.startswith(OPEN):
        return tuple(_listed(turn, units.called(turn.session, query, scope(turn.actor, may), MOST_FOUND)))
    number = query.removeprefix(OPEN)
    unit = units.find(turn.session, int(number)) if number.isdecimal() else None
    if unit is None or role_over(turn.actor, may, unit.path) is None:
        return ()
    return tuple(_level(turn, unit, may))


def _level(turn: Turn, unit: Unit, may: str) -> list[Offer]:
    here: Offer = {"value": str(unit.id), "label": unit.name, "here": True}
    if above := unit_above(turn, unit, may):
        here["up"] = str(above)
    return [here, *_listed(turn, units.children(turn.session, unit.id))]


def unit_above(turn: Turn, unit: Unit, may: str) -> int | None:
    """The way up, as far as one may act."""
    above = ids_in(unit.path)[-2:-1]
    return above[0] if above and role_over(turn.actor, may, units.unit(turn.session, above[0]).path) else None


def _listed(turn: Turn, unit_rows: list[Unit]) -> list[Offer]:
    deeper = units.with_a_level(turn.session, [unit.id for unit in unit_rows])
    offers: list[Offer] = [{"value": str(unit.id), "label": unit.name} for unit in unit_rows]
    for offer, unit in zip(offers, unit_rows, strict=True):
        if unit.id in deeper:
            offer["more"] = True
    return offers


def people_called(turn: Turn, words: str, may: str) -> tuple[Offer, ...]:
    """What a form's search for a colleague is answered with."""
    members = memberships.named(turn.session, words, scope(turn.actor, may), turn.today, MOST_FOUND)
    return tuple(people_offers(turn, [member for member in members if member.role != "enterprise"]))


def people_offers(turn: Turn, members: list[Member]) -> list[Offer]:
    """Each person once, with the unit; only of one's own scope."""
    offers: dict[int, Offer] = {}
    for member in members:
        if role_over(turn.actor, "manage_people", member.path):
            button = f"{member.name} · {member.unit}"
            offers.setdefault(
                member.person_id, {"value": str(member.person_id), "label": member.name, "button": button}
            )
    return list(offers.values())
