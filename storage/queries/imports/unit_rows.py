"""Rows of 单位: the tree, parents before children in whatever order the rows stand."""

from collections.abc import Sequence
from typing import Any, cast

from sqlmodel import Session, col, select

from locales import N_
from storage.queries.ground import audit_rows
from storage.queries.ground.audit_rows import ChangedBy, Operator
from storage.queries.ground.dated_rows import A_DAY
from storage.queries.imports.import_context import ImportContext, UnitRef
from storage.queries.imports.import_lines import ImportLine, InvalidRow, RowOutcome
from storage.queries.organisation import reorganising, unit_parents
from storage.queries.organisation.units import add_unit
from storage.tables import Unit, UnitAlias

OBSTACLES = {
    "closed": N_("The unit has been closed."),
    "merging": N_("The unit is being merged into another one."),
    "circle": N_("A unit cannot stand below itself."),
    "name": N_("There is a unit of this name below the same one already."),
}


def take(session: Session, context: ImportContext, lines: Sequence[ImportLine]) -> list[RowOutcome]:
    """All rows of the sheet at once: a row waits while the unit above it stands further down."""
    waiting, verdicts = {line.row: line for line in lines}, {}
    names = {line["name"] for line in lines}
    moved = True
    while waiting and moved:
        moved = False
        for row, line in list(waiting.items()):
            if line["parent"] in names and not context.units_called(line["parent"]) and line["parent"] != line["name"]:
                continue
            verdicts[row], moved = _taken(session, context, line), True
            del waiting[row]
    for row, line in waiting.items():
        verdicts[row] = RowOutcome(line, "wrong", line["name"], OBSTACLES["circle"])
    return [verdicts[line.row] for line in lines]


def _taken(session: Session, context: ImportContext, line: ImportLine) -> RowOutcome:
    try:
        line.refuse_problems()
        unit_ref = _present(context, line)
        if unit_ref is None:
            unit_ref = _add(session, context, line)
            context.take("unit", unit_ref.id, line.row)
            _give_aliases(session, context, line, unit_ref)
            return RowOutcome(line, "new", line["name"])
        context.take("unit", unit_ref.id, line.row)
        changes = [*_change(session, context, line, unit_ref), *_give_aliases(session, context, line, unit_ref)]
        return RowOutcome(line, "changed" if changes else "same", unit_ref.name, changes=tuple(changes))
    except InvalidRow as wrong:
        return RowOutcome(line, "wrong", line["name"] or "", wrong.reason)


def _present(context: ImportContext, line: ImportLine) -> UnitRef | None:
    """By its own number, else by name: below the unit above it where several are called so."""
    units = context.units_called(line["external_ref"]) if line["external_ref"] else []
    units = units or context.units_called(line["name"])
    if len(units) > 1 and line["parent"]:
        above = context.unit(line["parent"])
        units = [unit_ref for unit_ref in units if unit_ref.path == f"{above.path}{unit_ref.id}/"]
        return units[0] if units else None
    return context.unit(line["name"]) if units else None


def _add(session: Session, context: ImportContext, line: ImportLine) -> UnitRef:
    if not line["kind"]:
        raise InvalidRow(N_("A new unit needs its kind."))
    if not line["parent"] and context.unit_refs:
        raise InvalidRow(N_("A new unit needs the unit above it."))
    parent = context.unit(line["parent"]) if line["parent"] else None
    if parent is None and not isinstance(context.by, Operator):
        raise InvalidRow(N_("A new unit needs the unit above it."))
    return new_unit(session, context, line["name"], line["kind"], parent, line["external_ref"])


