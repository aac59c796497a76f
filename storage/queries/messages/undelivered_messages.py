"""Messages for an administrator to look at: refused for good (`failed`), or of unknown fate (`unsure`)."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, text
from sqlmodel import Session, col, select

from storage.queries.ground import audit_rows
from storage.queries.ground.audit_rows import ChangedBy
from storage.queries.ground.roles_held import held_on
from storage.tables import Account, GroupChat, Inbox, Membership, Outbox, Person, Unit

TO_LOOK_AT = text("state IN ('failed', 'unsure')")
"""Literally as the partial index says it."""
ANNOUNCED = "undelivered:"
"""How the keys of what tells the administrators begin; the number of the message that it tells of follows."""


@dataclass(frozen=True)
class Undelivered:
    """One of them: to whom (a person or a group), where, what (by its columns: the words go after 30 days), and why."""

    id: int
    key: str
    chat_id: int
    method: str
    nudge: bool
    state: str
    error: str
    at: datetime
    to: str
    units: list[str]
    can_be_repeated: bool


@dataclass(frozen=True)
class UndeliveredCounts:
    """How many failures of each sort no administrator has looked at yet."""

    failed: int
    unsure: int
    parked: int

    def __bool__(self) -> bool:
        return bool(self.failed or self.unsure or self.parked)


def troubles(session: Session) -> UndeliveredCounts:
    counted = select(Outbox.state, func.count()).where(TO_LOOK_AT).group_by(col(Outbox.state))
    states = dict(session.exec(counted).all())
    parked = session.exec(select(func.count()).select_from(Inbox).where(text("state = 'parked'"))).one()
    return UndeliveredCounts(states.get("failed", 0), states.get("unsure", 0), parked)


def newest(session: Session, most: int, today: date, skip: int = 0) -> list[Undelivered]:
    newest_first = select(Outbox).where(TO_LOOK_AT).order_by(col(Outbox.id).desc())
    rows = session.exec(newest_first.offset(skip).limit(most)).all()
    return [_told(session, row, today) for row in rows]


def _told(session: Session, row: Outbox, today: date) -> Undelivered:
    to, units = _whose(session, row.chat_id, today)
    facts = row.model_dump(include={"id", "key", "chat_id", "method", "nudge", "state"})
    return Undelivered(
        **facts, error=row.error or "", at=row.created_at, to=to, units=units, can_be_repeated=_has_words(row)
    )


def _whose(session: Session, chat_id: int, today: date) -> tuple[str, list[str]]:
    """The name of a person or group and the units they belong to; nothing for strangers."""
    group = session.get(GroupChat, chat_id)
    if group is not None:
        unit = session.get(Unit, group.unit_id) if group.unit_id is not None else None
        return group.title, [unit.name] if unit else []
    person = session.exec(select(Person).join(Account).where(col(Account.external_id) == chat_id)).first()
    if person is None:
        return "", []
    held = select(Unit.name).join(Membership).where(col(Membership.person_id) == person.id, *held_on(today))
    return person.name, list(dict.fromkeys(session.exec(held)))


def _has_words(row: Outbox) -> bool:
    return bool(set(row.payload) - {"chat_id", "message_id"})


def try_again(session: Session, outbox_id: int, by: ChangedBy) -> bool:
    """As it was at first. False where nothing is left of it, or where it was seen to before."""
    row = session.get(Outbox, outbox_id)
    if row is None or not _has_words(row) or not _close(session, row, by, "message.retry"):
        return False
    row.state, row.tries, row.not_before, row.error, row.without = "new", 0, None, None, ""
    return True


def dismiss(session: Session, outbox_id: int, by: ChangedBy) -> bool:
    row = session.get(Outbox, outbox_id)
    return row is not None and _close(session, row, by, "message.dismiss")


def dismiss_up_to(session: Session, outbox_id: int, by: ChangedBy) -> int:
    """That message and all that are older; returns how many."""
    if session.get(Outbox, outbox_id) is None:
        return 0
    rows = session.exec(select(Outbox).where(TO_LOOK_AT, col(Outbox.id) <= outbox_id)).all()
    for row in rows:
        _close(session, row, by, "message.dismiss")
    return len(rows)


def _close(session: Session, row: Outbox, by: ChangedBy, action: str) -> bool:
    if row.state not in ("failed", "unsure"):
        return False
    before = row.state
    row.state = "dead"
    session.flush()
    audit_rows.note(session, by, action, "outbox", row.id, before={"state": before}, after={"reason": row.error})
    return True


def is_announced(session: Session) -> bool:
    """Whether the administrators were told of one that is still to be looked at: they see the others beside it."""
    query = select(Outbox.key).where(col(Outbox.key) >= ANNOUNCED, col(Outbox.key) < ANNOUNCED + "\uffff")
    last = session.exec(query.order_by(col(Outbox.id).desc()).limit(1)).first()
    if last is None:
        return False
    row = session.get(Outbox, int(last.removeprefix(ANNOUNCED).partition(">")[0]))
    return row is not None and row.state in ("failed", "unsure")
