"""Who may do what: permission × role × how far it reaches from the unit that the role is held in.

The one table of rights. A handler names its permission and, where it acts on something, asks for the role over it:

    turn = turn.over("follow_risk", card.unit_path)     # refused in the same words whether forbidden or missing
"""

from collections.abc import Iterator
from enum import Enum

from storage.queries.ground.unit_paths import Scope, ids_in, is_below, is_top, outermost
from storage.queries.people.people import Actor, Role


class Extent(Enum):
    OWN_UNIT = "the unit that the role is held in"
    BELOW = "that unit and all below it"
    OWN_ENTITY = "the enterprise that the contact answers for"
    EVERYTHING = "the whole installation, for roles held in a unit that none is above"


OWN_UNIT, BELOW, OWN_ENTITY, EVERYTHING = Extent

ALLOWED: dict[str, dict[str, Extent]] = {
    "home": {"officer": OWN_UNIT, "leader": OWN_UNIT, "admin": OWN_UNIT, "enterprise": OWN_ENTITY},
    "fill_in": {
        "officer": OWN_UNIT,
        "leader": OWN_UNIT,
        "admin": OWN_UNIT,
        "enterprise": OWN_ENTITY,
        "newcomer": OWN_UNIT,
    },
    "join": {"newcomer": OWN_UNIT},
    "inspect": {"officer": BELOW},
    "report_risk": {"officer": BELOW},
    "extend_risk": {"officer": BELOW},
    "follow_risk": {"officer": BELOW, "leader": BELOW},
    "rectify": {"officer": BELOW, "enterprise": OWN_ENTITY},
    "see_risk": {"officer": BELOW, "leader": BELOW, "admin": BELOW, "enterprise": OWN_ENTITY},
    "find": {"officer": BELOW, "leader": BELOW, "admin": BELOW},
    "see_entity": {"officer": BELOW, "leader": BELOW, "admin": BELOW, "enterprise": OWN_ENTITY},
    "own_entity": {"enterprise": OWN_ENTITY},
    "see_dossier": {"officer": BELOW, "leader": BELOW, "admin": BELOW},
    "edit_entity": {"officer": BELOW, "admin": BELOW},
    "place_entity": {"leader": BELOW, "admin": BELOW},
    "merge_entities": {"leader": BELOW, "admin": BELOW},
    "grade": {"leader": BELOW, "admin": BELOW},
    "see_figures": {"officer": BELOW, "leader": BELOW, "admin": BELOW},
    "deadlines": {"officer": OWN_UNIT, "leader": BELOW, "admin": BELOW, "enterprise": OWN_ENTITY},
    "finish_deadline": {"officer": OWN_UNIT},
    "set_own_day": {"officer": OWN_UNIT, "leader": OWN_UNIT},
    "record_event": {"officer": OWN_UNIT},
    "manage_people": {"admin": BELOW},
    "invite_contact": {"officer": BELOW, "admin": BELOW},
    "hand_over": {"leader": BELOW, "admin": BELOW},
    "administer": {"admin": BELOW},
    "administer_all": {"admin": EVERYTHING},
}


def known(permission: str) -> str:
    """The permission that a handler declares; one that is not in the table stops the program as it starts."""
    if permission not in ALLOWED:
        raise ValueError(f"there is no permission {permission!r} in the table of rights")
    return permission


def roles_for(actor: Actor, permission: str) -> Iterator[Role]:
    """The roles in which this person may do it at all, in the order in which they were given."""
    extents = ALLOWED[permission]
    for role in actor.roles:
        if role.role in extents and (extents[role.role] is not EVERYTHING or is_top(role.path)):
            yield role


def role_for(actor: Actor, permission: str) -> Role | None:
    """The first of them, where nothing is acted on yet; read anew at every message and every button."""
    return next(roles_for(actor, permission), None)


def role_in_each_unit(actor: Actor, permission: str) -> list[Role]:
    """The first role of each unit, in order; several for a person who works in several units."""
    by_unit: dict[int, Role] = {}
    for role in roles_for(actor, permission):
        by_unit.setdefault(role.unit_id, role)
    return list(by_unit.values())


def scope(actor: Actor, permission: str) -> Scope:
    """The outermost paths in which any of the person's roles allows it, () where none; roles at an entity count not."""
    return outermost(role.path for role in roles_for(actor, permission) if role.entity_id is None)


def units_at_the_top(actor: Actor, permission: str) -> list[int]:
    """The ids of the units at the top of that scope; several for a person who answers for several."""
    return [ids_in(path)[-1] for path in scope(actor, permission)]


def role_over(actor: Actor, permission: str, path: str, entity_id: int | None = None) -> Role | None:
    """The role in which this person may do it to something of that unit, or at that entity: the nearest one."""
    covering = [role for role in roles_for(actor, permission) if covers(role, permission, path, entity_id)]
    return max(covering, key=lambda role: len(role.path), default=None)


def covers(role: Role, permission: str, path: str, entity_id: int | None = None) -> bool:
    match ALLOWED[permission][role.role]:
        case Extent.OWN_UNIT:
            return role.path == path
        case Extent.BELOW:
            return is_below(path, role.path)
        case Extent.OWN_ENTITY:
            return entity_id is not None and role.entity_id == entity_id
        case Extent.EVERYTHING:
            return True