def new_unit(
    session: Session, context: ImportContext, name: str, kind: str, parent: UnitRef | None, key: str | None = None
) -> UnitRef:
    """Made at once where the context writes; else only known to the rows that follow."""
    if context.writes:
        above = session.get_one(Unit, parent.id) if parent else None
        row = add_unit(session, f"new {name} {context.by.at}", name, kind, above, context.today)
        taken = key and session.exec(select(Unit.id).where(col(Unit.key) == key)).first()
        row.key = key if key and not taken else f"unit-{row.id}"
        session.flush()
        after = {"name": name, "kind": kind, "below": parent.id if parent else None}
        audit_rows.note(session, context.by, "unit.import", "unit", row.id, after=after)
        unit_ref = UnitRef(row.id, row.key, name, kind, row.path)
    else:
        number = next(context.next_id)
        unit_ref = UnitRef(number, key or f"new {number}", name, kind, f"{parent.path if parent else '/'}{number}/")
    context.bring_unit(unit_ref)
    return unit_ref


def _change(
    session: Session, context: ImportContext, line: ImportLine, unit_ref: UnitRef
) -> list[tuple[str, Any, Any]]:
    if unit_ref.id < 0:
        return []
    unit, changes = session.get_one(Unit, unit_ref.id), []
    by = cast(
        ChangedBy, context.by
    )  # the operator of the command line has no person, and those functions note whoever it is
    if line["kind"] and line["kind"] != unit.kind:
        changes.append(("kind", unit.kind, line["kind"]))
        if context.writes:
            audit_rows.note(session, by, "unit.kind", "unit", unit.id, {"kind": unit.kind}, {"kind": line["kind"]})
            unit.kind = line["kind"]
    return [*changes, *_move(session, context, line, unit_ref, unit, by), *_merge(session, context, line, unit, by)]


def _move(
    session: Session, context: ImportContext, line: ImportLine, unit_ref: UnitRef, unit: Unit, by: ChangedBy
) -> list[tuple[str, Any, Any]]:
    """The importer's own unit stays where it is, whatever the workbook says."""
    if not line["parent"] or unit_ref.path in context.scope:
        return []
    above = context.unit(line["parent"])
    before = unit_parents.parent_on(session, unit.id, context.today)
    if above.id == before:
        return []
    if above.id > 0:
        parent = session.get_one(Unit, above.id)
        obstacle = reorganising.obstacle_to_move(session, unit, parent, context.today)
        if obstacle in OBSTACLES:
            raise InvalidRow(OBSTACLES[obstacle])
        if context.writes:
            reorganising.move(session, unit, parent, context.today, context.today, by)
            context.look_again(session)
    return [("parent", context.unit_refs[before].name if before in context.unit_refs else None, above.name)]


def _merge(
    session: Session, context: ImportContext, line: ImportLine, unit: Unit, by: ChangedBy
) -> list[tuple[str, Any, Any]]:
    if not line["merged_into"]:
        return []
    into = context.unit(line["merged_into"])
    if unit.merged_into == into.id or into.id < 0:
        return []
    heir = session.get_one(Unit, into.id)
    obstacle = reorganising.obstacle_to_merge(session, unit, heir, context.today)
    if obstacle in OBSTACLES:
        raise InvalidRow(OBSTACLES[obstacle])
    if context.writes:
        day = line["closed_on"] + A_DAY if line["closed_on"] else context.today
        reorganising.merge(session, unit, heir, day, context.today, by)
        context.look_again(session)
    return [("merged_into", None, into.name)]


def _give_aliases(
    session: Session, context: ImportContext, line: ImportLine, unit_ref: UnitRef
) -> list[tuple[str, Any, Any]]:
    given = [name for name in line["aliases"] or () if not context.units_called(name)]
    for name in given:
        remember(session, context, name, unit_ref)
    return [("aliases", None, given)] if given else []


def remember(session: Session, context: ImportContext, name: str, unit_ref: UnitRef) -> None:
    """Another name of a unit, from now on in every workbook."""
    if context.writes and session.get(UnitAlias, name) is None:
        session.add(UnitAlias(name=name, unit_id=unit_ref.id, person_id=context.by.person_id, at=context.by.at))
        session.flush()
        audit_rows.note(session, context.by, "unit.alias", "unit", unit_ref.id, after={"name": name})
    context.call(name, unit_ref)
