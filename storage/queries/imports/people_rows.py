"""Rows of 人员: everybody who has not joined yet gets an invitation, whose link an administrator hands out later.

What the row says of post, phone and days waits with the invitation and is the person's once they have joined. A
workbook never changes what a member is: roles of people who are there already are changed in chat. And nobody can
raise himself by one: a row about the importer, or an administrator for the importer's own unit, is refused.
"""

import secrets
from collections.abc import Sequence
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from sqlmodel import Session, col, select

from locales import N_
from storage.queries.ground import audit_rows, bulk_rows
from storage.queries.ground.audit_rows import AuditedChange, Operator, PersonalData
from storage.queries.ground.dated_rows import lasts
from storage.queries.imports.entity_matching import EntityIdentifiers, RegisterPart
from storage.queries.imports.import_context import ImportContext, UnitRef
from storage.queries.imports.import_lines import ImportLine, InvalidRow, RowOutcome
from storage.queries.imports.known_entities import load
from storage.tables import Invitation, Membership, Person

Place = tuple[str, int, str, int | None]
"""Name, unit, role, entity."""
PERSONAL, DAYS = ("post", "phone"), ("valid_from", "valid_to")
Differences = list[tuple[str, Any, Any]]
"""(column, before, after)."""


def take(session: Session, context: ImportContext, lines: Sequence[ImportLine]) -> list[RowOutcome]:
    register = load(session, context, [EntityIdentifiers(line["entity"], line["credit_code"]) for line in lines])
    members, invited = _members(session, context, lines), _invited(session, lines)
    verdicts, new, changed = [], [], []
    for line in lines:
        try:
            place = _place(context, line, register)
            present = invited.get(line["external_ref"]) or invited.get(place)
            context.take("person", present.id if present else hash(place), line.row)
            if place in members or (present and present.state != "open"):
                verdicts.append(RowOutcome(line, "same", line["name"]))
                continue
            _refuse_raising_oneself(context, line, context.unit(line["unit"]))
            _refuse_impossible_days(context, line, present)
        except InvalidRow as wrong:
            verdicts.append(RowOutcome(line, "wrong", line["name"] or "", wrong.reason))
            continue
        if present is None:
            new.append((line, place))
            verdicts.append(RowOutcome(line, "new", line["name"]))
        elif differences := _differences(line, present):
            changed.append((present, differences))
            verdicts.append(RowOutcome(line, "changed", line["name"], changes=tuple(differences)))
        else:
            verdicts.append(RowOutcome(line, "same", line["name"]))
    if context.writes:
        _write(session, context, new, changed)
    return verdicts


def _place(context: ImportContext, line: ImportLine, register: RegisterPart) -> Place:
    line.refuse_problems()
    unit_ref = context.unit(line["unit"])
    if line["role"] != "enterprise":
        return line["name"], unit_ref.id, line["role"], None
    entity = register.find(EntityIdentifiers(line["entity"], line["credit_code"]))
    if entity is None:
        raise InvalidRow(N_("An enterprise contact needs an enterprise of the register."))
    return line["name"], unit_ref.id, line["role"], entity.id


def _refuse_raising_oneself(context: ImportContext, line: ImportLine, unit_ref: UnitRef) -> None:
    if isinstance(context.by, Operator):
        return
    if line["name"] == context.importer:
        raise InvalidRow(N_("Your own roles are not changed by a workbook."))
    if line["role"] == "admin" and unit_ref.path in context.scope:
        raise InvalidRow(N_("Administrators of your own unit are invited one by one, in chat."))


def _refuse_impossible_days(context: ImportContext, line: ImportLine, present: Invitation | None) -> None:
    first, last = (line[day] or getattr(present, day, None) for day in DAYS)
    if first and last and last < first:
        raise InvalidRow(N_("The last day lies before the first."))
    if last and last < context.today:
        raise InvalidRow(N_("The last day, {day}, is over: nobody can join any more.", day=last.isoformat()))


def _differences(line: ImportLine, present: Invitation) -> Differences:
    differences = [(column, getattr(present, column), line[column]) for column in (*PERSONAL, *DAYS) if line[column]]
    return [(column, before, after) for column, before, after in differences if before != after]


def _members(session: Session, context: ImportContext, lines: Sequence[ImportLine]) -> set[Place]:
    """(name, unit, role, entity) of those named in the rows who hold the role now or from a later day on."""
    names = {line["name"] for line in lines if line["name"]}
    rows = session.exec(
        select(Person.name, Membership.unit_id, Membership.role, Membership.entity_id)
        .join(Membership, col(Membership.person_id) == col(Person.id))
        .where(col(Person.name).in_(names), lasts(Membership, context.today))
    )
    return {tuple(row) for row in rows}  # type: ignore[misc]


def _invited(session: Session, lines: Sequence[ImportLine]) -> dict[Any, Invitation]:
    """By the office's own number, and by place: those withdrawn or refused too, they are not made anew."""
    names = {line["name"] for line in lines if line["name"]}
    invitations: dict[Any, Invitation] = {}
    for row in session.exec(select(Invitation).where(col(Invitation.name).in_(names))):
        invitations[row.name, row.unit_id, row.role, row.entity_id] = row
        if row.external_ref:
            invitations[row.external_ref] = row
    return invitations


def _write(
    session: Session,
    context: ImportContext,
    new: Sequence[tuple[ImportLine, Place]],
    changed: Sequence[tuple[Invitation, Differences]],
) -> None:
    """Nobody knows the token of a new one: its link is made when an administrator asks for it."""
    rows = [_invitation(context, line, place) for line, place in new]
    ids = bulk_rows.add_with_ids(session, Invitation, rows)
    notes = [_noted_new(invitation_id, row) for invitation_id, row in zip(ids, rows, strict=True)]
    for invitation, differences in changed:
        for column, _, after in differences:
            setattr(invitation, column, after)
        notes.append(_noted(invitation, differences))
    session.flush()
    audit_rows.note_many(session, context.by, notes)


def _invitation(context: ImportContext, line: ImportLine, place: Place) -> dict[str, Any]:
    name, unit_id, role, entity_id = place
    return {
        "token_hash": secrets.token_hex(32), "role": role, "unit_id": unit_id, "entity_id": entity_id, "name": name,
        "post": line["post"] or "", "phone": line["phone"] or "", **{day: line[day] for day in DAYS},
        "external_ref": line["external_ref"] or str(uuid5(NAMESPACE_OID, repr(place))),
        "state": "open", "created_by": context.recorder, "created_at": context.by.at, "expires_at": context.by.at,
    }  # fmt: skip


def _noted_new(invitation_id: int, row: dict[str, Any]) -> AuditedChange:
    after = {column: row[column] for column in ("role", "unit_id", "entity_id")}
    after |= {day: row[day].isoformat() for day in DAYS if row[day]}
    personal = PersonalData({column: row[column] for column in ("name", *PERSONAL)})
    return AuditedChange("invitation.import", "invitation", invitation_id, None, after, personal)


def _noted(invitation: Invitation, differences: Differences) -> AuditedChange:
    days = [difference for difference in differences if difference[0] in DAYS]
    personal = {column: [before, after] for column, before, after in differences if column in PERSONAL}
    return AuditedChange(
        "invitation.import_change",
        "invitation",
        invitation.id,
        {column: before and before.isoformat() for column, before, _ in days} or None,
        {column: after.isoformat() for column, _, after in days} or None,
        PersonalData(personal) if personal else None,
    )
