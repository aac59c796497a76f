"""Any tree, any person, any unit: who may do what, against a second reading that walks up the tree step by step."""

from dataclasses import dataclass
from random import Random

import pytest

from handlers.turn.rights import ALLOWED, Extent, role_over, roles_for, scope
from storage.queries.ground.unit_paths import is_below
from storage.queries.people.people import Actor, Role
from tests.samples import samples

TREES, CELLS_OF_EACH = samples(500, 10_000), 20


@dataclass
class Tree:
    """Which unit stands under which; the ids are such that one is often the beginning of another."""

    parent: dict[int, int | None]

    @classmethod
    def grown(cls, chance: Random) -> "Tree":
        ids = chance.sample(range(1, 130), chance.randint(1, 25))
        tops = chance.randint(1, 2)
        return cls({one: chance.choice(ids[:at]) if at >= tops else None for at, one in enumerate(ids)})

    def above(self, unit: int | None) -> list[int]:
        """The unit, the one above it, and so on up to the top."""
        found: list[int] = []
        while unit is not None:
            found.append(unit)
            unit = self.parent[unit]
        return found

    def path(self, unit: int) -> str:
        return "".join(f"/{one}" for one in reversed(self.above(unit))) + "/"


def somebody(chance: Random, tree: Tree) -> Actor:
    """With up to four roles, in the same unit or in several."""
    roles = tuple(a_role(chance, tree) for _ in range(chance.randint(0, 4)))
    return Actor(person_id=1, name="某人", language="zh_Hans_CN", chat_id=1, last_message_id=0, roles=roles)


def a_role(chance: Random, tree: Tree) -> Role:
    unit, role = chance.choice(list(tree.parent)), chance.choice(("officer", "leader", "admin", "enterprise"))
    entity = chance.randint(1, 3) if role == "enterprise" else None
    return Role(role, unit, str(unit), tree.path(unit), entity)


def reaches(tree: Tree, role: Role, permission: str, unit: int, entity: int | None) -> bool:
    match ALLOWED[permission].get(role.role):
        case None:
            return False
        case Extent.OWN_UNIT:
            return role.unit_id == unit
        case Extent.BELOW:
            return role.unit_id in tree.above(unit)
        case Extent.OWN_ENTITY:
            return entity is not None and role.entity_id == entity
        case Extent.EVERYTHING:
            return tree.parent[role.unit_id] is None


@pytest.mark.soak
def test_whoever_may_in_any_tree_is_whom_walking_up_finds():
    chance = Random(2025)
    for _ in range(TREES):
        tree = Tree.grown(chance)
        actor = somebody(chance, tree)
        for _ in range(CELLS_OF_EACH):
            permission, unit = chance.choice(list(ALLOWED)), chance.choice(list(tree.parent))
            entity = chance.choice((None, 1, 2, 3))
            may = [role for role in actor.roles if reaches(tree, role, permission, unit, entity)]
            found = role_over(actor, permission, tree.path(unit), entity)
            assert (found in may) if may else (found is None), (tree, actor, permission, unit, entity)
            nearer = [role for role in may if found and found.unit_id in tree.above(role.unit_id)[1:]]
            assert all(ALLOWED[permission][role.role] is Extent.OWN_ENTITY for role in nearer)


@pytest.mark.soak
@pytest.mark.parametrize("permission", [key for key, extents in ALLOWED.items() if Extent.BELOW in extents.values()])
def test_a_scope_is_all_below_each_of_the_units_and_said_as_shortly_as_can_be(permission):
    chance = Random(permission)
    for _ in range(TREES // 5):
        tree = Tree.grown(chance)
        actor = somebody(chance, tree)
        held = {role.unit_id for role in roles_for(actor, permission) if role.entity_id is None}
        paths = scope(actor, permission)
        for unit in tree.parent:
            assert any(is_below(tree.path(unit), path) for path in paths) == bool(held & set(tree.above(unit)))
        assert len(paths) == len({path for path in paths if not any(o != path and is_below(path, o) for o in paths)})
