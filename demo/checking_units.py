"""Which of a plan's units go out and check."""

from collections.abc import Collection

from campaigns.schema.pack import Pack, Unit
from demo.plan_world import world_of

OFFICES = ("section", "brigade", "institute")  # they supervise; the territory belongs to others
ENDINGS = ("所", "分局", "局", "市场监督管理", "市场监管", "药品监督管理", "药监", "派出")


def roots(pack: Pack) -> tuple[Unit, ...]:
    return tuple(unit for unit in pack.units if unit.parent is None)


def stations(pack: Pack) -> list[Unit]:
    """The units that go out: those with a line in the plan table, and stations; those that a round of visits names;
    else the lowest that are no offices."""
    with_a_line = {row.unit for table in pack.plan_tables for row in table.rows}
    units = [unit for unit in pack.units if unit.kind == "station" or unit.key in with_a_line]
    units = units or list(dict.fromkeys(unit for visits in world_of(pack).rounds for unit in named(pack, visits.by)))
    lowest = (unit for unit in pack.units if unit.kind not in OFFICES and not _has_ground_below(pack, unit))
    return units or list(lowest) or list(roots(pack))


def _has_ground_below(pack: Pack, unit: Unit) -> bool:
    return any(child.kind not in OFFICES for child in pack.children(unit.key))


def named(pack: Pack, by: Collection[str]) -> list[Unit]:
    """The units of these keys or kinds."""
    return [unit for unit in pack.units if unit.key in by or unit.kind in by]


def first_section(pack: Pack) -> Unit | None:
    """The office that looks after wholesalers: the first whose name says that it supervises."""
    sections = [unit for unit in pack.units if unit.kind == "section"]
    supervising = (unit for unit in sections if any(word in unit.name for word in ("监管", "器械")))
    return next(supervising, sections[0] if sections else None)


def label_of(pack: Pack) -> str:
    """“石柱县 2025”: a plan in two words."""
    return f"{place_of(pack, roots(pack)[0])} {pack.year}"


def place_of(pack: Pack, unit: Unit) -> str:
    """“南宾所” → “南宾”: the part of a unit's name that names a place."""
    place = world_of(pack).places.get(unit.key) or unit.area or _without_its_office(unit.title)
    return place or unit.name


def _without_its_office(name: str) -> str:
    for ending in ENDINGS:
        name = name.removesuffix(ending)
    return name
