"""How the program itself stands: queues, and what was set aside."""

from dataclasses import dataclass

from sqlalchemy import func
from sqlmodel import Session, col, select

from storage.tables import Inbox, Outbox


@dataclass(frozen=True)
class Queues:
    waiting: int
    parked: int
    to_send: int
    unsure: int


def of_queues(session: Session, besides: int) -> Queues:
    """`besides` is the row of the update that asks."""
    counted = select(Inbox.state, func.count()).where(col(Inbox.id) != besides).group_by(col(Inbox.state))
    inbox = dict(session.exec(counted).all())
    outbox = dict(session.exec(select(Outbox.state, func.count()).group_by(col(Outbox.state))).all())
    return Queues(
        waiting=inbox.get("new", 0),
        parked=inbox.get("parked", 0),
        to_send=outbox.get("new", 0) + outbox.get("sending", 0),
        unsure=outbox.get("unsure", 0),
    )
