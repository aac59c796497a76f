"""Groups that the bot is in: asked about, bound to a unit, or left."""

from sqlmodel import Session, col, select

from storage.queries.ground import audit_rows
from storage.queries.ground.audit_rows import ChangedBy
from storage.queries.ground.unit_paths import Scope, below
from storage.tables import GroupChat, Outbox, Unit


def group(session: Session, chat_id: int) -> GroupChat | None:
    return session.get(GroupChat, chat_id)


def bound_below(session: Session, scope: Scope) -> list[tuple[GroupChat, Unit]]:
    """The groups bound to a unit of a scope, in the order of the tree."""
    rows = session.exec(
        select(GroupChat, Unit)
        .join(Unit)
        .where(col(GroupChat.state) == "bound", below(*scope))
        .order_by(col(Unit.path), col(GroupChat.chat_id))
    )
    return list(rows)


def ask(session: Session, chat_id: int, title: str, by: ChangedBy) -> None:
    """An administrator has added the bot to a group; until it is bound nothing is said there."""
    row = session.get(GroupChat, chat_id) or GroupChat(chat_id=chat_id, at=by.at)
    row.title, row.state, row.unit_id, row.person_id, row.at = title, "asked", None, by.person_id, by.at
    session.add(row)
    session.flush()


def bind(session: Session, row: GroupChat, unit_id: int, by: ChangedBy) -> None:
    _change(session, row, "bound", unit_id, by, "group.bind")


def leave(session: Session, row: GroupChat, by: ChangedBy) -> None:
    _change(session, row, "left", None, by, "group.leave")


def _change(session: Session, row: GroupChat, state: str, unit_id: int | None, by: ChangedBy, action: str) -> None:
    before = {"chat_id": row.chat_id, "state": row.state, "unit_id": row.unit_id}
    row.state, row.unit_id, row.person_id, row.at = state, unit_id, by.person_id, by.at
    session.flush()
    audit_rows.note(session, by, action, "group_chat", None, before, {**before, "state": state, "unit_id": unit_id})


def forget(session: Session, chat_id: int) -> None:
    """The bot was removed from the group: its row is marked as left, so that nothing goes there any more."""
    row = session.get(GroupChat, chat_id)
    if row is not None:
        row.state, row.unit_id = "left", None


def move(session: Session, old: int, new: int) -> None:
    """The group became a supergroup and has another id from now on; what waits for it goes there."""
    row = session.get(GroupChat, old)
    if row is not None and session.get(GroupChat, new) is None:
        facts = row.model_dump(exclude={"chat_id"})
        session.delete(row)
        session.add(GroupChat(chat_id=new, **facts))
    for call in session.exec(
        select(Outbox).where(col(Outbox.chat_id) == old, col(Outbox.state).in_(("new", "sending")))
    ):
        call.chat_id, call.payload, call.state = new, {**call.payload, "chat_id": new}, "new"
    session.flush()
