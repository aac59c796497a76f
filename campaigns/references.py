"""Whether the pieces of a pack fit together: keys that are named exist, tables are complete, printed sums are right."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from zoneinfo import ZoneInfo

from campaigns.pack import Pack, Party, PlanTable
from campaigns.twice import named_twice
from campaigns.yaml_text import Path
from locales import N_, Message

Finding = tuple[Path, Message]


def loose_ends(pack: Pack) -> Iterator[Finding]:
    """Everything that does not fit, each with its place in the pack."""
    yield from named_twice(pack)
    yield from _zone(pack)
    yield from _units(pack)
    yield from _groups(pack)
    yield from _outcomes(pack)
    yield from _targets(pack)
    for place, table in enumerate(pack.plan_tables):
        yield from _plan_table(pack, table, ("plan_tables", place))


def _units(pack: Pack) -> Iterator[Finding]:
    known = [unit.key for unit in pack.units]
    for place, unit in enumerate(pack.units):
        if unit.parent is not None:
            yield from _known(unit.parent, known, ("units", place, "parent"))
    for place, duty in enumerate(pack.duties):
        yield from _party(pack, duty.by, ("duties", place, "by"))
    for place, deadline in enumerate(pack.deadlines):
        yield from _party(pack, deadline.owed_by, ("deadlines", place, "owed_by"))
        if deadline.owed_to:
            yield from _party(pack, deadline.owed_to, ("deadlines", place, "owed_to"))


def _party(pack: Pack, party: Party, path: Path) -> Iterator[Finding]:
    for place, unit in enumerate(party.units):
        yield from _known(unit, [unit.key for unit in pack.units], (*path, "units", place))
    if party.unit_kind:
        yield from _known(party.unit_kind, {unit.kind for unit in pack.units}, (*path, "unit_kind"))
    if party.entity_kind:
        yield from _known(party.entity_kind, _entity_kinds(pack), (*path, "entity_kind"))


def _groups(pack: Pack) -> Iterator[Finding]:
    for place, group in enumerate(pack.focus):
        for at, kind in enumerate(group.entity_kinds):
            yield from _known(kind, _entity_kinds(pack), ("focus", place, "entity_kinds", at))
    for place, checklist in enumerate(pack.checklists):
        yield from _known(checklist.entity_kind, _entity_kinds(pack), ("checklists", place, "entity_kind"))


def _outcomes(pack: Pack) -> Iterator[Finding]:
    """The form needs one of each, to start from and to fall to when a point is not met."""
    if {outcome.findings for outcome in pack.outcomes} != {True, False}:
        yield ("outcomes",), N_("there has to be an outcome with findings and one without")


def _targets(pack: Pack) -> Iterator[Finding]:
    levels = [level.key for level in pack.levels.levels] if pack.levels else []
    tags = [tag.key for group in pack.focus for tag in group.tags]
    for place, target in enumerate(pack.targets):
        path: Path = ("targets", place)
        yield from _known(target.of.entity_kind, _entity_kinds(pack), (*path, "of", "entity_kind"))
        for at, level in enumerate(target.of.levels):
            yield from _known(level, levels, (*path, "of", "levels", at))
        for at, tag in enumerate(target.of.tags):
            yield from _known(tag, tags, (*path, "of", "tags", at))
        if target.target == "share" and target.inspection_kind:
            kinds = [kind.key for kind in pack.inspection_kinds]
            yield from _known(target.inspection_kind, kinds, (*path, "inspection_kind"))


def _plan_table(pack: Pack, table: PlanTable, path: Path) -> Iterator[Finding]:
    periods = [period.key for period in table.periods]
    columns = [column.key for column in table.columns]
    for place, column in enumerate(table.columns):
        counts = (*path, "columns", place, "counts", "entity_kind")
        yield from _known(column.counts.entity_kind, _entity_kinds(pack), counts)
    for place, period in enumerate(table.periods):
        if period.end < period.start:
            yield (*path, "periods", place, "end"), N_("“{period}” ends before it starts", period=period.title)
    for place, row in enumerate(table.rows):
        here = (*path, "rows", place)
        yield from _known(row.unit, [unit.key for unit in pack.units], (*here, "unit"))
        yield from _exactly(row.plan, periods, (*here, "plan"))
        for key, cells in row.plan.items():
            yield from _exactly(cells, columns, (*here, "plan", key))
        if row.printed_total not in (None, row.total):
            what = N_("the cells add up to {total}, not {printed}", total=row.total, printed=row.printed_total)
            yield (*here, "printed_total"), what


def _exactly(given: Iterable[str], wanted: list[str], path: Path) -> Iterator[Finding]:
    """A cell that is missing is a mistake, not a zero."""
    for key in given:
        yield from _known(key, wanted, (*path, key))
    for key in wanted:
        if key not in given:
            yield path, N_("“{key}” is missing", key=key)


def _known(key: str, known: Iterable[str], path: Path) -> Iterator[Finding]:
    known = list(known)
    if key in known:
        return
    near = get_close_matches(key, known, n=1)
    if near:
        yield path, N_("the pack has no “{key}”. Did you mean “{near}”?", key=key, near=near[0])
    else:
        yield path, N_("the pack has no “{key}”; it has: {known}", key=key, known=known)


def _zone(pack: Pack) -> Iterator[Finding]:
    try:
        ZoneInfo(pack.zone)
    except (KeyError, ValueError, OSError):
        yield ("zone",), N_("“{zone}” is no time zone; one is Asia/Shanghai", zone=pack.zone)


def _entity_kinds(pack: Pack) -> list[str]:
    return [kind.key for kind in pack.entity_kinds]
