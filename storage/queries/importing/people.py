"""Rows of 人员: everybody who has not joined yet gets an invitation, whose link an administrator hands out later.

A workbook never changes what a member is: roles of people who are there already are changed in chat. And nobody can
raise himself by one: a row about the importer, or an administrator for the importer's own unit, is refused.
"""

import secrets
from collections.abc import Sequence
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from sqlmodel import Session, col, select

from locales import N_
from storage.queries import audit
from storage.queries.audit import Change, Operator, Personal
from storage.queries.importing import bulk
from storage.queries.importing.desk import Desk, Spot
from storage.queries.importing.known_entities import load
from storage.queries.importing.lines import Line, Verdict, Wrong
from storage.queries.importing.register import Means, Register
from storage.tables import Invitation, Membership, Person

Place = tuple[str, int, str, int | None]
"""Name, unit, role, entity."""


def take(session: Session, desk: Desk, lines: Sequence[Line]) -> list[Verdict]:
    register = load(session, desk, [Means(line["entity"], line["credit_code"]) for line in lines])
    members, invited = _members(session, lines), _invited(session, lines)
    verdicts, new, changed = [], [], []
    for line in lines:
        try:
            place = _place(desk, line, register)
            present = invited.get(line["external_ref"]) or invited.get(place)
            desk.take("person", present.id if present else hash(place), line.row)
            if place not in members:
                _refuse_raising_oneself(desk, line, desk.unit(line["unit"]))
        except Wrong as wrong:
            verdicts.append(Verdict(line, "wrong", line["name"] or "", wrong.reason))
            continue
        if place in members or (present and present.state != "open"):
            verdicts.append(Verdict(line, "same", line["name"]))
        elif present is None:
            new.append((line, place))
            verdicts.append(Verdict(line, "new", line["name"]))
        elif line["post"] and line["post"] != present.post:
            changed.append((present, line["post"]))
            verdicts.append(Verdict(line, "changed", line["name"], changes=(("post", present.post, line["post"]),)))
        else:
            verdicts.append(Verdict(line, "same", line["name"]))
    if desk.writes:
        _write(session, desk, new, changed)
    return verdicts


def _place(desk: Desk, line: Line, register: Register) -> Place:
    line.refuse_problems()
    spot = desk.unit(line["unit"])
    if line["role"] != "enterprise":
        return line["name"], spot.id, line["role"], None
    entity = register.find(Means(line["entity"], line["credit_code"]))
    if entity is None:
        raise Wrong(N_("An enterprise contact needs an enterprise of the register."))
    return line["name"], spot.id, line["role"], entity.id


def _refuse_raising_oneself(desk: Desk, line: Line, spot: Spot) -> None:
    if isinstance(desk.by, Operator):
        return
    if line["name"] == desk.importer:
        raise Wrong(N_("Your own roles are not changed by a workbook."))
    if line["role"] == "admin" and spot.path == desk.scope:
        raise Wrong(N_("Administrators of your own unit are invited one by one, in chat."))


def _members(session: Session, lines: Sequence[Line]) -> set[Place]:
    names = {line["name"] for line in lines if line["name"]}
    rows = session.exec(
        select(Person.name, Membership.unit_id, Membership.role, Membership.entity_id)
        .join(Membership, col(Membership.person_id) == col(Person.id))
        .where(col(Person.name).in_(names), col(Membership.valid_to).is_(None))
    )
    return {tuple(row) for row in rows}  # type: ignore[misc]


def _invited(session: Session, lines: Sequence[Line]) -> dict[Any, Invitation]:
    """By the office's own number, and by place: those withdrawn or refused too, they are not made anew."""
    names = {line["name"] for line in lines if line["name"]}
    found: dict[Any, Invitation] = {}
    for row in session.exec(select(Invitation).where(col(Invitation.name).in_(names))):
        found[row.name, row.unit_id, row.role, row.entity_id] = row
        if row.external_ref:
            found[row.external_ref] = row
    return found


def _write(
    session: Session, desk: Desk, new: Sequence[tuple[Line, Place]], changed: Sequence[tuple[Invitation, str]]
) -> None:
    """Nobody knows the token of a new one: its link is made when an administrator asks for it."""
    rows = [
        {
            "token_hash": secrets.token_hex(32), "role": role, "unit_id": unit_id, "entity_id": entity_id, "name": name,
            "post": line["post"] or "", "external_ref": line["external_ref"] or str(uuid5(NAMESPACE_OID, repr(place))),
            "state": "open", "created_by": desk.recorder, "created_at": desk.by.at, "expires_at": desk.by.at,
        }
        for line, place in new
        for name, unit_id, role, entity_id in [place]
    ]  # fmt: skip
    ids = bulk.add_with_ids(session, Invitation, rows)
    notes = []
    for invitation_id, row in zip(ids, rows, strict=True):
        after = {column: row[column] for column in ("role", "unit_id", "entity_id")}
        personal = Personal({"name": row["name"], "post": row["post"]})
        notes.append(Change("invitation.import", "invitation", invitation_id, None, after, personal))
    for invitation, post in changed:
        invitation.post = post
        notes.append(Change("invitation.import_change", "invitation", invitation.id, personal=Personal({"post": post})))
    session.flush()
    audit.note_many(session, desk.by, notes)
