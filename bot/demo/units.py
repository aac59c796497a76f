"""Which of a plan's units go out and check."""

from campaigns.pack import Pack, Unit

OFFICES = ("section", "brigade", "institute")  # they supervise; the territory belongs to others
ENDINGS = ("市场监督管理", "市场监管", "药品监督管理", "药监", "派出")


def roots(pack: Pack) -> tuple[Unit, ...]:
    return tuple(unit for unit in pack.units if unit.parent is None)


def stations(pack: Pack) -> list[Unit]:
    """The units that go out: those with a line in the plan table, and stations; else the lowest that are no offices."""
    with_a_line = {row.unit for table in pack.plan_tables for row in table.rows}
    found = [unit for unit in pack.units if unit.kind == "station" or unit.key in with_a_line]
    lowest = (unit for unit in pack.units if unit.kind not in OFFICES and not _has_ground_below(pack, unit))
    return found or list(lowest) or list(roots(pack))


def _has_ground_below(pack: Pack, unit: Unit) -> bool:
    return any(child.kind not in OFFICES for child in pack.children(unit.key))


def first_section(pack: Pack) -> Unit | None:
    """The office that looks after wholesalers."""
    return next((unit for unit in pack.units if unit.kind == "section"), None)


def place_of(unit: Unit) -> str:
    """“南宾所” → “南宾”: the part of a unit's name that names a place."""
    place = unit.area or unit.name.removesuffix("所").removesuffix("局")
    for ending in ENDINGS:
        place = place.removesuffix(ending)
    return place or unit.name
