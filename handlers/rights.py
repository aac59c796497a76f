"""Who may do what: permission × role, in the scope of the unit that the role is held in. The one table of rights."""

from storage.queries.people import Actor, Role

ALLOWED: dict[str, tuple[str, ...]] = {
    "home": ("officer", "leader", "admin", "enterprise"),
    "inspect": ("officer",),
    "report_risk": ("officer",),
    "follow_risk": ("officer", "leader"),
    "rectify": ("officer", "enterprise"),
    "see_risk": ("officer", "leader", "admin", "enterprise"),
    "find": ("officer", "leader", "admin"),
    "see_figures": ("officer", "leader", "admin"),
    "deadlines": ("officer", "leader", "admin", "enterprise"),
    "finish_deadline": ("officer",),
    "administer": ("admin",),
}


def role_for(actor: Actor, permission: str) -> Role | None:
    """The role in which this person may do it; read anew at every message and every button."""
    return actor.role_for(ALLOWED[permission])
